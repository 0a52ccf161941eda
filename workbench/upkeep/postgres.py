"""A copy of PostgreSQL is made, read and put back by its own programs.

What stood there steps aside while a copy is put back, and goes only when every row was found to be as it was copied.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, inspect, text

from workbench.upkeep import CannotCopy

ASIDE = "before_restore"  # the schema in which everything waits that stood there
ROWS_OF = re.compile(rb'^COPY (?:\w+\.)?"?(\w+)"? \(')
FUNCTIONS = "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = CAST(:schema AS regnamespace)"


@contextmanager
def stepped_aside(engine: Engine) -> Iterator[None]:
    """What stands in the database waits in another schema; it comes back when what is put in its place is not good.

    A restore that was killed halfway left it there: `come_back` first, always.
    """
    come_back(engine)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {ASIDE}"))
        _move(connection, "public", ASIDE)
    try:
        yield
    except BaseException:
        come_back(engine)
        raise
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {ASIDE} CASCADE"))


def come_back(engine: Engine) -> None:
    """Put back what stepped aside, in the place of what stands there now; nothing happens where nothing did."""
    if ASIDE not in inspect(engine).get_schema_names():
        return
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        for name in _tables(connection, "public"):
            connection.execute(text(f'DROP TABLE public."{name}" CASCADE'))
        for signature in _functions(connection, "public"):
            connection.execute(text(f"DROP FUNCTION {signature} CASCADE"))
        _move(connection, ASIDE, "public")
        connection.execute(text(f"DROP SCHEMA {ASIDE}"))


def dump(url: URL, moment: str, file: Path) -> None:
    """Everything as it was at this exported moment, in this file."""
    run("pg_dump", "--format=custom", f"--exclude-schema={ASIDE}", f"--snapshot={moment}", f"--file={file}", url=url)


def put_back(url: URL, dump_file: Path) -> None:
    """A dump into this empty database, whole or not at all. Who may do what is not in it: see deploy/grants.sql."""
    options = ("--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
    run("pg_restore", *options, str(dump_file), url=url)


def rows_in(dump_file: Path) -> dict[str, int]:
    """How many rows a dump of PostgreSQL holds for each table, by reading all of it."""
    with subprocess.Popen([_program("pg_restore"), "--file=-", "--data-only", str(dump_file)], stdout=subprocess.PIPE) as reading:  # noqa: S603
        rows: dict[str, int] = {}
        table: str | None = None
        for line in reading.stdout or ():
            if table is None and (found := ROWS_OF.match(line)):
                table = found[1].decode()
                rows[table] = 0
            elif line == b"\\.\n":
                table = None
            elif table is not None:
                rows[table] += 1
    if reading.returncode:
        raise CannotCopy("pg_restore cannot read the dump that was just made.")
    rows.pop("alembic_version", None)
    return rows


def run(program: str, *arguments: str, url: URL) -> None:
    """Run a program of PostgreSQL on a database; the password goes by the environment, where nobody else sees it."""
    done = subprocess.run(  # noqa: S603
        [_program(program), *_place(url), *arguments], env=os.environ | {"PGPASSWORD": url.password or ""},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise CannotCopy(f"{program} says: {done.stderr.strip()[:500]}")


def _move(connection: Connection, here: str, there: str) -> None:
    """Every table, with its rows, keys, numbers and triggers, and every function."""
    for name in _tables(connection, here):
        connection.execute(text(f'ALTER TABLE {here}."{name}" SET SCHEMA {there}'))
    for signature in _functions(connection, here):
        connection.execute(text(f"ALTER FUNCTION {signature} SET SCHEMA {there}"))


def _tables(connection: Connection, schema: str) -> list[str]:
    return list(connection.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = :schema"), {"schema": schema}))


def _functions(connection: Connection, schema: str) -> list[str]:
    connection.execute(text("SET LOCAL search_path = pg_catalog"))  # each name with its schema
    return list(connection.scalars(text(FUNCTIONS), {"schema": schema}))


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise CannotCopy(f"{name} is not on this machine. Install the client programs of PostgreSQL.")
    return found


def _place(url: URL) -> list[str]:
    query: dict[str, Any] = dict(url.query)
    host = url.host or query.get("host")
    given = {"--host": host, "--port": url.port, "--username": url.username, "--dbname": url.database}
    return [f"{name}={value}" for name, value in given.items() if value]
