"""What the page of the twelve steps reads: counts over plain columns, in one statement with what people noted for each step.

The one sealed column it opens is a child's day of birth, because from the age of four a child is to be heard.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, bindparam, exists, func, or_, select

from workbench import clock
from workbench.aftercare.models import AftercarePlan
from workbench.agreements.models import Agreement, AgreementStatus
from workbench.casus.models import Authority, Casus, FamilyRole, Person, TrajectoryStep
from workbench.crypto import day_in
from workbench.extensions import db
from workbench.goals.models import DangerStatement, DangerStatus, GoalStatus, ParentOpinion, Rating, SafetyGoal
from workbench.mapping.models import ItemKind, MapItem
from workbench.meetings.models import Meeting, MeetingStatus
from workbench.monitoring.models import Check, CheckOutcome, Rehearsal
from workbench.network.models import CircleMembership
from workbench.plans.models import PlanKind, PlanVersion
from workbench.records import InOne
from workbench.successes.models import Success
from workbench.trajectory.rules import VOICE_FROM_AGE, Facts
from workbench.voices.models import ChildVoice, PanelApproval, WordsAndPictures

CASUS: BindParameter[Any] = bindparam("casus_id")
HELD = (MeetingStatus.HELD, MeetingStatus.MINUTES_CONCEPT, MeetingStatus.MINUTES_SENT)
OVER = (AgreementStatus.ENDED, AgreementStatus.NOT_FEASIBLE)
KNOWN = (CheckOutcome.DONE, CheckOutcome.PARTLY, CheckOutcome.NOT_DONE)
LIVE_DANGER = DangerStatement.casus_id == CASUS, DangerStatement.status != DangerStatus.WITHDRAWN
LIVE_GOAL = SafetyGoal.danger_id == DangerStatement.id, SafetyGoal.status != GoalStatus.LET_GO


@dataclass(frozen=True)
class Trajectory:
    """The facts of a casus, and for each step what people planned and noted."""

    facts: Facts
    noted: dict[int, Any]


def trajectory_of(casus: Casus) -> Trajectory:
    """Everything of the page. One statement."""
    found = _asked().of(casus.id)
    today = clock.today()
    old_enough = [one for one in found["children"] if _old_enough(one, today)]
    counts = found["counts"][0]._asdict()
    facts = Facts(children=len(old_enough), children_heard=sum(bool(one.heard) for one in old_enough), **counts)
    return Trajectory(facts, {one.step: one for one in found["steps"]})


def step_of(casus: Casus, number: int) -> TrajectoryStep | None:
    """What people noted for one step, if they did."""
    asked = select(TrajectoryStep).where(TrajectoryStep.casus_id == casus.id, TrajectoryStep.step == number)
    return db.session.scalars(asked).one_or_none()


@cache
def _asked() -> InOne:
    heard = exists().where(ChildVoice.child_id == Person.id)
    return InOne(
        counts=select(*_people(), *_chain(), *_work(), *_plans()).where(Casus.id == CASUS),
        children=select(Person.born_on, Person.age, heard.label("heard")).where(
            Person.casus_id == CASUS, Person.family_role == FamilyRole.CHILD, *_here()),
        steps=select(TrajectoryStep.id, TrajectoryStep.step, TrajectoryStep.planned_on, TrajectoryStep.done_on,
                     TrajectoryStep.remark).where(TrajectoryStep.casus_id == CASUS),
    )  # fmt: skip


def _here() -> tuple[Any, Any]:
    return Person.ended_on.is_(None), Person.deceased.is_(False)


def _count(name: str, column: Any, *where: Any) -> Any:
    return select(func.count(column)).where(*where).scalar_subquery().label(name)


def _people() -> list[Any]:
    parent = Person.casus_id == CASUS, Person.authority == Authority.YES, Person.out_of_contact.is_(False), *_here()
    spoke = or_(exists().where(MapItem.source_id == Person.id, MapItem.withdrawn_on.is_(None)),
                exists().where(ParentOpinion.person_id == Person.id))
    near = exists().where(CircleMembership.person_id == Person.id)
    knows = exists().where(CircleMembership.person_id == Person.id, CircleMembership.knows_danger.is_(True))
    network = Person.casus_id == CASUS, Person.natural.is_(True), *_here(), near
    return [
        _count("parents", Person.id, *parent), _count("parents_heard", Person.id, *parent, spoke),
        _count("in_circles", Person.id, *network), _count("informed", Person.id, *network, knows),
    ]  # fmt: skip


def _chain() -> list[Any]:
    from_somebody = or_(MapItem.source_id.is_not(None), MapItem.source.is_not(None))
    return [
        _count("sourced_harm", MapItem.id, MapItem.casus_id == CASUS, MapItem.kind == ItemKind.HARM,
               MapItem.withdrawn_on.is_(None), from_somebody),
        _count("dangers", DangerStatement.id, *LIVE_DANGER),
        _count("dangers_discussed", DangerStatement.id, *LIVE_DANGER,
               exists().where(ParentOpinion.danger_id == DangerStatement.id)),
        _count("goals", SafetyGoal.id, *LIVE_DANGER, *LIVE_GOAL),
        _count("goals_rated", SafetyGoal.id, *LIVE_DANGER, *LIVE_GOAL, exists().where(Rating.goal_id == SafetyGoal.id)),
    ]  # fmt: skip


def _work() -> list[Any]:
    rehearsed = select(func.count(Rehearsal.id)).where(Rehearsal.casus_id == CASUS).scalar_subquery()
    checked = select(func.count(Check.id)).where(Check.casus_id == CASUS, Check.outcome.in_(KNOWN)).scalar_subquery()
    story = WordsAndPictures.casus_id == CASUS
    return [
        _count("stories_approved", WordsAndPictures.id, story, exists().where(PanelApproval.story_id == WordsAndPictures.id)),
        _count("stories_told", WordsAndPictures.id, story, WordsAndPictures.told_on.is_not(None)),
        _count("meetings", Meeting.id, Meeting.casus_id == CASUS, Meeting.status.in_(HELD)),
        _count("agreements", Agreement.id, Agreement.casus_id == CASUS, Agreement.status.not_in(OVER)),
        (rehearsed + checked).label("tried"),
        _count("successes", Success.id, Success.casus_id == CASUS, Success.withdrawn_on.is_(None)),
    ]


def _plans() -> list[Any]:
    was_set = PlanVersion.casus_id == CASUS, PlanVersion.set_at.is_not(None), PlanVersion.withdrawn_at.is_(None)
    final = *was_set, PlanVersion.kind == PlanKind.FINAL
    first = select(func.min(PlanVersion.starts_on)).where(*final).scalar_subquery()
    return [
        _count("temporary_plans", PlanVersion.id, *was_set, PlanVersion.kind == PlanKind.TEMPORARY),
        _count("final_plans", PlanVersion.id, *final),
        _count("followed", Check.id, Check.casus_id == CASUS, Check.outcome.in_(KNOWN), Check.checked_on >= first),
        _count("aftercare_plans", AftercarePlan.id, AftercarePlan.casus_id == CASUS),
    ]


def _old_enough(child: Any, today: date) -> bool:
    """A child of whom no age is known counts: it is asked for rather than passed over."""
    born = day_in(child.born_on)
    if born is None:
        return child.age is None or child.age >= VOICE_FROM_AGE
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day)) >= VOICE_FROM_AGE
