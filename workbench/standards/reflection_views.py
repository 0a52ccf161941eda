"""A worker's own reflections and learning actions, and what colleagues gave each other to read.

Everything here is found through the person who is signed in: of somebody else there is a 404, as of what does not exist.
"""

from datetime import date
from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, allows, requires
from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.meetings import calendar
from workbench.meetings.prepare_views import as_calendar
from workbench.standards import bp, prompt_queries, reflection_operations, reflection_queries, reflection_rules
from workbench.standards.catalogue import BY_NUMBER, STANDARDS
from workbench.standards.models import LearningAction, Reflection, ReflectionVisibility
from workbench.standards.reflection_forms import (
    ChangeActionForm,
    ChangeReflectionForm,
    DiscussedForm,
    LearningActionForm,
    ReflectionForm,
)
from workbench.standards.reflection_rules import Step
from workbench.web.forms import ConfirmForm


def on_casus(casus: Casus) -> list[reflection_queries.Seen]:
    """The reflections that count for this casus, as the reader may see them."""
    return reflection_queries.reflections_on(casus, _given_to_reader(casus))


def _given_to_reader(casus: Casus) -> list[ReflectionVisibility]:
    """Which reflections this reader may read: "my team" for the team, "my supervisor" for who guides it; "only me" never."""
    if current_user.team_id != casus.team_id:
        return []
    return _given(guides=allows(current_user, Permission.JUDGE, casus))


def _given(*, guides: bool) -> list[ReflectionVisibility]:
    return [ReflectionVisibility.TEAM, *([ReflectionVisibility.SUPERVISOR] if guides else [])]


@bp.route("/reflections/")
@requires(Permission.REFLECT)
def reflections() -> str:
    """The question that fits now, the ten questions, what one wrote, and how one's own words changed over time."""
    written = reflection_queries.reflections_of(current_user)
    newest = _newest(written)
    prompts = prompt_queries.prompts_for(current_user)
    return render_template(
        "standards/reflections.html", written=written, standards=STANDARDS, BY_NUMBER=BY_NUMBER, newest=newest, prompts=prompts,
        fits=reflection_rules.fitting(newest, prompts), form=ConfirmForm(), today=clock.today(),
        development=reflection_rules.rows_of((one.standard, Step(one.id, one.reflected_on, one.self_level))
                                             for one, _casus, _colleague in written),
        actions=reflection_queries.learning_actions_of(current_user),
    )  # fmt: skip


def _newest(written: list[Any]) -> dict[int, date]:
    """Standard → day of the newest reflection on it; what was written is in order, the newest first."""
    found: dict[int, date] = {}
    for one, _casus, _colleague in written:
        found.setdefault(one.standard, one.reflected_on)
    return found


@bp.route("/reflections/new", methods=["GET", "POST"])
@requires(Permission.REFLECT)
def add_reflection() -> ResponseReturnValue:
    asked = request.args.get("standard", type=int)
    data = {"standard": asked if asked in BY_NUMBER else None, "visibility": ReflectionVisibility.ONLY_ME}
    form = ReflectionForm(data={**data, "casus": request.args.get("casus", type=int)})
    form.casus.offer(reflection_queries.casussen_of(current_user))
    form.with_id.offer(reflection_queries.colleagues_of(current_user))
    if form.validate_on_submit():
        answers = form.answers | {"casus": db.session.get(Casus, form.casus.data) if form.casus.data else None}
        if form.save(lambda: reflection_operations.add_reflection(by=current_user, **answers)):
            flash(_("Your reflection is saved."))
            return redirect(url_for(".reflections"), 303)
    return render_template("standards/reflection.html", form=form, BY_NUMBER=BY_NUMBER, asked=asked, reflection=None)


def _own(reflection_id: int) -> Reflection:
    found = reflection_queries.reflection_of(current_user, reflection_id)
    return found if found is not None else abort(404)


@bp.route("/reflections/<id:reflection_id>", methods=["GET", "POST"])
@requires(Permission.REFLECT)
def edit_reflection(reflection_id: int) -> ResponseReturnValue:
    """Change what it says, or who may read it."""

    def stored() -> tuple[Reflection, dict[str, Any]]:
        found = _own(reflection_id)
        return found, reflection_operations.answers_of(found)

    reflection, answers = stored()
    form = ChangeReflectionForm(data={**answers, "version": reflection.version})
    form.with_id.offer(reflection_queries.colleagues_of(current_user))
    if form.validate_on_submit() and form.save(
        lambda: reflection_operations.change_reflection(reflection, form.made_from, by=current_user, **form.answers),
        stored=stored,
    ):
        flash(_("Your reflection is saved."))
        return redirect(url_for(".reflections", _anchor=f"reflection-{reflection_id}"), 303)
    casus = db.session.get(Casus, reflection.casus_id) if reflection.casus_id else None
    return render_template(
        "standards/reflection.html", form=form, BY_NUMBER=BY_NUMBER, asked=reflection.standard, reflection=reflection,
        family=casus.name if casus else None, confirm=ConfirmForm(formdata=None, data={"version": reflection.version}),
    )  # fmt: skip


