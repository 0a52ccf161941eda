"""How a meeting runs: clocks of the agenda, numbers that are shown together, who has something to say of an agreement. Pure.

Sources: domain.md 1.5 (numbers are never averaged), 1.11 (private family time), 1.12 (the agenda), 6.3 (confirmations).
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from workbench.plans.reader import with_a_part

KEYS = "1234567890qwertyuiopasdfghjklzxcvbnm"  # one for each name at the table
FAMILY_MINUTES = 20  # private time where the agenda says nothing
LATE_AFTER = timedelta(minutes=10)  # who comes in later than this came late
LONGEST_ITEM = 6 * 60 * 60  # seconds; a clock that ran on after everybody went home says nothing
THERE = ("present", "online")
IN_THE_ROOM = ("invited", "coming", "present", "online")  # who is there, or may walk in


def spent(item: Any, now: datetime) -> int:
    """Seconds an item took so far, with the time its clock runs now."""
    running = (now - item.opened_at).total_seconds() if item.opened_at else 0
    return int(item.spent_seconds + min(max(running, 0), LONGEST_ITEM))


def left(planned_minutes: int | None, seconds: int) -> int:
    """Seconds of private time that are left; below nothing is nothing."""
    return max((planned_minutes or FAMILY_MINUTES) * 60 - seconds, 0)


def minutes_left(ends_at: time | None, starts_at: time | None, now: datetime) -> tuple[int, int] | None:
    """(minutes until the end, hundredths of the time that went by) of a meeting; `now` in Dutch time. None without an end."""
    if ends_at is None:
        return None
    times = (datetime.combine(now.date(), time_, now.tzinfo) for time_ in (ends_at, starts_at or ends_at))
    end, start, now = (one.astimezone(UTC) for one in (*times, now))  # in UTC, for a night in which the clock changes
    if not start - timedelta(hours=3) <= now <= end + timedelta(hours=3):
        return None  # typed in on another moment: a clock would only disturb
    whole = max((end - start).total_seconds(), 1)
    gone = min(max((now - start).total_seconds() / whole, 0), 1)
    return max(int((end - now).total_seconds() // 60), 0), round(gone * 100)


def next_of(orders: Sequence[int], now: int, step: int = 1) -> int:
    """The place of the next (or, with -1, the former) item; the ends stay where they are."""
    at = orders.index(now) + step
    return orders[min(max(at, 0), len(orders) - 1)]


def missing(at_table: Iterable[int], given: Collection[int]) -> list[int]:
    """Who of the people at the table has not given a number yet."""
    return [person for person in at_table if person not in given]


def rungs(numbers: dict[int, int]) -> dict[int, list[int]]:
    """Number → the people on that rung of the ladder. Nothing is averaged (domain.md 1.5)."""
    found: dict[int, list[int]] = {}
    for person, number in numbers.items():
        found.setdefault(number, []).append(person)
    return found


def spread(numbers: Iterable[int]) -> tuple[int, int] | None:
    """The lowest and the highest number; None when there are none."""
    given = sorted(numbers)
    return (given[0], given[-1]) if given else None


def note_rung(before: tuple[int, int] | None, good_enough: int) -> int | None:
    """The rung beside which the numbers of last time are said: the highest of them that has no words of its own."""
    low, high = before or (0, -1)
    return next((number for number in range(high, low - 1, -1) if number not in (0, good_enough, 10)), None)


def asked_about(agreement: dict[str, Any], at_table: Iterable[int]) -> list[int]:
    """Who of the people at the table confirms this agreement: does it, helps, keeps an eye on it or stands in."""
    parts = with_a_part(agreement)
    return [person for person in at_table if person in parts]


def may_begin(held_on: date, today: date) -> bool:
    """A meeting begins on its day, or is typed in after it."""
    return held_on <= today


def key_of(place: int) -> str:
    """The key for the name at this place of the list, counted from 0; none when there are more people than keys."""
    return KEYS[place] if place < len(KEYS) else ""


def came_late(started_at: datetime, now: datetime) -> bool:
    """Whether who comes in now missed the beginning."""
    return now - started_at > LATE_AFTER
