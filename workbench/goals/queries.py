"""Look-ups of worries, goals, ratings and bottom lines, always starting at a casus."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import String, bindparam, cast, func, select
from sqlalchemy.orm import selectinload

from workbench.casus import queries as casus_queries
from workbench.casus.models import Authority, Casus, FamilyRole, Person, SubGroup
from workbench.extensions import Model, db
from workbench.goals import composing, rules, sentences
from workbench.goals.models import (
    BottomLine,
    BottomLineStatus,
    DangerChild,
    DangerExample,
    DangerStatement,
    DangerStatus,
    DangerWorried,
    ParentOpinion,
    Rating,
    SafetyGoal,
)
from workbench.mapping import queries as mapping_queries
from workbench.mapping.models import ItemKind, MapItem, MapItemDispute
from workbench.records import InOne

THIS_CASUS: Any = bindparam("casus_id")
PARENTS = (FamilyRole.PARENT, FamilyRole.STEP_PARENT)
OVER = ("ended", "not_feasible")  # of an agreement, which stands above goals in the ladder

# Numbers, people and days are not sealed, so that all ratings of a goal fit in one column: "person:number:day:id,…".
_ratings = (
    select(func.aggregate_strings(
        cast(Rating.person_id, String) + ":" + cast(Rating.number, String) + ":" + cast(Rating.rated_on, String)
        + ":" + cast(Rating.id, String), ","))
    .where(Rating.goal_id == SafetyGoal.id).correlate(SafetyGoal).scalar_subquery()
)  # fmt: skip


def _ids(column: Any, owner: Any, of: Any = DangerStatement) -> Any:
    """The ids in a table of links, as "1,2,3"."""
    return (
        select(func.aggregate_strings(cast(column, String), ",")).where(owner == of.id).correlate(of).scalar_subquery()
    )


# Every danger statement with its goal and the numbers given for it; the map shows these.
CARDS = (
    select(
        DangerStatement.id, DangerStatement.number, DangerStatement.title, DangerStatement.sentence, DangerStatement.status,
        DangerStatement.sub_group_id, _ids(DangerWorried.person_id, DangerWorried.danger_id).label("worried"),
        _ids(DangerChild.person_id, DangerChild.danger_id).label("children"),
        SafetyGoal.id.label("goal_id"), SafetyGoal.sentence.label("goal"), SafetyGoal.family_text,
        SafetyGoal.status.label("goal_status"), SafetyGoal.hold_for, SafetyGoal.hold_unit, SafetyGoal.hold_since,
        SafetyGoal.good_enough, _ratings.label("ratings"),
    )
    .outerjoin(SafetyGoal, SafetyGoal.danger_id == DangerStatement.id)
    .where(DangerStatement.casus_id == THIS_CASUS)
)  # fmt: skip
CHAIN = CARDS.add_columns(
    DangerStatement.about, DangerStatement.impact_now, DangerStatement.impact_later, DangerStatement.acknowledgement,
    DangerStatement.composed, DangerStatement.status_since, DangerStatement.status_why, SafetyGoal.hold_count,
)  # fmt: skip
OPINIONS = select(
    ParentOpinion.id, ParentOpinion.danger_id, ParentOpinion.person_id, ParentOpinion.opinion, ParentOpinion.words,
    ParentOpinion.given_on,
).where(ParentOpinion.casus_id == THIS_CASUS)  # fmt: skip
BOTTOM_LINES = select(
    BottomLine.id, BottomLine.text, BottomLine.set_by, BottomLine.set_on, BottomLine.ground, BottomLine.reason,
    BottomLine.status, BottomLine.danger_id, BottomLine.reached_on, BottomLine.reached_why, BottomLine.withdrawn_on,
    BottomLine.withdrawn_why, BottomLine.version,
).where(BottomLine.casus_id == THIS_CASUS)  # fmt: skip
HARM = select(
    MapItem.id, MapItem.happened_on, MapItem.period, MapItem.text, MapItem.other_view, MapItem.source_id, MapItem.source,
    MapItem.source_kind, _ids(MapItemDispute.person_id, MapItemDispute.item_id, MapItem).label("disputed_by"),
).where(
    MapItem.casus_id == THIS_CASUS, MapItem.kind == ItemKind.HARM, MapItem.withdrawn_on.is_(None)
)  # fmt: skip
GROUPS = select(SubGroup.id, SubGroup.name).where(SubGroup.casus_id == THIS_CASUS)
NUMBERS = select(DangerStatement.id, DangerStatement.number, DangerStatement.title, DangerStatement.status).where(
    DangerStatement.casus_id == THIS_CASUS
)
LINES = select(BottomLine.id, BottomLine.status).where(BottomLine.casus_id == THIS_CASUS)
TABLE = casus_queries.PEOPLE.add_columns(Person.deceased, Person.out_of_contact)
_cards = InOne(people=casus_queries.PEOPLE, dangers=CARDS)
_choices = InOne(people=TABLE, harm=HARM, groups=GROUPS, dangers=NUMBERS, opinions=OPINIONS, lines=LINES)


@cache
def _index() -> InOne:
    """Everything the chain shows. Agreements stand above goals in the ladder: their tables are named, not imported."""
    agreement, covers = (Model.metadata.tables[name] for name in ("agreement", "agreement_bottom_line"))
    live = (agreement.c.casus_id == THIS_CASUS, agreement.c.status.not_in(OVER))
    return InOne(
        people=casus_queries.PEOPLE, dangers=CHAIN, opinions=OPINIONS, bottom_lines=BOTTOM_LINES,
        agreements=select(agreement.c.id, agreement.c.goal_id, agreement.c.number, agreement.c.label).where(*live),
        covers=select(covers.c.bottom_line_id, covers.c.agreement_id)
        .join(agreement, agreement.c.id == covers.c.agreement_id).where(*live),
    )  # fmt: skip


@dataclass
class Link:
    """One danger statement with what hangs on it, as a page shows it."""

    danger: Any
    agreements: int = 0
    opinions: list[tuple[str, Any]] = field(default_factory=list)  # name, row
    unasked: list[tuple[int, str]] = field(default_factory=list)  # parents whose view is not written down
    ratings: list[tuple[str, list[tuple[date, int]]]] = field(default_factory=list)
    wording: str = "composed"  # sentences.wording

    @property
    def latest(self) -> list[tuple[str, int]]:
        """Everybody's latest number, as charts.strip shows them."""
        return [(name, numbers[-1][1]) for name, numbers in self.ratings]

    @property
    def spread(self) -> tuple[int, int] | None:
        """The lowest and highest of everybody's latest number."""
        return rules.spread(number for _name, number in self.latest)

    @property
    def apart(self) -> tuple[list[str], int, list[str], int] | None:
        """Who differs most from whom."""
        return rules.furthest_apart(self.latest)

    @property
    def views(self) -> list[tuple[int, str, str]]:
        """What parents think, as it stands in the statement: (id, who and how, own words)."""
        return [
            (said.id, *view)
            for name, said in self.opinions
            for view in sentences.compose_views([(name, said.opinion, said.words or "")], agreeing=True)
        ]