@bp.route("/reflections/<id:reflection_id>/discussed", methods=["GET", "POST"])
@requires(Permission.REFLECT)
def discuss_reflection(reflection_id: int) -> ResponseReturnValue:
    """Later: where it was talked about, and what came of it."""

    def stored() -> tuple[Reflection, dict[str, Any]]:
        found = _own(reflection_id)
        answers = reflection_operations.answers_of(found)
        return found, {name: answers[name] for name in reflection_operations.TALK}

    reflection, answers = stored()
    day = answers["discussed_on"] or clock.today()
    form = DiscussedForm(data={**answers, "discussed_on": day, "version": reflection.version})
    if form.validate_on_submit() and form.save(
        lambda: reflection_operations.discuss_reflection(reflection, form.made_from, by=current_user, **form.answers),
        stored=stored,
    ):
        flash(_("Noted with your reflection."))
        return redirect(url_for(".reflections", _anchor=f"reflection-{reflection_id}"), 303)
    return render_template("standards/discussed.html", form=form, BY_NUMBER=BY_NUMBER, reflection=reflection)


@bp.route("/reflections/<id:reflection_id>/withdraw", methods=["POST"])
@requires(Permission.REFLECT)
def withdraw_reflection(reflection_id: int) -> ResponseReturnValue:
    reflection, form = _own(reflection_id), ConfirmForm()
    if form.validate_on_submit() and form.save(
        lambda: reflection_operations.withdraw_reflection(reflection, form.made_from, by=current_user)
    ):
        flash(_("Your reflection is gone for good."))
        return redirect(url_for(".reflections"), 303)
    flash(" ".join(form.form_errors) or _("Somebody else changed this meanwhile. Look at it again."), "warning")
    return redirect(url_for(".edit_reflection", reflection_id=reflection_id), 303)


@bp.route("/reflections/<id:reflection_id>/calendar")
@requires(Permission.REFLECT)
def kept_time(reflection_id: int) -> Response:
    """The time that is kept, for the own calendar; it says only that there is an appointment."""
    one = _own(reflection_id)
    if one.reserved_on is None:
        abort(404)
    uid, sequence = one.calendar_uid or f"kept-{one.id}", one.version
    when: dict[str, Any] = {"day": one.reserved_on, "starts_at": one.reserved_at, "minutes": one.reserved_minutes}
    return as_calendar(calendar.kept_time(uid, sequence, clock.now(), **when))


@bp.route("/reflections/shared")
@requires(Permission.READ_REFLECTIONS)
def shared_reflections() -> str:
    """What colleagues of the own team gave to this reader; of what is about a family only where it is read."""
    seen = reflection_queries.given_to(current_user, _given(guides=allows(current_user, Permission.SEE_TEAM)))
    mine = [one for one in seen if one.casus is None or allows(current_user, Permission.SEE_CASUS, one.casus)]
    return render_template("standards/shared.html", reflections=mine, BY_NUMBER=BY_NUMBER)


# --- learning actions


@bp.route("/reflections/actions/new", methods=["GET", "POST"])
@requires(Permission.REFLECT)
def add_learning_action() -> ResponseReturnValue:
    asked = request.args.get("standard", type=int)
    form = LearningActionForm(data={"standard": asked if asked in BY_NUMBER else None, "planned_on": clock.today()})
    if form.validate_on_submit() and form.save(
        lambda: reflection_operations.add_learning_action(by=current_user, **form.answers)
    ):
        flash(_("Your learning action is saved."))
        return redirect(url_for(".reflections"), 303)
    return render_template("standards/learning_action.html", form=form, action=None)


def _action(action_id: int) -> LearningAction:
    found = reflection_queries.learning_action_of(current_user, action_id)
    return found if found is not None else abort(404)


@bp.route("/reflections/actions/<id:action_id>", methods=["GET", "POST"])
@requires(Permission.REFLECT)
def edit_learning_action(action_id: int) -> ResponseReturnValue:
    """Change what will be done, or when."""

    def stored() -> tuple[LearningAction, dict[str, Any]]:
        found = _action(action_id)
        return found, {"what": found.what, "planned_on": found.planned_on}

    action, answers = stored()
    form = ChangeActionForm(data={**answers, "version": action.version})
    if form.validate_on_submit() and form.save(
        lambda: reflection_operations.change_learning_action(action, form.made_from, by=current_user, **form.answers),
        stored=stored,
    ):
        flash(_("Your learning action is saved."))
        return redirect(url_for(".reflections", _anchor=f"action-{action_id}"), 303)
    return render_template("standards/learning_action.html", form=form, action=action)


@bp.route("/reflections/actions/<id:action_id>/done", methods=["POST"])
@requires(Permission.REFLECT)
def finish_learning_action(action_id: int) -> ResponseReturnValue:
    reflection_operations.finish_learning_action(_action(action_id), by=current_user)
    db.session.commit()
    flash(_("Well done."))
    return redirect(url_for(".reflections"), 303)
