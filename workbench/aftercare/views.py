"""Aftercare: what the family needs when the worker is gone."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.aftercare import operations, queries, rules
from workbench.aftercare.forms import OUTCOMES, AftercareForm, ContactForm, NeedForm
from workbench.aftercare.models import AftercareContact, AftercarePlan
from workbench.casus.models import Casus
from workbench.casus.queries import of_casus, people_of

bp = Blueprint("aftercare", __name__, url_prefix="/casus/<ref:ref>/aftercare")
PLAN_FIELDS = ("signals", "first_help", "who_calls_whom", "starts_on", "closes_on", "is_concept", "version")
CONTACT_FIELDS = ("planned_on", "person_id", "done_on", "outcome", "follow_up", "version")


@bp.route("")
@requires(Permission.SEE_CASUS)
def index(casus: Casus) -> str:
    contacts = queries.contacts_of(casus)
    return render_template(
        "aftercare/index.html", casus=casus, plan=queries.plan_of(casus), needs=queries.needs_of(casus), contacts=contacts,
        names={p.id: p.name for p in people_of(casus)}, outcomes=OUTCOMES, is_late=rules.is_late, day=clock.today(),
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


@bp.route("/needs/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def add_need(casus: Casus) -> ResponseReturnValue:
    form = NeedForm()
    form.person_id.offer([(person.id, person.name) for person in people_of(casus)])
    if form.validate_on_submit() and form.save(lambda: operations.add_need(casus, by=current_user, **form.answers)):
        return _back(casus, "needs")
    return render_template("aftercare/need.html", casus=casus, form=form)


def _contact_form(casus: Casus, answers: dict[str, Any]) -> ContactForm:
    form = ContactForm(data=answers)
    form.person_id.offer([(person.id, person.name) for person in people_of(casus)])
    return form


@bp.route("/contacts/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def add_contact(casus: Casus) -> ResponseReturnValue:
    form = _contact_form(casus, {})
    if form.validate_on_submit() and form.save(lambda: operations.add_contact(casus, by=current_user, **form.answers)):
        return _back(casus, "contacts")
    return render_template("aftercare/contact.html", casus=casus, form=form)


@bp.route("/contacts/<id:contact_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def contact(casus: Casus, contact_id: int) -> ResponseReturnValue:
    def stored() -> tuple[AftercareContact, dict[str, Any]]:
        found = of_casus(AftercareContact, casus, contact_id)
        return found, {name: getattr(found, name) for name in CONTACT_FIELDS}

    planned, answers = stored()
    form = _contact_form(casus, answers)
    change = lambda: operations.change_contact(casus, planned, form.made_from, by=current_user, **form.answers)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=stored):
        return _back(casus, "contacts")
    return render_template("aftercare/contact.html", casus=casus, form=form)
