"""Letting one paper out in an acute crisis although the leak scan stops it: two people, a reason, once, a few hours (ADR 0025).

What may pass is small. Never: anything of somebody whose address or home is secret, a secret place, a protected word, a name
this reader may not know, or an address where one is secret. That is mended in the plan, by writing other words. What may: a
telephone number or e-mail address that nobody has to keep secret, for then the reader may need it tonight. Whoever asks and
whoever decides reads exactly the sentences that go out. The caller commits.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from workbench import audit, clock
from workbench.accounts.models import User
from workbench.casus.models import Casus, ContactKind, ContactPoint, Household, Person, Visibility
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.plans.models import LetOut, PlanVersion
from workbench.plans.places import Spot, texts_of
from workbench.plans.projection import (
    NOTHING_YET,
    After,
    Passing,
    Secrets,
    labels_of,
    not_for,
    reader_of,
    secret_now,
    secrets_of,
    seen_by,
)
from workbench.plans.queries import KINDS_OF_TERMS, NEVER_ON_PAPER
from workbench.plans.reader import Reader
from workbench.two_people import refuse_the_same
from workbench.wording.leaks import ProtectedTerm, find_contact_details, find_leaks

audit.declare({
    "paper let out asked": _l("asked to let a paper out that the leak scan stopped"),
    "paper let out": _l("let a paper out that the leak scan stopped"),
    "paper kept in": _l("did not let a paper out that the leak scan stopped"),
})  # fmt: skip
HOURS = 4
MAY_PASS = ("phone", "email")  # in open text, where an address is secret; a street or postcode never


class Hit(NamedTuple):
    """A text that stops a paper: where it stands and is mended. `words` only where it may pass: else it says nothing more."""

    place: str
    spot: Spot
    words: str
    may_pass: bool


def hits_of(version: PlanVersion, reader_id: int, after: After = NOTHING_YET) -> list[Hit]:
    """Every text that stops a paper for this reader, with whether two people may let it pass."""
    reader, (secrets, secret) = reader_of(version, reader_id), secrets_of(version)
    view, hidden = seen_by(version, reader, after, secret_now(version) if secret is None else secret)
    never = not_for(reader, secrets, hidden)
    soft = ordinary(version, reader, never)
    hard = tuple(term for term in never if term not in soft)
    guarded = version.body["casus"]["protected"]
    public, found = {view.reader, view.reader_full_name}, {}
    for place, spot, words in texts_of(view, labels_of(version)):
        open_ = find_contact_details(words) if guarded else []
        if words in public or not (open_ or find_leaks(words, never)):
            continue
        may_pass = not find_leaks(words, hard) and all(leak.term.kind in MAY_PASS for leak in open_)
        one = Hit(place, spot, words if may_pass else "", may_pass)
        found[one.place, one.words] = one
    return list(found.values())


def ordinary(version: PlanVersion, reader: Reader, never: Sequence[ProtectedTerm]) -> frozenset[ProtectedTerm]:
    """The terms that nobody has to keep secret: numbers and e-mail of people of this reader's own side, without any protection.

    Addresses too, where nobody's address in this casus is secret. A term that holds another one that is secret is none.
    """
    guarded = version.body["casus"]["protected"]
    kinds = (ContactKind.PHONE, ContactKind.EMAIL) if guarded or reader.separate else NEVER_ON_PAPER
    c = ContactPoint
    asked = (
        select(c.kind, c.value, c.person_id)
        .outerjoin(Person, Person.id == c.person_id)
        .outerjoin(Household, Household.id == Person.household_id)
        .where(
            c.casus_id == version.casus_id, c.person_id.is_not(None), c.kind.in_(kinds), c.protected.is_(False),
            c.visibility != Visibility.WORKER_ONLY, Person.protected.is_(False), Household.protected.is_not(True),
        )
    )  # fmt: skip
    open_ = {
        ProtectedTerm(KINDS_OF_TERMS.get(kind.value, kind.value), value)
        for kind, value, person in db.session.execute(asked)
        if reader.may_list(person)
    }
    secret = [*(term for term in never if term not in open_), *_of_somebody_secret(version)]
    return frozenset(term for term in open_ if not find_leaks(term.text, secret))


def _of_somebody_secret(version: PlanVersion) -> list[ProtectedTerm]:
    """What is also somebody's who has to keep it secret: a number two people share."""
    c = ContactPoint
    guarded = (
        select(c.kind, c.value).outerjoin(Person, Person.id == c.person_id)
        .outerjoin(Household, Household.id.in_((c.household_id, Person.household_id)))
        .where(c.casus_id == version.casus_id, c.protected | (c.visibility == Visibility.WORKER_ONLY)
               | Person.protected.is_(True) | Household.protected.is_(True))
    )  # fmt: skip
    return [ProtectedTerm(KINDS_OF_TERMS.get(kind.value, kind.value), value) for kind, value in db.session.execute(guarded)]


