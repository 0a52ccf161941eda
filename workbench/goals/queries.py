"""Look-ups of worries, goals, ratings and bottom lines, always starting at a casus."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import String, bindparam, cast, func, select
from sqlalchemy.orm import selectinload

from workbench.accounts.models import User
from workbench.casus import queries as casus_queries
from workbench.casus.models import Authority, Casus, FamilyRole, SubGroup
from workbench.extensions import Model, db
from workbench.goals import rules
from workbench.goals.models import (
    BottomLine,
    BottomLineStatus,
    DangerChild,
    DangerStatement,
    DangerWorried,
    EarlierGoal,
    ParentOpinion,
    Rating,
    SafetyGoal,
)
from workbench.mapping import queries as mapping_queries
from workbench.mapping.models import ItemKind, MapItem
from workbench.records import InOne

THIS_CASUS: Any = bindparam("casus_id")
PARENTS = (FamilyRole.PARENT, FamilyRole.STEP_PARENT)

# Numbers, people and days are not sealed, so that all ratings of a goal fit in one column: "person:number:day,…".
_ratings = (
    select(func.aggregate_strings(
        cast(Rating.person_id, String) + ":" + cast(Rating.number, String) + ":" + cast(Rating.rated_on, String), ","))
    .where(Rating.goal_id == SafetyGoal.id).correlate(SafetyGoal).scalar_subquery()
)  # fmt: skip


def _ids(column: Any, owner: Any) -> Any:
    """The ids in a table of links, as "1,2,3"."""
    return (
        select(func.aggregate_strings(cast(column, String), ",")).where(owner == DangerStatement.id)
        .correlate(DangerStatement).scalar_subquery()
    )  # fmt: skip


# Every danger statement with its goal, the numbers given for it, and how many agreements serve it.
CHAIN = (
    select(
        DangerStatement.id, DangerStatement.number, DangerStatement.title, DangerStatement.sentence, DangerStatement.status,
        DangerStatement.acknowledgement, DangerStatement.sub_group_id,
        _ids(DangerWorried.person_id, DangerWorried.danger_id).label("worried"),
        _ids(DangerChild.person_id, DangerChild.danger_id).label("children"),
        SafetyGoal.id.label("goal_id"), SafetyGoal.sentence.label("goal"), SafetyGoal.family_text,
        SafetyGoal.status.label("goal_status"), SafetyGoal.hold_for, SafetyGoal.hold_unit, SafetyGoal.hold_since,
        SafetyGoal.good_enough, _ratings.label("ratings"),
    )
    .outerjoin(SafetyGoal, SafetyGoal.danger_id == DangerStatement.id)
    .where(DangerStatement.casus_id == THIS_CASUS)
)  # fmt: skip
OPINIONS = select(
    ParentOpinion.id, ParentOpinion.danger_id, ParentOpinion.person_id, ParentOpinion.opinion, ParentOpinion.words,
    ParentOpinion.given_on,
).where(ParentOpinion.casus_id == THIS_CASUS)  # fmt: skip
BOTTOM_LINES = select(
    BottomLine.id, BottomLine.text, BottomLine.set_by, BottomLine.set_on, BottomLine.ground, BottomLine.reason,
    BottomLine.status, BottomLine.danger_id, BottomLine.withdrawn_on, BottomLine.withdrawn_why, BottomLine.version,
).where(BottomLine.casus_id == THIS_CASUS)  # fmt: skip
HARM = select(MapItem.id, MapItem.happened_on, MapItem.period, MapItem.text, MapItem.other_view).where(
    MapItem.casus_id == THIS_CASUS, MapItem.kind == ItemKind.HARM, MapItem.withdrawn_on.is_(None)
)
GROUPS = select(SubGroup.id, SubGroup.name).where(SubGroup.casus_id == THIS_CASUS)
_index = InOne(people=casus_queries.PEOPLE, dangers=CHAIN, opinions=OPINIONS, bottom_lines=BOTTOM_LINES)
_cards = InOne(people=casus_queries.PEOPLE, dangers=CHAIN)
_choices = InOne(people=casus_queries.PEOPLE, harm=HARM, groups=GROUPS)


@dataclass
class Link:
    """One danger statement with what hangs on it, as a page shows it."""

    danger: Any
    agreements: int = 0
    opinions: list[tuple[str, Any]] = field(default_factory=list)  # name, row
    unasked: list[tuple[int, str]] = field(default_factory=list)  # parents whose view is not written down
    ratings: list[tuple[str, list[tuple[date, int]]]] = field(default_factory=list)

    @property
    def latest(self) -> list[tuple[str, int]]:
        """Everybody's latest number, as charts.strip shows them."""
        return [(name, numbers[-1][1]) for name, numbers in self.ratings]

    @property
    def spread(self) -> tuple[int, int] | None:
        """The lowest and highest of everybody's latest number."""
        return rules.spread(number for _name, number in self.latest)


@dataclass
class Chain:
    links: list[Link]
    bottom_lines: list[Any]


