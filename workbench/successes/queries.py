"""The successes of one casus."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.successes.models import Success


def successes_of(casus: Casus) -> list[Success]:
    """Every success with the people who did it, newest first."""
    asked = select(Success).where(Success.casus_id == casus.id).options(selectinload(Success.people))
    return list(db.session.scalars(asked.order_by(Success.happened_on.desc(), Success.id.desc())))
