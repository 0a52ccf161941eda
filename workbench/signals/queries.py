"""The signals of one casus."""

from sqlalchemy import select

from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.signals.models import Signal


def signals_of(casus: Casus) -> list[Signal]:
    """Every signal, newest first."""
    asked = select(Signal).where(Signal.casus_id == casus.id)
    return list(db.session.scalars(asked.order_by(Signal.received_on.desc(), Signal.id.desc())))
