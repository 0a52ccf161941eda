"""Rows of any table of a casus, as plain JSON values. Tables of subjects above the plan are named, not imported."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import Any

from sqlalchemy import Column, Table, select
from sqlalchemy.engine import RowMapping

from workbench.casus.models import Casus
from workbench.crypto import EncryptedBytes
from workbench.extensions import Model, db

Body = dict[str, Any]
Rows = list[RowMapping]


def table(name: str) -> Table:
    """A table by its name."""
    return Model.metadata.tables[name]


def said(of: Table) -> list[Column[Any]]:
    """The columns of a table without its drawings: a plan holds words."""
    return [column for column in of.c if not isinstance(column.type, EncryptedBytes)]


def rows(name: str, casus: Casus) -> Rows:
    """Every row of this casus in a table, oldest first."""
    of = table(name)
    order = of.c.id if "id" in of.c else next(iter(of.primary_key))
    return list(db.session.execute(select(*said(of)).where(of.c.casus_id == casus.id).order_by(order)).mappings())


def linked(name: str, parent: str, ids: Iterable[int]) -> dict[int, Rows]:
    """Rows that hang on other rows, by the id of what they hang on; always in the same order."""
    of = table(name)
    found: dict[int, Rows] = defaultdict(list)
    order = ([of.c.order] if "order" in of.c else []) + list(of.primary_key)
    for row in db.session.execute(select(*said(of)).where(of.c[parent].in_(list(ids))).order_by(*order)).mappings():
        found[row[parent]].append(row)
    return found


def plain(row: RowMapping, *names: str, **renamed: str) -> Body:
    """The named columns of a row as JSON values; `group="sub_group_id"` gives a column another name."""
    return {name: json_value(row[column]) for name, column in (*((n, n) for n in names), *renamed.items())}


def json_value(value: Any) -> Any:
    """Days as ISO text, choices as their word, nothing as an empty text only where text is asked."""
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
