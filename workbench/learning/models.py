"""What belongs to a team and to no casus: its learning meetings, what people took from them, and who looked at its forms."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from workbench import clock
from workbench.crypto import EncryptedJSON, EncryptedText
from workbench.extensions import Model, choice
from workbench.learning.rules import USUAL_MINUTES, MeetingState, PointKind


class OfTeam:
    """Mixin for everything a team writes: whose it is, who made it and when, and the version a form is made from."""

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)
    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


class LearningMeeting(OfTeam, Model):
    """A meeting in which a team learns from its own plans (Leerbijeenkomst)."""

    __tablename__ = "learning_meeting"
    held_on: Mapped[date]
    starts_at: Mapped[time | None]
    minutes: Mapped[int] = mapped_column(default=USUAL_MINUTES)
    place: Mapped[str | None] = mapped_column(EncryptedText)
    led_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    state: Mapped[MeetingState] = mapped_column(choice(MeetingState), default=MeetingState.PLANNED)
    opened_on: Mapped[date | None]  # from this day the positions are shown, and nobody gives one any more
    took_part: Mapped[int | None]  # how many gave their positions, kept when they are opened
    ics_uid: Mapped[str] = mapped_column(String(40))
    ics_sequence: Mapped[int] = mapped_column(default=0)


class LearningPoint(OfTeam, Model):
    """A point of the agenda of a learning meeting, and in a few words what was said at it."""

    __tablename__ = "learning_point"
    meeting_id: Mapped[int] = mapped_column(ForeignKey("learning_meeting.id"), index=True)
    order: Mapped[int]
    kind: Mapped[PointKind] = mapped_column(choice(PointKind))
    key: Mapped[str | None] = mapped_column(String(40))  # of a statement or exercise of ours
    title: Mapped[str | None] = mapped_column(EncryptedText)  # of everything else
    text: Mapped[str | None] = mapped_column(EncryptedText)
    minutes: Mapped[int]
    offered_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))  # who offers a casus of his or her own
    said: Mapped[str | None] = mapped_column(EncryptedText)


class PositionBox(Model):
    """How many gave which position on one statement, and what they wrote with it, shuffled. There is no row of one person.

    No day, no version, no order: what is not stored cannot be read back (decision 0019).
    """

    __tablename__ = "position_box"
    point_id: Mapped[int] = mapped_column(ForeignKey("learning_point.id"), primary_key=True)
    content: Mapped[dict[str, Any]] = mapped_column(EncryptedJSON)


class TookPart(Model):
    """That somebody gave positions for a meeting, so that nobody does so twice; thrown away when they are opened."""

    __tablename__ = "took_part"
    meeting_id: Mapped[int] = mapped_column(ForeignKey("learning_meeting.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)


class SeenBy(StrEnum):
    """Who reads what somebody takes away."""

    ONLY_ME = "only_me"
    TEAM = "team"


class TakeAway(OfTeam, Model):
    """What one person takes away from a learning meeting, in own words."""

    __tablename__ = "take_away"
    meeting_id: Mapped[int] = mapped_column(ForeignKey("learning_meeting.id"), index=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    text: Mapped[str] = mapped_column(EncryptedText)
    seen_by: Mapped[SeenBy] = mapped_column(choice(SeenBy), default=SeenBy.ONLY_ME)


class TeamAction(OfTeam, Model):
    """Something a team will do to get better at its work: by whom, before which day."""

    __tablename__ = "team_action"
    meeting_id: Mapped[int] = mapped_column(ForeignKey("learning_meeting.id"), index=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    what: Mapped[str] = mapped_column(EncryptedText)
    due_on: Mapped[date]
    done_on: Mapped[date | None]


class PanelLook(OfTeam, Model):
    """A youth council or panel that looked at how the team works: a form, a template of the plan (domain.md 4, GC 12)."""

    __tablename__ = "panel_look"
    seen_on: Mapped[date]
    who: Mapped[str] = mapped_column(EncryptedText)
    looked_at: Mapped[str] = mapped_column(EncryptedText)
    said: Mapped[str] = mapped_column(EncryptedText)
    changed: Mapped[str | None] = mapped_column(EncryptedText)  # what the team did with it