def chain_of(casus: Casus) -> Chain:
    """All danger statements with goals, opinions and numbers, and the bottom lines; two statements."""
    found, counts = _index.of(casus.id), _agreements_per_goal(casus)
    names = casus_queries.names_of(found["people"])
    parents = {p.id for p in found["people"] if p.family_role in PARENTS or p.authority is Authority.YES}
    links = []
    for danger in sorted(found["dangers"], key=lambda row: row.number):
        said = [one for one in found["opinions"] if one.danger_id == danger.id]
        asked = {one.person_id for one in said}
        links.append(Link(
            danger, counts.get(danger.goal_id, 0), [(names[one.person_id], one) for one in said if one.person_id in names],
            [(person, name) for person, name in names.items() if person in parents - asked],
            ratings_in(danger.ratings, names),
        ))  # fmt: skip
    return Chain(links, sorted(found["bottom_lines"], key=lambda row: (row.status is BottomLineStatus.WITHDRAWN, row.id)))


def cards_of(casus: Casus) -> list[Link]:
    """The worries that hold, with goal and numbers, for the map; one statement."""
    found = _cards.of(casus.id)
    names = casus_queries.names_of(found["people"])
    dangers = sorted(found["dangers"], key=lambda row: row.number)
    return [Link(danger, ratings=ratings_in(danger.ratings, names)) for danger in dangers if danger.status != "withdrawn"]


mapping_queries.goals_on_map[:] = [cards_of]


def _agreements_per_goal(casus: Casus) -> dict[int, int]:
    """How many agreements each goal has. Agreements stand above goals in the ladder: the table is named, not imported."""
    table = Model.metadata.tables["agreement"]
    asked = select(table.c.goal_id, func.count().label("number")).where(
        table.c.casus_id == casus.id, table.c.status.not_in(["ended", "not_feasible"])
    ).group_by(table.c.goal_id)  # fmt: skip
    return {row.goal_id: row.number for row in db.session.execute(asked)}


def ratings_in(text: str | None, names: dict[int, str]) -> list[tuple[str, list[tuple[date, int]]]]:
    """The column of ratings as (name, [(day, number), …]), in the order of the people; what charts.scale shows."""
    given: dict[int, list[tuple[date, int]]] = {}
    for one in (text or "").split(","):
        if one:
            person, number, day = one.split(":")
            given.setdefault(int(person), []).append((date.fromisoformat(day), int(number)))
    return [(name, sorted(given[person])) for person, name in names.items() if person in given]


def choices_of(casus: Casus) -> dict[str, list[Any]]:
    """Everything the forms of worries and goals let people choose from, in one statement."""
    return {name: sorted(rows, key=lambda row: row.id) for name, rows in _choices.of(casus.id).items()}


def danger_of(casus: Casus, danger_id: int) -> DangerStatement:
    """One danger statement with who worries, the children and the examples; or 404."""
    options = [selectinload(part) for part in (DangerStatement.worried, DangerStatement.children, DangerStatement.examples)]
    return casus_queries.of_casus(DangerStatement, casus, danger_id, *options)


def goal_of(casus: Casus, goal_id: int) -> SafetyGoal:
    """One goal with its people, or 404."""
    return casus_queries.of_casus(SafetyGoal, casus, goal_id, selectinload(SafetyGoal.people))


def opinion_of(danger: DangerStatement, person: int) -> ParentOpinion | None:
    asked = select(ParentOpinion).where(ParentOpinion.danger_id == danger.id, ParentOpinion.person_id == person)
    return db.session.scalar(asked)


def number_of_dangers(casus: Casus) -> int:
    asked = select(func.count()).where(DangerStatement.casus_id == casus.id, DangerStatement.status != "withdrawn")
    return db.session.scalar(asked) or 0


def next_number(casus: Casus) -> int:
    asked = select(func.coalesce(func.max(DangerStatement.number), 0) + 1).where(DangerStatement.casus_id == casus.id)
    return db.session.scalar(asked) or 1


def earlier_of(goal: SafetyGoal) -> list[Any]:
    """How this goal read before, newest first, with who changed it."""
    asked = (
        select(EarlierGoal, User.name.label("by")).outerjoin(User, User.id == EarlierGoal.replaced_by_id)
        .where(EarlierGoal.goal_id == goal.id).order_by(EarlierGoal.id.desc())
    )  # fmt: skip
    return list(db.session.execute(asked))


def ratings_of(goal: SafetyGoal) -> list[Rating]:
    """Every number given for this goal, newest first."""
    asked = select(Rating).where(Rating.goal_id == goal.id).order_by(Rating.rated_on.desc(), Rating.id.desc())
    return list(db.session.scalars(asked))


def who_says_what(casus: Casus, goal: SafetyGoal) -> dict[str, Any]:
    """The latest number of each person, and who are parents, network and workers: what rules.reached_gaps asks."""
    people = casus_queries.people_of(casus)
    latest = {rating.person_id: rating.number for rating in reversed(ratings_of(goal))}
    return {
        "latest": latest,
        "parents": {p.id for p in people if p.family_role in PARENTS and not p.deceased and not p.out_of_contact},
        "network": {p.id for p in people if p.natural},
        "workers": {p.id for p in people if p.user_id == casus.worker_id},
    }
