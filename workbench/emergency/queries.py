"""Emergency access that is open now, that somebody must look at, and what was read in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from workbench import clock
from workbench.accounts.models import Role, User
from workbench.audit.models import OFFICE, AuditEntry
from workbench.casus.models import Casus, Person
from workbench.emergency import rules
from workbench.emergency.models import EmergencyAccess, EmergencyLook, Seat
from workbench.extensions import db

NOT_FOUND = "emergency access not found"


def open_access(casus_id: int, user_id: int) -> EmergencyAccess | None:
    """What this person opened and may still read; None once it ended. Asked at every request."""
    a = EmergencyAccess
    asked = select(a).where(a.casus_id == casus_id, a.user_id == user_id, _is_open()).order_by(a.until.desc()).limit(1)
    return db.session.scalar(asked)


def _is_open() -> ColumnElement[bool]:
    now = clock.now()  # what ends further ahead than twice its time was opened by a clock that was wrong, and is over
    return and_(EmergencyAccess.closed_at.is_(None), EmergencyAccess.until > now, EmergencyAccess.until <= now + 2 * rules.LASTS)


def names_in(casus_id: int) -> list[str]:
    """The whole names of everybody in the family; they are sealed, so they are compared here and not in SQL."""
    asked = select(Person.first_name, Person.last_name, Person.call_name).where(
        Person.casus_id == casus_id, Person.in_family, Person.last_name.is_not(None)
    )
    found = []
    for row in db.session.execute(asked):
        found += [f"{first} {row.last_name}" for first in {row.first_name, row.call_name or row.first_name}]
    return found


def misses(user_id: int, since: datetime) -> int:
    """How often this person gave a reference and a name that do not match, since a moment."""
    e = AuditEntry
    asked = select(func.count()).where(e.actor_id == user_id, e.chain == OFFICE, e.event == NOT_FOUND, e.at > since)
    return int(db.session.scalar(asked) or 0)


@dataclass(frozen=True)
class Opened:
    """One emergency access as it stands in a list."""

    access: EmergencyAccess
    ref: str
    family: str  # the name of the casus; empty for who may not know it
    who: str
    looks: tuple[EmergencyLook, ...] = ()

    @property
    def ended_at(self) -> datetime:
        """When reading ended, or will."""
        return self.access.closed_at or self.access.until

    @property
    def is_open(self) -> bool:
        return self.ended_at > clock.now()

    def look_of(self, seat: Seat) -> EmergencyLook | None:
        """What was said for this seat; None when nobody looked yet."""
        return next((one for one in self.looks if one.seat is seat), None)


def _asked() -> Select[Any]:
    a = EmergencyAccess
    asked: Any = select(a, Casus.ref, Casus.name, User.name)
    return asked.join(Casus, Casus.id == a.casus_id).join(User, User.id == a.user_id).order_by(a.opened_at.desc())


def _lines(asked: Select[Any], *, named: bool) -> list[Opened]:
    rows: Sequence[Any] = db.session.execute(asked.limit(200)).all()
    looks: dict[int, list[EmergencyLook]] = {}
    for one in db.session.scalars(select(EmergencyLook).where(EmergencyLook.access_id.in_([row[0].id for row in rows]))):
        looks.setdefault(one.access_id, []).append(one)
    return [Opened(row[0], row[1], row[2] if named else "", row[3], tuple(looks.get(row[0].id, ()))) for row in rows]


def own(user: User) -> list[Opened]:
    """What this person opened, newest first. A family one may read no longer is shown by its reference."""
    return _lines(_asked().where(EmergencyAccess.user_id == user.id), named=False)


def seat_of(user: User) -> Seat:
    """For whom this person looks."""
    return Seat.PRIVACY_OFFICER if user.role is Role.PRIVACY_OFFICER else Seat.SUPERVISOR


def in_view_of(user: User) -> ColumnElement[bool]:
    """What somebody may look at afterwards: the privacy officer everything, a supervisor what is of the own team; never own."""
    theirs = EmergencyAccess.user_id != user.id
    return theirs if user.role is Role.PRIVACY_OFFICER else and_(theirs, Casus.team_id == (user.team_id or 0))


def to_look_at(user: User) -> list[Opened]:
    """Everything this person may look at, newest first, with what was said of it."""
    return _lines(_asked().where(in_view_of(user)), named=user.role is not Role.PRIVACY_OFFICER)


def one_to_look_at(user: User, access_id: int) -> Opened | None:
    """One of those."""
    asked = _asked().where(in_view_of(user), EmergencyAccess.id == access_id)
    return next(iter(_lines(asked, named=user.role is not Role.PRIVACY_OFFICER)), None)


def waits_for(user: User) -> Select[Any]:
    """(id, moment) of what waits for this person's look."""
    a = EmergencyAccess
    looked = exists().where(EmergencyLook.access_id == a.id, EmergencyLook.seat == seat_of(user))
    asked: Any = select(a.id, a.opened_at)
    return asked.join(Casus, Casus.id == a.casus_id).where(in_view_of(user), ~looked)


def what_was_read(one: Opened) -> list[tuple[AuditEntry, str]]:
    """(line of the log, nothing) of everything this person did in the casus while it was open, oldest first; at most 500."""
    e = AuditEntry
    opened = select(func.min(e.seq)).where(
        e.chain == one.access.casus_id, e.record_type == EmergencyAccess.__tablename__, e.record_id == one.access.id
    ).scalar_subquery()  # fmt: skip
    asked = select(e).where(  # since its own line, and not since its moment: the clock may have gone back meanwhile
        e.chain == one.access.casus_id, e.actor_id == one.access.user_id, e.actor_kind == "staff",
        e.seq >= opened, or_(e.at <= one.ended_at, e.outcome == "denied"),
    )  # fmt: skip
    return [(entry, one.who) for entry in db.session.scalars(asked.order_by(e.seq).limit(500))]


def who_is_told(casus: Casus) -> list[User]:
    """The supervisors of the team that works on a casus, and the privacy officers."""
    u = User
    of_team = and_(u.role == Role.SUPERVISOR, u.team_id == casus.team_id)
    asked = select(u).where(u.active, or_(of_team, u.role == Role.PRIVACY_OFFICER)).order_by(u.id)
    return list(db.session.scalars(asked))


def door_opens_at(user_id: int) -> datetime | None:
    """Until when this person may try no more; None: now."""
    now = clock.now()
    return now + rules.SHUT_FOR if misses(user_id, now - rules.SHUT_FOR) >= rules.TRIES else None
