"""What asks for somebody today, over all families."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext


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


def first_today(families: list[Any], quiet: dict[str, int], today: date) -> list[tuple[Any, Todo]]:
    """What asks for this person today, family by family: (the family, what to do). Counts only, no content of a casus."""
    return sorted(
        ((family, todo) for family in families for todo in _asks(family, quiet.get(family.ref, 0), today)),
        key=lambda pair: (not pair[1].urgent, pair[0].name.casefold()),
    )


def _asks(family: Any, quiet: int, today: date) -> Iterator[Todo]:
    if family.ends_on and family.ends_on - today <= timedelta(days=3):
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
