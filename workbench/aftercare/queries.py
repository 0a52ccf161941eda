"""The aftercare of one casus. What was taken back is in none of these lists."""

from typing import Any, TypeVar

from sqlalchemy import select

from workbench.aftercare.models import AftercareCall, AftercareContact, AftercareNeed, AftercarePlan
from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.plans.models import PlanTrigger

T = TypeVar("T", AftercareCall, AftercareContact, AftercareNeed)


def plan_of(casus: Casus) -> AftercarePlan | None:
    """The aftercare plan, if there is one."""
    return db.session.scalar(select(AftercarePlan).where(AftercarePlan.casus_id == casus.id))


def needs_of(casus: Casus) -> list[AftercareNeed]:
    """What each person needs later."""
    return _standing(AftercareNeed, casus, AftercareNeed.id)


def calls_of(casus: Casus) -> list[AftercareCall]:
    """Who calls whom, in the order in which it was agreed."""
    return _standing(AftercareCall, casus, AftercareCall.id)


def contacts_of(casus: Casus) -> list[AftercareContact]:
    """Planned and held contacts, by day."""
    return _standing(AftercareContact, casus, AftercareContact.planned_on, AftercareContact.id)


def _standing(kind: type[T], casus: Casus, *order: Any) -> list[T]:
    asked = select(kind).where(kind.casus_id == casus.id, kind.withdrawn_on.is_(None)).order_by(*order)
    return list(db.session.scalars(asked))


def looks_open(casus: Casus) -> list[int]:
    """The ids of what still asks people to look at the plan again, oldest first."""
    asked = select(PlanTrigger.id).where(PlanTrigger.casus_id == casus.id, PlanTrigger.looked_on.is_(None))
    return list(db.session.scalars(asked.order_by(PlanTrigger.raised_on, PlanTrigger.id)))
