"""What the pages of the standards read. Everything starts at a casus or the worker; a team's is in team_queries.py."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import exists, or_, select, update

from workbench import clock
from workbench.accounts.models import User
from workbench.accounts.settings import SETTINGS
from workbench.casus.models import Casus, CasusStatus, FamilyRole, Person
from workbench.extensions import db
from workbench.partners.models import Partner
from workbench.standards import facts
from workbench.standards.models import (
    NUMBERS,
    Coverage,
    Evidence,
    Judgement,
    LearningAction,
    Question,
    Reflection,
    ReflectionNeed,
    ReflectionVisibility,
)
from workbench.standards.pieces import Piece, grouped, pieces_of
from workbench.standards.rules import SHOWN, Facts, Shown, State, shown

OVER = (CasusStatus.CLOSED, CasusStatus.TRANSFERRED)
OUTDATED = "standards.outdated_days"
# At the end of a select, in this order: state 1, newest day of 1, state 2, …
STORED = [Coverage.last_meeting_on,
          *(Coverage.__table__.c[name] for n in NUMBERS for name in (f"state_{n}", f"newest_{n}_on"))]  # fmt: skip


def read_states(
    states: Sequence[State | None], newest: Sequence[date | None], last_meeting: date | None, fresh_from: date
) -> dict[int, Shown]:
    """What ten stored states say today. A casus that was never counted has no evidence."""
    return {
        number: SHOWN[state or State.NO_EVIDENCE] if day is None or day >= fresh_from
        else shown(number, state or State.NO_EVIDENCE, day, last_meeting, fresh_from)
        for number, state, day in zip(NUMBERS, states, newest, strict=True)
    }  # fmt: skip


@dataclass(frozen=True)
class Page:
    """All that the page of one casus's standards shows."""

    shown: dict[int, Shown]
    newest: dict[int, date | None]
    days: int
    facts: Facts
    names: dict[tuple[str, int], str]
    pieces: dict[int, list[Piece]]
    judgements: dict[int, tuple[Judgement, str]]
    questions: dict[int, list[tuple[Question, str]]]
    elements: list[str]  # of the approach, by their key

    def lines(self, number: int) -> list[tuple[Piece, int]]:
        """The evidence of one standard, line by line."""
        return grouped(self.pieces[number])

    def named(self, kind: str, key: int) -> str:
        return self.names.get((kind, key), "…")


def page_of(casus: Casus, standard: int | None = None) -> Page:
    """The standards of one casus; with `standard` the evidence, judgements and questions of that one only."""
    found, today = facts_and_coverage(casus)
    row = found[0]._mapping
    newest = found[0][-19::2]
    days = SETTINGS[OUTDATED].default if row["outdated_days"] is None else row["outdated_days"]
    read = read_states(found[0][-20::2], newest, row["last_meeting_on"], today - timedelta(days=days))
    counted = facts.facts_from(found, today)
    names = _names(casus, counted)
    return Page(read, dict(zip(NUMBERS, newest, strict=True)), days, counted, names, pieces_of(casus, names, standard),
                _judgements(casus, standard), _questions(casus, standard), (row["elements"] or "").split(","))


def facts_and_coverage(casus: Casus) -> tuple[list[Any], date]:
    """The facts of a casus beside its stored coverage, in one statement; and the day they are of."""
    today = clock.today()
    return list(db.session.execute(_of_casus(), {"casus": casus.id, "today": today})), today


@cache
def _of_casus() -> Any:
    return (
        select(*facts.columns(), facts.in_force(OUTDATED).label("outdated_days"), Coverage.elements, *STORED)
        .select_from(Casus).outerjoin(Coverage, Coverage.casus_id == Casus.id)
        .outerjoin(facts.KID, (facts.KID.casus_id == Casus.id) & (facts.KID.family_role == FamilyRole.CHILD)
                   & facts.KID.ended_on.is_(None))
        .where(Casus.id == facts.CASUS)
    )  # fmt: skip


def _names(casus: Casus, counted: Facts) -> dict[tuple[str, int], str]:
    """What the people of the casus are called, and the partners something is missing of."""
    people = select(Person.id, Person.first_name, Person.call_name).where(Person.casus_id == casus.id)
    names = {("person", one.id): one.call_name or one.first_name for one in db.session.execute(people)}
    wanted = {*counted.partners_bare, *counted.partners_behind}
    if wanted:
        partners = select(Partner.id, Partner.name).where(Partner.casus_id == casus.id, Partner.id.in_(wanted))
        names |= {("partner", one.id): one.name for one in db.session.execute(partners)}
    return names


