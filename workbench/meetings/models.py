"""Network meetings and who was there (domain.md 1.12, 6.1 Netwerkbijeenkomst, Aanwezigheid)."""

from datetime import date, time
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.crypto import EncryptedText
from workbench.extensions import Model, choice
from workbench.records import Record


class MeetingKind(StrEnum):
    FIRST = "first"
    FOLLOW_UP = "follow_up"
    TEMPORARY_PLAN = "temporary_plan"
    EVALUATION = "evaluation"
    CLOSING = "closing"


class MeetingStatus(StrEnum):
    PLANNED = "planned"
    INVITED = "invited"
    HELD = "held"
    MINUTES_CONCEPT = "minutes_concept"
    MINUTES_SENT = "minutes_sent"
    CANCELLED = "cancelled"


class AttendanceStatus(StrEnum):
    INVITED = "invited"
    COMING = "coming"
    NOT_COMING = "not_coming"
    PRESENT = "present"
    ABSENT = "absent"
    ONLINE = "online"
    REPRESENTED = "represented"


class Meeting(Record, Model):
    """One network meeting. In a separated network it belongs to one sub-group (GA6)."""

    __tablename__ = "meeting"
    __table_args__ = (UniqueConstraint("casus_id", "number"),)
    number: Mapped[int]
    title: Mapped[str | None] = mapped_column(EncryptedText)
    kind: Mapped[MeetingKind] = mapped_column(choice(MeetingKind))
    status: Mapped[MeetingStatus] = mapped_column(choice(MeetingStatus), default=MeetingStatus.PLANNED)
    held_on: Mapped[date]
    starts_at: Mapped[time | None]
    ends_at: Mapped[time | None]
    place: Mapped[str | None] = mapped_column(EncryptedText)
    place_protected: Mapped[bool] = mapped_column(default=False)
    online: Mapped[bool] = mapped_column(default=False)
    chair_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    minute_taker_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    sub_group_id: Mapped[int | None] = mapped_column(ForeignKey("sub_group.id"))
    minutes: Mapped[str | None] = mapped_column(EncryptedText)  # the core of what was said and decided
    family_time_minutes: Mapped[int | None]
    next_on: Mapped[date | None]
    minutes_sent_on: Mapped[date | None]
    ics_uid: Mapped[str | None]
    ics_sequence: Mapped[int] = mapped_column(default=0)

    agenda: Mapped[list["AgendaItem"]] = relationship(lazy="raise", cascade="all, delete-orphan", order_by="AgendaItem.order")
    attendance: Mapped[list["Attendance"]] = relationship(lazy="raise", cascade="all, delete-orphan")


class AgendaItem(Model):
    __tablename__ = "agenda_item"
    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    order: Mapped[int]
    title: Mapped[str] = mapped_column(EncryptedText)
    notes: Mapped[str | None] = mapped_column(EncryptedText)


class Attendance(Model):
    """Whether somebody was there, or who or what stood in for a child."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    invited_on: Mapped[date | None]
    status: Mapped[AttendanceStatus] = mapped_column(choice(AttendanceStatus))
    represented_by: Mapped[str | None] = mapped_column(EncryptedText)
    part_of_it: Mapped[str | None] = mapped_column(EncryptedText)  # "eerste 30 minuten"
    gets_minutes: Mapped[bool] = mapped_column(default=True)
