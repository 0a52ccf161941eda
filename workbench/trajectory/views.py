"""The twelve steps of one casus: where the family is, and what people plan."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench.access import Permission, requires
from workbench.casus.models import Casus, TrajectoryStep
from workbench.trajectory import operations, queries, rules
from workbench.trajectory.forms import StepForm

bp = Blueprint("trajectory", __name__, url_prefix="/casus/<ref:ref>/trajectory")
FIELDS = ("planned_on", "remark", "version")


@bp.route("")
@requires(Permission.SEE_CASUS)
def index(casus: Casus) -> str:
    found = queries.trajectory_of(casus)
    steps = rules.steps(found.facts)
    return render_template("trajectory/index.html", casus=casus, steps=steps, noted=found.noted,
                           now=rules.first_open(steps), farthest=rules.farthest(steps))


@bp.route("/<id:number>", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def step(casus: Casus, number: int) -> ResponseReturnValue:
    if number not in rules.NUMBERS:
        abort(404)

    def stored() -> tuple[TrajectoryStep | None, dict[str, Any]]:
        found = queries.step_of(casus, number)
        return found, {name: getattr(found, name) for name in FIELDS} if found else {}

    noted, answers = stored()
    form = StepForm(data=answers)
    change = lambda: operations.note_step(casus, number, noted, form.made_from, by=current_user, **form.answers)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=stored):
        flash(_("Saved."))
        return redirect(url_for(".index", ref=casus.ref, _anchor=f"step-{number}"), 303)
    return render_template("trajectory/step.html", casus=casus, form=form, number=number, title=rules.STEPS[number - 1][0])
