"""One consistent copy of the database while people work, sealed and read back; and the way back. No key is ever in a copy.

A copy is a sealed file (sealed_file.py): first a line with what is in it (inventory.py), then the database itself, as SQLite
writes it or as pg_dump does. The backup key is one of its own, apart from the ring: who has a copy and the ring cannot open it.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from flask import current_app
from sqlalchemy import Connection, Engine, create_engine, inspect, text

from workbench import database
from workbench.crypto import CannotOpen, KeyRing
from workbench.extensions import db
from workbench.upkeep import CannotCopy, postgres, sealed_file
from workbench.upkeep.inventory import Inventory, differences, inventory, version_of

SQLITE = b"SQLite format 3\x00"
ENDING = ".copy"
MAKE_ONE = "`python -m workbench.crypto b1` makes one"


class Copy(NamedTuple):
    """What a copy says it is."""

    database: str  # sqlite or postgresql
    made_at: str
    version: str  # the migration it was made at
    tables: Inventory

    @property
    def rows(self) -> int:
        return sum(rows for rows, _fingerprint in self.tables.values())


def backup_keys() -> sealed_file.Keys:
    """The backup keys by name, the first one seals. They are never made here, and never one of the ring."""
    said = current_app.config.get("BACKUP_KEY") or ""
    if not said:
        raise CannotCopy(f"WORKBENCH_BACKUP_KEY is not set. {MAKE_ONE}; keep it apart from copies and ring.")
    try:
        keys = KeyRing.parse(said)._raw
        ring = KeyRing.parse(current_app.config["KEYS"])._raw.values()
    except ValueError:
        raise CannotCopy(f"WORKBENCH_BACKUP_KEY is not name:base64 with 32 bytes. {MAKE_ONE}.") from None
    if set(keys.values()) & set(ring):
        raise CannotCopy("WORKBENCH_BACKUP_KEY is also a key of the ring. Give copies a key of their own.")
    return keys


def back_up(folder: Path, now: datetime, *, even_if_damaged: bool = False) -> tuple[Path, Copy]:
    """Write a copy into this folder, readable only by its owner, and read it back; returns the file and what is in it."""
    keys = backup_keys()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = folder / f"workbench-{now:%Y%m%d-%H%M%S}{'-damaged' if even_if_damaged else ''}{ENDING}"
    if file.exists():
        raise CannotCopy(f"{file} is there already.")
    part = file.with_suffix(".part")
    part.unlink(missing_ok=True)
    with _private_folder() as own:
        plain = own / "plain"
        said = _copied(plain, now, even_if_damaged)
        line = json.dumps(said._asdict()).encode() + b"\n"
        written = sealed_file.write(part, _line_and_file(line, plain), keys)
        _read_back(part, keys, written, said)
    part.rename(file)
    _on_disk(folder)
    return file, said


def restore(file: Path, *, replace: bool, unsealed: bool = False) -> Copy | None:
    """Put a copy back. Without `replace` only into a database that holds nobody. None for a copy of before copies were sealed."""
    if not replace and _holds_something():
        raise CannotCopy("There are people or casussen in this database. Say --replace when this copy should take their place.")
    with _private_folder() as own, database.unhurried():
        if sealed_file.is_sealed(file):
            said: Copy | None = open_copy(file, own / "plain")
        elif unsealed:
            shutil.copyfile(file, own / "plain")
            said = None
        else:
            raise CannotCopy(f"{file} is no copy that was sealed: it is damaged, or was made before copies were. Whoever held it "
                             "could change it; say --unsealed to put it back all the same.")  # fmt: skip
        put_back(own / "plain", said, db.engine)
    return said


def begin_anew() -> None:
    """On PostgreSQL: what a restore that was killed put aside stands in its place again, before anything is read."""
    if db.engine.dialect.name == "postgresql":
        db.session.remove()
        with database.unhurried():
            postgres.come_back(db.engine)


def open_copy(file: Path, plain: Path) -> Copy:
    """Open a sealed copy into this file, whole and authenticated, and say what it is."""
    try:
        return _unsealed(sealed_file.read(file, backup_keys()), plain)
    except sealed_file.CannotRead as error:
        plain.unlink(missing_ok=True)
        raise CannotCopy(str(error)) from None


def put_back(plain: Path, said: Copy | None, engine: Engine) -> None:
    """An opened copy into this database; afterwards every row says what it said when it was copied, or all is as it was."""
    kind = engine.dialect.name
    if said is not None and said.database != kind:
        raise CannotCopy(f"This copy is of {said.database}; the database here is {kind}. Restore it there.")
    if kind == "sqlite":
        _check_sqlite(plain)
        if said is not None:
            _compare(create_engine(f"sqlite:///{plain}"), said)
        _restore_sqlite(plain, engine)
        return
    engine.dispose()
    with postgres.stepped_aside(engine):
        postgres.put_back(engine.url, plain)
        if said is not None:
            _compare(engine, said)


def head_of_code() -> str:
    """The newest migration this version knows."""
    from alembic.script import ScriptDirectory

    return str(ScriptDirectory(str(Path(current_app.root_path).parent / "migrations")).get_current_head())


def _compare(engine: Engine, said: Copy) -> None:
    """What stands there now beside what was copied. A copy of another version is compared by its rows only."""
    try:
        with engine.connect() as connection:
            same_version = said.version in ("", head_of_code())
            found = list(differences(said.tables, inventory(connection), rows_only=not same_version))
    except CannotOpen as error:
        raise CannotCopy(f"This copy cannot be read with the keys of WORKBENCH_KEYS (first at {error}). Put the key it was "
                         "sealed with back on the ring.") from None  # fmt: skip
    finally:
        engine.dispose()
    if found:
        raise CannotCopy("What was put back is not what was copied: " + "; ".join(found))


def _copied(plain: Path, now: datetime, even_if_damaged: bool) -> Copy:
    """The database as it is at one moment in this file, with what is in it."""
    if db.engine.dialect.name == "sqlite":
        _copy_sqlite(plain)
        engine = create_engine(f"sqlite:///{plain}")
        try:
            with engine.connect() as connection:
                return _said(connection, "sqlite", now, even_if_damaged)
        finally:
            engine.dispose()
    with db.engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        moment = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
        connection.execute(text(database.UNHURRIED))
        said = _said(connection, "postgresql", now, even_if_damaged)
        postgres.dump(db.engine.url, moment, plain)
        return said


def _said(connection: Connection, kind: str, now: datetime, even_if_damaged: bool) -> Copy:
    try:
        tables = inventory(connection)
    except CannotOpen as error:
        if not even_if_damaged:
            raise CannotCopy(f"No copy was made: a value is damaged ({error}). Keep the older copies, run verify, and mend it; "
                             "--even-if-damaged makes one all the same.") from None  # fmt: skip
        names = inspect(connection).get_table_names()
        tables = {name: (connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one(), "") for name in names}  # noqa: S608
        return Copy(kind, now.isoformat(), "damaged", tables)
    return Copy(kind, now.isoformat(), version_of(connection), tables)


def _read_back(part: Path, keys: sealed_file.Keys, written: str, said: Copy) -> None:
    """Open what was just written, from the disk, and see that all of it is there."""
    with _private_folder() as own:
        digest = hashlib.sha256()

        def noted() -> Iterator[bytes]:
            for piece in sealed_file.read(part, keys):
                digest.update(piece)
                yield piece

        try:
            again = _unsealed(noted(), own / "plain")
        except sealed_file.CannotRead as error:
            part.unlink()
            raise CannotCopy(f"What was written cannot be read back: {error}") from None
        if digest.hexdigest() != written or again != said:
            part.unlink()
            raise CannotCopy("What was read back is not what was written. Look at the disk the copies are on.")
        rows = {name: rows for name, (rows, _fingerprint) in said.tables.items()}
        if said.database == "postgresql" and (found := postgres.rows_in(own / "plain")) != rows:
            part.unlink()
            raise CannotCopy(f"The dump does not hold every row: {found}")


def _line_and_file(line: bytes, file: Path) -> Iterator[bytes]:
    yield line
    with file.open("rb") as opened:
        while piece := opened.read(sealed_file.PIECE):
            yield piece


def _unsealed(pieces: Iterator[bytes], plain: Path) -> Copy:
    first = b""
    with plain.open("wb") as out:
        plain.chmod(0o600)
        while b"\n" not in first and (piece := next(pieces, None)) is not None:
            first += piece
        line, _end, rest = first.partition(b"\n")
        out.write(rest)
        for piece in pieces:
            out.write(piece)
    said = json.loads(line)
    tables = {name: (rows, fingerprint) for name, (rows, fingerprint) in said.pop("tables").items()}
    return Copy(tables=tables, **said)


@contextmanager
def _private_folder() -> Iterator[Path]:
    """A folder only we can read, gone afterwards: beside a SQLite database, because it holds the same as that."""
    url = db.engine.url
    in_file = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    beside = Path(str(url.database)).parent if in_file else None
    with tempfile.TemporaryDirectory(prefix=".copy-", dir=beside) as folder:
        yield Path(folder)


def _on_disk(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _copy_sqlite(file: Path) -> None:
    raw = db.engine.raw_connection()
    try:
        raw.driver_connection.execute("VACUUM INTO ?", (str(file),))  # type: ignore[union-attr]
    finally:
        raw.close()
    file.chmod(0o600)
    _check_sqlite(file)


def _check_sqlite(file: Path) -> None:
    """Refuse a file that is no whole SQLite database of a workbench."""
    with file.open("rb") as opened:
        if opened.read(16) != SQLITE:
            raise CannotCopy(f"{file.name} is no copy of this database.")
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as copy:
            (said,) = copy.execute("PRAGMA integrity_check").fetchone()
            there = copy.execute("SELECT count(*) FROM sqlite_master WHERE name = 'casus'").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise CannotCopy(f"The database is damaged: {error}") from None
    if said != "ok" or not there:
        raise CannotCopy(f"The database is damaged: {said}" if said != "ok" else "This is no copy of a workbench.")


def _restore_sqlite(file: Path, engine: Engine) -> None:
    db.session.remove()
    raw = engine.raw_connection()
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as copy:
            copy.backup(raw.driver_connection)  # type: ignore[arg-type]
        raw.driver_connection.execute("PRAGMA journal_mode=WAL")  # type: ignore[union-attr]
    finally:
        raw.close()


def _holds_something() -> bool:
    look = inspect(db.engine)
    with db.engine.connect() as connection:
        there = [name for name in ("casus", "users") if look.has_table(name)]
        return any(connection.execute(text(f"SELECT 1 FROM {name} LIMIT 1")).first() is not None for name in there)  # noqa: S608
