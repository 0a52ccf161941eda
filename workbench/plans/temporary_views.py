"""A temporary plan: written on one page, finished in one press, then the papers and links; stopped, or taken over."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.accounts.settings import setting
from workbench.casus import queries as casus_queries
from workbench.casus.models import Casus, FamilyRole
from workbench.plans import (
    bp,
    queries,
    taking_over,
    temporary_forms,
    temporary_queries,
    temporary_rules,
)
from workbench.plans import temporary_operations as operations
from workbench.plans.models import Plan, PlanKind, PlanVersion
from workbench.plans.projection import stopped
from workbench.plans.reader import Reader
from workbench.web.filters import day
from workbench.web.forms import ConfirmForm

LINK_FROM = 12  # the youngest for a personal link (domain.md B14); reviews decides, this only offers
LATER = "later"  # the button that only keeps what is written
FAMILY = (FamilyRole.CHILD, FamilyRole.PARENT, FamilyRole.STEP_PARENT, FamilyRole.PARTNER)


@bp.route("/temporary", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def temporary(casus: Casus) -> Any:
    """The whole temporary plan on one page. Keep it as it is, or finish it: then it holds at once."""
    plan, _stored, people, form = _page(casus)
    made: list[PlanVersion] = []

    def change() -> None:
        operations.write(casus, by=current_user, version=form.made_from, **form.whole)
        if LATER not in request.form:
            made.append(operations.finish(casus, by=current_user))

    if form.validate_on_submit() and form.save(change, stored=lambda: _page(casus)[:2]):
        if made:
            flash(_("The temporary plan holds from now on, until %(day)s.", day=day(made[0].ends_on)))
            return redirect(url_for(".temporary_ready", ref=casus.ref, number=made[0].number), 303)
        flash(_("The temporary plan is kept as a draft. It does not hold yet."))
        return redirect(url_for(".temporary", ref=casus.ref), 303)
    return render_template(
        "plans/temporary.html", casus=casus, form=form, people=people, most=setting("plan.interim_days"),
        asking=temporary_queries.version_that_asks(casus), last_rows=temporary_forms.ROWS,
        earlier=plan.ends_on if plan and begins_anew(plan) else None,
    )  # fmt: skip


def _page(casus: Casus) -> tuple[Plan | None, dict[str, Any], list[Any], temporary_forms.TemporaryForm]:
    """The plan, its answers as they are stored, who can be chosen, and the form."""
    today, longest = clock.today(), operations.longest_days()
    plan = queries.living_plan(casus, PlanKind.TEMPORARY)
    people = [one for one in casus_queries.people_of(casus) if not one.deceased and one.ended_on is None]
    names = casus_queries.names_of(people)
    usual = temporary_rules.usual_days(today, longest, setting("plan.interim_review_days"))
    rows, days = temporary_queries.written(casus, plan), temporary_forms.days_of(plan, today, usual)
    stored = temporary_forms.answers_of(plan, rows, casus.separate_networks, days)
    if begins_anew(plan):
        rows = temporary_queries.NOTHING
        stored = temporary_forms.answers_of(None, rows, casus.separate_networks, days)
    said = {line.person for line in rows.tonight}
    family = [(one.id, names[one.id]) for one in people if one.family_role in FAMILY or one.in_family or one.id in said]
    groups = casus_queries.sub_groups(casus) if casus.separate_networks else []
    secret = queries.terms_and_secret_people(casus.id)[1]
    form = temporary_forms.temporary_form(
        family, list(names.items()), secret, groups, data=stored | {"version": plan.version if plan else 0}
    )
    form.visitors.offer((one.id, names[one.id]) for one in people if not one.user_id)
    return plan, stored, people, form


def begins_anew(plan: Plan | None) -> bool:
    """A plan that ran out is no start for tonight: its words are those of another evening. Whoever wants them asks for them."""
    return plan is not None and temporary_rules.is_over(plan.ends_on, clock.today()) and "again" not in request.args


@bp.route("/temporary/<id:number>")
@requires(Permission.SEE_DRAFT)
def temporary_ready(casus: Casus, number: int) -> str:
    """What comes after finishing: the paper and the link for everybody who stands in it, each one press away."""
    version = _temporary(casus, number)
    held_back = stopped(version)
    refused = {one.reader for one in held_back}
    named = temporary_rules.named(version.body) | {
        link["person"] for one in version.body["agreements"] for link in one["people"]
    }  # fmt: skip
    side = (version.body.get("temporary") or {}).get("group")
    readers = [
        one
        for one in version.body["people"]
        if one["id"] in named and one["name"] not in refused and Reader.of(version.body, one["id"]).in_group(side)
    ]
    staff = set(version.body["casus"]["staff"])
    return render_template(
        "plans/temporary_ready.html", casus=casus, version=version, stopped=held_back,
        readers=[(one, one["id"] not in staff and (one["age"] or LINK_FROM) >= LINK_FROM) for one in readers],
        is_over=temporary_rules.is_over(version.ends_on, clock.today()), confirm=ConfirmForm(),
        goals=taking_over.goals_to_choose(casus), may_end=version.status in temporary_queries.ASKS,
        left=taking_over.left(casus),
    )  # fmt: skip


@bp.route("/temporary/<id:number>/end", methods=["POST"])
@requires(Permission.EDIT_PLAN)
def end_temporary(casus: Casus, number: int) -> Any:
    """Put a temporary plan away: it is no longer needed, or people have seen that it ran out."""
    version, form = _temporary(casus, number), ConfirmForm()
    if form.validate() and form.save(lambda: operations.end(casus, version, by=current_user)):
        flash(_("The temporary plan no longer holds and was put away."))
    else:
        flash(form.form_errors[0] if form.form_errors else _("This did not come through well"), "warning")
    return redirect(url_for(".index", ref=casus.ref), 303)


@bp.route("/temporary/take-over", methods=["POST"])
@requires(Permission.EDIT_PLAN)
def take_over(casus: Casus) -> Any:
    """What the temporary plan says goes into the final plan, in one press."""
    form, goal = ConfirmForm(), request.form.get("goal", type=int)
    done: list[int] = []
    if form.validate() and form.save(lambda: done.append(taking_over.take_over(casus, by=current_user, goal=goal))):
        flash(
            ngettext(
                "%(num)s thing of the temporary plan stands in the final plan now.",
                "%(num)s things of the temporary plan stand in the final plan now.", done[0],
            )
            if done[0] else _("Everything of the temporary plan stood in the final plan already.")
        )  # fmt: skip
    else:
        flash(form.form_errors[0] if form.form_errors else _("This did not come through well"), "warning")
    return redirect(url_for(".index", ref=casus.ref), 303)


def _temporary(casus: Casus, number: int) -> PlanVersion:
    """A temporary version of this casus, or 404."""
    version = queries.version_of(casus, number)
    return version if version is not None and version.kind is PlanKind.TEMPORARY else abort(404)
