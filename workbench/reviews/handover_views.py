"""Handing over the tablet, and taking it back."""

from flask import g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workbench.access import Permission, public, requires
from workbench.accounts import sessions as staff
from workbench.accounts.proof import ProofForm
from workbench.casus.models import Casus, Person
from workbench.casus.queries import of_casus
from workbench.errors import RuleBroken
from workbench.extensions import db, limiter
from workbench.reviews import bp, handover, queries, sessions
from workbench.reviews.link_views import ROOM, no_version, refused


@bp.route(f"{ROOM}/<id:person_id>/hand-over", methods=["GET", "POST"])
@requires(Permission.INVITE)
def hand_over(casus: Casus, person_id: int) -> ResponseReturnValue:
    """Unlock one person's pages on this device, with the own second factor anew."""
    person, version = of_casus(Person, casus, person_id), queries.newest_version(casus)
    if version is None:
        return refused(casus, no_version())
    worker, own = current_user._get_current_object(), g.user_session
    form = ProofForm(worker)
    if not form.validate_on_submit():
        return render_template("reviews/hand_over.html", casus=casus, person=person, form=form)
    try:
        token = handover.hand_over(casus, person, version, own, by=worker)
    except RuleBroken as error:
        return refused(casus, error)
    db.session.commit()
    staff.leave_browser()
    response = sessions.put_in_cookie(make_response(redirect(url_for(".agreements"), 303)), token)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@bp.route("/o/terug", methods=["GET", "POST"])
@public("only on a tablet that was handed over, and only its worker's password leads anywhere")
@limiter.limit("60 per 10 minutes", methods=["POST"])
def give_back() -> ResponseReturnValue:
    """Give the tablet back: its worker's password closes these pages and opens the workbench again."""
    opened = sessions.of_this_browser()
    waiting = handover.waits_for(opened, lock=request.method == "POST")
    if waiting is None or opened is None:
        return sessions.closed_page()
    casus, worker = waiting
    form = ProofForm(worker, by_password=True)
    if not form.validate_on_submit():
        sessions.exit_url()
        return render_template("reviews/give_back.html", form=form, worker=worker, open=opened.ended_at is None)
    token = handover.give_back(opened, casus, worker)
    db.session.commit()
    staff.leave_browser()
    if token is not None:
        staff.put_in_cookie(token)
    where = url_for(".index", ref=casus.ref) if token else url_for("security.login")
    return sessions.forget(make_response(redirect(where, 303)), everything=False)
