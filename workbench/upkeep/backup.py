"""One consistent copy of the database while people work, and the way back. Keys are never in a copy."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL

from workbench.extensions import db

SIGN = b"SQLite format 3\x00"


class CannotCopy(Exception):
    """A copy cannot be made or put back; the message says why and what to do."""


def back_up(folder: Path, now: datetime) -> Path:
    """Write a copy into this folder, readable only by its owner; returns the file."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    on_sqlite = db.engine.dialect.name == "sqlite"
    file = folder / f"workbench-{now:%Y%m%d-%H%M%S}.{'db' if on_sqlite else 'dump'}"
    if file.exists():
        raise CannotCopy(f"{file} is there already.")
    part = file.with_suffix(".part")
    part.unlink(missing_ok=True)
    if on_sqlite:
        _copy_sqlite(part)
    else:
        _run("pg_dump", "--format=custom", f"--file={part}")
    part.chmod(0o600)
    part.rename(file)
    return file


def restore(file: Path, *, replace: bool) -> None:
    """Put a copy back in place of what is there. Without `replace` only into a database that holds no casus."""
    if not replace and _holds_something():
        raise CannotCopy("There are casussen in this database. Say --replace when this copy should take their place.")
    if db.engine.dialect.name == "sqlite":
        _restore_sqlite(file)
    else:
        db.engine.dispose()
        _run("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error", str(file))


def _copy_sqlite(file: Path) -> None:
    raw = db.engine.raw_connection()
    try:
        raw.driver_connection.execute("VACUUM INTO ?", (str(file),))  # type: ignore[union-attr]
    finally:
        raw.close()
    _check_sqlite(file)


def _check_sqlite(file: Path) -> None:
    """Refuse a file that is no whole SQLite database of a workbench."""
    with file.open("rb") as opened:
        if opened.read(16) != SIGN:
            raise CannotCopy(f"{file} is no copy of this database.")
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as copy:
            (said,) = copy.execute("PRAGMA integrity_check").fetchone()
            there = copy.execute("SELECT count(*) FROM sqlite_master WHERE name = 'casus'").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise CannotCopy(f"{file} is damaged: {error}") from None
    if said != "ok" or not there:
        raise CannotCopy(f"{file} is damaged: {said}" if said != "ok" else f"{file} is no copy of a workbench.")


def _restore_sqlite(file: Path) -> None:
    _check_sqlite(file)
    db.session.remove()
    raw = db.engine.raw_connection()
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as copy:
            copy.backup(raw.driver_connection)  # type: ignore[arg-type]
    finally:
        raw.close()


def _holds_something() -> bool:
    from sqlalchemy import inspect, text

    if not inspect(db.engine).has_table("casus"):
        return False
    with db.engine.connect() as connection:
        return connection.execute(text("SELECT 1 FROM casus LIMIT 1")).first() is not None


def _run(program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL on our database; the password goes by the environment, where nobody else sees it."""
    found = shutil.which(program)
    if found is None:
        raise CannotCopy(f"{program} is not on this machine. Install the client programs of PostgreSQL.")
    url = db.engine.url
    done = subprocess.run(  # noqa: S603
        [found, *_place(program, url), *arguments], env=os.environ | {"PGPASSWORD": url.password or ""},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise CannotCopy(f"{program} says: {done.stderr.strip()[:500]}")


def _place(program: str, url: URL) -> list[str]:
    query: dict[str, Any] = dict(url.query)
    host = url.host or query.get("host")
    given = {"--host": host, "--port": url.port, "--username": url.username, "--dbname": url.database}
    return [f"{name}={value}" for name, value in given.items() if value]
