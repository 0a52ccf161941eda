"""The agenda of a learning meeting: statements, exercises, situations and other points; in which order, and how long."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from workbench.access import Permission, requires
from workbench.learning import bp, operations, queries
from workbench.learning.exercises import BY_KEY
from workbench.learning.forms import ExerciseForm, MinutesForm, PointForm, StatementsForm, WordsForm
from workbench.learning.models import LearningMeeting, LearningPoint
from workbench.learning.rules import PointKind
from workbench.learning.saying import done
from workbench.learning.statements import STATEMENTS


def _to(learning_id: int, anchor: str = "agenda") -> ResponseReturnValue:
    return redirect(url_for("learning.one", learning_id=learning_id, _anchor=anchor), 303)


@bp.route("/<id:learning_id>/statements", methods=["GET", "POST"])
@requires(Permission.LEARN)
def statements(learning_id: int) -> ResponseReturnValue:
    """Choose from the list, or write one."""
    meeting = queries.of_team(LearningMeeting, current_user, learning_id)
    form, there = StatementsForm(), {point.record.key for point in queries.points_of(meeting)}
    form.chosen.offer([(one.key, one.words) for one in STATEMENTS if one.key not in there])
    added: list[int] = []
    if form.validate_on_submit() and form.save(
        lambda: added.append(operations.add_statements(meeting, by=current_user, **form.answers))
    ):
        flash(ngettext("A statement is on the agenda.", "%(num)s statements are on the agenda.", added[0]))
        return _to(learning_id)
    return render_template(
        "learning/statements.html", form=form, meeting=meeting, notes={one.key: one.why for one in STATEMENTS}
    )


@bp.route("/<id:learning_id>/exercise", methods=["GET", "POST"])
@requires(Permission.LEARN)
def add_exercise(learning_id: int) -> ResponseReturnValue:
    meeting = queries.of_team(LearningMeeting, current_user, learning_id)
    asked = request.args.get("exercise", "")
    form = ExerciseForm(data={"key": asked if asked in BY_KEY else None})

    def add() -> None:
        key = str(form.key.data)
        operations.add_point(meeting, by=current_user, kind=PointKind.EXERCISE, key=key, minutes=BY_KEY[key].minutes)

    if form.validate_on_submit() and form.save(add):
        flash(_("The exercise is on the agenda."))
        return _to(learning_id)
    return render_template("learning/add_exercise.html", form=form, meeting=meeting)


@bp.route("/<id:learning_id>/points/new", methods=["GET", "POST"])
@requires(Permission.LEARN)
def add_point(learning_id: int) -> ResponseReturnValue:
    meeting = queries.of_team(LearningMeeting, current_user, learning_id)
    form = PointForm()
    if form.validate_on_submit() and form.save(lambda: operations.add_point(meeting, by=current_user, **form.answers)):
        flash(_("It is on the agenda."))
        return _to(learning_id)
    return render_template("learning/point.html", form=form, meeting=meeting, point=None)


def _here(learning_id: int, point_id: int) -> tuple[LearningMeeting, LearningPoint]:
    meeting = queries.of_team(LearningMeeting, current_user, learning_id)
    return meeting, queries.of_meeting(LearningPoint, meeting, point_id)


@bp.route("/<id:learning_id>/points/<id:point_id>", methods=["GET", "POST"])
@requires(Permission.LEARN)
def edit_point(learning_id: int, point_id: int) -> ResponseReturnValue:
    """Its minutes; and its words, where the team wrote them."""

    def stored() -> tuple[LearningPoint, dict[str, Any]]:
        found = _here(learning_id, point_id)[1]
        return found, {name: getattr(found, name) for name in ("title", "text", "minutes", "version")}

    meeting = _here(learning_id, point_id)[0]
    point, values = stored()
    form: Any = (WordsForm if point.title else MinutesForm)(data=values)
    if form.validate_on_submit() and form.save(
        lambda: operations.change_point(meeting, point, form.made_from, by=current_user, **form.answers), stored=stored
    ):
        flash(_("Saved."))
        return _to(learning_id, f"point-{point_id}")
    return render_template("learning/point.html", form=form, meeting=meeting, point=point)


@bp.route("/<id:learning_id>/points/<id:point_id>/move", methods=["POST"])
@requires(Permission.LEARN)
def move_point(learning_id: int, point_id: int) -> ResponseReturnValue:
    meeting, point = _here(learning_id, point_id)
    up = request.form.get("way") == "up"
    done(lambda: operations.move_point(meeting, point, by=current_user, up=up), _("Moved."))
    return _to(learning_id, f"point-{point_id}")


@bp.route("/<id:learning_id>/points/<id:point_id>/remove", methods=["POST"])
@requires(Permission.LEARN)
def remove_point(learning_id: int, point_id: int) -> ResponseReturnValue:
    meeting, point = _here(learning_id, point_id)
    done(lambda: operations.remove_point(meeting, point, by=current_user), _("It is off the agenda."))
    return _to(learning_id)
