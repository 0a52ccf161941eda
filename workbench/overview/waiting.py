"""Everything that waits, over all families somebody may know of, in one statement whatever their number (design.md 7)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Date, Integer, Select, String, Time, cast, literal, null, or_, select, union_all

from workbench.accounts.models import User
from workbench.casus.models import Casus, CasusStatus, Person
from workbench.extensions import UtcDateTime, db
from workbench.overview.today import Kind, Row, Waiting

OPEN = Casus.status.not_in((CasusStatus.CLOSED, CasusStatus.TRANSFERRED))
TYPES: dict[str, Any] = {
    "person": Integer(), "called": String(), "day": Date(), "at": UtcDateTime(timezone=True), "starts": Time(),
    "amount": Integer(),
}  # fmt: skip


class Asked(NamedTuple):
    """The statement of one kind, and the model whose casus it is about."""

    model: Any
    statement: Select[Any]


def asks(model: Any, *conditions: Any, join: tuple[Any, Any] | None = None, **columns: Any) -> Asked:
    """The statement of one kind: its records with the columns all kinds have, empty where it has none (`TYPES`)."""
    shown = [columns.get(name, cast(null(), kind)).label(name) for name, kind in TYPES.items()]
    asked = select(model.casus_id.label("casus_id"), model.id.label("record"), *shown).where(*conditions)
    return Asked(model, asked.join(*join) if join else asked)


def waiting(
    kinds: Sequence[Kind], families: Mapping[int, Any], mine: ColumnElement[bool], today: date, user: User | None = None
) -> list[Waiting]:
    """What waits in these families (by id of the casus; `mine` leaves them), what cannot wait first. One statement.

    What is private is left out where `user` does not work in the casus, and so is what asks for another supervisor. Without
    a user: everything, for the reminders.
    """
    known, order = {kind.key: kind for kind in kinds}, {kind.key: nr for nr, kind in enumerate(kinds)}
    rows = (row for row in _rows(kinds, mine, today, user) if row.casus_id in families)
    found = [Waiting(known[row.kind], row, families[row.casus_id]) for row in rows if known[row.kind].holds(row, today)]
    if user is not None:
        found = [one for one in found if not one.kind.supervisor or one.row.amount in (None, user.id)]
    return sorted(found, key=lambda one: (not one.kind.urgent, order[one.kind.key], _when(one.row), one.family.name.casefold()))


def _when(row: Row) -> str:
    moment = row.at or row.day
    return (moment.isoformat() if moment else "") + (row.starts.isoformat() if row.starts else "")


def _rows(kinds: Iterable[Kind], mine: ColumnElement[bool], today: date, user: User | None) -> list[Row]:
    of_mine = select(Casus.id).where(OPEN, mine)
    private = of_mine if user is None else of_mine.where(works_on(user))
    branches = []
    for kind in kinds:
        model, asked = kind.asks(today)
        asked = asked.where(model.casus_id.in_(private if kind.private else of_mine))
        branches.append(asked.add_columns(literal(kind.key).label("kind")))
    every = union_all(*branches).subquery()
    named = select(every, Person.call_name, Person.first_name).outerjoin(Person, Person.id == every.c.person)
    return [
        Row(one.kind, one.casus_id, one.record, one.call_name or one.first_name or "", one.called or "", one.day, one.at,
            one.starts, one.amount)
        for one in db.session.execute(named)
    ]  # fmt: skip


def works_on(user: User) -> ColumnElement[bool]:
    """Who works in a casus: the worker and who stands in."""
    return or_(Casus.worker_id == user.id, Casus.deputy_id == user.id)
