"""The pieces of evidence as pages show them: what each is and of whom, without opening what people wrote."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Integer, String, bindparam, cast, literal, null, select, union_all

from workbench.agreements.models import Agreement
from workbench.casus.models import Casus, Person
from workbench.extensions import db
from workbench.goals.models import DangerStatement, ParentOpinion, Rating, SafetyGoal
from workbench.mapping.models import MapItem
from workbench.meetings.models import Meeting, MeetingFeedback
from workbench.monitoring.models import Check
from workbench.network.models import CircleMembership
from workbench.reviews.models import Answer
from workbench.standards.models import NUMBERS, Evidence
from workbench.standards.rules import Weight
from workbench.voices.models import ChildVoice

FEW = 4  # more of one kind become one line


@dataclass(frozen=True)
class Piece:
    """One piece of evidence as a page shows it: what it is, of which day, and what is plainly known of it."""

    record_type: str
    record_id: int
    words: Any  # which kind, opinion, form or outcome
    label: str | None
    number: int | None
    other: int | None
    person: str | None
    id: int = 0
    primary: bool = False
    held_on: date | None = None
    by_rule: bool = True
    reason: str | None = None


def pieces_of(casus: Casus, names: dict[tuple[str, int], str], standard: int | None) -> dict[int, list[Piece]]:
    """The evidence of each standard, primary first, newest first, with what may be said of each record without opening it."""
    detail = _details().subquery()
    asked = (
        select(Evidence.id, Evidence.standard, Evidence.record_type, Evidence.record_id, Evidence.weight, Evidence.held_on,
               Evidence.by_rule, Evidence.reason, detail.c.person, detail.c.number, detail.c.other, detail.c.label, detail.c.kind)
        .outerjoin(detail, (detail.c.type == Evidence.record_type) & (detail.c.record == Evidence.record_id))
        .where(Evidence.casus_id == casus.id).order_by(Evidence.weight, Evidence.held_on.desc(), Evidence.id)
    )  # fmt: skip
    if standard is not None:
        asked = asked.where(Evidence.standard == standard)
    found: dict[int, list[Piece]] = {number: [] for number in NUMBERS}
    for one in db.session.execute(asked, {"casus": casus.id}):
        found[one.standard].append(Piece(
            one.record_type, one.record_id, one.kind, one.label, one.number, one.other, names.get(("person", one.person)),
            one.id, one.weight is Weight.PRIMARY, one.held_on, one.by_rule, one.reason,
        ))  # fmt: skip
    return found


def grouped(pieces: list[Piece]) -> list[tuple[Piece, int]]:
    """The evidence as people read it: many of one kind (ratings, checks) as the newest one and how many more there are."""
    kinds: dict[str, int] = {}
    for piece in pieces:
        if piece.by_rule:
            kinds[piece.record_type] = kinds.get(piece.record_type, 0) + 1
    found, seen = [], set()
    for piece in pieces:
        if not piece.by_rule or kinds[piece.record_type] <= FEW:
            found.append((piece, 0))
        elif piece.record_type not in seen:
            seen.add(piece.record_type)
            found.append((piece, kinds[piece.record_type] - 1))
    return found


def records_of(casus: Casus) -> list[Piece]:
    """The records of a casus that somebody may add as evidence by hand."""
    people = select(Person.id, Person.first_name, Person.call_name).where(Person.casus_id == casus.id)
    names = {one.id: one.call_name or one.first_name for one in db.session.execute(people)}
    return [
        Piece(one.type, one.record, one.kind, one.label, one.number, one.other, names.get(one.person))
        for one in db.session.execute(_details(), {"casus": casus.id})
    ]


@cache
def _details() -> Any:
    """(type, record, person, number, other, label, kind) of the records that give evidence: plain columns only."""
    c = bindparam("casus", type_=Integer)
    goal_number = select(DangerStatement.number).where(DangerStatement.id == SafetyGoal.danger_id).scalar_subquery()
    rated = select(DangerStatement.number).join(SafetyGoal, SafetyGoal.danger_id == DangerStatement.id)
    about = select(Agreement.number).where(Agreement.id == Answer.agreement_id).scalar_subquery()
    about_label = select(Agreement.label).where(Agreement.id == Answer.agreement_id).scalar_subquery()
    checked = select(Agreement.number).where(Agreement.id == Check.agreement_id).scalar_subquery()
    checked_label = select(Agreement.label).where(Agreement.id == Check.agreement_id).scalar_subquery()
    said_of = select(Meeting.number).where(Meeting.id == MeetingFeedback.meeting_id).scalar_subquery()
    danger = select(DangerStatement.number).where(DangerStatement.id == ParentOpinion.danger_id).scalar_subquery()

    def rows(
        model: Any, *, person: Any = None, number: Any = None, other: Any = None, label: Any = None, kind: Any = None
    ) -> Any:
        return select(
            literal(model.__tablename__, String).label("type"), model.id.label("record"),
            _or_null(person, Integer).label("person"), _or_null(number, Integer).label("number"),
            _or_null(other, Integer).label("other"),
            _or_null(label, String).label("label"), _or_null(kind, String).label("kind"),
        ).where(model.casus_id == c)  # fmt: skip

    return union_all(
        rows(ParentOpinion, person=ParentOpinion.person_id, number=danger, kind=ParentOpinion.opinion),
        rows(ChildVoice, person=ChildVoice.child_id, kind=ChildVoice.form),
        rows(MapItem, label=MapItem.label, kind=MapItem.kind),
        rows(DangerStatement, number=DangerStatement.number),
        rows(SafetyGoal, number=goal_number),
        rows(Rating, person=Rating.person_id, number=rated.where(SafetyGoal.id == Rating.goal_id).scalar_subquery(),
             other=Rating.number),
        rows(CircleMembership, person=CircleMembership.person_id, number=CircleMembership.ring),
        rows(Meeting, number=Meeting.number),
        rows(MeetingFeedback, person=MeetingFeedback.person_id, number=said_of),
        rows(Agreement, number=Agreement.number, label=Agreement.label),
        rows(Answer, person=Answer.person_id, number=about, label=about_label),
        rows(Check, person=Check.person_id, number=checked, label=checked_label, kind=Check.outcome),
    )  # fmt: skip


def _or_null(value: Any, kind: Any) -> Any:
    return cast(null() if value is None else value, kind)
