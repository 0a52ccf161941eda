"""Look-ups of agreements, always starting at a casus."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import String, and_, bindparam, cast, func, select
from sqlalchemy.orm import selectinload

from workbench.accounts.models import User
from workbench.agreements import labels, rules
from workbench.agreements.models import Agreement, AgreementBottomLine, AgreementPerson, Part
from workbench.audit import EVENTS
from workbench.audit.models import AuditEntry
from workbench.casus import queries as casus_queries
from workbench.casus.models import Casus, FamilyRole, SubGroup
from workbench.extensions import Model, db
from workbench.goals.models import BottomLine, BottomLineStatus, DangerStatement, SafetyGoal
from workbench.mapping.models import ItemKind, MapItem
from workbench.records import InOne

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
_index = InOne(
    people=casus_queries.PEOPLE, goals=GOALS, agreements=AGREEMENTS, bottom_lines=BOTTOM_LINES, covered=COVERED
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
    """A goal with its agreements, and what B6 has to say of it."""

    goal: Any
    lines: list[Line]
    only_services: bool

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


def chain_of(casus: Casus) -> Chain:
    """Every goal with its agreements, in the order of the dangers; one statement."""
    found = _index.of(casus.id)
    names = casus_queries.names_of(found["people"])
    professionals = {person.id for person in found["people"] if person.family_role in PROFESSIONALS}
    lines = [line_of(row, names) for row in sorted(found["agreements"], key=lambda row: row.number)]
    chain = []
    for goal in sorted(found["goals"], key=lambda row: row.number):
        own = [line for line in lines if line.row.goal_id == goal.id]
        chain.append(GoalLines(goal, own, rules.without_family_or_network(own, professionals)))
    covered = {row.bottom_line_id for row in found["covered"]}
    texts = {row.id: row.text for row in sorted(found["bottom_lines"], key=lambda row: row.id)}
    return Chain(chain, [texts[one] for one in rules.uncovered(texts, covered)])


def line_of(row: Any, names: dict[int, str]) -> Line:
    """A row of AGREEMENTS with the names of who does it and who looks."""
    pairs = sorted(tuple(map(int, one.split(":"))) for one in (row.doer_list or "").split(",") if one)
    doers = [person for _order, person in pairs]
    checkers = [names[one] for one in (row.checker_id, row.second_checker_id) if one in names]
    return Line(row, doers, [names[one] for one in doers if one in names], checkers)


@cache
def _choices() -> InOne:
    """What the form offers. A success stands above agreements in the ladder: its table is named, not imported."""
    success = Model.metadata.tables["success"]
    return InOne(
        people=casus_queries.PEOPLE,
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


@dataclass(frozen=True)
class Happening:
    """A line of the history: who did what, when, and which fields it touched."""

    at: Any
    who: str
    what: Any
    fields: Sequence[str]


def history_of(agreement: Agreement) -> list[Happening]:
    """What happened with this agreement, newest first, from the log."""
    asked = (
        select(AuditEntry.at, AuditEntry.event, AuditEntry.detail, AuditEntry.actor_kind, User)
        .outerjoin(User, and_(User.id == AuditEntry.actor_id, AuditEntry.actor_kind == "staff"))
        .where(AuditEntry.chain == agreement.casus_id, AuditEntry.record_type == "agreement",
               AuditEntry.record_id == agreement.id)
        .order_by(AuditEntry.id.desc())
    )  # fmt: skip
    return [
        Happening(at, user.name if user else "", EVENTS.get(event, event), detail.get("changed", ()))
        for at, event, detail, _kind, user in db.session.execute(asked)
    ]
