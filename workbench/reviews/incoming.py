"""What came in, for the worker: what waits, where each agreement stands, who has not answered yet, and the history of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from workbench import clock
from workbench.accounts.models import User
from workbench.agreements.models import Agreement
from workbench.casus.models import Casus, Person
from workbench.casus.queries import people_of
from workbench.extensions import db
from workbench.plans.models import PlanStatus, PlanVersion
from workbench.plans.reader import ASKED, Reader, with_a_part
from workbench.plans.rules import shown_texts
from workbench.reviews import queries, rules
from workbench.reviews.models import Answer, Outcome
from workbench.reviews.queries import waits, who_must_hear

# What asks for the worker soonest stands first: who would rather talk, then who says no.
FIRST = (Outcome.TALK_FIRST, Outcome.DISAGREE, Outcome.AGREE_BUT, Outcome.NOT_UNDERSTOOD)


@dataclass(frozen=True)
class Given:
    """One answer, with who gave it and to which agreement. `old_text`: it is not about the text people can read now."""

    answer: Answer
    name: str
    agreement: Agreement
    old_text: bool = False

    @property
    def waits(self) -> bool:
        return waits(self.answer)

    @property
    def text_then(self) -> str:
        """What the agreement said when this was answered, where it says something else now."""
        then, now = self.answer.text_shown or "", self.agreement
        return then if then != rules.text_as_read(now.what, now.when, now.what_if or "") else ""


@dataclass
class Standing:
    """Where an agreement stands: who said what of the text as it is, who has not yet, who must hear of an objection."""

    agreement: Agreement
    given: list[Given] = field(default_factory=list)
    not_yet: list[str] = field(default_factory=list)
    must_hear: list[str] = field(default_factory=list)
    reads_otherwise: bool = False  # the living text is not the one people can read now

    def said(self, *outcomes: Outcome) -> list[str]:
        """The names of who said this."""
        return [one.name for one in self.given if one.answer.outcome in outcomes]


@dataclass
class Respondent:
    """Somebody who is asked: how many of his or her agreements have an answer."""

    person: Person
    asked: int = 0
    answered: int = 0
    waiting: int = 0
    last_at: datetime | None = None


@dataclass(frozen=True)
class AnswersPage:
    """Everything on the page of answers."""

    version: PlanVersion | None  # what people can read now
    newer: PlanVersion | None  # frozen since, and not put before them yet
    waiting: list[Given]
    earlier: list[Given]  # said of a text that changed since, and nothing was done with it
    agreements: list[Standing]
    people: list[Respondent]


def answers_page(casus: Casus, *, private: bool) -> AnswersPage:
    """The page of answers; without `private` nobody learns who would rather talk first. Four statements."""
    version, newer = _versions(casus)
    people = {person.id: person for person in people_of(casus)}
    given = queries.answers_of(casus, private=private)
    agreements = {one.id: one for one in db.session.scalars(select(Agreement).where(Agreement.casus_id == casus.id))}
    now = shown_texts(version.body) if version else {}
    rows = [
        Given(one, people[one.person_id].name, agreements[one.agreement_id], one.text_sha256 != now.get(one.agreement_id))
        for one in given
    ]
    asked = _asked(version, people) if version else {}
    standing = [_standing(version, agreements[key], rows, who, people) for key, who in asked.items() if key in agreements]
    return AnswersPage(version, newer, _in_order(one for one in rows if one.waits), _left_behind(rows), standing,
                       [_respondent(people[person], asked, rows) for person in _everybody(asked)])  # fmt: skip


def _versions(casus: Casus) -> tuple[PlanVersion | None, PlanVersion | None]:
    """The version people read now, and a newer one of the same kind that nobody was asked about yet."""
    asked = select(PlanVersion).where(
        PlanVersion.casus_id == casus.id, PlanVersion.status.in_((*queries.LIVE, PlanStatus.CONCEPT))
    )
    newest, *before = [*db.session.scalars(asked.order_by(PlanVersion.number.desc()).limit(2))] or [None]
    read = next((one for one in before if newest is not None and one.kind is newest.kind), None)
    if newest is not None and newest.status is PlanStatus.CONCEPT and read is not None and read.status in queries.LIVE:
        return read, newest
    return newest, None


def waiting_version(casus: Casus) -> PlanVersion | None:
    """The newer version nobody was asked about yet."""
    return _versions(casus)[1]


def _asked(version: PlanVersion, people: dict[int, Person]) -> dict[int, list[int]]:
    """Agreement → who is asked about it: has a part in it, may read it, and can answer."""
    day = clock.today()
    able = {one.id for one in people.values() if rules.why_no_link(one, one.age_on(day)) is None}
    readers = {one["id"]: Reader.of(version.body, one["id"]) for one in version.body["people"] if one["id"] in able}
    return {
        one["id"]: [person for person in sorted(with_a_part(one, ASKED)) if person in readers and readers[person].may_read(one)]
        for one in sorted(version.body["agreements"], key=lambda one: one["number"])
    }


def _standing(
    version: PlanVersion | None, agreement: Agreement, rows: list[Given], asked: list[int], people: dict[int, Person]
) -> Standing:
    own = [one for one in rows if one.answer.agreement_id == agreement.id]
    live = [one for one in own if one.answer.superseded_at is None and not one.old_text]
    said = {one.answer.person_id for one in live}
    hear = [people[person].name for person in who_must_hear([one.answer for one in own])]
    living = rules.text_as_read(agreement.what, agreement.when, agreement.what_if or "")
    frozen = rules.text_in(version.body, agreement.id) if version else None
    not_yet = [people[person].name for person in asked if person not in said]
    return Standing(agreement, live, not_yet, hear, agreement.is_live and frozen is not None and living != frozen)


def _in_order(rows: Iterable[Given]) -> list[Given]:
    """Who would rather talk first, then objections, then questions; the longest waiting first."""
    return sorted(rows, key=lambda one: (FIRST.index(one.answer.outcome), one.answer.answered_at))


def _left_behind(rows: list[Given]) -> list[Given]:
    """Nothing is lost: said of a text that changed since, by somebody who said nothing after it, and never handled."""
    newest: dict[tuple[int, int], Given] = {}
    for one in rows:  # newest first
        newest.setdefault((one.answer.person_id, one.answer.agreement_id), one)
    return _in_order(
        one for one in newest.values()
        if one.answer.superseded_at and not one.answer.handled_at and one.answer.outcome is not Outcome.AGREE
    )  # fmt: skip


def _everybody(asked: dict[int, list[int]]) -> list[int]:
    return list(dict.fromkeys(person for people in asked.values() for person in people))


def _respondent(person: Person, asked: dict[int, list[int]], rows: list[Given]) -> Respondent:
    own = [one for one in rows if one.answer.person_id == person.id]
    live = {one.answer.agreement_id for one in own if one.answer.superseded_at is None and not one.old_text}
    mine = {key for key, people in asked.items() if person.id in people}
    last = max((one.answer.answered_at for one in own), default=None)
    return Respondent(person, len(mine), len(live & mine), sum(one.waits for one in own), last)


# --- one agreement


@dataclass(frozen=True)
class Told:
    """A line of the history of an agreement: an answer, and who did what with it."""

    answer: Answer
    name: str
    handled_by: str


def history(casus: Casus, agreement: Agreement, *, private: bool) -> list[Told]:
    """Every answer this agreement ever had, newest first. Two statements."""
    names = {person.id: person.name for person in people_of(casus)}
    asked = select(Answer, User.name).outerjoin(User, User.id == Answer.handled_by_id)
    own = asked.where(Answer.casus_id == casus.id, Answer.agreement_id == agreement.id)
    if not private:
        own = own.where(Answer.outcome != Outcome.TALK_FIRST)
    found: Sequence[Any] = db.session.execute(own.order_by(Answer.id.desc())).all()
    return [Told(answer, names[answer.person_id], by or "") for answer, by in found]


def agreed_by(casus: Casus, agreement_id: int) -> list[str]:
    """Who agrees with this agreement now, and so is asked again when its text changes. Names."""
    asked = select(Person).join(Answer, Answer.person_id == Person.id)
    live = asked.where(Answer.casus_id == casus.id, Answer.agreement_id == agreement_id, Answer.superseded_at.is_(None))
    return [person.name for person in db.session.scalars(live.where(Answer.outcome == Outcome.AGREE).order_by(Person.id))]
