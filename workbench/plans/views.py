"""The plan of a casus: what it says besides goals and agreements, and its versions. One version: setting_views.py."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.casus.models import Casus
from workbench.plans import bp, operations, queries, rules, setting_views
from workbench.plans.child_plan import child_plan as plan_of_child
from workbench.plans.forms import SITUATIONS, FreezeForm, PlanForm
from workbench.plans.models import Plan, PlanKind, PlanVersion, Situation
from workbench.plans.snapshot import for_gaps
from workbench.plans.version_page import status_of
from workbench.plans.watch import warn_of_secrets
from workbench.plans.words import KIND, QUESTIONS, SITUATION

__all__ = ["bp", "setting_views"]
bp.after_app_request(warn_of_secrets)


@bp.route("/")
@requires(Permission.SEE_CASUS)
def index(casus: Casus) -> str:
    """Versions, what is missing, and what the living plan says."""
    found = queries.version_lines(casus)
    plan = queries.living_plan(casus, PlanKind.FINAL)
    gaps = list(rules.gaps(for_gaps(casus, clock.today()), casus.ref))
    return render_template(
        "plans/index.html", casus=casus, versions=found, holds=queries.latest(found), gaps=gaps, plan=plan,
        texts=[(words, getattr(plan, name, None)) for name, words in QUESTIONS.items()],
        situations=queries.situations(casus), status_of=status_of, kinds=KIND, situation_words=SITUATION,
    )  # fmt: skip


@bp.route("/child/<id:child_id>")
@requires(Permission.SEE_CASUS)
def child_plan(casus: Casus, child_id: int) -> str:
    """The plan as one child may have it: to read together, or to print."""
    return render_template("plans/child_plan.html", casus=casus, plan=plan_of_child(casus, child_id))


@bp.route("/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def edit(casus: Casus) -> Any:
    """Change the texts of the living plan."""
    plan, stored = stored_plan(casus)
    form = PlanForm(data=stored | {"version": plan.version if plan else 0})
    if form.validate_on_submit() and form.save(
        lambda: operations.write(
            casus, by=current_user, version=form.made_from, texts=form.texts, situations=form.situations
        ),
        stored=lambda: stored_plan(casus),
    ):
        flash(_("The texts of the plan are saved."))
        return redirect(url_for(".index", ref=casus.ref), 303)
    return render_template("plans/edit.html", casus=casus, form=form, situations=[SITUATIONS + one.value for one in Situation])


@bp.route("/freeze", methods=["GET", "POST"])
@requires(Permission.FREEZE_PLAN)
def freeze(casus: Casus) -> Any:
    """Make a version."""
    starts_on, evaluate_on = operations.usual_days(casus, clock.today())
    form = FreezeForm(data={"kind": PlanKind.FINAL, "starts_on": starts_on, "evaluate_on": evaluate_on})
    form.meeting_id.offer(queries.meeting_options(casus))
    made: list[PlanVersion] = []
    if form.validate_on_submit() and form.save(
        lambda: made.append(operations.freeze(casus, by=current_user, **form.answers))
    ):
        flash(_("Version %(number)s is made.", number=made[0].number))
        return redirect(url_for(".version", ref=casus.ref, number=made[0].number), 303)
    return render_template("plans/freeze.html", casus=casus, form=form)


def stored_plan(casus: Casus) -> tuple[Plan | None, dict[str, Any]]:
    """The living plan and its answers as they are now."""
    plan = queries.living_plan(casus, PlanKind.FINAL)
    texts = {name: getattr(plan, name, None) or "" for name in QUESTIONS}
    texts |= {SITUATIONS + one.situation.value: one.text for one in queries.situations(casus) if one.sub_group_id is None}
    return plan, texts