def open_casussen() -> list[int]:
    """The ids of all open casussen of the organisation."""
    return list(db.session.scalars(select(Casus.id).where(Casus.status.not_in(OVER)).order_by(Casus.id)))


def end_judgements(casus: Casus, standard: int) -> None:
    """The judgement that held until now does so no longer."""
    asked = update(Judgement).where(Judgement.casus_id == casus.id, Judgement.standard == standard,
                                    Judgement.superseded_at.is_(None))  # fmt: skip
    db.session.execute(asked.values(superseded_at=clock.now()).execution_options(synchronize_session=False))


def _judgements(casus: Casus, standard: int | None) -> dict[int, tuple[Judgement, str]]:
    """The judgement that holds for each standard, with who gave it."""
    asked = (
        select(Judgement, User.name).outerjoin(User, User.id == Judgement.created_by_id)
        .where(Judgement.casus_id == casus.id, Judgement.superseded_at.is_(None)).order_by(Judgement.id)
    )  # fmt: skip
    if standard is not None:
        asked = asked.where(Judgement.standard == standard)
    return {judgement.standard: (judgement, name or "") for judgement, name in db.session.execute(asked)}


def _questions(casus: Casus, standard: int | None) -> dict[int, list[tuple[Question, str]]]:
    asked = (
        select(Question, User.name).outerjoin(User, User.id == Question.created_by_id)
        .where(Question.casus_id == casus.id).order_by(Question.answered_at.is_not(None), Question.id.desc())
    )  # fmt: skip
    if standard is not None:
        asked = asked.where(Question.standard == standard)
    found: dict[int, list[tuple[Question, str]]] = {number: [] for number in NUMBERS}
    for question, name in db.session.execute(asked):
        found[question.standard].append((question, name or ""))
    return found


# --- reflection


def reflections_of(worker: User) -> list[tuple[Reflection, str | None]]:
    """A worker's own reflections, newest first, each with the name of the casus it is about."""
    asked = (
        select(Reflection, Casus.name).outerjoin(Casus, Casus.id == Reflection.casus_id)
        .where(Reflection.worker_id == worker.id).order_by(Reflection.reflected_on.desc(), Reflection.id.desc())
    )  # fmt: skip
    return [(reflection, name) for reflection, name in db.session.execute(asked)]


def learning_actions_of(worker: User) -> list[LearningAction]:
    asked = select(LearningAction).where(LearningAction.worker_id == worker.id)
    return list(db.session.scalars(asked.order_by(LearningAction.planned_on.desc(), LearningAction.id.desc())))


def casussen_of(worker: User) -> list[tuple[int, str]]:
    """The open casussen of a worker, for choosing what a reflection is about."""
    asked = select(Casus.id, Casus.name).where(
        or_(Casus.worker_id == worker.id, Casus.deputy_id == worker.id), Casus.status.not_in(OVER))  # fmt: skip
    return sorted(((one.id, one.name) for one in db.session.execute(asked)), key=lambda pair: pair[1])


@dataclass(frozen=True)
class Seen:
    """A reflection as a reader of the casus sees it: that it is there; its text only when the worker gave it to this reader."""

    id: int
    standard: int
    on: date
    example: str | None
    need: ReflectionNeed | None
    agreed: str | None


def reflections_on(casus: Casus, given_to: Iterable[ReflectionVisibility]) -> list[Seen]:
    """The reflections of the worker that count for this casus. What is not `given_to` the reader shows without its text."""
    given = set(given_to)
    asked = select(Reflection).where(
        Reflection.worker_id == casus.worker_id, or_(Reflection.casus_id.is_(None), Reflection.casus_id == casus.id)
    )
    found = []
    for one in db.session.scalars(asked.order_by(Reflection.reflected_on.desc(), Reflection.id.desc())):
        text = (one.example, one.need, one.agreed_action) if one.visibility in given else (None, None, None)
        found.append(Seen(one.id, one.standard, one.reflected_on, *text))
    return found


def has_evidence(casus: Casus, standard: int, record_type: str, record_id: int) -> bool:
    """Whether this record already counts for this standard."""
    found = exists().where(
        Evidence.casus_id == casus.id, Evidence.standard == standard, Evidence.record_type == record_type,
        Evidence.record_id == record_id,
    )  # fmt: skip
    return bool(db.session.scalar(select(found)))
