"""The plan of a casus: what it says besides goals and agreements, its versions, what is missing, and setting it."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.casus.models import Casus
from workbench.plans import bp, living_page, living_views, operations, queries, rules, temporary_views, trigger_views
from workbench.plans.child_plan import child_plan as plan_of_child
from workbench.plans.forms import FreezeForm, SetForm
from workbench.plans.models import PlanKind, PlanVersion
from workbench.plans.projection import stopped
from workbench.plans.snapshot import for_gaps
from workbench.plans.watch import warn_of_secrets
from workbench.plans.words import KIND, STATUS

__all__ = ["bp", "living_views", "temporary_views", "trigger_views"]
bp.after_app_request(warn_of_secrets)


@bp.route("/")
@requires(Permission.SEE_CASUS)
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
@requires(Permission.SEE_CASUS)
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


@bp.route("/<id:number>")
@requires(Permission.SEE_CASUS)
def version(casus: Casus, number: int) -> Any:
    """One version: what it is, what it misses, and the button that sets it."""
    found = queries.version_of(casus, number) or abort(404)
    return version_page(casus, found, SetForm())


@bp.route("/<id:number>/set", methods=["POST"])
@requires(Permission.FREEZE_PLAN)
def set_version(casus: Casus, number: int) -> Any:
    """Set a version, or show what is missing."""
    found = queries.version_of(casus, number) or abort(404)
    form = SetForm()
    if form.validate_on_submit() and form.save(
        lambda: operations.set_version(casus, found, by=current_user, despite=form.despite.data)
    ):
        flash(_("Version %(number)s is set. This is the plan that holds now.", number=number))
        return redirect(url_for(".version", ref=casus.ref, number=number), 303)
    return version_page(casus, found, form), 422


def version_page(casus: Casus, version: PlanVersion, form: SetForm) -> str:
    """The page of one version, with the form as it stands."""
    gaps = operations.gaps_of(casus, version) if version.set_at is None else []
    return render_template(
        "plans/version.html", casus=casus, version=version, form=form, gaps=gaps, status=status_of(version),
        kind=KIND[version.kind.value], is_true=operations.verify(version), objections=queries.open_objections(version),
        stopped=stopped(version),
    )  # fmt: skip


def status_of(version: Any) -> tuple[str, Any]:
    """Kind and word of a version's status; a plan whose last day is over says so by itself."""
    over = operations.is_over(version, clock.today())
    return STATUS["expired" if over else version.status.value]
