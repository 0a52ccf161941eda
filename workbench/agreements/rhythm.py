"""When an agreement is due, as a reminder can read it (domain.md 6.1, herhaling). Pure; the words beside it are people's own."""

from calendar import monthrange
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l

WEEK = range(1, 8)  # Monday is 1
MOST_WEEKS = 8  # less often than this is no rhythm of a week
OVER = ("ended", "not_feasible")


def broken(*, repeats: Any, repeat_days: Collection[int]) -> Iterator[tuple[str, Any]]:
    """Yield (field, message) where a rule cannot be read: fixed days without any day."""
    if repeats == "weekly" and not repeat_days:
        yield "repeat_days", _l("Choose on which days.")


def days_of(text: str | None) -> list[int]:
    """The days of a week as they are kept: "15" is Monday and Friday."""
    return [int(one) for one in text or ""]


def text_of(days: Collection[int]) -> str | None:
    """How days of a week are kept; None for none."""
    return "".join(str(one) for one in WEEK if one in days) or None


def next_on(agreement: Any, day: date) -> date | None:
    """The first day from this one on which the agreement is due; None when it has no fixed days, or is over."""
    if agreement.status in OVER:
        return None
    found = next(_days_from(agreement, day), None)
    return found if found and (agreement.until is None or found <= agreement.until) else None


def due_between(agreement: Any, first: date, last: date) -> list[date]:
    """Every day from first to last on which the agreement is due."""
    found, day = [], first
    while (day_due := next_on(agreement, day)) is not None and day_due <= last:
        found.append(day_due)
        day = day_due + timedelta(days=1)
    return found


def _days_from(agreement: Any, day: date) -> Iterator[date]:
    """The days on or after this one, in order, as far as they are needed: the first is the next."""
    start = agreement.starts_on or day
    day = max(day, start)
    if agreement.repeats == "once" and start >= day:
        yield start
    elif agreement.repeats == "weekly" and agreement.repeat_days:
        yield from _on_week_days(days_of(agreement.repeat_days), agreement.repeat_every or 1, start, day)
    elif agreement.repeats == "monthly":
        yield from _on_day_of_month(start.day, day)


def _on_week_days(days: Collection[int], every: int, start: date, day: date) -> Iterator[date]:
    """Weeks are counted from the one in which the agreement begins."""
    first_monday = start - timedelta(days=start.weekday())
    for ahead in range(7 * every + 7):
        found = day + timedelta(days=ahead)
        weeks = (found - first_monday).days // 7
        if found.isoweekday() in days and weeks % every == 0:
            yield found


def _on_day_of_month(number: int, day: date) -> Iterator[date]:
    """In a month that is too short: its last day."""
    year, month = day.year, day.month
    for _turn in range(2):
        found = date(year, month, min(number, monthrange(year, month)[1]))
        if found >= day:
            yield found
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
