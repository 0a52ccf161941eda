"""What people said after a meeting, for colleagues who may see the casus; and which meeting asks somebody something."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, bindparam, select

from workbench.casus.models import Casus, CasusStatus, Person
from workbench.extensions import db
from workbench.meetings.feedback_rules import ASKED_FOR, without_names
from workbench.meetings.models import Attendance, AttendanceStatus, Heard, Meeting, MeetingFeedback
from workbench.meetings.queries import HELD
from workbench.reviews.models import Invitation, Via
from workbench.reviews.sessions import beside

THERE = (AttendanceStatus.PRESENT, AttendanceStatus.ONLINE)
FEW = 6  # of one casus beside a standard
OVER = (CasusStatus.CLOSED, CasusStatus.TRANSFERRED)


def attended(person_id: Any, today: Any) -> Any:
    """For a select: the meetings this person was at, of which the questions can be answered today."""
    first = today - ASKED_FOR if isinstance(today, date) else bindparam("asked_since", type_=Date())
    return (
        select(Meeting.id)
        .join(Attendance, Attendance.meeting_id == Meeting.id)
        .where(Attendance.person_id == person_id, Attendance.status.in_(THERE), Meeting.status.in_(HELD),
               Meeting.held_on >= first, Meeting.held_on <= today)
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
    )  # fmt: skip


def _unanswered(today: Any) -> Any:
    """For the statement that says whose browser this is: the newest meeting whose questions this person did not answer."""
    said = select(MeetingFeedback.id).where(
        MeetingFeedback.meeting_id == Meeting.id, MeetingFeedback.person_id == Invitation.person_id
    )
    return attended(Invitation.person_id, today).where(~said.exists()).correlate(Invitation).limit(1).scalar_subquery()


beside["meeting_feedback"] = (_unanswered, lambda today: {"asked_since": today - ASKED_FOR})


def asked_of(casus: Casus, person_id: int, meeting_id: int, today: date) -> tuple[Meeting, Person, MeetingFeedback | None] | None:
    """(meeting, person, the answer that is there) when this person was there and can still say something; one statement."""
    asked = (
        select(Meeting, Person, MeetingFeedback).select_from(Meeting)
        .join(Person, Person.id == person_id)
        .outerjoin(MeetingFeedback, (MeetingFeedback.meeting_id == Meeting.id) & (MeetingFeedback.person_id == person_id))
        .where(Meeting.casus_id == casus.id, Meeting.id == meeting_id, Meeting.id.in_(attended(person_id, today).order_by(None)))
    )
    found = db.session.execute(asked).first()
    return (found[0], found[1], found[2]) if found else None


def open_for(casus: Casus, person_id: int, today: date) -> set[int]:
    """The meetings whose questions this person can answer, or change the answer of, today."""
    asked = attended(person_id, today).where(Meeting.casus_id == casus.id)
    return set(db.session.scalars(asked))


def said_at(meeting: Meeting) -> list[MeetingFeedback]:
    """What people said of one meeting, in the order in which it came."""
    asked = select(MeetingFeedback).where(MeetingFeedback.meeting_id == meeting.id)
    return list(db.session.scalars(asked.order_by(MeetingFeedback.id)))


def said_by(meeting: Meeting, person_id: int) -> MeetingFeedback | None:
    """What this person said of this meeting."""
    asked = select(MeetingFeedback).where(MeetingFeedback.meeting_id == meeting.id, MeetingFeedback.person_id == person_id)
    return db.session.scalar(asked)


def said_in(casus: Casus) -> list[tuple[MeetingFeedback, int]]:
    """(answer, number of the meeting) of the newest answers in this casus."""
    asked = (
        select(MeetingFeedback, Meeting.number).join(Meeting, Meeting.id == MeetingFeedback.meeting_id)
        .where(MeetingFeedback.casus_id == casus.id).order_by(MeetingFeedback.given_on.desc(), MeetingFeedback.id.desc())
    )  # fmt: skip
    return [(row[0], row[1]) for row in db.session.execute(asked.limit(FEW))]


@dataclass(frozen=True)
class Nameless:
    """What somebody of some family of the team said: no name, no family, no day nearer than the month."""

    heard: Heard | None
    went_well: str
    next_time: str
    month: date
    by_child: bool
    written_down: bool


def said_to_team(team_id: int, most: int) -> tuple[list[Casus], list[Nameless]]:
    """The families whose words are among the newest of this team, and those words without names. Two statements."""
    asked = (
        select(MeetingFeedback, Casus, Person.family_role)
        .join(Casus, Casus.id == MeetingFeedback.casus_id).join(Person, Person.id == MeetingFeedback.person_id)
        .where(Casus.team_id == team_id, Casus.status.not_in(OVER), Person.user_id.is_(None))
        .order_by(MeetingFeedback.given_on.desc(), MeetingFeedback.id.desc()).limit(most)
    )  # fmt: skip
    found = db.session.execute(asked).all()
    casussen = list({one[1].id: one[1] for one in found}.values())
    names = _names_in([one.id for one in casussen])
    return casussen, [_nameless(said, names.get(said.casus_id, []), role) for said, _casus, role in found]


def _names_in(casus_ids: list[int]) -> dict[int, list[str]]:
    """Casus → everything its people are called."""
    names: dict[int, list[str]] = {}
    asked = select(Person.casus_id, Person.first_name, Person.call_name, Person.last_name).where(Person.casus_id.in_(casus_ids))
    for one in db.session.execute(asked):
        names.setdefault(one.casus_id, []).extend(filter(None, (one.first_name, one.call_name, one.last_name)))
    return names


def _nameless(said: MeetingFeedback, names: list[str], role: str) -> Nameless:
    return Nameless(
        said.heard, without_names(said.went_well or "", names), without_names(said.next_time or "", names),
        said.given_on.replace(day=1), role == "child", said.via is Via.TABLE,
    )  # fmt: skip
