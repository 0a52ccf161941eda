"""Taking rows away for good: everything of a casus, or chosen rows of it, with all that hangs on them.

It works on the tables as they are, so that a new table is erased at once. What refers to an erased row goes along when it
cannot stand without it, and loses only the reference where it can. On SQLite `secure_delete` overwrites what is taken away;
`tidy` empties the write-ahead log, in which the rows still stand.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Column, Table, and_, delete, select, tuple_, update

from workbench.crypto import EncryptedText
from workbench.extensions import Model, db

Rows = dict[Table, set[tuple[Any, ...]]]
KEPT = frozenset({"audit_entry", "daily_seal", "erasure"})  # ids and counts only; the log keeps its own term
CHUNK = 400
BLANK = "–"  # the name of somebody whose row has to stay because another record refers to it


def erase_casus(casus_id: int) -> Counter[str]:
    """Take away everything of this casus. Returns table → how many rows."""
    tables = Model.metadata.tables
    doomed: Rows = defaultdict(set)
    doomed[tables["casus"]] = {(casus_id,)}
    for table in tables.values():
        if "casus_id" in table.c and table.name not in KEPT:
            doomed[table] |= _keys(table, table.c.casus_id == casus_id)
    return _take_away(_with_what_hangs_on(doomed))


def erase_rows(casus_id: int, rows: Iterable[tuple[str, int]]) -> tuple[Counter[str], list[tuple[str, int]]]:
    """Take away these rows of this casus. (table → how many, (table, id) of every row that went)."""
    doomed: Rows = defaultdict(set)
    for name, number in rows:
        table = Model.metadata.tables.get(name)
        if table is not None and name not in KEPT | {"casus", "person"} and "casus_id" in table.c:
            doomed[table] |= _keys(table, and_(table.c.id == number, table.c.casus_id == casus_id))
    doomed = _with_what_is_about(casus_id, _with_what_hangs_on(doomed))
    gone = [(table.name, int(key[0])) for table, keys in doomed.items() if "id" in table.c for key in sorted(keys)]
    return _take_away(doomed), gone


def blank_person(casus_id: int, person_id: int) -> bool:
    """Take away everything the row of a person says. The row itself stays, empty: the request that asked for it refers to it."""
    person = Model.metadata.tables["person"]
    own = and_(person.c.id == person_id, person.c.casus_id == casus_id)
    if not _keys(person, own):
        return False
    empty: dict[str, Any] = {
        column.name: None for column in person.c
        if column.nullable and (isinstance(column.type, EncryptedText) or column.name in ("age", "language", "reading_level"))
    }  # fmt: skip
    db.session.execute(update(person).where(own).values(**empty, first_name=BLANK))
    db.session.expire_all()
    return True


def is_from_before(name: str, number: int, moment: datetime) -> bool:
    """Whether this row was there at that moment; a table that keeps no moment is never asked."""
    table = Model.metadata.tables.get(name)
    if table is None or "id" not in table.c or "created_at" not in table.c:
        return table is not None and "id" in table.c
    made = db.session.scalar(select(table.c.created_at).where(table.c.id == number))
    return made is not None and made <= moment


def says_something(person_id: int) -> bool:
    """Whether the row of a person is not empty yet."""
    person = Model.metadata.tables["person"]
    name = db.session.scalar(select(person.c.first_name).where(person.c.id == person_id))
    return name not in (None, BLANK)


def tidy() -> None:
    """After the commit: nothing of what was taken away is left in the write-ahead log or in free pages of the file."""
    if db.engine.dialect.name != "sqlite" or not db.engine.url.database or db.engine.url.database == ":memory:":
        return
    raw = db.engine.raw_connection()
    try:
        connection: Any = raw.driver_connection
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        raw.close()


# --- what goes along


def _keys(table: Table, condition: Any) -> set[tuple[Any, ...]]:
    return {tuple(row) for row in db.session.execute(select(*table.primary_key).where(condition))}


def _with_what_hangs_on(doomed: Rows) -> Rows:
    """These rows and every row that cannot stand without one of them."""
    found: Rows = defaultdict(set, {table: set(keys) for table, keys in doomed.items() if keys})
    fresh = {table: set(keys) for table, keys in found.items()}
    while fresh:
        more: Rows = defaultdict(set)
        for table, keys in fresh.items():
            for column in _referring(table):
                if _needs(column) and column.table.name not in KEPT:
                    for some in _chunks(sorted(keys)):
                        more[column.table] |= _keys(column.table, column.in_([key[0] for key in some]))
        fresh = {table: new for table, keys in more.items() if (new := keys - found[table])}
        for table, keys in fresh.items():
            found[table] |= keys
    return {table: keys for table, keys in found.items() if keys}


def _with_what_is_about(casus_id: int, doomed: Rows) -> Rows:
    """Also what names one of these rows by its table and id: evidence, questions, statements beside it."""
    found: Rows = defaultdict(set, doomed)
    for table in Model.metadata.tables.values():
        if {"casus_id", "record_type", "record_id", "id"} <= set(table.c.keys()) and table.name not in KEPT:
            for about, keys in doomed.items():
                for some in _chunks(sorted(keys)):
                    of_it = and_(table.c.record_type == about.name, table.c.record_id.in_([key[0] for key in some]))
                    found[table] |= _keys(table, and_(of_it, table.c.casus_id == casus_id))
    return _with_what_hangs_on(found)


def _referring(table: Table) -> Iterator[Column[Any]]:
    """The columns of any table that refer to the id of this one."""
    for other in Model.metadata.tables.values():
        for key in other.foreign_keys:
            if key.column.table is table:
                yield key.parent


def _needs(column: Column[Any]) -> bool:
    """Whether a row cannot stand without this reference: it must be there, or a rule of the table asks for it."""
    checks = (str(one.sqltext) for one in column.table.constraints if isinstance(one, CheckConstraint))
    return not column.nullable or any(f"{column.name} IS NOT NULL" in check for check in checks)


def _chunks(keys: list[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    for at in range(0, len(keys), CHUNK):
        yield keys[at : at + CHUNK]


# --- taking away


def _take_away(doomed: Rows) -> Counter[str]:
    order = {table: nr for nr, table in enumerate(Model.metadata.sorted_tables)}
    for table, keys in doomed.items():
        _let_go(table, keys, doomed, order)
    counts: Counter[str] = Counter()
    for table in sorted(doomed, key=lambda one: -order[one]):
        for some in _chunks(sorted(doomed[table])):
            db.session.execute(delete(table).where(_is_one_of(table, some)))
        counts[table.name] = len(doomed[table])
    db.session.expire_all()
    return counts


def _let_go(table: Table, keys: Collection[tuple[Any, ...]], doomed: Rows, order: dict[Table, int]) -> None:
    """Rows that stay let go of these; and these let go of each other where they stand in a circle."""
    for column in _referring(table):
        if not column.nullable or column.table.name in KEPT:
            continue
        circle = order[column.table] <= order[table]
        for some in _chunks(sorted(keys)):
            holding = _keys(column.table, column.in_([key[0] for key in some]))
            loose = holding if circle else holding - doomed.get(column.table, set())
            for part in _chunks(sorted(loose)):
                db.session.execute(update(column.table).where(_is_one_of(column.table, part)).values({column.name: None}))


def _is_one_of(table: Table, keys: list[tuple[Any, ...]]) -> Any:
    columns = list(table.primary_key)
    if len(columns) == 1:
        return columns[0].in_([key[0] for key in keys])
    return tuple_(*columns).in_(keys)
