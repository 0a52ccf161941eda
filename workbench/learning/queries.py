"""What the pages of learning meetings read. Everything starts at the team of who asks; another team's is not there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, TypeVar

from flask import abort
from sqlalchemy import and_, exists, func, or_, select

from workbench import clock
from workbench.access import Permission, allows
from workbench.accounts.models import Team, User
from workbench.accounts.operations import IN_A_TEAM
from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.learning import labels
from workbench.learning.exercises import BY_KEY as EXERCISES
from workbench.learning.exercises import Exercise
from workbench.learning.models import (
    LearningMeeting,
    LearningPoint,
    OfTeam,
    PanelLook,
    PositionBox,
    SeenBy,
    TakeAway,
    TeamAction,
    TookPart,
)
from workbench.learning.rules import FEWEST, Box, MeetingState, PointKind
from workbench.learning.statements import BY_KEY as STATEMENTS
from workbench.learning.statements import Statement
from workbench.standards.models import LearningAction

Mine = TypeVar("Mine", bound=OfTeam)


def of_team(model: type[Mine], user: User, record_id: int) -> Mine:
    """A record of the team of this user; 404 for one of another team, as for one that is not there."""
    kind: Any = model
    found: Mine | None = db.session.scalar(select(kind).where(kind.id == record_id, kind.team_id == user.team_id))
    return found or abort(404)


def of_meeting(model: Any, meeting: LearningMeeting, record_id: int) -> Any:
    """A record that belongs to this meeting, else 404."""
    return db.session.scalar(select(model).where(model.id == record_id, model.meeting_id == meeting.id)) or abort(404)


def locked(meeting: LearningMeeting) -> LearningMeeting:
    """The meeting as it is now; who gives positions or opens them waits for who is doing so."""
    return db.session.get_one(LearningMeeting, meeting.id, with_for_update=True, populate_existing=True)


def members_of(team_id: int | None) -> list[tuple[int, str]]:
    """(id, name) of everybody who works in this team now, by name."""
    asked = select(User.id, User.name).where(User.team_id == team_id, User.active.is_(True), User.role.in_(IN_A_TEAM))
    return sorted(((one.id, one.name) for one in db.session.execute(asked)), key=lambda pair: pair[1].casefold())


def meetings_of(team_id: int | None) -> list[tuple[LearningMeeting, str]]:
    """Every learning meeting of a team with who leads it, the newest first."""
    asked = (
        select(LearningMeeting, User.name).join(User, User.id == LearningMeeting.led_by_id)
        .where(LearningMeeting.team_id == team_id).order_by(LearningMeeting.held_on.desc(), LearningMeeting.id.desc())
    )  # fmt: skip
    return [(meeting, name) for meeting, name in db.session.execute(asked)]


def leader_of(meeting: LearningMeeting) -> str:
    """The name of who leads it."""
    return db.session.scalar(select(User.name).where(User.id == meeting.led_by_id)) or ""


@dataclass(frozen=True)
class Point:
    """A point of the agenda as it is shown."""

    record: LearningPoint
    number: int
    title: str
    text: str
    statement: Statement | None
    exercise: Exercise | None

    @property
    def icon(self) -> str:
        return labels.KINDS[self.record.kind][0]

    @property
    def kind(self) -> Any:
        return labels.KINDS[self.record.kind][1]


def points_of(meeting: LearningMeeting) -> list[Point]:
    """The agenda in its order, each point with its words."""
    asked = (
        select(LearningPoint, User.name).outerjoin(User, User.id == LearningPoint.offered_by_id)
        .where(LearningPoint.meeting_id == meeting.id).order_by(LearningPoint.order, LearningPoint.id)
    )  # fmt: skip
    return [_point(one, number, name) for number, (one, name) in enumerate(db.session.execute(asked), 1)]


def _point(one: LearningPoint, number: int, name: str | None) -> Point:
    statement = STATEMENTS.get(one.key or "") if one.kind is PointKind.STATEMENT else None
    exercise = EXERCISES.get(one.key or "") if one.kind is PointKind.EXERCISE else None
    title = labels.title_of(one, (name or "").partition(" ")[0])
    return Point(one, number, title, labels.text_of(one), statement, exercise)


def statements_in(points: Sequence[Point]) -> list[Point]:
    """The points people give a position on."""
    return [point for point in points if point.record.kind is PointKind.STATEMENT]


# --- positions: how many took part, never who, and nothing of what they said until they are opened


@dataclass(frozen=True)
class Standing:
    """How it stands with the positions of a meeting: how many people there are, how many took part, and whether I did."""

    members: int
    took_part: int
    me: bool


def standing(meeting: LearningMeeting, user: User) -> Standing:
    """In one statement. Once they are opened it is not known any more who took part."""
    took = select(func.count()).select_from(TookPart).where(TookPart.meeting_id == meeting.id).scalar_subquery()
    mine = exists().where(TookPart.meeting_id == meeting.id, TookPart.user_id == user.id)
    members = select(func.count(User.id)).where(
        User.team_id == meeting.team_id, User.active.is_(True), User.role.in_(IN_A_TEAM))  # fmt: skip
    found = db.session.execute(select(members.scalar_subquery(), took, mine)).one()
    return Standing(found[0], found[1] if meeting.took_part is None else meeting.took_part, bool(found[2]))


def opened_boxes(meeting: LearningMeeting) -> dict[int, Box]:
    """Point → its box, and nothing at all before the positions are opened."""
    if meeting.opened_on is None:
        return {}
    return {box.point_id: box.content for box in boxes_of(meeting)}


def boxes_of(meeting: LearningMeeting) -> list[PositionBox]:
    """The boxes themselves, for who puts something in. Pages ask `opened_boxes`."""
    asked = select(PositionBox).join(LearningPoint, LearningPoint.id == PositionBox.point_id)
    return list(db.session.scalars(asked.where(LearningPoint.meeting_id == meeting.id)))


# --- what people took away


def take_aways(meeting: LearningMeeting, user: User) -> list[tuple[TakeAway, str]]:
    """What this user may read: the own ones, and those somebody gave to the team. In the order they were written."""
    asked = (
        select(TakeAway, User.name).join(User, User.id == TakeAway.owner_id)
        .where(TakeAway.meeting_id == meeting.id, or_(TakeAway.owner_id == user.id, TakeAway.seen_by == SeenBy.TEAM))
        .order_by(TakeAway.id)
    )  # fmt: skip
    return [(one, name) for one, name in db.session.execute(asked)]


def team_actions(team_id: int | None) -> list[tuple[TeamAction, str]]:
    """The open actions of a team with their owners, the first to be done first."""
    asked = (
        select(TeamAction, User.name).join(User, User.id == TeamAction.owner_id)
        .where(TeamAction.team_id == team_id, TeamAction.done_on.is_(None)).order_by(TeamAction.due_on, TeamAction.id)
    )  # fmt: skip
    return [(one, name) for one, name in db.session.execute(asked)]


def actions_of(meeting: LearningMeeting) -> list[tuple[TeamAction, str]]:
    """The actions of the team that were agreed at this meeting, done or not."""
    asked = (
        select(TeamAction, User.name).join(User, User.id == TeamAction.owner_id)
        .where(TeamAction.meeting_id == meeting.id).order_by(TeamAction.due_on, TeamAction.id)
    )  # fmt: skip
    return [(one, name) for one, name in db.session.execute(asked)]


def own_actions(user: User) -> list[LearningAction]:
    """What this user still has to do to learn, as far as it came out of a learning meeting. Nobody else reads it here."""
    asked = select(LearningAction).where(
        LearningAction.worker_id == user.id,
        LearningAction.done_on.is_(None),
        LearningAction.learning_meeting_id.is_not(None),
    )
    return list(db.session.scalars(asked.order_by(LearningAction.planned_on, LearningAction.id)))


def panels(team_id: int | None) -> list[PanelLook]:
    """Who looked at how the team works, the newest first."""
    asked = select(PanelLook).where(PanelLook.team_id == team_id)
    return list(db.session.scalars(asked.order_by(PanelLook.seen_on.desc(), PanelLook.id.desc())))


def family_names(user: User) -> list[str]:
    """The families this user knows of: whom somebody does not know, he or she cannot be told of."""
    knows = or_(Casus.worker_id == user.id, Casus.deputy_id == user.id, Casus.behavioural_scientist_id == user.id)
    if allows(user, Permission.SEE_TEAM):
        knows = or_(knows, Casus.team_id == user.team_id)
    return list(db.session.scalars(select(Casus.name).where(knows)))


# --- the door, on other pages


@dataclass(frozen=True)
class Door:
    """What stands at the entrance: the next meeting, whether one's positions are asked, and how many own actions are open."""

    learning_id: int | None
    held_on: date | None
    starts_at: time | None
    asks_positions: bool
    actions: int
    late: int


