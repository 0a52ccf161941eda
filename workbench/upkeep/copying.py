"""The commands around copies: backup, restore, drill; each leaves a line in the log of the office (security.md E.1)."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from flask.cli import with_appcontext
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.extensions import db
from workbench.upkeep import CannotCopy

if TYPE_CHECKING:
    from workbench.upkeep.backup import Copy

audit.declare({
    "copy made": _l("made a copy of the database, and read it back"),
    "copy of damaged made": _l("made a copy of a database with damaged values"),
    "copy restored": _l("put a copy in the place of the database"),
    "drill done": _l("restored a copy in an empty place, and compared it"),
})


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--even-if-damaged", is_flag=True, help="Also when a value is damaged; the name of the copy says so.")
@with_appcontext
def backup(folder: Path, even_if_damaged: bool) -> None:
    """Write one consistent, sealed copy into a folder, also while people work, and read it back.

    Refuses when a value in the database is damaged, so that a damaged copy never takes the place of a good one.
    """
    from workbench.crypto import keyring
    from workbench.upkeep import erasures
    from workbench.upkeep.backup import back_up, head_of_code

    try:
        file, said = back_up(folder, clock.now(), even_if_damaged=even_if_damaged)
        erasures.write_beside(file)
    except CannotCopy as error:
        raise click.ClickException(str(error)) from None
    if said.version in ("", "damaged", head_of_code()):
        note("copy made" if said.version != "damaged" else "copy of damaged made", tables=len(said.tables), rows=said.rows)
    else:
        click.echo(f"The tables are still of version {said.version}: this copy is not in the log. Next: db upgrade.")
    click.echo(f"Written to {file}, and read back: {said.rows} rows in {len(said.tables)} tables.")
    click.echo(f"Not in it: the keys ({', '.join(keyring().names)}) and the backup key; keep those elsewhere, each apart.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Also when there are people or casussen here; they are lost.")
@click.option("--unsealed", is_flag=True, help="Also a copy of before copies were sealed.")
@with_appcontext
def restore(file: Path, replace: bool, unsealed: bool) -> None:
    """Put a copy in place of what is in the database now. Stop the server first, and run verify afterwards."""
    from workbench.upkeep import backup as copies
    from workbench.upkeep import erasures

    copies.begin_anew()
    erased = erasures.remembered(file)
    if erased:  # a restore that is killed between putting back and erasing again has not forgotten it
        with suppress(OSError):
            erasures.write_beside(file, erased)
    try:
        said = copies.restore(file, replace=replace, unsealed=unsealed)
    except CannotCopy as error:
        raise click.ClickException(str(error)) from None
    if said is not None and said.version not in ("", copies.head_of_code()):
        click.echo(f"This copy is of another version ({said.version}): now run db upgrade, erase-again {file}, and then verify.")
        return
    _erase_again(erased)
    note("copy restored", made_at=said.made_at if said else "unknown")
    click.echo(f"Restored{_how_many(said)}. Now run: verify")


@click.command("erase-again")
@click.argument("file", type=click.Path(path_type=Path))
@with_appcontext
def erase_again(file: Path) -> None:
    """Erase once more what the lists beside a copy say was erased: after db upgrade, where a restore could not do it itself."""
    from workbench.upkeep import erasures

    _erase_again(erasures.remembered(file))


def _erase_again(erased: list[dict[str, Any]]) -> None:
    from workbench.upkeep import erasures

    if again := erasures.replay(erased):
        click.echo(f"Erased again what was erased after this copy was made: {again}")


@click.command()
@click.argument("place", type=click.Path(exists=True, path_type=Path))
@click.option("--server", help="PostgreSQL: the address of the server on which an empty database may be made; ours without it.")
@with_appcontext
def drill(place: Path, server: str | None) -> None:
    """Restore the newest copy of a folder (or this one) in an empty place, and see that it is usable. Leaves nothing behind.

    Every row is opened and compared with what it said when the copy was made; the log chains, the plans and the coverage are
    verified; somebody signs in.
    """
    from workbench.upkeep import drilling

    try:
        done = drilling.drill(place, server)
    except CannotCopy as error:
        raise click.ClickException(str(error)) from None
    for line in done.lines():
        click.echo(line)
    note("drill done", well=not done.faults, rows=done.copy.rows, seconds=round(done.seconds, 1))
    if done.faults:
        raise click.ClickException(f"{len(done.faults)} things are not as they were: this copy is not to be relied on.")


def note(event: str, **detail: object) -> None:
    """One line in the log of the office, by the workbench itself."""
    audit.record(event, by=audit.SYSTEM, action="E", **detail)
    db.session.commit()


def _how_many(said: "Copy | None") -> str:
    return f": {said.rows} rows in {len(said.tables)} tables, each as it was on {said.made_at[:16]}" if said else ""


COPYING = (backup, restore, erase_again, drill)
