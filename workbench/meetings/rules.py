"""Who was there, and whether the right people could meet (domain.md 1.11, 6.3, B13). Pure."""

from collections.abc import Iterable
from datetime import date
from typing import Any

THERE = ("present", "online")


def may_attend(person: Any, sub_group_id: int | None) -> bool:
    """B13: in a separated network somebody of the other part never sits at this table."""
    return sub_group_id is None or person.sub_group_id in (None, sub_group_id)


def natural_share(attendance: Iterable[Any], natural: set[int]) -> float:
    """Which part of those who were there is naturally connected (domain.md 3.2, standard 7); 0 when nobody was."""
    there = [one.person_id for one in attendance if one.status in THERE]
    return sum(person in natural for person in there) / len(there) if there else 0.0


def is_held(held_on: date, attendance: Iterable[Any], today: date) -> bool:
    """A meeting was held when its day has come and somebody was there."""
    return held_on <= today and any(one.status in THERE for one in attendance)
