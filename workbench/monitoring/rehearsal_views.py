"""Rehearsals: agreements tried out before they are needed, with what could be tried."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.casus.models import Casus
from workbench.monitoring import bp, operations, queries, rules
from workbench.monitoring.forms import RehearsalForm
from workbench.web.filters import together


@bp.route("/rehearsals/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def rehearse(casus: Casus) -> ResponseReturnValue:
    """Note a rehearsal. `agreement` in the address chooses one, `try` a scenario of it: both are keys, never words."""
    choices = queries.choices_of(casus)
    asked = next((one for one in choices.agreements if one.row.id == request.args.get("agreement", type=int)), None)
    offered = _suggested(asked, dict(choices.people)) if asked else {}
    start: dict[str, Any] = {"rehearsed_on": clock.today(), "scenario": offered.get(request.args.get("try", ""), "")}
    form = RehearsalForm(data=start | ({"agreement_ids": [asked.row.id]} if asked else {}))
    form.agreement_ids.offer(choices.numbered)
    form.changed_agreement_id.offer(choices.numbered)
    form.person_ids.offer(choices.people)

    def change() -> None:
        answers = form.answers
        agreements = queries.agreements_with(casus, answers.pop("agreement_ids"))
        operations.add_rehearsal(casus, agreements, by=current_user, **answers)

    if form.validate_on_submit() and form.save(change):
        return _to(casus, form.changed_agreement_id.data)
    return render_template("monitoring/rehearsal.html", casus=casus, form=form, agreement=asked, offered=offered)


def _to(casus: Casus, changes: int | None) -> ResponseReturnValue:
    """Back to the room; or to the form of the agreement that changes because of what was learned."""
    if changes is not None:
        flash(_("The rehearsal is kept. Change the agreement now."))
        return redirect(url_for("agreements.edit", ref=casus.ref, agreement_id=changes), 303)
    flash(_("Saved."))
    return redirect(url_for("monitoring.index", ref=casus.ref, _anchor="rehearsals"), 303)


def _suggested(asked: queries.Followed, names: dict[int, str]) -> dict[str, str]:
    backup = names.get(asked.row.backup_id or 0, "")
    return {key: str(words) for key, words in rules.suggestions(asked.row, together(asked.doers), backup)}
