"""What each takes away, and the actions that follow."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench.access import Permission, allows, requires
from workbench.errors import RuleBroken
from workbench.learning import bp, harvest_operations, queries
from workbench.learning.forms import ActionForm, TakeAwayForm, Whose
from workbench.learning.models import LearningMeeting, TakeAway, TeamAction
from workbench.learning.saying import done


def _to(learning_id: int) -> ResponseReturnValue:
    return redirect(url_for("learning.one", learning_id=learning_id, _anchor="take-away"), 303)


@bp.route("/<id:learning_id>/take-aways/new", methods=["GET", "POST"])
@requires(Permission.LEARN)
def take_away(learning_id: int) -> ResponseReturnValue:
    meeting, form = queries.of_team(LearningMeeting, current_user, learning_id), TakeAwayForm()
    if form.validate_on_submit() and form.save(
        lambda: harvest_operations.write_take_away(meeting, by=current_user, **form.answers)
    ):
        flash(_("Written down."))
        return _to(learning_id)
    return render_template("learning/take_away.html", form=form, meeting=meeting, one=None)


def _own(take_id: int) -> TakeAway:
    """What somebody wrote is changed by that person alone."""
    one = queries.of_team(TakeAway, current_user, take_id)
    return one if one.owner_id == current_user.id else abort(404)


@bp.route("/take-aways/<id:take_id>", methods=["GET", "POST"])
@requires(Permission.LEARN)
def edit_take_away(take_id: int) -> ResponseReturnValue:
    def stored() -> tuple[TakeAway, dict[str, Any]]:
        found = _own(take_id)
        return found, {"text": found.text, "seen_by": found.seen_by, "version": found.version}

    one, values = stored()
    form = TakeAwayForm(data=values)
    if form.validate_on_submit() and form.save(
        lambda: harvest_operations.change_take_away(one, form.made_from, by=current_user, **form.answers), stored=stored
    ):
        flash(_("Saved."))
        return _to(one.meeting_id)
    return render_template(
        "learning/take_away.html",
        form=form,
        one=one,
        meeting=queries.of_team(LearningMeeting, current_user, one.meeting_id),
    )


@bp.route("/take-aways/<id:take_id>/remove", methods=["POST"])
@requires(Permission.LEARN)
def remove_take_away(take_id: int) -> ResponseReturnValue:
    one = _own(take_id)
    learning_id = one.meeting_id
    done(lambda: harvest_operations.remove_take_away(one, by=current_user), _("It is gone."))
    return _to(learning_id)


# --- actions


@bp.route("/<id:learning_id>/action", methods=["GET", "POST"])
@requires(Permission.LEARN)
def action(learning_id: int) -> ResponseReturnValue:
    """An action of one worker counts for the standards; one of the team has an owner in it."""
    meeting = queries.of_team(LearningMeeting, current_user, learning_id)
    form = ActionForm(data={"what": _words_of(request.args.get("from", type=int)), "owner": current_user.id,
                            "whose": Whose.MINE if _learns() else Whose.TEAM})  # fmt: skip
    form.owner.offer(queries.members_of(meeting.team_id))
    if not _learns():
        form.whose.offer([(Whose.TEAM, _("Of the team"))])
    if form.validate_on_submit() and form.save(lambda: _add(meeting, form.answers)):
        flash(_("The action is noted. It comes back at the next meeting, until it is done."))
        return _to(learning_id)
    return render_template("learning/action.html", form=form, meeting=meeting, learns=_learns())


def _learns() -> bool:
    """Learning actions are of workers: their reflections are about their own families."""
    return allows(current_user, Permission.REFLECT)


def _words_of(take_id: int | None) -> str:
    """The words of an own take-away, to make an action of."""
    return _own(take_id).text if take_id is not None and 0 < take_id < 2**31 else ""


def _add(meeting: LearningMeeting, answers: dict[str, Any]) -> None:
    what, due_on = answers["what"], answers["due_on"]
    if answers["whose"] is Whose.TEAM:
        harvest_operations.add_team_action(
            meeting, by=current_user, what=what, owner_id=answers["owner"], due_on=due_on
        )
        return
    if answers["standard"] is None:
        raise RuleBroken(_("Choose for which standard you will learn this."), field="standard")
    harvest_operations.add_own_action(meeting, by=current_user, what=what, standard=answers["standard"], due_on=due_on)


@bp.route("/actions/<id:task_id>/done", methods=["POST"])
@requires(Permission.LEARN)
def finish(task_id: int) -> ResponseReturnValue:
    """Everybody of the team may tick it; the log says who did."""
    found = queries.of_team(TeamAction, current_user, task_id)
    done(lambda: harvest_operations.finish_team_action(found, by=current_user), _("Well done."))
    return redirect(url_for("learning.index", _anchor="actions"), 303)
