"""What happened that asks for a moment of reflection: a few plain columns of the worker's own casussen, one statement.

Source: domain.md 3, the barriers: seeing only strengths, a signal that waits, a step that is put off. A prompt is only for
who works in the casus, and stays away for a while when that person says "not now".
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Integer, String, and_, case, cast, func, literal, null, or_, select, union_all

from workbench import clock
from workbench.accounts.models import User
from workbench.accounts.settings import SETTINGS
from workbench.casus.models import Casus, CasusStatus
from workbench.dutch_days import dutch_date
from workbench.extensions import db
from workbench.mapping.models import ItemKind, MapItem
from workbench.meetings.models import Meeting, MeetingStatus
from workbench.signals.models import Signal
from workbench.standards.facts import TODAY, in_force
from workbench.standards.models import LearningAction, PromptKind, PromptPutAway
from workbench.standards.reflection_rules import OFTEN_POSTPONED, STANDARD_OF, STRENGTHS
from workbench.workdays import working_days

OVER = (CasusStatus.CLOSED, CasusStatus.TRANSFERRED)
OVERDUE = "signals.overdue_days"
TO_COME = (MeetingStatus.PLANNED, MeetingStatus.INVITED)


@dataclass(frozen=True)
class Prompt:
    """One thing that happened: in which casus, about which record, since when, how often it was put off."""

    kind: PromptKind
    record_id: int
    since: date
    times: int
    called: str  # number of a meeting
    casus_id: int | None
    ref: str | None
    family: str | None

    @property
    def standard(self) -> int:
        return STANDARD_OF[self.kind.value]


def prompts_for(worker: User, casus: Casus | None = None) -> list[Prompt]:
    """What asks this worker for a moment of thought now, in one casus or in all of them; the longest ago first."""
    today = clock.today()
    found = [
        Prompt(PromptKind(one.kind), one.record, one.since, one.times, one.called or "", one.casus_id, one.ref, one.family)
        for one in db.session.execute(_asked(worker.id, casus.id if casus else None), {"today": today})
        if one.kind != PromptKind.SIGNAL_WAITS or _too_long(one, today)
    ]
    return sorted(found, key=lambda one: (one.since, one.kind, one.record_id))


def _too_long(one: Any, today: date) -> bool:
    """Whether a signal waits longer than the house allows."""
    overdue = SETTINGS[OVERDUE].default if one.overdue is None else one.overdue
    return working_days(one.since, today) > overdue


def _asked(worker_id: int, casus_id: int | None) -> Any:
    """All kinds at once, without those that were put away and did not happen again since."""
    mine = and_(or_(Casus.worker_id == worker_id, Casus.deputy_id == worker_id), Casus.status.not_in(OVER))
    here = mine if casus_id is None else and_(mine, Casus.id == casus_id)
    of_casus = [
        asked.where(model.casus_id.in_(select(Casus.id).where(here)))
        for model, asked in ((MapItem, _only_strengths()), (Signal, _signals()), (MapItem, _steps()), (Meeting, _meetings()))
    ]
    every = union_all(*of_casus, *([_learning(worker_id)] if casus_id is None else [])).subquery()
    away = PromptPutAway
    rests = and_(away.until > TODAY, away.times >= every.c.times)
    return (
        select(every, Casus.ref, Casus.name.label("family"), in_force(OVERDUE).label("overdue"))
        .outerjoin(Casus, Casus.id == every.c.casus_id)
        .outerjoin(away, and_(away.worker_id == worker_id, away.record_id == every.c.record, away.kind == every.c.kind))
        .where(or_(away.id.is_(None), ~rests))
    )


def _row(kind: PromptKind, casus: Any, record: Any, since: Any, *, times: Any = None, called: Any = None) -> list[Any]:
    return [
        literal(kind.value, String).label("kind"), casus.label("casus_id"), record.label("record"),
        since.label("since"),
        (literal(0, Integer) if times is None else times).label("times"),
        cast(null() if called is None else called, String).label("called"),
    ]  # fmt: skip


def _only_strengths() -> Any:
    """A map with strengths, and nothing that happened or that makes it harder (domain.md 3)."""
    item = MapItem
    worries = func.sum(_one_where(item.kind.in_((ItemKind.HARM, ItemKind.COMPLICATING))))
    strengths = func.sum(_one_where(item.kind == ItemKind.STRENGTH))
    asked = select(*_row(PromptKind.STRENGTHS_ONLY, item.casus_id, item.casus_id, func.max(dutch_date(item.created_at))))
    return asked.where(item.withdrawn_on.is_(None)).group_by(item.casus_id).having(and_(worries == 0, strengths >= STRENGTHS))


def _one_where(condition: Any) -> Any:
    return case((condition, 1), else_=0)


def _signals() -> Any:
    asked = select(*_row(PromptKind.SIGNAL_WAITS, Signal.casus_id, Signal.id, Signal.received_on))
    return asked.where(Signal.discussed_on.is_(None))


def _steps() -> Any:
    item = MapItem
    row = _row(PromptKind.STEP_POSTPONED, item.casus_id, item.id, dutch_date(item.updated_at), times=item.postponed)
    return select(*row).where(
        item.kind == ItemKind.NEXT_STEP, item.postponed >= OFTEN_POSTPONED, item.done_on.is_(None), item.withdrawn_on.is_(None)
    )  # fmt: skip


def _meetings() -> Any:
    m = Meeting
    row = _row(PromptKind.MEETING_POSTPONED, m.casus_id, m.id, dutch_date(m.updated_at), times=m.postponed,
               called=cast(m.number, String))  # fmt: skip
    return select(*row).where(m.postponed >= OFTEN_POSTPONED, m.status.in_(TO_COME))


def _learning(worker_id: int) -> Any:
    a = LearningAction
    row = _row(PromptKind.LEARNING_POSTPONED, cast(null(), Integer), a.id, a.planned_on, times=a.postponed)
    return select(*row).where(a.worker_id == worker_id, a.postponed >= OFTEN_POSTPONED, a.done_on.is_(None))


def put_away(worker: User, kind: PromptKind, record_id: int) -> PromptPutAway | None:
    """The row that says this worker put this prompt away before."""
    asked = select(PromptPutAway).where(
        PromptPutAway.worker_id == worker.id, PromptPutAway.kind == kind, PromptPutAway.record_id == record_id
    )
    return db.session.scalar(asked)
