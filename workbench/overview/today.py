"""What asks for somebody today, over all families; and when an agreement is silent for too long (B18)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from workbench.plans.temporary_rules import WARNING_DAYS

QUIET = 1.5  # B18: silent after one and a half times the agreed rhythm


@dataclass(frozen=True)
class Todo:
    """One thing to do: the words with the verb first, why, where, and when it should be done."""

    text: str
    why: str
    endpoint: str
    values: dict[str, Any] = field(default_factory=dict)
    anchor: str = ""
    when: str = ""
    urgent: bool = False
    icon: str = "circle"


def is_quiet(line: Any, today: date) -> int:
    """How many days nothing was heard of an agreement, when that is longer than agreed (B18); else 0."""
    since = line.last_check_on or line.starts_on
    if since is None or not line.check_every_days or line.status not in ("active", "trying"):
        return 0
    silent = (today - since).days
    return silent if silent > line.check_every_days * QUIET else 0


def first_today(
    families: list[Any], quiet: dict[str, int], today: date, warning_days: int = WARNING_DAYS
) -> list[tuple[Any, Todo]]:
    """What asks for this person today, family by family: (the family, what to do). Counts only, no content of a casus."""
    return sorted(
        ((family, todo) for family in families for todo in _asks(family, quiet.get(family.ref, 0), today, warning_days)),
        key=lambda pair: (not pair[1].urgent, pair[0].name.casefold()),
    )


def _asks(family: Any, quiet: int, today: date, warning_days: int) -> Iterator[Todo]:
    if family.ends_on and family.ends_on - today <= timedelta(days=warning_days):
        when = _("expired") if family.ends_on < today else _("ends soon")
        yield Todo(_("Replace the temporary plan"), "", "plans.index", when=when, urgent=True, icon="clock")
    if family.objections:
        yield Todo(
            ngettext("Look at %(num)s answer", "Look at %(num)s answers", family.objections),
            _("an objection, a question or a talk first"),
            "reviews.index",
            when=_("open"),
            urgent=True,
            icon="message-square-quote",
        )
    if family.minutes:
        yield Todo(
            ngettext("Send the minutes of %(num)s meeting", "Send the minutes of %(num)s meetings", family.minutes),
            "",
            "meetings.index",
            icon="file-text",
        )
    if quiet:
        yield Todo(
            ngettext("Ask after %(num)s agreement", "Ask after %(num)s agreements", quiet),
            _("nothing was heard for longer than agreed"),
            "monitoring.index",
            when=_("silent"),
            icon="bell",
        )
    if family.questions:
        yield Todo(
            ngettext(
                "Answer %(num)s question of the supervisor",
                "Answer %(num)s questions of the supervisor",
                family.questions,
            ),
            "",
            "standards.index",
            icon="circle-help",
        )
