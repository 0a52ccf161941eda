"""Which family ties a genogram can draw, read from people and relations: rows of one generation, couples, whose children. Pure.

Data of real families is never complete and sometimes wrong. A tie that contradicts the rows (somebody who is noted as the
parent of their own parent) is left out of the picture; it stays in the list beside it. Nothing here can go round for ever.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

SAME_ROW = ("partner", "ex_partner", "sibling")
DOWN = {"parent_of": 1, "grandparent_of": 2}
LATER_PARENTS = ("step_parent", "foster_parent")

Pair = tuple[int, ...]  # one parent, or two


@dataclass
class Kin:
    """Rows of people from old to young, and the ties between them; people are ids."""

    rows: list[list[int]]
    couples: dict[Pair, str] = field(default_factory=dict)  # partner, ex_partner, or parents: only of the same children
    families: dict[Pair, list[int]] = field(default_factory=dict)  # one or two parents → their children, oldest first
    siblings: list[list[int]] = field(default_factory=list)  # brothers and sisters of whom no shared parent is noted
    grand: list[tuple[int, int]] = field(default_factory=list)  # a grandparent of whom the parent between is not noted

    def couple(self, one: int, other: int) -> str | None:
        """What these two are to each other, whichever is named first."""
        return self.couples.get((one, other)) or self.couples.get((other, one))


def read(people: list[Any], relations: Iterable[Any]) -> Kin:
    """The family ties among `people` (in the order in which they are shown)."""
    ties = [tie for tie in relations if tie.kind in SAME_ROW or tie.kind in DOWN]
    shown = _belonging(people, ties)
    by_id = {person.id: person for person in people if person.id in shown}
    ties = [tie for tie in ties if tie.from_id in by_id and tie.to_id in by_id and tie.from_id != tie.to_id]
    generation = _generations(by_id, ties)
    levels = sorted(set(generation.values()))
    kin = Kin([[one for one in by_id if generation[one] == level] for level in levels])
    kin.couples = _couples(ties, generation)
    parents = _parents(by_id, ties, generation)
    _add_families(kin, by_id, parents)
    kin.siblings = _siblings(ties, generation, parents)
    kin.grand = _grandparents(ties, generation, parents)
    return kin


def _belonging(people: list[Any], ties: list[Any]) -> set[int]:
    """The family itself and everybody tied to it by blood or love, however far."""
    near: dict[int, set[int]] = {person.id: set() for person in people}
    for tie in ties:
        if tie.from_id in near and tie.to_id in near:
            near[tie.from_id].add(tie.to_id)
            near[tie.to_id].add(tie.from_id)
    found = {person.id for person in people if person.in_family} or {one for one, others in near.items() if others}
    waiting = list(found)
    while waiting:
        fresh = near[waiting.pop()] - found
        found |= fresh
        waiting += fresh
    return found


def _generations(by_id: dict[int, Any], ties: list[Any]) -> dict[int, int]:
    """A row number for everybody, counted from a child outwards; the first number somebody gets is kept."""
    steps: dict[int, list[tuple[int, int]]] = {one: [] for one in by_id}
    for tie in ties:
        down = DOWN.get(tie.kind, 0)
        steps[tie.from_id].append((tie.to_id, down))
        steps[tie.to_id].append((tie.from_id, -down))
    found: dict[int, int] = {}
    for start in sorted(by_id, key=lambda one: by_id[one].family_role != "child"):
        if start in found:
            continue
        found[start] = 0 if by_id[start].family_role == "child" else -1
        waiting = deque([start])
        while waiting:
            one = waiting.popleft()
            for other, step in steps[one]:
                if other not in found:
                    found[other] = found[one] + step
                    waiting.append(other)
    return found


def _couples(ties: list[Any], generation: dict[int, int]) -> dict[Pair, str]:
    """Two people who are or were together; who are together again is what counts."""
    found: dict[Pair, str] = {}
    for tie in ties:
        if tie.kind in ("partner", "ex_partner") and generation[tie.from_id] == generation[tie.to_id]:
            low, high = sorted((tie.from_id, tie.to_id))
            if found.get((low, high)) != "partner":
                found[(low, high)] = str(tie.kind)
    return found


def _parents(by_id: dict[int, Any], ties: list[Any], generation: dict[int, int]) -> dict[int, list[int]]:
    """The parents of each child that stand one row above it; those from birth first."""
    found: dict[int, list[int]] = {}
    for tie in ties:
        own = found.setdefault(tie.to_id, [])
        fits = generation[tie.to_id] == generation[tie.from_id] + 1
        if tie.kind == "parent_of" and fits and tie.from_id not in own:
            own.append(tie.from_id)
    for own in found.values():
        own.sort(key=lambda one: by_id[one].family_role in LATER_PARENTS)
    return found


def _add_families(kin: Kin, by_id: dict[int, Any], parents: dict[int, list[int]]) -> None:
    """Two parents share a line to their children; a third has a line alone."""
    for row in kin.rows:
        for child in sorted(row, key=lambda one: oldest_first(by_id[one])):
            own = parents.get(child, [])
            pair: Pair = tuple(sorted(own[:2]))
            for together in ([pair] if pair else []) + [(one,) for one in own[2:]]:
                kin.families.setdefault(together, []).append(child)
            if len(pair) == 2:
                kin.couples.setdefault(pair, "parents")


def oldest_first(person: Any) -> tuple[str, int, int]:
    """To put brothers and sisters in order: by day of birth, else by age, else as they were added."""
    return (person.born_on or ("" if person.age is None else "9999"), -(person.age or 0), person.id)


def _siblings(ties: list[Any], generation: dict[int, int], parents: dict[int, list[int]]) -> list[list[int]]:
    groups: list[set[int]] = []
    for tie in ties:
        pair = {tie.from_id, tie.to_id}
        shared = set(parents.get(tie.from_id, ())) & set(parents.get(tie.to_id, ()))
        if tie.kind != "sibling" or shared or generation[tie.from_id] != generation[tie.to_id]:
            continue
        touching = [group for group in groups if group & pair]
        groups = [group for group in groups if group not in touching] + [pair.union(*touching)]
    return [sorted(group) for group in groups]


def _grandparents(ties: list[Any], generation: dict[int, int], parents: dict[int, list[int]]) -> list[tuple[int, int]]:
    found = []
    for tie in ties:
        if tie.kind == "grandparent_of" and generation[tie.to_id] == generation[tie.from_id] + 2:
            between = parents.get(tie.to_id, [])
            if not any(tie.from_id in parents.get(one, ()) for one in between):
                found.append((tie.from_id, tie.to_id))
    return list(dict.fromkeys(found))
