"""The plan of a casus: what it says besides goals and agreements, and its versions. One version: setting_views.py."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.casus.models import Casus
from workbench.plans import (
    bp,
    living_page,
    living_views,
    operations,
    queries,
    rules,
    setting_views,
    temporary_views,
    trigger_views,
)
from workbench.plans.child_plan import child_plan as plan_of_child
from workbench.plans.forms import FreezeForm
from workbench.plans.models import PlanKind, PlanVersion
from workbench.plans.snapshot import for_gaps
from workbench.plans.version_page import status_of
from workbench.plans.watch import warn_of_secrets
from workbench.plans.words import KIND

__all__ = ["bp", "living_views", "setting_views", "temporary_views", "trigger_views"]
bp.after_app_request(warn_of_secrets)


@bp.route("/")
@requires(Permission.SEE_DRAFT)
def index(casus: Casus) -> str:
    """Versions, what is missing, and what the living plan says."""
    found = queries.version_lines(casus)
    plan, body = queries.living_plan(casus, PlanKind.FINAL), for_gaps(casus, clock.today())
    gaps = list(rules.gaps(body, casus.ref))
    return render_template(
        "plans/index.html", casus=casus, versions=found, holds=queries.latest(found), gaps=gaps, plan=plan, status_of=status_of,
        kinds=KIND, **living_page.shown(casus, plan, body, found),
    )  # fmt: skip


@bp.route("/child/<id:child_id>")
@requires(Permission.SEE_DRAFT)
def child_plan(casus: Casus, child_id: int) -> str:
    """The plan as one child may have it: to read together, or to print."""
    return render_template("plans/child_plan.html", casus=casus, plan=plan_of_child(casus, child_id))


@bp.route("/freeze", methods=["GET", "POST"])
@requires(Permission.FREEZE_PLAN)
def freeze(casus: Casus) -> Any:
    """Make a version."""
    starts_on, evaluate_on = operations.usual_days(casus, clock.today())
    plan = queries.living_plan(casus, PlanKind.FINAL)
    if plan is not None and plan.evaluate_on is not None and plan.evaluate_on >= starts_on:
        evaluate_on = plan.evaluate_on
    form = FreezeForm(data={"kind": PlanKind.FINAL, "starts_on": starts_on, "evaluate_on": evaluate_on})
    form.meeting_id.offer(queries.meeting_options(casus))
    made: list[PlanVersion] = []
    if form.validate_on_submit() and form.save(
        lambda: made.append(operations.freeze(casus, by=current_user, **form.answers))
    ):
        flash(_("Version %(number)s is made.", number=made[0].number))
        return redirect(url_for(".version", ref=casus.ref, number=made[0].number), 303)
    return render_template("plans/freeze.html", casus=casus, form=form)


