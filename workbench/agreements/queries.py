"""Look-ups of agreements, always starting at a casus."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from flask import abort
from sqlalchemy import String, and_, bindparam, cast, func, select
from sqlalchemy.orm import selectinload

from workbench.accounts.models import User
from workbench.agreements import labels, rules
from workbench.agreements.models import (
    Agreement,
    AgreementBottomLine,
    AgreementNotice,
    AgreementPerson,
    EarlierAgreement,
    NoticeWay,
    Part,
)
from workbench.audit import EVENTS
from workbench.audit.models import AuditEntry
from workbench.casus import queries as casus_queries
from workbench.casus.models import Casus, FamilyRole, Person, SubGroup
from workbench.extensions import Model, db
from workbench.goals.models import BottomLine, BottomLineStatus, DangerStatement, SafetyGoal
from workbench.mapping.models import ItemKind, MapItem
from workbench.records import InOne
from workbench.wording import Finding, checker_is_doer, only_professionals

THIS_CASUS: Any = bindparam("casus_id")
PROFESSIONALS = (FamilyRole.SCHOOL, FamilyRole.PROFESSIONAL)

_doers = (
    select(func.aggregate_strings(cast(AgreementPerson.order, String) + ":" + cast(AgreementPerson.person_id, String), ","))
    .where(AgreementPerson.agreement_id == Agreement.id, AgreementPerson.part == Part.DOER)
    .correlate(Agreement)
    .scalar_subquery()
)

# All agreements of a casus, and the goals they serve: what lists and overviews show of them.
AGREEMENTS = select(
    Agreement.id, Agreement.number, Agreement.label, Agreement.goal_id, Agreement.what, Agreement.when, Agreement.status,
    Agreement.status_since, Agreement.kind, Agreement.phase, Agreement.checker_id, Agreement.second_checker_id,
    Agreement.check_every_days, Agreement.starts_on, Agreement.until, Agreement.last_check_on, Agreement.last_outcome,
    Agreement.rehearsed_on, Agreement.audience, Agreement.sub_group_id, _doers.label("doer_list"),
).where(Agreement.casus_id == THIS_CASUS)  # fmt: skip
GOALS = (
    select(SafetyGoal.id, SafetyGoal.sentence, SafetyGoal.status, DangerStatement.id.label("danger_id"),
           DangerStatement.number, DangerStatement.title)
    .join(DangerStatement, DangerStatement.id == SafetyGoal.danger_id)
    .where(SafetyGoal.casus_id == THIS_CASUS)
)  # fmt: skip
BOTTOM_LINES = select(BottomLine.id, BottomLine.text).where(
    BottomLine.casus_id == THIS_CASUS, BottomLine.status == BottomLineStatus.ACTIVE
)
COVERED = (
    select(AgreementBottomLine.bottom_line_id)
    .join(Agreement, Agreement.id == AgreementBottomLine.agreement_id)
    .where(Agreement.casus_id == THIS_CASUS, Agreement.status.not_in(rules.OVER))
)
TO_TELL = select(AgreementNotice.id, AgreementNotice.agreement_id, AgreementNotice.person_id).where(
    AgreementNotice.casus_id == THIS_CASUS, AgreementNotice.told_on.is_(None), AgreementNotice.way == NoticeWay.IN_PERSON
)
_index = InOne(
    people=casus_queries.PEOPLE, goals=GOALS, agreements=AGREEMENTS, bottom_lines=BOTTOM_LINES, covered=COVERED, to_tell=TO_TELL
)


@dataclass
class Line:
    """One agreement as a list shows it: the row of AGREEMENTS with names instead of ids."""

    row: Any
    doers: list[int]
    who: list[str]
    checkers: list[str]
    kind: Any = field(init=False)
    status: Any = field(init=False)

    def __post_init__(self) -> None:
        self.kind, self.status = self.row.kind, self.row.status

    @property
    def nr(self) -> str:
        return self.row.label or str(self.row.number)


@dataclass
class GoalLines:
    """A goal with its agreements, who carries it, and what B6 and T14 have to say of that."""

    goal: Any
    lines: list[Line]
    only_services: bool
    own: list[str]
    professionals: list[str]
    question: Finding | None

    @property
    def live(self) -> list[Line]:
        return [line for line in self.lines if line.status not in rules.OVER]

    def fine(self, today: date) -> int:
        """How many run well, so that a phone may fold them."""
        return sum(labels.runs_well(line.row, today) for line in self.live)

    @property
    def over(self) -> list[Line]:
        return [line for line in self.lines if line.status in rules.OVER]


@dataclass
class Chain:
    """Every goal with its agreements, and the bottom lines that none of them covers (B2)."""

    goals: list[GoalLines]
    uncovered: list[str]
    to_tell: list[tuple[Line, list[str]]]  # what changed, and who has to be told in person

    def of_goal(self, goal_id: int) -> GoalLines | None:
        """One goal of the chain."""
        return next((one for one in self.goals if one.goal.id == goal_id), None)


def chain_of(casus: Casus) -> Chain:
    """Every goal with its agreements, in the order of the dangers; one statement."""
    found = _index.of(casus.id)
    names = casus_queries.names_of(found["people"])
    professionals = {person.id for person in found["people"] if person.family_role in PROFESSIONALS}
    lines = [line_of(row, names) for row in sorted(found["agreements"], key=lambda row: row.number)]
    chain = []
    for goal in sorted(found["goals"], key=lambda row: row.number):
        own = [line for line in lines if line.row.goal_id == goal.id]
        chain.append(_goal_lines(goal, own, names, professionals))
    covered = {row.bottom_line_id for row in found["covered"]}
    texts = {row.id: row.text for row in sorted(found["bottom_lines"], key=lambda row: row.id)}
    tell: dict[int, list[str]] = {line.row.id: [] for line in lines}
    for row in sorted(found["to_tell"]):
        tell[row.agreement_id].append(names.get(row.person_id, ""))
    to_tell = [(line, tell[line.row.id]) for line in lines if tell[line.row.id]]
    return Chain(chain, [texts[one] for one in rules.uncovered(texts, covered)], to_tell)


def _goal_lines(goal: Any, lines: list[Line], names: dict[int, str], professionals: set[int]) -> GoalLines:
    """A goal with who carries it, in names."""
    carry = rules.balance(lines, professionals)
    live = [[names[one] for one in line.doers if one in names] for line in lines if line.status not in rules.OVER]
    question = only_professionals(live, [name for person, name in names.items() if person not in professionals])
    return GoalLines(
        goal, lines, rules.without_family_or_network(lines, professionals), [names[one] for one in carry.own if one in names],
        [names[one] for one in carry.professionals if one in names], question,
    )  # fmt: skip


def line_of(row: Any, names: dict[int, str]) -> Line:
    """A row of AGREEMENTS with the names of who does it and who looks."""
    pairs = sorted(tuple(map(int, one.split(":"))) for one in (row.doer_list or "").split(",") if one)
    doers = [person for _order, person in pairs]
    checkers = [names[one] for one in (row.checker_id, row.second_checker_id) if one in names]
    return Line(row, doers, [names[one] for one in doers if one in names], checkers)


@cache
def _choices() -> InOne:
    """What the form offers. Successes and meetings stand above agreements in the ladder: their tables are named, not imported."""
    success, meeting = Model.metadata.tables["success"], Model.metadata.tables["meeting"]
    return InOne(
        people=casus_queries.PEOPLE.add_columns(Person.is_danger),
        meetings=select(meeting.c.id, meeting.c.number, meeting.c.held_on).where(
            meeting.c.casus_id == THIS_CASUS, meeting.c.status != "cancelled"),
        goals=select(SafetyGoal.id, DangerStatement.number, DangerStatement.title)
        .join(DangerStatement, DangerStatement.id == SafetyGoal.danger_id).where(SafetyGoal.casus_id == THIS_CASUS),
        safety=select(MapItem.id, MapItem.label, MapItem.happened_on, MapItem.text).where(
            MapItem.casus_id == THIS_CASUS, MapItem.withdrawn_on.is_(None),
            MapItem.kind.in_([ItemKind.EXISTING_SAFETY, ItemKind.STRENGTH])),
        successes=select(success.c.id, success.c.happened_on, success.c.what).where(
            success.c.casus_id == THIS_CASUS, success.c.withdrawn_on.is_(None)
        ),
        groups=select(SubGroup.id, SubGroup.name).where(SubGroup.casus_id == THIS_CASUS),
        bottom_lines=select(BottomLine.id, BottomLine.text).where(
            BottomLine.casus_id == THIS_CASUS, BottomLine.status != BottomLineStatus.WITHDRAWN),
    )  # fmt: skip


def choices_of(casus: Casus) -> dict[str, list[Any]]:
    """Everything the form of an agreement lets people choose from, in one statement."""
    found = _choices().of(casus.id)
    return {name: sorted(rows, key=lambda row: row.id) for name, rows in found.items()}


def agreement_of(casus: Casus, agreement_id: int) -> Agreement:
    """One agreement of this casus with its people and bottom lines, or 404."""
    options = selectinload(Agreement.people), selectinload(Agreement.bottom_lines)
    return casus_queries.of_casus(Agreement, casus, agreement_id, *options)


def next_number(casus: Casus) -> int:
    asked = select(func.coalesce(func.max(Agreement.number), 0) + 1).where(Agreement.casus_id == casus.id)
    return int(db.session.scalar(asked) or 1)


def checked_by_its_doers(agreement: Agreement, names: dict[int, str]) -> Finding | None:
    """T16: who does it or helps also looks whether it happens; None when somebody else does. B4 refuses only the doers."""
    doers = [*agreement.who(Part.DOER), *agreement.who(Part.TOGETHER)]
    called = [names[one] for one in doers if one in names]
    found = (checker_is_doer(called, names.get(one or 0)) for one in (agreement.checker_id, agreement.second_checker_id))
    return next(filter(None, found), None)


@dataclass(frozen=True)
class Happening:
    """A line of the history: who did what, when, and which fields it touched."""

    at: Any
    who: str
    what: Any
    fields: Sequence[str]


@dataclass(frozen=True)
class Before:
    """How an agreement read before who, what or when changed."""

    who: str
    what: str
    when: str
    what_if: str
    why: str
    by: str
    at: Any
    meeting_id: int | None


@dataclass(frozen=True)
class Story:
    """What happened with an agreement: the log, how it read before, both newest first; and who has to hear of a change."""

    happened: list[Happening]
    before: list[Before]
    notices: list[Any]


_story = InOne(
    log=select(AuditEntry.id, AuditEntry.at, AuditEntry.event, AuditEntry.detail, User.name)
    .outerjoin(User, and_(User.id == AuditEntry.actor_id, AuditEntry.actor_kind == "staff"))
    .where(AuditEntry.chain == THIS_CASUS, AuditEntry.record_type == "agreement",
           AuditEntry.record_id == bindparam("agreement_id")),
    before=select(
        EarlierAgreement.id, EarlierAgreement.who, EarlierAgreement.what, EarlierAgreement.when, EarlierAgreement.what_if,
        EarlierAgreement.why, EarlierAgreement.replaced_at, EarlierAgreement.meeting_id, User.name.label("by"),
    ).outerjoin(User, User.id == EarlierAgreement.replaced_by_id)
    .where(EarlierAgreement.casus_id == THIS_CASUS, EarlierAgreement.agreement_id == bindparam("agreement_id")),
    notices=select(AgreementNotice.id, AgreementNotice.person_id, AgreementNotice.way, AgreementNotice.version)
    .where(AgreementNotice.casus_id == THIS_CASUS, AgreementNotice.agreement_id == bindparam("agreement_id"),
           AgreementNotice.told_on.is_(None)),
)  # fmt: skip


def story_of(agreement: Agreement, doers: str) -> Story:
    """What happened with this agreement; `doers` is who does it now, in words. One statement."""
    found = _story.of(agreement.casus_id, agreement_id=agreement.id)
    newest_first = {name: sorted(rows, key=lambda row: -row.id) for name, rows in found.items()}
    happened = [
        Happening(row.at, row.name or "", EVENTS.get(row.event, row.event), (row.detail or {}).get("changed", ()))
        for row in newest_first["log"]
    ]
    before, who = [], doers
    for row in newest_first["before"]:
        who = row.who or who  # names are kept only where who does it changed
        before.append(
            Before(who, row.what, row.when, row.what_if or "", row.why or "", row.by or "", row.replaced_at, row.meeting_id)
        )
    return Story(happened, before, newest_first["notices"][::-1])


def notice_of(casus: Casus, agreement: Agreement, notice_id: int) -> AgreementNotice:
    """Somebody who has to hear of a change of this agreement, or 404."""
    found = casus_queries.of_casus(AgreementNotice, casus, notice_id)
    return found if found.agreement_id == agreement.id else abort(404)
