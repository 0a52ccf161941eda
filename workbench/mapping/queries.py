"""Look-ups of the map, always starting at a casus."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from flask import abort
from sqlalchemy import String, bindparam, cast, func, select
from sqlalchemy.orm import aliased, selectinload

from workbench.accounts.models import User
from workbench.casus import queries as casus_queries
from workbench.casus.models import Casus, SubGroup
from workbench.extensions import Model
from workbench.mapping import labels, rules
from workbench.mapping.models import (
    EarlierMapItem,
    EarlierMapItemPart,
    ItemKind,
    MapItem,
    MapItemChild,
    MapItemDispute,
)
from workbench.records import InOne
from workbench.web.differences import Parts, marked

THIS_CASUS: Any = bindparam("casus_id")

# Worries and goals stand above the map in the ladder; goals puts the look-up of its cards here (goals/queries.py). A card
# has danger (a row with id, number, title, goal, goal_id, good_enough) and ratings as charts.scale shows them.
goals_on_map: list[Callable[[Casus], list[Any]]] = []

# Tables of subjects above this one: named, not imported.
_agreement = sa.table("agreement", *map(sa.column, ("id", "number", "status", "based_on_item_id")))
_example = sa.table("danger_example", *map(sa.column, ("danger_id", "item_id")))


def _ids(column: Any, owner: Any, *wanted: Any) -> Any:
    """What stands in a table of links, as "1,2,3"."""
    return (
        select(func.aggregate_strings(cast(column, String), ",")).where(owner == MapItem.id, *wanted)
        .correlate(MapItem).scalar_subquery()
    )  # fmt: skip


ITEMS = select(
    MapItem.id, MapItem.kind, MapItem.label, MapItem.text, MapItem.impact, MapItem.happened_on, MapItem.period,
    MapItem.source_id, MapItem.source, MapItem.source_kind, MapItem.severity, MapItem.frequency, MapItem.is_first,
    MapItem.is_worst, MapItem.is_last, MapItem.danger_id, MapItem.actor_id, MapItem.actor, MapItem.due_on, MapItem.done_on,
    MapItem.other_view, MapItem.by_professionals, MapItem.sub_group_id, MapItem.withdrawn_on, MapItem.withdrawn_why,
    MapItem.version,
    _ids(MapItemChild.person_id, MapItemChild.item_id).label("children"),
    _ids(MapItemDispute.person_id, MapItemDispute.item_id).label("disputed_by"),
    _ids(_example.c.danger_id, _example.c.item_id).label("worries"),
    _ids(cast(_agreement.c.number, String) + ":" + cast(_agreement.c.id, String), _agreement.c.based_on_item_id,
         _agreement.c.status.not_in(["ended", "not_feasible"])).label("agreements"),
).where(MapItem.casus_id == THIS_CASUS)  # fmt: skip
GROUPS = select(SubGroup.id, SubGroup.name).where(SubGroup.casus_id == THIS_CASUS)


def _steps() -> Any:
    """The small step up in everybody's latest number of each goal. Ratings stand above the map: the table is named."""
    rating = Model.metadata.tables["rating"]
    later = rating.alias()
    newer = sa.tuple_(later.c.rated_on, later.c.id) > sa.tuple_(rating.c.rated_on, rating.c.id)
    return select(rating.c.id, rating.c.person_id, rating.c.goal_id, rating.c.next_step, rating.c.rated_on).where(
        rating.c.casus_id == THIS_CASUS, rating.c.next_step.is_not(None),
        ~sa.exists().where(later.c.goal_id == rating.c.goal_id, later.c.person_id == rating.c.person_id, newer),
    )  # fmt: skip


@cache
def _map() -> InOne:
    return InOne(people=casus_queries.PEOPLE, groups=GROUPS, items=ITEMS, steps=_steps())