@dataclass
class LineShown:
    """A bottom line with the agreements that cover it: (id, what it is called)."""

    row: Any
    covered_by: list[tuple[int, str]]
    goal_id: int | None = None  # where a new agreement would belong


@dataclass
class Chain:
    links: list[Link]
    withdrawn: list[Link]
    bottom_lines: list[LineShown]

    @property
    def active_lines(self) -> int:
        return sum(line.row.status is BottomLineStatus.ACTIVE for line in self.bottom_lines)


def chain_of(casus: Casus) -> Chain:
    """All danger statements with goals, opinions and numbers, and the bottom lines; one statement."""
    found = _index().of(casus.id)
    links = [_link(danger, found) for danger in sorted(found["dangers"], key=lambda row: row.number)]
    called = {row.id: row.label or str(row.number) for row in sorted(found["agreements"], key=lambda row: row.number)}
    goals = {link.danger.id: link.danger.goal_id for link in links}
    lines = [
        LineShown(
            row, [(one, name) for one, name in called.items() if (row.id, one) in {tuple(pair) for pair in found["covers"]}],
            goals.get(row.danger_id),
        )
        for row in sorted(found["bottom_lines"], key=lambda row: (row.status is not BottomLineStatus.ACTIVE, row.id))
    ]  # fmt: skip
    gone = [link for link in links if link.danger.status is DangerStatus.WITHDRAWN]
    return Chain([link for link in links if link not in gone], gone, lines)


