"""The aftercare of one casus."""

from sqlalchemy import select

from workbench.aftercare.models import AftercareContact, AftercareNeed, AftercarePlan
from workbench.casus.models import Casus
from workbench.extensions import db


def plan_of(casus: Casus) -> AftercarePlan | None:
    """The aftercare plan, if there is one."""
    return db.session.scalar(select(AftercarePlan).where(AftercarePlan.casus_id == casus.id))


def needs_of(casus: Casus) -> list[AftercareNeed]:
    """What each person needs later."""
    return list(
        db.session.scalars(select(AftercareNeed).where(AftercareNeed.casus_id == casus.id).order_by(AftercareNeed.id))
    )


def contacts_of(casus: Casus) -> list[AftercareContact]:
    """Planned and held contacts, by day."""
    return list(
        db.session.scalars(
            select(AftercareContact).where(AftercareContact.casus_id == casus.id).order_by(AftercareContact.planned_on)
        )
    )
