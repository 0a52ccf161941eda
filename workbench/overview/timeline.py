"""The timeline of a whole casus: what somebody wants to see of it, in pages and months, and as a picture. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from flask_babel import lazy_gettext as _l

PAGE = 40
MOST_MONTHS = 18  # in the picture; earlier ones stand in the list
KINDS: dict[str, tuple[Any, str]] = {
    "signal": (_l("Signals"), "siren"), "map": (_l("Map"), "map-pin"), "meeting": (_l("Meetings"), "users"),
    "plan": (_l("Plan"), "file-text"), "agreement": (_l("Agreements"), "handshake"), "check": (_l("Checks"), "eye"),
    "rehearsal": (_l("Rehearsals"), "sprout"), "diary": (_l("Safety diary"), "notebook-pen"),
    "success": (_l("Successes"), "sun"), "rating": (_l("Numbers"), "gauge"), "phase": (_l("Phases"), "milestone"),
    "document": (_l("Documents handed out"), "send"), "chain": (_l("The chain"), "arrow-right-left"),
}  # fmt: skip


@dataclass(frozen=True)
class Event:
    """Something that happened on a day. `people` had a part in it, `children` it is about; `group`: only of this part of
    a separated network. `look` colours it (plain, good, warm, danger, sun); `values` and `anchor` belong to `endpoint`."""

    day: date
    kind: str
    title: str
    text: str = ""
    look: str = "plain"
    people: frozenset[int] = frozenset()
    children: frozenset[int] = frozenset()
    group: int | None = None
    endpoint: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    anchor: str | None = None


@dataclass(frozen=True)
class Chosen:
    """What somebody wants to see: these kinds (none: all), of one person, about one child, in a period."""

    kinds: frozenset[str] = frozenset()
    person: int | None = None
    child: int | None = None
    since: date | None = None
    until: date | None = None

    def takes(self, event: Event) -> bool:
        """Whether this event is one of them."""
        return (
            (not self.kinds or event.kind in self.kinds)
            and (self.person is None or self.person in event.people)
            and (self.child is None or self.child in event.children)
            and (self.since is None or event.day >= self.since)
            and (self.until is None or event.day <= self.until)
        )

    @property
    def values(self) -> dict[str, Any]:
        """For the address of another page of the same choice; ids and days only."""
        days = {name: day.isoformat() for name in ("since", "until") if (day := getattr(self, name))}
        return {"kind": sorted(self.kinds), "person": self.person, "child": self.child, **days}


def newest_first(events: Iterable[Event]) -> list[Event]:
    """By day; of one day in the order of KINDS."""
    places = list(KINDS)
    return sorted(events, key=lambda one: (-one.day.toordinal(), places.index(one.kind)))


def page_of(events: list[Event], nr: int) -> tuple[list[Event], int, int]:
    """(the events of this page, its number, how many pages there are); a page that is not there is the nearest one."""
    pages = max(1, -(-len(events) // PAGE))
    nr = min(max(nr, 1), pages)
    return events[(nr - 1) * PAGE : nr * PAGE], nr, pages


def months_of(events: Iterable[Event]) -> list[tuple[date, list[Event]]]:
    """Events under the first day of their month, in the order in which they come."""
    return [(month, list(of_it)) for month, of_it in groupby(events, key=lambda one: one.day.replace(day=1))]


@dataclass(frozen=True)
class Picture:
    """How much happened of which kind in which month: (kind, a number for each month)."""

    months: list[date]
    rows: list[tuple[str, list[int]]]
    left_out: int  # events before the first month shown


def picture_of(events: Iterable[Event]) -> Picture:
    """Every month from the first event to the last, at most MOST_MONTHS; only kinds of which there is something."""
    counts = Counter((one.kind, one.day.replace(day=1)) for one in events)
    if not counts:
        return Picture([], [], 0)
    seen = [month for _kind, month in counts]
    months = _months(min(seen), max(seen))[-MOST_MONTHS:]
    rows = [(kind, [counts[kind, month] for month in months]) for kind in KINDS if any(one == kind for one, _month in counts)]
    return Picture(months, rows, sum(count for (_kind, month), count in counts.items() if month < months[0]))


def _months(first: date, last: date) -> list[date]:
    found = [first]
    while found[-1] < last:
        ahead = found[-1]
        found.append(date(ahead.year + ahead.month // 12, ahead.month % 12 + 1, 1))
    return found
