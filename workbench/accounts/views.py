"""Your own account; and, for the administrator, everybody's account and the terms of the house."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import refresh
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, allows, requires, signed_in
from workbench.accounts import operations, queries, sessions
from workbench.accounts import settings as terms
from workbench.accounts.forms import (
    ROLES,
    ChoiceSettingForm,
    MyDetailsForm,
    NewPersonForm,
    PersonForm,
    SettingForm,
    start_code_works,
)
from workbench.accounts.log import history
from workbench.accounts.models import User
from workbench.accounts.proof import has_factor
from workbench.accounts.rules import needs_two, touches_privacy
from workbench.errors import RuleBroken
from workbench.extensions import db

bp = Blueprint("accounts", __name__)


# --- your own account


@bp.route("/me", methods=["GET", "POST"])
@signed_in
def mine() -> Any:
    me = _me()
    form = MyDetailsForm(data={"name": me.name, "locale": me.locale, "reminders": me.reminders})
    if form.validate_on_submit() and form.save(lambda: operations.change_own_details(me, **form.answers, by=me)):
        refresh()
        flash(_("Your details were saved."), "success")
        return redirect(url_for(".mine"), 303)
    return render_template(
        "accounts/mine.html",
        form=form,
        open_sessions=sessions.live_sessions(me),
        this_session=g.user_session.id,
        passkeys=me.webauthn,
        happened=history(me),
        role=ROLES[me.role],
    )


@bp.route("/me/session", methods=["GET", "POST"])
@signed_in
def time_left() -> Any:
    """How long this browser stays signed in, in seconds; sending it says that somebody is still there."""
    if request.method == "POST":
        sessions.stay()
        db.session.commit()
    left = sessions.left()
    assert left is not None
    return {"idle": left.idle, "whole": left.whole}


@bp.post("/me/sessions/<id:session_id>/end")
@signed_in
def end_session(session_id: int) -> Any:
    operations.end_sessions(_me(), by=_me(), only=session_id)
    db.session.commit()
    flash(_("That browser was signed out."), "success")
    return redirect(url_for(".mine"), 303)


@bp.post("/me/sessions/end")
@signed_in
def end_other_sessions() -> Any:
    operations.end_sessions(_me(), by=_me(), keep=g.user_session.id)
    db.session.commit()
    flash(_("All other browsers were signed out."), "success")
    return redirect(url_for(".mine"), 303)


# --- everybody's account


@bp.route("/users/")
@requires(Permission.MANAGE_USERS)
def users() -> Any:
    return render_template("accounts/users.html", people=queries.people(), roles=ROLES)


@bp.route("/users/add", methods=["GET", "POST"])
@requires(Permission.MANAGE_USERS)
def add_user() -> Any:
    form = NewPersonForm()
    form.team_id.offer((team.id, team.name) for team in queries.teams())
    if form.validate_on_submit():
        made: list[tuple[User, str]] = []
        if form.save(lambda: made.append(operations.add_user(**form.answers, by=_me()))):
            waits = not made[0][0].active
            ask = _ask_role(made[0][0], form.role.data, form.team_id.data) if waits else None
            return _with_start_password(*made[0], ask=ask)
    return render_template("accounts/add_user.html", form=form)


@bp.route("/users/<id:user_id>/", methods=["GET", "POST"])
@requires(Permission.MANAGE_USERS)
def user(user_id: int) -> Any:
    person = _person(user_id)
    form = PersonForm(data={"role": person.role, "team_id": person.team_id})
    form.team_id.offer((team.id, team.name) for team in queries.teams())
    if form.validate_on_submit():
        asked: Any = (form.role.data, form.team_id.data)
        if needs_two((person.role, person.team_id), asked):
            return redirect(_ask_role(person, *asked), 303)
        if form.save(lambda: operations.change_role(person, **form.answers, by=_me())):
            flash(_("The role of %(name)s was changed.", name=person.name), "success")
            return redirect(url_for(".users"), 303)
    return render_template(
        "accounts/user.html",
        form=form,
        person=person,
        role=ROLES[person.role],
        has_factor=has_factor(person),
        code_works=start_code_works(person),
        is_waiting=person.locked_until is not None and person.locked_until > clock.now(),
    )


@bp.post("/users/<id:user_id>/disable")
@requires(Permission.MANAGE_USERS)
def disable(user_id: int) -> Any:
    return _do(user_id, operations.disable_user, _("The account of %(name)s is closed."))


@bp.post("/users/<id:user_id>/enable")
@requires(Permission.MANAGE_USERS)
def enable(user_id: int) -> Any:
    return _do(user_id, operations.enable_user, _("The account of %(name)s is open again."))


@bp.post("/users/<id:user_id>/start-password")
@requires(Permission.MANAGE_USERS)
def start_password(user_id: int) -> Any:
    person = _person(user_id)
    try:
        start = operations.new_start_password(person, by=_me())
    except RuleBroken as error:
        return _refused(person, error)
    db.session.commit()
    return _with_start_password(person, start)


def _do(user_id: int, operation: Callable[..., None], said: str) -> Any:
    """One change to one account, and back to its page."""
    person = _person(user_id)
    try:
        operation(person, by=_me())
    except RuleBroken as error:
        return _refused(person, error)
    db.session.commit()
    flash(said % {"name": person.name}, "success")
    return redirect(url_for(".user", user_id=person.id), 303)


def _refused(person: User, error: RuleBroken) -> Any:
    db.session.rollback()
    flash(str(error), "error")
    return redirect(url_for(".user", user_id=person.id), 303)


def _ask_role(person: User, role: Any, team_id: Any) -> str:
    """Where a second administrator is asked for a role with more rights."""
    return url_for("second_look.ask_role", user_id=person.id, role=role.value, team=team_id)


def _with_start_password(person: User, start: str, ask: str | None = None) -> Any:
    """The start password, shown this once; the page is not kept by the browser. `ask`: where the role is asked for."""
    return render_template("accounts/start_password.html", person=person, start=start, ask=ask)


# --- the terms of the house


@bp.route("/settings/")
@requires(Permission.ASK_SETTING)
def settings() -> Any:
    groups = [
        (heading, [(term, terms.setting(term.key), terms.in_force(term.key)) for term in group])
        for heading, group in terms.GROUPS
    ]
    return render_template("accounts/settings.html", groups=groups, touches_privacy=touches_privacy)


@bp.route("/settings/<key>", methods=["GET", "POST"])
@requires(Permission.ASK_SETTING)
def change_setting(key: str) -> Any:
    """Another value; what touches privacy is asked of a second person, and only that a privacy officer may ask."""
    term = terms.SETTINGS.get(key) or abort(404)
    if not touches_privacy(key) and not allows(current_user, Permission.MANAGE_SETTINGS):
        abort(403)
    now = {"value": terms.shown(terms.setting(key)), "holds_from": clock.today()}
    form = ChoiceSettingForm(data=now) if term.choices else SettingForm(data=now)
    if term.choices:
        form.value.offer(term.choices)
    if form.validate_on_submit() and touches_privacy(key):
        if page := _ask_setting(term, form):
            return page
    elif form.is_submitted() and not form.errors and form.save(lambda: _change(term, form)):
        flash(_("The setting was changed."), "success")
        return redirect(url_for(".settings"), 303)
    return render_template("accounts/setting.html", form=form, term=term, history=terms.history(key), two=touches_privacy(key))


def _ask_setting(term: terms.Term, form: Any) -> Any:
    """On to the page that asks the privacy officer; None when the value is not right."""
    try:
        term.read(form.value.data)
    except RuleBroken as error:
        form.show(error)
        return None
    asked = {"value": form.value.data, "from": form.holds_from.data.isoformat(), "source": form.source.data}
    return redirect(url_for("second_look.ask_setting", key=term.key, **asked), 303)


def _change(term: terms.Term, form: Any) -> None:
    operations.change_setting(term.key, term.read(form.value.data), form.holds_from.data, form.source.data, by=_me())


def _person(user_id: int) -> User:
    person = queries.person(user_id)
    if person is None:
        abort(404)
    return person


def _me() -> User:
    me: User = current_user._get_current_object()
    return me
