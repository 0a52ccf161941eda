"""What the pages of file rights read."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import exists, func, select

from workbench.accounts.models import Role, Team, User
from workbench.casus.models import Casus, CasusStatus, Person
from workbench.casus.queries import names_of, people_of
from workbench.closing.models import Closing, LegalHold
from workbench.extensions import db
from workbench.file_rights.models import Destruction, Erasure, FileItem, FileRequest
from workbench.file_rights.rules import NOTICE_DAYS, OPEN
from workbench.own_views.models import FileStatement
from workbench.own_views.queries import statements_of


@dataclass(frozen=True)
class Room:
    """What the first page shows."""

    requests: list[FileRequest]
    statements: list[FileStatement]
    holds: list[LegalHold]
    destruction: Destruction | None
    names: dict[int, str]
    colleagues: dict[int, str]


def room_of(casus: Casus) -> Room:
    """Requests, statements, holds and what was asked about the end of this file."""
    here: dict[str, Any] = {"casus_id": casus.id}
    requests = list(db.session.scalars(select(FileRequest).filter_by(**here).order_by(FileRequest.id.desc())))
    holds = list(db.session.scalars(select(LegalHold).filter_by(**here).order_by(LegalHold.id.desc())))
    return Room(requests, statements_of(casus), holds, open_destruction(casus), names_of(people_of(casus)), colleagues())


def open_requests_of(casus_id: int, person_id: int) -> list[FileRequest]:
    """What this person asked and is not answered yet."""
    asked = select(FileRequest).where(FileRequest.casus_id == casus_id, FileRequest.asked_by_id == person_id)
    return list(db.session.scalars(asked.where(FileRequest.state.in_(OPEN))))


def colleagues() -> dict[int, str]:
    """Everybody with an account, by id."""
    return {row.id: row.name for row in db.session.execute(select(User.id, User.name))}


def open_destruction(casus: Casus) -> Destruction | None:
    """What was asked and not decided yet."""
    asked = select(Destruction).where(Destruction.casus_id == casus.id, Destruction.refused_on.is_(None))
    return db.session.scalar(asked.order_by(Destruction.id.desc()).limit(1))


def decided(request: FileRequest) -> dict[tuple[str, int], FileItem]:
    """(table, id) → what was decided of it."""
    asked = select(FileItem).where(FileItem.request_id == request.id)
    return {(one.record_type, one.record_id): one for one in db.session.scalars(asked)}


def subject_of(request: FileRequest) -> Person | None:
    """Whose data a request is about."""
    return db.session.get(Person, request.person_id) if request.person_id else None


# --- over all families


@dataclass(frozen=True)
class Waits:
    """A request that waits for somebody, with its family and whose data it is about (nobody: the whole file)."""

    request: FileRequest
    casus: Casus
    person: Person | None


@dataclass(frozen=True)
class Ends:
    """A file whose term is over or nearly so."""

    casus: Casus
    held_until: date | None
    asked: bool


def _in_sight(user: Any) -> Any:
    """The privacy officer sees every team; who leads a team sees that one."""
    return Casus.id.is_not(None) if user.role is Role.PRIVACY_OFFICER else Casus.team_id == (user.team_id or 0)


def waiting_for(user: Any) -> list[Waits]:
    """Requests that are not done yet, the one that is due first on top; closed files too."""
    asked = select(FileRequest, Casus, Person).join(Casus, Casus.id == FileRequest.casus_id)
    asked = asked.outerjoin(Person, Person.id == FileRequest.person_id)
    asked = asked.where(FileRequest.state.in_(OPEN), _in_sight(user)).order_by(FileRequest.due_on, FileRequest.id)
    return [Waits(*row) for row in db.session.execute(asked)]


def due_to_end(user: Any, today: date) -> list[Ends]:
    """Closed files whose term ends within the time of notice, the one that ended first on top."""
    hold = select(func.max(LegalHold.until)).where(LegalHold.casus_id == Casus.id, LegalHold.lifted_on.is_(None))
    asked_for = exists().where(Destruction.casus_id == Casus.id, Destruction.refused_on.is_(None))
    asked = select(Casus, hold.correlate(Casus).scalar_subquery(), asked_for.correlate(Casus)).where(
        Casus.status == CasusStatus.CLOSED, Casus.keep_until <= today + timedelta(days=NOTICE_DAYS), _in_sight(user)
    )
    rows = db.session.execute(asked.order_by(Casus.keep_until, Casus.id))
    return [Ends(casus, until if until and until >= today else None, bool(wanted)) for casus, until, wanted in rows]


def erasures_in_sight(user: Any) -> list[tuple[Erasure, str]]:
    """(what was erased, the team), newest first."""
    asked = select(Erasure, Team.name).outerjoin(Team, Team.id == Erasure.team_id)
    if user.role is not Role.PRIVACY_OFFICER:
        asked = asked.where(Erasure.team_id == (user.team_id or 0))
    return [(row[0], row[1] or "") for row in db.session.execute(asked.order_by(Erasure.id.desc()).limit(200))]


def held_until(casus: Casus, today: date) -> date | None:
    """The last day of the holds that run on this file."""
    asked = select(func.max(LegalHold.until)).where(
        LegalHold.casus_id == casus.id, LegalHold.lifted_on.is_(None), LegalHold.until >= today
    )
    return db.session.scalar(asked)


def last_closing(casus: Casus) -> Closing | None:
    return db.session.scalar(select(Closing).where(Closing.casus_id == casus.id).order_by(Closing.id.desc()).limit(1))
