"""What a database holds, table by table: how many rows, and a fingerprint of all of them with every sealed value opened.

Two databases with the same inventory say the same, whatever key their values are sealed with. A copy carries the inventory of
the moment it was made (sealed with the rest), so that whoever restores it elsewhere can compare every row without the original.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, LargeBinary, column, inspect, select, table, text

from workbench.crypto import CannotOpen, EncryptedText, keyring
from workbench.extensions import Model

NOT_OURS = {"alembic_version"}
Inventory = dict[str, tuple[int, str]]  # table → (rows, fingerprint)


def inventory(connection: Connection) -> Inventory:
    """Every table of this database. Raises CannotOpen, with the place, for a value that is not as it was sealed."""
    return {name: _of(connection, name) for name in sorted(inspect(connection).get_table_names()) if name not in NOT_OURS}


def version_of(connection: Connection) -> str:
    """The migration this database is at; empty for one that was made from the models."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def differences(one: Inventory, other: Inventory, *, rows_only: bool = False) -> Iterator[str]:
    """A line for each table that is not the same in both."""
    for name in sorted(one.keys() | other.keys()):
        mine, theirs = one.get(name, (0, "")), other.get(name, (0, ""))
        if mine[0] != theirs[0]:
            yield f"{name}: {theirs[0]} rows, and {mine[0]} when it was copied"
        elif not rows_only and mine[1] != theirs[1]:
            yield f"{name}: its rows do not say what they said when it was copied"


def _of(connection: Connection, name: str) -> tuple[int, str]:
    look = inspect(connection)
    names = sorted(found["name"] for found in look.get_columns(name))
    keys = look.get_pk_constraint(name)["constrained_columns"] or names
    known = Model.metadata.tables.get(name)
    sealed = {c.name for c in known.c if isinstance(c.type, EncryptedText)} if known is not None else set()
    asked = select(*(column(one, LargeBinary) if one in sealed else column(one) for one in names)).select_from(table(name))
    digest, rows = hashlib.sha256(), 0
    ordered = asked.order_by(*(column(key) for key in keys)).execution_options(yield_per=200)
    for row in connection.execute(ordered):
        values = [_opened(value, f"{name}.{one}", row, names) if one in sealed else _plain(value)
                  for one, value in zip(names, row, strict=True)]  # fmt: skip
        digest.update(repr(values).encode())
        rows += 1
    return rows, digest.hexdigest()


def _opened(value: Any, place: str, row: Any, names: list[str]) -> bytes | None:
    try:
        return None if value is None else keyring().open_bytes(value, place)
    except CannotOpen:
        which = row[names.index("id")] if "id" in names else "?"
        raise CannotOpen(f"{place}, row {which}") from None


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview | bytearray) else value
