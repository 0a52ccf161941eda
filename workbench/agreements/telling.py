"""Everybody who had agreed hears that an agreement is talked about again (domain.md 6.3). The caller commits.

Who may be mailed gets a mail that says nothing, in the same transaction; the others are told in person, and stand on the
page of the agreement until somebody did.
"""

from collections.abc import Collection, Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from workbench import audit, clock
from workbench.agreements.models import Agreement, AgreementNotice, NoticeWay
from workbench.casus.models import Casus, ContactKind, ContactPoint, Person
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.outbox import operations as outbox
from workbench.records import expect_version

audit.declare({"person told": _l("told somebody in person that an agreement is talked about again")})


def tell(
    agreement: Agreement, people: Iterable[int], *, by: Any, at_table: Collection[int] = ()
) -> list[AgreementNotice]:
    """Write down who hears of it and how; `at_table`: who was there when it changed."""
    wanted = select(Person).where(Person.id.in_(list(people)), Person.casus_id == agreement.casus_id).order_by(Person.id)
    found = [one for one in db.session.scalars(wanted) if not (one.ended_on or one.deceased or one.user_id)]
    addresses = _addresses(found)
    return [_notice(agreement, person, addresses.get(person.id), by, at_table) for person in found]


def _notice(
    agreement: Agreement, person: Person, address: ContactPoint | None, by: Any, at_table: Collection[int]
) -> AgreementNotice:
    made = AgreementNotice(
        casus_id=agreement.casus_id, agreement_id=agreement.id, person_id=person.id, way=NoticeWay.IN_PERSON,
        created_by_id=by.id if getattr(by, "kind", "staff") == "staff" else None,
    )  # fmt: skip
    if person.id in at_table:
        made.way, made.told_on = NoticeWay.AT_TABLE, clock.today()
    elif address is not None:
        key = f"agreement:{agreement.id}:{agreement.version}:{person.id}"
        outbox.tell_person(db.session.get_one(Casus, agreement.casus_id), address, key, by=by)
        made.way = NoticeWay.MAIL
    db.session.add(made)
    return made


def _addresses(people: list[Person]) -> dict[int, ContactPoint]:
    """Person → the e-mail address that may be used. A child gets no mail (security.md D.8)."""
    grown = [one.id for one in people if one.family_role != "child"]
    asked = select(ContactPoint).where(ContactPoint.person_id.in_(grown), ContactPoint.kind == ContactKind.EMAIL,
                                       ContactPoint.withdrawn_on.is_(None))  # fmt: skip
    if not grown:
        return {}
    usable = [one for one in db.session.scalars(asked.order_by(ContactPoint.id.desc())) if outbox.why_no_mail(one) is None]
    return {one.person_id: one for one in usable if one.person_id is not None}


def note_told(casus: Casus, notice: AgreementNotice, version: int, *, by: Any) -> None:
    """Somebody was told in person. Raises EditConflict, or RuleBroken when that was noted before."""
    expect_version(notice, version)
    if notice.told_on is not None:
        raise RuleBroken(_("That was noted already."))
    audit.record("person told", casus, by=by, record=notice, agreement=notice.agreement_id, person=notice.person_id)
    notice.told_on = clock.today()
