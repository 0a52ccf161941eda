"""The lists of casussen: whose they are, what they ask today, and who may know of them at all."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from workbench import clock
from workbench.accounts.models import Role, User
from workbench.agreements.models import Agreement, AgreementStatus
from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.meetings.models import Meeting, MeetingStatus
from workbench.overview.today import is_quiet
from workbench.plans.models import PlanKind, PlanVersion
from workbench.plans.temporary_queries import ASKS
from workbench.reviews.models import Answer, Outcome
from workbench.standards.models import Question

TO_COME = (MeetingStatus.PLANNED, MeetingStatus.INVITED)
WITHOUT_MINUTES = (MeetingStatus.HELD, MeetingStatus.MINUTES_CONCEPT)


@dataclass(frozen=True)
class FamilyLine:
    """One casus in a list: enough to recognise it and to see what it asks."""

    ref: str
    name: str
    phase: Any
    status: Any
    worker: str
    next_meeting: date | None
    objections: int
    version: int | None
    minutes: int
    questions: int
    ends_on: date | None


def families_of(user: User) -> list[FamilyLine]:
    """The casussen this person works on, supervises or advises, in one statement; names are sealed, so sorted here."""
    worker, newer = aliased(User), aliased(PlanVersion)
    newest_set = select(func.max(newer.number)).where(newer.casus_id == PlanVersion.casus_id, newer.status.in_(ASKS))
    asked = (
        select(
            Casus.ref,
            Casus.name,
            Casus.phase,
            Casus.status,
            worker.name,
            _of_casus(
                func.min(Meeting.held_on), Meeting, Meeting.held_on >= clock.today(), Meeting.status.in_(TO_COME)
            ),
            _of_casus(func.count(), Answer, *_open_answers(user)),
            _of_casus(func.max(PlanVersion.number), PlanVersion),
            _of_casus(func.count(), Meeting, Meeting.held_on <= clock.today(), Meeting.status.in_(WITHOUT_MINUTES)),
            _of_casus(func.count(), Question, Question.answered_at.is_(None)),
            _of_casus(
                func.min(PlanVersion.ends_on),
                PlanVersion,
                PlanVersion.kind == PlanKind.TEMPORARY,
                PlanVersion.status.in_(ASKS),
                PlanVersion.number == newest_set.correlate(PlanVersion).scalar_subquery(),
            ),
        )
        .join(worker, worker.id == Casus.worker_id)
        .where(in_sight_of(user))
    )
    return sorted((FamilyLine(*row) for row in db.session.execute(asked)), key=lambda family: family.name.casefold())


def _of_casus(what: Any, records: Any, *conditions: Any) -> Any:
    """One value about the records of each casus in the list."""
    return select(what).where(records.casus_id == Casus.id, *conditions).scalar_subquery()


def _open_answers(user: User) -> tuple[Any, ...]:
    """Answers somebody has to look at. Who would rather talk first is for those who work in the casus alone."""
    not_private = (Answer.outcome != Outcome.TALK_FIRST) | (Casus.worker_id == user.id) | (Casus.deputy_id == user.id)
    return Answer.superseded_at.is_(None), Answer.handled_at.is_(None), Answer.outcome != Outcome.AGREE, not_private


def in_sight_of(user: User) -> Any:
    """The condition that leaves only the casussen this person may know of; the same rule as access.POLICY, as SQL."""
    if user.role is Role.WORKER:
        return or_(Casus.worker_id == user.id, Casus.deputy_id == user.id)
    if user.role is Role.SUPERVISOR:
        return Casus.team_id == (user.team_id or 0)
    if user.role is Role.BEHAVIOURAL_SCIENTIST:
        return or_(Casus.team_id == user.team_id, Casus.behavioural_scientist_id == user.id)
    return Casus.id.is_(None)


def colleagues_of(user: User) -> list[tuple[int, str, bool]]:
    """(id, name, is a worker) of everybody who makes plans in this person's team."""
    roles = (Role.WORKER, Role.SUPERVISOR, Role.BEHAVIOURAL_SCIENTIST)
    asked = select(User.id, User.name, User.role).where(User.team_id == user.team_id, User.active, User.role.in_(roles))
    found = [(row.id, row.name, row.role is Role.WORKER) for row in db.session.execute(asked)]
    return sorted(found, key=lambda colleague: colleague[1].casefold())


def quiet_agreements(user: User, today: date) -> dict[str, int]:
    """Reference of a casus → how many of its agreements were silent for too long (B18), in one statement."""
    a = Agreement
    asked = (
        select(Casus.ref, a.last_check_on, a.starts_on, a.check_every_days, a.status)
        .join(Casus, Casus.id == a.casus_id)
        .where(
            in_sight_of(user),
            a.status.in_((AgreementStatus.ACTIVE, AgreementStatus.TRYING)),
            a.check_every_days.is_not(None),
        )
    )
    counts: dict[str, int] = defaultdict(int)
    for row in db.session.execute(asked):
        counts[row.ref] += bool(is_quiet(row, today))
    return counts