_author, _changer = aliased(User), aliased(User)
_THIS = MapItem.id == bindparam("item_id")
_one = InOne(
    people=casus_queries.PEOPLE, groups=GROUPS, items=ITEMS.where(_THIS),
    made=select(MapItem.created_at, _author.name).outerjoin(_author, _author.id == MapItem.created_by_id)
    .where(MapItem.casus_id == THIS_CASUS, _THIS),
    changes=select(
        EarlierMapItem.id, EarlierMapItem.what, EarlierMapItem.why, EarlierMapItem.replaced_at, _changer.name,
        EarlierMapItemPart.order, EarlierMapItemPart.field, EarlierMapItemPart.was, EarlierMapItemPart.became,
    ).outerjoin(EarlierMapItemPart, EarlierMapItemPart.earlier_id == EarlierMapItem.id)
    .outerjoin(_changer, _changer.id == EarlierMapItem.replaced_by_id)
    .where(EarlierMapItem.casus_id == THIS_CASUS, EarlierMapItem.item_id == bindparam("item_id")),
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """One thing on the map with names instead of ids."""

    row: Any
    source: str
    actor: str
    disputed_by: list[str]
    children: list[str]
    group: str
    agreements: list[tuple[int, int]]  # number, id
    worries: list[int]

    @property
    def safety_gaps(self) -> list[str]:
        """What a strength lacks to be existing safety, when somebody began to write it down as that."""
        row = self.row
        begun = row.kind is ItemKind.STRENGTH and (row.danger_id or self.actor)
        when = row.happened_on or row.period
        return rules.safety_gaps(when=when, danger=row.danger_id, actor=self.actor) if begun else []

    @property
    def matrix_gaps(self) -> list[str]:
        """The fields that are still open in the harm matrix."""
        row = self.row
        return rules.matrix_gaps(
            severity=row.severity, frequency=row.frequency, children=self.children, impact=row.impact, source=self.source
        )


@dataclass(frozen=True)
class Step:
    """The small step up somebody named with a number."""

    who: str
    row: Any


@dataclass(frozen=True)
class Map:
    """The things on the map by kind, what was withdrawn, the cards of worries and goals, and what a form can offer."""

    items: dict[ItemKind, list[Shown]]
    withdrawn: list[Shown]
    goals: list[Any]
    steps: list[Step]
    people: list[Any]
    groups: list[Any]

    @property
    def dangers(self) -> dict[int, Any]:
        return {card.danger.id: card.danger for card in self.goals}

    @property
    def choices(self) -> dict[str, list[Any]]:
        """What the form of a thing on the map lets people choose from."""
        return {"people": self.people, "groups": self.groups, "dangers": list(self.dangers.values())}

    @property
    def is_empty(self) -> bool:
        return not (any(self.items.values()) or self.withdrawn or self.goals)

    def counts(self) -> dict[str, int]:
        """Column → how many things stand in it."""
        goals = {"worry": len(self.goals), "next": sum(bool(card.danger.goal_id) for card in self.goals) + len(self.steps)}
        return {
            column: sum(len(self.items[kind]) for kind in kinds) + goals.get(column, 0)
            for column, _title, kinds in labels.COLUMNS
        }

    def kind_of(self, item_id: int) -> ItemKind | None:
        """Under which kind this item stands now."""
        return next((kind for kind, found in self.items.items() for one in found if one.row.id == item_id), None)


def map_of(casus: Casus) -> Map:
    """Everything the map shows; two statements."""
    found = _map().of(casus.id)
    people, groups = (sorted(found[name], key=lambda row: row.id) for name in ("people", "groups"))
    names, sides = casus_queries.names_of(people), {group.id: group.name for group in groups}
    shown = [_shown(row, names, sides) for row in sorted(found["items"], key=_order)]
    items = {kind: [one for one in shown if one.row.kind is kind and not one.row.withdrawn_on] for kind in labels.KINDS}
    items[ItemKind.NEXT_STEP].sort(key=lambda one: (one.row.done_on is not None, str(one.row.due_on or "9999"), one.row.id))
    cards = cards_of(casus)
    goals = {card.danger.goal_id for card in cards}
    steps = [
        Step(names.get(row.person_id, ""), row)
        for row in sorted(found["steps"], key=lambda row: row.id) if row.goal_id in goals and row.next_step
    ]  # fmt: skip
    return Map(items, [one for one in shown if one.row.withdrawn_on], cards, steps, people, groups)


@dataclass(frozen=True)
class Change:
    """One moment in the history of a thing on the map."""

    what: Any
    who: str | None
    at: datetime
    why: str | None
    parts: list[tuple[str, Parts, Parts]] = field(default_factory=list)  # field, what it said, what it says


@dataclass(frozen=True)
class History:
    """One thing on the map with everything that happened to it, newest first, and the worries it can belong to."""

    shown: Shown
    made_at: datetime
    made_by: str | None
    changes: list[Change]
    dangers: dict[int, Any]


def history_of(casus: Casus, item_id: int) -> History:
    """One thing on the map with its history, or 404; two statements."""
    found = _one.of(casus.id, item_id=item_id)
    if not found["items"]:
        abort(404)
    names, sides = casus_queries.names_of(found["people"]), {group.id: group.name for group in found["groups"]}
    [row], [made] = found["items"], found["made"]
    dangers = {card.danger.id: card.danger for card in cards_of(casus)}
    return History(_shown(row, names, sides), made.created_at, made.name, _changes(found["changes"]), dangers)


def _changes(rows: list[Any]) -> list[Change]:
    """The rows of the parts brought together by change, newest first."""
    found: dict[int, Change] = {}
    for row in sorted(rows, key=lambda row: (-row.id, row.order or 0)):
        change = found.setdefault(row.id, Change(row.what, row.name, row.replaced_at, row.why))
        if row.field:
            change.parts.append((row.field, *marked(row.was or "", row.became or "")))
    return list(found.values())


def cards_of(casus: Casus) -> list[Any]:
    """The worries and goals of this casus, as the subject above gives them."""
    return [card for give in goals_on_map for card in give(casus)]


def words_for(casus: Casus) -> dict[str, dict[int, str]]:
    """What ids in an answer are called, by field: people, worries and parts of the network."""
    found = _map().of(casus.id)
    names = casus_queries.names_of(found["people"])
    people = dict.fromkeys(("source_person", "actor_person", "children", "disputed_by"), names)
    dangers = {card.danger.id: f"{card.danger.number}. {card.danger.title}" for card in cards_of(casus)}
    return {**people, "danger": dangers, "sub_group": {group.id: group.name for group in found["groups"]}}


def item_of(casus: Casus, item_id: int) -> MapItem:
    """One thing on the map with its children and who sees it differently, or 404."""
    return casus_queries.of_casus(MapItem, casus, item_id, selectinload(MapItem.children), selectinload(MapItem.disputes))


def plain_item_of(casus: Casus, item_id: int) -> MapItem:
    """One thing on the map without what hangs on it, or 404."""
    return casus_queries.of_casus(MapItem, casus, item_id)


def _order(row: Any) -> tuple[bool, str, int]:
    """By day, what has none last."""
    return row.happened_on is None, row.happened_on.isoformat() if row.happened_on else "", row.id


def _shown(row: Any, names: dict[int, str], sides: dict[int, str]) -> Shown:
    source = ", ".join(one for one in (names.get(row.source_id), row.source) if one)
    actor = ", ".join(one for one in (names.get(row.actor_id), row.actor) if one)
    built = sorted(tuple(map(int, one.split(":"))) for one in _parts(row.agreements))
    return Shown(
        row, source, actor, _named(row.disputed_by, names), _named(row.children, names), sides.get(row.sub_group_id, ""),
        [(number, agreement) for number, agreement in built], sorted(map(int, _parts(row.worries))),
    )  # fmt: skip


def _parts(joined: str | None) -> list[str]:
    return [one for one in (joined or "").split(",") if one]


def _named(ids: str | None, names: dict[int, str]) -> list[str]:
    wanted = set(map(int, _parts(ids)))
    return [name for person, name in names.items() if person in wanted]
