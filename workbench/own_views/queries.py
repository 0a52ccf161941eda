"""What people added to one file."""

from sqlalchemy import select

from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.own_views.models import FileStatement


def statements_of(casus: Casus) -> list[FileStatement]:
    """Everything people added, oldest first."""
    return list(db.session.scalars(select(FileStatement).where(FileStatement.casus_id == casus.id).order_by(FileStatement.id)))
