"""Where in a plan a text stands, in words a worker knows: which field of which record. Never what the text says."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, NamedTuple

from flask_babel import gettext as _

from workbench.plans.plan_view import AgreementView, DangerView, GoalView, PlanView

Owner = AgreementView | DangerView | GoalView | None


class Spot(NamedTuple):
    """Where a text is mended: the endpoint of its form and what that needs beside the casus."""

    endpoint: str
    values: dict[str, Any]


def texts_of(view: PlanView, labels: Mapping[int, str]) -> Iterator[tuple[str, Spot, str]]:
    """(where it stands, where it is mended, words) of every text in a view. `labels`: what colleagues call each agreement."""
    for place, owner, words in walk(view):
        yield place_name(place, owner, labels), spot_of(place, owner), words


AGREEMENT_FIELDS = {"text": "what", "when": "when", "check_how": "check_how", "otherwise": "what_if", "trigger": "trigger"}
ROOMS = {
    "child_words": "voices.index", "strengths": "mapping.index", "safety_before": "mapping.index", "bottom_lines": "goals.index",
    "exercises": "monitoring.index", "successes": "successes.index", "aftercare": "aftercare.index", "approvals": "reviews.index",
    "objections": "reviews.index", "children": "casus.family", "copies": "partners.index",
}  # fmt: skip
PLAN_FIELDS = {"if_unsafe": "what_if_unsafe", "growing_up": "adapt_by_age"}


def spot_of(place: str, owner: Owner) -> Spot:
    """Where one text is mended."""
    if isinstance(owner, AgreementView):
        field = AGREEMENT_FIELDS.get(place.rpartition(".")[2])
        return Spot("agreements.edit", {"agreement_id": owner.id, **({"_anchor": field} if field else {})})
    if isinstance(owner, GoalView):
        return Spot("goals.edit_goal", {"goal_id": owner.id})
    if isinstance(owner, DangerView):
        return Spot("goals.edit_danger", {"danger_id": owner.id})
    first = place.partition(".")[0]
    if first in ROOMS:
        return Spot(ROOMS[first], {})
    return Spot("plans.edit", {"_anchor": PLAN_FIELDS.get(first, first)})


def walk(part: object, place: str = "", owner: Owner = None) -> Iterator[tuple[str, Owner, str]]:
    """Every text, with its place and the agreement, goal or danger statement it belongs to."""
    if isinstance(part, str):
        yield place, owner, part
    elif isinstance(part, tuple):
        for item in part:
            yield from walk(item, place, owner)
    elif is_dataclass(part):
        own = part if isinstance(part, AgreementView | DangerView | GoalView) else owner
        for field in fields(part):
            yield from walk(getattr(part, field.name), f"{place}.{field.name}".lstrip("."), own)


def place_name(place: str, owner: Owner, labels: Mapping[int, str]) -> str:
    """One place in words: "agreement F5 (if it does not work)", "goal 2", "the child's words"."""
    if isinstance(owner, AgreementView):
        return _("agreement %(number)s (%(field)s)", number=labels.get(owner.id, owner.number), field=field_name(place))
    if isinstance(owner, GoalView):
        return _("goal %(number)s", number=owner.number)
    if isinstance(owner, DangerView):
        return _("danger statement %(number)s", number=owner.number)
    return chapter_name(place)


def field_name(place: str) -> str:
    """The field of an agreement, as its form calls it."""
    names = {
        "text": _("what is agreed"),
        "when": _("when"),
        "check_how": _("how it is checked"),
        "otherwise": _("if it does not work"),
        "trigger": _("the difficult moment"),
        "helped_before": _("what helped before"),
    }
    return names.get(place.rpartition(".")[2]) or _("the people in it")


def chapter_name(place: str) -> str:
    """The part of the plan a place stands for."""
    names = {
        "situations": _("special situations"),
        "child_words": _("the child’s words"),
        "strengths": _("what goes well"),
        "safety_before": _("what goes well"),
        "bottom_lines": _("bottom lines"),
        "exercises": _("rehearsals and checks"),
        "successes": _("successes"),
        "aftercare": _("aftercare"),
        "approvals": _("answers"),
        "objections": _("answers"),
        "passed": _("why something was passed"),
        "changes": _("what changed since last time"),
        "copies": _("who has which version"),
        "children": _("safe people and safety object"),
        "if_unsafe": _("what to do if it is not safe"),
        "evaluate_who": _("who looks at the plan again"),
        "growing_up": _("how the plan grows with the child"),
        "explained_to_child": _("how it was explained to the child"),
        "duration": _("how long the plan lasts"),
        "diary": _("the safety diary"),
        "rehearsing": _("rehearsing"),
        "set_despite": _("why the plan was set"),
        "temporary": _("the temporary plan"),
        "stand_in": _("who stands in"),
        "other_children": _("rules about other children"),
        "to_call": _("who can be called"),
    }
    return next((name for start, name in names.items() if place.startswith(start)), None) or _("the plan’s own texts")
