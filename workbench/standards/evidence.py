"""Which record gives evidence for which standard: the table of domain.md 3.1, as selects over plain columns.

A row says of which table it is, on which day it holds, when it counts, and what it gives. Adding a record type is a row.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from workbench.aftercare.models import AftercareContact, AftercarePlan
from workbench.agreements.models import Agreement, AgreementPerson, AgreementStatus, Part
from workbench.casus.models import Casus, FamilyPlanOffer, Person
from workbench.goals.models import (
    BottomLine,
    BottomLineStatus,
    DangerStatement,
    DangerStatus,
    GoalStatus,
    ParentOpinion,
    Rating,
    SafetyGoal,
)
from workbench.mapping.models import ItemKind, MapItem
from workbench.meetings.models import Meeting, MeetingStatus
from workbench.monitoring.models import Check, CheckOutcome, Rehearsal
from workbench.network.models import CircleMembership
from workbench.partners.models import Partner
from workbench.reviews.models import Answer, Outcome
from workbench.signals.models import MeldcodeStep, Signal
from workbench.standards.models import LearningAction, Reflection, SupervisionTalk
from workbench.standards.rules import NUMBERS, Weight
from workbench.successes.models import Success
from workbench.voices.models import ChildVoice

CASUS = bindparam("casus", type_=Integer)
HELD = (MeetingStatus.HELD, MeetingStatus.MINUTES_CONCEPT, MeetingStatus.MINUTES_SENT)
OVER = (AgreementStatus.ENDED, AgreementStatus.NOT_FEASIBLE)
PRIMARY, SUPPORTING = Weight.PRIMARY, Weight.SUPPORTING


def day_of(column: Any) -> ColumnElement[str]:
    """The day of a date or moment as text, the same on SQLite and PostgreSQL."""
    return func.substr(cast(column, String), 1, 10)


@dataclass(frozen=True)
class Source:
    """One row of the table. `name` is what Evidence.record_type says; `model` is the table whose changes touch it.

    `near` says for each table which records a change in it touches; without it only the changed record itself.
    """

    name: str
    model: Any
    held_on: Any
    gives: dict[int, Weight]
    when: tuple[Any, ...] = ()
    near: Any = None

    def touched_by(self, tables: frozenset[str]) -> list[ColumnElement[bool]]:
        """Which of its records a change in these tables touches; nothing when none can."""
        own = self.model.__tablename__
        near = self.near or {own: self.model.id.in_(ids_of(own))}
        return [condition for table, condition in near.items() if table in tables]

    def rows(self, number: int, tables: frozenset[str] | None) -> Select[Any]:
        """(number of the source, record, day) for the casus; with `tables` only the touched records."""
        asked = select(literal(number).label("source"), self.model.id.label("record"), day_of(self.held_on).label("day"))
        asked = asked.where(self._of_casus(), self.held_on.is_not(None), *self.when)
        return asked if tables is None else asked.where(or_(*self.touched_by(tables)))

    def _of_casus(self) -> ColumnElement[bool]:
        if self.model is Casus:
            return Casus.id == CASUS
        if self.model in (Reflection, LearningAction):
            return self.model.worker_id == select(Casus.worker_id).where(Casus.id == CASUS).scalar_subquery()
        return self.model.casus_id == CASUS


def ids_of(table: str) -> Any:
    """The records of this table that were touched."""
    return bindparam(f"ids_{table}", expanding=True, type_=Integer)


def gives(primary: Iterable[int] = (), supporting: Iterable[int] = ()) -> dict[int, Weight]:
    return {**dict.fromkeys(supporting, SUPPORTING), **dict.fromkeys(primary, PRIMARY)}


OF_THIS_CASUS = or_(Reflection.casus_id.is_(None), Reflection.casus_id == CASUS)
NETWORK_DOER = exists().where(
    AgreementPerson.agreement_id == Agreement.id, AgreementPerson.part == Part.DOER,
    Person.id == AgreementPerson.person_id, Person.natural.is_(True),
)  # fmt: skip
BUILDS_ON = or_(Agreement.based_on_item_id.is_not(None), Agreement.based_on_success_id.is_not(None))
LIVE = Agreement.status.not_in(OVER)
ON_MAP = MapItem.withdrawn_on.is_(None)
KEPT_SAFE = and_(MapItem.kind == ItemKind.EXISTING_SAFETY, MapItem.danger_id.is_not(None), MapItem.happened_on.is_not(None))
_same = aliased(Answer)
# A changed agreement, or a new answer to it, ends earlier answers.
ANSWERS_TOO = {
    "agreement": Answer.agreement_id.in_(ids_of("agreement")),
    "answer": Answer.agreement_id.in_(select(_same.agreement_id).where(_same.id.in_(ids_of("answer")))),
}

EVIDENCE: tuple[Source, ...] = (
    *(Source("reflection", Reflection, Reflection.reflected_on, {number: PRIMARY if number <= 3 else SUPPORTING},
             (Reflection.standard == number, OF_THIS_CASUS)) for number in NUMBERS),
    Source("reflection_time", Reflection, Reflection.reserved_on, gives(supporting=(1, 2, 3)), (OF_THIS_CASUS,)),
    *(Source("learning_action", LearningAction, LearningAction.planned_on, {number: PRIMARY},
             (LearningAction.standard == number,)) for number in (1, 2)),
    Source("supervision_talk", SupervisionTalk, SupervisionTalk.held_on, gives([3], [1, 2, 9])),
    Source("signal", Signal, Signal.discussed_on, gives([3], [9]), (Signal.withdrawn_on.is_(None),)),
    Source("meldcode_step", MeldcodeStep, MeldcodeStep.done_on, gives([3], [9])),
    Source("parent_opinion", ParentOpinion, ParentOpinion.given_on, gives([4], [3, 5])),
    Source("family_plan_offer", Casus, func.coalesce(Casus.family_plan_offered_on, Casus.started_on), gives([4, 7]),
           (Casus.family_plan_offer != FamilyPlanOffer.NOT_YET,)),
    Source("child_voice", ChildVoice, ChildVoice.heard_on, gives([4], [5, 6, 7])),
    Source("map_item", MapItem, day_of(MapItem.created_at), gives(supporting=(3, 4, 5)),
           (MapItem.kind.in_((ItemKind.HARM, ItemKind.COMPLICATING)), ON_MAP)),
    Source("map_item", MapItem, day_of(MapItem.created_at), gives(supporting=(4, 6, 8)),
           (or_(MapItem.kind == ItemKind.STRENGTH, and_(MapItem.kind == ItemKind.EXISTING_SAFETY, ~KEPT_SAFE)), ON_MAP)),
    Source("map_item", MapItem, MapItem.happened_on, gives([6], [7]), (KEPT_SAFE, ON_MAP)),
    Source("danger_statement", DangerStatement, day_of(DangerStatement.created_at), gives([5]),
           (DangerStatement.status != DangerStatus.WITHDRAWN,)),
    Source("safety_goal", SafetyGoal, func.coalesce(day_of(SafetyGoal.status_since), day_of(SafetyGoal.created_at)),
           gives([5], [4]), (SafetyGoal.status != GoalStatus.LET_GO,)),
    Source("bottom_line", BottomLine, BottomLine.set_on, gives([5], [9]), (BottomLine.status != BottomLineStatus.WITHDRAWN,)),
    Source("rating", Rating, Rating.rated_on, gives([6], [4, 5, 8, 9])),
    Source("circle_membership", CircleMembership, CircleMembership.since, gives([7], [6])),
    Source("meeting", Meeting, Meeting.held_on, gives([7], [4, 9]), (Meeting.status.in_(HELD),)),
    Source("agreement", Agreement, func.coalesce(day_of(Agreement.starts_on), day_of(Agreement.created_at)),
           gives([7], [5, 6]), (LIVE, NETWORK_DOER, ~BUILDS_ON)),
    Source("agreement", Agreement, func.coalesce(day_of(Agreement.starts_on), day_of(Agreement.created_at)),
           gives([6], [8]), (LIVE, ~NETWORK_DOER, BUILDS_ON)),
    Source("agreement", Agreement, func.coalesce(day_of(Agreement.starts_on), day_of(Agreement.created_at)),
           gives([6, 7], [5, 8]), (LIVE, NETWORK_DOER, BUILDS_ON)),
    # An answer "I would rather talk first" is between the participant and the worker; it is evidence of nothing.
    Source("answer", Answer, day_of(Answer.answered_at), gives([4], [7]),
           (Answer.superseded_at.is_(None), Answer.outcome != Outcome.TALK_FIRST), ANSWERS_TOO),
    Source("rehearsal", Rehearsal, Rehearsal.rehearsed_on, gives([6], [5, 7])),
    Source("check_record", Check, Check.checked_on, gives([6], [5, 7]),
           (Check.outcome.not_in((CheckOutcome.UNKNOWN, CheckOutcome.DID_NOT_OCCUR)),)),
    Source("success", Success, Success.happened_on, gives([8], [4, 6, 10]), (Success.withdrawn_on.is_(None),)),
    Source("partner", Partner, Partner.informed_on, gives([9]), (Partner.ended_on.is_(None),)),
    Source("eyes_on_safety", Casus, Casus.started_on, gives([9], [7, 10]), (Casus.eyes_on_safety_id.is_not(None),)),
    Source("aftercare_plan", AftercarePlan, day_of(AftercarePlan.created_at), gives([10], [7, 9])),
    Source("aftercare_contact", AftercareContact, AftercareContact.done_on, gives([10], [7, 9])),
)  # fmt: skip

TABLES = {source.model.__tablename__ for source in EVIDENCE}
NAMES_OF = {table: {s.name for s in EVIDENCE if s.model.__tablename__ == table} for table in TABLES}


@cache
def rows_of(tables: frozenset[str] | None = None) -> Any:
    """Every (source, record, day) the casus holds by rule; with `tables` only of the records a change in them touches."""
    return union_all(*(
        source.rows(number, tables) for number, source in enumerate(EVIDENCE) if tables is None or source.touched_by(tables)
    ))  # fmt: skip


def neighbours_of(tables: frozenset[str]) -> list[tuple[str, Any]]:
    """(kind of evidence, its records) that a change in these tables touches besides the changed records themselves."""
    return [
        (source.name, select(source.model.id).where(or_(*source.touched_by(tables))))
        for source in EVIDENCE if source.near and source.touched_by(tables)
    ]  # fmt: skip
