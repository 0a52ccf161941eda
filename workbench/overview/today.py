"""What asks for somebody today, over all families: one row a kind, and how it reads (design.md 2, B18, B19).

A kind is one row of `kinds.KINDS`: which records wait, in words, where they are mended. Nothing in here is content of a
casus: names of people, numbers of agreements and days, never what somebody said. That is read in its own room, where
reading is written down.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, NamedTuple

from flask_babel import format_date
from flask_babel import gettext as _

from workbench.clock import dutch_time
from workbench.web.filters import clock_time


@dataclass(frozen=True)
class Todo:
    """One thing to do: the words with the verb first, why, where, and when it should be done."""

    text: str
    why: str
    endpoint: str
    values: dict[str, Any] = field(default_factory=dict)
    anchor: str = ""
    when: str = ""
    urgent: bool = False
    icon: str = "circle"


# --- one thing that waits


class Where(StrEnum):
    """On which part of the page a kind stands."""

    FIRST = "first"  # something to do
    WEEK = "week"  # something that happens on a day
    GOOD = "good"  # good news


class Row(NamedTuple):
    """What the statement gives of everything that waits, whatever its kind."""

    kind: str
    casus_id: int
    record: int
    person: str  # whom it is about, as the family calls him or her
    called: str  # number or label of the agreement, meeting or version it is about
    day: date | None
    at: datetime | None
    starts: time | None
    amount: int | None


Place = tuple[str, dict[str, Any], str]  # endpoint, values, anchor


@dataclass(frozen=True)
class Kind:
    """One kind of thing that waits. Adding one is adding a row to `kinds.KINDS`.

    `asks()` is the statement (see `waiting.asks`), made once, so days in it are `waiting.TODAY` and `in_days`; `says` the words
    of one, `counts` those of many; `place` where it is mended, `room` where those go who may only read. `holds` decides about a
    row where SQL cannot.
    """

    key: str
    asks: Callable[[], Any]
    says: Callable[[Row], str]
    counts: Callable[[int], str]
    place: Callable[[Row], Place]
    room: str
    icon: str
    why: Callable[[Row, date], str] = lambda row, today: ""
    when: Callable[[Row, date], str] = lambda row, today: ""
    urgent: bool = False
    where: Where = Where.FIRST
    private: bool = False  # only for those who work in the casus, never for who looks on
    supervisor: bool = False  # asks for the supervisor, not for the worker
    holds: Callable[[Row, date], bool] = lambda row, today: True


@dataclass(frozen=True)
class Waiting:
    """One thing that waits, with its kind and family."""

    kind: Kind
    row: Row
    family: Any

    def todo(self, today: date, *, may_change: bool) -> Todo:
        """How it reads, and where it leads this reader."""
        endpoint, values, anchor = self.kind.place(self.row)
        if not may_change and endpoint != self.kind.room:
            endpoint, values, anchor = self.kind.room, {}, ""
        return Todo(
            self.kind.says(self.row), self.kind.why(self.row, today), endpoint, values, anchor,
            self.kind.when(self.row, today), self.kind.urgent, self.kind.icon,
        )  # fmt: skip


def by_kind(waiting: Iterable[Waiting]) -> list[tuple[Kind, int]]:
    """(kind, how many), in the order in which they are shown."""
    counts: dict[str, tuple[Kind, int]] = {}
    for one in waiting:
        counts[one.kind.key] = (one.kind, counts.get(one.kind.key, (one.kind, 0))[1] + 1)
    return list(counts.values())


# --- days in words


def near_day(day: date | None, today: date) -> str:
    """today; tomorrow; yesterday; friday 19 june."""
    if day is None:
        return ""
    words = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    return words.get((day - today).days) or format_date(day, "EEEE d MMMM")


def near_moment(at: datetime | None, today: date) -> str:
    """yesterday, 21.10 uur; thursday 11 june."""
    if at is None:
        return ""
    here = dutch_time(at)
    day = near_day(here.date(), today)
    return f"{day}, {clock_time(here.time())}" if abs((here.date() - today).days) < 2 else day
