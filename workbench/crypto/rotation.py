"""Every sealed value of the database: with which key it is sealed, whether it still opens, and sealing it anew.

Values are read and written as they are stored, so that this works whatever the models say, and one batch at a time, so that
a rotation that was interrupted simply goes on (design.md 3.6, security.md G.6).
"""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import (
    Column,
    LargeBinary,
    RowMapping,
    Table,
    Update,
    and_,
    bindparam,
    select,
    tuple_,
    type_coerce,
    update,
)

from workbench.crypto import CannotOpen, EncryptedBytes, EncryptedText, keyring
from workbench.extensions import Model, db

BATCH = 200
OF_PICTURES = 5  # rows that may hold a drawing are large
Sealed = tuple[Table, list[Column[str]]]


def sealed_columns() -> list[Sealed]:
    """Each table that has sealed columns, with those columns."""
    tables = Model.metadata.sorted_tables
    found = [(table, [column for column in table.c if isinstance(column.type, EncryptedText)]) for table in tables]
    return [(table, columns) for table, columns in found if columns]


def keys_in_use() -> Counter[str]:
    """Key name → how many stored values are sealed with it."""
    ring, counts = keyring(), Counter[str]()
    for table, columns in sealed_columns():
        for row in _rows(table, columns):
            counts.update(ring.sealed_with(row[column.name]) for column in columns if row[column.name] is not None)
    return counts


def keys_at_the_ends() -> list[str]:
    """The names of the keys the first and last rows of the tables are sealed with: quick, whatever the size.

    A name that only one row says is left out where there are more: that is a damaged row, not a key that is missing.
    """
    ring, rows = keyring(), Counter[str]()
    for table, columns in sealed_columns():
        raw = [type_coerce(column, LargeBinary) for column in columns]
        for order in (table.primary_key, [key.desc() for key in table.primary_key]):
            row = db.session.execute(select(*raw).order_by(*order).limit(1)).first()
            rows.update({ring.sealed_with(value) for value in row or () if value is not None})
    return [name for name, times in rows.items() if times > 1 or len(rows) == 1]


def damaged() -> Iterator[str]:
    """The place of every value that cannot be opened: changed, moved, or sealed with a key that is not on the ring."""
    ring = keyring()
    for table, columns in sealed_columns():
        for row in _rows(table, columns):
            for column in columns:
                sealed = row[column.name]
                try:
                    if sealed is not None:
                        ring.open_bytes(sealed, f"{table.name}.{column.name}")
                except CannotOpen:
                    yield f"{table.name}.{column.name}, row {_place(table, row)}"


def rotate() -> int:
    """Seal everything with the current key; returns how many values were sealed anew. Commits each batch."""
    return sum(_rotated(table, columns) for table, columns in sealed_columns())


def _rotated(table: Table, columns: list[Column[str]]) -> int:
    ring, count = keyring(), 0
    for rows in _batches(table, columns):
        changes = []
        for row in rows:
            old = {c.name for c in columns if row[c.name] is not None and ring.sealed_with(row[c.name]) != ring.current}
            if old:
                count += len(old)
                changes.append({f"own_{key.name}": row[key.name] for key in table.primary_key} | {
                    f"new_{c.name}": _anew(table, c, row[c.name]) if c.name in old else row[c.name] for c in columns
                })  # fmt: skip
        if changes:
            db.session.connection().execute(_writing(table, columns), changes)
        db.session.commit()
    return count


def _anew(table: Table, column: Column[str], sealed: bytes) -> bytes:
    place = f"{table.name}.{column.name}"
    return keyring().seal_bytes(keyring().open_bytes(sealed, place), place)


def _writing(table: Table, columns: list[Column[str]]) -> Update:
    """Write the sealed bytes as they are, and leave the moment of the last change alone."""
    raw = {column: bindparam(f"new_{column.name}", type_=LargeBinary) for column in columns}
    kept = {table.c.updated_at: table.c.updated_at} if "updated_at" in table.c else {}
    return update(table).where(and_(*(key == bindparam(f"own_{key.name}") for key in table.primary_key))).values({**raw, **kept})


def _batches(table: Table, columns: list[Column[str]]) -> Iterator[list[RowMapping]]:
    """The rows of a table, by primary key, a batch at a time; each batch is read anew, so that a commit may come between."""
    keys = list(table.primary_key)
    asked = select(*keys, *(type_coerce(column, LargeBinary).label(column.name) for column in columns if column not in keys))
    last = None
    size = OF_PICTURES if any(isinstance(column.type, EncryptedBytes) for column in columns) else BATCH
    while True:
        page = asked.order_by(*keys).limit(size)
        if last is not None:
            page = page.where(tuple_(*keys) > last if len(keys) > 1 else keys[0] > last[0])
        rows = list(db.session.execute(page).mappings())
        if not rows:
            return
        yield rows
        last = tuple(rows[-1][key.name] for key in keys)


def _rows(table: Table, columns: list[Column[str]]) -> Iterator[RowMapping]:
    for rows in _batches(table, columns):
        yield from rows


def _place(table: Table, row: RowMapping) -> str:
    return "-".join(str(row[key.name]) for key in table.primary_key)
