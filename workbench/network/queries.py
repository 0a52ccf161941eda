"""The safety circles of one casus."""

from sqlalchemy import select

from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.network.models import CircleMembership


def moves_of(casus: Casus) -> list[CircleMembership]:
    """Every step in the circles, oldest first."""
    asked = select(CircleMembership).where(CircleMembership.casus_id == casus.id)
    return list(db.session.scalars(asked.order_by(CircleMembership.since, CircleMembership.id)))
