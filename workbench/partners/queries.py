"""The partners of one casus, with the number of the newest plan version."""

from sqlalchemy import column, func, select, table

from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.partners.models import Partner

PLAN_VERSION = table("plan_version", column("casus_id"), column("number"))  # a higher subject's table, named, not imported


def partners_of(casus: Casus) -> list[tuple[Partner, int | None]]:
    """(partner, newest plan version) of everybody in the chain, active ones first; one statement."""
    newest = select(func.max(PLAN_VERSION.c.number)).where(PLAN_VERSION.c.casus_id == casus.id).scalar_subquery()
    asked = select(Partner, newest).where(Partner.casus_id == casus.id).order_by(Partner.ended_on.is_not(None), Partner.id)
    return [(row[0], row[1]) for row in db.session.execute(asked)]
