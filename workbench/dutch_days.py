"""The Dutch day of a stored moment inside a question to the database; moments are stored in UTC, days belong to people.

PostgreSQL knows the zones itself. SQLite does not, so every connection to it is given a function of ours.
"""

import sqlite3
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Date, String, cast, func
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from workbench.clock import AMSTERDAM, dutch_time
from workbench.extensions import UtcDateTime


class dutch_date(FunctionElement[Any]):
    """The day it was in the Netherlands at this moment, as a date."""

    type = Date()
    inherit_cache = True


@compiles(dutch_date, "sqlite")
def _of_ours(element: Any, compiler: Any, **rest: Any) -> str:
    return f"dutch_date({compiler.process(element.clauses, **rest)})"


@compiles(dutch_date, "postgresql")
def _of_the_zone(element: Any, compiler: Any, **rest: Any) -> str:
    return f"CAST(({compiler.process(element.clauses, **rest)}) AT TIME ZONE '{AMSTERDAM.key}' AS DATE)"


def teach(connection: sqlite3.Connection) -> None:
    """Give this connection to SQLite the function."""
    connection.create_function("dutch_date", 1, _dutch_date, deterministic=True)


def _dutch_date(moment: str | None) -> str | None:
    """"2026-06-17 22:30:00.000000", as SQLite keeps it, is "2026-06-18"."""
    return moment and dutch_time(datetime.fromisoformat(moment).replace(tzinfo=UTC)).date().isoformat()


def day_of(column: Any) -> ColumnElement[str]:
    """The day of a date, or the Dutch day of a moment, as the text YYYY-MM-DD, the same on SQLite and PostgreSQL."""
    day = dutch_date(column) if isinstance(column.type, UtcDateTime) else column
    return func.substr(cast(day, String), 1, 10)
