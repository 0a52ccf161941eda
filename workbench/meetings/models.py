"""Network meetings: the agenda, who is asked and was there, what was said, and what was corrected (domain.md 1.12, 6.1)."""

from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.crypto import EncryptedText
from workbench.extensions import Model, choice
from workbench.records import Record
from workbench.reviews.models import Via


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


class InviteBy(StrEnum):
    """How somebody hears of a meeting. A mail says only that a message is waiting (GA7)."""

    SAID = "said"
    PAPER = "paper"
    MAIL = "mail"


class AgendaKind(StrEnum):
    """Which step of the default agenda an item is (domain.md 1.12); `own` is one people made themselves."""

    WELCOME = "welcome"
    WHY = "why"
    WELL = "well"
    CHILD_VOICE = "child_voice"
    SCALE = "scale"
    BOTTOM_LINES = "bottom_lines"
    FAMILY_TIME = "family_time"
    AGREEMENTS = "agreements"
    BAD_DAY = "bad_day"
    WATCH = "watch"
    READ_BACK = "read_back"  # added when a meeting begins on the screen
    NEXT_DATE = "next_date"
    CLOSING = "closing"
    OWN = "own"


class EntryKind(StrEnum):
    """Facts and opinions stand apart in the minutes (domain.md 8.4)."""

    FACT = "fact"
    OPINION = "opinion"
    DECISION = "decision"
    QUESTION = "question"


class AgreementChange(StrEnum):
    """What a meeting did with an agreement."""

    NEW = "new"
    CHANGED = "changed"
    ENDED = "ended"


class Meeting(Record, Model):
    """One network meeting. In a separated network it belongs to one sub-group (GA6)."""

    __tablename__ = "meeting"
    __table_args__ = (UniqueConstraint("casus_id", "number"),)
    number: Mapped[int]
    title: Mapped[str | None] = mapped_column(EncryptedText)
    kind: Mapped[MeetingKind] = mapped_column(choice(MeetingKind))
    status: Mapped[MeetingStatus] = mapped_column(choice(MeetingStatus), default=MeetingStatus.PLANNED)
    held_on: Mapped[date]
    postponed: Mapped[int] = mapped_column(default=0)  # how often it was moved to a later day before it was held
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
    purpose: Mapped[str | None] = mapped_column(EncryptedText)  # why people are asked: one agreed sentence, as little as can be
    bring: Mapped[str | None] = mapped_column(EncryptedText)  # what people may bring
    share: Mapped[str | None] = mapped_column(EncryptedText)  # what people get to read beforehand
    inviter_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    invited_on: Mapped[date | None]
    minutes_concept_on: Mapped[date | None]
    cancelled_on: Mapped[date | None]
    cancel_reason: Mapped[str | None] = mapped_column(EncryptedText)
    ics_uid: Mapped[str | None]
    ics_sequence: Mapped[int] = mapped_column(default=0)

    agenda: Mapped[list["AgendaItem"]] = relationship(lazy="raise", cascade="all, delete-orphan", order_by="AgendaItem.order")
    attendance: Mapped[list["Attendance"]] = relationship(lazy="raise", cascade="all, delete-orphan")


class AgendaItem(Model):
    """One item of the agenda of one meeting, with its clock."""

    __tablename__ = "agenda_item"
    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    order: Mapped[int]
    kind: Mapped[AgendaKind] = mapped_column(choice(AgendaKind), default=AgendaKind.OWN)
    title: Mapped[str] = mapped_column(EncryptedText)
    notes: Mapped[str | None] = mapped_column(EncryptedText)
    planned_minutes: Mapped[int | None]
    spent_seconds: Mapped[int] = mapped_column(default=0)  # what its clock counted before it was last opened
    opened_at: Mapped[datetime | None]  # since when its clock runs; empty: it stands still


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
    invite_by: Mapped[InviteBy | None] = mapped_column(choice(InviteBy))
    calendar_item: Mapped[bool] = mapped_column(default=False)  # a calendar can be shared, so it is chosen for each person
    place_in_calendar: Mapped[bool] = mapped_column(default=False)


class Heard(StrEnum):
    """Whether somebody felt heard, in three steps."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class MeetingFeedback(Record, Model):
    """What somebody says of a meeting afterwards: for the colleagues in the casus, never for other participants."""

    __tablename__ = "meeting_feedback"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    heard: Mapped[Heard | None] = mapped_column(choice(Heard))
    went_well: Mapped[str | None] = mapped_column(EncryptedText)
    next_time: Mapped[str | None] = mapped_column(EncryptedText)
    given_on: Mapped[date]
    via: Mapped[Via] = mapped_column(choice(Via), default=Via.LINK)  # "table": a colleague wrote down what was said


class MeetingEntry(Record, Model):
    """One thing that was typed in a meeting: what, who said it, and whether it is a fact or an opinion (domain.md 8.4)."""

    __tablename__ = "meeting_entry"
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    order: Mapped[int] = mapped_column(default=1)
    kind: Mapped[EntryKind] = mapped_column(choice(EntryKind))
    text: Mapped[str] = mapped_column(EncryptedText)
    said_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    goal_id: Mapped[int | None] = mapped_column(ForeignKey("safety_goal.id"))
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"))
    agreement_change: Mapped[AgreementChange | None] = mapped_column(choice(AgreementChange))
    withdrawn: Mapped[bool] = mapped_column(default=False)  # typed by mistake: not in the minutes


class MinutesCorrection(Record, Model):
    """What somebody says should have been otherwise in the minutes. Added under them with name and day, never changed."""

    __tablename__ = "minutes_correction"
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_entry.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str] = mapped_column(EncryptedText)
    given_on: Mapped[date]
