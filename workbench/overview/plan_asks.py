"""What the living plan asks for on the page of a casus: a temporary plan that is needed, stops or ran out; a change to look at.

Source: domain.md 1.8, 6.3 (a temporary plan never runs out silently), 6.4 B10; issue D.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask_babel import gettext as _

from workbench.overview.today import Todo
from workbench.plans.temporary_rules import ends_soon, is_over
from workbench.plans.words import TRIGGER
from workbench.web.filters import day


def missing(shown: Any, today: date, warning_days: int, direct: bool) -> Iterator[Todo]:
    """Everything the plan asks for. `shown` is the overview's data (queries.Overview)."""
    yield from _temporary(shown, today, warning_days, direct)
    for one in shown.triggers:
        yield Todo(
            _("Look at the plan again: %(what)s", what=str(TRIGGER[one.kind.value]).lower()),
            one.reason or _("Does the plan still fit? Say what changes."),
            "plans.look_again",
            {"trigger_id": one.id},
            when=day(one.raised_on),
            urgent=True,
            icon="rotate-ccw",
        )


def _temporary(shown: Any, today: date, warning_days: int, direct: bool) -> Iterator[Todo]:
    found = shown.temporary
    if found is None:
        if direct:
            yield Todo(
                _("Make a temporary plan for tonight"),
                _("Who is where, who sleeps where, who calls whom: made in five minutes."),
                "plans.temporary",
                when=_("directly safe"),
                urgent=True,
                icon="clock",
            )
    elif is_over(found.ends_on, today):
        yield Todo(
            _("The temporary plan ran out on %(day)s: agree what holds now", day=day(found.ends_on)),
            _("Nobody can rely on it any more."),
            "plans.temporary_ready",
            {"number": found.number},
            when=_("expired"),
            urgent=True,
            icon="triangle-alert",
        )
    elif ends_soon(found.ends_on, today, warning_days):
        yield Todo(
            _("Replace the temporary plan"),
            _("It stops by itself; then nothing holds."),
            "plans.temporary_ready",
            {"number": found.number},
            when=_("until %(day)s", day=day(found.ends_on)),
            urgent=True,
            icon="clock",
        )
