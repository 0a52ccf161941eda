"""When a run of kept agreements is worth a question, and what days of a success can be. Pure (domain.md 1.10 EARS, B19)."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from flask_babel import lazy_gettext as _l

KEPT, NOTHING_TO_KEEP = "done", ("did_not_occur", "unknown")


class Run(NamedTuple):
    """How often an agreement was kept in a row, and between which days."""

    times: int
    first: date
    last: date


def run_of(checks: Iterable[tuple[date, str]], since: date | None = None) -> Run | None:
    """The run with which these checks end; None when the last one was not kept. (day, outcome), newest first.

    A check at which there was nothing to keep neither breaks a run nor counts in it. What was on or before `since`, the day
    on which this was talked about last, is over.
    """
    days: list[date] = []
    for day, outcome in checks:
        if (since is not None and day <= since) or outcome not in (KEPT, *NOTHING_TO_KEEP):
            break
        if outcome == KEPT:
            days.append(day)
    return Run(len(days), days[-1], days[0]) if days else None


def worth_asking(run: Run | None, times: int, weeks: int) -> bool:
    """Whether to ask people how they did that: kept so many times in a row, or more than once over so many weeks."""
    if run is None:
        return False
    return run.times >= times or (run.times > 1 and (run.last - run.first).days >= weeks * 7)


def impossible_days(
    happened_on: date, celebrated_on: date | None, shared_on: date | None, today: date
) -> Iterator[tuple[str, object]]:
    """Yield (field, what is wrong) for each day that cannot be. A celebration may still be planned."""
    if happened_on > today:
        yield "happened_on", _l("This day is still to come.")
    if celebrated_on and celebrated_on < happened_on:
        yield "celebrated_on", _l("You celebrate it after it happened.")
    if shared_on and shared_on > today:
        yield "shared_on", _l("This day is still to come.")
    if shared_on and shared_on < happened_on:
        yield "shared_on", _l("It cannot be shared before it happened.")


def on_another_side(groups: Iterable[int | None], group: int | None) -> bool:
    """B13: what is for one part of a separated network is not shared with somebody of the other."""
    return group is not None and any(one not in (None, group) for one in groups)
