"""Every change to aftercare. The caller commits."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.accounts.settings import setting
from workbench.aftercare import queries, rules
from workbench.aftercare.models import AftercareCall, AftercareContact, AftercareNeed, AftercarePlan
from workbench.casus.models import Casus, Phase
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.plans import trigger_operations as triggers
from workbench.plans.models import Service, TriggerKind
from workbench.records import expect_version, filled
from workbench.signals import operations as signals
from workbench.signals.models import Signal

audit.declare({
    "aftercare plan written": _l("wrote the aftercare plan"),
    "aftercare need added": _l("noted what somebody needs later"),
    "aftercare need changed": _l("changed what somebody needs later"),
    "aftercare call added": _l("noted who calls whom in aftercare"),
    "aftercare call changed": _l("changed who calls whom in aftercare"),
    "aftercare contact added": _l("planned a contact in aftercare"),
    "aftercare contact changed": _l("changed a contact in aftercare"),
    "aftercare withdrawn": _l("took back something of aftercare"),
    "aftercare contact signalled": _l("noted what was heard in aftercare as a signal"),
})

WRONG = {
    "future": _l("This day is still to come."),
    "outcome": _l("Say how it is."),
    "day": _l("On which day was it held?"),
    "words": _l("Write down what you heard."),
}


def write_plan(casus: Casus, plan: AftercarePlan | None, version: int, *, by: Any, **answers: Any) -> AftercarePlan:
    """Write the one aftercare plan of a casus. Raises EditConflict, or RuleBroken for an end before the beginning."""
    if answers["starts_on"] and answers["closes_on"] and answers["closes_on"] < answers["starts_on"]:
        raise RuleBroken(_("This lies before the beginning."), field="closes_on")
    if plan is None:
        plan = AftercarePlan(casus_id=casus.id, created_by_id=by.id)
        db.session.add(plan)
    else:
        expect_version(plan, version)
    for name, value in filled(answers).items():
        setattr(plan, name, value)
    audit.record("aftercare plan written", casus, by=by, record=plan)
    return plan


def add_need(casus: Casus, *, by: Any, person_id: int, need: str) -> AftercareNeed:
    """What somebody needs when the worker is gone."""
    made = AftercareNeed(casus_id=casus.id, person_id=person_id, need=need, created_by_id=by.id)
    db.session.add(made)
    audit.record("aftercare need added", casus, by=by, record=made, action="C")
    return made


def change_need(casus: Casus, noted: AftercareNeed, version: int, *, by: Any, **answers: Any) -> None:
    """Mend what somebody needs. Raises EditConflict."""
    _change(casus, noted, version, answers, by=by, event="aftercare need changed")


def add_call(casus: Casus, *, by: Any, caller_id: int, called: int | Service, when: str) -> AftercareCall:
    """A line of who calls whom. Raises RuleBroken for somebody who would call himself."""
    made = AftercareCall(casus_id=casus.id, created_by_id=by.id, **_called(caller_id, called), when=when)
    db.session.add(made)
    audit.record("aftercare call added", casus, by=by, record=made, action="C")
    return made


def change_call(
    casus: Casus, call: AftercareCall, version: int, *, by: Any, caller_id: int, called: int | Service, when: str
) -> None:
    """Mend a line of who calls whom. Raises EditConflict or RuleBroken."""
    _change(casus, call, version, _called(caller_id, called) | {"when": when}, by=by, event="aftercare call changed")


def _called(caller_id: int, called: int | Service) -> dict[str, Any]:
    if called == caller_id:
        raise RuleBroken(_("Choose two different people."), field="called")
    to_service = isinstance(called, Service)
    return {"caller_id": caller_id, "called_id": None if to_service else called, "service": called if to_service else None}


def add_contact(casus: Casus, *, by: Any, **answers: Any) -> AftercareContact:
    """Plan a contact. Raises RuleBroken for a held contact without outcome, or bad news without words."""
    _check(answers)
    contact = AftercareContact(casus_id=casus.id, created_by_id=by.id, **filled(answers))
    db.session.add(contact)
    audit.record("aftercare contact added", casus, by=by, record=contact, action="C")
    return contact


def change_contact(casus: Casus, contact: AftercareContact, version: int, *, by: Any, **answers: Any) -> None:
    """Note how a contact went. Raises EditConflict or RuleBroken."""
    _check(answers)
    _change(casus, contact, version, answers, by=by, event="aftercare contact changed")


def _check(answers: dict[str, Any]) -> None:
    wrong = rules.contact_gaps(answers["done_on"], answers["outcome"], answers.get("words", ""), clock.today())
    for field, why in wrong:
        raise RuleBroken(WRONG[why], field=field)


def plan_contacts(casus: Casus, *, by: Any) -> list[AftercareContact]:
    """Plan the contacts of the house's own rhythm, from the beginning of aftercare; those that are there stay as they are.

    Raises RuleBroken when every one of them is planned already.
    """
    contacts = queries.contacts_of(casus)
    days = rules.proposed(first_day(casus, queries.plan_of(casus)), setting("aftercare.contact_months"), contacts)
    if not days:
        raise RuleBroken(_("These contacts are planned already."))
    nothing: dict[str, Any] = {"person_id": None, "done_on": None, "outcome": None}
    return [add_contact(casus, by=by, planned_on=day, **nothing) for day in days]


def first_day(casus: Casus, plan: AftercarePlan | None) -> date:
    """The day from which contacts are counted: as the plan says, else since the phase of aftercare, else today."""
    if plan is not None and plan.starts_on:
        return plan.starts_on
    since = casus.phase_since if casus.phase is Phase.AFTERCARE else None
    return since or clock.today()


def note_signal(casus: Casus, contact: AftercareContact, *, by: Any) -> Signal:
    """What was heard at a contact becomes a signal, with one tap; by that the plan asks to be looked at again.

    Raises RuleBroken when it was noted already, or when nothing was written down.
    """
    if contact.signal_id is not None:
        raise RuleBroken(_("This was noted as a signal already."))
    if not contact.words or contact.done_on is None:
        raise RuleBroken(_("Write down what you heard."))
    signal = signals.add_signal(
        casus, by=by, received_on=contact.done_on, source_id=contact.person_id, source=contact.with_whom or "",
        content=contact.words, discussed_on=None, discussed_with="", action="", outcome="",
    )  # fmt: skip
    db.session.flush()
    contact.signal_id = signal.id
    audit.record("aftercare contact signalled", casus, by=by, record=contact)
    return signal


def look_at_plan_again(casus: Casus, contact: AftercareContact, *, by: Any) -> None:
    """The plan asks to be looked at again because of what was heard. Raises RuleBroken when nothing was written down."""
    if not contact.words:
        raise RuleBroken(_("Write down what you heard."))
    triggers.raise_by_hand(casus, by=by, kind=TriggerKind.OTHER, reason=contact.words)


def withdraw(casus: Casus, record: AftercareNeed | AftercareCall | AftercareContact, version: int, *, by: Any, why: str) -> None:
    """Take something back that no longer holds or was a mistake. It stays on record. Raises EditConflict or RuleBroken."""
    expect_version(record, version)
    if record.withdrawn_on:
        raise RuleBroken(_("This was taken back already."))
    if not why:
        raise RuleBroken(_("Say in a few words why."), field="why")
    record.withdrawn_on, record.withdrawn_why = clock.today(), why
    audit.record("aftercare withdrawn", casus, by=by, record=record)


def _change(casus: Casus, record: Any, version: int, answers: dict[str, Any], *, by: Any, event: str) -> None:
    expect_version(record, version)
    if record.withdrawn_on:
        raise RuleBroken(_("This was taken back already."))
    changed = [name for name, value in filled(answers).items() if getattr(record, name) != value]
    for name in changed:
        setattr(record, name, filled(answers)[name])
    audit.record(event, casus, by=by, record=record, fields=changed)
