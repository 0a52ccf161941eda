"""Look-ups for a temporary plan: what was written, and the one that asks for something now."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.plans.models import Plan, PlanCall, PlanKind, PlanPart, PlanStatus, PlanVersion, Tonight
from workbench.plans.temporary_part import people_with
from workbench.plans.temporary_rules import Call, Line

ASKS = (PlanStatus.SET, PlanStatus.RUNNING, PlanStatus.EXPIRED)  # until somebody puts it away, or sets a newer version


@dataclass(frozen=True)
class Written:
    """The rows of a temporary plan as they stand."""

    visitors: list[int]
    tonight: list[Line]
    calls: list[Call]
    rows: list[PlanCall]


NOTHING = Written([], [], [], [])


def written(casus: Casus, plan: Plan | None) -> Written:
    """What a temporary plan says in rows; nothing where there is none. Three statements."""
    if plan is None:
        return NOTHING
    lines = db.session.scalars(select(Tonight).where(Tonight.plan_id == plan.id).order_by(Tonight.order, Tonight.id))
    rows = list(db.session.scalars(select(PlanCall).where(PlanCall.plan_id == plan.id).order_by(PlanCall.order, PlanCall.id)))
    return Written(
        people_with(PlanPart.VISITOR, plan.id),
        [
            Line(one.person_id, one.stays, one.stays_with_id, one.sleeps, one.sleeps_with_id, one.note or "")
            for one in lines
        ],
        [Call(one.caller_id, one.called_id, one.service, one.signal or "") for one in rows],
        rows,
    )


def asking(found: Any) -> Any:
    """The temporary version that still asks for something, out of all versions newest first; None when there is none.

    That is the one that holds or ran out, as long as no newer version was set.
    """
    newest = next((one for one in found if one.status in ASKS), None)
    return newest if newest is not None and newest.kind is PlanKind.TEMPORARY else None


def version_that_asks(casus: Casus) -> PlanVersion | None:
    """The same, opened. One statement."""
    newest = select(PlanVersion).where(PlanVersion.casus_id == casus.id, PlanVersion.status.in_(ASKS))
    version = db.session.scalar(newest.order_by(PlanVersion.number.desc()).limit(1))
    return version if version is not None and version.kind is PlanKind.TEMPORARY else None
