"""What puts the plan in "look at it again": by itself where a change tells, or by hand; and what came of looking.

Source: domain.md 1.8, 1.9; issue D. The causes are ids and kinds; no name of anybody stands in the log.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from workbench import audit, clock
from workbench.casus.models import Casus, ContactKind, ContactPoint, FamilyRole, Person, Relation, RelationKind
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.plans.models import PlanStatus, PlanTrigger, PlanVersion, TriggerKind, TriggerOutcome
from workbench.records import expect_version

audit.declare({
    "plan needs another look": _l("something changed: the plan has to be looked at again"),
    "plan looked at again": _l("looked at the plan again after a change"),
})  # fmt: skip

PARTNERS = (FamilyRole.PARTNER, FamilyRole.STEP_PARENT)
HOLDS = (PlanStatus.IN_REVIEW, PlanStatus.SET, PlanStatus.RUNNING, PlanStatus.EXPIRED)


def kind_of(change: Any) -> TriggerKind | None:
    """What this change means for the plan; None when it means nothing. Looks at the change alone, and at nobody's name."""
    about, fields = change.record, change.detail.get("fields", ())
    if change.event == "signal added":
        return TriggerKind.SIGNAL
    if change.event == "danger added":
        return TriggerKind.DANGER
    if isinstance(about, Relation) and change.action == "C":
        return TriggerKind.NEW_PARTNER if about.kind is RelationKind.PARTNER else None
    if isinstance(about, ContactPoint) and change.action == "C":
        return TriggerKind.MOVE if about.kind in (ContactKind.ADDRESS, ContactKind.POSTCODE) else None
    if isinstance(about, Person):
        return _kind_of_person(about, change.action == "C", fields)
    return None


def _kind_of_person(person: Person, is_new: bool, fields: Sequence[str]) -> TriggerKind | None:
    if person.family_role in PARTNERS and (is_new or "family_role" in fields):
        return TriggerKind.NEW_PARTNER
    if is_new:
        return TriggerKind.BIRTH if person.family_role is FamilyRole.CHILD else None
    return TriggerKind.MOVE if person.in_family and "household_id" in fields else None


@audit.on_changes
def raise_triggers(changes: Sequence[Any]) -> None:
    """Look at the changes of this transaction; one trigger for each kind of change in each casus that has a plan."""
    found: dict[tuple[int, TriggerKind], Any] = {}
    for change in tuple(changes):
        if change.casus is not None and (kind := kind_of(change)) is not None:
            found.setdefault((change.casus.id, kind), change)
    for (_casus_id, kind), change in found.items():
        if _counts(change) and has_plan(change.casus) and not _is_open(change.casus, kind, clock.today()):
            _raise(change.casus, kind, by=change.by, about=change.record)


def _counts(change: Any) -> bool:
    """A new address means a move only where it is of somebody of the family, or of a home."""
    point = change.record
    if not isinstance(point, ContactPoint) or point.person_id is None:
        return True
    return bool(db.session.scalar(select(Person.in_family).where(Person.id == point.person_id)))


def has_plan(casus: Casus) -> bool:
    """Whether people were shown a plan: before that, everything is new."""
    shown = select(PlanVersion.id).where(PlanVersion.casus_id == casus.id, PlanVersion.status.in_(HOLDS))
    return db.session.scalar(shown.limit(1)) is not None


def _is_open(casus: Casus, kind: TriggerKind, day: date) -> bool:
    """Whether the same kind of change asked for a look today already."""
    asked = select(PlanTrigger.id).where(
        PlanTrigger.casus_id == casus.id, PlanTrigger.kind == kind, PlanTrigger.raised_on == day,
        PlanTrigger.looked_on.is_(None),
    )  # fmt: skip
    return db.session.scalar(asked.limit(1)) is not None


def raise_by_hand(casus: Casus, *, by: Any, kind: TriggerKind, reason: str) -> PlanTrigger:
    """Somebody says that the plan has to be looked at again, and why."""
    if not reason:
        raise RuleBroken(_("Write down what changed."), field="reason")
    return _raise(casus, kind, by=by, reason=reason)


def _raise(casus: Casus, kind: TriggerKind, *, by: Any, about: Any = None, reason: str = "") -> PlanTrigger:
    made = PlanTrigger(
        casus_id=casus.id, created_by_id=by.id if getattr(by, "kind", "staff") == "staff" else None, kind=kind,
        raised_on=clock.today(), reason=reason or None, about_type=about.__tablename__ if about is not None else None,
        about_id=getattr(about, "id", None),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    audit.record("plan needs another look", casus, by=by, record=made, action="C", kind=kind.value)
    return made


def look_again(
    casus: Casus, trigger: PlanTrigger, version: int, *, by: Any, outcome: TriggerOutcome | None, words: str
) -> None:
    """Somebody looked: what changes in the plan, or why it still fits."""
    expect_version(trigger, version)
    if trigger.looked_on is not None:
        raise RuleBroken(_("Somebody looked at this already."))
    if outcome is None:
        raise RuleBroken(_("Choose one."), field="outcome")
    if not words:
        raise RuleBroken(_("Write down what changes, or why the plan still fits."), field="words")
    audit.record("plan looked at again", casus, by=by, record=trigger, kind=trigger.kind.value, outcome=outcome.value)
    trigger.looked_on, trigger.looked_by_id, trigger.outcome, trigger.words = clock.today(), by.id, outcome, words


def open_triggers(casus: Casus) -> list[PlanTrigger]:
    """What still asks for a look, oldest first."""
    asked = select(PlanTrigger).where(PlanTrigger.casus_id == casus.id, PlanTrigger.looked_on.is_(None))
    return list(db.session.scalars(asked.order_by(PlanTrigger.raised_on, PlanTrigger.id)))
