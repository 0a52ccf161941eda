"""Where what is missing can be put right: the ids behind the numbers of Facts. Asked only by the pages, not with each save."""

from functools import cache
from typing import Any

from sqlalchemy import func, select

from workbench.agreements.models import Agreement
from workbench.goals.models import DangerStatement, SafetyGoal
from workbench.standards.evidence import CASUS
from workbench.standards.facts import listed, pairs, text
from workbench.standards.rules import Places
from workbench.successes.models import Success


@cache
def columns() -> tuple[Any, ...]:
    """Columns with the ids behind the numbers: worries, their goals, agreements, meetings without minutes, the newest success."""
    called = SafetyGoal.casus_id == CASUS, DangerStatement.id == SafetyGoal.danger_id
    of_casus = DangerStatement.casus_id == CASUS
    return (
        listed(text(DangerStatement.number) + ":" + text(DangerStatement.id), of_casus).label("danger_ids"),
        listed(text(DangerStatement.number) + ":" + text(SafetyGoal.id), *called).label("goal_ids"),
        listed(text(Agreement.number) + ":" + text(Agreement.id), Agreement.casus_id == CASUS).label("agreement_ids"),
        select(func.max(Success.id)).where(Success.casus_id == CASUS, Success.withdrawn_on.is_(None)).scalar_subquery()
        .label("last_success"),
    )  # fmt: skip


def places_from(row: Any) -> Places:
    """The ids of a row of the page's select."""
    found = row._mapping
    return Places(
        dict(pairs(found["danger_ids"])), dict(pairs(found["goal_ids"])), dict(pairs(found["agreement_ids"])),
        {number: key for key, number in pairs(found["minutes_unsent"])}, found["last_success"],
    )  # fmt: skip
