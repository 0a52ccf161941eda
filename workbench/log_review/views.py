"""The monthly work list of the log, for the supervisor of a team and the privacy officer."""

from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import format_date
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.accounts.models import User
from workbench.alerts import queries as alerts
from workbench.emergency.labels import SEATS
from workbench.emergency.queries import seat_of
from workbench.extensions import db
from workbench.log_review import operations, queries, rules
from workbench.log_review.forms import SignOffForm

bp = Blueprint("log_review", __name__, url_prefix="/log-review")


@bp.route("/")
@requires(Permission.REVIEW_LOG)
def index() -> Any:
    """Which months wait, and what was signed off before."""
    waits, teams = queries.waiting(_me()), list(db.session.scalars(queries.teams_of(_me())))
    now = clock.today().replace(day=1)
    return render_template(
        "log_review/index.html", waits=waits, teams=teams, now=now, done=queries.history(_me()), seats=SEATS,
        words=_words, unusual=[one for one in alerts.to_look_at(_me()) if one.look_of(seat_of(_me())) is None],
    )  # fmt: skip


@bp.route("/<id:team_id>/<month>", methods=["GET", "POST"])
@requires(Permission.REVIEW_LOG)
def month(team_id: int, month: str) -> Any:
    """What stands out in one month of one team, and the sign-off."""
    team = queries.team_for(_me(), team_id) or abort(404)
    shown = queries.month_of(team, _read(month), _me())
    form, over = SignOffForm(), rules.following(shown.month) <= clock.today()
    if form.validate_on_submit() and form.save(lambda: operations.sign_off(shown, by=_me(), **form.answers)):
        flash(_("Signed off."))
        return redirect(url_for(".index"), 303)
    operations.note_look(shown, by=_me())
    db.session.commit()
    return render_template(
        "log_review/month.html", shown=shown, form=form, over=over, rules=rules.RULES, seats=SEATS,
        links=seat_of(_me()) == "supervisor", words=_words,
    )  # fmt: skip


def _read(text: str) -> date:
    """2026-05 as its first day; 404 for what is no month, or still to come."""
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        abort(404)
    return found if date(2000, 1, 1) <= found <= clock.today() else abort(404)


def _words(month: date) -> str:
    """may 2026."""
    return format_date(month, "MMMM yyyy")


def _me() -> User:
    me: User = current_user._get_current_object()
    return me