def _link(danger: Any, found: dict[str, list[Any]]) -> Link:
    names = casus_queries.names_of(found["people"])
    parents = parents_among(found["people"])
    said = sorted((one for one in found["opinions"] if one.danger_id == danger.id), key=lambda one: one.id)
    asked = {one.person_id for one in said}
    worried = composing.worried_names(found["people"], ids_in(danger.worried))
    return Link(
        danger, sum(one.goal_id == danger.goal_id for one in found["agreements"]),
        [(names[one.person_id], one) for one in said if one.person_id in names],
        [(person, name) for person, name in names.items() if person in parents - asked],
        ratings_in(danger.ratings, names), _wording(danger, worried),
    )  # fmt: skip


def _wording(danger: Any, worried: list[str]) -> str:
    """How the sentence of this row stands to its parts; composing is only needed where it was rewritten."""
    if danger.composed is None or danger.sentence == danger.composed:
        return "composed"
    return sentences.wording(danger.sentence, danger.composed, composing.danger(worried, texts_of(danger)))


def texts_of(danger: Any) -> dict[str, str]:
    """The texts of a danger statement that its sentence is made from."""
    return {name: getattr(danger, name) or "" for name in composing.DANGER_TEXTS}


def parents_among(people: list[Any]) -> set[int]:
    """The ids of who is a parent, or has authority."""
    return {p.id for p in people if p.family_role in PARENTS or p.authority is Authority.YES}


def ids_in(text: str | None) -> list[int]:
    """The ids of a column of links, in their order."""
    return sorted(int(one) for one in (text or "").split(",") if one)


def cards_of(casus: Casus) -> list[Link]:
    """The worries that hold, with goal and numbers, for the map; one statement."""
    found = _cards.of(casus.id)
    names = casus_queries.names_of(found["people"])
    dangers = sorted(found["dangers"], key=lambda row: row.number)
    return [
        Link(danger, ratings=ratings_in(danger.ratings, names)) for danger in dangers if danger.status != "withdrawn"
    ]


mapping_queries.goals_on_map[:] = [cards_of]


def ratings_in(text: str | None, names: dict[int, str]) -> list[tuple[str, list[tuple[date, int]]]]:
    """The column of ratings as (name, [(day, number), …]), in the order of the people; what charts.scale shows."""
    rows = sorted((one.split(":") for one in (text or "").split(",") if one), key=lambda row: (row[2], int(row[3])))
    given: dict[int, list[tuple[date, int]]] = {}
    for person, number, day, _id in rows:
        given.setdefault(int(person), []).append((date.fromisoformat(day), int(number)))
    return [(name, given[person]) for person, name in names.items() if person in given]


def choices_of(casus: Casus) -> dict[str, list[Any]]:
    """Everything the forms of worries and goals let people choose from, in one statement."""
    return {name: sorted(rows, key=lambda row: row.id) for name, rows in _choices.of(casus.id).items()}


def danger_of(casus: Casus, danger_id: int) -> DangerStatement:
    """One danger statement with who worries, the children and the examples; or 404."""
    options = [
        selectinload(part) for part in (DangerStatement.worried, DangerStatement.children, DangerStatement.examples)
    ]
    return casus_queries.of_casus(DangerStatement, casus, danger_id, *options)


def linked_to(danger: DangerStatement) -> tuple[list[int], list[int], list[int]]:
    """The ids of who worries, of the children and of the events of a danger statement; one statement."""
    asked = select(
        _ids(DangerWorried.person_id, DangerWorried.danger_id), _ids(DangerChild.person_id, DangerChild.danger_id),
        _ids(DangerExample.item_id, DangerExample.danger_id),
    ).where(DangerStatement.id == danger.id)  # fmt: skip
    worried, children, examples = db.session.execute(asked).one()
    return ids_in(worried), ids_in(children), ids_in(examples)


