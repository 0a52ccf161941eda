"""What the row of a casus keeps beside its ten states: what cannot wait, and the elements of the approach.

Sub-selects for the one select of the listener (coverage.py), and what is stored of their answers.
"""

from datetime import date, timedelta
from functools import cache
from math import floor
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from workbench.agreements.models import Agreement
from workbench.agreements.rules import IN_USE, SILENT_AFTER
from workbench.dutch_days import day_of
from workbench.mapping.models import MapItem
from workbench.monitoring.models import Check, CheckOutcome, Rehearsal
from workbench.monitoring.queries import open_conditions
from workbench.plans.models import PlanKind, PlanTrigger, PlanVersion
from workbench.plans.temporary_queries import ASKS
from workbench.reviews.models import Answer, Outcome
from workbench.standards.approach import Signs, shown_by
from workbench.standards.evidence import CASUS
from workbench.standards.facts import counted, listed, text
from workbench.standards.rules import Facts

KNOWN = (CheckOutcome.DONE, CheckOutcome.PARTLY, CheckOutcome.NOT_DONE)


@cache
def columns() -> tuple[Any, ...]:
    """The sub-selects, each labelled with the value it gives. They lean on the parameter `casus`."""
    return (*_waiting(), *_signs())


def _waiting() -> list[Any]:
    newer = aliased(PlanVersion)
    last = select(func.max(newer.number)).where(newer.casus_id == CASUS, newer.status.in_(ASKS)).scalar_subquery()
    ends = select(day_of(PlanVersion.ends_on)).where(
        PlanVersion.casus_id == CASUS, PlanVersion.number == last, PlanVersion.kind == PlanKind.TEMPORARY)
    heard = func.coalesce(day_of(Agreement.last_check_on), day_of(Agreement.starts_on))
    followed = Agreement.casus_id == CASUS, Agreement.status.in_(IN_USE), Agreement.check_every_days > 0
    open_answer = Answer.casus_id == CASUS, Answer.superseded_at.is_(None), Answer.handled_at.is_(None)
    return [
        ends.scalar_subquery().label("temporary_ends"),
        listed(heard + ":" + text(Agreement.check_every_days), *followed, heard.is_not(None)).label("heard_of"),
        counted(Answer.id, *open_answer, Answer.outcome == Outcome.DISAGREE).label("objections"),
        counted(Check.id, Check.casus_id == CASUS, Agreement.id == Check.agreement_id, *open_conditions()).label("not_kept"),
        counted(PlanTrigger.id, PlanTrigger.casus_id == CASUS, PlanTrigger.looked_on.is_(None)).label("triggers"),
    ]  # fmt: skip


def _signs() -> list[Any]:
    rehearsed = counted(Rehearsal.id, Rehearsal.casus_id == CASUS)
    return [
        counted(MapItem.id, MapItem.casus_id == CASUS, MapItem.withdrawn_on.is_(None)).label("map_items"),
        counted(PlanVersion.id, PlanVersion.casus_id == CASUS, PlanVersion.set_at.is_not(None)).label("plans"),
        (rehearsed + counted(Check.id, Check.casus_id == CASUS, Check.outcome.in_(KNOWN))).label("tried"),
    ]


def stored(row: Any, facts: Facts) -> dict[str, Any]:
    """What the row of the casus keeps of these answers."""
    return {
        "objections": row.objections, "not_kept": row.not_kept, "triggers": row.triggers,
        "signal_since": min(facts.open_signals.values(), default=None),
        "temporary_until": date.fromisoformat(row.temporary_ends) if row.temporary_ends else None,
        "quiet_from": quiet_from(row.heard_of),
        "elements": shown_by(facts, Signs(row.map_items, row.plans, row.tried)),
    }  # fmt: skip


def quiet_from(heard_of: str | None) -> date | None:
    """The first day on which an agreement is silent for too long (B18), of "day:every so many days" for each agreement."""
    days = []
    for entry in heard_of.split(",") if heard_of else ():
        heard_on, _colon, every = entry.partition(":")
        days.append(date.fromisoformat(heard_on) + timedelta(days=floor(int(every) * SILENT_AFTER) + 1))
    return min(days, default=None)
