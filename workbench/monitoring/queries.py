"""Agreements with their checks, rehearsals and the diary of one casus; and, over many, what asks for somebody.

For pages above: `OPEN_CHECKS` and `heard` are selects for `records.InOne`, `open_conditions` is for Vandaag.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select

from workbench.agreements import queries as agreement_queries
from workbench.agreements.models import Agreement, AgreementPerson, AgreementStatus, Part
from workbench.agreements.rules import IN_USE, OVER, silent_days
from workbench.casus import queries as casus_queries
from workbench.casus.models import Casus, Person
from workbench.extensions import Model, db
from workbench.monitoring import rules
from workbench.monitoring.models import (
    Check,
    CheckOutcome,
    Decision,
    DiaryLine,
    Rehearsal,
    RehearsalAgreement,
    RehearsalPerson,
)
from workbench.records import InOne
from workbench.successes.models import Success

THIS_CASUS: Any = bindparam("casus_id")
UNTIL: Any = bindparam("until")


def open_conditions() -> tuple[Any, ...]:
    """`rules.waits_for` as SQL, for a statement on Check joined with Agreement; for Vandaag too."""
    return (
        Check.outcome.in_((CheckOutcome.PARTLY, CheckOutcome.NOT_DONE)), Agreement.status.not_in(OVER),
        or_(Check.decision.is_(None), and_(Check.decision == Decision.DISCUSS, Check.handled_on.is_(None)),
            and_(Check.decision == Decision.ADAPT, Agreement.status == AgreementStatus.ADAPTING)),
    )  # fmt: skip


# What was not kept and still waits for something, of one casus.
OPEN_CHECKS = (
    select(Check.id, Check.version, Check.agreement_id, Agreement.number, Agreement.label, Agreement.what,
           Agreement.status.label("agreement_status"), Check.checked_on, Check.outcome, Check.seen, Check.decision,
           Check.handled_on, Check.person_id)
    .join(Agreement, Agreement.id == Check.agreement_id).where(Check.casus_id == THIS_CASUS, *open_conditions())
)  # fmt: skip


def to_discuss(casus: Casus, sub_group: int | None = None, *, separate: bool = False) -> Sequence[Any]:
    """What comes back at the next meeting, as rows of OPEN_CHECKS, oldest first.

    Of a separated network only what the part that meets may read: agreements for everybody, and its own. One statement.
    """
    asked = OPEN_CHECKS.where(Check.decision == Decision.DISCUSS)
    if separate and sub_group is not None:
        asked = asked.where(or_(Agreement.audience == "everyone", Agreement.sub_group_id == sub_group))
    return db.session.execute(asked.order_by(Check.checked_on, Check.id), {"casus_id": casus.id}).all()


# --- when something was last heard of a plan


def _last(day: Any, of: Any, casus_id: Any, *where: Any) -> Any:
    return select(func.max(day)).where(of == casus_id, day <= UNTIL, *where).scalar_subquery()


def _heard(casus_id: Any) -> tuple[Any, ...]:
    """The days `rules.silent_plan_days` looks at. Meetings stand above in the ladder: their table is named."""
    meeting = Model.metadata.tables["meeting"]
    first = select(func.min(Agreement.starts_on)).where(Agreement.casus_id == casus_id, Agreement.status.in_(IN_USE))
    return (
        _last(Check.checked_on, Check.casus_id, casus_id).label("checked"),
        _last(DiaryLine.written_on, DiaryLine.casus_id, casus_id).label("written"),
        _last(Rehearsal.rehearsed_on, Rehearsal.casus_id, casus_id).label("rehearsed"),
        _last(meeting.c.held_on, meeting.c.casus_id, casus_id, meeting.c.status != "cancelled").label("met"),
        first.scalar_subquery().label("began"),
    )


@cache
def heard() -> Any:
    """One row for one casus, with `until`: the days of `_heard`; for `records.InOne`."""
    return select(*_heard(THIS_CASUS)).select_from(Casus).where(Casus.id == THIS_CASUS)


def silent_plan(row: Any, today: date, most: int) -> int:
    """For how many days nothing was heard of a plan: a row that ends with `_heard`; 0 when it lives, or has not begun."""
    begun = row.began is not None and row.began <= today
    return rules.silent_plan_days(row[-5:], today, most) if begun else 0


# --- the page


_agreements = select(
    Agreement.id, Agreement.number, Agreement.label, Agreement.what, Agreement.what_if, Agreement.trigger, Agreement.phase,
    Agreement.status, Agreement.checker_id, Agreement.second_checker_id, Agreement.backup_id, Agreement.check_every_days,
    Agreement.check_how, Agreement.starts_on, Agreement.last_check_on, Agreement.last_outcome, Agreement.rehearsed_on,
).where(Agreement.casus_id == THIS_CASUS)  # fmt: skip
_doers = (
    select(AgreementPerson.agreement_id, AgreementPerson.person_id, AgreementPerson.order)
    .join(Agreement, Agreement.id == AgreementPerson.agreement_id)
    .where(Agreement.casus_id == THIS_CASUS, AgreementPerson.part == Part.DOER)
)
_checks = select(
    Check.id, Check.version, Check.agreement_id, Check.checked_on, Check.person_id, Check.outcome, Check.seen, Check.follow_up,
    Check.via, Check.private, Check.what_if_used, Check.what_if_how, Check.decision, Check.decision_why, Check.handled_on,
).where(Check.casus_id == THIS_CASUS)  # fmt: skip
_rehearsals = select(
    Rehearsal.id, Rehearsal.rehearsed_on, Rehearsal.scenario, Rehearsal.went_well, Rehearsal.went_wrong, Rehearsal.changed,
    Rehearsal.changed_agreement_id,
).where(Rehearsal.casus_id == THIS_CASUS)  # fmt: skip
_lines = select(
    DiaryLine.id, DiaryLine.version, DiaryLine.written_on, DiaryLine.person_id, DiaryLine.text, DiaryLine.agreement_id,
    DiaryLine.child_id, DiaryLine.is_success, DiaryLine.via, DiaryLine.private,
    select(Success.id).where(Success.diary_line_id == DiaryLine.id, Success.withdrawn_on.is_(None)).limit(1)
    .correlate(DiaryLine).scalar_subquery().label("success_id"),
).where(DiaryLine.casus_id == THIS_CASUS)  # fmt: skip


@cache
def _page() -> InOne:
    """Everything of the room as one statement."""
    of_rehearsal = Rehearsal.casus_id == THIS_CASUS
    return InOne(
        people=casus_queries.PEOPLE, agreements=_agreements, doers=_doers, checks=_checks, rehearsals=_rehearsals,
        lines=_lines, heard=heard(),
        tried=select(RehearsalAgreement.rehearsal_id, RehearsalAgreement.agreement_id)
        .join(Rehearsal, Rehearsal.id == RehearsalAgreement.rehearsal_id).where(of_rehearsal),
        there=select(RehearsalPerson.rehearsal_id, RehearsalPerson.person_id)
        .join(Rehearsal, Rehearsal.id == RehearsalPerson.rehearsal_id).where(of_rehearsal),
    )  # fmt: skip


@dataclass
class Followed:
    """An agreement that holds, with who does it, who looks, and every check, newest first."""

    row: Any
    doers: list[str]
    checkers: list[str]
    checks: list[Any] = field(default_factory=list)

    @property
    def nr(self) -> str:
        return self.row.label or str(self.row.number)


@dataclass
class Tried:
    """A rehearsal with the ids of its agreements and the names of who took part."""

    row: Any
    agreements: list[int]
    people: list[str]


@dataclass
class Silence:
    """Agreements of which nothing was heard for too long, and who can be asked: who looks, else who does it."""

    person: int | None
    names: list[str]
    agreements: list[Followed]
    days: int


@dataclass
class Room:
    """All of following: agreements, what waits, rehearsals, diary."""

    agreements: list[Followed]
    rehearsals: list[Tried]
    lines: list[Any]
    names: dict[int, str]
    children: list[tuple[int, str]]
    heard: Any
    numbers: dict[int, str]  # of every agreement, also of those that are over

    def silent(self, today: date) -> list["Silence"]:
        """What nothing was heard of for too long (B18), together for whoever can be asked, longest first."""
        found: dict[int | None, Silence] = {}
        for one in self.agreements:
            if days := silent_days(one.row, today):
                names = one.checkers[:1] or one.doers
                asked = found.setdefault(one.row.checker_id, Silence(one.row.checker_id, names, [], 0))
                asked.agreements.append(one)
                asked.days = max(asked.days, days)
        return sorted(found.values(), key=lambda one: -one.days)

    @property
    def waiting(self) -> list[tuple[Followed, Any, rules.Waits]]:
        """What was not kept and still asks for something, oldest first."""
        found = [
            (one, check, waits)
            for one in self.agreements
            for check in one.checks
            if (waits := rules.waits_for(check, one.row.status))
        ]
        return sorted(found, key=lambda three: (three[1].checked_on, three[1].id))


def room_of(casus: Casus, today: date, *, private: bool) -> Room:
    """The whole room in one statement. Without `private` the lines somebody wrote for the worker alone are left out."""
    found = _page().of(casus.id, until=today)
    names = casus_queries.names_of(found["people"])
    tried, there = _ids(found["tried"]), _ids(found["there"])
    rehearsals = [
        Tried(row, tried[row.id], [names[one] for one in there[row.id] if one in names])
        for row in _newest(found["rehearsals"], "rehearsed_on")
    ]
    return Room(
        _followed(found, names), rehearsals,
        [line for line in _newest(found["lines"], "written_on") if private or not line.private],
        names, [(row.id, names[row.id]) for row in found["people"] if row.family_role == "child"], found["heard"][0],
        {row.id: row.label or str(row.number) for row in found["agreements"]},
    )  # fmt: skip


def _ids(rows: Iterable[Any]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for owner, other in sorted(rows):
        found[owner].append(other)
    return found


def _newest(rows: Iterable[Any], day: str) -> list[Any]:
    return sorted(rows, key=lambda row: (getattr(row, day), row.id), reverse=True)


def _followed(found: dict[str, list[Any]], names: dict[int, str]) -> list[Followed]:
    doers: dict[int, list[str]] = defaultdict(list)
    for row in sorted(found["doers"], key=lambda row: (row.agreement_id, row.order)):
        doers[row.agreement_id].append(names.get(row.person_id, ""))
    live = {
        row.id: Followed(row, doers[row.id], [names[one] for one in (row.checker_id, row.second_checker_id) if one in names])
        for row in sorted(found["agreements"], key=lambda row: row.number)
        if row.status not in OVER
    }
    for check in _newest(found["checks"], "checked_on"):
        if check.agreement_id in live:
            live[check.agreement_id].checks.append(check)
    return list(live.values())


# --- for the forms


@cache
def _choices() -> InOne:
    return InOne(people=casus_queries.PEOPLE, agreements=_agreements, doers=_doers)


@dataclass
class Choices:
    """What the forms offer: people, children, agreements that hold."""

    people: list[tuple[int, str]]
    children: list[tuple[int, str]]
    agreements: list[Followed]

    @property
    def numbered(self) -> list[tuple[int, str]]:
        """(id, number and text) of the agreements."""
        return [(one.row.id, f"{one.nr}. {one.row.what}") for one in self.agreements]


def choices_of(casus: Casus) -> Choices:
    """People and the agreements that hold, in one statement."""
    found = _choices().of(casus.id)
    names = casus_queries.names_of(found["people"])
    children = [(row.id, names[row.id]) for row in found["people"] if row.family_role == "child"]
    return Choices(list(names.items()), sorted(children), _followed({**found, "checks": []}, names))


def agreements_with(casus: Casus, ids: Iterable[int]) -> list[Agreement]:
    """Those of these agreements that are of this casus."""
    asked = select(Agreement).where(Agreement.casus_id == casus.id, Agreement.id.in_(list(ids)))
    return list(db.session.scalars(asked.order_by(Agreement.number)))


def agreement_to_move(casus: Casus, agreement_id: int) -> Agreement:
    """An agreement of this casus as its own operations want it: with its people and bottom lines."""
    return agreement_queries.agreement_of(casus, agreement_id)


def same_today(casus_id: int, agreement_id: int, person_id: int, day: date) -> Check | None:
    """The last check this person noted through a link of this agreement on this day."""
    asked = select(Check).where(
        Check.casus_id == casus_id, Check.agreement_id == agreement_id, Check.person_id == person_id,
        Check.checked_on == day, Check.via.is_not(None),
    )  # fmt: skip
    return db.session.scalar(asked.order_by(Check.id.desc()).limit(1))


def same_line(casus_id: int, person_id: int, day: date) -> list[DiaryLine]:
    """The lines this person wrote through a link of this day."""
    asked = select(DiaryLine).where(
        DiaryLine.casus_id == casus_id, DiaryLine.person_id == person_id, DiaryLine.written_on == day,
        DiaryLine.via.is_not(None),
    )  # fmt: skip
    return list(db.session.scalars(asked))


def name_of(casus: Casus, person_id: int | None) -> str:
    """What somebody wants to be called; empty when it is nobody of this casus."""
    found = db.session.scalar(select(Person).where(Person.casus_id == casus.id, Person.id == person_id))
    return found.name if found is not None else ""
