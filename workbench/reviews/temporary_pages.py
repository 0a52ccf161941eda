"""A temporary plan on the phone of somebody in it: who is where, who calls whom, until when; and that it is over."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from workbench import audit
from workbench.access import by_invitation
from workbench.reviews import bp, queries
from workbench.reviews.sessions import Participant


@bp.get("/o/tijdelijk")
@by_invitation
def temporary(participant: Participant) -> ResponseReturnValue:
    """What holds until the last day. Nothing is asked here."""
    own = queries.own_plan(participant.version, participant.person_id)
    audit.record_read(
        participant.casus, by=participant.actor, page=request.endpoint or "", plan_version=participant.version.id, agreements=[]
    )
    return render_template("reviews/temporary.html", own=own, view=own.view, phone=participant.phone)
