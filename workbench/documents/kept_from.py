"""What a version of the plan holds and this reader does not get: for the worker who makes the paper, never on the paper."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from flask_babel import gettext as _

from workbench.plans.models import PlanVersion
from workbench.plans.places import chapter_name
from workbench.plans.plan_view import PlanView
from workbench.plans.projection import everything, labels_of

TEXTS = ("if_unsafe", "evaluate_who", "growing_up", "explained_to_child", "duration", "diary", "rehearsing", "stand_in_how",
         "other_children", "set_despite")  # fmt: skip
LONGEST = 90  # letters of a text that is named


class KeptFrom(NamedTuple):
    """A part of the plan, and what of it is not for this reader."""

    part: str
    items: tuple[str, ...]


def kept_from(version: PlanVersion, view: PlanView) -> list[KeptFrom]:
    """Everything of this version that this reader does not get, part by part."""
    return [KeptFrom(part, items) for part, items in _parts(version, view, everything(version)) if items]


def _parts(version: PlanVersion, view: PlanView, whole: PlanView) -> Iterator[tuple[str, tuple[str, ...]]]:
    labels, seen = labels_of(version), {one.id for one in view.agreements}
    yield _("Agreements"), tuple(f"{labels[one.id]}: {short(one.text)}" for one in whole.agreements if one.id not in seen)
    for part, name, words in (
        (_("Worries"), "dangers", "title"), (_("Goals"), "goals", "title"), (_("Bottom lines"), "bottom_lines", "text"),
        (_("Special situations"), "situations", "words"), (_("People in the circles"), "rings", "name"),
        (_("The child’s own words"), "child_words", "words"), (_("What goes well"), "strengths", ""),
        (_("Successes"), "successes", "what"), (_("Rehearsals and checks"), "exercises", "what"),
    ):  # fmt: skip
        yield part, tuple(_missing(getattr(whole, name), getattr(view, name), words))
    yield _("Texts of the plan"), tuple(chapter_name(name) for name in TEXTS if getattr(whole, name) and not getattr(view, name))


def _missing(whole: tuple[Any, ...], seen: tuple[Any, ...], words: str) -> Iterator[str]:
    def name(one: Any) -> str:
        return str(getattr(one, words)) if words else str(one)

    there = {name(one) for one in seen}
    return (short(name(one)) for one in whole if name(one) not in there and name(one))


def short(words: str) -> str:
    """The beginning of a text."""
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
