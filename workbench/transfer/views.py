"""Taking over a family from another organisation: by a casus file that is looked at first, or by hand. After it: after_views."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, allows, requires
from workbench.accounts.queries import makers_in_team
from workbench.casus.models import Casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.partners.models import HandedOverBy
from workbench.transfer import after_views, bp, handover_forms, incoming
from workbench.transfer import handover_operations as operations
from workbench.transfer.refusal import Fault, FileRefused
from workbench.transfer.taking_in import in_short
from workbench.web.uploads import takes_a_file

__all__ = ["after_views", "bp"]
FIRST = {"kind": HandedOverBy.SAFE_AT_HOME, "organisation": "Veilig Thuis"}


@bp.route("/casus/handover/new", methods=["GET", "POST"])
@requires(Permission.CREATE_CASUS)
@takes_a_file
def new() -> ResponseReturnValue:
    """Upload a casus file: it is refused whole with places and reasons, or kept until somebody looked at it."""
    form = handover_forms.UploadForm()
    faults: tuple[Fault, ...] = ()
    if form.validate_on_submit():
        try:
            incoming.keep(form.answers["file"], _too_large(), by=current_user)
            db.session.commit()
            return redirect(url_for("transfer.look"), 303)
        except FileRefused as refused:
            db.session.rollback()
            faults = refused.faults[:100]
    return render_template("transfer/new.html", form=form, faults=faults), 422 if faults else 200


def _too_large() -> str:
    return _(
        "This file is larger than %(most)s MB. Ask your administrator to read it in.", most=incoming.LARGEST // 1024**2
    )


@bp.route("/casus/handover/look", methods=["GET", "POST"])
@requires(Permission.CREATE_CASUS)
def look() -> ResponseReturnValue:
    """What is in the file; say who works on it here, and take it in."""
    data = incoming.kept(current_user)
    if data is None:
        flash(_("There is no file that waits. Choose it again."), "warning")
        return redirect(url_for("transfer.new"), 303)
    form = handover_forms.TakeInForm(data=FIRST | _myself())
    form.offer_colleagues(makers_in_team(current_user))
    made: list[Casus] = []

    def change() -> None:
        try:
            made.append(operations.take_in(data, by=current_user, **form.answers))
        except FileRefused as refused:  # a term of the house or a colleague changed meanwhile
            raise RuleBroken(refused.faults[0]) from None
        incoming.forget(by=current_user)

    if form.validate_on_submit() and form.save(change):
        return _to_new(made[0])
    return render_template("transfer/look.html", form=form, short=in_short(data))


@bp.route("/casus/handover/discard", methods=["POST"])
@requires(Permission.CREATE_CASUS)
def discard() -> ResponseReturnValue:
    incoming.forget(by=current_user)
    db.session.commit()
    flash(_("The file was thrown away. Nothing of it was kept."))
    return redirect(url_for("transfer.new"), 303)


@bp.route("/casus/handover/by-hand", methods=["GET", "POST"])
@requires(Permission.CREATE_CASUS)
def by_hand() -> ResponseReturnValue:
    """A family that comes from elsewhere without a file."""
    form = handover_forms.handover_form(new_family=True, data=FIRST | _myself() | {"received_on": clock.today()})
    form.offer_colleagues(makers_in_team(current_user))
    made: list[Casus] = []
    if form.validate_on_submit() and form.save(
        lambda: made.append(operations.open_by_handover(by=current_user, **handover_forms.parts_of(form)))
    ):
        return _to_new(made[0])
    return render_template("transfer/by_hand.html", form=form, casus=None, rows=handover_forms.CONDITIONS)


def _myself() -> dict[str, Any]:
    """Who opens it works on it, or supervises it, unless somebody else is chosen."""
    return {"worker_id" if allows(current_user, Permission.REFLECT) else "supervisor_id": current_user.id}


def _to_new(casus: Casus) -> ResponseReturnValue:
    flash(_("The family was taken over. Look first at the conditions, and agree who keeps sight of the safety."))
    if allows(current_user, Permission.SEE_CASUS, casus):
        return redirect(url_for("overview.casus", ref=casus.ref), 303)
    return redirect(url_for("overview.index"), 303)
