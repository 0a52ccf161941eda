"""Meetings of one casus, who was there and which numbers were given."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import selectinload

from workbench.casus.models import Casus, Person
from workbench.extensions import db
from workbench.goals.models import DangerStatement, DangerStatus, Rating, SafetyGoal
from workbench.meetings.models import Attendance, AttendanceStatus, Meeting

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


def goals_of(casus: Casus) -> list[tuple[SafetyGoal, int, str]]:
    """(goal, number and title of its worry) in order."""
    asked = select(SafetyGoal, DangerStatement.number, DangerStatement.title).join(SafetyGoal.danger)
    asked = asked.where(SafetyGoal.casus_id == casus.id, DangerStatement.status != DangerStatus.WITHDRAWN).order_by(
        DangerStatement.number
    )
    return [(row[0], row[1], row[2]) for row in db.session.execute(asked)]


def ratings_at(meeting: Meeting) -> dict[int, dict[int, Rating]]:
    """Goal → person → the number given at this meeting."""
    found: dict[int, dict[int, Rating]] = {}
    for rating in db.session.scalars(select(Rating).where(Rating.meeting_id == meeting.id).order_by(Rating.id)):
        found.setdefault(rating.goal_id, {})[rating.person_id] = rating
    return found
