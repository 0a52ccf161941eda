"""What the method asks of things on the map (domain.md 1.2, 6.1 KaartItem). No database and no Flask in this file."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

FACTS = ("harm",)  # what has to have a time and a source


def safety_gaps(*, when: Any, danger: int | None, actor: Any) -> list[str]:
    """The fields that are still open before a strength is existing safety (domain.md 1.2, row 5): when, who, which danger."""
    asked = {"happened_on": when, "actor_person": actor, "danger": danger}
    return [field for field, answer in asked.items() if not answer]


def kind_kept(kind: Any, *, when: Any, danger: int | None, actor: Any) -> Any:
    """Existing safety is what somebody did, at some time, while a danger was there; without these it is a strength."""
    if kind == "existing_safety" and safety_gaps(when=when, danger=danger, actor=actor):
        return type(kind)("strength")
    return kind


def item_gaps(
    *, kind: Any, happened_on: date | None, period: str, source: str, source_person: Any, disputed_by: Collection[Any],
    other_view: str, today: date, actor: Any = None, due_on: date | None = None, done_on: date | None = None,
) -> Iterator[tuple[str, Any]]:  # fmt: skip
    """Yield (field, message) for what a thing on the map lacks. `actor`: who did it or takes it on, by name or as a person."""
    if kind in FACTS and not (happened_on or period):
        yield "happened_on", _l("Write down when this was: a day, or a period below.")
    if kind in FACTS and not (source or source_person):
        yield "source_person", _l("Choose who this comes from, or write it below.")
    for field, day in (("happened_on", happened_on), ("done_on", done_on)):
        if day and day > today:
            yield field, _l("This day has not come yet.")
    if other_view and not disputed_by:
        yield "disputed_by", _l("Choose who sees it differently.")
    if kind == "next_step":
        yield from _step_gaps(actor, due_on)


def _step_gaps(actor: Any, due_on: date | None) -> Iterator[tuple[str, Any]]:
    """domain.md 1.2, row 7: a small step has an owner and a date."""
    if not actor:
        yield "actor_person", _l("Choose who does this, or write it below.")
    if not due_on:
        yield "due_on", _l("Write down before which day.")


def is_postponed(kind: Any, was: date | None, now: date | None) -> bool:
    """Whether a next step is moved to a later day (domain.md 3: what was put off is asked after, kindly)."""
    return kind == "next_step" and was is not None and now is not None and now > was


def matrix_gaps(*, severity: int | None, frequency: Any, children: Iterable[Any], impact: Any, source: Any) -> list[str]:
    """The fields of harm that are still open in the harm matrix (domain.md 1.2, harm matrix)."""
    asked = {"source_person": source, "children": list(children), "impact": impact, "frequency": frequency}
    return [field for field, answer in {**asked, "severity": severity is not None}.items() if not answer]
