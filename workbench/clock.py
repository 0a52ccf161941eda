"""The only callers of the system clock. Rules get the day as an argument; everything else asks here."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_demo = {"shift": timedelta(0)}


def now() -> datetime:
    """This moment, in UTC. The demo lives on a day of its own, see `begin_on`."""
    return datetime.now(UTC) + _demo["shift"]


def today() -> date:
    """The day it is in the Netherlands."""
    return now().astimezone(AMSTERDAM).date()


def begin_on(day: date | None) -> None:
    """Let the demo begin on this day, at the time of day it really is, so that its story stays fresh; None: the real day."""
    real = datetime.now(UTC).astimezone(AMSTERDAM).date()
    _demo["shift"] = day - real if day else timedelta(0)


def dutch_time(moment: datetime) -> datetime:
    """A stored moment as people in the Netherlands read it."""
    return moment.astimezone(AMSTERDAM)
