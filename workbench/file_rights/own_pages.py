"""Asking about one's own data by the personal link (security.md C.2). What was asked is not shown back."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.access import by_invitation
from workbench.accounts.settings import setting
from workbench.file_rights import operations, rules
from workbench.file_rights.guest_forms import OwnRequestForm
from workbench.file_rights.models import RequestKind
from workbench.plans.projection import Leaking
from workbench.reviews import participant_views
from workbench.reviews.entries import Entry, more
from workbench.reviews.queries import own_plan
from workbench.reviews.sessions import Participant

bp = Blueprint("own_file", __name__)
bp.register_error_handler(Leaking, participant_views.not_now)


def asks(_participant: Participant) -> Entry | None:
    """For everybody with a link."""
    return Entry(_l("What is written about you"), "own_file.ask")


more.append(asks)


@bp.route("/o/mijn-gegevens", methods=["GET", "POST"])
@by_invitation
def ask(participant: Participant) -> ResponseReturnValue:
    """Ask to see what is written, to have it mended or taken away, or to put own words beside it."""
    form = OwnRequestForm()
    if form.validate_on_submit() and form.save(
        lambda: operations.register_own(participant.casus, by=participant.actor, **form.answers)
    ):
        return redirect(url_for("own_pages.noted"), 303)
    if request.method == "GET":
        audit.record_read(participant.casus, by=participant.actor, page="own_file.ask", plan_version=participant.version.id)
    view = own_plan(participant.version, participant.person_id).view
    days = setting("access.request_days")
    due = {kind.value: rules.due_on(kind, clock.today(), days) for kind in (RequestKind.ACCESS, RequestKind.DELETION)}
    return render_template("file_rights/own_request.html", form=form, view=view, phone=participant.phone, due=due)
