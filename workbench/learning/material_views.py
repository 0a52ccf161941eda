"""Exercises to do together, and young people who looked at how the team works."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.learning import bp, harvest_operations, queries
from workbench.learning.exercises import BY_KEY, EXERCISES
from workbench.learning.forms import PanelForm
from workbench.learning.models import PanelLook
from workbench.standards.catalogue import BY_NUMBER


@bp.route("/exercises/")
@requires(Permission.LEARN)
def exercises() -> str:
    return render_template("learning/exercises.html", exercises=EXERCISES, BY_NUMBER=BY_NUMBER)


@bp.route("/exercises/<key>")
@requires(Permission.LEARN)
def exercise(key: str) -> str:
    """One exercise, to read aloud from or to print; with the meeting it can be put on the agenda of."""
    if key not in BY_KEY:
        abort(404)
    return render_template(
        "learning/exercise.html", exercise=BY_KEY[key], BY_NUMBER=BY_NUMBER, next=queries.door_of(current_user)
    )


@bp.route("/panels/new", methods=["GET", "POST"])
@requires(Permission.LEARN)
def add_panel() -> ResponseReturnValue:
    form = PanelForm(data={"seen_on": clock.today()})
    if form.validate_on_submit() and form.save(
        lambda: harvest_operations.add_panel_look(by=current_user, **form.answers)
    ):
        flash(_("Noted. Let them know what you do with it."))
        return redirect(url_for(".index", _anchor="panels"), 303)
    return render_template("learning/panel.html", form=form, look=None)


@bp.route("/panels/<id:look_id>", methods=["GET", "POST"])
@requires(Permission.LEARN)
def edit_panel(look_id: int) -> ResponseReturnValue:
    def stored() -> tuple[PanelLook, dict[str, Any]]:
        found = queries.of_team(PanelLook, current_user, look_id)
        return found, {
            name: getattr(found, name) for name in ("seen_on", "who", "looked_at", "said", "changed", "version")
        }

    look, values = stored()
    form = PanelForm(data=values)
    if form.validate_on_submit() and form.save(
        lambda: harvest_operations.change_panel_look(look, form.made_from, by=current_user, **form.answers),
        stored=stored,
    ):
        flash(_("Saved."))
        return redirect(url_for(".index", _anchor="panels"), 303)
    return render_template("learning/panel.html", form=form, look=look)
