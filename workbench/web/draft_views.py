"""Where forms send what is being typed, and where a draft is thrown away."""

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workbench.access import Permission, requires, signed_in
from workbench.extensions import db
from workbench.web import drafts

if TYPE_CHECKING:
    from workbench.casus.models import Casus

bp = Blueprint("drafts", __name__, url_prefix="/casus/<ref:ref>/draft")
own_bp = Blueprint("own_drafts", __name__, url_prefix="/draft")  # of forms that belong to no casus
more_bps = (own_bp,)


def _place(casus: "Casus") -> str:
    """The path of the form, only within this casus: a draft is never a way to somewhere else."""
    place = request.args.get("place", "")
    return place if place.startswith(f"/casus/{casus.ref}/") else ""


@bp.route("", methods=["POST"])
@requires(Permission.SEE_CASUS)
def keep(casus: "Casus") -> ResponseReturnValue:
    place = _place(casus)
    kept = bool(place) and drafts.keep(current_user.id, casus.id, place, list(request.form.items(multi=True)))
    db.session.commit()
    return ("", 204) if kept else ("", 413 if place else 404)


@bp.route("/discard", methods=["POST"])
@requires(Permission.SEE_CASUS)
def discard(casus: "Casus") -> ResponseReturnValue:
    place = _place(casus)
    drafts.discard(current_user.id, place)
    db.session.commit()
    return redirect(place or "/", 303)


def _own_place() -> str:
    place = request.args.get("place", "")
    return place if drafts.is_own(place) else ""


@own_bp.route("", methods=["POST"])
@signed_in
def keep_own() -> ResponseReturnValue:
    place = _own_place()
    kept = bool(place) and drafts.keep(current_user.id, None, place, list(request.form.items(multi=True)))
    db.session.commit()
    return ("", 204) if kept else ("", 413 if place else 404)


@own_bp.route("/discard", methods=["POST"])
@signed_in
def discard_own() -> ResponseReturnValue:
    place = _own_place()
    drafts.discard(current_user.id, place)
    db.session.commit()
    return redirect(place or "/", 303)
