"""The living final plan: its texts and special situations, who stands in, and what holds for each child."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from workbench.access import Permission, requires
from workbench.casus import operations as casus_operations
from workbench.casus import queries as casus_queries
from workbench.casus.models import Casus, FamilyRole, Person
from workbench.plans import bp, operations, queries
from workbench.plans.forms import SITUATIONS, PlanForm, SafetyForm
from workbench.plans.models import Plan, PlanKind, PlanPart, Situation
from workbench.plans.temporary_part import people_with


@bp.route("/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def edit(casus: Casus) -> Any:
    """Change the texts of the living plan."""
    plan, stored = stored_plan(casus)
    form = PlanForm(data=stored | {"version": plan.version if plan else 0})
    people = casus_queries.people_of(casus)
    names = casus_queries.names_of(people)
    form.stand_ins.offer((one.id, names[one.id]) for one in people if not one.deceased and one.family_role != FamilyRole.CHILD)
    if form.validate_on_submit() and form.save(
        lambda: operations.write(
            casus, by=current_user, version=form.made_from, texts=form.texts, situations=form.situations,
            stand_ins=form.stand_ins.data,
        ),
        stored=lambda: stored_plan(casus),
    ):  # fmt: skip
        flash(_("The texts of the plan are saved."))
        return redirect(url_for(".index", ref=casus.ref), 303)
    return render_template("plans/edit.html", casus=casus, form=form, situations=[SITUATIONS + one.value for one in Situation])


def stored_plan(casus: Casus) -> tuple[Plan | None, dict[str, Any]]:
    """The living plan and its answers as they are now."""
    plan = queries.living_plan(casus, PlanKind.FINAL)
    stored: dict[str, Any] = {name: getattr(plan, name, None) or "" for name in operations.TEXTS}
    stored["evaluate_on"] = plan.evaluate_on if plan else None
    stored["stand_ins"] = people_with(PlanPart.STAND_IN, plan.id if plan else None)
    situations = queries.situations(casus)
    return plan, stored | {SITUATIONS + one.situation.value: one.text for one in situations if one.sub_group_id is None}


@bp.route("/children/<id:child_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def child_safety(casus: Casus, child_id: int) -> Any:
    """With whom one child is safe, and what it puts where, meaning "come"."""
    child, stored = _stored_safety(casus, child_id)
    form = SafetyForm(data=stored | {"version": child.version})
    people = casus_queries.people_of(casus)
    names = casus_queries.names_of(people)
    form.safe_people.offer((one.id, names[one.id]) for one in people if one.id != child.id and not one.deceased)
    if form.validate_on_submit() and form.save(
        lambda: casus_operations.write_safety(casus, child, form.made_from, by=current_user, **form.answers),
        stored=lambda: _stored_safety(casus, child_id),
    ):
        flash(_("Saved for %(name)s.", name=names[child.id]))
        return redirect(url_for(".index", ref=casus.ref, _anchor="children"), 303)
    return render_template("plans/child_safety.html", casus=casus, form=form, name=names[child.id])


def _stored_safety(casus: Casus, child_id: int) -> tuple[Person, dict[str, Any]]:
    child = casus_queries.of_casus(Person, casus, child_id)
    if child.family_role is not FamilyRole.CHILD:
        abort(404)
    return child, {"safe_people": casus_queries.safe_people_of(child), "safety_object": child.safety_object or ""}
