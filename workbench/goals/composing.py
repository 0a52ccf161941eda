"""Sentences of worries and goals from names and answers, in the language of the plan, whoever has the screens in another one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from flask import current_app
from flask_babel import force_locale
from flask_babel import lazy_gettext as _l

from workbench.casus.models import FamilyRole
from workbench.casus.queries import names_of
from workbench.goals import sentences
from workbench.goals.sentences import gap
from workbench.web.filters import together

PROFESSIONALS = (FamilyRole.PROFESSIONAL, FamilyRole.SCHOOL)
DANGER_TEXTS = ("about", "impact_now", "impact_later", "acknowledgement")


def worried_names(people: Sequence[Any], ids: Iterable[int]) -> list[str]:
    """Who worries, in the order in which a plan says it: the worker, other professionals, the network, the family."""
    return _in_order(people, ids, lambda p: (p.user_id is None, p.family_role not in PROFESSIONALS, p.in_family, p.id))


def seeing_names(people: Sequence[Any], ids: Iterable[int]) -> list[str]:
    """Who sees a goal, in the order in which a plan says it: the network, the family, professionals, the worker."""
    return _in_order(people, ids, lambda p: (p.user_id is not None, p.family_role in PROFESSIONALS, p.in_family, p.id))


def showing_names(people: Sequence[Any], ids: Iterable[int]) -> list[str]:
    """Who shows a goal, in the order of the people."""
    return _in_order(people, ids, lambda p: (not p.in_family, p.id))


def _in_order(people: Sequence[Any], ids: Iterable[int], place: Callable[[Any], Any]) -> list[str]:
    names, wanted = names_of(people), set(ids)
    return [names[one.id] for one in sorted(people, key=place) if one.id in wanted]


def danger(worried: list[str], texts: Mapping[str, str]) -> str:
    """The statement made from its parts."""
    with plan_language():
        return sentences.compose_danger(
            together(worried), len(worried), texts["about"], texts["impact_now"], texts["impact_later"],
            opening=texts.get("acknowledgement") or "",
        )  # fmt: skip


def goal(shows: list[str], sees: list[str], answers: Mapping[str, Any]) -> str:
    """The goal made from its parts."""
    with plan_language():
        return sentences.compose_goal(
            together(shows), len(shows), together(sees), behaviour=answers["behaviour"], notices=answers["child_notices"],
            moment=answers.get("difficult_moment") or "", hold=sentences.compose_hold(answers["hold_for"], answers["hold_unit"]),
        )  # fmt: skip


def danger_so_far(worried: list[str], children: Iterable[str], answers: Mapping[str, Any]) -> list[tuple[bool, str]]:
    """The statement as far as it is filled in, in parts, with a mark where something is missing."""
    with plan_language():
        said = {name: answers.get(name) or "" for name in DANGER_TEXTS}
        given = " ".join(said[name] for name in ("about", "impact_now", "impact_later"))
        asked = (_l("What does %(child)s notice of it?", child=name) for name in sentences.unnamed(children, given))
        nameless = "".join(f" {gap(one)}" for one in asked)
        text = sentences.compose_danger(
            together(worried) or gap(_l("Who?")), len(worried) or 2, said["about"] or gap(_l("about what?")),
            said["impact_now"] or gap(_l("What does the child notice now?")),
            said["impact_later"] or gap(_l("And later, if nothing changes?")), opening=said["acknowledgement"],
        )  # fmt: skip
        return sentences.pieces(text + nameless)


def goal_so_far(shows: list[str], sees: list[str], answers: Mapping[str, Any]) -> list[tuple[bool, str]]:
    """The goal as far as it is filled in, in parts, with a mark where something is missing."""
    with plan_language():
        unit = answers.get("hold_unit")
        hold = sentences.compose_hold(answers.get("hold_for"), unit) or sentences.hold_with_gap(unit)
        text = sentences.compose_goal(
            together(shows) or gap(_l("Who?")), len(shows) or 2, together(sees) or gap(_l("whom?")),
            behaviour=answers.get("behaviour") or gap(_l("what will people see?")),
            notices=answers.get("child_notices") or gap(_l("What does the child notice of it?")),
            moment=answers.get("difficult_moment") or gap(_l("at which difficult moment?")), hold=hold,
        )  # fmt: skip
        return sentences.pieces(text)


def plan_language() -> Any:
    """Plans are written in the language of the organisation."""
    return force_locale(current_app.config["BABEL_DEFAULT_LOCALE"])
