"""Every change in the room of the standards. The caller commits. Coverage itself is kept by the listener in coverage.py."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.accounts.models import User
from workbench.casus.models import Casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.records import expect_version
from workbench.standards import coverage, queries
from workbench.standards.models import (
    DiscussedIn,
    Evidence,
    Judgement,
    LearningAction,
    Question,
    Reflection,
    ReflectionNeed,
    ReflectionVisibility,
    Verdict,
)
from workbench.standards.rules import Weight

FEWEST_CHARACTERS = 20  # of the example in a reflection (domain.md 3.3)

audit.declare({
    "evidence added": _l("added evidence by hand"),
    "evidence taken back": _l("took back evidence added by hand"),
    "standard judged": _l("judged a standard"),
    "question asked": _l("asked a question about a standard"),
    "question answered": _l("answered a question about a standard"),
    "reflection added": _l("added a reflection"),
    "learning action added": _l("added a learning action"),
    "learning action done": _l("finished a learning action"),
})


def recompute(casus: Casus) -> None:
    """Count all evidence and states of a casus again: after an import, which writes its records without the listener."""
    db.session.flush()
    coverage.refresh(casus.id, None)


def recompute_all() -> int:
    """The same for every open casus, each in its own transaction: every night, for a birthday or a signal that waits too long."""
    found = queries.open_casussen()
    for casus_id in found:
        coverage.refresh(casus_id, None)
        db.session.commit()
    return len(found)


def add_evidence_by_hand(
    casus: Casus, standard: int, *, by: User, record: tuple[str, int], held_on: date, reason: str
) -> Evidence:
    """Let a record count for a standard the rules do not tie it to. The reason is shown with it."""
    record_type, record_id = record
    if held_on > clock.today():
        raise RuleBroken(_("Evidence is of a day that has been."), field="held_on")
    if queries.has_evidence(casus, standard, record_type, record_id):
        raise RuleBroken(_("This already counts for this standard."), field="record")
    evidence = Evidence(
        casus_id=casus.id, standard=standard, record_type=record_type, record_id=record_id, weight=Weight.SUPPORTING,
        held_on=held_on, by_rule=False, reason=reason, added_by_id=by.id,
    )  # fmt: skip
    db.session.add(evidence)
    audit.record("evidence added", casus, by=by, record=evidence, action="C", standard=standard)
    return evidence


def take_back_evidence(casus: Casus, evidence: Evidence, *, by: User) -> None:
    """Take away evidence that was added by hand. What a rule gives follows from its record and stays."""
    if evidence.by_rule:
        raise RuleBroken(_("This evidence follows from the record itself."))
    audit.record("evidence taken back", casus, by=by, record=evidence, action="D", standard=evidence.standard)
    db.session.delete(evidence)


def judge(casus: Casus, standard: int, *, by: User, verdict: Verdict, text: str) -> Judgement:
    """What the supervisor makes of it; it takes the place of the judgement before, which stays in the record."""
    if verdict is not Verdict.SUFFICIENT and not text:
        raise RuleBroken(_("Say why, so that the worker can do something with it."), field="text")
    queries.end_judgements(casus, standard)
    judgement = Judgement(
        casus_id=casus.id, standard=standard, verdict=verdict, text=text or None, judged_on=clock.today(), created_by_id=by.id
    )
    db.session.add(judgement)
    audit.record("standard judged", casus, by=by, record=judgement, action="C", standard=standard)
    return judgement


def ask_question(casus: Casus, standard: int, *, by: User, text: str) -> Question:
    """Ask the worker something about one standard."""
    question = Question(casus_id=casus.id, standard=standard, text=text, created_by_id=by.id)
    db.session.add(question)
    audit.record("question asked", casus, by=by, record=question, action="C", standard=standard)
    return question


def answer_question(casus: Casus, question: Question, version: int, *, by: User, answer: str) -> None:
    """Answer a question. Nobody answers twice: the second person sees what the first wrote."""
    expect_version(question, version)
    audit.record("question answered", casus, by=by, record=question, standard=question.standard)
    question.answer, question.answered_at = answer, clock.now()


def add_reflection(
    *, by: User, casus: Casus | None, standard: int, self_level: int, example: str, need: ReflectionNeed, need_reason: str = "",
    reserved_on: date | None = None, reserved_minutes: int | None = None, discussed_in: DiscussedIn = DiscussedIn.NOT_YET,
    discussed_on: date | None = None, agreed_action: str = "", due_on: date | None = None,
    visibility: ReflectionVisibility = ReflectionVisibility.ONLY_ME,
) -> Reflection:  # fmt: skip
    """A worker looks at his or her own work. Without a casus it counts for every open casus of this worker."""
    if len(example) < FEWEST_CHARACTERS:
        raise RuleBroken(_("Give an example of at least %(least)s characters.", least=FEWEST_CHARACTERS), field="example")
    if need is ReflectionNeed.NONE and not need_reason:
        raise RuleBroken(_("Say why nothing is needed now."), field="need_reason")
    if discussed_on is not None and discussed_on > clock.today():
        raise RuleBroken(_("It was discussed on a day that has been."), field="discussed_on")
    reflection = Reflection(
        worker_id=by.id, casus_id=casus.id if casus else None, standard=standard, reflected_on=clock.today(),
        self_level=self_level, example=example, need=need, need_reason=need_reason or None, reserved_on=reserved_on,
        reserved_minutes=reserved_minutes, discussed_in=discussed_in, discussed_on=discussed_on,
        agreed_action=agreed_action or None, due_on=due_on, visibility=visibility,
    )  # fmt: skip
    db.session.add(reflection)
    audit.record("reflection added", casus, by=by, record=reflection, action="C", standard=standard)
    return reflection


def add_learning_action(
    *, by: User, standard: int, what: str, planned_on: date, learning_meeting_id: int | None = None
) -> LearningAction:
    """What a worker will do to learn, and when; and the learning meeting where that was decided."""
    action = LearningAction(
        worker_id=by.id, standard=standard, what=what, planned_on=planned_on, learning_meeting_id=learning_meeting_id
    )
    db.session.add(action)
    audit.record("learning action added", None, by=by, record=action, action="C", standard=standard)
    return action


def finish_learning_action(action: LearningAction, *, by: User) -> None:
    """It was done, today."""
    audit.record("learning action done", None, by=by, record=action)
    action.done_on = clock.today()
