"""Every change in a supervision talk: noting one, changing it, agreeing on something, doing it. The caller commits."""

from datetime import date, time

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.accounts.models import User
from workbench.casus.models import Casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.records import expect_version
from workbench.standards.models import SupervisionTalk, TalkAction

audit.declare({
    "talk noted": _l("noted a talk in supervision"),
    "talk changed": _l("changed the note of a talk in supervision"),
    "talk action agreed": _l("noted what was agreed in supervision"),
    "talk action done": _l("did what was agreed in supervision"),
    "talk action open again": _l("said that what was agreed in supervision is not done yet"),
})  # fmt: skip


def note_talk(
    casus: Casus, *, by: User, held_on: date, with_whom: str, standards: list[int], discussed: str = "",
    next_on: date | None = None, next_at: time | None = None,
) -> SupervisionTalk:  # fmt: skip
    """Note a talk that was held: who sat together, what they looked at, and when again (domain.md 6.1)."""
    _check(held_on, next_on, next_at)
    talk = SupervisionTalk(
        casus_id=casus.id, created_by_id=by.id, held_on=held_on, with_whom=with_whom, standards=numbers_as_text(standards),
        discussed=discussed or None, next_on=next_on, next_at=next_at,
    )  # fmt: skip
    db.session.add(talk)
    audit.record("talk noted", casus, by=by, record=talk, action="C", standards=len(standards))
    return talk


def change_talk(
    casus: Casus, talk: SupervisionTalk, version: int, *, by: User, held_on: date, with_whom: str, standards: list[int],
    discussed: str = "", next_on: date | None = None, next_at: time | None = None,
) -> None:  # fmt: skip
    """Change the note of a talk. Somebody else's change meanwhile is shown beside it (EditConflict)."""
    expect_version(talk, version)
    _check(held_on, next_on, next_at)
    audit.record("talk changed", casus, by=by, record=talk)
    talk.held_on, talk.with_whom, talk.standards = held_on, with_whom, numbers_as_text(standards)
    talk.discussed, talk.next_on, talk.next_at = discussed or None, next_on, next_at


def _check(held_on: date, next_on: date | None, next_at: time | None) -> None:
    if held_on > clock.today():
        raise RuleBroken(_("A talk is noted after it was held."), field="held_on")
    if next_on is not None and next_on <= held_on:
        raise RuleBroken(_("The next talk is after this one."), field="next_on")
    if next_at is not None and next_on is None:
        raise RuleBroken(_("Choose a day with this time."), field="next_on")


def agree(casus: Casus, talk: SupervisionTalk, *, by: User, what: str, who: int, due_on: date) -> TalkAction:
    """Note one thing that was agreed, who of the colleagues does it, and before which day."""
    if due_on < talk.held_on:
        raise RuleBroken(_("This day is before the talk."), field="due_on")
    action = TalkAction(casus_id=casus.id, talk_id=talk.id, what=what, who_id=who, due_on=due_on)
    db.session.add(action)
    audit.record("talk action agreed", casus, by=by, record=action, action="C")
    return action


def tick(casus: Casus, action: TalkAction, version: int, *, by: User) -> None:
    """It was done, today; or, where it was ticked by mistake, it is open again."""
    expect_version(action, version)
    audit.record("talk action done" if action.done_on is None else "talk action open again", casus, by=by, record=action)
    action.done_on = clock.today() if action.done_on is None else None


def numbers_as_text(standards: list[int]) -> str:
    """[4, 7] → "4,7", as it is stored."""
    return ",".join(str(number) for number in sorted(standards))
