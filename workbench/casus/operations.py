"""Every change to a casus and the people in it. The caller commits."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select

from workbench import audit, clock
from workbench.accounts.models import User
from workbench.casus import rules
from workbench.casus.models import (
    Casus,
    CasusStatus,
    ContactPoint,
    FamilyPlanOffer,
    Framework,
    Household,
    Person,
    Relation,
    RelationKind,
    Reveal,
    RevealPurpose,
    SafePerson,
    YesNoUnknown,
)
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.records import expect_version, filled

audit.declare(
    {
        "casus opened": _l("opened the casus"),
        "person added": _l("added a person"),
        "person changed": _l("changed a person"),
        "household added": _l("added a home"),
        "relation added": _l("added a relation"),
        "contact point added": _l("added contact data"),
        "contact point withdrawn": _l("withdrew contact data"),
        "contact point checked": _l("checked contact data with the person it is of"),
        "protected contact shown": _l("looked at protected contact data"),
        "family plan noted": _l("noted the offer of a family group plan"),
    }
)


def open_casus(
    name: str,
    framework: Framework,
    started_on: date,
    worker_id: int,
    supervisor_id: int,
    *,
    by: User,
    framework_since: date | None = None,
    framework_until: date | None = None,
) -> Casus:
    """Open a casus in this person's own team. Raises RuleBroken when its dates run backwards."""
    if framework_since and framework_until and framework_until < framework_since:
        raise RuleBroken(_("This lies before the beginning."), field="framework_until")
    if by.team_id is None:
        raise RuleBroken(_("You belong to no team, so you cannot open a casus."))
    opened = Casus(
        name=name, framework=framework, started_on=started_on, worker_id=worker_id, supervisor_id=supervisor_id,
        framework_since=framework_since, framework_until=framework_until, team_id=by.team_id, status=CasusStatus.CONCEPT,
    )  # fmt: skip
    db.session.add(opened)
    db.session.flush()
    audit.record("casus opened", opened, by=by, record=opened, action="C")
    return opened


def add_person(casus: Casus, *, by: Any, **answers: Any) -> Person:
    """Add somebody. Raises RuleBroken when a child has neither a day of birth nor an age."""
    person = Person(casus_id=casus.id, created_by_id=by.id)
    _fill_person(person, answers)
    db.session.add(person)
    db.session.flush()
    _set_safe_people(person, answers.get("safe_people", []))
    audit.record("person added", casus, by=by, record=person, action="C")
    return person


def change_person(casus: Casus, person: Person, version: int, *, by: Any, **answers: Any) -> None:
    """Change somebody. Raises EditConflict, or RuleBroken when protection would be taken away here (GA9)."""
    expect_version(person, version)
    if person.protected and not answers["protected"]:
        raise RuleBroken(
            _("Taking away a secret address needs a reason and a second person. Ask your supervisor."),
            field="protected",
        )
    changed = _fill_person(person, answers)
    changed += ["safe_people"] if _set_safe_people(person, answers.get("safe_people", [])) else []
    person.updated_at = clock.now()
    audit.record("person changed", casus, by=by, record=person, fields=changed)


def write_safety(
    casus: Casus, child: Person, version: int, *, by: Any, safe_people: list[int], safety_object: str
) -> None:
    """With whom a child is safe, and the thing that means "come" (B7). Raises EditConflict."""
    expect_version(child, version)
    changed = ["safe_people"] if _set_safe_people(child, safe_people) else []
    if (child.safety_object or "") != safety_object:
        child.safety_object = safety_object or None
        changed.append("safety_object")
    child.updated_at = clock.now()
    audit.record("person changed", casus, by=by, record=child, fields=changed)


def _fill_person(person: Person, answers: dict[str, Any]) -> list[str]:
    """Put the answers in the record; returns the names of the fields that changed."""
    if rules.birth_needed(answers["family_role"], answers.get("born_on"), answers.get("age")):
        raise RuleBroken(_("Give the day of birth or the age of a child."), field="born_on")
    if answers.get("protected") and not person.protected:
        person.protected_why = answers.get("protected_why")
    given = {name: value for name, value in answers.items() if name != "safe_people"}
    given["born_on"] = given["born_on"].isoformat() if given.get("born_on") else None
    changed = [name for name, value in given.items() if (getattr(person, name) or None) != (value or None)]
    for name in changed:
        setattr(person, name, given[name] if given[name] != "" else None)
    return changed


def _set_safe_people(child: Person, people: list[int]) -> bool:
    known = set(db.session.scalars(select(SafePerson.person_id).where(SafePerson.child_id == child.id)))
    if known == set(people):
        return False
    db.session.execute(delete(SafePerson).where(SafePerson.child_id == child.id))
    db.session.add_all([SafePerson(casus_id=child.casus_id, child_id=child.id, person_id=person) for person in people])
    return True


