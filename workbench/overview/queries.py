"""What the overview shows, read with Core selects: one statement a table, whatever the size (design.md 7)."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Row, String, and_, bindparam, case, cast, func, or_, select
from sqlalchemy.orm import aliased

from workbench import clock
from workbench.agreements.models import (
    Agreement,
    AgreementBottomLine,
    AgreementKind,
    AgreementPerson,
    AgreementStatus,
    Part,
)
from workbench.casus.models import Casus, FamilyRole, Person, SafePerson
from workbench.extensions import db
from workbench.goals.models import (
    BottomLine,
    BottomLineStatus,
    DangerExample,
    DangerStatement,
    DangerStatus,
    GoalStatus,
    Opinion,
    ParentOpinion,
    Rating,
    SafetyGoal,
)
from workbench.mapping.models import ItemKind, MapItem, MapItemChild
from workbench.meetings.models import Meeting, MeetingStatus
from workbench.monitoring import queries as following
from workbench.partners.models import Partner
from workbench.plans.models import PlanTrigger, PlanVersion
from workbench.plans.temporary_queries import ASKS, asking
from workbench.records import InOne
from workbench.reviews.models import Answer, Outcome
from workbench.rights import queries as rights
from workbench.standards.models import Coverage
from workbench.successes.models import Success
from workbench.voices.models import ChildVoice

OVER = (AgreementStatus.ENDED, AgreementStatus.NOT_FEASIBLE)
THIS_CASUS: Any = bindparam("casus_id")  # the statements of the overview are built once: that is half of what they cost


@dataclass
class AgreementLine:
    """One agreement as it hangs on its goal."""

    id: int
    called: str  # its label, or its number
    what: str
    when: str
    status: AgreementStatus
    kind: AgreementKind
    doers: list[str]
    doer_ids: list[int]
    checker: str
    checker_id: int | None
    check_every_days: int | None
    last_check_on: date | None
    last_outcome: str | None
    starts_on: date | None
    rehearsed_on: date | None
    phase: Any
    covers: list[int]
    objection: tuple[str, str, date] | None = None  # who, in which words, when


@dataclass
class ChainLink:
    """One danger statement with everything that hangs on it."""

    danger: Row[Any]
    goal: "Goal | None" = None
    opinions: list[tuple[str, Opinion, str]] = field(default_factory=list)
    ratings: list[tuple[str, list[tuple[date, int]]]] = field(default_factory=list)
    agreements: list[AgreementLine] = field(default_factory=list)


@dataclass
class Overview:
    """The whole overview of one casus."""

    people: list[Person]
    chain: list[ChainLink]
    bottom_lines: Sequence[Any]
    successes: Sequence[Any]
    meetings: Sequence[Any]
    state: Row[Any]
    covered_by: dict[int, list[str]]
    harm: list[tuple[int, str]]  # every event on the map, with a letter for each thing that is open (OPEN)
    not_kept: Sequence[Any] = ()  # checks of agreements that were not kept and still ask for something
    silent_plan: int = 0  # days in which nothing was heard of the plan, when that is too long
    triggers: Sequence[Any] = ()  # what makes people look at the plan again, and nobody did yet
    temporary: Any = None  # the temporary plan that holds or ran out, as long as no newer version was set

    @property
    def names(self) -> dict[int, str]:
        return {person.id: person.name for person in self.people}


def overview_of(casus: Casus, day: date, silent_after: int) -> Overview:
    """Everything the overview of this casus shows on this day, in seven statements whatever the size of the casus.

    `silent_after`: after how many days in which nothing was heard a plan is silent; a setting of the organisation.
    """
    people = list(db.session.scalars(_people(), {"casus_id": casus.id}))
    names = {person.id: person.name for person in people}
    links = (ChainLink(row, Goal.of(row) if row.goal_id else None) for row in _rows(_dangers, casus))
    chain = {link.danger.id: link for link in links}
    by_goal = {link.goal.id: link for link in chain.values() if link.goal}
    _hang_opinions(casus, chain, names)
    _hang_ratings(casus, by_goal, names)
    covered = _hang_agreements(casus, by_goal, names)
    beside, state = _beside().of(casus.id, until=day), _rows(_state, casus).one()
    return Overview(
        people,
        list(chain.values()),
        sorted(beside["bottom_lines"], key=lambda line: line.id),
        sorted(beside["successes"], key=lambda one: (one.happened_on, one.id), reverse=True),
        sorted(beside["meetings"], key=lambda meeting: (meeting.held_on, meeting.id)),
        state,
        covered,
        [_harm(one) for one in sorted((state.harm or "").split(",")) if one],
        sorted(beside["not_kept"], key=lambda check: (check.checked_on, check.id)),
        following.silent_plan(beside["heard"][0], day, silent_after),
        sorted(beside["triggers"], key=lambda one: (one.raised_on, one.id)),
        asking(sorted(beside["versions"], key=lambda one: one.number, reverse=True)),
    )


def _harm(text: str) -> tuple[int, str]:
    item, letters = text.split(":")
    return int(item), letters


def _rows(asked: Callable[[], Any], casus: Casus) -> Any:
    return db.session.execute(asked(), {"casus_id": casus.id})


@cache
def _people() -> Any:
    return select(Person).where(Person.casus_id == THIS_CASUS).order_by(Person.in_family.desc(), Person.id)


@cache
def _dangers() -> Any:
    d, g = DangerStatement, SafetyGoal
    return (
        select(
            d.id,
            d.number,
            d.title,
            d.sentence,
            d.about,
            d.status,
            or_(
                d.threat_without_harm.is_not(None),
                select(DangerExample.item_id).where(DangerExample.danger_id == d.id).exists(),
            ).label("rests_on_something"),
            select(MapItem.id)
            .where(MapItem.danger_id == d.id, MapItem.kind == ItemKind.EXISTING_SAFETY, MapItem.withdrawn_on.is_(None))
            .exists()
            .label("stayed_safe_once"),
            g.id.label("goal_id"),
            g.sentence.label("goal_sentence"),
            g.hold_for,
            g.hold_unit,
            g.hold_since,
            g.good_enough,
            g.status.label("goal_status"),
        )
        .outerjoin(g, g.danger_id == d.id)
        .where(d.casus_id == THIS_CASUS, d.status != DangerStatus.WITHDRAWN)
        .order_by(d.number)
    )


@dataclass(frozen=True)
class Goal:
    """The goal that belongs to a danger statement."""

    id: int
    sentence: str
    hold_for: int | None
    hold_unit: Any
    hold_since: date | None
    good_enough: int
    status: GoalStatus

    @classmethod
    def of(cls, row: Row[Any]) -> "Goal":
        return cls(
            row.goal_id,
            row.goal_sentence,
            row.hold_for,
            row.hold_unit,
            row.hold_since,
            row.good_enough,
            row.goal_status,
        )


@cache
def _opinions() -> Any:
    o = ParentOpinion
    return select(o.danger_id, o.person_id, o.opinion, o.words).where(o.casus_id == THIS_CASUS).order_by(o.id)


def _hang_opinions(casus: Casus, chain: dict[int, ChainLink], names: dict[int, str]) -> None:
    for row in _rows(_opinions, casus):
        if row.danger_id in chain:
            chain[row.danger_id].opinions.append((names.get(row.person_id, ""), row.opinion, row.words or ""))


@cache
def _ratings() -> Any:
    r = Rating
    return (
        select(r.goal_id, r.person_id, r.number, r.rated_on).where(r.casus_id == THIS_CASUS).order_by(r.rated_on, r.id)
    )


def _hang_ratings(casus: Casus, by_goal: dict[int, ChainLink], names: dict[int, str]) -> None:
    """A line per person, in the order in which people first gave a number; never an average."""
    lines: dict[int, dict[int, list[tuple[date, int]]]] = defaultdict(dict)
    for row in _rows(_ratings, casus):
        lines[row.goal_id].setdefault(row.person_id, []).append((row.rated_on, row.number))
    for goal_id, link in by_goal.items():
        link.ratings = [(names.get(person, ""), numbers) for person, numbers in lines[goal_id].items()]


@cache
def _agreements() -> Any:
    a, p, objection = Agreement, AgreementPerson, aliased(Answer)
    against = (Outcome.DISAGREE, Outcome.AGREE_BUT, Outcome.NOT_UNDERSTOOD)
    return (
        select(
            a.id,
            a.number,
            a.label,
            a.goal_id,
            a.what,
            a.when,
            a.status,
            a.kind,
            a.checker_id,
            a.check_every_days,
            a.last_check_on,
            a.last_outcome,
            a.starts_on,
            a.rehearsed_on,
            a.phase,
            p.person_id.label("doer_id"),
            AgreementBottomLine.bottom_line_id,
            objection.person_id.label("against_id"),
            objection.words,
            objection.answered_at,
        )
        .outerjoin(p, and_(p.agreement_id == a.id, p.part == Part.DOER))
        .outerjoin(AgreementBottomLine, AgreementBottomLine.agreement_id == a.id)
        .outerjoin(
            objection,
            and_(
                objection.agreement_id == a.id,
                objection.outcome.in_(against),
                objection.superseded_at.is_(None),
                objection.handled_at.is_(None),
            ),
        )
        .where(a.casus_id == THIS_CASUS, a.status.not_in(OVER))
        .order_by(a.number, p.order, p.person_id)
    )


def _hang_agreements(casus: Casus, by_goal: dict[int, ChainLink], names: dict[int, str]) -> dict[int, list[str]]:
    """Hang the live agreements on their goals; returns bottom line → what the agreements that cover it are called."""
    lines: dict[int, AgreementLine] = {}
    covered: dict[int, list[str]] = defaultdict(list)
    for row in _rows(_agreements, casus):
        line = lines.get(row.id)
        if line is None:
            line = lines[row.id] = AgreementLine(
                row.id,
                row.label or str(row.number),
                row.what,
                row.when,
                row.status,
                row.kind,
                [],
                [],
                names.get(row.checker_id, ""),
                row.checker_id,
                row.check_every_days,
                row.last_check_on,
                row.last_outcome,
                row.starts_on,
                row.rehearsed_on,
                row.phase,
                [],
            )
            if row.goal_id in by_goal:
                by_goal[row.goal_id].agreements.append(line)
        _add_once(line.doers, names.get(row.doer_id))
        _add_once(line.doer_ids, row.doer_id)
        if row.bottom_line_id:
            _add_once(covered[row.bottom_line_id], line.called)
        if row.against_id and line.objection is None:
            line.objection = (names.get(row.against_id, ""), row.words or "", clock.dutch_time(row.answered_at).date())
    return covered


def _add_once(values: list[Any], value: Any) -> None:
    if value is not None and value not in values:
        values.append(value)


@cache
def _beside() -> InOne:
    """What stands beside the chain: bottom lines that hold, successes, meetings, and what following and the plan ask for."""
    b, u, m, t, v = BottomLine, Success, Meeting, PlanTrigger, PlanVersion
    return InOne(
        bottom_lines=select(b.id, b.text, b.set_by, b.set_on).where(
            b.casus_id == THIS_CASUS, b.status == BottomLineStatus.ACTIVE
        ),
        successes=select(u.id, u.happened_on, u.what, u.celebrated).where(
            u.casus_id == THIS_CASUS, u.withdrawn_on.is_(None)
        ),
        meetings=select(m.id, m.number, m.status, m.held_on, m.starts_at, m.chair_id, m.minutes_sent_on).where(
            m.casus_id == THIS_CASUS, m.status != MeetingStatus.CANCELLED
        ),
        not_kept=following.OPEN_CHECKS,
        heard=following.heard(),
        triggers=select(t.id, t.kind, t.raised_on, t.reason).where(t.casus_id == THIS_CASUS, t.looked_on.is_(None)),
        versions=select(v.number, v.kind, v.status, v.ends_on).where(v.casus_id == THIS_CASUS, v.status.in_(ASKS)),
    )


# What an event on the map should tell (domain.md 1.2) → the letter that says in the column below that it is open.
OPEN = {"source_person": "s", "children": "c", "severity": "e", "frequency": "f", "impact": "i"}


def _open_in_harm() -> Any:
    """Every event on the map as "id:letters,id:letters": none of this is sealed, or only asked whether it is there."""
    m = MapItem
    about = select(MapItemChild.item_id).where(MapItemChild.item_id == m.id).exists()
    tests = {
        "s": and_(m.source_id.is_(None), m.source.is_(None)), "c": ~about, "e": m.severity.is_(None),
        "f": m.frequency.is_(None), "i": m.impact.is_(None),
    }  # fmt: skip
    text = cast(m.id, String) + ":"
    for letter, is_open in tests.items():
        text = text + case((is_open, letter), else_="")
    harm = (m.casus_id == THIS_CASUS, m.kind == ItemKind.HARM, m.withdrawn_on.is_(None))
    return select(func.aggregate_strings(text, ",")).where(*harm).scalar_subquery()


@cache
def _state() -> Any:
    """The stored coverage, the newest plan version, and a few counts of what is missing elsewhere, in one row."""
    v = PlanVersion
    newest = select(func.max(PlanVersion.number)).where(PlanVersion.casus_id == THIS_CASUS).scalar_subquery()
    return (
        select(
            Casus.id, Coverage, v.number.label("version"), v.status.label("version_status"), v.frozen_at, v.ends_on,
            v.evaluate_on,
            v.kind.label("version_kind"), _children_without(SafePerson.child_id).label("unsafe"),
            _children_without(ChildVoice.child_id).label("unheard"), _partners_behind(newest).label("behind"),
            _open_in_harm().label("harm"), Casus.placement_considered, rights.left_in_sql(THIS_CASUS).label("rights_left"),
            rights.only_housing_in_sql(THIS_CASUS).label("only_housing"),
        )
        .outerjoin(Coverage, Coverage.casus_id == Casus.id)
        .outerjoin(v, and_(v.casus_id == Casus.id, v.number == newest))
        .where(Casus.id == THIS_CASUS)
    )  # fmt: skip


def _children_without(child_id: Any) -> Any:
    """How many children of the family stand nowhere in this column."""
    child = aliased(Person)
    named = select(child_id).where(child_id == child.id).exists()
    asked = select(func.count()).select_from(child)
    return asked.where(child.casus_id == THIS_CASUS, child.family_role == FamilyRole.CHILD, ~named).scalar_subquery()


def _partners_behind(newest: Any) -> Any:
    """How many partners who still take part know an older version than the newest, or none (B17)."""
    known = func.coalesce(Partner.informed_version, 0)
    asked = select(func.count()).select_from(Partner)
    older = known < func.coalesce(newest, 0)
    return asked.where(Partner.casus_id == THIS_CASUS, Partner.ended_on.is_(None), older).scalar_subquery()
