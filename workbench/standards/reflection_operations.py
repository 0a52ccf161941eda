"""Every change to a worker's reflections and learning actions, and to the prompts that ask for them. The caller commits.

The log says that there is a reflection and which fields of it changed, never what it says. A prompt is between the workbench
and the worker: putting one away stands in the log of the office, not in that of the family.
"""

import secrets
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.accounts.models import User
from workbench.casus.models import Casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.records import expect_version
from workbench.standards import prompt_queries
from workbench.standards.models import (
    DiscussedIn,
    LearningAction,
    PromptPutAway,
    Reflection,
    ReflectionNeed,
    ReflectionVisibility,
)
from workbench.standards.prompt_queries import Prompt
from workbench.standards.reflection_rules import NOT_NOW, Written, faults, talk_faults

audit.declare({
    "reflection added": _l("added a reflection"),
    "reflection changed": _l("changed a reflection"),
    "reflection discussed": _l("noted that a reflection was discussed"),
    "reflection withdrawn": _l("withdrew a reflection"),
    "learning action added": _l("added a learning action"),
    "learning action changed": _l("changed a learning action"),
    "learning action done": _l("finished a learning action"),
    "prompt put away": _l("put a question for reflection away for a while"),
})
# What a form about a reflection says; about which standard and family it is stays as it was.
SAID: dict[str, Any] = {
    "self_level": None, "example": "", "need": None, "need_reason": "", "with_id": None, "reserved_on": None,
    "reserved_at": None, "reserved_minutes": None, "discussed_in": DiscussedIn.NOT_YET, "discussed_on": None,
    "agreed_action": "", "due_on": None, "visibility": ReflectionVisibility.ONLY_ME,
}  # fmt: skip
TALK = ("discussed_in", "discussed_on", "agreed_action", "due_on")


def add_reflection(
    *, by: User, casus: Casus | None, standard: int, self_level: int, example: str, need: ReflectionNeed, **said: Any
) -> Reflection:
    """A worker looks at his or her own work. Without a casus it counts for every open casus of this worker.

    `said`: what else the form says (SAID). Raises RuleBroken.
    """
    answers = {**SAID, **said, "self_level": self_level, "example": example, "need": need}
    _check(answers)
    reflection = Reflection(
        worker_id=by.id, casus_id=casus.id if casus else None, standard=standard, reflected_on=clock.today()
    )
    _write(reflection, answers)
    db.session.add(reflection)
    audit.record("reflection added", casus, by=by, record=reflection, action="C", standard=standard)
    return reflection


def change_reflection(reflection: Reflection, version: int, *, by: User, **said: Any) -> None:
    """Its worker changes what it says or who may read it; that holds at once. Raises EditConflict or RuleBroken."""
    expect_version(reflection, version)
    before = answers_of(reflection)
    answers = {**before, **said}
    _check(answers)
    changed = sorted(name for name in SAID if answers[name] != before[name])
    if not changed:
        return
    _write(reflection, answers)
    audit.record("reflection changed", _casus(reflection), by=by, record=reflection, fields=changed)


def discuss_reflection(reflection: Reflection, version: int, *, by: User, **talk: Any) -> None:
    """Later: where it was talked about, and what came of it. Raises EditConflict or RuleBroken."""
    expect_version(reflection, version)
    for field, message in talk_faults(talk["discussed_in"], talk["discussed_on"], clock.today()):
        raise RuleBroken(message, field=field)
    for name in TALK:
        setattr(reflection, name, _kept(talk[name]))
    audit.record("reflection discussed", _casus(reflection), by=by, record=reflection)


def withdraw_reflection(reflection: Reflection, version: int, *, by: User) -> None:
    """It is its worker's, so it goes for good; the log keeps only that there was one. What hung on it stays, on its own."""
    expect_version(reflection, version)
    actions = db.update(LearningAction).where(LearningAction.reflection_id == reflection.id)
    db.session.execute(actions.values(reflection_id=None))
    audit.record("reflection withdrawn", _casus(reflection), by=by, record=reflection, action="D", standard=reflection.standard)
    db.session.delete(reflection)


def answers_of(reflection: Reflection) -> dict[str, Any]:
    """What the form of this reflection would hold."""
    return {name: "" if getattr(reflection, name) is None and SAID[name] == "" else getattr(reflection, name) for name in SAID}


def _check(answers: dict[str, Any]) -> None:
    asked = Written(**{name: answers[name] for name in Written.__dataclass_fields__})
    for field, message in faults(asked, clock.today()):
        raise RuleBroken(message, field=field)


def _write(reflection: Reflection, answers: dict[str, Any]) -> None:
    for name in SAID:
        setattr(reflection, name, _kept(answers[name]))
    if reflection.reserved_on is not None and reflection.calendar_uid is None:
        reflection.calendar_uid = secrets.token_hex(16)


def _kept(value: Any) -> Any:
    return None if value == "" else value


def _casus(reflection: Reflection) -> Casus | None:
    return db.session.get(Casus, reflection.casus_id) if reflection.casus_id else None


# --- learning actions


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


def change_learning_action(action: LearningAction, version: int, *, by: User, what: str, planned_on: date) -> None:
    """Change what will be done, or when; moving it to a later day is counted. Raises EditConflict or RuleBroken."""
    expect_version(action, version)
    if action.done_on is not None:
        raise RuleBroken(_("This was done already."))
    action.postponed += planned_on > action.planned_on
    action.what, action.planned_on = what, planned_on
    audit.record("learning action changed", None, by=by, record=action)


def finish_learning_action(action: LearningAction, *, by: User) -> None:
    """It was done, today."""
    audit.record("learning action done", None, by=by, record=action)
    action.done_on = clock.today()


# --- prompts


def put_prompt_away(prompt: Prompt, *, by: User) -> None:
    """Not now: it stays away for a few weeks, unless the same thing happens once more."""
    row = prompt_queries.put_away(by, prompt.kind, prompt.record_id)
    if row is None:
        row = PromptPutAway(casus_id=prompt.casus_id, worker_id=by.id, kind=prompt.kind, record_id=prompt.record_id)
        db.session.add(row)
    row.times, row.until = prompt.times, clock.today() + NOT_NOW
    audit.record("prompt put away", None, by=by, record=row)
