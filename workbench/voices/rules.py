"""What the method asks of the child's voice (domain.md 6.1 StemKind, B7). No database and no Flask in this file."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

ASKED_FROM = 4  # B7: from four years on, each child is asked, or there is a reason why not


def moment_gaps(*, words: Collection[str], heard_on: date, told_back_on: date | None, today: date) -> Iterator[tuple[str, Any]]:
    """Yield (field, message) for what a moment with a child lacks."""
    if not words:
        yield "lines", _l("Write down at least one thing the child said or drew.")
    if heard_on > today:
        yield "heard_on", _l("This day has not come yet.")
    if told_back_on and told_back_on < heard_on:
        yield "told_back_on", _l("This day lies before the day the child was asked.")


def not_asked(children: Iterable[Any], heard: Collection[int]) -> list[Any]:
    """B7: the children (with id and age) of four and older of whom there are no words yet."""
    return [child for child in children if child.id not in heard and (child.age is None or child.age >= ASKED_FROM)]
