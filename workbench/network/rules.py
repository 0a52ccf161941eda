"""What can be said of a network in plain sentences, never as a score (domain.md 1.11). Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Any

RINGS = (1, 2, 3)


@dataclass(frozen=True)
class Standing:
    """Where somebody stands now, and where before."""

    person: Any
    ring: int | None
    was: int | None
    since: date | None
    knows_danger: bool
    invited: str
    why_not: str


def standings(people: list[Any], moves: list[Any]) -> list[Standing]:
    """The latest place of each member of the network, with the place before it. `moves` are in order of date."""
    steps: dict[int, list[Any]] = {}
    for move in moves:
        steps.setdefault(move.person_id, []).append(move)
    found = []
    for person in people:
        own = steps.get(person.id, [])
        now, before = (own[-1] if own else None), (own[-2] if len(own) > 1 else None)
        if now is not None or (person.natural and not person.in_family):
            found.append(Standing(
                person, now.ring if now else None, before.ring if before else None, now.since if now else None,
                bool(now and now.knows_danger), now.invited if now else "later", (now.why_not or "") if now else "",
            ))  # fmt: skip
    return sorted(found, key=lambda one: (one.ring or 9, one.person.id))


def strength(found: list[Standing], moves: list[Any]) -> dict[str, int]:
    """Counts behind the sentences: natural members, who knows the danger, who can be reached at night, who depends."""
    natural = [one for one in found if one.person.natural]
    last = {move.person_id: move for move in moves}
    return {
        "natural": len(natural),
        "knows": sum(one.knows_danger for one in natural),
        "night": sum(bool(last.get(one.person.id) and last[one.person.id].reachable_at_night) for one in natural),
        "sides": len({one.person.side_of_id for one in natural if one.person.side_of_id}),
        "depends": sum(bool(last.get(one.person.id) and last[one.person.id].depends_on_id) for one in natural),
    }
