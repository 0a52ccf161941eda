"""What the method says of a meeting: who may sit at the table, how far it is, and what is still to prepare. Pure.

Sources: domain.md 1.11 and 1.12, GA6, 6.3, B13, 8.4.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

THERE = ("present", "online")
STEPS = ("planned", "invited", "held", "minutes_concept", "minutes_sent")
TO_COME = ("planned", "invited")
TOLD = ("held_on", "starts_at", "ends_at", "place", "online")  # a change of these is a change in people's calendars
OWN_MINUTES_FROM = 12  # a child of this age may get its own copy (domain.md 2.6)
LEAST_NETWORK = 2  # domain.md 1.11: fewer than two people from the network is no network yet
USUAL_MINUTES = 90  # domain.md 1.11


def may_attend(person: Any, sub_group_id: int | None) -> bool:
    """B13: in a separated network somebody of the other part never sits at this table."""
    return sub_group_id is None or person.sub_group_id in (None, sub_group_id)


def is_held(held_on: date, attendance: Iterable[Any], today: date) -> bool:
    """A meeting was held when its day has come and somebody was there."""
    return held_on <= today and any(one.status in THERE for one in attendance)


def steps(status: str) -> Iterator[tuple[str, str]]:
    """Yield each step of domain.md 6.3 with whether it is "done", "now" or "later". The last one is done when it is reached."""
    at = STEPS.index(status) if status in STEPS else -1
    for number, step in enumerate(STEPS):
        last = number == len(STEPS) - 1
        yield step, "done" if number < at or (number == at and last) else "now" if number == at else "later"


def last_day(sent_on: date, days: int) -> date:
    """Until when corrections can be given: so many days after the minutes were sent (domain.md 8.4)."""
    return sent_on + timedelta(days=days)


def only_workers_chaired(chairs: Sequence[int | None], workers: set[int]) -> bool:
    """Whether every meeting so far, of at least two, was chaired by a colleague (domain.md 1.11)."""
    known = [chair for chair in chairs if chair is not None]
    return len(known) >= 2 and all(chair in workers for chair in known)


def own_copy(person: Any, day: date) -> bool:
    """Whether somebody gets a copy of his or her own; for a younger child the parents and the worker tell it."""
    age = person.age_on(day)
    return person.family_role != "child" or (age is not None and age >= OWN_MINUTES_FROM)


class Ready(NamedTuple):
    """What is known about the preparation of one meeting."""

    meeting: Any
    asked: Sequence[Any]  # the people who are asked
    workers: set[int]
    children: Sequence[Any]  # who may sit at this table
    agenda: int


def to_prepare(known: Ready) -> Iterator[tuple[str, bool]]:
    """Yield (what, whether it is done) for everything people need before they sit down together."""
    m = known.meeting
    yield "time", m.starts_at is not None
    yield "place", bool(m.place) or m.online
    yield "chair", m.chair_id is not None and m.chair_id not in known.workers
    yield "minute_taker", m.minute_taker_id is not None
    yield "purpose", bool(m.purpose)
    yield "agenda", known.agenda > 0
    yield "network", sum(one.natural for one in known.asked) >= LEAST_NETWORK
    if known.children:
        heard = {one.id for one in known.asked}
        yield "children", all(child.id in heard for child in known.children)
    yield "share", bool(m.share)
    yield "invited", m.status != "planned"
