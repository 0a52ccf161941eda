"""Every change to aftercare. The caller commits."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.aftercare.models import AftercareContact, AftercareNeed, AftercarePlan, ContactOutcome
from workbench.casus.models import Casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.records import expect_version, filled

audit.declare({
    "aftercare plan written": _l("wrote the aftercare plan"),
    "aftercare need added": _l("noted what somebody needs later"),
    "aftercare contact added": _l("planned a contact in aftercare"),
    "aftercare contact changed": _l("changed a contact in aftercare"),
})


def write_plan(casus: Casus, plan: AftercarePlan | None, version: int, *, by: Any, **answers: Any) -> AftercarePlan:
    """Write the one aftercare plan of a casus. Raises EditConflict, or RuleBroken for an end before the beginning."""
    if answers["starts_on"] and answers["closes_on"] and answers["closes_on"] < answers["starts_on"]:
        raise RuleBroken(_("This lies before the beginning."), field="closes_on")
    if plan is None:
        plan = AftercarePlan(casus_id=casus.id, created_by_id=by.id)
        db.session.add(plan)
    else:
        expect_version(plan, version)
    for name, value in answers.items():
        setattr(plan, name, value if value != "" else None)
    audit.record("aftercare plan written", casus, by=by, record=plan)
    return plan


def add_need(casus: Casus, *, by: Any, person_id: int, need: str) -> AftercareNeed:
    """What somebody needs when the worker is gone."""
    made = AftercareNeed(casus_id=casus.id, person_id=person_id, need=need, created_by_id=by.id)
    db.session.add(made)
    audit.record("aftercare need added", casus, by=by, record=made, action="C")
    return made


def _check(done_on: date | None, outcome: ContactOutcome | None) -> None:
    if done_on and done_on > clock.today():
        raise RuleBroken(_("This day is still to come."), field="done_on")
    if done_on and outcome is None:
        raise RuleBroken(_("Say how it is."), field="outcome")


def add_contact(casus: Casus, *, by: Any, **answers: Any) -> AftercareContact:
    """Plan a contact. Raises RuleBroken for a held contact without outcome."""
    _check(answers["done_on"], answers["outcome"])
    contact = AftercareContact(casus_id=casus.id, created_by_id=by.id, **filled(answers))
    db.session.add(contact)
    audit.record("aftercare contact added", casus, by=by, record=contact, action="C")
    return contact


def change_contact(casus: Casus, contact: AftercareContact, version: int, *, by: Any, **answers: Any) -> None:
    """Note how a contact went. Raises EditConflict or RuleBroken."""
    expect_version(contact, version)
    _check(answers["done_on"], answers["outcome"])
    for name, value in answers.items():
        setattr(contact, name, value if value != "" else None)
    audit.record("aftercare contact changed", casus, by=by, record=contact)
