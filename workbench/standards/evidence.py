"""Which record gives evidence for which standard: the table of domain.md 3.1, as selects over plain columns.

A row says of which table it is, on which day it holds, when it counts, what it gives, and why in a few words. Adding a record
type is a row here, a word in labels.PLAIN and a place in links.PAGES.

Where 3.1 leaves a choice: what hangs on a worry that was withdrawn or a goal that was let go (its goal, opinions, numbers) counts
no longer; what happened (a check, a rehearsal, a meeting, a child that was heard) happened, whatever became of its agreement.
Of somebody's place in the circles only the present one counts, and only of who is still there. A family group plan counts when it
was offered; that it was not, with the reason, is enough for the rule of standard 4 and evidence of nothing. A meeting counts with
somebody there. A check that says nothing (unknown, did not occur) is no evidence.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
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
from workbench.dutch_days import day_of
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
from workbench.meetings.models import Attendance, AttendanceStatus, Meeting, MeetingStatus
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


@dataclass(frozen=True)
class Source:
    """One row of the table. `name` is what Evidence.record_type says; `model` is the table whose changes touch it.

    `near` says for each table which records a change in it touches; without it only the changed record itself. `why` ends the
    sentence "Counts for …, because" on the record's own page; every row has one (a test looks).
    """

    name: str
    model: Any
    held_on: Any
    gives: dict[int, Weight]
    when: tuple[Any, ...] = ()
    near: Any = None
    why: Any = None

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


def near(model: Any, **others: Any) -> dict[str, Any]:
    """The changed records of a table themselves, and those that a change in the `others` touches."""
    own = model.__tablename__
    return {own: model.id.in_(ids_of(own)), **others}


OF_THIS_CASUS = or_(Reflection.casus_id.is_(None), Reflection.casus_id == CASUS)
HERE = Person.ended_on.is_(None), Person.deceased.is_(False)
NETWORK_DOER = exists().where(
    AgreementPerson.agreement_id == Agreement.id, AgreementPerson.part == Part.DOER,
    Person.id == AgreementPerson.person_id, Person.natural.is_(True), *HERE,
)  # fmt: skip
BUILDS_ON = or_(
    exists().where(MapItem.id == Agreement.based_on_item_id, MapItem.kind == ItemKind.EXISTING_SAFETY,
                   MapItem.withdrawn_on.is_(None)),
    exists().where(Success.id == Agreement.based_on_success_id, Success.withdrawn_on.is_(None)),
)  # fmt: skip
LIVE = Agreement.status.not_in(OVER)
BASIS_TOO = near(
    Agreement, map_item=Agreement.based_on_item_id.in_(ids_of("map_item")),
    success=Agreement.based_on_success_id.in_(ids_of("success")),
)  # fmt: skip
BEGINS_ON = func.coalesce(day_of(Agreement.starts_on), day_of(Agreement.created_at))
ON_MAP = MapItem.withdrawn_on.is_(None)
KEPT_SAFE = and_(MapItem.kind == ItemKind.EXISTING_SAFETY, MapItem.danger_id.is_not(None), MapItem.happened_on.is_not(None))
_danger = aliased(DangerStatement)
STANDS = _danger.status != DangerStatus.WITHDRAWN
OF_WORRY = exists().where(_danger.id == ParentOpinion.danger_id, STANDS)
WITH_WORRY = exists().where(_danger.id == SafetyGoal.danger_id, STANDS)
_goal = aliased(SafetyGoal)
OF_GOAL = exists().where(_goal.id == Rating.goal_id, _goal.status != GoalStatus.LET_GO, _danger.id == _goal.danger_id, STANDS)
WORRIES = ids_of("danger_statement")
RATED_TOO = near(
    Rating, safety_goal=Rating.goal_id.in_(ids_of("safety_goal")),
    danger_statement=Rating.goal_id.in_(select(_goal.id).where(_goal.danger_id.in_(WORRIES))),
)  # fmt: skip
_later = aliased(CircleMembership)
STANDS_NOW = and_(
    ~exists().where(_later.person_id == CircleMembership.person_id, or_(
        _later.since > CircleMembership.since, and_(_later.since == CircleMembership.since, _later.id > CircleMembership.id))),
    exists().where(Person.id == CircleMembership.person_id, *HERE),
)  # fmt: skip
_moved = select(_later.person_id).where(_later.id.in_(ids_of("circle_membership")))
SAME_PERSON = {"circle_membership": CircleMembership.person_id.in_(_moved)}
THERE = Attendance.status.in_((AttendanceStatus.PRESENT, AttendanceStatus.ONLINE))
SOMEBODY_THERE = exists().where(Attendance.meeting_id == Meeting.id, THERE)
KEEPS_SIGHT = exists().where(Person.id == Casus.eyes_on_safety_id, *HERE)
OFFERED = (FamilyPlanOffer.MADE, FamilyPlanOffer.DECLINED)
_same = aliased(Answer)
# A changed agreement, or a new answer to it, ends earlier answers.
ANSWERS_TOO = {
    "agreement": Answer.agreement_id.in_(ids_of("agreement")),
    "answer": Answer.agreement_id.in_(select(_same.agreement_id).where(_same.id.in_(ids_of("answer")))),
}

EVIDENCE: tuple[Source, ...] = (
    *(Source("reflection", Reflection, Reflection.reflected_on, {number: PRIMARY if number <= 3 else SUPPORTING},
             (Reflection.standard == number, OF_THIS_CASUS),
             why=_l("the worker looks at his or her own work here")) for number in NUMBERS),
    Source("reflection_time", Reflection, Reflection.reserved_on, gives(supporting=(1, 2, 3)), (OF_THIS_CASUS,),
           why=_l("time was kept to think about the work")),
    *(Source("learning_action", LearningAction, LearningAction.planned_on, {number: PRIMARY},
             (LearningAction.standard == number,), why=_l("it says what the worker will learn, and when")) for number in (1, 2)),
    Source("supervision_talk", SupervisionTalk, SupervisionTalk.held_on, gives([3], [1, 2, 9]),
           why=_l("the work was talked over with somebody else")),
    Source("signal", Signal, Signal.discussed_on, gives([3], [9]), (Signal.withdrawn_on.is_(None),),
           why=_l("it was discussed, with a day")),
    Source("meldcode_step", MeldcodeStep, MeldcodeStep.done_on, gives([3], [9]),
           why=_l("a step of the reporting code was taken")),
    Source("parent_opinion", ParentOpinion, ParentOpinion.given_on, gives([4], [3, 5]), (OF_WORRY,),
           near(ParentOpinion, danger_statement=ParentOpinion.danger_id.in_(WORRIES)),
           why=_l("a parent says what he or she thinks of the worry")),
    Source("family_plan_offer", Casus, func.coalesce(Casus.family_plan_offered_on, Casus.started_on), gives([4, 7]),
           (Casus.family_plan_offer.in_(OFFERED),), why=_l("the family was offered to make its own plan first")),
    Source("child_voice", ChildVoice, ChildVoice.heard_on, gives([4], [5, 6, 7]),
           why=_l("it says in the child’s own words what it is like")),
    Source("map_item", MapItem, day_of(MapItem.created_at), gives(supporting=(3, 4, 5)),
           (MapItem.kind.in_((ItemKind.HARM, ItemKind.COMPLICATING)), ON_MAP),
           why=_l("it says as a fact what happened, or what makes it harder")),
    Source("map_item", MapItem, day_of(MapItem.created_at), gives(supporting=(4, 6, 8)),
           (or_(MapItem.kind == ItemKind.STRENGTH, and_(MapItem.kind == ItemKind.EXISTING_SAFETY, ~KEPT_SAFE)), ON_MAP),
           why=_l("it says what goes well in this family")),
    Source("map_item", MapItem, MapItem.happened_on, gives([6], [7]), (KEPT_SAFE, ON_MAP),
           why=_l("it stayed safe then in spite of the worry, on a day that is known")),
    Source("danger_statement", DangerStatement, day_of(DangerStatement.created_at), gives([5]),
           (DangerStatement.status != DangerStatus.WITHDRAWN,), why=_l("it says what must not go on")),
    Source("safety_goal", SafetyGoal, func.coalesce(day_of(SafetyGoal.status_since), day_of(SafetyGoal.created_at)),
           gives([5], [4]), (SafetyGoal.status != GoalStatus.LET_GO, WITH_WORRY),
           near(SafetyGoal, danger_statement=SafetyGoal.danger_id.in_(WORRIES)),
           why=_l("it says what people will see when it is good enough")),
    Source("bottom_line", BottomLine, BottomLine.set_on, gives([5], [9]), (BottomLine.status != BottomLineStatus.WITHDRAWN,),
           why=_l("it says what must be so in any case")),
    Source("rating", Rating, Rating.rated_on, gives([6], [4, 5, 8, 9]), (OF_GOAL,), RATED_TOO,
           why=_l("this person says how safe it is, with a number")),
    Source("circle_membership", CircleMembership, CircleMembership.since, gives([7], [6]), (STANDS_NOW,), SAME_PERSON,
           why=_l("it shows where this person stands around the children")),
    Source("meeting", Meeting, Meeting.held_on, gives([7], [4, 9]), (Meeting.status.in_(HELD), SOMEBODY_THERE),
           why=_l("people met, and it says who was there")),
    Source("agreement", Agreement, BEGINS_ON, gives([7], [5, 6]), (LIVE, NETWORK_DOER, ~BUILDS_ON), BASIS_TOO,
           why=_l("somebody from the network does it")),
    Source("agreement", Agreement, BEGINS_ON, gives([6], [8]), (LIVE, ~NETWORK_DOER, BUILDS_ON), BASIS_TOO,
           why=_l("it builds on what worked before")),
    Source("agreement", Agreement, BEGINS_ON, gives([6, 7], [5, 8]), (LIVE, NETWORK_DOER, BUILDS_ON), BASIS_TOO,
           why=_l("somebody from the network does it, and it builds on what worked before")),
    # An answer "I would rather talk first" is between the participant and the worker; it is evidence of nothing.
    Source("answer", Answer, day_of(Answer.answered_at), gives([4], [7]),
           (Answer.superseded_at.is_(None), Answer.outcome != Outcome.TALK_FIRST), ANSWERS_TOO,
           why=_l("this person read the agreement and gave an answer")),
    Source("rehearsal", Rehearsal, Rehearsal.rehearsed_on, gives([6], [5, 7]), why=_l("people tried out whether it works")),
    Source("check_record", Check, Check.checked_on, gives([6], [5, 7]),
           (Check.outcome.not_in((CheckOutcome.UNKNOWN, CheckOutcome.DID_NOT_OCCUR)),),
           why=_l("somebody looked whether the agreement was kept")),
    Source("success", Success, Success.happened_on, gives([8], [4, 6, 10]), (Success.withdrawn_on.is_(None),),
           why=_l("something worked")),
    Source("partner", Partner, Partner.informed_on, gives([9]), (Partner.ended_on.is_(None),),
           why=_l("this professional was told of the plan, with a day")),
    Source("eyes_on_safety", Casus, Casus.started_on, gives([9], [7, 10]), (KEEPS_SIGHT,),
           why=_l("it is known who keeps sight of the safety")),
    Source("aftercare_plan", AftercarePlan, day_of(AftercarePlan.created_at), gives([10], [7, 9]),
           why=_l("it says what people need later")),
    Source("aftercare_contact", AftercareContact, AftercareContact.done_on, gives([10], [7, 9]),
           (AftercareContact.withdrawn_on.is_(None),), why=_l("somebody asked later how it is")),
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


def why_of(record_type: str, given: Mapping[int, Weight]) -> Any:
    """Why a record of this kind counts for what it counts for by rule: the words of the smallest row that gives all of it."""
    rows = [one for one in EVIDENCE if one.name == record_type and given and given.items() <= one.gives.items()]
    return min(rows, key=lambda one: len(one.gives)).why if rows else None
