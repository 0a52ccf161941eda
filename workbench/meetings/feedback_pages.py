"""Three short questions after a meeting, by the personal link (security.md D.6: nothing that was sent is shown back)."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from workbench import audit, clock
from workbench.access import by_invitation
from workbench.meetings import feedback_operations, feedback_queries, feedback_rules
from workbench.meetings.feedback_guest_forms import CARD, GROWN_UP, ICONS, YOUNG, OwnFeedbackForm
from workbench.plans.projection import Leaking
from workbench.reviews import participant_views
from workbench.reviews.queries import own_plan
from workbench.reviews.sessions import Participant
from workbench.web.own_page import above

bp = Blueprint("after_meeting", __name__)
bp.register_error_handler(Leaking, participant_views.not_now)


def asks_after(participant: Any, _view: Any) -> Markup | str:
    """A card on the first page, while the newest meeting somebody was at has no answer."""
    meeting_id = participant.beside.get("meeting_feedback")
    if meeting_id is None:
        return ""
    card = render_template("meetings/own_feedback_card.html", meeting_id=meeting_id, words=CARD)
    return Markup(card)  # noqa: S704 - our own template escapes


above.append(asks_after)


@bp.route("/o/na-de-bijeenkomst/<id:meeting_id>", methods=["GET", "POST"])
@by_invitation
def questions(participant: Participant, meeting_id: int) -> ResponseReturnValue:
    """The three questions, for who was there, for two weeks. Each may be left open."""
    today = clock.today()
    found = feedback_queries.asked_of(participant.casus, participant.person_id, meeting_id, today)
    if found is None:
        abort(404)
    meeting, person, said = found
    form = OwnFeedbackForm()
    if form.validate_on_submit() and form.save(
        lambda: feedback_operations.give_own(
            participant.casus, meeting, participant.person_id, by=participant.actor, via=participant.via,
            heard=form.heard.data, went_well=form.went_well.data, next_time=form.next_time.data,
        )
    ):  # fmt: skip
        return redirect(url_for("own_pages.noted"), 303)
    if request.method == "GET":
        audit.record_read(participant.casus, by=participant.actor, page=request.endpoint or "", meeting=meeting.id)
    view = own_plan(participant.version, participant.person_id).view
    return render_template(
        "meetings/own_feedback.html", form=form, held_on=meeting.held_on, again=said is not None, icons=ICONS, view=view,
        asks=YOUNG if person.family_role == "child" else GROWN_UP, until=feedback_rules.last_day(meeting.held_on),
        phone=participant.phone,
    )  # fmt: skip
