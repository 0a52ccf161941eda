"""The only callers of the system clock. Rules get the day as an argument; everything else asks here."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DRIFT = timedelta(minutes=1)  # what is dated further ahead than this was written before the clock went back
_demo = {"shift": timedelta(0)}


def now() -> datetime:
    """This moment, in UTC. The demo lives on a day of its own, see `begin_on`."""
    return datetime.now(UTC) + _demo["shift"]


def today() -> date:
    """The day it is in the Netherlands."""
    return now().astimezone(AMSTERDAM).date()


def is_young(moment: datetime, age: timedelta) -> bool:
    """Whether this was less than so long ago. What is still to come was not: then the clock went back, and its age is unknown."""
    return -DRIFT <= now() - moment < age


def begin_on(day: date | None) -> None:
    """Let the demo begin on this day, at the time of day it really is, so that its story stays fresh; None: the real day."""
    real = datetime.now(UTC)
    # By the clock on the wall: late on a winter evening it would be the next day already in summer time.
    there = datetime.combine(day, real.astimezone(AMSTERDAM).time(), AMSTERDAM) if day else real
    _demo["shift"] = there.astimezone(UTC) - real


def dutch_time(moment: datetime) -> datetime:
    """A stored moment as people in the Netherlands read it."""
    return moment.astimezone(AMSTERDAM)
