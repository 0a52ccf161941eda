"""What the pages of reflection read. A reflection is its worker's; others read what was given to them (domain.md 3.3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from workbench.accounts.models import User
from workbench.casus.models import Casus, CasusStatus
from workbench.extensions import db
from workbench.standards.models import LearningAction, Reflection, ReflectionNeed, ReflectionVisibility

OVER = (CasusStatus.CLOSED, CasusStatus.TRANSFERRED)
MOST = 60  # reflections of others on one page, newest first


def reflections_of(worker: User) -> list[tuple[Reflection, str | None, str | None]]:
    """A worker's own reflections, newest first, each with the name of its casus and of the colleague to do it with."""
    asked = (
        select(Reflection, Casus.name, User.name)
        .outerjoin(Casus, Casus.id == Reflection.casus_id).outerjoin(User, User.id == Reflection.with_id)
        .where(Reflection.worker_id == worker.id).order_by(Reflection.reflected_on.desc(), Reflection.id.desc())
    )  # fmt: skip
    return [(row[0], row[1], row[2]) for row in db.session.execute(asked)]


def reflection_of(worker: User, reflection_id: int) -> Reflection | None:
    """This reflection, when it is this worker's own."""
    return db.session.scalar(select(Reflection).where(Reflection.id == reflection_id, Reflection.worker_id == worker.id))


def learning_actions_of(worker: User) -> list[LearningAction]:
    """What a worker set out to learn, the newest first."""
    asked = select(LearningAction).where(LearningAction.worker_id == worker.id)
    return list(db.session.scalars(asked.order_by(LearningAction.planned_on.desc(), LearningAction.id.desc())))


def learning_action_of(worker: User, action_id: int) -> LearningAction | None:
    """This learning action, when it is this worker's own."""
    return db.session.scalar(
        select(LearningAction).where(LearningAction.id == action_id, LearningAction.worker_id == worker.id)
    )


def casussen_of(worker: User) -> list[tuple[int, str]]:
    """The open casussen of a worker, for choosing what a reflection is about."""
    asked = select(Casus.id, Casus.name).where(
        or_(Casus.worker_id == worker.id, Casus.deputy_id == worker.id), Casus.status.not_in(OVER))  # fmt: skip
    return sorted(((one.id, one.name) for one in db.session.execute(asked)), key=lambda pair: pair[1])


def colleagues_of(worker: User) -> list[tuple[int, str]]:
    """The other people of a worker's team, for choosing whom to do something together with."""
    asked = select(User.id, User.name).where(User.team_id == worker.team_id, User.id != worker.id, User.active.is_(True))
    return sorted(((one.id, one.name) for one in db.session.execute(asked)), key=lambda pair: pair[1])


@dataclass(frozen=True)
class Seen:
    """A reflection as somebody else sees it: that it is there; what it says only when the worker gave it to this reader."""

    id: int
    standard: int
    on: date
    example: str | None = None
    need: ReflectionNeed | None = None
    need_reason: str | None = None
    colleague: str | None = None
    kept_on: date | None = None
    kept_at: time | None = None
    minutes: int | None = None
    agreed: str | None = None
    due_on: date | None = None
    worker: str = ""
    casus: Any = None  # where it is about a family: it is read there


def reflections_on(casus: Casus, given_to: Iterable[ReflectionVisibility]) -> list[Seen]:
    """The reflections of the worker that count for this casus. What is not `given_to` the reader shows without its text."""
    given, colleague = set(given_to), aliased(User)
    asked = (
        select(Reflection, colleague.name).outerjoin(colleague, colleague.id == Reflection.with_id)
        .where(Reflection.worker_id == casus.worker_id, or_(Reflection.casus_id.is_(None), Reflection.casus_id == casus.id))
        .order_by(Reflection.reflected_on.desc(), Reflection.id.desc())
    )  # fmt: skip
    return [
        _told(one, name) if one.visibility in given else Seen(one.id, one.standard, one.reflected_on)
        for one, name in db.session.execute(asked)
    ]


def _told(one: Reflection, colleague: str | None, worker: str = "", casus: Any = None) -> Seen:
    """Everything a reader gets of a reflection that was given to him or her."""
    return Seen(one.id, one.standard, one.reflected_on, one.example, one.need, one.need_reason, colleague, one.reserved_on,
                one.reserved_at, one.reserved_minutes, one.agreed_action, one.due_on, worker, casus)  # fmt: skip


def given_to(reader: User, visible: Iterable[ReflectionVisibility]) -> list[Seen]:
    """What colleagues of the reader's team gave to this reader, newest first. Of one about a family only that it is there.

    `visible`: what the worker has to have chosen for it. The text about a family is read in the room of that family, where
    reading is written down.
    """
    worker, colleague = aliased(User), aliased(User)
    asked = (
        select(Reflection, worker.name, colleague.name, Casus)
        .join(worker, worker.id == Reflection.worker_id).outerjoin(colleague, colleague.id == Reflection.with_id)
        .outerjoin(Casus, Casus.id == Reflection.casus_id)
        .where(worker.team_id == reader.team_id, worker.id != reader.id, Reflection.visibility.in_(list(visible)))
        .order_by(Reflection.reflected_on.desc(), Reflection.id.desc()).limit(MOST)
    )  # fmt: skip
    return [
        _told(one, along, name) if casus is None else Seen(one.id, one.standard, one.reflected_on, worker=name, casus=casus)
        for one, name, along, casus in db.session.execute(asked)
    ]
