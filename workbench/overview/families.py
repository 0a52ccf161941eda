"""The lists of casussen: whose they are, and who may know of them at all."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from types import SimpleNamespace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from workbench import clock
from workbench.accounts.models import Role, User
from workbench.casus.models import Casus, CasusStatus
from workbench.extensions import db
from workbench.meetings.models import Meeting
from workbench.overview import waiting
from workbench.overview.kinds import KINDS
from workbench.overview.selects import TO_COME
from workbench.overview.today import Waiting
from workbench.overview.waiting import SOMEBODY, TODAY
from workbench.plans.models import PlanVersion


@dataclass(frozen=True)
class FamilyLine:
    """One casus in a list: enough to recognise it."""

    id: int
    ref: str
    name: str
    phase: Any
    status: Any
    worker_id: int
    worker: str
    next_meeting: date | None
    version: int | None

    @property
    def is_open(self) -> bool:
        return self.status not in (CasusStatus.CLOSED, CasusStatus.TRANSFERRED)


def families_of(user: User) -> list[FamilyLine]:
    """The casussen this person works on, supervises or advises, in one statement; names are sealed, so sorted here."""
    values = {"user_id": user.id, "team_id": user.team_id or 0, "today": clock.today()}
    found = (FamilyLine(*row) for row in db.session.execute(_families(user.role), values))
    return sorted(found, key=lambda family: family.name.casefold())


@cache
def _families(role: Role) -> Any:
    worker = aliased(User)
    following = _of_casus(func.min(Meeting.held_on), Meeting, Meeting.held_on >= TODAY, Meeting.status.in_(TO_COME))
    return (
        select(
            Casus.id, Casus.ref, Casus.name, Casus.phase, Casus.status, Casus.worker_id, worker.name, following,
            _of_casus(func.max(PlanVersion.number), PlanVersion),
        )
        .join(worker, worker.id == Casus.worker_id)
        .where(waiting.in_sight_of(role, SOMEBODY))
    )  # fmt: skip


def _of_casus(what: Any, records: Any, *conditions: Any) -> Any:
    """One value about the records of each casus in the list."""
    return select(what).where(records.casus_id == Casus.id, *conditions).scalar_subquery()


def waiting_in(families: list[FamilyLine], user: User) -> list[Waiting]:
    """What waits in these families for this person, what cannot wait first. One statement."""
    return waiting.waiting(KINDS, {family.id: family for family in families}, clock.today(), user)


def in_sight_of(user: User) -> Any:
    """The condition that leaves only the casussen this person may know of."""
    return waiting.in_sight_of(user.role, SimpleNamespace(id=user.id, team_id=user.team_id or 0))
