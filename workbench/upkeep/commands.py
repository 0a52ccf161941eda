"""The commands that keep the workbench in order: copies, checks, reminders."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_babel import force_locale
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from workbench import audit, clock, database
from workbench.extensions import db
from workbench.upkeep.copying import COPYING, note

if TYPE_CHECKING:
    from workbench.audit.models import DailySeal


audit.declare({
    "everything verified": _l("looked whether everything is as it was written"),
    "old log taken out": _l("took out of the log what was over its term"),
})


@click.command()
@with_appcontext
def verify() -> None:
    """Check the log, sealed values, frozen plans and stored coverage. Ends with 1 and the places when something was changed."""
    from workbench.crypto.rotation import keys_in_use
    from workbench.upkeep.verifying import faults

    with database.reading():
        found, used = list(faults()), keys_in_use()
        db.session.rollback()
    note("everything verified", faults=len(found))
    if found:
        _tell_of_faults()
    for fault in found:
        click.echo(fault, err=True)
    for name, count in sorted(used.items()):
        click.echo(f"key {name}: {count} values")
    if found:
        raise click.ClickException(f"{len(found)} places are not as they were written. Tell the privacy officer.")
    click.echo("Everything is as it was written.")


def _tell_of_faults() -> None:
    """A mail without content, once a day, to who has to look at the machine at once (security.md E.6)."""
    from workbench.accounts.models import Role, User
    from workbench.outbox import operations as outbox

    if not current_app.config["MAIL_URL"]:
        return
    looks = select(User).where(User.active, User.role.in_((Role.ADMINISTRATOR, Role.PRIVACY_OFFICER)))
    for one in db.session.scalars(looks):
        outbox.tell_colleague(one, f"verify:{clock.today()}:{one.id}")
    db.session.commit()


@click.command()
@with_appcontext
def doctor() -> None:
    """Say what is not as it should be on this machine. Ends with 1 when something is not; STOP: it does not serve so."""
    from workbench.upkeep.doctor import findings

    with database.reading(), force_locale("en"):
        found = list(findings())
    for finding in found:
        click.echo(("well   " if finding.well else "STOP   " if finding.hard else "MEND   ") + finding.text)
    if not all(finding.well for finding in found):
        raise SystemExit(1)


@click.command("purge-log")
@with_appcontext
def purge_log() -> None:
    """Take out of the log, by whole months, what is over its term; a checkpoint stands in its place. Refuses a damaged log."""
    from workbench.accounts.settings import setting

    with database.unhurried():
        if found := list(audit.verify()):
            raise click.ClickException(f"Nothing was taken out: the log is not as it was written ({found[0]}).")
        until = audit.month_of(clock.today(), setting("retention.log_years"))
        gone = audit.purge(until)
        audit.record("old log taken out", by=audit.SYSTEM, action="D", rows=gone, until=until.isoformat())
        db.session.commit()
    click.echo(f"{gone} rows of before {until} taken out of the log.")


LATER = "mails could not go yet and are tried again later"
LOOK_AT = {
    "failed": "mails were refused or given up: look at the outbox with doctor",
    "uncertain": "mails may or may not have gone, and are not sent again by themselves",
}
WITHDRAWN = "mails were not sent: their address may not be used any more"


@click.command()
@click.option("--quiet", is_flag=True, help="Say only what somebody must look at or keep, for cron.")
@with_appcontext
def remind(quiet: bool) -> None:
    """Raise an alert when somebody does far more than usual; write in the outbox, once, who hears that something is waiting; send
    what is in it; seal the log of the day.

    Run it every five minutes. Ends with 1 when mail was refused, given up or may have been lost; what can go later is no fault.
    """
    from workbench.outbox.providers import ways

    say = (lambda words: None) if quiet else click.echo
    _look_for_unusual(say)
    seal = _write_reminders(say)
    if ways():
        trouble = _send(say)
    else:
        say("No mail server is set (WORKBENCH_MAIL_URL): nothing was sent")
        trouble = False
    if seal is not None:
        click.echo(f"Seal of {seal.day}, keep it elsewhere: {seal.hash.hex()}")
    if trouble:
        raise SystemExit(1)


def _look_for_unusual(say: Callable[[str], None]) -> None:
    """A transaction of its own, and the first: whatever goes wrong with the rest, this is said (security.md E.6)."""
    from workbench.alerts.operations import raise_alerts

    try:
        raised = raise_alerts()
        db.session.commit()
    except IntegrityError:  # two runs at the same moment: the other one has written it down
        db.session.rollback()
        return
    for alert in raised:
        say(f"alert {alert.id}: {alert.rule}, user {alert.user_id}")


def _write_reminders(say: Callable[[str], None]) -> "DailySeal | None":
    """One transaction: who is told, and the seal. Nothing of it when another run was busy with the same."""
    from workbench.plans import temporary_operations
    from workbench.upkeep import reminders

    today, now = clock.today(), clock.now()
    if ended := temporary_operations.expire(today):
        say(f"{ended} temporary plans ran out")
    reminders.tell_of_tries()
    waiting = reminders.due(today)
    for one in waiting:
        say(str(one))
    if current_app.config["MAIL_URL"] and reminders.may_mail_now(now):
        reminders.tell(waiting, today)
        reminders.write(reminders.messages(today, now))
    seal = reminders.seal(today)
    try:
        db.session.commit()
    except IntegrityError:  # two runs at the same moment: the other one has written it down
        db.session.rollback()
        return None
    return seal


def _send(say: Callable[[str], None]) -> bool:
    """Send what waits. Whether somebody must look at it."""
    from workbench.outbox.sending import send_waiting

    done = send_waiting()
    say(f"{done['sent']} mails sent")
    for state, words in (("waiting", LATER), ("withdrawn", WITHDRAWN)):
        if done[state]:
            say(f"{done[state]} {words}")
    for state, words in LOOK_AT.items():
        if done[state]:
            click.echo(f"{done[state]} {words}", err=True)
    return any(done[state] for state in LOOK_AT)


MOMENT = ("%Y-%m-%d", "%Y-%m-%dT%H:%M")


@click.command("breach-report")
@click.option("--from", "since", type=click.DateTime(MOMENT), required=True, help="The first moment, Dutch time.")
@click.option("--to", "until", type=click.DateTime(MOMENT), help="The last moment; a day counts whole. Now without it.")
@click.option("--actor", help="The e-mail address of a colleague.")
@click.option("--link", type=int, help="The number of a personal link, as the log has it.")
@click.option("--casus", "ref", help="The reference of a casus.")
@with_appcontext
def breach_report(since: datetime, until: datetime | None, actor: str | None, link: int | None, ref: str | None) -> None:
    """Say of whom what was opened, and by whom: for the notification within 72 hours, and for who must be called today."""
    from workbench.upkeep import breach

    with database.reading():
        try:
            asked = breach.asked(since, until, actor=actor, link=link, ref=ref)
        except breach.NotThere as error:
            raise click.ClickException(str(error)) from None
        for line in breach.report(asked):
            click.echo(line)
    breach.note(asked)


UPKEEP = (*COPYING, verify, doctor, remind, purge_log, breach_report)
