"""Meetings of one casus, who was there and which numbers were given."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import abort
from sqlalchemy import Row, func, select
from sqlalchemy.orm import selectinload

from workbench.agreements.models import Agreement
from workbench.casus.models import Casus, Person, SubGroup
from workbench.casus.queries import of_casus
from workbench.extensions import db
from workbench.goals.models import DangerStatement, DangerStatus, Rating, SafetyGoal
from workbench.meetings.models import (
    Attendance,
    AttendanceStatus,
    Meeting,
    MeetingEntry,
    MeetingStatus,
    MinutesCorrection,
)
from workbench.network.models import CircleMembership

HELD = (MeetingStatus.HELD, MeetingStatus.MINUTES_CONCEPT, MeetingStatus.MINUTES_SENT)
ALL = (selectinload(Meeting.attendance), selectinload(Meeting.agenda))


def meetings_of(casus: Casus) -> Sequence[Row[Any]]:
    """(meeting, name of the chair, how many were there), newest first; one statement."""
    there = (
        select(func.count()).where(Attendance.meeting_id == Meeting.id,
                                   Attendance.status.in_((AttendanceStatus.PRESENT, AttendanceStatus.ONLINE))).scalar_subquery()
    )  # fmt: skip
    asked = (
        select(Meeting, Person, there)
        .outerjoin(Person, Person.id == Meeting.chair_id)
        .where(Meeting.casus_id == casus.id)
    )
    return db.session.execute(asked.order_by(Meeting.held_on.desc(), Meeting.number.desc())).all()


def goals_of(casus: Casus, sub_group_id: int | None = None) -> list[tuple[SafetyGoal, int, str]]:
    """(goal, number and title of its worry) in order; for a part of a separated network only what is not the other part's."""
    asked = select(SafetyGoal, DangerStatement.number, DangerStatement.title).join(SafetyGoal.danger)
    asked = asked.where(SafetyGoal.casus_id == casus.id, DangerStatement.status != DangerStatus.WITHDRAWN)
    if sub_group_id is not None:
        asked = asked.where(DangerStatement.sub_group_id.is_(None) | (DangerStatement.sub_group_id == sub_group_id))
    asked = asked.order_by(DangerStatement.number)
    return [(row[0], row[1], row[2]) for row in db.session.execute(asked)]


def ratings_at(meeting: Meeting) -> dict[int, dict[int, Rating]]:
    """Goal → person → the number given at this meeting."""
    found: dict[int, dict[int, Rating]] = {}
    for rating in db.session.scalars(select(Rating).where(Rating.meeting_id == meeting.id).order_by(Rating.id)):
        found.setdefault(rating.goal_id, {})[rating.person_id] = rating
    return found


def other_groups(casus: Casus, sub_group_id: int) -> list[int]:
    """The other parts of a separated network."""
    asked = select(SubGroup.id).where(SubGroup.casus_id == casus.id, SubGroup.id != sub_group_id)
    return list(db.session.scalars(asked.order_by(SubGroup.id)))


def has_people(meeting: Meeting) -> bool:
    """Whether anybody is asked for this meeting yet."""
    return db.session.scalar(select(Attendance.id).where(Attendance.meeting_id == meeting.id).limit(1)) is not None


def gets_calendar_item(meeting: Meeting, person_id: int) -> bool:
    """Whether it was chosen that this person gets a calendar item."""
    asked = select(Attendance.id).where(
        Attendance.meeting_id == meeting.id, Attendance.person_id == person_id, Attendance.calendar_item
    )
    return db.session.scalar(asked) is not None


def last_held_before(meeting: Meeting) -> date | None:
    """The day of the last meeting of the same part of the network that was held before this one."""
    asked = select(func.max(Meeting.held_on)).where(
        Meeting.casus_id == meeting.casus_id, Meeting.held_on < meeting.held_on, Meeting.status.in_(HELD),
        Meeting.sub_group_id == meeting.sub_group_id if meeting.sub_group_id else Meeting.sub_group_id.is_(None),
    )  # fmt: skip
    return db.session.scalar(asked)


def meeting_before(casus: Casus, meeting: Meeting) -> Meeting | None:
    """The last meeting of the same part of the network, with who was on its list."""
    asked = select(Meeting).where(
        Meeting.casus_id == casus.id, Meeting.id != meeting.id, Meeting.held_on < meeting.held_on,
        Meeting.sub_group_id.is_not_distinct_from(meeting.sub_group_id),
    ).order_by(Meeting.held_on.desc(), Meeting.id.desc())  # fmt: skip
    return db.session.scalar(asked.options(selectinload(Meeting.attendance)).limit(1))


def meetings_for(casus: Casus, person_id: int) -> list[Meeting]:
    """The meetings this person is on the list of, newest first, with that list."""
    on_list = select(Attendance.meeting_id).where(Attendance.casus_id == casus.id, Attendance.person_id == person_id)
    asked = select(Meeting).where(Meeting.casus_id == casus.id, Meeting.id.in_(on_list)).options(selectinload(Meeting.attendance))
    return list(db.session.scalars(asked.order_by(Meeting.held_on.desc(), Meeting.id.desc())))


def entries_of(meeting: Meeting) -> list[MeetingEntry]:
    """What was said and decided, in the order in which it was typed; what was taken back is not in it."""
    asked = select(MeetingEntry).where(MeetingEntry.meeting_id == meeting.id, MeetingEntry.withdrawn.is_(False))
    return list(db.session.scalars(asked.order_by(MeetingEntry.order, MeetingEntry.id)))


def corrections_of(meeting: Meeting) -> list[MinutesCorrection]:
    """What people said should have been otherwise, oldest first."""
    asked = select(MinutesCorrection).where(MinutesCorrection.meeting_id == meeting.id)
    return list(db.session.scalars(asked.order_by(MinutesCorrection.id)))


def chairs_of(casus: Casus) -> tuple[list[int | None], set[int]]:
    """Who chaired each meeting that was not called off, and which of them are colleagues; one statement."""
    asked = select(Meeting.chair_id, Person.user_id).outerjoin(Person, Person.id == Meeting.chair_id)
    held = asked.where(Meeting.casus_id == casus.id, Meeting.status != MeetingStatus.CANCELLED)
    found = db.session.execute(held).all()
    return [row.chair_id for row in found], {row.chair_id for row in found if row.user_id is not None}


def agreements_of(casus: Casus, sub_group_id: int | None) -> list[Agreement]:
    """The agreements that can be spoken of at this table (GA6): never those of the other part of a separated network."""
    asked = select(Agreement).where(Agreement.casus_id == casus.id)
    if sub_group_id is not None:
        asked = asked.where(Agreement.sub_group_id.is_(None) | (Agreement.sub_group_id == sub_group_id))
    return list(db.session.scalars(asked.order_by(Agreement.number)))


def entry_of(casus: Casus, meeting_id: int, entry_id: int) -> MeetingEntry:
    """One entry of this meeting of this casus, or 404."""
    found = of_casus(MeetingEntry, casus, entry_id)
    return found if found.meeting_id == meeting_id and not found.withdrawn else abort(404)


def standing_of(casus: Casus) -> dict[int, CircleMembership]:
    """Person → where he or she stands in the circles now, with why somebody is not invited."""
    asked = select(CircleMembership).where(CircleMembership.casus_id == casus.id)
    moves = db.session.scalars(asked.order_by(CircleMembership.since, CircleMembership.id))
    return {move.person_id: move for move in moves}
