"""The pages of one version: its steps, what is missing, setting it, passing a rule, approval, withdrawing, and comparing."""

from dataclasses import replace
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, allows, requires
from workbench.casus.models import Casus
from workbench.errors import RuleBroken
from workbench.plans import answers, approving, bp, operations, queries, setting_rules, since
from workbench.plans.comparing import TEXTS, said
from workbench.plans.models import PlanStatus, PlanVersion
from workbench.plans.projection import everything, stopped
from workbench.plans.setting_forms import ApprovalForm, PassForm, SetForm, WithdrawForm
from workbench.plans.version_page import VersionPage, status_of
from workbench.plans.words import CALLED, CHANGE_STATES, CHANGED_WHAT, SITUATION, changed_field, changed_name
from workbench.web.differences import joined, marked
from workbench.web.forms import ConfirmForm


@bp.route("/<id:number>")
@requires(Permission.SEE_DRAFT)
def version(casus: Casus, number: int) -> str:
    """One version: its step, what it misses and what is done, objections, approval, and the button that sets it."""
    return version_page(casus, found_version(casus, number), SetForm())


@bp.route("/<id:number>/read")
@requires(Permission.SEE_CASUS)
def read(casus: Casus, number: int) -> str:
    """The frozen text of a version as it stands, for colleagues: a supervisor approves what is read here."""
    shown = found_version(casus, number)
    if shown.status in (PlanStatus.CONCEPT, PlanStatus.IN_REVIEW) and not allows(current_user, Permission.SEE_DRAFT, casus):
        abort(403)
    return render_template("plans/read.html", casus=casus, number=number, **_frozen_text(casus, shown))


def _frozen_text(casus: Casus, version: PlanVersion) -> dict[str, Any]:
    """What the page with the frozen text of a version shows; a child's words that were taken back since are left out."""
    view, kept_back = everything(version), queries.withheld_words(casus.id)
    view = replace(view, child_words=tuple(one for one in view.child_words if one.words not in kept_back))
    texts = [(code, said(getattr(view, code))) for code in TEXTS]
    return {
        "view": view, "texts": texts, "situation_words": SITUATION, "called_words": CALLED, "changed_field": changed_field,
    }  # fmt: skip


@bp.route("/<id:number>/set", methods=["POST"])
@requires(Permission.FREEZE_PLAN)
def set_version(casus: Casus, number: int) -> ResponseReturnValue:
    """Set a version, or show what is missing. Only who works on the plan sets it with an objection (domain.md 6.3)."""
    found, form = found_version(casus, number), SetForm()
    if not allows(current_user, Permission.EDIT_PLAN, casus):
        form.despite.data = ""
    if form.validate_on_submit() and form.save(
        lambda: operations.set_version(casus, found, by=current_user, despite=form.despite.data)
    ):
        flash(_("Version %(number)s is set. This is the plan that holds now.", number=number))
        return redirect(url_for(".version", ref=casus.ref, number=number), 303)
    return version_page(casus, found, form), 422


@bp.route("/<id:number>/review", methods=["POST"])
@requires(Permission.FREEZE_PLAN)
def review(casus: Casus, number: int) -> ResponseReturnValue:
    """Put a version before the people it is about."""
    found = found_version(casus, number)
    return press(casus, number, lambda: operations.put_in_review(casus, found, by=current_user),
                 _("Version %(number)s is under discussion. Now make the personal links.", number=number))  # fmt: skip


