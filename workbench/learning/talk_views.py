"""The meeting itself: a calm page for the screen in the room, point by point, and the end of it."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench.access import Permission, requires
from workbench.learning import bp, operations, queries
from workbench.learning.forms import NoteForm
from workbench.learning.models import LearningMeeting, LearningPoint
from workbench.learning.saying import done


@bp.route("/<id:learning_id>/talk/")
@requires(Permission.LEARN)
def begin(learning_id: int) -> ResponseReturnValue:
    """To the first point of the agenda."""
    meeting = queries.of_team(LearningMeeting, current_user, learning_id)
    points = queries.points_of(meeting)
    if not points:
        return redirect(url_for(".one", learning_id=learning_id), 303)
    return redirect(url_for(".talk", learning_id=learning_id, point_id=points[0].record.id), 303)


@bp.route("/<id:learning_id>/talk/<id:point_id>", methods=["GET", "POST"])
@requires(Permission.LEARN)
def talk(learning_id: int, point_id: int) -> ResponseReturnValue:
    """One point: what it is, why it matters, what people think, what to ask, and what was said."""
    meeting = queries.of_team(LearningMeeting, current_user, learning_id)

    def stored() -> tuple[LearningPoint, dict[str, Any]]:
        found = queries.of_meeting(LearningPoint, meeting, point_id)
        return found, {"said": found.said or "", "version": found.version}

    points = queries.points_of(meeting)
    at = next((nr for nr, point in enumerate(points) if point.record.id == point_id), None)
    if at is None:
        abort(404)
    record = points[at].record
    form = NoteForm(data={"said": record.said, "version": record.version})
    if form.validate_on_submit() and form.save(
        lambda: operations.write_note(meeting, record, form.made_from, by=current_user, **form.answers), stored=stored
    ):
        flash(_("Written down."))
        return redirect(url_for(".talk", learning_id=learning_id, point_id=point_id), 303)
    return render_template(
        "learning/talk.html", form=form, meeting=meeting, points=points, at=at, point=points[at],
        box=queries.opened_boxes(meeting).get(point_id), actions=_open_actions(meeting, points[at]),
    )  # fmt: skip


def _open_actions(meeting: LearningMeeting, point: queries.Point) -> list[Any]:
    """At the point that looks back: the open actions of the team. Those of one person are not for the screen."""
    return queries.team_actions(meeting.team_id) if point.record.kind == "actions" else []


@bp.route("/<id:learning_id>/held", methods=["POST"])
@requires(Permission.LEARN)
def hold(learning_id: int) -> ResponseReturnValue:
    meeting = queries.of_team(LearningMeeting, current_user, learning_id)
    done(lambda: operations.hold(meeting, by=current_user), _("The meeting is over. What does each of you take away?"))
    return redirect(url_for(".one", learning_id=learning_id, _anchor="take-away"), 303)
