"""How often who opened what, counted from the whole log in one walk (security.md G.7: ten million rows within a minute).

PostgreSQL counts in memory by itself. SQLite can only count what it has sorted first, on disk once it is much: there the rows
come past once, as one text and one moment each, and are counted here; what is counted waits in a temporary table when it
gets many. Either way the memory it takes is bounded, and does not grow with the log.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Column, ColumnElement, MetaData, Select, String, Table, func, insert, select, text, type_coerce

from workbench.audit.models import AuditEntry
from workbench.extensions import db

# The whole answer is wanted: counted in memory in one walk over the log, never by sorting ten million rows on disk.
WHOLE = "SET LOCAL work_mem = '256MB'; SET LOCAL cursor_tuple_fraction = 1"
AT_ONCE = 10_000  # rows of the log that are looked at together
MOST = 150_000  # kinds that are kept in memory, some 80 MB
APART = "\x1f"  # between the parts of a key
PAGE = AuditEntry.detail["page"].as_string()
GROUP = (AuditEntry.chain, AuditEntry.actor_kind, AuditEntry.actor_id, AuditEntry.event, AuditEntry.outcome,
         AuditEntry.record_type, PAGE.label("page"))  # fmt: skip
# Numbers with zeros before them, so that the order of the texts is the order of the families and the people.
KEY = APART.join(("%010d", "%s", "%010d", "%s", "%s", "%s", "%s"))
WAITING = Table(
    "breach_counts", MetaData(), Column("key", String), Column("times", db.Integer), Column("first", String),
    Column("last", String), prefixes=["TEMPORARY"],
)  # fmt: skip
Found = tuple[int, str, str]  # how often, the first moment, the last one


class Count(NamedTuple):
    """What one person did with one page or kind of record of one family."""

    chain: int
    actor_kind: str
    actor_id: int | None
    event: str
    outcome: str
    record_type: str | None
    page: str | None
    times: int
    first: datetime
    last: datetime


def counts(here: Sequence[ColumnElement[bool]]) -> Iterator[Count]:
    """One Count for each person and page in this part of the log, the families after one another.

    `here` begins with the two conditions that say between which moments.
    """
    return _by_postgres(here) if db.engine.dialect.name == "postgresql" else _by_us(here)


def _by_postgres(here: Sequence[ColumnElement[bool]]) -> Iterator[Count]:
    db.session.execute(text(WHOLE))
    asked = select(*GROUP, func.count(), func.min(AuditEntry.at), func.max(AuditEntry.at)).where(*here)
    for row in db.session.execute(asked.group_by(*GROUP).order_by(*GROUP).execution_options(yield_per=500)):
        yield Count(*row)


def _by_us(here: Sequence[ColumnElement[bool]]) -> Iterator[Count]:
    known: dict[str, Found] = {}
    spilled = False
    _make_room()
    cursor = db.session.connection().execute(_keys(here)).cursor  # plain tuples: a row of SQLAlchemy costs more than counting it
    while rows := cursor.fetchmany(AT_ONCE):
        _add(known, rows)
        if len(known) > MOST:
            _put_aside(known)
            spilled = True
    if not spilled:
        for key in sorted(known):
            yield _count(key, *known[key])
        return
    _put_aside(known)
    put = WAITING.c
    all_of_it = select(put.key, func.sum(put.times), func.min(put.first), func.max(put.last)).group_by(put.key).order_by(put.key)
    for row in db.session.execute(all_of_it.execution_options(yield_per=500)):
        yield _count(*row)


def _keys(here: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """(everything that makes a kind, in one text; the moment as it is stored) of every row, as they lie in the file.

    Between the first and the last row of that time, so that the rows are not looked up one by one in the order of their moments.
    """
    low, high = (select(edge(AuditEntry.id)).where(*here[:2]).scalar_subquery() for edge in (func.min, func.max))
    return select(func.printf(KEY, *GROUP), type_coerce(AuditEntry.at, String)).where(AuditEntry.id.between(low, high), *here)


def _add(known: dict[str, Found], rows: Sequence[Any]) -> None:
    """Count these rows; what is done for each row is done by `sorted`, `zip`, `Counter` and `dict`, without a step of Python."""
    keys, moments = zip(*sorted(rows, key=itemgetter(1)), strict=True)
    last, first = dict(zip(keys, moments, strict=True)), dict(zip(reversed(keys), reversed(moments), strict=True))
    for key, times in Counter(keys).items():
        before = known.get(key)
        if before is None:
            known[key] = (times, first[key], last[key])
        else:
            known[key] = (before[0] + times, min(before[1], first[key]), max(before[2], last[key]))


def _make_room() -> None:
    """A table of this connection, which is never in the database itself; before the walk, during which none can be dropped."""
    WAITING.drop(db.session.connection(), checkfirst=True)
    WAITING.create(db.session.connection())


def _put_aside(known: dict[str, Found]) -> None:
    """What was counted until now, out of memory."""
    names = ("key", "times", "first", "last")
    db.session.execute(insert(WAITING), [dict(zip(names, (key, *found), strict=True)) for key, found in known.items()])
    known.clear()


def _count(key: str, times: int, first: str, last: str) -> Count:
    chain, kind, actor, event, outcome, record_type, page = key.split(APART)
    moments = (datetime.fromisoformat(one).replace(tzinfo=UTC) for one in (first, last))  # as SQLite holds them
    return Count(int(chain), kind, int(actor) or None, event, outcome, record_type or None, page or None, times, *moments)
