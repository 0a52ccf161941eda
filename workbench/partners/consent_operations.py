"""Every change to consents (B14, domain.md 2.6): asked again each time, for what is needed only. The caller commits."""

from collections.abc import Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select, update
from sqlalchemy.orm import selectinload

from workbench import audit, clock
from workbench.casus.models import Casus, Person, Relation, RelationKind
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.partners import rules
from workbench.partners.models import Consent, ConsentAbout, ConsentGiver, Partner
from workbench.records import expect_version

audit.declare({
    "consent added": _l("noted a consent"), "consent changed": _l("changed a consent"),
    "consent withdrawn": _l("noted that a consent was withdrawn"),
})  # fmt: skip
DECIDES = {"person", "relation"}  # tables of which a change can make somebody else have to consent


def _check(given_on: date, until: date | None, givers: Sequence[int], about: Sequence[int]) -> None:
    if given_on > clock.today():
        raise RuleBroken(_("This day is still to come."), field="given_on")
    if until and until < given_on:
        raise RuleBroken(_("The last day lies before the first day."), field="until")
    if not givers:
        raise RuleBroken(_("Who gives this consent?"), field="givers")
    if not about:
        raise RuleBroken(_("About whom may something be shared?"), field="about")


def add_consent(casus: Casus, *, by: Any, givers: Sequence[int], about: Sequence[int], partner: Partner | None = None,
                **answers: Any) -> Consent:  # fmt: skip
    """Note a consent; of `partner` it becomes the ground. Raises RuleBroken for days or people that cannot be.

    Who has still to consent is said on the pages and never refused here: a consent that is half there is a fact too.
    """
    _check(answers["given_on"], answers["until"], givers, about)
    consent = Consent(casus_id=casus.id, created_by_id=by.id, **answers)
    db.session.add(consent)
    db.session.flush()
    _set_people(consent, givers, about)
    if partner is not None:
        partner.consent_id = consent.id
    audit.record("consent added", casus, by=by, record=consent, action="C")
    refresh(casus.id)
    return consent


def change_consent(casus: Casus, consent: Consent, version: int, *, by: Any, givers: Sequence[int], about: Sequence[int],
                   **answers: Any) -> None:  # fmt: skip
    """Mend what was noted. Raises EditConflict or RuleBroken."""
    expect_version(consent, version)
    if consent.withdrawn_on:
        raise RuleBroken(_("This was withdrawn already."))
    _check(answers["given_on"], answers["until"], givers, about)
    for name, value in answers.items():
        setattr(consent, name, value)
    consent.updated_at = clock.now()
    db.session.flush()
    _set_people(consent, givers, about)
    audit.record("consent changed", casus, by=by, record=consent)
    refresh(casus.id)


def withdraw_consent(casus: Casus, consent: Consent, version: int, *, by: Any, withdrawn_on: date, why: str) -> None:
    """Whoever gave it takes it back; nothing may be shared on it from that day. Raises EditConflict or RuleBroken."""
    expect_version(consent, version)
    if consent.withdrawn_on:
        raise RuleBroken(_("This was withdrawn already."))
    if withdrawn_on > clock.today():
        raise RuleBroken(_("This day is still to come."), field="withdrawn_on")
    consent.withdrawn_on, consent.withdrawn_why = withdrawn_on, why or None
    audit.record("consent withdrawn", casus, by=by, record=consent)


def _set_people(consent: Consent, givers: Sequence[int], about: Sequence[int]) -> None:
    for link, people in ((ConsentGiver, givers), (ConsentAbout, about)):
        db.session.execute(delete(link).where(link.consent_id == consent.id))
        db.session.add_all([link(consent_id=consent.id, person_id=person) for person in people])
    db.session.flush()


def refresh(casus_id: int) -> None:
    """Bring the day on which each consent has to be asked again up to date; the version of the consent stays."""
    people_too = selectinload(Consent.givers), selectinload(Consent.about)
    asked = select(Consent).where(Consent.casus_id == casus_id).options(*people_too)
    consents = list(db.session.scalars(asked.execution_options(populate_existing=True)))
    if not consents:
        return
    people = list(db.session.scalars(select(Person).where(Person.casus_id == casus_id)))
    parent_of = select(Relation.from_id, Relation.to_id).where(
        Relation.casus_id == casus_id, Relation.kind == RelationKind.PARENT_OF
    )
    parents = {(row.from_id, row.to_id) for row in db.session.execute(parent_of)}
    for consent in consents:
        plain = SimpleNamespace(
            givers=[one.person_id for one in consent.givers], about=[one.person_id for one in consent.about],
            given_on=consent.given_on,
        )  # fmt: skip
        day = rules.ask_again_on(plain, people, parents)
        if day != consent.ask_again_on:
            change = update(Consent).where(Consent.id == consent.id).execution_options(synchronize_session=False)
            db.session.execute(change.values(ask_again_on=day, updated_at=consent.updated_at))


@audit.on_changes
def keep_asking(changes: Sequence[Any]) -> None:
    """Somebody's age, authority or parents changed: who has to consent may be others now."""
    for casus_id in {
        one.casus.id for one in changes if one.casus and getattr(one.record, "__tablename__", "") in DECIDES
    }:
        refresh(casus_id)
