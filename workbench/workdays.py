"""Working days: Monday to Friday. Public holidays are not left out, so that nothing waits longer for them. Pure."""

from datetime import date, timedelta


def working_days(start: date, end: date) -> int:
    """How many working days lie after `start`, up to and including `end`."""
    return sum((start + timedelta(days=day)).weekday() < 5 for day in range(1, (end - start).days + 1))


def working_days_after(day: date, count: int) -> date:
    """The day that lies so many working days later."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day
