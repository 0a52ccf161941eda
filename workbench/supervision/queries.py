"""What the pages of supervision read, always within one casus: threads with what was said in turn, and who takes part."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import g
from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from workbench.access import Permission, allows
from workbench.accounts.models import User
from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.standards.models import AskKind, Question, QuestionTurn, Turn


@dataclass(frozen=True)
class Said:
    """One thing somebody said after the question."""

    by: str
    at: datetime
    text: str


@dataclass(frozen=True)
class Thread:
    """A question or compliment with everything that was said since, and the names of who may be next."""

    question: Question
    asker: str
    asker_is_here: bool
    worker: str
    said: list[Said] = field(default_factory=list)

    @property
    def is_compliment(self) -> bool:
        return self.question.kind is AskKind.COMPLIMENT

    @property
    def about(self) -> tuple[str, int]:
        """(type, id) of what it is about, as pages name it."""
        one = self.question
        return ("standard", one.standard) if one.standard is not None else (str(one.record_type), one.record_id or 0)

    @property
    def next(self) -> str:
        """The first name of who is to say something; empty when nobody is."""
        name = {Turn.WORKER: self.worker, Turn.ASKER: self.asker}.get(self.question.turn, "")
        return name.partition(" ")[0]


def threads_of(casus: Casus, *conditions: Any) -> list[Thread]:
    """The threads of a casus, what is open first and newest first, in one statement."""
    asker, author = aliased(User), aliased(User)
    worker = select(User.name).where(User.id == casus.worker_id).scalar_subquery()
    asked = (
        select(Question, QuestionTurn, asker.name, asker.active, author.name, worker)
        .outerjoin(asker, asker.id == Question.created_by_id)
        .outerjoin(QuestionTurn, QuestionTurn.question_id == Question.id)
        .outerjoin(author, author.id == QuestionTurn.by_id)
        .where(Question.casus_id == casus.id, *conditions)
        .order_by(Question.turn == Turn.NOBODY, Question.id.desc(), QuestionTurn.id)
    )  # fmt: skip
    found: dict[int, Thread] = {}
    for question, turn, asker_name, here, author_name, worker_name in db.session.execute(asked):
        thread = found.setdefault(question.id, Thread(question, asker_name or "", bool(here), worker_name or ""))
        if turn is not None:
            thread.said.append(Said(author_name or "", turn.said_at, turn.text))
    return list(found.values())


def thread_of(casus: Casus, question: Question) -> Thread:
    """One thread of this casus."""
    return threads_of(casus, Question.id == question.id)[0]


def open_threads(casus: Casus) -> list[Thread]:
    """The threads in which somebody is to say something."""
    return threads_of(casus, Question.turn != Turn.NOBODY)


def by_record(casus: Casus) -> dict[tuple[str, int], list[Thread]]:
    """What each record of this casus was asked; read once a request, however many records a page shows."""
    kept: dict[int, Any] = g.setdefault("supervision_threads", {})
    if casus.id not in kept:
        found: dict[tuple[str, int], list[Thread]] = {}
        for thread in threads_of(casus):
            found.setdefault(thread.about, []).append(thread)
        kept[casus.id] = found
    return kept[casus.id]  # type: ignore[no-any-return]


def professionals(casus: Casus) -> list[User]:
    """The colleagues who may see this casus: who work on it, lead its team, or are named in it. In order of names."""
    asked = select(User).where(User.active, or_(
        User.id.in_([casus.worker_id, casus.deputy_id or 0, casus.behavioural_scientist_id or 0]), User.team_id == casus.team_id,
    ))  # fmt: skip
    found = [user for user in db.session.scalars(asked) if allows(user, Permission.SEE_CASUS, casus)]
    return sorted(found, key=lambda user: user.name.casefold())


def colleague_names(ids: set[int | None]) -> dict[int, str]:
    """id → name, also of colleagues who left."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    return {one.id: one.name for one in db.session.execute(select(User.id, User.name).where(User.id.in_(wanted)))}
