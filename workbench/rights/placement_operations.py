"""Every change to a thought of placing a child elsewhere (domain.md 4, B15, B16). The caller commits."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.casus.models import Casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.records import expect_version, filled
from workbench.rights import queries, rules
from workbench.rights.models import Ground, PlacementAsked, PlacementChild, PlacementGround, PlacementThought

audit.declare(
    {
        "placement considered": _l("noted that living elsewhere is considered"),
        "placement changed": _l("changed what is considered about living elsewhere"),
        "placement ended": _l("noted that living elsewhere is no longer considered"),
        "behavioural scientist named": _l("named the behavioural scientist"),
    }
)


def consider(casus: Casus, *, by: Any, **answers: Any) -> PlacementThought:
    """Note that living elsewhere is considered. Raises RuleBroken when it already is, or for what cannot be.

    Also one that rests on housing alone is kept: it is what people think, and then B16 blocks the plan until it no longer does.
    """
    if queries.open_thought(casus) is not None:
        raise RuleBroken(_("It is already noted that living elsewhere is considered. Change that."))
    thought = PlacementThought(casus_id=casus.id, created_by_id=by.id, grounds=[], children=[], asked=[])
    _fill(casus, thought, answers, by)
    db.session.add(thought)
    casus.placement_considered = True
    audit.record("placement considered", casus, by=by, record=thought, action="C", grounds=_grounds(thought))
    return thought


def change(casus: Casus, thought: PlacementThought, version: int, *, by: Any, **answers: Any) -> None:
    """Change what is considered. Raises EditConflict or RuleBroken; an ended one stays as it was."""
    expect_version(thought, version)
    if thought.ended_on is not None:
        raise RuleBroken(_("This is no longer considered. What is written about it stays as it is."))
    changed = _fill(casus, thought, answers, by)
    thought.updated_at = clock.now()
    audit.record("placement changed", casus, by=by, record=thought, fields=changed, grounds=_grounds(thought))


def end(casus: Casus, thought: PlacementThought, version: int, *, by: Any, ended_on: date, ended_why: str) -> None:
    """It is no longer considered, with the reason; all that was written stays. Raises EditConflict or RuleBroken."""
    expect_version(thought, version)
    if thought.ended_on is not None:
        raise RuleBroken(_("This is no longer considered. What is written about it stays as it is."))
    if ended_on > clock.today():
        raise RuleBroken(_("This day has not come yet."), field="ended_on")
    if ended_on < thought.considered_since:
        raise RuleBroken(_("This lies before the beginning."), field="ended_on")
    thought.ended_on, thought.ended_why = ended_on, ended_why
    casus.placement_considered = False
    audit.record("placement ended", casus, by=by, record=thought)


def _grounds(thought: PlacementThought) -> str:
    return ",".join(sorted(one.ground.value for one in thought.grounds))


def _fill(casus: Casus, thought: PlacementThought, answers: dict[str, Any], by: Any) -> list[str]:
    """Put the answers in the record; the names of what changed."""
    given = dict(answers)
    children, grounds, asked = given.pop("children"), given.pop("grounds"), given.pop("asked")
    interests, scientist = given.pop("interests"), given.pop("behavioural_scientist_id")
    days = {name: given[name] for name in ("considered_since", "evaluate_on")}
    for name, message in rules.thought_gaps(**days, children=children, grounds=grounds, today=clock.today()):
        raise RuleBroken(message, field=name)
    changed = [name for name, value in filled(given).items() if getattr(thought, name) != value]
    for name in changed:
        setattr(thought, name, filled(given)[name])
    changed += _set_lists(thought, children, interests, grounds, asked)
    if casus.behavioural_scientist_id != scientist:
        casus.behavioural_scientist_id = scientist
        audit.record("behavioural scientist named", casus, by=by, record=casus, scientist=scientist)
    return changed


def _set_lists(
    thought: PlacementThought,
    children: Iterable[int],
    interests: Mapping[int, str],
    grounds: Iterable[Ground],
    asked: Iterable[int],
) -> list[str]:
    """The children with what is best for each, the grounds, and who was asked; the names of the lists that changed."""
    before = {name: _said(getattr(thought, name)) for name in ("children", "grounds", "asked")}
    kept = {one.person_id: one for one in thought.children}
    thought.children = [kept.get(child) or PlacementChild(person_id=child) for child in children]
    for one in thought.children:
        one.interest = interests.get(one.person_id) or None
    known = {one.ground: one for one in thought.grounds}
    thought.grounds = [known.get(ground) or PlacementGround(ground=ground) for ground in grounds]
    there = {one.person_id: one for one in thought.asked}
    thought.asked = [there.get(person) or PlacementAsked(person_id=person) for person in asked]
    return [name for name, was in before.items() if was != _said(getattr(thought, name))]


def _said(parts: Iterable[Any]) -> list[tuple[Any, ...]]:
    names = ("person_id", "ground", "interest")
    return sorted(tuple(str(getattr(one, name, None)) for name in names) for one in parts)
