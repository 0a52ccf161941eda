"""The pages about meetings outside a casus: the agenda of the house, and what a participant reads by a personal link."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from workbench import audit, clock
from workbench.access import Permission, by_invitation, requires
from workbench.accounts import settings
from workbench.accounts.models import User
from workbench.casus.queries import of_casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.meetings import agendas, calendar, feedback_queries, for_reader, minuting, preparing, queries
from workbench.meetings.forms import DefaultAgendaForm, OwnCorrectionForm
from workbench.meetings.models import Meeting, MeetingStatus
from workbench.meetings.prepare_views import agenda_on_screen, as_calendar
from workbench.meetings.reader_view import MeetingView
from workbench.reviews.sessions import Participant

bp = Blueprint("meeting_pages", __name__)
INVITED = (MeetingStatus.INVITED, MeetingStatus.CANCELLED)


@bp.route("/settings/agenda", methods=["GET", "POST"])
@requires(Permission.MANAGE_SETTINGS)
def house_agenda() -> ResponseReturnValue:
    """The agenda each new meeting begins with."""
    form, at, verb = agenda_on_screen(DefaultAgendaForm, agendas.default(), holds_from=clock.today())
    if not verb and form.validate_on_submit() and form.save(
        lambda: agendas.change_default(form.lines, form.since, form.source.data, by=current_user)
    ):
        flash(_("The agenda was changed."), "success")
        return redirect(url_for("meeting_pages.house_agenda"), 303)
    history = settings.history(agendas.KEY)
    by = select(User).where(User.id.in_({row.set_by_id for row in history if row.set_by_id}))
    return render_template("meetings/house_agenda.html", form=form, at=at, verb=verb, history=history,
                           names={user.id: user.name for user in db.session.scalars(by)},
                           minutes=agendas.minutes_of(form.lines))  # fmt: skip


# --- for a participant


@bp.get("/o/bijeenkomsten")
@by_invitation
def own_meetings(participant: Participant) -> ResponseReturnValue:
    """The meetings this person is asked for, and the minutes that are his or hers to read."""
    audit.record_read(participant.casus, by=participant.actor, page=request.endpoint or "")
    mine = queries.meetings_for(participant.casus, participant.person_id)
    to_come = [one for one in mine if one.status in INVITED and one.held_on >= clock.today()]
    sent = [one for one in mine if one.status is MeetingStatus.MINUTES_SENT and _gets_minutes(one, participant)]
    asks = feedback_queries.open_for(participant.casus, participant.person_id, clock.today())
    after = [one for one in mine if one.id in asks]
    return render_template("meetings/own_meetings.html", to_come=to_come, sent=sent, after=after, phone=participant.phone)


def _gets_minutes(meeting: Meeting, participant: Participant) -> bool:
    return any(one.person_id == participant.person_id and one.gets_minutes for one in meeting.attendance)


def _own(participant: Participant, meeting_id: int, *, sent: bool) -> tuple[Meeting, MeetingView]:
    """This meeting as this person may read it, or 404: not asked, not sent yet, or something in it that may not go."""
    meeting = of_casus(Meeting, participant.casus, meeting_id, *queries.ALL)
    mine = any(one.person_id == participant.person_id and one.invited_on is not None for one in meeting.attendance)
    if sent and (meeting.status is not MeetingStatus.MINUTES_SENT or not _gets_minutes(meeting, participant)):
        abort(404)
    if not sent and (not mine or meeting.status not in INVITED):
        abort(404)
    try:
        known = for_reader.material(participant.casus, meeting)
        if sent and participant.person_id not in for_reader.receivers(known):
            abort(404)
        return meeting, for_reader.project(known, participant.person_id)
    except RuleBroken:
        abort(404)


@bp.get("/o/bijeenkomsten/<id:meeting_id>")
@by_invitation
def own_invitation(participant: Participant, meeting_id: int) -> ResponseReturnValue:
    """The invitation: day, time, agenda, what to bring."""
    _meeting, view = _own(participant, meeting_id, sent=False)
    audit.record_read(participant.casus, by=participant.actor, page=request.endpoint or "")
    return render_template("meetings/own_invitation.html", view=view, phone=participant.phone)


@bp.post("/o/bijeenkomsten/<id:meeting_id>/agenda")
@by_invitation
def own_calendar(participant: Participant, meeting_id: int) -> ResponseReturnValue:
    """The calendar item, where it was chosen that this person gets one."""
    meeting = of_casus(Meeting, participant.casus, meeting_id)
    try:
        preparing.calendar_item(participant.casus, meeting, participant.person_id, by=participant.actor)
    except RuleBroken:
        abort(404)
    _meeting, view = _own(participant, meeting_id, sent=False)
    db.session.commit()
    return as_calendar(calendar.calendar_item(view, clock.now()))


@bp.route("/o/verslagen/<id:meeting_id>", methods=["GET", "POST"])
@by_invitation
def own_minutes(participant: Participant, meeting_id: int) -> ResponseReturnValue:
    """The minutes as this person may read them, with room to say what should be otherwise."""
    meeting, view = _own(participant, meeting_id, sent=True)
    form = OwnCorrectionForm()
    in_time = view.correct_until is not None and clock.today() <= view.correct_until
    if form.validate_on_submit() and form.save(
        lambda: minuting.correct(
            participant.casus, meeting, person_id=participant.person_id, text=form.text.data, by=participant.actor, on_time=True
        )
    ):
        return redirect(url_for("meeting_pages.own_minutes", meeting_id=meeting_id), 303)
    if request.method == "GET":
        audit.record_read(participant.casus, by=participant.actor, page=request.endpoint or "")
    return render_template("meetings/own_minutes.html", view=view, form=form, in_time=in_time, phone=participant.phone)
