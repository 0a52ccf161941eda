"""Whether everything is still as it was written: log, sealed values, frozen plans, stored coverage (design.md 6, verify)."""

from collections.abc import Iterator

from sqlalchemy import select

from workbench import audit
from workbench.crypto import CannotOpen
from workbench.crypto.rotation import damaged
from workbench.extensions import db
from workbench.plans.models import PlanVersion
from workbench.plans.rules import sha256
from workbench.standards import comparing


def faults() -> Iterator[str]:
    """A line for each place where something is not as it was written; none when all is well."""
    yield from (f"log: {fault}" for fault in audit.verify())
    yield from (f"cannot be opened: {place}" for place in damaged())
    yield from (f"plan: {place}" for place in _changed_plans())
    yield from (f"coverage: {difference}" for difference in comparing.differences())


def _changed_plans() -> Iterator[str]:
    """Frozen plans whose text no longer has its fingerprint. One that cannot be opened was named already."""
    for number in list(db.session.scalars(select(PlanVersion.id).order_by(PlanVersion.id))):
        try:
            body, fingerprint = db.session.execute(
                select(PlanVersion.body, PlanVersion.sha256).where(PlanVersion.id == number)
            ).one()
        except CannotOpen:
            continue
        if sha256(body) != fingerprint:
            yield f"plan_version row {number} does not have the fingerprint it was frozen with"
