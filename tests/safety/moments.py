"""The moments at which clocks go wrong, and how it is measured whether something lasts as long as it says (security.md F.12)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import time_machine

from tests.requirements import database
from tests.safety.figures import figure
from workbench import clock

# Ten minutes before it happens: the hour that is not there goes at 01:00 UTC, the one that comes twice ends there.
MOMENTS = {
    "29 February": datetime(2028, 2, 29, 11, 30, tzinfo=UTC),
    "the night with an hour that is not there": datetime(2027, 3, 28, 0, 50, tzinfo=UTC),
    "the night with an hour that comes twice": datetime(2026, 10, 25, 0, 50, tzinfo=UTC),
    "the end of the year": datetime(2026, 12, 31, 22, 50, tzinfo=UTC),
}
NIGHTS = [name for name in MOMENTS if "night" in name]
SECOND, HOUR, YEAR = timedelta(seconds=1), timedelta(hours=1), timedelta(days=365)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # of an ordinary day
Start = Callable[[], Callable[[], bool]]  # begins something, and returns whether it still holds


class Tally:
    """What was looked at, for the table of proofs."""

    def __init__(self) -> None:
        self.checks = self.controls = 0
        self.faults: list[str] = []

    def is_true(self, said: bool, what: str) -> None:
        """One check. It fails the test it stands in, and counts."""
        self.checks += 1
        if not said:
            self.faults.append(what)
        assert said, what

    def control(self, failed: bool, what: str) -> None:
        """One negative control: the check had to fail."""
        self.controls += bool(failed)
        assert failed, f"the control did not fail: {what}"

    def lasts(self, life: timedelta, start: Start, *, at_night: timedelta | None = None) -> None:
        """It holds until the last second of its life at every moment; with the clock on the wall it does not in both nights.

        `at_night`: how long before the clock changes it begins, where its life is shorter than ten minutes.
        """
        for name in MOMENTS:
            found = faults_at(name, life, start, at_night)
            self.is_true(not found, f"{name}: {found}")
        for name in NIGHTS:
            with by_the_wall():
                self.control(bool(faults_at(name, life, start, at_night)), name)


def counted(name: str, goal: str) -> Iterator[Tally]:
    """The checks and controls of one file, as a line of the table when it is over; for a fixture of the whole file."""
    kept = Tally()
    yield kept
    figure(name, goal=goal, reached=f"{kept.checks} checks, {len(kept.faults)} faults",
           control=f"{kept.controls} of {kept.controls} planted mistakes found", database=database())  # fmt: skip


def at_noon() -> Any:
    """It is noon, and the clock stands still until it is moved."""
    return time_machine.travel(NOON, tick=False)


def faults_at(name: str, life: timedelta, start: Start, at_night: timedelta | None = None) -> list[str]:
    """Whether something that begins at this moment ends too soon, or lasts too long."""
    begin = MOMENTS[name] + (timedelta(minutes=10) - at_night if at_night and name in NIGHTS else timedelta(0))
    found = []
    for after, wanted in ((life - SECOND, True), (life, False)):
        with time_machine.travel(begin, tick=False) as moved:
            holds = start()
            moved.move_to(begin + after)
            if holds() is not wanted:
                found.append("ended too soon" if wanted else "lasts too long")
    return found


@contextmanager
def by_the_wall() -> Iterator[None]:
    """The mistake this is about: the time on the wall is taken for that of the world."""
    with patch.object(clock, "now", lambda: datetime.now(clock.AMSTERDAM).replace(tzinfo=UTC, fold=0)):
        yield
