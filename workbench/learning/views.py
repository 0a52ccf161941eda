"""The room of learning meetings: what there is, planning one, its page, the calendar item, the minutes. The door elsewhere."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, allows, requires
from workbench.learning import (
    agenda_views,
    bp,
    harvest_views,
    labels,
    material_views,
    operations,
    position_operations,
    position_views,
    queries,
    rules,
    talk_views,
)
from workbench.learning.forms import MeetingForm
from workbench.learning.models import LearningMeeting
from workbench.learning.rules import MeetingState
from workbench.meetings.calendar import calendar_item
from workbench.meetings.prepare_views import as_calendar
from workbench.standards.team import lessons
from workbench.standards.team_queries import team_overview
from workbench.web.forms import ConfirmForm

__all__ = ["agenda_views", "bp", "harvest_views", "material_views", "position_views", "talk_views"]


@bp.context_processor
def words() -> dict[str, Any]:
    """What the templates of this room call things."""
    return {"labels": labels, "rules": rules}


@bp.app_template_global("learning_door")
def door() -> queries.Door | None:
    """The entrance on pages of other subjects: Vandaag, the team, a worker's reflections. None for who has no team."""
    return queries.door_of(current_user) if allows(current_user, Permission.LEARN) else None


@bp.route("/")
@requires(Permission.LEARN)
def index() -> str:
    meetings = queries.meetings_of(current_user.team_id)
    today = clock.today()
    coming = [pair for pair in reversed(meetings) if pair[0].state is MeetingState.PLANNED]
    return render_template(
        "learning/index.html", coming=coming, over=[pair for pair in meetings if pair[0].state is not MeetingState.PLANNED],
        team_actions=queries.team_actions(current_user.team_id), own_actions=queries.own_actions(current_user),
        panels=queries.panels(current_user.team_id), today=today,
    )  # fmt: skip


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.LEARN)
def new() -> ResponseReturnValue:
    form = MeetingForm(data={"minutes": rules.USUAL_MINUTES, "led_by": current_user.id})
    form.led_by.offer(queries.members_of(current_user.team_id))
    found = lessons(team_overview(current_user.team_id).rows)
    made: list[LearningMeeting] = []
    if form.validate_on_submit() and form.save(
        lambda: made.append(
            operations.plan(by=current_user, lessons=[(str(one.words), str(one.idea)) for one in found], **form.answers)
        )
    ):
        flash(_("The meeting is planned. Now choose what you will talk about."))
        return redirect(url_for(".one", learning_id=made[0].id), 303)
    return render_template("learning/form.html", form=form, meeting=None, lessons=found)


@bp.route("/<id:learning_id>/")
@requires(Permission.LEARN)
def one(learning_id: int) -> str:
    meeting = queries.of_team(LearningMeeting, current_user, learning_id)
    points, standing = queries.points_of(meeting), queries.standing(meeting, current_user)
    return render_template(
        "learning/one.html", meeting=meeting, leader=queries.leader_of(meeting), points=points, standing=standing,
        statements=queries.statements_in(points), why_closed=position_operations.why_closed(meeting, standing),
        minutes=sum(point.record.minutes for point in points), take_aways=queries.take_aways(meeting, current_user),
        team_actions=queries.team_actions(meeting.team_id), own_actions=queries.own_actions(current_user),
    )  # fmt: skip


@bp.route("/<id:learning_id>/edit", methods=["GET", "POST"])
@requires(Permission.LEARN)
def edit(learning_id: int) -> ResponseReturnValue:
    def stored() -> tuple[LearningMeeting, dict[str, Any]]:
        found = queries.of_team(LearningMeeting, current_user, learning_id)
        return found, {name: getattr(found, name) for name in ("held_on", "starts_at", "minutes", "place", "version")} | {
            "led_by": found.led_by_id}  # fmt: skip

    meeting, values = stored()
    form = MeetingForm(data=values)
    form.led_by.offer(queries.members_of(meeting.team_id))
    if form.validate_on_submit() and form.save(
        lambda: operations.change(meeting, form.made_from, by=current_user, **form.answers), stored=stored
    ):
        flash(_("Saved. Who has it in the calendar takes the new item from this page."))
        return redirect(url_for(".one", learning_id=learning_id), 303)
    return render_template("learning/form.html", form=form, meeting=meeting, lessons=[])


@bp.route("/<id:learning_id>/cancel", methods=["GET", "POST"])
@requires(Permission.LEARN)
def cancel(learning_id: int) -> ResponseReturnValue:
    """It asks first: positions that were given are lost with it."""
    meeting, form = queries.of_team(LearningMeeting, current_user, learning_id), ConfirmForm()
    if form.validate_on_submit() and form.save(lambda: operations.cancel(meeting, by=current_user)):
        flash(_("The meeting is called off."))
        return redirect(url_for(".one", learning_id=learning_id), 303)
    return render_template("learning/cancel.html", form=form, meeting=meeting)


@dataclass(frozen=True)
class InCalendar:
    """A learning meeting as a calendar may know it: when and where, and not what it is."""

    uid: str
    sequence: int
    status: str
    held_on: date
    starts_at: time | None
    ends_at: time | None
    calendar_place: str


@bp.route("/<id:learning_id>/afspraak.ics")
@requires(Permission.LEARN)
def calendar(learning_id: int) -> ResponseReturnValue:
    """The calendar item; the same for everybody in the team. Its title says nothing, as of every item (security.md D.8)."""
    meeting = queries.of_team(LearningMeeting, current_user, learning_id)
    status = "cancelled" if meeting.state is MeetingState.CANCELLED else "planned"
    item = InCalendar(
        meeting.ics_uid, meeting.ics_sequence, status, meeting.held_on, meeting.starts_at,
        rules.ends_at(meeting.starts_at, meeting.minutes), meeting.place or "",
    )  # fmt: skip
    return as_calendar(calendar_item(item, clock.now()))


@bp.route("/<id:learning_id>/minutes")
@requires(Permission.LEARN)
def minutes(learning_id: int) -> str:
    """For paper: the agenda with what was said, positions that were opened, what people gave to the team, and its actions."""
    meeting = queries.of_team(LearningMeeting, current_user, learning_id)
    given = [pair for pair in queries.take_aways(meeting, current_user) if pair[0].seen_by == "team"]
    return render_template(
        "learning/minutes.html", meeting=meeting, leader=queries.leader_of(meeting), points=queries.points_of(meeting),
        boxes=queries.opened_boxes(meeting), take_aways=given, team_actions=queries.actions_of(meeting),
    )  # fmt: skip
