"""What the workbench keeps beside the records because it follows from them: the last check and rehearsal of an agreement, and
when a consent has to be asked again."""

from sqlalchemy import select

from workbench.agreements.models import Agreement, AgreementPerson, Part
from workbench.casus.models import Casus, Person
from workbench.extensions import db
from workbench.monitoring.models import Check, Rehearsal, RehearsalAgreement
from workbench.partners import consent_operations
from workbench.plans.rules import shown_text_sha256


def fill(casus: Casus) -> None:
    """Set the last check and the last rehearsal on every agreement, and the day to ask again on every consent."""
    consent_operations.refresh(casus.id)
    agreements = {one.id: one for one in db.session.scalars(select(Agreement).filter_by(casus_id=casus.id))}
    checks = select(Check).filter_by(casus_id=casus.id).order_by(Check.checked_on, Check.id)
    for check in db.session.scalars(checks):
        agreement = agreements[check.agreement_id]
        agreement.last_check_on, agreement.last_outcome = check.checked_on, check.outcome.value
    rehearsed = (
        select(RehearsalAgreement.agreement_id, Rehearsal.rehearsed_on)
        .join(Rehearsal, Rehearsal.id == RehearsalAgreement.rehearsal_id)
        .where(Rehearsal.casus_id == casus.id).order_by(Rehearsal.rehearsed_on)
    )  # fmt: skip
    for agreement_id, day in db.session.execute(rehearsed):
        agreements[agreement_id].rehearsed_on = day
    db.session.flush()


def fingerprints(casus: Casus) -> dict[int, str]:
    """Agreement → fingerprint of its text as people read it now; an answer without its own is bound to this."""
    doers: dict[int, list[str]] = {}
    named = (
        select(AgreementPerson.agreement_id, Person).join(Person, Person.id == AgreementPerson.person_id)
        .where(Person.casus_id == casus.id, AgreementPerson.part == Part.DOER).order_by(AgreementPerson.order)
    )  # fmt: skip
    for agreement_id, person in db.session.execute(named):
        doers.setdefault(agreement_id, []).append(person.name)
    return {
        one.id: shown_text_sha256(one.what, one.when, one.what_if or "", doers.get(one.id, []))
        for one in db.session.scalars(select(Agreement).filter_by(casus_id=casus.id))
    }
