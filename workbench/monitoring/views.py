"""Following the plan, for who works in the casus: how agreements go, and what is done when one is not kept."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import access, clock
from workbench.access import Permission, requires
from workbench.accounts.settings import setting
from workbench.agreements.models import Agreement
from workbench.casus.models import Casus
from workbench.casus.queries import of_casus
from workbench.monitoring import bp, diary_views, labels, operations, queries, rehearsal_views, rules
from workbench.monitoring.forms import CheckForm, DecisionForm, DiscussedForm, QuickForm, together_form
from workbench.monitoring.models import Check, Decision
from workbench.monitoring.rules import HURDLES
from workbench.web.forms import ConfirmForm

__all__ = ["bp", "diary_views", "rehearsal_views"]
FEW = 5  # of what happened; the rest stands on the timeline


@bp.route("")
@requires(Permission.SEE_CASUS)
def index(casus: Casus) -> str:
    """Every agreement with its checks, what asks for something, rehearsals, and the newest of the diary."""
    day = clock.today()
    room = queries.room_of(casus, day, private=access.works_on(current_user, casus))
    most = setting("monitoring.silent_plan_days")
    return render_template(
        "monitoring/index.html", casus=casus, room=room, labels=labels, day=day, few=FEW, hurdles=HURDLES,
        silent=room.silent(day),
        to_rehearse=[one for one in room.agreements if rules.to_rehearse(one.row)],
        silent_plan=queries.silent_plan(room.heard, day, most),
    )  # fmt: skip


def _back(casus: Casus, anchor: str | None = None) -> ResponseReturnValue:
    return redirect(url_for("monitoring.index", ref=casus.ref, _anchor=anchor), 303)


def _after(casus: Casus, check: Check) -> ResponseReturnValue:
    """Where somebody goes after a check: what was not kept first asks what happens now."""
    if check.outcome in HURDLES:
        flash(_("Saved. What happens now?"))
        return redirect(url_for("monitoring.after", ref=casus.ref, check_id=check.id), 303)
    flash(_("Saved."))
    return _back(casus, f"agreement-{check.agreement_id}")


@bp.route("/agreements/<id:agreement_id>/check", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def check(casus: Casus, agreement_id: int) -> ResponseReturnValue:
    """A check with everything that can be said of it: another day, somebody else, what was seen."""
    agreement = of_casus(Agreement, casus, agreement_id)
    form, made = CheckForm(data={"checked_on": clock.today(), "person_id": agreement.checker_id}), []
    form.person_id.offer(queries.choices_of(casus).people)
    change = lambda: made.append(operations.add_check(casus, agreement, by=current_user, **form.answers))  # noqa: E731
    if form.validate_on_submit() and form.save(change):
        return _after(casus, made[0])
    return render_template("monitoring/check.html", casus=casus, form=form, agreement=agreement)


@bp.post("/agreements/<id:agreement_id>/quick")
@requires(Permission.EDIT_PLAN)
def quick(casus: Casus, agreement_id: int) -> ResponseReturnValue:
    """One tap on the page: how it goes today, as told by who looks."""
    agreement, form = of_casus(Agreement, casus, agreement_id), QuickForm()
    made: list[Check] = []
    told: dict[str, Any] = {"checked_on": clock.today(), "person_id": agreement.checker_id}
    change = lambda: made.append(operations.add_check(casus, agreement, by=current_user, **told, **form.answers))  # noqa: E731
    if form.validate_on_submit() and form.save(change):
        return _after(casus, made[0])
    flash(_("This did not come through well. Try again."), "warning")
    return _back(casus, f"agreement-{agreement_id}")


@bp.route("/call", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def call(casus: Casus) -> ResponseReturnValue:
    """Several agreements after one telephone call: first those that the person who was called looks after."""
    choices, person = queries.choices_of(casus), request.args.get("person", type=int)
    rows = sorted(choices.agreements, key=lambda one: person not in (one.row.checker_id, one.row.second_checker_id))
    form = together_form(rows)(data={"checked_on": clock.today(), "person_id": person})
    form.person_id.offer(choices.people)
    made: list[Check] = []

    def change() -> None:
        day, who = form.checked_on.data or clock.today(), form.person_id.data
        made.extend(operations.add_checks(casus, form.told, by=current_user, checked_on=day, person_id=who))

    if form.validate_on_submit() and form.save(change):
        open_now = any(one.outcome in HURDLES for one in made)
        flash(_("Saved. Something was not kept: decide what happens.") if open_now else _("Saved."))
        return _back(casus, "open" if open_now else None)
    return render_template("monitoring/call.html", casus=casus, form=form, rows=rows, people=choices.people, person=person)


@bp.route("/checks/<id:check_id>/after", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def after(casus: Casus, check_id: int) -> ResponseReturnValue:
    """What happens after an agreement was not kept."""
    names = ("what_if_used", "what_if_how", "decision", "decision_why", "version")

    def stored() -> tuple[Check, dict[str, Any]]:
        found = of_casus(Check, casus, check_id)
        return found, {name: getattr(found, name) for name in names}

    noted, now = stored()
    agreement, form = of_casus(Agreement, casus, noted.agreement_id), DecisionForm(data=now)
    change = lambda: operations.decide(casus, noted, form.made_from, by=current_user, **form.answers)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=stored):
        if form.decision.data is Decision.ADAPT:
            flash(_("Kept. Change the agreement now, or later: until then it says “Being changed”."))
            return redirect(url_for("agreements.edit", ref=casus.ref, agreement_id=agreement.id), 303)
        flash(_("Kept."))
        return _back(casus, f"agreement-{agreement.id}")
    return render_template(
        "monitoring/after.html", casus=casus, form=form, noted=noted, agreement=agreement, labels=labels,
        name=queries.name_of(casus, noted.person_id),
    )  # fmt: skip


@bp.route("/checks/<id:check_id>/discussed", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def discussed(casus: Casus, check_id: int) -> ResponseReturnValue:
    """What came of talking about an agreement that was not kept."""

    def stored() -> tuple[Check, dict[str, Any]]:
        found = of_casus(Check, casus, check_id)
        return found, {"decision_why": found.decision_why, "version": found.version}

    noted, now = stored()
    agreement, form = of_casus(Agreement, casus, noted.agreement_id), DiscussedForm(data=now)
    change = lambda: operations.note_discussed(casus, noted, form.made_from, by=current_user, **form.answers)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=stored):
        flash(_("Kept. This is handled."))
        return _back(casus, f"agreement-{agreement.id}")
    return render_template(
        "monitoring/discussed.html", casus=casus, form=form, noted=noted, agreement=agreement, labels=labels,
        name=queries.name_of(casus, noted.person_id),
    )  # fmt: skip


@bp.post("/checks/<id:check_id>/share")
@requires(Permission.EDIT_PLAN)
def share_check(casus: Casus, check_id: int) -> ResponseReturnValue:
    """What a checker wrote may stand in the plan."""
    noted, form = of_casus(Check, casus, check_id), ConfirmForm()
    if form.validate_on_submit() and form.save(lambda: operations.share_check(casus, noted, form.made_from, by=current_user)):
        flash(_("From now on it may stand in the plan, for whoever reads this agreement."))
    else:
        flash(_("Somebody else changed this meanwhile. Look at it again."), "warning")
    return _back(casus, f"agreement-{noted.agreement_id}")
