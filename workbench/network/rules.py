"""What can be said of a network in plain sentences, never as a score (domain.md 1.10, 1.11). Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

RINGS = (1, 2, 3)


@dataclass(frozen=True)
class Standing:
    """Where somebody stands on a day and where on an earlier one, with what was noted last: what they know, whether they come."""

    person: Any
    move: Any = None  # the move that holds; None for somebody who was never placed
    was: int | None = None

    @property
    def ring(self) -> int | None:
        return self.move.ring if self.move else None

    @property
    def moved(self) -> bool:
        return self.was is not None and self.was != self.ring

    @property
    def knows_danger(self) -> bool:
        return bool(self.move and self.move.knows_danger)

    @property
    def at_night(self) -> bool:
        return bool(self.move and self.move.reachable_at_night)

    @property
    def depends_on(self) -> int | None:
        return self.move.depends_on_id if self.move else None

    @property
    def comes(self) -> bool:
        return bool(self.move and self.move.invited == "yes")

    @property
    def why_not(self) -> str:
        return (self.move.why_not or "") if self.move else ""

    @property
    def professional(self) -> bool:
        return not self.person.natural and not self.person.in_family

    @property
    def of_network(self) -> bool:
        """Counts as the network around the family: not paid, and not living with it (domain.md 1.11)."""
        return bool(self.person.natural and not self.person.in_family)


def days(moves: list[Any], people: list[Any]) -> list[date]:
    """The days on which one of these people moved."""
    who = {person.id for person in people}
    return sorted({move.since for move in moves if move.person_id in who})


def between(known: list[date], start: str | None, end: str | None) -> tuple[date | None, date | None]:
    """The two days to compare, of those that are known: as asked, else the first and the last. Never the wrong way round."""
    by_text = {day.isoformat(): day for day in known}
    if not known:
        return None, None
    first, last = by_text.get(start or "", known[0]), by_text.get(end or "", known[-1])
    return min(first, last), max(first, last)


def standings(
    people: list[Any], moves: list[Any], start: date | None = None, end: date | None = None
) -> list[Standing]:
    """Each member of the network as it stood at `end` (now), with the circle at `start`. `moves` are in order of date.

    Who belongs to the network is a member before being placed; somebody else becomes one by being placed.
    """
    held: dict[int, Any] = {}
    before: dict[int, Any] = {}
    placed = {move.person_id for move in moves}
    for move in moves:
        if end is None or move.since <= end:
            held[move.person_id] = move
        if start is not None and move.since <= start:
            before[move.person_id] = move
    found = [
        Standing(person, held.get(person.id), before[person.id].ring if person.id in before else None)
        for person in people
        if not person.deceased and (person.id in placed or (person.natural and not person.in_family))
    ]
    return sorted(found, key=lambda one: (one.ring or 9, one.person.id))


@dataclass(frozen=True)
class Strength:
    """Who the sentences are about; names are counted, people are not."""

    members: list[Standing]
    knows: list[Standing]
    not_yet: list[Standing]
    at_night: list[Standing]
    depends: list[Standing]


def strength(found: list[Standing]) -> Strength:
    """Who of the network is there, knows the danger, can be called at night, and depends on whom the worry is about."""
    members = [one for one in found if one.of_network]
    return Strength(
        members,
        knows=[one for one in members if one.knows_danger],
        not_yet=[one for one in members if not one.knows_danger],
        at_night=[one for one in members if one.at_night],
        depends=[one for one in members if one.depends_on],
    )


def family_sides(people: list[Any], found: list[Standing]) -> list[tuple[Any, list[Standing]]]:
    """(parent, who of that parent's side stands in the circles) for each parent, also when nobody does."""
    parents = [one for one in people if one.family_role == "parent" and one.in_family and not one.deceased]
    return [
        (parent, [one for one in found if one.of_network and one.ring and one.person.side_of_id == parent.id])
        for parent in parents
    ]


def helpers(
    goals: list[Any], tasks: Collection[tuple[int, int]], found: list[Standing]
) -> list[tuple[int, list[Standing]]]:
    """(number of the goal, who of the network has a task in its agreements) for each goal."""
    return [
        (goal.number, [one for one in found if one.of_network and (goal.id, one.person.id) in tasks]) for goal in goals
    ]


def too_few(
    goals: list[Any], tasks: Collection[tuple[int, int]], found: list[Standing], fewest: int
) -> list[tuple[int, list[Standing]]]:
    """The goals for which fewer of the network have a task than the organisation wants (domain.md 1.11)."""
    return [(number, members) for number, members in helpers(goals, tasks, found) if len(members) < fewest]


def unexplained(found: list[Standing]) -> list[Standing]:
    """Who is not invited, or not yet, and nobody said why (domain.md 1.11: barriers)."""
    return [one for one in found if one.ring and not one.comes and not one.why_not]


def not_placed(found: list[Standing]) -> list[Standing]:
    """Who belongs to the network and was never given a place in the circles."""
    return [one for one in found if not one.ring]
