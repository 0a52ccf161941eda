"""The commands that keep the workbench in order: copies, checks, reminders."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from workbench import clock, database
from workbench.extensions import db


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@with_appcontext
def backup(folder: Path) -> None:
    """Write one consistent copy of the database into a folder, also while people work."""
    from workbench.crypto import keyring
    from workbench.upkeep.backup import CannotCopy, back_up

    try:
        file = back_up(folder, clock.now())
    except CannotCopy as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"Written to {file}. Not in it: the keys ({', '.join(keyring().names)}); keep those elsewhere.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Also when there are casussen here; they are lost.")
@with_appcontext
def restore(file: Path, replace: bool) -> None:
    """Put a copy in place of what is in the database now. Stop the server first, and run verify afterwards."""
    from workbench.upkeep import backup as copies

    try:
        copies.restore(file, replace=replace)
    except copies.CannotCopy as error:
        raise click.ClickException(str(error)) from None
    click.echo("Restored. Now run: verify")


@click.command()
@with_appcontext
def verify() -> None:
    """Check the log, every sealed value and every frozen plan. Ends with 1 and the places when something was changed."""
    from workbench.crypto.rotation import keys_in_use
    from workbench.upkeep.verifying import faults

    with database.reading():
        found, used = list(faults()), keys_in_use()
    for fault in found:
        click.echo(fault, err=True)
    for name, count in sorted(used.items()):
        click.echo(f"key {name}: {count} values")
    if found:
        raise click.ClickException(f"{len(found)} places are not as they were written. Tell the privacy officer.")
    click.echo("Everything is as it was written.")


@click.command()
@with_appcontext
def doctor() -> None:
    """Say what is not as it should be on this machine. Ends with 1 when something is not."""
    from workbench.upkeep.doctor import findings

    with database.reading():
        found = list(findings())
    for finding in found:
        click.echo(("well   " if finding.well else "MEND   ") + finding.text)
    if not all(finding.well for finding in found):
        raise SystemExit(1)


TO_SAY = {
    "waiting": "mails could not go yet and are tried again later",
    "failed": "mails were refused or given up: look at the outbox with doctor",
    "uncertain": "mails may or may not have gone, and are not sent again by themselves",
    "withdrawn": "mails were not sent: their address may not be used any more",
}


@click.command()
@with_appcontext
def remind() -> None:
    """Say what waits for whom, write that in the outbox once a day, send what is in it, and seal the log of the day."""
    from workbench.outbox.sending import send_waiting
    from workbench.plans import temporary_operations
    from workbench.upkeep import reminders

    today = clock.today()
    if (ended := temporary_operations.expire(today)):
        click.echo(f"{ended} temporary plans ran out")
    waiting = reminders.due(today)
    for one in waiting:
        click.echo(str(one))
    if current_app.config["MAIL_URL"]:
        reminders.tell(waiting, today)
    seal = reminders.seal(today)
    db.session.commit()
    if current_app.config["MAIL_URL"]:
        done = send_waiting()
        click.echo(f"{done['sent']} mails sent")
        for state, words in TO_SAY.items():
            if done[state]:
                click.echo(f"{done[state]} {words}", err=True)
    else:
        click.echo("No mail server is set (WORKBENCH_MAIL_URL): nothing was sent")
    if seal is not None:
        click.echo(f"Seal of {seal.day}, keep it elsewhere: {seal.hash.hex()}")


UPKEEP = (backup, restore, verify, doctor, remind)