def ask(casus: Casus, version: PlanVersion, reader_id: int, kind: str, *, reason: str, hits: Sequence[Hit], by: User) -> LetOut:
    """Ask a second person to let this paper out. Refused when something in it may never pass, or nothing stops it."""
    if not hits:
        raise RuleBroken(_("Nothing stops this document. You can make it."))
    if not all(one.may_pass for one in hits):
        raise RuleBroken(_("This cannot be let out by anybody. Write other words in the plan, and make a new version."))
    if any(one.decided_at is None for one in _of(version, reader_id, kind)):
        raise RuleBroken(_("A second person has been asked already."))
    texts = [{"place": one.place, "words": one.words} for one in hits]
    asked = LetOut(casus_id=casus.id, plan_version_id=version.id, reader_id=reader_id, kind=kind, sha256=version.sha256,
                   texts=texts, reason=reason, asked_by_id=by.id)  # fmt: skip
    db.session.add(asked)
    db.session.flush()
    audit.record("paper let out asked", casus, by=by, record=asked, action="C", kind=kind, reader=reader_id,
                 plan_version=version.number)  # fmt: skip
    return asked


def decide(casus: Casus, asked: LetOut, *, by: User, granted: bool | None, words: str) -> None:
    """Let the paper out, or keep it in; somebody else than who asked, always with a reason."""
    if granted is None:
        raise RuleBroken(_("Choose one."), field="granted")
    if asked.decided_at is not None:
        raise RuleBroken(_("This has been decided already."))
    refuse_the_same(asked.asked_by_id, by)
    if not words:
        raise RuleBroken(_("Write why you decide so."), field="words")
    version = db.session.get_one(PlanVersion, asked.plan_version_id)
    if granted and (version.sha256 != asked.sha256 or passing_of(asked, version) is None):
        raise RuleBroken(_("Something in it has become secret since this was asked. It cannot be let out any more."))
    audit.record("paper let out" if granted else "paper kept in", casus, by=by, record=asked, kind=asked.kind,
                 reader=asked.reader_id, plan_version=version.number)  # fmt: skip
    asked.granted, asked.words = granted, words
    asked.decided_at, asked.decided_by_id = clock.now(), by.id
    asked.ends_at = clock.now() + timedelta(hours=HOURS) if granted else None


def granted_for(version: PlanVersion, reader_id: int, kind: str) -> tuple[LetOut, Passing] | None:
    """What was let out of this paper and still may be: not used, not too long ago, and nothing in it became secret since."""
    now = clock.now()
    for one in _of(version, reader_id, kind):
        if one.granted and one.used_at is None and one.ends_at and _holds_on(one.ends_at, now) and one.sha256 == version.sha256:
            passing = passing_of(one, version)
            return None if passing is None else (one, passing)
    return None


def _holds_on(ends_at: datetime, now: datetime) -> bool:
    """Not over, and not further away than it ever was: then the clock went back."""
    return now < ends_at <= now + timedelta(hours=HOURS) + clock.DRIFT


def passing_of(asked: LetOut, version: PlanVersion) -> Passing | None:
    """The texts that were asked about, looked at once more with what is secret now; None when one of them may pass no longer."""
    secrets: Secrets = secrets_of(version)[0]
    reader = reader_of(version, asked.reader_id)
    never = not_for(reader, secrets, ())
    soft = ordinary(version, reader, never)
    texts = frozenset(one["words"] for one in asked.texts)
    hard = [term for term in never if term not in soft]
    return None if any(find_leaks(words, hard) for words in texts) else Passing(texts, soft)


def _of(version: PlanVersion, reader_id: int, kind: str) -> Sequence[LetOut]:
    asked = select(LetOut).where(LetOut.plan_version_id == version.id, LetOut.reader_id == reader_id, LetOut.kind == kind)
    return db.session.scalars(asked.order_by(LetOut.id.desc())).all()


def waits_for_decision(version: PlanVersion, reader_id: int, kind: str) -> bool:
    """Whether a second person was asked and has not answered."""
    return any(one.decided_at is None for one in _of(version, reader_id, kind))


def used(asked: LetOut) -> None:
    """It has left; what was let out is over."""
    asked.used_at = clock.now()


def people_of(asked: LetOut) -> dict[int, Any]:
    """Who asked and who decided, by id."""
    ids = [one for one in (asked.asked_by_id, asked.decided_by_id) if one]
    return {row.id: row.name for row in db.session.execute(select(User.id, User.name).where(User.id.in_(ids)))}
