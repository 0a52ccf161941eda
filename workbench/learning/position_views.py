"""Giving positions before the meeting, and opening them."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench.access import Permission, requires
from workbench.learning import bp, position_operations, queries
from workbench.learning.forms import positions_form
from workbench.learning.models import LearningMeeting
from workbench.learning.rules import Position
from workbench.learning.saying import done


@bp.route("/<id:learning_id>/positions", methods=["GET", "POST"])
@requires(Permission.LEARN)
def positions(learning_id: int) -> ResponseReturnValue:
    """Once, for all statements, without a way back; the page says so before one sends it."""
    meeting = queries.of_team(LearningMeeting, current_user, learning_id)
    points = queries.statements_in(queries.points_of(meeting))
    standing = queries.standing(meeting, current_user)
    why_not = position_operations.why_closed(meeting, standing)
    if not points:
        abort(404)
    if why_not:
        flash(why_not, "warning")
        return redirect(url_for(".one", learning_id=learning_id), 303)
    form = positions_form(points)()
    if form.validate_on_submit() and form.save(
        lambda: position_operations.give(meeting, _answers(form, points), by=current_user)
    ):
        flash(_("Thank you. Your positions are in, and nobody can tell which are yours."))
        return redirect(url_for(".one", learning_id=learning_id), 303)
    return render_template("learning/positions.html", form=form, meeting=meeting, points=points, standing=standing)


def _answers(form: Any, points: list[queries.Point]) -> dict[int, tuple[Position, str]]:
    ids = [point.record.id for point in points]
    return {number: (form.answers[f"position_{number}"], form.answers[f"said_{number}"]) for number in ids}


@bp.route("/<id:learning_id>/open", methods=["POST"])
@requires(Permission.LEARN)
def open_positions(learning_id: int) -> ResponseReturnValue:
    meeting = queries.of_team(LearningMeeting, current_user, learning_id)
    done(lambda: position_operations.open_them(meeting, by=current_user), _("The positions are open."))
    return redirect(url_for(".one", learning_id=learning_id, _anchor="positions"), 303)