@bp.route("/<id:number>/without/<name>", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def pass_rule(casus: Casus, number: int, name: str) -> ResponseReturnValue:
    """Write down why the plan goes on without something that blocks it."""
    found = found_version(casus, number)
    gap = next((one for one in operations.gaps_of(casus, found, []) if one.passable == name), None)
    if gap is None or found.status not in setting_rules.OPEN:
        abort(404)
    kept = {one.name: one.reason for one in setting_rules.exceptions_of(found.set_with)}
    form = PassForm(data={"reason": kept.get(name, "")})
    if form.validate_on_submit() and form.save(
        lambda: operations.pass_rule(casus, found, name, form.reason.data, by=current_user)
    ):
        flash(_("The reason is kept with this version.") if form.reason.data else _("The reason is taken off."))
        return redirect(url_for(".version", ref=casus.ref, number=number), 303)
    return render_template("plans/pass_rule.html", casus=casus, form=form, gap=gap, number=number)


@bp.route("/<id:number>/withdraw", methods=["GET", "POST"])
@requires(Permission.FREEZE_PLAN)
def withdraw(casus: Casus, number: int) -> ResponseReturnValue:
    """Take back a version that is not set yet."""
    found, form = found_version(casus, number), WithdrawForm()
    if form.validate_on_submit() and form.save(
        lambda: operations.withdraw_version(casus, found, by=current_user, why=form.why.data)
    ):
        flash(_("Version %(number)s is withdrawn. Nobody can answer it any more.", number=number))
        return redirect(url_for(".version", ref=casus.ref, number=number), 303)
    return render_template("plans/withdraw.html", casus=casus, form=form, number=number)


@bp.route("/<id:number>/ask-approval", methods=["POST"])
@requires(Permission.EDIT_PLAN)
def ask_approval(casus: Casus, number: int) -> ResponseReturnValue:
    """Ask the supervisor to approve a version."""
    found = found_version(casus, number)
    return press(casus, number, lambda: approving.ask(casus, found, by=current_user),
                 _("The supervisor is asked to approve version %(number)s.", number=number))  # fmt: skip


@bp.route("/<id:number>/approval", methods=["GET", "POST"])
@requires(Permission.APPROVE_PLAN)
def approval(casus: Casus, number: int) -> ResponseReturnValue:
    """Approve a version, or send it back with words; what is approved stands on the page."""
    found, form = found_version(casus, number), ApprovalForm()
    if form.validate_on_submit() and form.save(
        lambda: approving.decide(casus, found, by=current_user, **form.decision)
    ):
        approved = form.decision["approved"]
        flash(_("You approved version %(number)s.", number=number) if approved
              else _("You sent version %(number)s back.", number=number))  # fmt: skip
        return redirect(url_for(".version", ref=casus.ref, number=number), 303)
    gaps = operations.gaps_of(casus, found)
    asked = approving.pending(approving.approvals_of(found))
    return render_template("plans/approval.html", casus=casus, form=form, number=number, gaps=gaps, asked=asked,
                           **_frozen_text(casus, found))


@bp.route("/compare")
@requires(Permission.SEE_DRAFT)
def compare(casus: Casus) -> str:
    """Two versions side by side, word by word: all of it, or what one person may see of both."""
    lines = queries.version_lines(casus)
    older, newer = since.two_versions(casus, lines, asked_number("older"), asked_number("newer"))
    shown: dict[str, Any] = {"found": None, "stopped": "", "readers": [], "reader": asked_number("reader")}
    if older is not None:
        first, last = found_version(casus, older.number), found_version(casus, newer.number)
        shown |= {"readers": [(one["id"], one["full_name"]) for one in last.body["people"]]}
        shown |= compared(first, last, shown["reader"])
    return render_template(
        "plans/compare.html", casus=casus, lines=lines, older=older, newer=newer, states=CHANGE_STATES, whats=CHANGED_WHAT,
        changed_name=changed_name, changed_field=changed_field, side_by_side=side_by_side, status_of=status_of, **shown,
    )  # fmt: skip


def compared(older: PlanVersion, newer: PlanVersion, reader: int | None) -> dict[str, Any]:
    """What changed between these two: for colleagues, or for one reader through that reader's two views."""
    if reader is None:
        return {"found": since.between(older, newer)}
    try:
        secrets = queries.protected_terms(newer.casus_id)
        return {"found": since.since_last(newer, reader, before=older, secrets=secrets)}
    except RuleBroken as broken:
        return {"stopped": broken.message}


def side_by_side(was: str, now: str) -> tuple[Any, Any]:
    """Two texts in parts; what the other does not say is marked, and read as one where only a space is between."""
    first, last = marked(was, now)
    return joined(first), joined(last)


def asked_number(name: str) -> int | None:
    """A number of the address; anything else is as if it was not asked."""
    value = request.args.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def found_version(casus: Casus, number: int) -> PlanVersion:
    """The version of this casus with this number, or 404."""
    return queries.version_of(casus, number) or abort(404)


def press(casus: Casus, number: int, change: Any, done: str) -> ResponseReturnValue:
    """One button: do it and say so, or say why not; back to the page of the version."""
    form = ConfirmForm()
    if form.validate_on_submit() and form.save(change):
        flash(done)
    elif form.form_errors:
        flash(form.form_errors[0], "warning")
    return redirect(url_for(".version", ref=casus.ref, number=number), 303)


def version_page(casus: Casus, version: PlanVersion, form: SetForm) -> str:
    """The page of one version, with the form as it stands."""
    is_open = version.status in setting_rules.OPEN
    leaking = stopped(version)
    gaps = operations.gaps_of(casus, version, leaking) if is_open else []
    given = answers.given_to(version) if is_open else []
    page = VersionPage(
        version=version, day=clock.today(), gaps=gaps, objections=answers.objections_to(version, given), given=given,
        approvals=approving.approvals_of(version), approval_asked=approving.is_asked(version), leaking=leaking,
        lines=queries.version_lines(casus), colleagues=queries.names_of_colleagues(version),
    )  # fmt: skip
    return render_template("plans/version.html", casus=casus, version=version, form=form, page=page, status=status_of(version))
