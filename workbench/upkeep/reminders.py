"""What asks for somebody today, per worker. A mail says only that something is waiting: no name and no place (GA7)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from workbench import audit
from workbench.accounts.models import User
from workbench.accounts.settings import setting
from workbench.agreements.models import Agreement
from workbench.audit.models import DailySeal
from workbench.casus.models import Casus, CasusStatus
from workbench.extensions import db
from workbench.meetings.models import Meeting, MeetingStatus
from workbench.outbox import operations as outbox
from workbench.overview.today import is_quiet
from workbench.plans.models import PlanKind, PlanStatus, PlanVersion
from workbench.plans.temporary_queries import ASKS

SOON = timedelta(days=7)
OPEN = (CasusStatus.CONCEPT, CasusStatus.ACTIVE, CasusStatus.WINDING_DOWN, CasusStatus.AFTERCARE)


@dataclass
class Due:
    """How much is waiting for one worker, by kind."""

    worker: User
    counts: Counter[str]

    def __str__(self) -> str:
        return f"{self.worker.email}: " + ", ".join(f"{count} {kind}" for kind, count in sorted(self.counts.items()))


def due(today: date) -> list[Due]:
    """Per worker: agreements that fell silent, meetings within a week, plans to look at again or that come to their end."""
    of_open = select(Casus.id, User).join(User, User.id == Casus.worker_id).where(Casus.status.in_(OPEN), User.active)
    workers = {row.id: row.User for row in db.session.execute(of_open)}
    found: dict[int, Due] = {}
    for casus_id, kind in [*_silent(today), *_meetings(today), *_plans(today)]:
        if casus_id in workers:
            worker = workers[casus_id]
            found.setdefault(worker.id, Due(worker, Counter())).counts[kind] += 1
    return sorted(found.values(), key=lambda one: one.worker.email)


def _silent(today: date) -> list[tuple[int, str]]:
    a = Agreement
    asked = select(a.casus_id, a.last_check_on, a.starts_on, a.check_every_days, a.status)
    return [(row.casus_id, "agreements without a check") for row in db.session.execute(asked) if is_quiet(row, today)]


def _meetings(today: date) -> list[tuple[int, str]]:
    asked = select(Meeting.casus_id).where(
        Meeting.held_on.between(today, today + SOON), Meeting.status.in_((MeetingStatus.PLANNED, MeetingStatus.INVITED))
    )
    return [(casus_id, "meetings this week") for casus_id in db.session.scalars(asked)]


def _plans(today: date) -> list[tuple[int, str]]:
    v = PlanVersion
    newer = aliased(v)
    newest = select(func.max(newer.number)).where(newer.casus_id == v.casus_id, newer.status.in_(ASKS)).correlate(v)
    ran_out = (v.status == PlanStatus.EXPIRED) & (v.kind == PlanKind.TEMPORARY) & (v.number == newest.scalar_subquery())
    asked = select(v.casus_id, v.ends_on, v.evaluate_on).where(v.status.in_((PlanStatus.SET, PlanStatus.RUNNING)) | ran_out)
    found, soon = [], timedelta(days=setting("plan.interim_warning_days"))
    for row in db.session.execute(asked):
        if row.ends_on is not None and row.ends_on <= today + soon:
            found.append((row.casus_id, "plans that come to their end"))
        elif row.evaluate_on is not None and row.evaluate_on <= today + SOON:
            found.append((row.casus_id, "plans to look at again"))
    return found


def tell(ones: list[Due], today: date) -> int:
    """Put a mail in the outbox for everybody for whom something waits, once a day. Returns how many; the caller commits."""
    written = [outbox.tell_colleague(one.worker, f"reminder:{one.worker.id}:{today.isoformat()}") for one in ones]
    return sum(mail is not None for mail in written)


def seal(today: date) -> DailySeal | None:
    """The seal over the log of this day; None when there is one already (decision 0003)."""
    if db.session.scalar(select(DailySeal.id).where(DailySeal.day == today)) is not None:
        return None
    return audit.seal_day(today)
