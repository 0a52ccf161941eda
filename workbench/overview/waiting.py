"""Everything that waits, over all families somebody may know of, in one statement whatever their number (design.md 7)."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from types import SimpleNamespace
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Integer,
    Select,
    String,
    Time,
    bindparam,
    cast,
    literal,
    null,
    or_,
    select,
    true,
    union_all,
)  # fmt: skip

from workbench import clock
from workbench.accounts.models import Role, User
from workbench.accounts.settings import setting
from workbench.casus.models import Casus, CasusStatus, Person
from workbench.extensions import UtcDateTime, db
from workbench.overview.today import Kind, Row, Waiting

OPEN = Casus.status.not_in((CasusStatus.CLOSED, CasusStatus.TRANSFERRED))
TYPES: dict[str, Any] = {
    "person": Integer(), "called": String(), "day": Date(), "at": UtcDateTime(timezone=True), "starts": Time(),
    "amount": Integer(),
}  # fmt: skip

# The statement is made once for each role, since making it costs more than asking it: what changes is given each time.
TODAY: BindParameter[Any] = bindparam("today", type_=Date())
ENDS_SOON: BindParameter[Any] = bindparam("ends_soon", type_=Date())
NOW: BindParameter[Any] = bindparam("now", type_=UtcDateTime(timezone=True))
FORTNIGHT_AGO: BindParameter[Any] = bindparam("fortnight_ago", type_=UtcDateTime(timezone=True))
SOMEBODY = SimpleNamespace(id=bindparam("user_id", type_=Integer()), team_id=bindparam("team_id", type_=Integer()))
_days: set[int] = set()


def in_days(count: int) -> BindParameter[Any]:
    """The day so many days from today; below zero, before it."""
    _days.add(count)
    return bindparam(_name_of(count), type_=Date())


def _name_of(count: int) -> str:
    return f"{abs(count)}_days_{'on' if count >= 0 else 'ago'}"


class Asked(NamedTuple):
    """The statement of one kind, and the model whose casus it is about."""

    model: Any
    statement: Select[Any]


def asks(model: Any, *conditions: Any, join: tuple[Any, Any] | None = None, **columns: Any) -> Asked:
    """The statement of one kind: its records with the columns all kinds have, empty where it has none (`TYPES`)."""
    shown = [columns.get(name, cast(null(), kind)).label(name) for name, kind in TYPES.items()]
    asked = select(model.casus_id.label("casus_id"), model.id.label("record"), *shown).where(*conditions)
    return Asked(model, asked.join(*join) if join else asked)


def waiting(kinds: Sequence[Kind], families: Mapping[int, Any], today: date, user: User | None = None) -> list[Waiting]:
    """What waits in these families (by id of the casus) of those this person may know of, what cannot wait first. One statement.

    What is private is left out where `user` does not work in the casus, and so is what asks for another supervisor. Without
    a user: everything, for the reminders.
    """
    known, order = {kind.key: kind for kind in kinds}, {kind.key: nr for nr, kind in enumerate(kinds)}
    rows = (row for row in _rows(kinds, today, user) if row.casus_id in families)
    found = [Waiting(known[row.kind], row, families[row.casus_id]) for row in rows if known[row.kind].holds(row, today)]
    if user is not None:
        own = None if user.role is Role.SUPERVISOR else user.id  # of nobody in particular: of who leads the team
        found = [one for one in found if not one.kind.supervisor or one.row.amount in (own, user.id)]
    return sorted(found, key=lambda one: (not one.kind.urgent, order[one.kind.key], _when(one.row), one.family.name.casefold()))


def _when(row: Row) -> str:
    moment = row.at or row.day
    return (moment.isoformat() if moment else "") + (row.starts.isoformat() if row.starts else "")


def _rows(kinds: Sequence[Kind], today: date, user: User | None) -> list[Row]:
    statement = _statement(tuple(kinds), user.role if user else None)
    now = clock.now()
    values = {
        "today": today, "ends_soon": today + timedelta(days=setting("plan.interim_warning_days")), "now": now,
        "fortnight_ago": now - timedelta(days=14), "user_id": user.id if user else 0, "team_id": user.team_id or 0 if user else 0,
        **{_name_of(count): today + timedelta(days=count) for count in _days},
    }  # fmt: skip
    return [
        Row(one.kind, one.casus_id, one.record, one.call_name or one.first_name or "", one.called or "", one.day, one.at,
            one.starts, one.amount)
        for one in db.session.execute(statement, values)
    ]  # fmt: skip


@cache
def _statement(kinds: tuple[Kind, ...], role: Role | None) -> Select[Any]:
    """Everything of these kinds in the casussen somebody with this role may know of, with the name of whom it is about."""
    of_mine = select(Casus.id).where(OPEN, in_sight_of(role, SOMEBODY) if role else true())
    private = of_mine.where(works_on(SOMEBODY)) if role else of_mine
    branches = []
    for kind in kinds:
        model, asked = kind.asks()
        asked = asked.where(model.casus_id.in_(private if kind.private else of_mine))
        branches.append(asked.add_columns(literal(kind.key).label("kind")))
    every = union_all(*branches).subquery()
    return select(every, Person.call_name, Person.first_name).outerjoin(Person, Person.id == every.c.person)


def in_sight_of(role: Role, who: Any) -> ColumnElement[bool]:
    """The condition that leaves only the casussen somebody may know of; the same rule as access.POLICY, as SQL.

    `who` has an `id` and a `team_id` (0 for none): of an account, or parameters that stand for one.
    """
    if role is Role.WORKER:
        return works_on(who)
    if role is Role.SUPERVISOR:
        return Casus.team_id == who.team_id
    if role is Role.BEHAVIOURAL_SCIENTIST:
        return or_(Casus.team_id == who.team_id, Casus.behavioural_scientist_id == who.id)
    return Casus.id.is_(None)


def works_on(who: Any) -> ColumnElement[bool]:
    """Who works in a casus: the worker and who stands in."""
    return or_(Casus.worker_id == who.id, Casus.deputy_id == who.id)
