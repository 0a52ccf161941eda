"""What waits for a second person, and asking for it."""

from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from workbench import audit, clock
from workbench.access import Permission, allows, requires
from workbench.accounts import queries as accounts
from workbench.accounts import settings as terms
from workbench.accounts.models import Role, User
from workbench.accounts.proof import needs_fresh_proof
from workbench.accounts.rules import touches_privacy
from workbench.casus import labels as family
from workbench.casus.models import Casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.second_look import operations, queries
from workbench.second_look.forms import AskForm, DecideForm, SeenForm, TakeOverForm, TeamForm, UnprotectForm
from workbench.second_look.kinds import KINDS
from workbench.second_look.models import SecondLook, Step
from workbench.second_look.secrets import SECRETS
from workbench.web.forms import Form

bp = Blueprint("second_look", __name__)


@bp.route("/second-person/")
@requires(Permission.USE_WORKBENCH)
def index() -> Any:
    """What waits for this person, what one asked, and what was decided."""
    me = _me()
    found = queries.of(me)
    waits = [one for one in found if one[0].is_open and one[0].asked_by_id != me.id]
    mine = [one for one in found if one[0].is_open and one[0].asked_by_id == me.id]
    over = [one for one in found if not one[0].is_open]
    return render_template("second_look/index.html", waits=waits, mine=mine, over=over, kinds=KINDS)


@bp.route("/second-person/<id:look_id>", methods=["GET", "POST"])
@requires(Permission.USE_WORKBENCH)
def one(look_id: int) -> Any:
    look = queries.one(_me(), look_id) or abort(404)
    casus = db.session.get_one(Casus, look.casus_id) if look.casus_id else None
    form = _decide_form(look)
    may = look.is_open and queries.may_decide(_me(), look)
    if may and form.validate_on_submit():
        if page := needs_fresh_proof():
            return page
        if form.save(lambda: _decide(look, form)):
            flash(_("It is done.") if form.agrees.data == "yes" else _("It was refused. Who asked can read why."))
            return redirect(url_for(".index"), 303)
    if casus is not None:
        audit.record_read(casus, by=_me(), page="second_look.one")
    return render_template(
        "second_look/one.html", look=look, form=form, may=may, kind=KINDS[look.step], lines=_lines(look, casus),
        asked_by=accounts.person(look.asked_by_id), decided_by=accounts.person(look.decided_by_id or 0),
        takes_over=look.step is Step.TEAM, words_of=casus.ref if casus is not None and _is_about_words(look) else None,
    )  # fmt: skip


def _lines(look: SecondLook, casus: Casus | None) -> Any:
    """What is done exactly; of which family, for who may know it."""
    lines = KINDS[look.step].says(look)
    if casus is not None and allows(_me(), Permission.SEE_CASUS, casus):
        lines.insert(0, (_("Family"), casus.name))
    return lines


def _is_about_words(look: SecondLook) -> bool:
    """Whether it is about words that are said nowhere, so that who decides has to ask for them."""
    return any(look.what.get(secret.key) for secret in SECRETS if secret.says_less)


def _decide_form(look: SecondLook) -> Any:
    if look.step is not Step.TEAM:
        return (SeenForm if look.step is Step.FACTOR else DecideForm)(data={"version": look.version})
    form = TakeOverForm(data={"version": look.version})
    form.worker_id.offer([(key, name) for key, name, works in accounts.makers_in_team(_me()) if works])
    return form


def _decide(look: SecondLook, form: Any) -> None:
    answers = {**form.answers, "agrees": form.agrees.data == "yes"}
    operations.decide(look, form.made_from, by=_me(), **answers)


@bp.post("/second-person/<id:look_id>/withdraw")
@requires(Permission.USE_WORKBENCH)
def withdraw(look_id: int) -> Any:
    look = queries.one(_me(), look_id) or abort(404)
    try:
        operations.withdraw(look, by=_me())
    except RuleBroken as error:
        flash(str(error), "error")
        return redirect(url_for(".index"), 303)
    db.session.commit()
    flash(_("Taken back."))
    return redirect(url_for(".index"), 303)


# --- asking


def _asked(form: Form, step: Step, what: dict[str, Any], **about: Any) -> Any:
    """Ask it with what was filled in; the page that says who decides, or None when a rule says no."""
    reason = form.answers["reason"]
    if form.save(lambda: operations.ask(step, what, reason, by=_me(), **about)):
        flash(_("Asked. It is done as soon as %(who)s agrees.", who=KINDS[step].second))
        return redirect(url_for("second_look.index"), 303)
    return None


def _ask_page(form: Form, step: Step, lines: Any, back: str, casus: Casus | None = None) -> str:
    frame = "second_look/ask_in_casus.html" if casus is not None else "second_look/ask.html"
    here = request.full_path.rstrip("?")  # what is asked for stands in it
    return render_template(frame, form=form, kind=KINDS[step], lines=lines, back=back, casus=casus, here=here)


