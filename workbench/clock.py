"""The only callers of the system clock. Rules get the day as an argument; everything else asks here."""

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day it is in the Netherlands. The demo can pin it with WORKBENCH_TODAY, so that its story stays fresh."""
    pinned = os.environ.get("WORKBENCH_TODAY")
    return date.fromisoformat(pinned) if pinned else now().astimezone(AMSTERDAM).date()


def dutch_time(moment: datetime) -> datetime:
    """A stored moment as people in the Netherlands read it."""
    return moment.astimezone(AMSTERDAM)
