"""How a file ends: a decision to erase, holds, and destruction when its term is over. Pages of the same room."""

from collections.abc import Callable
from typing import Any

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench.access import Permission, requires
from workbench.accounts.proof import needs_fresh_proof
from workbench.casus.models import Casus
from workbench.casus.queries import names_of, of_casus, people_of
from workbench.closing.models import LegalHold
from workbench.file_rights import erasing, labels, queries
from workbench.file_rights import keeping_operations as keeping
from workbench.file_rights.forms import HoldForm, WhyForm
from workbench.file_rights.models import Destruction, FileRequest, RequestKind, RequestState
from workbench.file_rights.views import back_to, bp
from workbench.web.forms import ConfirmForm, Form


def _room(casus: Casus, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("file_rights.index", ref=casus.ref, _anchor="keeping"), 303)


def _button(casus: Casus, form: Form, change: Callable[[], Any], said: str) -> ResponseReturnValue:
    if form.validate_on_submit() and form.save(change):
        return _room(casus, said)
    flash(" ".join(map(str, form.form_errors)) or _("Nothing was changed."), "warning")
    return redirect(url_for("file_rights.index", ref=casus.ref, _anchor="keeping"), 303)


# --- erasing on request


@bp.route("/<id:request_id>/grant", methods=["GET", "POST"])
@requires(Permission.DECIDE_DELETION)
def grant(casus: Casus, request_id: int) -> ResponseReturnValue:
    """The privacy officer decides that it is erased, with the ground."""
    asked = of_casus(FileRequest, casus, request_id)
    if asked.kind is not RequestKind.DELETION:
        abort(404)
    form = WhyForm(data={"version": asked.version})
    change = lambda: keeping.grant_deletion(casus, asked, form.made_from, by=current_user, why=form.why.data)  # noqa: E731
    if form.validate_on_submit() and form.save(change):
        return back_to(casus, asked, _("Decided. It is erased when somebody carries it out."))
    lead = _("Nothing is erased now: that happens when somebody carries it out.")
    title = _("Decide that it is erased")
    return render_template("file_rights/why.html", casus=casus, asked=asked, form=form, title=title, lead=lead)


@bp.route("/<id:request_id>/carry-out", methods=["GET", "POST"])
@requires(Permission.KEEP_FILE)
def carry_out(casus: Casus, request_id: int) -> ResponseReturnValue:
    """Erase it, after one more look and a fresh password. It cannot be undone."""
    asked = of_casus(FileRequest, casus, request_id)
    if asked.kind is not RequestKind.DELETION or asked.state is not RequestState.RELEASED:
        abort(404)
    if page := needs_fresh_proof():
        return page
    form, whole = ConfirmForm(data={"version": asked.version}), asked.person_id is None
    if form.validate_on_submit() and form.save(lambda: keeping.carry_out(casus, asked, form.made_from, by=current_user)):
        erasing.tidy()
        if whole:
            return _gone()
        return back_to(casus, asked, _("It is erased. Tell the person who asked."))
    rows = [] if whole else [one for one in queries.decided(asked).values() if one.decision == "erase"]
    return render_template(
        "file_rights/carry_out.html", casus=casus, asked=asked, form=form, rows=rows, labels=labels,
        names=names_of(people_of(casus)),
    )  # fmt: skip


def _gone() -> ResponseReturnValue:
    g.pop("casus", None)  # nothing of it is left to look at after this request
    flash(_("The file is erased. The report of it stands in the list below."))
    return redirect(url_for("file_office.index", _anchor="erased"), 303)


# --- holds


@bp.route("/hold", methods=["GET", "POST"])
@requires(Permission.KEEP_FILE)
def hold(casus: Casus) -> ResponseReturnValue:
    """This file may not be destroyed before a day."""
    form = HoldForm()
    if form.validate_on_submit() and form.save(lambda: keeping.set_hold(casus, by=current_user, **form.answers)):
        return _room(casus, _("The hold is set. A second person confirms it."))
    return render_template("file_rights/hold.html", casus=casus, form=form)


