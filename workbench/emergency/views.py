"""Emergency access: asking for it, what one opened oneself, and looking at what colleagues opened."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from workbench import audit
from workbench.access import Permission, allows, requires
from workbench.accounts.models import User
from workbench.accounts.proof import needs_fresh_proof
from workbench.casus.models import Casus
from workbench.casus.queries import casus_with_head
from workbench.emergency import labels, operations, queries, rules
from workbench.emergency.forms import LookForm, OpenForm, PrivacyForm
from workbench.emergency.models import EmergencyAccess
from workbench.errors import RuleBroken
from workbench.extensions import db

bp = Blueprint("emergency", __name__, url_prefix="/emergency")


@bp.route("/")
@requires(Permission.BREAK_GLASS)
def index() -> Any:
    """What one opened oneself, and the way to open another."""
    return render_template("emergency/index.html", opened=queries.own(_me()), labels=labels)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.BREAK_GLASS)
def new() -> Any:
    if page := needs_fresh_proof():
        return page
    form = OpenForm()
    if form.validate_on_submit():
        casus = _found(form)
        if casus is not None and form.save(lambda: _open(casus, form)):
            flash(_("You can read this family for four hours. The supervisor and the privacy officer know."))
            return redirect(url_for("overview.casus", ref=casus.ref), 303)
    return render_template("emergency/new.html", form=form)


def _found(form: OpenForm) -> Casus | None:
    """The family; else one and the same answer, whether the reference, the name or both are wrong."""
    me = _me()
    if queries.door_opens_at(me.id) is not None:
        audit.record_denied(None, by=me, page=request.endpoint or "")  # so that who goes on guessing is told of (alerts.rules)
        form.show(RuleBroken(_("This went wrong five times. Wait an hour, or call the supervisor of the team.")))
        return None
    casus = operations.find(form.ref.data or "", form.name.data or "")
    if casus is None:
        operations.note_miss(by=me)
        db.session.commit()
        form.show(RuleBroken(_("No family was found with this reference and this name. Check both."), field="ref"))
        return None
    if allows(me, Permission.SEE_CASUS, casus):
        form.show(RuleBroken(_("You may see this family already: it stands in your own list."), field="ref"))
        return None
    return casus


def _open(casus: Casus, form: Any) -> None:
    purpose: Any = form.purpose.data
    operations.open_casus(casus, by=_me(), purpose=purpose, reason=form.reason.data or "")


@bp.route("/privacy", methods=["GET", "POST"])
@requires(Permission.LOOK_FOR_PRIVACY)
def privacy() -> Any:
    """The privacy officer opens a family to read it, with a purpose and a reason; and what he or she opened before."""
    if request.method == "POST" and (page := needs_fresh_proof()):
        return page
    form = PrivacyForm()
    if form.validate_on_submit():
        casus = casus_with_head(rules.as_reference(form.ref.data or ""), lock=False)
        if casus is None:
            form.show(RuleBroken(_("No family has this reference."), field="ref"))
        elif form.save(lambda: _open(casus, form)):
            flash(_("You can read this family for four hours. The supervisor of its team knows."))
            return redirect(url_for("overview.casus", ref=casus.ref), 303)
    return render_template("emergency/privacy.html", form=form, opened=queries.own(_me()), labels=labels)


@bp.post("/<id:access_id>/close")
@requires(Permission.USE_WORKBENCH)  # one's own only
def close(access_id: int) -> Any:
    opened = db.session.get(EmergencyAccess, access_id)
    if opened is None or opened.user_id != current_user.id:
        abort(404)
    operations.close(opened, db.session.get_one(Casus, opened.casus_id), by=_me())
    db.session.commit()
    flash(_("Closed. You can no longer read this family."))
    return redirect(url_for(".privacy" if opened.for_privacy else ".index"), 303)


# --- afterwards


@bp.route("/looks")
@requires(Permission.REVIEW_LOG)
def looks() -> Any:
    """What colleagues opened, with what still waits for this person first."""
    found, seat = queries.to_look_at(_me()), queries.seat_of(_me())
    waits = [one for one in found if one.look_of(seat) is None or one.look_of(seat).judgement == "talk"]  # type: ignore[union-attr]
    return render_template(
        "emergency/looks.html", waits=waits, done=[one for one in found if one not in waits], labels=labels
    )


@bp.route("/looks/<id:access_id>", methods=["GET", "POST"])
@requires(Permission.REVIEW_LOG)
def look(access_id: int) -> Any:
    one = queries.one_to_look_at(_me(), access_id) or abort(404)
    casus = db.session.get_one(Casus, one.access.casus_id)
    form = LookForm()
    if form.validate_on_submit() and form.save(lambda: operations.judge(one, casus, by=_me(), **form.answers)):
        flash(_("Your judgement was noted."))
        return redirect(url_for(".looks"), 303)
    read = audit.sentences([entry for entry, _who in queries.what_was_read(one)], {one.access.user_id: one.who})
    audit.record_read(casus, by=_me(), page="emergency.look")
    may_open = allows(_me(), Permission.SEE_CASUS, casus)
    return render_template(
        "emergency/look.html", one=one, form=form, read=read, labels=labels, said=one.look_of(queries.seat_of(_me())),
        family=casus if may_open else None, lasts=rules.LASTS,
    )  # fmt: skip


def _me() -> User:
    me: User = current_user._get_current_object()
    return me
