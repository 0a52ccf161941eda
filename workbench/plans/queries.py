"""Look-ups for the plan: versions, the living plan, and what must never leave."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import (
    ColumnElement,
    Integer,
    LargeBinary,
    SelectBase,
    String,
    bindparam,
    cast,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)

from workbench import clock
from workbench.accounts.models import User
from workbench.casus.models import Casus, ContactKind, ContactPoint, Household, Person, ProtectedTerm, Visibility
from workbench.crypto import keyring, opened_strictly
from workbench.extensions import Model, db
from workbench.plans.models import Plan, PlanApproval, PlanKind, PlanStatus, PlanVersion, SpecialSituation
from workbench.voices.models import VoiceItem
from workbench.voices.rules import may_leave
from workbench.web.filters import day
from workbench.wording.leaks import ProtectedTerm as Term
from workbench.wording.leaks import names_a_place

IN_FORCE = (PlanStatus.SET, PlanStatus.RUNNING)
THIS_CASUS: Any = bindparam("casus_id")
NEVER_ON_PAPER = (ContactKind.ADDRESS, ContactKind.POSTCODE, ContactKind.PHONE, ContactKind.EMAIL)
OF_SOMEBODY = "a person"  # in the place of a column: this row is somebody, not a word
KINDS_OF_TERMS = {ContactKind.ADDRESS.value: "street"}  # what the leak scan calls it


def version_lines(casus: Casus) -> Sequence[Any]:
    """Id, number, status and days of every version, newest first, without opening what stands in it."""
    names = ("id", "number", "kind", "status", "starts_on", "ends_on", "evaluate_on", "frozen_at", "set_at", "withdrawn_at")
    of = select(*(getattr(PlanVersion, name) for name in names)).where(PlanVersion.casus_id == casus.id)
    return db.session.execute(of.order_by(PlanVersion.number.desc())).all()


def version_of(casus: Casus, number: int) -> PlanVersion | None:
    """The version of this casus with this number."""
    return db.session.scalar(select(PlanVersion).filter_by(casus_id=casus.id, number=number))


def names_of_colleagues(version: PlanVersion) -> dict[int, str]:
    """User → name of who made, set or withdrew this version, asked for its approval or decided about it."""
    asked = PlanApproval.plan_version_id == version.id
    ids = [version.frozen_by_id, version.set_by_id, version.withdrawn_by_id]
    who = select(User.id, User.name).where(
        User.id.in_([one for one in ids if one])
        | User.id.in_(select(PlanApproval.asked_by_id).where(asked))
        | User.id.in_(select(PlanApproval.decided_by_id).where(asked))
    )
    return {row.id: row.name for row in db.session.execute(who)}


def living_plan(casus: Casus, kind: PlanKind) -> Plan | None:
    """What the living plan says besides its goals and agreements."""
    return db.session.scalar(select(Plan).filter_by(casus_id=casus.id, kind=kind))


def latest(found: Sequence[Any]) -> Any:
    """The version that holds today, out of all versions newest first; else the one that was set last, else the newest.

    A temporary plan whose last day is over makes way for the final plan that still holds beside it.
    """
    day = clock.today()
    in_force = [one for one in found if one.status in IN_FORCE]
    holds = (one for one in in_force if one.ends_on is None or one.ends_on >= day)
    kept = [one for one in found if one.withdrawn_at is None]
    return next(holds, None) or next(iter(in_force or kept or found), None)


def meeting_options(casus: Casus) -> list[tuple[int, str]]:
    """The meetings a version can come from, newest first, as (id, what people call it)."""
    meetings = Model.metadata.tables["meeting"]
    of = select(meetings.c.id, meetings.c.number, meetings.c.held_on).where(meetings.c.casus_id == casus.id)
    found = db.session.execute(of.order_by(meetings.c.held_on.desc())).all()
    return [(id_, _("Meeting %(number)s, %(day)s", number=number, day=day(held_on))) for id_, number, held_on in found]


def situations(casus: Casus) -> Sequence[SpecialSituation]:
    """The special situations that were discussed."""
    return db.session.scalars(select(SpecialSituation).filter_by(casus_id=casus.id).order_by(SpecialSituation.id)).all()


@opened_strictly()
def withheld_words(casus_id: int) -> frozenset[str]:
    """Words of children that may not be shared now: withdrawn, or not released (any more) since a version was frozen."""
    columns = (VoiceItem.words, VoiceItem.part, VoiceItem.may_share, VoiceItem.withdrawn_on)
    found = db.session.execute(select(*columns).where(VoiceItem.casus_id == casus_id)).all()
    return frozenset(row.words for row in found if not may_leave(row.part, row.may_share, row.withdrawn_on))


@opened_strictly()
def protected_terms(casus_id: int) -> list[tuple[Term, int | None]]:
    """Everything of this casus that must not leave, each with the sub-group that may know it (None: nobody).

    One statement: addresses, numbers and e-mail of everybody (GA2), every contact point of a protected person or household
    (GA1), the names of protected households that are names of a place, the protected places of meetings, and the words the
    worker added. A contact point or meeting place is nobody's on paper, not even its owner's. A contact point that was
    withdrawn still counts: people can be found by where they were, the school or number may still be in use, and a plan or
    note from that time still names it. So does the place of a meeting long ago. A word that was lifted does not count: two people
    said that it need not be secret any more, as with an address whose protection was taken away (ADR 0033).
    """
    return _terms(db.session.execute(_secrets(), {"casus_id": casus_id}).all())


@opened_strictly()
def terms_and_secret_people(casus_id: int) -> tuple[list[tuple[Term, int | None]], frozenset[int]]:
    """The same, with whose address is secret now: marked so, or living in a home that is. One statement too."""
    found: Any = db.session.execute(_secrets_and_people(), {"casus_id": casus_id}).all()
    secret = frozenset(int(row[1]) for row in found if row[0] == OF_SOMEBODY)
    return _terms([row for row in found if row[0] != OF_SOMEBODY]), secret


@cache
def _secrets_and_people() -> Any:
    people = (
        select(literal(OF_SOMEBODY), cast(Person.id, String), sealed(Person.first_name), cast(null(), Integer))
        .outerjoin(Household, Household.id == Person.household_id)
        .where(Person.casus_id == THIS_CASUS, Person.protected | Household.protected)
    )
    return union_all(*secret_columns(), people)


def _terms(found: Any) -> list[tuple[Term, int | None]]:
    ring = keyring()
    opened = [(place, kind, ring.open(sealed, place), group) for place, kind, sealed, group in found]
    return [
        (Term(KINDS_OF_TERMS.get(kind, kind), text), group)
        for place, kind, text, group in opened
        if place != "household.name" or names_a_place(text)
    ]


@cache
def _secrets() -> Any:
    """Made once: putting it together costs as much as asking."""
    return union_all(*secret_columns())


def secret_columns() -> Iterator[SelectBase]:
    """(place in the database, kind, sealed words, sub-group) of everything that must not leave, for each table."""
    nobody = cast(null(), Integer).label("group")
    yield (
        select(literal("contact_point.value").label("place"), cast(ContactPoint.kind, String), sealed(ContactPoint.value), nobody)
        .outerjoin(Person, Person.id == ContactPoint.person_id)
        .outerjoin(Household, Household.id == ContactPoint.household_id)
        .where(
            ContactPoint.casus_id == THIS_CASUS,
            ContactPoint.kind.in_(NEVER_ON_PAPER)
            | ContactPoint.protected
            | (ContactPoint.visibility == Visibility.WORKER_ONLY)
            | Person.protected
            | Household.protected,
        )
    )
    yield select(literal("household.name"), literal("place"), sealed(Household.name), nobody).where(
        Household.casus_id == THIS_CASUS, Household.protected
    )
    meetings = Model.metadata.tables["meeting"]  # stands above plans
    yield select(literal("meeting.place"), literal("place"), sealed(meetings.c.place), nobody).where(
        meetings.c.casus_id == THIS_CASUS, meetings.c.place_protected, meetings.c.place.is_not(None)
    )
    yield select(
        literal("protected_term.text"), cast(ProtectedTerm.kind, String), sealed(ProtectedTerm.text), ProtectedTerm.sub_group_id
    ).where(ProtectedTerm.casus_id == THIS_CASUS, ProtectedTerm.lifted_on.is_(None))


def sealed(column: Any) -> ColumnElement[bytes]:
    """A sealed column as the bytes that are stored; one key ring opens them all together."""
    return type_coerce(column, LargeBinary)
