"""Look-ups of the map, always starting at a casus."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, bindparam, cast, func, select
from sqlalchemy.orm import selectinload

from workbench.casus import queries as casus_queries
from workbench.casus.models import Casus, SubGroup
from workbench.mapping import labels
from workbench.mapping.models import ItemKind, MapItem, MapItemChild, MapItemDispute
from workbench.records import InOne

THIS_CASUS: Any = bindparam("casus_id")

# Worries and goals stand above the map in the ladder; goals puts the look-up of its cards here (goals/queries.py). A card
# has danger (a row with id, number, title, goal, goal_id, good_enough) and ratings as charts.scale shows them.
goals_on_map: list[Callable[[Casus], list[Any]]] = []


def _ids(column: Any, owner: Any) -> Any:
    """The ids in a table of links, as "1,2,3"."""
    return (
        select(func.aggregate_strings(cast(column, String), ",")).where(owner == MapItem.id).correlate(MapItem).scalar_subquery()
    )


ITEMS = select(
    MapItem.id, MapItem.kind, MapItem.label, MapItem.text, MapItem.happened_on, MapItem.period, MapItem.source_id,
    MapItem.source, MapItem.source_kind, MapItem.severity, MapItem.frequency, MapItem.is_first, MapItem.is_worst,
    MapItem.is_last, MapItem.danger_id, MapItem.actor, MapItem.other_view, MapItem.by_professionals, MapItem.sub_group_id,
    MapItem.withdrawn_on, MapItem.withdrawn_why,
    _ids(MapItemChild.person_id, MapItemChild.item_id).label("children"),
    _ids(MapItemDispute.person_id, MapItemDispute.item_id).label("disputed_by"),
).where(MapItem.casus_id == THIS_CASUS)  # fmt: skip
_map = InOne(people=casus_queries.PEOPLE, items=ITEMS)
_choices = InOne(
    people=casus_queries.PEOPLE, groups=select(SubGroup.id, SubGroup.name).where(SubGroup.casus_id == THIS_CASUS)
)


@dataclass(frozen=True)
class Shown:
    """One thing on the map with names instead of ids."""

    row: Any
    source: str
    disputed_by: list[str]
    children: list[str]


@dataclass(frozen=True)
class Map:
    """The things on the map by kind, what was withdrawn, and the cards of worries and goals."""

    items: dict[ItemKind, list[Shown]]
    withdrawn: list[Shown]
    goals: list[Any]

    @property
    def dangers(self) -> dict[int, Any]:
        return {card.danger.id: card.danger for card in self.goals}


def map_of(casus: Casus) -> Map:
    """Everything the map shows; two statements."""
    found = _map.of(casus.id)
    names = casus_queries.names_of(found["people"])
    shown = [_shown(row, names) for row in sorted(found["items"], key=_order)]
    items = {kind: [one for one in shown if one.row.kind is kind and not one.row.withdrawn_on] for kind in labels.KINDS}
    return Map(items, [one for one in shown if one.row.withdrawn_on], cards_of(casus))


def cards_of(casus: Casus) -> list[Any]:
    """The worries and goals of this casus, as the subject above gives them."""
    return [card for give in goals_on_map for card in give(casus)]


def choices_of(casus: Casus) -> dict[str, list[Any]]:
    """What the form of a thing on the map lets people choose from."""
    found = {name: sorted(rows, key=lambda row: row.id) for name, rows in _choices.of(casus.id).items()}
    return found | {"dangers": [card.danger for card in cards_of(casus)]}


def item_of(casus: Casus, item_id: int) -> MapItem:
    """One thing on the map with its children and who sees it differently, or 404."""
    return casus_queries.of_casus(MapItem, casus, item_id, selectinload(MapItem.children), selectinload(MapItem.disputes))


def _order(row: Any) -> tuple[bool, str, int]:
    """By day, what has none last."""
    return row.happened_on is None, row.happened_on.isoformat() if row.happened_on else "", row.id


def _shown(row: Any, names: dict[int, str]) -> Shown:
    source = ", ".join(one for one in (names.get(row.source_id), row.source) if one)
    return Shown(row, source, _named(row.disputed_by, names), _named(row.children, names))


def _named(ids: str | None, names: dict[int, str]) -> list[str]:
    wanted = {int(one) for one in (ids or "").split(",") if one}
    return [name for person, name in names.items() if person in wanted]
