"""Planning a learning meeting, its agenda, what is said, and the end of it. The caller commits."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from workbench import audit, clock
from workbench.accounts.models import User
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.learning import position_operations, queries, rules
from workbench.learning.models import LearningMeeting, LearningPoint, PositionBox
from workbench.learning.nameless import leave_families_out
from workbench.learning.rules import USUAL_LENGTH, MeetingState, PointKind
from workbench.records import expect_version

audit.declare(
    {
        "learning meeting planned": _l("planned a learning meeting"),
        "learning meeting changed": _l("changed a learning meeting"),
        "learning meeting cancelled": _l("called off a learning meeting"),
        "learning meeting held": _l("ended a learning meeting"),
        "learning point added": _l("put something on the agenda of a learning meeting"),
        "learning point changed": _l("changed the agenda of a learning meeting"),
        "learning point removed": _l("took something off the agenda of a learning meeting"),
        "learning note written": _l("wrote down what was said at a learning meeting"),
    }
)


def plan(
    *, by: User, held_on: date, led_by: int, starts_at: time | None = None, minutes: int = rules.USUAL_MINUTES,
    place: str = "", lessons: Iterable[tuple[str, str]] = (),
) -> LearningMeeting:  # fmt: skip
    """Plan one, with an agenda to begin with: what was agreed before, what the plans show, and what each takes away.

    `lessons` are (words, idea) of the team's overview. Raises RuleBroken for a day that has been.
    """
    _ahead(held_on)
    meeting = LearningMeeting(
        team_id=by.team_id, created_by_id=by.id, held_on=held_on, starts_at=starts_at, minutes=minutes, place=place or None,
        led_by_id=led_by, ics_uid=secrets.token_hex(16),
    )  # fmt: skip
    db.session.add(meeting)
    db.session.flush()
    first = [(PointKind.ACTIONS, None, None), *((PointKind.LESSON, words, idea) for words, idea in lessons)]
    for kind, title, text in (*first, (PointKind.CLOSING, None, None)):
        _put(meeting, kind, by=by, title=title, text=text)
    audit.record("learning meeting planned", None, by=by, record=meeting, action="C")
    return meeting


def change(meeting: LearningMeeting, version: int, *, by: User, **answers: Any) -> None:
    """Another day, time, place or leader. Who has it in the calendar gets a new item. Raises EditConflict and RuleBroken."""
    expect_version(meeting, version)
    _still_planned(meeting)
    if answers["held_on"] != meeting.held_on:
        _ahead(answers["held_on"])
    audit.record("learning meeting changed", None, by=by, record=meeting)
    meeting.held_on, meeting.starts_at, meeting.minutes = answers["held_on"], answers["starts_at"], answers["minutes"]
    meeting.place, meeting.led_by_id = answers["place"] or None, answers["led_by"]
    meeting.ics_sequence += 1


def cancel(meeting: LearningMeeting, *, by: User) -> None:
    """It is not held. Positions that were given are thrown away unread."""
    _still_planned(meeting)
    audit.record("learning meeting cancelled", None, by=by, record=meeting)
    meeting.state = MeetingState.CANCELLED
    meeting.ics_sequence += 1
    position_operations.throw_away(meeting)


def hold(meeting: LearningMeeting, *, by: User) -> None:
    """It is over. Positions of too few people are thrown away unread: they will never be shown."""
    _still_planned(meeting)
    position_operations.only_the_leader(meeting, by)
    if meeting.held_on > clock.today():
        raise RuleBroken(_("This meeting is still to come."))
    position_operations.refuse_while_they_wait(meeting)
    audit.record("learning meeting held", None, by=by, record=meeting)
    meeting.state = MeetingState.HELD
    if meeting.opened_on is None:
        position_operations.throw_away(meeting)


# --- the agenda


def add_statements(
    meeting: LearningMeeting, *, by: User, chosen: Sequence[str], own: str = "", own_why: str = ""
) -> int:
    """Put statements of ours and one of the team's own on the agenda; says how many. Not once somebody gave a position."""
    _still_planned(meeting)
    position_operations.refuse_when_given(meeting)
    leave_families_out(by, own=own, own_why=own_why)
    there = {point.record.key for point in queries.points_of(meeting)}
    wanted: list[dict[str, Any]] = [{"key": key} for key in chosen if key not in there]
    if own:
        wanted.append({"title": own, "text": own_why or None})
    if not wanted:
        raise RuleBroken(_("Choose a statement, or write one yourself."), field="chosen")
    for one in wanted:
        point = _put(meeting, PointKind.STATEMENT, by=by, **one)
        db.session.add(PositionBox(point_id=point.id, content=rules.empty_box()))
    audit.record("learning point added", None, by=by, record=meeting, points=len(wanted))
    return len(wanted)


