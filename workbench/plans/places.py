"""Where in a plan a text stands, in words a worker knows: which field of which record. Never what the text says."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from flask_babel import gettext as _

from workbench.plans.plan_view import AgreementView, DangerView, GoalView, PlanView

Owner = AgreementView | DangerView | GoalView | None


def texts_of(view: PlanView, labels: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    """(where it stands, words) of every text in a view. `labels`: what colleagues call each agreement, by its id."""
    for place, owner, words in walk(view):
        yield place_name(place, owner, labels), words


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
    }
    return next((name for start, name in names.items() if place.startswith(start)), None) or _("the plan’s own texts")
