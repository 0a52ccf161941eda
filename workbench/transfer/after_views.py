"""A handover within its casus: note one by hand, look at it, tell a reporter, the moments of looking back."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from workbench import clock
from workbench.access import Permission, requires
from workbench.casus.models import Casus
from workbench.casus.queries import of_casus
from workbench.extensions import db
from workbench.goals.models import BottomLine
from workbench.partners import handover_operations as after
from workbench.partners.labels import HANDED_OVER_BY
from workbench.partners.models import HandedOverBy, Handover, HandoverCondition, LookBack, ReporterTold
from workbench.transfer import bp, handover_forms
from workbench.transfer import handover_operations as operations

FIELDS = ("kind", "organisation", "contact", "received_on", "assessment", "keeps_sight", "version")


@bp.route("/casus/<ref:ref>/handover/new", methods=["GET", "POST"])
@requires(Permission.SET_BOTTOM_LINES)
def into(casus: Casus) -> ResponseReturnValue:
    """Veilig Thuis or another organisation hands over into a casus that is there already."""
    start = {"kind": HandedOverBy.SAFE_AT_HOME, "organisation": "Veilig Thuis", "received_on": clock.today()}
    form = handover_forms.handover_form(new_family=False, data=start)
    made: list[Handover] = []
    if form.validate_on_submit() and form.save(
        lambda: made.append(operations.note_handover(casus, by=current_user, **handover_forms.parts_of(form)))
    ):
        return _to(casus, made[0].id)
    return render_template("transfer/into.html", form=form, casus=casus, rows=handover_forms.CONDITIONS)


@bp.route("/casus/<ref:ref>/handover/<id:handover_id>")
@requires(Permission.SEE_CASUS)
def handover(casus: Casus, handover_id: int) -> str:
    there = of_casus(Handover, casus, handover_id)
    lines = select(BottomLine).join(HandoverCondition, HandoverCondition.bottom_line_id == BottomLine.id)
    of_it = {"handover_id": there.id, "casus_id": casus.id}
    return render_template(
        "transfer/handover.html", casus=casus, handover=there, kinds=HANDED_OVER_BY, day=clock.today(),
        conditions=list(db.session.scalars(lines.where(HandoverCondition.handover_id == there.id).order_by(BottomLine.id))),
        told=list(db.session.scalars(select(ReporterTold).filter_by(**of_it).order_by(ReporterTold.told_on))),
        moments=list(db.session.scalars(select(LookBack).filter_by(**of_it).order_by(LookBack.planned_on))),
    )  # fmt: skip


@bp.route("/casus/<ref:ref>/handover/<id:handover_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def edit(casus: Casus, handover_id: int) -> ResponseReturnValue:
    there = of_casus(Handover, casus, handover_id)
    form = handover_forms.HandoverForm(data=_answers(there))

    def stored() -> tuple[Handover, dict[str, Any]]:
        fresh = of_casus(Handover, casus, handover_id)
        return fresh, _answers(fresh)

    change = lambda: after.change_handover(casus, there, form.made_from, by=current_user, **form.answers)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=stored):
        return _to(casus, handover_id)
    return render_template("transfer/edit.html", casus=casus, form=form, handover=there)


def _answers(there: Handover) -> dict[str, Any]:
    return {name: getattr(there, name) for name in FIELDS}


@bp.route("/casus/<ref:ref>/handover/<id:handover_id>/reporter", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def reporter(casus: Casus, handover_id: int) -> ResponseReturnValue:
    """Who reported and has a role in what follows gets the conditions back."""
    there = of_casus(Handover, casus, handover_id)
    form = handover_forms.ReporterForm(data={"told_on": clock.today()})
    if form.validate_on_submit() and form.save(
        lambda: after.tell_reporter(casus, there, by=current_user, **form.answers)
    ):
        return _to(casus, handover_id, "reporters")
    return render_template("transfer/reporter.html", casus=casus, form=form, handover=there)


@bp.route("/casus/<ref:ref>/handover/<id:handover_id>/look-back", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def more_look_back(casus: Casus, handover_id: int) -> ResponseReturnValue:
    there = of_casus(Handover, casus, handover_id)
    form = handover_forms.MoreLookBackForm()
    if form.validate_on_submit() and form.save(
        lambda: after.plan_look_back(casus, there, by=current_user, **form.answers)
    ):
        return _to(casus, handover_id, "moments")
    return render_template("transfer/look_back.html", casus=casus, form=form, handover_id=handover_id)


@bp.route("/casus/<ref:ref>/look-back/<id:moment_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def look_back(casus: Casus, moment_id: int) -> ResponseReturnValue:
    """What came of a moment of looking back, or another day for it."""
    moment = of_casus(LookBack, casus, moment_id)
    names = ("planned_on", "done_on", "outcome", "version")
    form = handover_forms.LookBackForm(data={name: getattr(moment, name) for name in names})

    def stored() -> tuple[LookBack, dict[str, Any]]:
        fresh = of_casus(LookBack, casus, moment_id)
        return fresh, {name: getattr(fresh, name) for name in names}

    change = lambda: after.note_look_back(casus, moment, form.made_from, by=current_user, **form.answers)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=stored):
        return _to(casus, moment.handover_id, "moments")
    return render_template("transfer/look_back.html", casus=casus, form=form, handover_id=moment.handover_id)


def _to(casus: Casus, handover_id: int, anchor: str | None = None) -> ResponseReturnValue:
    flash(_("Saved."))
    return redirect(url_for("transfer.handover", ref=casus.ref, handover_id=handover_id, _anchor=anchor), 303)
