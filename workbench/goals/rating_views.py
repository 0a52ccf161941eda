"""The pages of numbers on the scale: one person's, everybody's at once, a child's own form, and a correction."""

from datetime import date
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.casus.models import Casus
from workbench.casus.queries import names_of
from workbench.goals import bp, forms, labels, operations, queries, rating_forms, rules
from workbench.goals.models import Rating, RatingForm, SafetyGoal


@bp.route("/<id:goal_id>/rate", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def rate(casus: Casus, goal_id: int) -> ResponseReturnValue:
    """One person's number."""
    goal, found = queries.goal_of(casus, goal_id), queries.choices_of(casus)
    form = rating_forms.NumberForm(data={"rated_on": clock.today(), "person": _asked(found["people"])})
    forms.offer(form, found)
    shown = _shown(casus, goal)
    if form.validate_on_submit() and form.save(lambda: operations.rate(goal, by=current_user, **form.answers)):
        return _to_goal(casus, goal_id)
    children = [(p.id, names_of(found["people"])[p.id]) for p in found["people"] if p.family_role == "child"]
    return render_template("goals/rate.html", form=form, ends=labels.SCALE_ENDS, children=children, **shown)


@bp.route("/<id:goal_id>/rate-together", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def rate_together(casus: Casus, goal_id: int) -> ResponseReturnValue:
    """Everybody's number at one moment, as it goes in a living room: a row for each, only filled rows are kept."""
    goal, found = queries.goal_of(casus, goal_id), queries.choices_of(casus)
    names = names_of(found["people"])
    there = {p.id: p for p in found["people"] if not p.deceased}
    rows = [(one, name) for one, name in names.items() if one in there]
    form = rating_forms.together_form(rows, data={"rated_on": clock.today()})
    shown = _shown(casus, goal)
    if form.is_submitted():
        good = form.validate()
        if form.rows_hold() and good and form.save(
            lambda: operations.rate_together(goal, form.given, by=current_user, rated_on=form.rated_on.data or clock.today())
        ):  # fmt: skip
            return _to_goal(casus, goal_id)
    day: date = form.rated_on.data or clock.today()
    told = {one: rating.number for one, rating in queries.rated_on(goal_id, day).items()}
    groups = {group.id: group.name for group in found["groups"]}
    return render_template(
        "goals/rate_together.html",
        form=form,
        people=there,
        told=told,
        day=day,
        groups=groups,
        ends=labels.SCALE_ENDS,
        **shown,
    )


@bp.route("/<id:goal_id>/rate/<id:person_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def rate_child(casus: Casus, goal_id: int, person_id: int) -> ResponseReturnValue:
    """A number in a form of a child's own: five faces, or the path to the house (B9)."""
    goal, found = queries.goal_of(casus, goal_id), queries.choices_of(casus)
    names = names_of(found["people"])
    if person_id not in names:
        abort(404)
    own = RatingForm.HOUSE_PATH if request.args.get("form") == "house_path" else RatingForm.SMILEYS
    form = rating_forms.ChildForm(data={"rated_on": clock.today()})
    form.proxy.offer([(one, name) for one, name in names.items() if one != person_id])
    shown = _shown(casus, goal)
    change = lambda: operations.rate(goal, by=current_user, person=person_id, form=own, **form.answers)  # noqa: E731
    if form.validate_on_submit() and form.save(change):
        return _to_goal(casus, goal_id)
    return render_template(
        "goals/rate_child.html", form=form, name=names[person_id], person_id=person_id, own=own, labels=labels, rules=rules,
        **shown,
    )  # fmt: skip


@bp.route("/<id:goal_id>/ratings/<id:rating_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def correct_rating(casus: Casus, goal_id: int, rating_id: int) -> ResponseReturnValue:
    """Mend a number that was written down wrong, with the reason."""
    goal = queries.goal_of(casus, goal_id)
    rating = queries.rating_of(goal, rating_id) or abort(404)
    form = rating_forms.CorrectionForm(data=_answers_of(rating) | {"version": rating.version})
    shown = _shown(casus, goal)
    name = names_of(queries.choices_of(casus)["people"]).get(rating.person_id, "")

    def stored() -> tuple[Any, dict[str, Any]]:
        now: Any = queries.rating_of(goal, rating_id)
        return now, _answers_of(now)

    change = lambda: operations.correct_rating(rating, form.made_from, by=current_user, **form.answers)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=stored):
        return _to_goal(casus, goal_id)
    return render_template("goals/rating.html", form=form, name=name, ends=labels.SCALE_ENDS, **shown)


def _answers_of(rating: Rating) -> dict[str, Any]:
    """What the form of a correction would hold."""
    texts = {"reason": rating.reason or "", "next_step": rating.next_step or ""}
    return {"number": rating.number, "rated_on": rating.rated_on, **texts}


def _asked(people: list[Any]) -> int | None:
    """Whose number the address asks for."""
    return next((p.id for p in people if str(p.id) == request.args.get("person")), None)


def _shown(casus: Casus, goal: SafetyGoal) -> dict[str, Any]:
    """What every page of a number shows of its goal; read before a save that may be refused."""
    said = {"sentence": goal.sentence, "child_notices": goal.child_notices, "good_enough": goal.good_enough}
    return {"casus": casus, "goal_id": goal.id, **said}


def _to_goal(casus: Casus, goal_id: int) -> ResponseReturnValue:
    flash(_("Saved."))
    return redirect(url_for(".one", ref=casus.ref, goal_id=goal_id, _anchor="numbers"), 303)
