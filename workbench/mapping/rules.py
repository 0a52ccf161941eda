"""What the method asks of things on the map (domain.md 1.2, 6.1 KaartItem). No database and no Flask in this file."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

FACTS = ("harm",)  # what has to have a time and a source


def kind_kept(kind: Any, *, when: Any, danger: int | None, actor: str) -> Any:
    """Existing safety is what somebody did, at some time, while a danger was there; without these it is a strength."""
    if kind == "existing_safety" and not (when and danger and actor):
        return type(kind)("strength")
    return kind


def item_gaps(
    *, kind: Any, happened_on: date | None, period: str, source: str, source_person: int | None, disputed_by: Collection[int],
    other_view: str, today: date,
) -> Iterator[tuple[str, Any]]:  # fmt: skip
    """Yield (field, message) for what a thing on the map lacks."""
    if kind in FACTS and not (happened_on or period):
        yield "happened_on", _l("Write down when this was: a day, or a period below.")
    if kind in FACTS and not (source or source_person):
        yield "source_person", _l("Choose who this comes from, or write it below.")
    if happened_on and happened_on > today:
        yield "happened_on", _l("This day has not come yet.")
    if other_view and not disputed_by:
        yield "disputed_by", _l("Choose who sees it differently.")
