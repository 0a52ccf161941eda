"""The pages on which it is noted that living elsewhere is considered, and that it no longer is."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.casus.models import Casus, FamilyRole
from workbench.casus.queries import names_of, of_casus, people_of
from workbench.rights import ROOM, bp, placement_operations, queries, rules
from workbench.rights.models import PlacementThought
from workbench.rights.placement_forms import EndForm, PlacementForm, placement_form

FIELDS = (
    "considered_since", "why", "alternatives", "network_answer", "term", "evaluate_on", "contact", "together", "together_why",
    "decided_by", "return_possible", "return_how", "version",
)  # fmt: skip


@bp.route(f"{ROOM}/placement")
@requires(Permission.SEE_CASUS)
def placement(casus: Casus) -> str:
    """What is considered now, what it still lacks, and what was considered before."""
    room = queries.room_of(casus)
    gaps = list(rules.unreasoned(room.thought, casus.behavioural_scientist_id)) if room.thought else []
    blocked = room.thought is not None and rules.only_housing([one.ground for one in room.thought.grounds])
    return render_template("rights/placement.html", casus=casus, room=room, gaps=gaps, blocked=blocked)


@bp.route(f"{ROOM}/placement/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def consider(casus: Casus) -> ResponseReturnValue:
    form = _form(casus, {"considered_since": clock.today(), "behavioural_scientist_id": casus.behavioural_scientist_id})
    if form.validate_on_submit() and form.save(
        lambda: placement_operations.consider(casus, by=current_user, **form.thought)
    ):
        return _back(casus)
    return render_template("rights/consider.html", casus=casus, form=form)


@bp.route(f"{ROOM}/placement/<id:thought_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def change_thought(casus: Casus, thought_id: int) -> ResponseReturnValue:
    def stored() -> tuple[PlacementThought, dict[str, Any]]:
        found = _open(casus, thought_id)
        return found, _answers(casus, found)

    thought, answers = stored()
    form = _form(casus, answers)
    change = lambda: placement_operations.change(casus, thought, form.made_from, by=current_user, **form.thought)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=stored):
        return _back(casus)
    return render_template("rights/consider.html", casus=casus, form=form)


@bp.route(f"{ROOM}/placement/<id:thought_id>/end", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def end_thought(casus: Casus, thought_id: int) -> ResponseReturnValue:
    def stored() -> tuple[PlacementThought, dict[str, Any]]:
        found = _open(casus, thought_id)
        return found, {"version": found.version}

    thought, answers = stored()
    form = EndForm(data=answers | {"ended_on": clock.today()})
    change = lambda: placement_operations.end(casus, thought, form.made_from, by=current_user, **form.answers)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=stored):
        return _back(casus)
    return render_template("rights/end.html", casus=casus, form=form)


def _open(casus: Casus, thought_id: int) -> PlacementThought:
    """The thought that is open; one that ended stays as it was."""
    found = of_casus(PlacementThought, casus, thought_id, *queries.THOUGHT)
    return found if found.ended_on is None else abort(404)


def _answers(casus: Casus, thought: PlacementThought) -> dict[str, Any]:
    answers = {name: getattr(thought, name) for name in FIELDS}
    answers |= {f"interest_{one.person_id}": one.interest for one in thought.children}
    return answers | {
        "children": [one.person_id for one in thought.children], "grounds": [one.ground for one in thought.grounds],
        "asked": [one.person_id for one in thought.asked], "behavioural_scientist_id": casus.behavioural_scientist_id,
    }  # fmt: skip


def _form(casus: Casus, answers: dict[str, Any]) -> PlacementForm:
    people = people_of(casus)
    names = names_of(people)
    kids = [(one.id, names[one.id]) for one in people if one.family_role is FamilyRole.CHILD and one.ended_on is None]
    form = placement_form(kids, data=answers)
    form.asked.offer([(one.id, names[one.id]) for one in people if one.natural and not one.deceased])
    form.behavioural_scientist_id.offer(queries.behavioural_scientists())
    return form


def _back(casus: Casus) -> ResponseReturnValue:
    flash(_("Saved."))
    return redirect(url_for("rights.placement", ref=casus.ref), 303)
