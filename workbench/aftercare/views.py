"""Aftercare: what the family needs when the worker is gone, who calls whom, and the moments of contact."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.accounts.settings import setting
from workbench.aftercare import calendar, operations, queries, rules
from workbench.aftercare.forms import OUTCOMES, AftercareForm, CallForm, ContactForm, NeedForm, WithdrawForm
from workbench.aftercare.models import AftercareCall, AftercareContact, AftercareNeed, AftercarePlan
from workbench.casus.models import Casus
from workbench.casus.queries import of_casus, people_of
from workbench.plans.models import Service
from workbench.plans.words import CALLED
from workbench.web.filters import day as written
from workbench.web.forms import ConfirmForm

bp = Blueprint("aftercare", __name__, url_prefix="/casus/<ref:ref>/aftercare")
PLAN_FIELDS = ("signals", "first_help", "who_calls_whom", "starts_on", "closes_on", "is_concept", "version")
CONTACT_FIELDS = ("planned_on", "person_id", "with_whom", "done_on", "outcome", "words", "follow_up", "version")


@bp.route("")
@requires(Permission.SEE_CASUS)
def index(casus: Casus) -> str:
    people, contacts, needs = people_of(casus), queries.contacts_of(casus), queries.needs_of(casus)
    plan = queries.plan_of(casus)
    days = rules.proposed(operations.first_day(casus, plan), setting("aftercare.contact_months"), contacts)
    return render_template(
        "aftercare/index.html", casus=casus, plan=plan, needs=needs, calls=queries.calls_of(casus), contacts=contacts,
        unasked=rules.without_need(people, needs), names={p.id: p.name for p in people}, outcomes=OUTCOMES, called=CALLED,
        is_late=rules.is_late, more=rules.asks_for_more, coming=rules.next_contact(contacts),
        enough=rules.enough_contacts(contacts), days=days, day=clock.today(),
    )  # fmt: skip


def _back(casus: Casus, anchor: str | None = None) -> ResponseReturnValue:
    flash(_("Saved."))
    return redirect(url_for("aftercare.index", ref=casus.ref, _anchor=anchor), 303)


@bp.route("/plan", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def plan(casus: Casus) -> ResponseReturnValue:
    def stored() -> tuple[AftercarePlan | None, dict[str, Any]]:
        found = queries.plan_of(casus)
        return found, {name: getattr(found, name) for name in PLAN_FIELDS} if found else {"is_concept": True}

    written, answers = stored()
    form = AftercareForm(data=answers)
    change = lambda: operations.write_plan(casus, written, form.made_from, by=current_user, **form.answers)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=stored):
        return _back(casus)
    return render_template("aftercare/plan.html", casus=casus, form=form)


def _stored(kind: type[Any], casus: Casus, record_id: int, answers: Callable[[Any], Any]) -> tuple[Any, dict[str, Any]]:
    """A record and its answers; what was taken back has no page any more."""
    found = of_casus(kind, casus, record_id)
    if found.withdrawn_on:
        abort(404)
    return found, {**answers(found), "version": found.version}


# --- what each person needs


def _need_form(casus: Casus, answers: dict[str, Any]) -> NeedForm:
    form = NeedForm(data=answers)
    form.person_id.offer([(person.id, person.name) for person in people_of(casus)])
    return form


@bp.route("/needs/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def add_need(casus: Casus) -> ResponseReturnValue:
    """What somebody needs; `?person=` is who is asked."""
    form = _need_form(casus, {"person_id": request.args.get("person", type=int)})
    if form.validate_on_submit() and form.save(lambda: operations.add_need(casus, by=current_user, **form.answers)):
        return _back(casus, "needs")
    return render_template("aftercare/need.html", casus=casus, form=form, need=None)


@bp.route("/needs/<id:need_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def need(casus: Casus, need_id: int) -> ResponseReturnValue:
    stored = lambda: _stored(AftercareNeed, casus, need_id, lambda one: {"person_id": one.person_id, "need": one.need})  # noqa: E731
    noted, answers = stored()
    form = _need_form(casus, answers)
    change = lambda: operations.change_need(casus, noted, form.made_from, by=current_user, **form.answers)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=stored):
        return _back(casus, "needs")
    return render_template("aftercare/need.html", casus=casus, form=form, need=noted)


# --- who calls whom


def _call_form(casus: Casus, answers: dict[str, Any]) -> CallForm:
    form = CallForm(data=answers)
    people = [(person.id, person.name) for person in people_of(casus)]
    form.caller_id.offer(people)
    form.called.offer([*people, *((one, CALLED[one.value]) for one in Service)])
    return form


@bp.route("/calls/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def add_call(casus: Casus) -> ResponseReturnValue:
    form = _call_form(casus, {})
    if form.validate_on_submit() and form.save(lambda: operations.add_call(casus, by=current_user, **form.answers)):
        return _back(casus, "calls")
    return render_template("aftercare/call.html", casus=casus, form=form, call=None)


@bp.route("/calls/<id:call_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def call(casus: Casus, call_id: int) -> ResponseReturnValue:
    as_answers = lambda one: {"caller_id": one.caller_id, "called": one.called_id or one.service, "when": one.when}  # noqa: E731
    stored = lambda: _stored(AftercareCall, casus, call_id, as_answers)  # noqa: E731
    line, answers = stored()
    form = _call_form(casus, answers)
    change = lambda: operations.change_call(casus, line, form.made_from, by=current_user, **form.answers)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=stored):
        return _back(casus, "calls")
    return render_template("aftercare/call.html", casus=casus, form=form, call=line)


# --- moments of contact


def _contact_form(casus: Casus, answers: dict[str, Any]) -> ContactForm:
    form = ContactForm(data=answers)
    form.person_id.offer([(person.id, person.name) for person in people_of(casus)])
    return form


def _after_contact(casus: Casus, contact: AftercareContact) -> ResponseReturnValue:
    """Back to the list; after bad news to what can be done now."""
    if not rules.asks_for_more(contact.outcome):
        return _back(casus, "contacts")
    flash(_("Saved."))
    return redirect(url_for("aftercare.after", ref=casus.ref, contact_id=contact.id), 303)


@bp.route("/contacts/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def add_contact(casus: Casus) -> ResponseReturnValue:
    form = _contact_form(casus, {})
    made: list[AftercareContact] = []
    if form.validate_on_submit() and form.save(
        lambda: made.append(operations.add_contact(casus, by=current_user, **form.answers))
    ):
        return _after_contact(casus, made[0])
    return render_template("aftercare/contact.html", casus=casus, form=form, contact=None)


@bp.route("/contacts/<id:contact_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def contact(casus: Casus, contact_id: int) -> ResponseReturnValue:
    as_answers = lambda one: {name: getattr(one, name) for name in CONTACT_FIELDS}  # noqa: E731
    stored = lambda: _stored(AftercareContact, casus, contact_id, as_answers)  # noqa: E731
    planned, answers = stored()
    form = _contact_form(casus, answers)
    change = lambda: operations.change_contact(casus, planned, form.made_from, by=current_user, **form.answers)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=stored):
        return _after_contact(casus, planned)
    return render_template("aftercare/contact.html", casus=casus, form=form, contact=planned)


@bp.post("/contacts/plan")
@requires(Permission.EDIT_PLAN)
def plan_contacts(casus: Casus) -> ResponseReturnValue:
    """The contacts of the house's rhythm, with one tap."""
    form = ConfirmForm()
    if form.validate_on_submit() and form.save(lambda: operations.plan_contacts(casus, by=current_user)):
        return _back(casus, "contacts")
    return _said(form, url_for("aftercare.index", ref=casus.ref, _anchor="contacts"))


