"""Every change in a thread of supervision: asking, answering, ending. The caller commits."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.accounts.models import User
from workbench.casus.models import Casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.records import expect_version
from workbench.standards.models import AskKind, Question, QuestionTurn, Turn
from workbench.supervision import rules
from workbench.supervision.about import STANDARD

audit.declare({
    "question asked": _l("asked the worker a question"),
    "compliment given": _l("paid the worker a compliment"),
    "question answered": _l("said something in a question of supervision"),
    "question closed": _l("ended a question of supervision"),
})  # fmt: skip


def ask(casus: Casus, *, by: User, about: tuple[str, int], kind: AskKind, text: str) -> Question:
    """Ask the worker something, or say what was good, about ("standard", number) or (type, id) of a record of this casus."""
    name, number = about
    of = {"standard": number} if name == STANDARD else {"record_type": name, "record_id": number}
    question = Question(casus_id=casus.id, kind=kind, text=text, turn=rules.first_turn(kind), turned_at=clock.now(),
                        created_by_id=by.id, **of)  # fmt: skip
    db.session.add(question)
    event = "question asked" if kind is AskKind.QUESTION else "compliment given"
    audit.record(event, casus, by=by, record=question, action="C", about=name, about_id=number)
    return question


def reply(casus: Casus, question: Question, version: int, *, by: User, text: str) -> QuestionTurn:
    """Say something in a thread; then the other side has the turn. Who wrote meanwhile is shown (EditConflict)."""
    expect_version(question, version)
    if question.kind is AskKind.COMPLIMENT:
        raise RuleBroken(_("A compliment needs no answer."))
    if question.closed_at is not None:
        raise RuleBroken(_("This question was ended. Ask a new one."))
    audit.record("question answered", casus, by=by, record=question)
    turn = QuestionTurn(casus_id=casus.id, question_id=question.id, by_id=by.id, text=text)
    db.session.add(turn)
    question.turn = rules.turn_after(by_worker=by.id in (casus.worker_id, casus.deputy_id))
    question.turned_at = clock.now()
    return turn


def close(casus: Casus, question: Question, version: int, *, by: User) -> None:
    """End a question: what was asked is clear now. Only who asked does, so that nobody waves away another's question."""
    expect_version(question, version)
    if question.closed_at is not None:
        return
    asker = db.session.get(User, question.created_by_id) if question.created_by_id else None
    if not rules.may_end(question.created_by_id, asker is not None and asker.active, by.id):
        raise RuleBroken(_("Who asked this ends it."))
    audit.record("question closed", casus, by=by, record=question)
    question.turn, question.closed_at = Turn.NOBODY, clock.now()