def door_of(user: User) -> Door:
    """In one statement, for pages of other subjects."""
    m, today = LearningMeeting, clock.today()
    follows = and_(m.team_id == Team.id, m.state == MeetingState.PLANNED, m.held_on >= today)
    asked = (
        select(m.id, m.held_on, m.starts_at, _asks_positions(user).label("asks"),
               (_open_of_team(user).scalar_subquery() + _open_of_own(user).scalar_subquery()).label("actions"),
               (_open_of_team(user, today).scalar_subquery() + _open_of_own(user, today).scalar_subquery()).label("late"))
        .select_from(Team).outerjoin(m, follows).where(Team.id == user.team_id).order_by(m.held_on, m.id).limit(1)
    )  # fmt: skip
    found = db.session.execute(asked).one()
    return Door(found.id, found.held_on, found.starts_at, bool(found.asks), found.actions, found.late)


def _asks_positions(user: User) -> Any:
    m = LearningMeeting
    members = select(func.count(User.id)).where(
        User.team_id == user.team_id, User.active.is_(True), User.role.in_(IN_A_TEAM)).scalar_subquery()  # fmt: skip
    statements = exists().where(LearningPoint.meeting_id == m.id, LearningPoint.kind == PointKind.STATEMENT)
    given = exists().where(TookPart.meeting_id == m.id, TookPart.user_id == user.id)
    return and_(m.id.is_not(None), m.opened_on.is_(None), statements, ~given, members >= FEWEST)


def _open_of_team(user: User, before: date | None = None) -> Any:
    asked = select(func.count(TeamAction.id)).where(TeamAction.owner_id == user.id, TeamAction.done_on.is_(None))
    return asked if before is None else asked.where(TeamAction.due_on < before)


def _open_of_own(user: User, before: date | None = None) -> Any:
    asked = select(func.count(LearningAction.id)).where(
        LearningAction.worker_id == user.id,
        LearningAction.done_on.is_(None),
        LearningAction.learning_meeting_id.is_not(None),
    )
    return asked if before is None else asked.where(LearningAction.planned_on < before)