@bp.route("/contacts.ics")
@requires(Permission.EDIT_PLAN)
def contacts_calendar(casus: Casus) -> Response:
    """The contacts to come for the worker's own calendar, as a file that says nothing."""
    response = make_response(calendar.calendar_of(queries.contacts_of(casus), casus.ref, clock.now()))
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{calendar.FILE_NAME}"'
    response.headers["Cache-Control"] = "no-store"
    return response


# --- after bad news


@bp.route("/contacts/<id:contact_id>/after")
@requires(Permission.SEE_CASUS)
def after(casus: Casus, contact_id: int) -> str:
    """What can be done now that there is a worry, or it went wrong again: step by step, each with what was done already."""
    heard, _answers = _stored(AftercareContact, casus, contact_id, lambda one: {})
    if not rules.asks_for_more(heard.outcome):
        abort(404)
    return render_template(
        "aftercare/after.html", casus=casus, contact=heard, looks=queries.looks_open(casus), outcomes=OUTCOMES,
        names={person.id: person.name for person in people_of(casus)}, form=ConfirmForm(formdata=None),
    )  # fmt: skip


@bp.post("/contacts/<id:contact_id>/signal")
@requires(Permission.EDIT_PLAN)
def note_signal(casus: Casus, contact_id: int) -> ResponseReturnValue:
    return _step(casus, contact_id, operations.note_signal)


