"""Looking at the plan again after a change: what changed, what came of it; and saying by hand that it is needed."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from workbench.access import Permission, requires
from workbench.casus.models import Casus
from workbench.casus.queries import of_casus
from workbench.plans import bp
from workbench.plans import trigger_operations as operations
from workbench.plans.models import PlanTrigger, TriggerKind, TriggerOutcome
from workbench.plans.trigger_forms import LookAgainForm, RaiseForm
from workbench.plans.words import LOOKED, TRIGGER

# Where the cause of a look can be read.
CAUSES = {
    TriggerKind.NEW_PARTNER: "casus.family", TriggerKind.MOVE: "casus.family", TriggerKind.BIRTH: "casus.family",
    TriggerKind.SIGNAL: "signals.index", TriggerKind.DANGER: "goals.index",
}  # fmt: skip


@bp.route("/again/<id:trigger_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def look_again(casus: Casus, trigger_id: int) -> Any:
    """Looked: what changes? A plan that changes is written anew after this."""
    trigger, stored = _stored(casus, trigger_id)
    form = LookAgainForm(data=stored | {"version": trigger.version})
    if form.validate_on_submit() and form.save(
        lambda: operations.look_again(casus, trigger, form.made_from, by=current_user, **form.answers),
        stored=lambda: _stored(casus, trigger_id),
    ):
        changes = form.outcome.data is TriggerOutcome.CHANGED
        flash(_("Kept. Change the plan now, and make a new version.") if changes else _("Kept: the plan still fits."))
        return redirect(url_for(".index", ref=casus.ref), 303)
    return render_template(
        "plans/look_again.html", casus=casus, form=form, trigger=trigger, kind=TRIGGER[trigger.kind.value],
        outcome=LOOKED[trigger.outcome.value] if trigger.outcome else None, cause=CAUSES.get(trigger.kind),
    )  # fmt: skip


def _stored(casus: Casus, trigger_id: int) -> tuple[PlanTrigger, dict[str, Any]]:
    trigger = of_casus(PlanTrigger, casus, trigger_id)
    return trigger, {"outcome": trigger.outcome, "words": trigger.words or ""}


@bp.route("/again/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def raise_trigger(casus: Casus) -> Any:
    """Say that the plan has to be looked at again, and why."""
    form = RaiseForm()
    if form.validate_on_submit() and form.save(lambda: operations.raise_by_hand(casus, by=current_user, **form.answers)):
        flash(_("The plan now asks to be looked at again."))
        return redirect(url_for(".index", ref=casus.ref), 303)
    return render_template("plans/raise.html", casus=casus, form=form)