@bp.post("/hold/<id:hold_id>/confirm")
@requires(Permission.KEEP_FILE)
def confirm_hold(casus: Casus, hold_id: int) -> ResponseReturnValue:
    there, form = of_casus(LegalHold, casus, hold_id), ConfirmForm()
    change = lambda: keeping.confirm_hold(casus, there, form.made_from, by=current_user)  # noqa: E731
    return _button(casus, form, change, _("The hold is confirmed."))


@bp.route("/hold/<id:hold_id>/lift", methods=["GET", "POST"])
@requires(Permission.KEEP_FILE)
def ask_to_lift(casus: Casus, hold_id: int) -> ResponseReturnValue:
    """Ask that a hold ends before its day, with the reason."""
    there = of_casus(LegalHold, casus, hold_id)
    form = WhyForm(data={"version": there.version})
    change = lambda: keeping.ask_to_lift(casus, there, form.made_from, by=current_user, why=form.why.data)  # noqa: E731
    if form.validate_on_submit() and form.save(change):
        return _room(casus, _("Somebody else decides whether the hold ends."))
    title, lead = _("Ask to end the hold early"), _("Somebody else decides whether the hold ends.")
    return render_template("file_rights/why.html", casus=casus, asked=None, form=form, title=title, lead=lead)


@bp.post("/hold/<id:hold_id>/lifted")
@requires(Permission.KEEP_FILE)
def lift(casus: Casus, hold_id: int) -> ResponseReturnValue:
    there, form = of_casus(LegalHold, casus, hold_id), ConfirmForm()
    change = lambda: keeping.lift_hold(casus, there, form.made_from, by=current_user)  # noqa: E731
    return _button(casus, form, change, _("The hold has ended."))


# --- destruction


@bp.route("/destroy", methods=["GET", "POST"])
@requires(Permission.KEEP_FILE)
def ask_destruction(casus: Casus) -> ResponseReturnValue:
    """The term is over: propose that it is destroyed."""
    form = WhyForm()
    if form.validate_on_submit() and form.save(lambda: keeping.ask_destruction(casus, by=current_user, why=form.why.data)):
        return _room(casus, _("Somebody else decides whether it is destroyed."))
    title, lead = _("Propose to destroy this file"), _("Somebody else decides whether it is destroyed.")
    return render_template("file_rights/why.html", casus=casus, asked=None, form=form, title=title, lead=lead)


@bp.route("/destroy/<id:destruction_id>", methods=["GET", "POST"])
@requires(Permission.KEEP_FILE)
def destroy(casus: Casus, destruction_id: int) -> ResponseReturnValue:
    """The second person destroys it, after one more look and a fresh password."""
    asked = of_casus(Destruction, casus, destruction_id)
    if page := needs_fresh_proof():
        return page
    form = ConfirmForm(data={"version": asked.version})
    if form.validate_on_submit() and form.save(lambda: keeping.destroy(casus, asked, form.made_from, by=current_user)):
        erasing.tidy()
        return _gone()
    return render_template(
        "file_rights/destroy.html", casus=casus, asked=asked, form=form, colleagues=queries.colleagues(),
        is_second=asked.created_by_id != current_user.id,
    )  # fmt: skip


@bp.route("/destroy/<id:destruction_id>/refuse", methods=["GET", "POST"])
@requires(Permission.KEEP_FILE)
def refuse_destruction(casus: Casus, destruction_id: int) -> ResponseReturnValue:
    """The second person does not agree, with the reason."""
    asked = of_casus(Destruction, casus, destruction_id)
    form = WhyForm(data={"version": asked.version})
    change = lambda: keeping.refuse_destruction(casus, asked, form.made_from, by=current_user, why=form.why.data)  # noqa: E731
    if form.validate_on_submit() and form.save(change):
        return _room(casus, _("The file stays. The reason is kept with it."))
    title, lead = _("Do not destroy it"), _("The file stays. The reason is kept with it.")
    return render_template("file_rights/why.html", casus=casus, asked=None, form=form, title=title, lead=lead)