def add_household(casus: Casus, *, by: Any, **answers: Any) -> Household:
    """Add a home."""
    household = Household(casus_id=casus.id, created_by_id=by.id, **filled(answers))
    db.session.add(household)
    audit.record("household added", casus, by=by, record=household, action="C")
    return household


def add_relation(
    casus: Casus, from_id: int, to_id: int, kind: RelationKind, safe: YesNoUnknown, *, by: Any
) -> Relation:
    """Say how two people are related. Raises RuleBroken for somebody related to himself."""
    if from_id == to_id:
        raise RuleBroken(_("Choose two different people."), field="to_id")
    relation = Relation(casus_id=casus.id, from_id=from_id, to_id=to_id, kind=kind, safe=safe, created_by_id=by.id)
    db.session.add(relation)
    audit.record("relation added", casus, by=by, record=relation, action="C")
    return relation


def add_contact_point(casus: Casus, person: Person, *, by: Any, **answers: Any) -> ContactPoint:
    """Add an address, number or place. Of somebody with a secret address it is for the worker only (GA1)."""
    if rules.looks_like_bsn(answers["value"]):
        raise RuleBroken(
            _("This looks like a citizen service number. The workbench does not keep those."), field="value"
        )
    answers = _checked(answers)
    if person.protected:
        answers |= {"protected": True, "visibility": rules.default_visibility(True)}
    point = ContactPoint(casus_id=casus.id, person_id=person.id, created_by_id=by.id, **filled(answers))
    db.session.add(point)
    audit.record("contact point added", casus, by=by, record=point, action="C", of=person.id)
    return point


def check_contact_point(casus: Casus, point: ContactPoint, version: int, *, by: Any, **answers: Any) -> None:
    """Say whether a telephone or mailbox is of one person alone and right, and at what hours a message is safe there.

    Without this no link and no code goes there (security.md D.4, ASVS 6.6.1). Links that were given end, as with any change.
    """
    expect_version(point, version)
    for name, value in filled(_checked(answers, point.checked_on)).items():
        setattr(point, name, value)
    audit.record("contact point checked", casus, by=by, record=point, of=point.person_id)


def _checked(answers: dict[str, Any], before: date | None = None) -> dict[str, Any]:
    """The tick "checked face to face" as a day; hours only in pairs."""
    kept = dict(answers)
    if (kept.get("safe_from") is None) != (kept.get("safe_until") is None):
        raise RuleBroken(_("Give both times, or neither."), field="safe_until")
    kept["checked_on"] = (before or clock.today()) if kept.pop("checked", False) else None
    return kept


def withdraw_contact_point(casus: Casus, point: ContactPoint, *, by: Any) -> None:
    """A number or address no longer holds. It stays in the file."""
    point.withdrawn_on = clock.today()
    audit.record("contact point withdrawn", casus, by=by, record=point)


def note_why(
    casus: Casus, person: Person | None = None, *, by: Any, purpose: RevealPurpose, reason: str
) -> Reveal:
    """What somebody needs protected data for, and why; kept before anything is shown. Raises RuleBroken when it says nothing."""
    if len(reason.split()) < rules.FEWEST_WORDS:
        raise RuleBroken(_("Say in a few words why you need it now."), field="reason")
    why = Reveal(casus_id=casus.id, by_id=by.id, person_id=person.id if person else None, purpose=purpose, reason=reason)
    db.session.add(why)
    db.session.flush()
    return why


def note_reveal(casus: Casus, person: Person, points: Sequence[ContactPoint], *, by: Any, **answers: Any) -> None:
    """Somebody looks at protected contact data: noted for each point, with what it is needed for, before it is shown."""
    why = note_why(casus, person, by=by, **answers)
    for point in points:
        about = {"of": person.id, "reveal": why.id, "purpose": why.purpose.value}
        audit.record("protected contact shown", casus, by=by, record=point, action="R", **about)


def note_family_plan(casus: Casus, version: int, *, by: Any, **answers: Any) -> None:
    """Whether the family could make its own plan first. Raises RuleBroken when the reason is missing."""
    expect_version(casus, version)
    offer = answers["family_plan_offer"]
    if offer in (FamilyPlanOffer.DECLINED, FamilyPlanOffer.NOT_OFFERED) and not answers["family_plan_reason"]:
        raise RuleBroken(_("Say why, in a sentence."), field="family_plan_reason")
    if offer in (FamilyPlanOffer.DECLINED, FamilyPlanOffer.MADE) and not answers["family_plan_offered_on"]:
        raise RuleBroken(_("On which day was it offered?"), field="family_plan_offered_on")
    for name, value in answers.items():
        setattr(casus, name, value or None)
    audit.record("family plan noted", casus, by=by, record=casus)
