"""The commands of `flask --app wsgi …` (design.md 6). Each says what it did; the work itself is done in the subjects."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from workbench import transfer  # noqa: F401 - so that pages of the log know the words of its events
from workbench.accounts.models import Role
from workbench.audit import SYSTEM
from workbench.crypto.keyring import new_key
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.upkeep.commands import UPKEEP


def init_app(app: Flask) -> None:
    """Tie the commands to the app."""
    for command in (users, casus, demo, coverage, rebuild, keys, settings, access, *UPKEEP):
        app.cli.add_command(command)


@click.group()
def keys() -> None:
    """The key ring."""


@keys.command("new")
@click.argument("name")
def keys_new(name: str) -> None:
    """Print a fresh key with this name, for WORKBENCH_KEYS."""
    click.echo(new_key(name))


@keys.command("rotate")
@with_appcontext
def keys_rotate() -> None:
    """Seal everything with the first key of the ring. It can be stopped and started again."""
    from workbench.crypto import keyring
    from workbench.crypto.rotation import keys_in_use, rotate

    click.echo(f"{rotate()} values sealed anew with key {keyring().current}")
    for name, count in sorted(keys_in_use().items()):
        click.echo(f"  {name}: {count}")
    click.echo("Keep older keys on the ring as long as the log and back-ups made with them have to be read.")


@click.group()
def users() -> None:
    """People with an account."""


@users.command("add")
@click.argument("email")
@click.argument("name")
@click.argument("role", type=click.Choice([role.value for role in Role]))
@click.option("--team", help="The name of the team; it is added when it is not there.")
@click.option("--organisation", help="The name of the organisation, for the first account.")
@with_appcontext
def users_add(email: str, name: str, role: str, team: str | None, organisation: str | None) -> None:
    """Give somebody an account, and print the one-time code to start with."""
    from workbench.accounts import operations

    with _telling():
        start = operations.add_first(email, name, Role(role), team, organisation)
    _say_code(email, start)


@users.command("code")
@click.argument("email")
@with_appcontext
def users_code(email: str) -> None:
    """Give somebody a new one-time code, also the only administrator. The second factor stays as it is."""
    from workbench.accounts import operations

    with _telling():
        start = operations.new_start_password(operations.by_address(email), by=None)
    _say_code(email, start)


def _say_code(email: str, code: str) -> None:
    from workbench.accounts.operations import START_CODE_LIFE

    hours = START_CODE_LIFE // timedelta(hours=1)
    click.echo(f"One-time code for {email}, in place of a password. It works once, within {hours} hours.")
    click.echo(f"At the first sign-in a password and a second factor are chosen. Tell it in person: {code}")


@users.command("factor")
@click.argument("email")
@with_appcontext
def users_factor(email: str) -> None:
    """Take somebody's second factor away, where there are no two people to do it: of the only administrator, for one."""
    from workbench.accounts import operations

    with _telling():
        operations.reset_factor(operations.by_address(email), by=None)
    click.echo(f"The second factor of {email} is gone; a new one is set up at the next sign-in. The password stays.")


@users.command("disable")
@click.argument("email")
@with_appcontext
def users_disable(email: str) -> None:
    """Close somebody's account; open sessions end at once."""
    from workbench.accounts import operations

    with _telling():
        operations.disable_user(operations.by_address(email), by=None)
    click.echo(f"Closed: {email}")


# --- casus files


@click.group()
def casus() -> None:
    """Casus files: one family with everything that belongs to its plan (docs/file-format.md)."""


@casus.command("export")
@click.argument("ref")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def casus_export(ref: str, file: Path) -> None:
    """Write the casus with this reference to a file that only you can read."""
    from workbench.casus.models import Casus
    from workbench.transfer.exporting import export_casus, note_export, written

    found = db.session.scalar(select(Casus).where(Casus.ref == ref))
    if found is None:
        raise click.ClickException(f"There is no casus {ref}")
    text = written(export_casus(found))
    note_export(found, by=SYSTEM)
    db.session.commit()
    file.touch(mode=0o600)
    file.write_text(text, encoding="utf-8")
    click.echo(f"Written to {file}. It holds everything about this family: keep it safe and delete it after use.")