def add_point(
    meeting: LearningMeeting, *, by: User, kind: PointKind, title: str = "", text: str = "", key: str | None = None,
    minutes: int | None = None,
) -> LearningPoint:  # fmt: skip
    """Something else on the agenda: an exercise, a situation this person offers, or anything. Raises RuleBroken."""
    _still_planned(meeting)
    leave_families_out(by, title=title, text=text)
    offered = by.id if kind is PointKind.OWN_CASUS else None
    point = _put(
        meeting, kind, by=by, title=title or None, text=text or None, key=key, minutes=minutes, offered_by_id=offered
    )
    audit.record("learning point added", None, by=by, record=meeting, points=1)
    return point


def _put(
    meeting: LearningMeeting, kind: PointKind, *, by: User, minutes: int | None = None, **values: Any
) -> LearningPoint:
    """Put it on the agenda: before what is always last, else at the end."""
    points = _in_order(meeting)
    if len(points) >= rules.MOST_POINTS:
        raise RuleBroken(_("At most %(most)s points fit in one meeting.", most=rules.MOST_POINTS))
    point = LearningPoint(
        team_id=meeting.team_id, meeting_id=meeting.id, created_by_id=by.id, kind=kind, order=len(points) + 1,
        minutes=minutes or USUAL_LENGTH[kind], **values,
    )  # fmt: skip
    db.session.add(point)
    if points and points[-1].kind is PointKind.CLOSING:
        point.order, points[-1].order = len(points), len(points) + 1
    db.session.flush()
    return point


def change_point(
    meeting: LearningMeeting, point: LearningPoint, version: int, *, by: User, minutes: int, **words: str
) -> None:
    """Other words or minutes. A situation is changed by who offers it; a statement not once somebody gave a position."""
    expect_version(point, version)
    _still_planned(meeting)
    if words:
        if point.kind is PointKind.STATEMENT:
            position_operations.refuse_when_given(meeting)
        if point.offered_by_id not in (None, by.id):
            raise RuleBroken(_("Only who offers this situation changes its words."))
        leave_families_out(by, **words)
        point.title, point.text = words["title"], words["text"] or None
    audit.record("learning point changed", None, by=by, record=point)
    point.minutes = minutes


def move_point(meeting: LearningMeeting, point: LearningPoint, *, by: User, up: bool) -> None:
    """A place earlier or later."""
    _still_planned(meeting)
    points = {one.id: one for one in _in_order(meeting)}
    audit.record("learning point changed", None, by=by, record=point)
    for order, which in enumerate(rules.moved(list(points), point.id, up), 1):
        points[which].order = order


def remove_point(meeting: LearningMeeting, point: LearningPoint, *, by: User) -> None:
    """Take it off the agenda; not once something was said, nor a statement on which somebody gave a position."""
    _still_planned(meeting)
    if point.said:
        raise RuleBroken(_("Something was written down here. Take that away first."))
    if point.kind is PointKind.STATEMENT:
        position_operations.refuse_when_given(meeting)
        db.session.delete(db.session.get_one(PositionBox, point.id))
        db.session.flush()
    audit.record("learning point removed", None, by=by, record=meeting)
    db.session.delete(point)


def write_note(meeting: LearningMeeting, point: LearningPoint, version: int, *, by: User, said: str) -> None:
    """What was said at a point, short and without names. Raises EditConflict when somebody else wrote meanwhile."""
    expect_version(point, version)
    if meeting.state is MeetingState.CANCELLED:
        raise RuleBroken(_("This meeting was called off."))
    leave_families_out(by, said=said)
    audit.record("learning note written", None, by=by, record=point)
    point.said = said or None


def _in_order(meeting: LearningMeeting) -> list[LearningPoint]:
    asked = select(LearningPoint).where(LearningPoint.meeting_id == meeting.id)
    return list(db.session.scalars(asked.order_by(LearningPoint.order, LearningPoint.id)))


def _ahead(day: date) -> None:
    if day < clock.today():
        raise RuleBroken(_("Choose today or a day to come."), field="held_on")


def _still_planned(meeting: LearningMeeting) -> None:
    if meeting.state is not MeetingState.PLANNED:
        raise RuleBroken(_("This meeting is over."))
