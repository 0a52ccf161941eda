"""What the pages of the supervision talks read, always within one casus."""

from dataclasses import dataclass, field
from datetime import date, time

from sqlalchemy import select

from workbench.accounts.models import User
from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.standards.models import SupervisionTalk, TalkAction


@dataclass(frozen=True)
class Action:
    """One thing that was agreed, with the name of who does it."""

    action: TalkAction
    who: str


@dataclass(frozen=True)
class Talk:
    """A talk with what was agreed in it."""

    talk: SupervisionTalk
    actions: list[Action] = field(default_factory=list)

    @property
    def numbers(self) -> list[int]:
        """The standards that were looked at."""
        return numbers_of(self.talk)

    @property
    def open(self) -> list[Action]:
        return [one for one in self.actions if one.action.done_on is None]


def numbers_of(talk: SupervisionTalk) -> list[int]:
    """ "4,7" → [4, 7]; what is no number is left out."""
    return [int(part) for part in talk.standards.split(",") if part.strip().isdigit()]


def talks_of(casus: Casus, talk_id: int | None = None) -> list[Talk]:
    """The talks of a casus with what was agreed, newest first, in one statement; or the one with this id."""
    asked = (
        select(SupervisionTalk, TalkAction, User.name)
        .outerjoin(TalkAction, TalkAction.talk_id == SupervisionTalk.id).outerjoin(User, User.id == TalkAction.who_id)
        .where(SupervisionTalk.casus_id == casus.id)
        .order_by(SupervisionTalk.held_on.desc(), SupervisionTalk.id.desc(), TalkAction.due_on, TalkAction.id)
    )  # fmt: skip
    if talk_id is not None:
        asked = asked.where(SupervisionTalk.id == talk_id)
    found: dict[int, Talk] = {}
    for talk, action, name in db.session.execute(asked):
        one = found.setdefault(talk.id, Talk(talk))
        if action is not None:
            one.actions.append(Action(action, name or ""))
    return list(found.values())


@dataclass(frozen=True)
class NextTalk:
    """The next talk as a calendar item reads it: a day and perhaps a time, and nothing else (see meetings.calendar)."""

    uid: str
    sequence: int
    held_on: date
    starts_at: time | None
    status: str = "planned"
    ends_at: time | None = None
    calendar_place: str = ""


def next_of(talk: SupervisionTalk) -> NextTalk | None:
    """What stands in the diary after this talk."""
    return NextTalk(talk.ics_uid, talk.version, talk.next_on, talk.next_at) if talk.next_on is not None else None