@casus.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--team", "team_name", help="The team that gets the casus; needed when there is more than one.")
@click.option("--staff", multiple=True, metavar="THERE=HERE", help="Who an e-mail address in the file is here.")
@with_appcontext
def casus_import(file: Path, team_name: str | None, staff: tuple[str, ...]) -> None:
    """Read a casus in from a file: all of it, or nothing with every place and reason."""
    from workbench.transfer.importing import import_casus
    from workbench.transfer.reading import read
    from workbench.transfer.refusal import FileRefused

    pairs = {there.strip(): here.strip() for there, _sign, here in (one.partition("=") for one in staff)}
    try:
        made = import_casus(read(file.read_bytes()), by=SYSTEM, team=_team(team_name), staff=pairs)
    except FileRefused as refused:
        for fault in refused.faults:
            click.echo(str(fault), err=True)
        raise click.ClickException(f"Nothing was read in: {len(refused.faults)} places to mend.") from None
    db.session.commit()
    click.echo(f"Read in as casus {made.ref}")


def _team(name: str | None) -> Any:
    from workbench.accounts.models import Team

    teams = list(db.session.scalars(select(Team).order_by(Team.id)))
    found = [team for team in teams if name in (None, team.name)]
    if len(found) != 1:
        raise click.ClickException("Choose a team with --team: " + ", ".join(team.name for team in teams))
    return found[0]


@click.command()
@click.option("--if-empty", is_flag=True, help="Say nothing when there is something already.")
@with_appcontext
def demo(if_empty: bool) -> None:
    """Fill an empty database with the demo: six colleagues and two invented families."""
    from workbench.accounts.operations import DEMO_PASSWORD, DEMO_STAFF
    from workbench.transfer import demonstration

    if not (current_app.config["DEMO"] or current_app.testing):
        raise click.ClickException("Not in production: everybody knows the password of the demo.")
    if not demonstration.is_empty():
        if not if_empty:
            click.echo("There is something in this database already; nothing was changed.")
        return
    demonstration.load()
    db.session.commit()
    click.echo(f"Demo sign-ins, password {DEMO_PASSWORD}:")
    for email, _name, role, _team_name in DEMO_STAFF:
        click.echo(f"  {email:<28} {role.value.replace('_', ' ')}")


@click.command()
@with_appcontext
def coverage() -> None:
    """Count the evidence and states of every open casus again: every night, for what only the date changes."""
    from workbench.standards.operations import recompute

    click.echo(f"Counted {recompute()} casussen.")


@click.command()
@with_appcontext
def rebuild() -> None:
    """Count everything again, closed casussen too: after an update that changes a rule, or when verify found a difference."""
    from workbench.standards.operations import recompute

    click.echo(f"Counted {recompute(also_closed=True)} casussen.")


# --- settings and access


@click.group()
def settings() -> None:
    """The terms and periods of the organisation, each with its source and the day it holds from."""


@settings.command("list")
@with_appcontext
def settings_list() -> None:
    """Print every setting with the value that holds today."""
    from workbench.accounts.settings import SETTINGS, in_force, setting, shown

    for key, term in SETTINGS.items():
        row = in_force(key)
        since = f"since {row.holds_from}" if row else "default"
        click.echo(f"{key:<32} {shown(setting(key)):<24} {since:<18} {row.source if row and row.source else term.source}")


@settings.command("set")
@click.argument("key")
@click.argument("value")
@click.option("--from", "holds_from", type=click.DateTime(["%Y-%m-%d"]), help="The day it holds from; today without it.")
@click.option("--source", default="", help="Where it is written.")
@with_appcontext
def settings_set(key: str, value: str, holds_from: datetime | None, source: str) -> None:
    """Give a setting another value from a day on; what held before stays on record."""
    from workbench.accounts.operations import change_setting
    from workbench.accounts.settings import SETTINGS

    if key not in SETTINGS:
        raise click.ClickException(f"There is no setting {key}. See settings list.")
    with _telling():
        row = change_setting(key, SETTINGS[key].read(value), holds_from.date() if holds_from else None, source, by=None)
    click.echo(f"{key} is {row.value} from {row.holds_from}")


@click.command()
@with_appcontext
def access() -> None:
    """Print who may do what: the grid of docs/access.md."""
    from workbench.upkeep.grid import grid

    click.echo(grid(), nl=False)


@contextmanager
def _telling() -> Iterator[None]:
    """Commit what was done; say a broken rule plainly instead of showing where in the code it broke."""
    try:
        yield
        db.session.commit()
    except RuleBroken as error:
        db.session.rollback()
        raise click.ClickException(str(error)) from None