@bp.route("/casus/<ref:ref>/protection", methods=["GET", "POST"])
@requires(Permission.PROTECT)
def ask_unprotect(casus: Casus) -> Any:
    """Ask that something need not be secret any more."""
    form = UnprotectForm()
    people, homes, points = queries.what_is_protected(casus)
    names = {one.id: one.full_name for one in people}
    offered = [(f"people:{one.id}", _("The address of %(name)s", name=one.full_name)) for one in people if one.protected]
    offered += [(f"homes:{one.id}", _("The home “%(name)s”", name=one.name)) for one in homes]
    for point in points:
        whose = names.get(point.person_id or 0, _("a home"))
        said = _("%(kind)s of %(name)s", kind=str(family.CONTACTS[point.kind]).capitalize(), name=whose)
        offered.append((f"points:{point.id}", said))
    more = [secret for secret in SECRETS if secret.offered]
    offered += [(f"{secret.key}:{one.id}", secret.named(one)) for secret in more for one in secret.of(casus.id)]
    form.what.offer(offered)
    if form.validate_on_submit():
        chosen = [one.partition(":") for one in form.what.data]
        kinds = ("people", "homes", "points", *(secret.key for secret in more))
        what = {name: [int(number) for kind, _colon, number in chosen if kind == name] for name in kinds}
        if page := _asked(form, Step.UNPROTECT, what, casus=casus):
            return page
    return _ask_page(form, Step.UNPROTECT, [], url_for("casus.family", ref=casus.ref), casus)


@bp.route("/casus/<ref:ref>/other-team", methods=["GET", "POST"])
@requires(Permission.ASSIGN)
def ask_team(casus: Casus) -> Any:
    """Ask another team to take a casus over."""
    form = TeamForm()
    form.team_id.offer([(team.id, team.name) for team in accounts.teams() if team.id != casus.team_id])
    if form.validate_on_submit():
        what = {"from": casus.team_id}
        if page := _asked(form, Step.TEAM, what, casus=casus, team_id=form.team_id.data):
            return page
    return _ask_page(form, Step.TEAM, [], url_for("closing.index", ref=casus.ref), casus)


@bp.route("/users/<id:user_id>/role", methods=["GET", "POST"])
@requires(Permission.MANAGE_USERS)
def ask_role(user_id: int) -> Any:
    """Ask another administrator for a role with more rights; `role` and `team` say which."""
    person = accounts.person(user_id) or abort(404)
    role = next((one for one in Role if one.value == request.args.get("role")), None) or abort(404)
    what = {"role": role.value, "team": request.args.get("team", type=int), "opens": not person.active}
    look = SecondLook(step=Step.ROLE, about_id=person.id, what=what)
    form = AskForm()
    if form.validate_on_submit():
        if person.id == current_user.id:
            form.show(RuleBroken(_("You cannot do this to your own account. Ask another administrator.")))
        elif page := _asked(form, Step.ROLE, what, about_id=person.id):
            return page
    back = url_for("accounts.user", user_id=person.id)
    return _ask_page(form, Step.ROLE, KINDS[Step.ROLE].says(look), back)


@bp.route("/users/<id:user_id>/factor", methods=["GET", "POST"])
@requires(Permission.MANAGE_USERS)
def ask_factor(user_id: int) -> Any:
    """Ask a supervisor to see somebody who lost the phone face to face, and then reset the second factor."""
    person = accounts.person(user_id) or abort(404)
    form = AskForm()
    if form.validate_on_submit():
        team_id = queries.team_that_knows(person)
        if person.id == current_user.id:
            form.show(RuleBroken(_("You cannot do this to your own account. Ask another administrator.")))
        elif page := _asked(form, Step.FACTOR, {}, about_id=person.id, team_id=team_id):
            return page
    lines = KINDS[Step.FACTOR].says(SecondLook(step=Step.FACTOR, about_id=person.id))
    return _ask_page(form, Step.FACTOR, lines, url_for("accounts.user", user_id=person.id))


@bp.route("/settings/<key>/ask", methods=["GET", "POST"])
@requires(Permission.ASK_SETTING)
def ask_setting(key: str) -> Any:
    """Ask for another value of a setting that touches privacy: an administrator the privacy officer, or the other way round."""
    term = terms.SETTINGS.get(key) or abort(404)
    if not touches_privacy(key):
        abort(404)
    try:
        value = term.read(request.args.get("value", ""))
        day = date.fromisoformat(request.args.get("from", clock.today().isoformat()))
    except (RuleBroken, ValueError):
        abort(404)
    source = request.args.get("source", "")[:300]
    what = {"key": key, "value": value, "was": terms.setting(key), "holds_from": day.isoformat(), "source": source}
    form = AskForm()
    if form.validate_on_submit() and (page := _asked(form, Step.SETTING, what)):
        return page
    lines = KINDS[Step.SETTING].says(SecondLook(step=Step.SETTING, what=what))
    return _ask_page(form, Step.SETTING, lines, url_for("accounts.change_setting", key=key))


def _me() -> User:
    me: User = current_user._get_current_object()
    return me
