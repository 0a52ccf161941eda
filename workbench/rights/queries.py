"""The children's-rights check of one casus: answers per child, what the file shows beside them, thoughts and requests."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from flask import abort
from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import selectinload

from workbench.accounts.models import Role, User
from workbench.casus.models import Casus, FamilyRole, Household, Person, SafePerson
from workbench.casus.queries import names_of
from workbench.extensions import db
from workbench.plans.models import Plan, PlanKind, PlanStatus, PlanVersion
from workbench.records import InOne
from workbench.rights import labels, rules
from workbench.rights.models import (
    HousingRequest,
    PlacementAsked,
    PlacementChild,
    PlacementGround,
    PlacementThought,
    RightsAnswer,
)
from workbench.rights.sheets import Progress, Reported, Sheet, Thought
from workbench.voices import queries as voices

THIS_CASUS: Any = bindparam("casus_id")
THOUGHT = (
    selectinload(PlacementThought.grounds), selectinload(PlacementThought.children), selectinload(PlacementThought.asked),
)  # fmt: skip
HOLDS = (PlanStatus.SET, PlanStatus.RUNNING)


@dataclass
class Kid:
    """One child of the casus with its answers and what the file says of it."""

    id: int
    name: str
    voice: voices.Child
    sheet: Sheet
    with_: list[str] = field(default_factory=list)  # brothers and sisters in the same home
    apart: list[str] = field(default_factory=list)
    home_known: bool = False
    safe_people: list[str] = field(default_factory=list)
    safety_object: str | None = None


@dataclass
class Room:
    """Everything the pages of the check show."""

    children: list[Kid]
    family: Sheet
    thought: Any  # the thought that is open now, or None
    earlier: list[Any]
    requests: list[Any]
    plan: Any  # the living final plan, and the version that holds: rows or None
    holds: Any
    scientist: str | None
    names: dict[int, str]

    def kid(self, child_id: int) -> Kid:
        """This child, or 404."""
        return next((one for one in self.children if one.id == child_id), None) or abort(404)

    def answered(self, kid: Kid) -> int:
        """How many of the twelve are answered for this child, those about the family counted with it."""
        return kid.sheet.answered + self.family.answered

    @property
    def first_open(self) -> Sheet | None:
        """The first sheet that still has a question without an answer."""
        sheets = [*(one.sheet for one in self.children), self.family]
        return next((one for one in sheets if one.answered < len(one.questions)), None)


@cache
def _around() -> InOne:
    t, r, v, p = PlacementThought, HousingRequest, PlanVersion, Plan
    return InOne(
        people=select(Person.id, Person.first_name, Person.last_name, Person.call_name, Person.in_family, Person.family_role,
                      Person.household_id, Person.safety_object, Person.ended_on, Household.kind.label("home"))
        .outerjoin(Household, Household.id == Person.household_id).where(Person.casus_id == THIS_CASUS),
        safe=select(SafePerson.child_id, SafePerson.person_id).where(SafePerson.casus_id == THIS_CASUS),
        answers=_answers(),
        thoughts=select(
            t.id, t.considered_since, t.why, t.alternatives, t.network_answer, t.term, t.evaluate_on, t.contact, t.together,
            t.together_why, t.decided_by, t.return_possible, t.return_how, t.ended_on, t.ended_why, t.version,
        ).where(t.casus_id == THIS_CASUS),
        grounds=select(PlacementGround.thought_id, PlacementGround.ground).join(t).where(t.casus_id == THIS_CASUS),
        about=select(PlacementChild.thought_id, PlacementChild.person_id, PlacementChild.interest).join(t)
        .where(t.casus_id == THIS_CASUS),
        asked=select(PlacementAsked.thought_id, PlacementAsked.person_id).join(t).where(t.casus_id == THIS_CASUS),
        requests=select(r.id, r.what, r.asked_on, r.asked_of, r.outcome, r.answer, r.answered_on, r.protected)
        .where(r.casus_id == THIS_CASUS),
        plans=select(p.id, p.evaluate_on, p.explained_to_child).where(p.casus_id == THIS_CASUS, p.kind == PlanKind.FINAL),
        versions=select(v.id, v.number, v.evaluate_on).where(
            v.casus_id == THIS_CASUS, v.kind == PlanKind.FINAL, v.status.in_(HOLDS)),
        scientist=select(User.name).join(Casus, Casus.behavioural_scientist_id == User.id).where(Casus.id == THIS_CASUS),
    )  # fmt: skip


def _answers() -> Any:
    a = RightsAnswer
    return select(a.id, a.child_id, a.question, a.answer, a.where, a.record_type, a.record_id,
                  a.answered_on, a.updated_at, a.version).where(a.casus_id == THIS_CASUS)  # fmt: skip


def room_of(casus: Casus) -> Room:
    """The check of a casus with everything beside it; two statements whatever its size."""
    found, heard = _around().of(casus.id), voices.voices_of(casus)
    names = names_of(found["people"])
    here = {one.id: one for one in found["people"] if one.family_role is FamilyRole.CHILD and one.ended_on is None}
    sheets = _sheets(found["answers"])
    safe = defaultdict(list)
    for one in sorted(found["safe"], key=lambda row: row.person_id):
        safe[one.child_id].append(names[one.person_id])
    children = [
        _kid(here, one, sheets.get(one.id) or Sheet(one.id), safe[one.id], names)
        for one in heard.children
        if one.id in here
    ]
    thoughts = sorted(_thoughts(found, names), key=lambda one: (one.considered_since, one.id), reverse=True)
    plan = max(found["plans"], key=lambda one: one.id, default=None)
    return Room(
        children, sheets[None], next((one for one in thoughts if one.ended_on is None), None),
        [one for one in thoughts if one.ended_on is not None],
        sorted(found["requests"], key=lambda one: (one.asked_on, one.id), reverse=True),
        plan, max(found["versions"], key=lambda one: one.number, default=None),
        next((one.name for one in found["scientist"]), None), names,
    )  # fmt: skip


def _sheets(answers: list[Any]) -> dict[int | None, Sheet]:
    found: dict[int | None, Sheet] = {None: Sheet(None)}
    for one in answers:
        found.setdefault(one.child_id, Sheet(one.child_id)).answers[one.question] = one
    return found


def _kid(here: dict[int, Any], voice: voices.Child, sheet: Sheet, safe: list[str], names: dict[int, str]) -> Kid:
    row = here[voice.id]
    others = [one for one in here.values() if one.id != row.id]
    known = row.household_id is not None and all(one.household_id is not None for one in others)
    return Kid(
        row.id, names[row.id], voice, sheet,
        [names[one.id] for one in others if row.household_id and one.household_id == row.household_id],
        [names[one.id] for one in others if row.household_id and one.household_id not in (None, row.household_id)],
        known, safe, row.safety_object,
    )  # fmt: skip


def _thoughts(found: dict[str, list[Any]], names: dict[int, str]) -> list[Thought]:
    parts: dict[str, dict[int, list[Any]]] = {name: defaultdict(list) for name in ("grounds", "about", "asked")}
    for name, by_thought in parts.items():
        for one in found[name]:
            by_thought[one.thought_id].append(one)
    return [
        Thought(
            row, sorted(parts["grounds"][row.id], key=lambda one: list(labels.GROUNDS).index(one.ground)),
            sorted(parts["about"][row.id], key=lambda one: one.person_id),
            [names[one.person_id] for one in sorted(parts["asked"][row.id], key=lambda one: one.person_id)],
        )
        for row in found["thoughts"]
    ]  # fmt: skip


# --- for one form


def sheet_of(casus: Casus, child_id: int | None) -> Sheet:
    """The answers about a child, or about the family, as records that can be changed."""
    asked = select(RightsAnswer).where(
        RightsAnswer.casus_id == casus.id, RightsAnswer.child_id.is_not_distinct_from(child_id)
    )
    return Sheet(child_id, {one.question: one for one in db.session.scalars(asked)})


def open_thought(casus: Casus) -> PlacementThought | None:
    """The thought of placing a child elsewhere that is open now."""
    asked = select(PlacementThought).where(PlacementThought.casus_id == casus.id, PlacementThought.ended_on.is_(None))
    return db.session.scalars(asked.options(*THOUGHT).order_by(PlacementThought.id.desc())).first()


def behavioural_scientists() -> list[tuple[int, str]]:
    """(id, name) of every behavioural scientist with an account in use."""
    asked = select(User.id, User.name).where(User.role == Role.BEHAVIOURAL_SCIENTIST, User.active).order_by(User.id)
    return [(one.id, one.name) for one in db.session.execute(asked)]


# --- for pages above: how far it is, and the answers in words


@cache
def _progress() -> InOne:
    return InOne(
        people=select(Person.id, Person.first_name, Person.last_name, Person.call_name, Person.in_family, Person.family_role,
                      Person.ended_on).where(Person.casus_id == THIS_CASUS),
        answers=_answers(),
    )  # fmt: skip


def progress_of(casus: Casus) -> list[Progress]:
    """For each child how many questions are answered, those about the family counted with it; one statement."""
    return [Progress(one.child_id, name, one.answered + family.answered) for one, name, family in _read(casus)[1]]


def answers_for_report(casus: Casus) -> list[Reported]:
    """The twelve questions with their answers in words, for a report for colleagues; one statement (domain.md 4, 8.6).

    `where` is what somebody wrote down, with the kind of record it points at; it may hold a child's own words, so it is for
    colleagues only.
    """
    family, children = _read(casus)
    found = []
    for number in rules.ALL:
        if number in rules.OF_THE_FAMILY:
            lines = [_line("", family, number)]
        else:
            lines = [_line(name, sheet, number) for sheet, name, _family in children]
        found.append(Reported(number, labels.question(number), tuple(lines)))
    return found


def _read(casus: Casus) -> Any:
    found = _progress().of(casus.id)
    sheets, names = _sheets(found["answers"]), names_of(found["people"])
    kids = sorted((one for one in found["people"] if one.family_role is FamilyRole.CHILD and one.ended_on is None),
                  key=lambda one: one.id)  # fmt: skip
    family = sheets[None]
    return family, [(sheets.get(one.id) or Sheet(one.id), names[one.id], family) for one in kids]


def _line(name: str, sheet: Sheet, number: int) -> tuple[str, str, str, date | None]:
    one = sheet.answers.get(number)
    if one is None:
        return name, labels.reply_words(None), "", None
    where = [str(labels.FOUND_IN.get(one.record_type, "")), one.where or ""]
    return name, labels.reply_words(one.answer), ": ".join(part for part in where if part), one.answered_on


def left_in_sql(casus_id: Any) -> Any:
    """How many answers are still missing in a casus, as an expression for a statement of a page above."""
    kids = select(func.count()).select_from(Person).where(
        Person.casus_id == casus_id, Person.family_role == FamilyRole.CHILD, Person.ended_on.is_(None))  # fmt: skip
    answered = (
        select(func.count()).select_from(RightsAnswer).outerjoin(Person, Person.id == RightsAnswer.child_id)
        .where(RightsAnswer.casus_id == casus_id, RightsAnswer.answer.is_not(None), Person.ended_on.is_(None))
    )  # fmt: skip
    return kids.scalar_subquery() * len(rules.OF_A_CHILD) + len(rules.OF_THE_FAMILY) - answered.scalar_subquery()


def only_housing_in_sql(casus_id: Any) -> Any:
    """Whether the open thought rests on housing alone (B16), as an expression: the one ground it has, and how many there are."""
    g, t = PlacementGround, PlacementThought
    here = (t.casus_id == casus_id, t.ended_on.is_(None))
    grounds = select(func.count()).select_from(g).join(t).where(*here).scalar_subquery()
    housing = select(func.count()).select_from(g).join(t).where(*here, g.ground == "housing").scalar_subquery()
    return (grounds == 1) & (housing == 1)