@bp.post("/contacts/<id:contact_id>/look")
@requires(Permission.EDIT_PLAN)
def look_again(casus: Casus, contact_id: int) -> ResponseReturnValue:
    return _step(casus, contact_id, operations.look_at_plan_again)


def _step(casus: Casus, contact_id: int, operation: Callable[..., Any]) -> ResponseReturnValue:
    heard, form = of_casus(AftercareContact, casus, contact_id), ConfirmForm()
    after_it = url_for("aftercare.after", ref=casus.ref, contact_id=contact_id)
    if form.validate_on_submit() and form.save(lambda: operation(casus, heard, by=current_user)):
        flash(_("Saved."))
        return redirect(after_it, 303)
    return _said(form, after_it)


def _said(form: ConfirmForm, address: str) -> ResponseReturnValue:
    """Back, with why nothing was changed."""
    flash(" ".join(map(str, form.form_errors)) or _("Nothing was changed."), "warning")
    return redirect(address, 303)


# --- taking back


@bp.route("/needs/<id:need_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def withdraw_need(casus: Casus, need_id: int) -> ResponseReturnValue:
    return _withdraw(casus, AftercareNeed, need_id, "needs", lambda one: one.need)


@bp.route("/calls/<id:call_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def withdraw_call(casus: Casus, call_id: int) -> ResponseReturnValue:
    return _withdraw(casus, AftercareCall, call_id, "calls", lambda one: one.when)


@bp.route("/contacts/<id:contact_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def withdraw_contact(casus: Casus, contact_id: int) -> ResponseReturnValue:
    return _withdraw(casus, AftercareContact, contact_id, "contacts", lambda one: written(one.planned_on))


def _withdraw(casus: Casus, kind: type[Any], record_id: int, place: str, says: Callable[[Any], str]) -> ResponseReturnValue:
    """Take something back with the reason; it is never deleted."""

    def stored() -> tuple[Any, dict[str, Any]]:
        found = of_casus(kind, casus, record_id)
        return found, {"why": found.withdrawn_why, "version": found.version}

    record, answers = stored()
    if record.withdrawn_on and request.method == "GET":
        abort(404)
    form = WithdrawForm(data=answers)
    change = lambda: operations.withdraw(casus, record, form.made_from, by=current_user, why=form.why.data)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=stored):
        flash(_("Taken back. It counts nowhere any more."))
        return redirect(url_for("aftercare.index", ref=casus.ref, _anchor=place), 303)
    return render_template("aftercare/withdraw.html", casus=casus, form=form, says=says(record))
