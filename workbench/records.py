"""What every record of a casus has: an id within the casus, who made it and when, and the version a form is made from."""

from collections import namedtuple
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import ForeignKey, cast, literal_column, null, union_all
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from workbench import clock
from workbench.errors import EditConflict
from workbench.extensions import db


class Record:
    """Mixin for everything that hangs on a casus. `version` counts saves; a form carries the one it was made from."""

    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)
    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict:
        return {"version_id_col": cls.version}


def expect_version(record: Any, version: int) -> None:
    """Raise EditConflict when a form was made from another version than is stored now (design.md 3.4)."""
    if record.version != version:
        raise EditConflict(record)


def filled(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers of a form as a record keeps them: a text that was left open is None, so that SQL can tell it is not there."""
    return {name: None if value == "" else value for name, value in answers.items()}


class InOne:
    """Some selects sent as one statement, for pages with a budget of statements (design.md 7).

    InOne(people=select(…), lines=select(…)).of(casus_id) gives {"people": [rows], "lines": [rows]}. Each select names
    `bindparam("casus_id")`; every one of its columns gets a place of its own, which is null in the others, so that sealed
    columns are opened as what they are. The rows come in no order.
    """

    def __init__(self, **asked: Any) -> None:
        self.shapes: list[tuple[str, Any]] = [
            (name, namedtuple(name, [c.key for c in one.selected_columns])) for name, one in asked.items()
        ]
        self.asked = asked

    @cached_property
    def statement(self) -> Any:
        """Made when it is first asked: a foreign key learns its type when the table it points to has been loaded."""
        places = [(name, column) for name, one in self.asked.items() for column in one.selected_columns]
        return union_all(*(_branch(nr, name, one, places) for nr, (name, one) in enumerate(self.asked.items())))

    def of(self, casus_id: int, **values: Any) -> dict[str, list[Any]]:
        """The rows of each select for this casus."""
        found: dict[str, list[Any]] = {name: [] for name, _shape in self.shapes}
        starts, start = [], 1
        for _name, shape in self.shapes:
            starts.append((start, start + len(shape._fields)))
            start = starts[-1][1]
        for row in db.session.execute(self.statement, {"casus_id": casus_id, **values}):
            name, shape = self.shapes[row[0]]
            first, last = starts[row[0]]
            found[name].append(shape._make(row[first:last]))
        return found


def _branch(nr: int, name: str, asked: Any, places: list[tuple[str, Any]]) -> Any:
    """The select with its own columns in their places and null in those of the others."""
    filled = [
        (column if owner == name else cast(null(), column.type)).label(f"c{place}")
        for place, (owner, column) in enumerate(places)
    ]
    return asked.with_only_columns(literal_column(str(nr)).label("nr"), *filled, maintain_column_froms=True)
