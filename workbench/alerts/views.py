"""What was out of the ordinary in the log, for the supervisor of a team and the privacy officer."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from workbench import audit
from workbench.access import Permission, requires
from workbench.accounts.models import User
from workbench.alerts import operations, queries
from workbench.alerts.forms import LookForm
from workbench.emergency.labels import SEATS
from workbench.emergency.queries import seat_of
from workbench.extensions import db

bp = Blueprint("alerts", __name__, url_prefix="/alerts")


@bp.route("/")
@requires(Permission.REVIEW_LOG)
def index() -> Any:
    """What waits for this person's look, and what was looked at."""
    found, seat = queries.to_look_at(_me()), seat_of(_me())
    waits = [one for one in found if one.look_of(seat) is None]
    return render_template(
        "alerts/index.html", waits=waits, done=[one for one in found if one not in waits], seats=SEATS
    )


@bp.route("/<id:alert_id>", methods=["GET", "POST"])
@requires(Permission.REVIEW_LOG)
def one(alert_id: int) -> Any:
    """One alert, with the lines it counted."""
    raised = next(iter(queries.to_look_at(_me(), alert_id)), None) or abort(404)
    form = LookForm()
    if form.validate_on_submit() and form.save(lambda: operations.look(raised, by=_me(), **form.answers)):
        flash(_("Noted."))
        return redirect(url_for(".index"), 303)
    found = queries.lines_of(raised, _me())
    said = audit.sentences([entry for entry, _ref in found], {raised.alert.user_id: raised.who})
    operations.note_look(raised, by=_me())
    db.session.commit()
    return render_template(
        "alerts/one.html", raised=raised, lines=list(zip(said, [ref for _entry, ref in found], strict=True)), form=form,
        seats=SEATS, said=raised.look_of(seat_of(_me())),
    )  # fmt: skip


def _me() -> User:
    me: User = current_user._get_current_object()
    return me
