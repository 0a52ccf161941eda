"""What cannot wait in a casus, in words: for the team's page, which reads one row a casus (domain.md 3.2, design.md 3.9).

What is stored are plain counts and days; whether something cannot wait is compared with today when it is read.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext

from workbench.workdays import working_days


@dataclass(frozen=True)
class Stored:
    """What the row of a casus keeps: counts, and the days from which something cannot wait."""

    objections: int = 0  # answers "not agreed" that still stand and that nobody handled
    not_kept: int = 0  # checks of an agreement that was not kept, or only partly, of which nobody said what happens now
    triggers: int = 0  # changes in the family after which nobody looked at the plan
    signal_since: date | None = None  # when the oldest signal came in that was not discussed
    temporary_until: date | None = None  # the last day of the temporary plan people hold on to
    quiet_from: date | None = None  # the first day on which an agreement is silent for too long


@dataclass(frozen=True)
class Finding:
    """One thing that cannot wait: in words, and the room of the casus where it is mended."""

    words: Any
    endpoint: str
    order: int  # its place in KINDS


def _ended(stored: Stored, today: date, overdue_days: int) -> Any:
    over = stored.temporary_until is not None and stored.temporary_until < today
    return _l("the temporary plan has ended") if over else None


def _signal(stored: Stored, today: date, overdue_days: int) -> Any:
    late = stored.signal_since is not None and working_days(stored.signal_since, today) > overdue_days
    return _l("a signal waits too long to be discussed") if late else None


def _not_kept(stored: Stored, today: date, overdue_days: int) -> Any:
    return stored.not_kept and lazy_ngettext(
        "an agreement was not kept and nothing was done with it yet",
        "%(num)s agreements were not kept and nothing was done with it yet", stored.not_kept)  # fmt: skip


def _objections(stored: Stored, today: date, overdue_days: int) -> Any:
    return stored.objections and lazy_ngettext(
        "somebody does not agree with an agreement", "%(num)s answers do not agree with an agreement", stored.objections)


def _triggers(stored: Stored, today: date, overdue_days: int) -> Any:
    return _l("something changed in the family: look at the plan again") if stored.triggers else None


def _quiet(stored: Stored, today: date, overdue_days: int) -> Any:
    quiet = stored.quiet_from is not None and stored.quiet_from <= today
    return _l("nothing was heard of an agreement for too long") if quiet else None


# What cannot wait comes first; the order of Vandaag. Each: words or nothing, and where it is mended.
KINDS: tuple[tuple[Callable[[Stored, date, int], Any], str], ...] = (
    (_ended, "plans.index"), (_signal, "signals.index"), (_objections, "reviews.answers"), (_triggers, "plans.index"),
    (_not_kept, "monitoring.index"), (_quiet, "monitoring.index"),
)  # fmt: skip


def findings(stored: Stored, today: date, overdue_days: int) -> list[Finding]:
    """What cannot wait today; `overdue_days`: after how many working days a signal should have been discussed."""
    found = ((rule(stored, today, overdue_days), endpoint, order) for order, (rule, endpoint) in enumerate(KINDS))
    return [Finding(words, endpoint, order) for words, endpoint, order in found if words]