def goal_of(casus: Casus, goal_id: int) -> SafetyGoal:
    """One goal with its people, or 404."""
    return casus_queries.of_casus(SafetyGoal, casus, goal_id, selectinload(SafetyGoal.people))


def rating_of(goal: SafetyGoal, rating_id: int) -> Rating | None:
    return db.session.scalar(select(Rating).where(Rating.goal_id == goal.id, Rating.id == rating_id))


def rating_on(goal_id: int, person: int, day: date, meeting_id: int | None = None) -> Rating | None:
    """The number this person gave for this goal on this day; with a meeting, at that meeting: each is a moment of its own."""
    asked = select(Rating).where(Rating.goal_id == goal_id, Rating.person_id == person, Rating.rated_on == day)
    if meeting_id is not None:
        asked = asked.where(Rating.meeting_id == meeting_id)
    return db.session.scalars(asked).first()


def rated_on(goal_id: int, day: date) -> dict[int, Rating]:
    """Who gave a number for this goal on this day, and which."""
    asked = select(Rating).where(Rating.goal_id == goal_id, Rating.rated_on == day).order_by(Rating.id)
    return {one.person_id: one for one in db.session.scalars(asked)}


def opinion_of(danger: DangerStatement, person: int) -> ParentOpinion | None:
    asked = select(ParentOpinion).where(ParentOpinion.danger_id == danger.id, ParentOpinion.person_id == person)
    return db.session.scalar(asked)


def next_number(casus: Casus) -> int:
    asked = select(func.coalesce(func.max(DangerStatement.number), 0) + 1).where(DangerStatement.casus_id == casus.id)
    return db.session.scalar(asked) or 1


def live_agreements(goal_id: int) -> int:
    """How many agreements serve this goal and are not over."""
    table = Model.metadata.tables["agreement"]
    asked = select(func.count()).select_from(table).where(table.c.goal_id == goal_id, table.c.status.not_in(OVER))
    return db.session.scalar(asked) or 0


def goal_id_of(danger: DangerStatement) -> int | None:
    return db.session.scalar(select(SafetyGoal.id).where(SafetyGoal.danger_id == danger.id))


def covering(line: BottomLine) -> list[tuple[int, str]]:
    """The agreements that cover this bottom line and are not over: (id, what it is called)."""
    agreement, covers = (Model.metadata.tables[name] for name in ("agreement", "agreement_bottom_line"))
    asked = (
        select(agreement.c.id, agreement.c.label, agreement.c.number)
        .join(covers, covers.c.agreement_id == agreement.c.id)
        .where(covers.c.bottom_line_id == line.id, agreement.c.status.not_in(OVER)).order_by(agreement.c.number)
    )  # fmt: skip
    return [(row.id, row.label or str(row.number)) for row in db.session.execute(asked)]


def ratings_of(goal: SafetyGoal) -> list[Rating]:
    """Every number given for this goal, newest first."""
    asked = select(Rating).where(Rating.goal_id == goal.id).order_by(Rating.rated_on.desc(), Rating.id.desc())
    return list(db.session.scalars(asked))


def lines_of(ratings: list[Rating], names: dict[int, str]) -> list[tuple[str, list[tuple[date, int]]]]:
    """The ratings as charts.scale shows them: (name, [(day, number), …]), in the order of the people."""
    given: dict[int, list[tuple[date, int]]] = {}
    for one in reversed(ratings):
        given.setdefault(one.person_id, []).append((one.rated_on, one.number))
    return [(name, given[person]) for person, name in names.items() if person in given]


def who_says_what(casus: Casus, people: list[Any], ratings: list[Rating]) -> dict[str, Any]:
    """The latest number of each person, and who are parents, network and workers: what rules.reached_conditions asks."""
    return {
        "latest": {rating.person_id: rating.number for rating in reversed(ratings)},
        "parents": {p.id for p in people if p.family_role in PARENTS and not p.deceased and not p.out_of_contact},
        "network": {p.id for p in people if p.natural},
        "workers": {p.id for p in people if p.user_id == casus.worker_id},
    }
