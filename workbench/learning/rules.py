"""What a learning meeting may do, and how positions stay nobody's. No database and no Flask in this file."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

# Positions are shown from four people on. With three, two who tell each other what they said know what the third said; with
# four, even they cannot tell which of the other two said what, unless both said the same (decision 0019).
FEWEST = 4
USUAL_MINUTES = 90
MOST_POINTS = 30


class Position(StrEnum):
    """What somebody thinks of a statement."""

    AGREE = "agree"
    RATHER_AGREE = "rather_agree"
    RATHER_DISAGREE = "rather_disagree"
    DISAGREE = "disagree"
    UNKNOWN = "unknown"


class MeetingState(StrEnum):
    """Where a learning meeting stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class PointKind(StrEnum):
    """What a point of the agenda is."""

    ACTIONS = "actions"
    LESSON = "lesson"
    STATEMENT = "statement"
    EXERCISE = "exercise"
    OWN_CASUS = "own_casus"
    OTHER = "other"
    CLOSING = "closing"


USUAL_LENGTH: dict[PointKind, int] = {
    PointKind.ACTIONS: 10, PointKind.LESSON: 15, PointKind.STATEMENT: 10, PointKind.EXERCISE: 20, PointKind.OWN_CASUS: 20,
    PointKind.OTHER: 10, PointKind.CLOSING: 10,
}  # fmt: skip

Box = dict[str, Any]  # what is in the box of one statement: how many gave each position, and the sentences


def empty_box() -> Box:
    """A box in which nobody put anything."""
    return {"counts": {position.value: 0 for position in Position}, "said": []}


def with_one_more(box: Box, position: Position, sentence: str, mix: Callable[[list[str]], None]) -> Box:
    """The box with one position more. Only numbers are kept, and the sentences in an order that `mix` makes anew each time."""
    said = [*box["said"], *([sentence] if sentence else [])]
    mix(said)
    return {"counts": box["counts"] | {position.value: box["counts"][position.value] + 1}, "said": said}


def may_be_opened(took_part: int) -> bool:
    """Whether so many people took part that nobody's position can be read off."""
    return took_part >= FEWEST


def moved(order: Sequence[int], which: int, up: bool) -> list[int]:
    """The ids in their new order: one of them a place up or down; at an end it stays."""
    found = list(order)
    at = found.index(which)
    to = max(0, at - 1) if up else min(len(found) - 1, at + 1)
    found.insert(to, found.pop(at))
    return found


def ends_at(starts_at: time | None, minutes: int) -> time | None:
    """When it is over; None without a time, or when that would be after midnight."""
    if starts_at is None:
        return None
    begin = datetime.combine(date.min, starts_at)
    end = begin + timedelta(minutes=minutes)
    return end.time() if end.date() == begin.date() else None


# Parts of a family's name that say nothing by themselves.
COMMON = frozenset(
    {"gezin", "familie", "casus", "van", "der", "den", "ten", "ter", "het", "voor", "over", "onder", "boven"}
)
SHORTEST = 4


def family_in(text: str, names: Iterable[str]) -> str:
    """The part of a family's name that stands in this text as a name, or nothing. "de bakker" is not the family Bakker."""
    for name in names:
        for part in re.findall(r"[^\W\d_]+", name):
            telling = len(part) >= SHORTEST and part.casefold() not in COMMON and part[:1].isupper()
            if telling and re.search(rf"\b(?:{re.escape(part)}|{re.escape(part.upper())})\b", text):
                return part
    return ""


def positions_in_words(counts: Mapping[str, int]) -> list[tuple[Position, int]]:
    """Every position with how many gave it, in the order of the form; those nobody gave too."""
    return [(position, counts[position.value]) for position in Position]
