"""Every change to partners in the chain and to who keeps sight of the safety. The caller commits."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.casus.models import Casus, Person
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.partners import rules
from workbench.partners.models import Partner, PartnerTold, SafetyKeeper
from workbench.records import expect_version, filled

audit.declare({
    "partner added": _l("added a partner in the chain"), "partner changed": _l("changed a partner in the chain"),
    "partner told": _l("told a partner of the plan"), "partner stopped": _l("noted that a partner stopped"),
    "sight handed over": _l("noted who keeps sight of the safety"),
})  # fmt: skip


def _check(answers: dict[str, Any]) -> None:
    if "ground_why" in rules.ground_gaps(answers["ground"], answers["ground_why"], answers["consent_id"]):
        raise RuleBroken(_("What weighs heavier than keeping it to yourself? Write it down."), field="ground_why")


def add_partner(casus: Casus, *, by: Any, **answers: Any) -> Partner:
    """Add a professional or service. Raises RuleBroken for a conflict of duties without the reason."""
    _check(answers)
    partner = Partner(casus_id=casus.id, created_by_id=by.id, **filled(answers))
    db.session.add(partner)
    audit.record("partner added", casus, by=by, record=partner, action="C")
    return partner


def change_partner(casus: Casus, partner: Partner, version: int, *, by: Any, **answers: Any) -> None:
    """Change who it is, what it does and why something may be shared. Raises EditConflict or RuleBroken."""
    expect_version(partner, version)
    _check(answers)
    changed = [name for name, value in answers.items() if (getattr(partner, name) or None) != (value or None)]
    for name in changed:
        setattr(partner, name, answers[name] or None)
    audit.record("partner changed", casus, by=by, record=partner, fields=changed)


def tell(casus: Casus, partners: Sequence[Partner], *, by: Any, number: int, told_on: date) -> None:
    """Note that these partners were told of a version of the plan (B17). Raises RuleBroken for none, or a day to come."""
    if not partners:
        raise RuleBroken(_("Who was told? Choose at least one."), field="partners")
    if told_on > clock.today():
        raise RuleBroken(_("This day is still to come."), field="told_on")
    for partner in partners:
        db.session.add(PartnerTold(casus_id=casus.id, partner_id=partner.id, number=number, told_on=told_on))
        if number >= (partner.informed_version or 0):
            partner.informed_version, partner.informed_on = number, told_on
        audit.record("partner told", casus, by=by, record=partner, number=number)


def stop(casus: Casus, partner: Partner, version: int, *, by: Any, ended_on: date, why: str) -> None:
    """A partner stops on a day, with the reason. Raises EditConflict or RuleBroken."""
    expect_version(partner, version)
    if not why:
        raise RuleBroken(_("Write down why."), field="why")
    partner.ended_on, partner.ended_why = ended_on, why
    audit.record("partner stopped", casus, by=by, record=partner)


def hand_over_sight(casus: Casus, person: Person, version: int, *, by: Any, since: date, reason: str) -> SafetyKeeper:
    """From this day exactly this professional keeps sight of the safety (domain.md 2.9).

    Raises EditConflict, or RuleBroken for who is no professional of this casus, a day to come, or no reason.
    """
    expect_version(casus, version)
    if not rules.may_keep_sight(person, casus.separate_networks):
        raise RuleBroken(_("Choose a professional who is in this casus and belongs to no side."), field="person_id")
    if casus.eyes_on_safety_id == person.id:
        raise RuleBroken(_("%(name)s keeps sight of the safety already.", name=person.name), field="person_id")
    if since > clock.today():
        raise RuleBroken(_("This day is still to come."), field="since")
    if not reason:
        raise RuleBroken(_("Write down why."), field="reason")
    keeper = SafetyKeeper(casus_id=casus.id, created_by_id=by.id, person_id=person.id, since=since, reason=reason)
    casus.eyes_on_safety_id = person.id
    db.session.add(keeper)
    audit.record("sight handed over", casus, by=by, record=keeper, action="C", person=person.id)
    return keeper
