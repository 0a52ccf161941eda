"""What a report on coverage is made from: one typed, positive list for one colleague (domain.md 8.6). Professionals only.

No text of a reflection is read here at all, and no contact data: of a record only what it is, of which day, and its number.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import ngettext
from sqlalchemy import select

from workbench import clock
from workbench.accounts.models import Organisation, User
from workbench.accounts.settings import setting
from workbench.aftercare.models import AftercareContact
from workbench.casus.models import Casus
from workbench.documents.language import _
from workbench.documents.rights_lines import RightsLine, rights_lines
from workbench.documents.words import on
from workbench.extensions import db
from workbench.meetings.models import Meeting, MeetingStatus
from workbench.monitoring.queries import room_of
from workbench.plans.models import PlanStatus, PlanVersion
from workbench.signals.models import Signal
from workbench.standards import gaps, labels, queries
from workbench.standards.catalogue import STANDARDS
from workbench.standards.rules import Shown
from workbench.standards.team import PHASES
from workbench.supervision.talk_queries import Talk, talks_of
from workbench.workdays import working_days_after

OF_THE_WORKER = (1, 2, 3)  # about the professional: that reflections are there, never what they say


@dataclass(frozen=True)
class EvidenceLine:
    """One record that gives evidence: of which day, what it is, its number here, and how it came to count."""

    day: date | None
    title: str
    key: str  # agreement-12
    how: str
    others: int = 0  # more of the same kind, in a list that shows the newest alone


@dataclass(frozen=True)
class JudgementLine:
    """What a person made of a standard."""

    verdict: str
    by: str
    day: date
    text: str


@dataclass(frozen=True)
class StandardLines:
    """One standard: its state in words, the evidence, what is missing, and the judgement beside it."""

    number: int
    title: str
    question: str
    state: str
    is_shown: bool
    newest: date | None
    evidence: list[EvidenceLine]
    every: list[EvidenceLine]
    missing: list[str]
    judgement: JudgementLine | None


@dataclass(frozen=True)
class TermLine:
    """A day that comes up or went by."""

    what: str
    day: date
    late: bool


@dataclass(frozen=True)
class CoverageReport:
    """All that stands in the report, for one named colleague."""

    name: str
    phase: str
    worker: str
    organisation: str
    reader: str
    made_by: str
    purpose: str
    made_on: date
    days: int
    standards: list[StandardLines]
    rights: list[RightsLine]
    terms: list[TermLine]
    silences: list[str]
    talks: list[Talk] = field(default_factory=list)

    @property
    def of_the_worker(self) -> list[StandardLines]:
        return [one for one in self.standards if one.number in OF_THE_WORKER]

    @property
    def of_the_family(self) -> list[StandardLines]:
        return [one for one in self.standards if one.number not in OF_THE_WORKER]


def report_of(casus: Casus, *, reader: User, by: User, purpose: str) -> CoverageReport:
    """Everything for the report on this casus, in the language of the document."""
    today, page = clock.today(), queries.page_of(casus)
    found = gaps.missing(page.facts, page.places, page.named)
    talks = talks_of(casus)
    worker = db.session.scalar(select(User.name).where(User.id == casus.worker_id))
    office = db.session.scalar(select(Organisation.name).order_by(Organisation.id)) or ""
    return CoverageReport(
        casus.name, str(PHASES.get(casus.phase, "")), worker or "", office, reader.name, by.name, purpose, today, page.days,
        [_standard(page, one, found) for one in STANDARDS], rights_lines(casus),
        sorted(_terms(casus, today, talks), key=lambda one: one.day), list(_silences(casus, today)), talks,
    )  # fmt: skip


def _standard(page: queries.Page, standard: Any, found: dict[int, list[gaps.Gap]]) -> StandardLines:
    number = standard.number
    now = page.shown[number]
    return StandardLines(
        number, str(standard.title), str(standard.question), str(labels.STATES[now]), now in (Shown.EVIDENCE, Shown.LATER),
        page.newest[number], [_evidence(piece, others) for piece, others in page.lines(number)],
        [_evidence(piece) for piece in page.pieces[number]], [str(gap.words) for gap in found[number]],
        _judgement(page.judgements.get(number)),
    )  # fmt: skip


def _evidence(piece: Any, others: int = 0) -> EvidenceLine:
    if not piece.by_rule:
        how = _("added by hand: %(reason)s", reason=piece.reason or "")
    else:
        how = _("shows it") if piece.primary else _("supports it")
    return EvidenceLine(piece.held_on, str(labels.title_of(piece)), f"{piece.record_type}-{piece.record_id}", how, others)


def _judgement(pair: Any) -> JudgementLine | None:
    if pair is None:
        return None
    judgement, name = pair
    return JudgementLine(str(labels.VERDICTS[judgement.verdict]), name, judgement.judged_on, judgement.text or "")


def _terms(casus: Casus, today: date, talks: list[Talk]) -> Iterator[TermLine]:
    """Days of the plan, of meetings, minutes, signals, aftercare and supervision: what comes up, and what went by undone."""
    set_ = PlanVersion.status.in_((PlanStatus.SET, PlanStatus.RUNNING))
    holds = select(PlanVersion).where(PlanVersion.casus_id == casus.id, set_)
    for version in db.session.scalars(holds.order_by(PlanVersion.number)):
        for words, day in ((_("Look at version %(number)s of the plan again", number=version.number), version.evaluate_on),
                           (_("Version %(number)s of the plan ends", number=version.number), version.ends_on)):  # fmt: skip
            if day is not None:
                yield TermLine(words, day, day < today)
    yield from _of_meetings(casus, today)
    next_on = talks[0].talk.next_on if talks else None
    if next_on is not None:
        yield TermLine(_("Talk in supervision"), next_on, next_on < today)
    c, s = AftercareContact, Signal
    undone = select(c).where(c.casus_id == casus.id, c.done_on.is_(None), c.withdrawn_on.is_(None))
    for contact in db.session.scalars(undone):
        yield TermLine(_("Contact in aftercare"), contact.planned_on, contact.planned_on < today)
    waiting = select(s.received_on).where(s.casus_id == casus.id, s.discussed_on.is_(None), s.withdrawn_on.is_(None))
    for received in db.session.scalars(waiting):
        day = working_days_after(received, setting("signals.overdue_days"))
        yield TermLine(_("Discuss the signal of %(day)s", day=on(received)), day, day < today)


def _of_meetings(casus: Casus, today: date) -> Iterator[TermLine]:
    for meeting in db.session.scalars(select(Meeting).where(Meeting.casus_id == casus.id)):
        if meeting.status in (MeetingStatus.PLANNED, MeetingStatus.INVITED):
            yield TermLine(_("Meeting %(number)s", number=meeting.number), meeting.held_on, meeting.held_on < today)
        elif meeting.status in (MeetingStatus.HELD, MeetingStatus.MINUTES_CONCEPT):
            day = working_days_after(meeting.held_on, setting("minutes.draft_days"))
            yield TermLine(_("Send the minutes of meeting %(number)s", number=meeting.number), day, day < today)


def _silences(casus: Casus, today: date) -> Iterator[str]:
    """Agreements of which nothing was heard for longer than agreed (B18), by number."""
    for silence in room_of(casus, today, private=False).silent(today):
        numbers: Iterable[str] = [one.nr for one in silence.agreements]
        yield ngettext("Agreement %(numbers)s: nothing heard for longer than agreed, %(num)s day too long",
                       "Agreement %(numbers)s: nothing heard for longer than agreed, %(num)s days too long", silence.days,
                       numbers=", ".join(numbers))  # fmt: skip
