"""Evidence for the ten standards, the stored coverage, judgements, questions and reflection (domain.md 3)."""

from datetime import date, datetime, time
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workbench import clock
from workbench.crypto import EncryptedText
from workbench.extensions import Model, choice
from workbench.records import Record
from workbench.standards.rules import NUMBERS, State, Weight


class Verdict(StrEnum):
    SUFFICIENT = "sufficient"
    ATTENTION = "attention"
    NOT_APPLICABLE = "not_applicable"


class Evidence(Model):
    """One record that gives evidence for one standard: by rule, or by hand with a reason."""

    __tablename__ = "evidence"
    __table_args__ = (
        UniqueConstraint("casus_id", "standard", "record_type", "record_id"),
        CheckConstraint("standard BETWEEN 1 AND 10", name="standard_1_to_10"),
        Index("ix_evidence_record", "casus_id", "record_type", "record_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"))
    standard: Mapped[int]
    record_type: Mapped[str]  # the table's name
    record_id: Mapped[int]
    weight: Mapped[Weight] = mapped_column(choice(Weight))
    held_on: Mapped[date]  # the day the evidence is about
    by_rule: Mapped[bool] = mapped_column(default=True)
    reason: Mapped[str | None] = mapped_column(EncryptedText)
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    added_at: Mapped[datetime] = mapped_column(default=clock.now)


class Coverage(Model):
    """One row a casus: ten states with the day of their newest evidence. A team's overview reads only this table."""

    __tablename__ = "coverage"
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    last_meeting_on: Mapped[date | None]  # evidence of 8 does not grow old while no meeting was held since
    counted_on: Mapped[date] = mapped_column(default=clock.today)  # the day of the last whole count; later saves count on from it
    # What may not wait, and which elements of the approach the casus shows: see attention.py and approach.py.
    objections: Mapped[int] = mapped_column(default=0)
    not_kept: Mapped[int] = mapped_column(default=0)
    triggers: Mapped[int] = mapped_column(default=0)
    signal_since: Mapped[date | None]
    temporary_until: Mapped[date | None]
    quiet_from: Mapped[date | None]
    elements: Mapped[str] = mapped_column(default="")


for _number in NUMBERS:
    setattr(Coverage, f"state_{_number}", mapped_column(f"state_{_number}", choice(State), default=State.NO_EVIDENCE))
    setattr(Coverage, f"newest_{_number}_on", mapped_column(f"newest_{_number}_on", Date, nullable=True))


class CoverageChange(Model):
    """One standard of one casus changed its state: which it is since then. Rows are added, never changed."""

    __tablename__ = "coverage_change"
    __table_args__ = (
        CheckConstraint("standard BETWEEN 1 AND 10", name="standard_1_to_10"),
        Index("ix_coverage_change_casus_id_changed_on", "casus_id", "changed_on"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"))
    standard: Mapped[int]
    state: Mapped[State] = mapped_column(choice(State))
    newest_on: Mapped[date | None]  # the day of its newest evidence when it changed
    changed_on: Mapped[date]


class Judgement(Record, Model):
    """What the supervisor thinks of one standard in one casus; independent of what was counted."""

    __tablename__ = "judgement"
    standard: Mapped[int]
    verdict: Mapped[Verdict] = mapped_column(choice(Verdict))
    text: Mapped[str | None] = mapped_column(EncryptedText)
    judged_on: Mapped[date]
    superseded_at: Mapped[datetime | None]


class AskKind(StrEnum):
    QUESTION = "question"
    COMPLIMENT = "compliment"


class Turn(StrEnum):
    """Who is to say something in a thread of supervision."""

    WORKER = "worker"
    ASKER = "asker"
    NOBODY = "nobody"  # it is closed, or a compliment, which asks for nothing


class Question(Record, Model):
    """A question or compliment to the worker, about one standard or about one record; what was said since are its turns.

    It is asked, answered and closed in the room above (`workbench.supervision`); the team's page counts what is open.
    """

    __tablename__ = "question"
    __table_args__ = (
        CheckConstraint("standard IS NOT NULL OR record_type IS NOT NULL", name="about_something"),
        CheckConstraint("(record_type IS NULL) = (record_id IS NULL)", name="about_a_whole_record"),
    )
    kind: Mapped[AskKind] = mapped_column(choice(AskKind), default=AskKind.QUESTION)
    turn: Mapped[Turn] = mapped_column(choice(Turn), default=Turn.WORKER)
    turned_at: Mapped[datetime] = mapped_column(default=clock.now)  # since when it is somebody's turn
    standard: Mapped[int | None]
    record_type: Mapped[str | None]  # the table's name, as evidence names its record
    record_id: Mapped[int | None]
    text: Mapped[str] = mapped_column(EncryptedText)
    closed_at: Mapped[datetime | None]


class QuestionTurn(Model):
    """One thing somebody said in a thread, after the question itself. It is never changed."""

    __tablename__ = "question_turn"
    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    said_at: Mapped[datetime] = mapped_column(default=clock.now)
    text: Mapped[str] = mapped_column(EncryptedText)


class ReflectionNeed(StrEnum):
    KNOWLEDGE = "knowledge"
    TRAINING = "training"
    WATCH_ALONG = "watch_along"
    TOGETHER = "together"
    TIME = "time"
    TALK_TO_SUPERVISOR = "talk_to_supervisor"
    NONE = "none"


class DiscussedIn(StrEnum):
    SUPERVISION = "supervision"
    TEAM = "team"
    PEERS = "peers"
    NOT_YET = "not_yet"


class ReflectionVisibility(StrEnum):
    ONLY_ME = "only_me"
    SUPERVISOR = "supervisor"
    TEAM = "team"


class Reflection(Model):
    """A worker's reflection on one standard. Its text never enters a casus file or a document (domain.md 3.3)."""

    __tablename__ = "reflection"
    __table_args__ = (CheckConstraint("self_level BETWEEN 1 AND 4", name="level_1_to_4"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    worker_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    casus_id: Mapped[int | None] = mapped_column(ForeignKey("casus.id"), index=True)
    standard: Mapped[int]
    reflected_on: Mapped[date]
    self_level: Mapped[int]
    example: Mapped[str] = mapped_column(EncryptedText)
    need: Mapped[ReflectionNeed] = mapped_column(choice(ReflectionNeed))
    need_reason: Mapped[str | None] = mapped_column(EncryptedText)
    with_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))  # the colleague to do it together with
    reserved_on: Mapped[date | None]
    reserved_at: Mapped[time | None]
    reserved_minutes: Mapped[int | None]
    calendar_uid: Mapped[str | None]  # of the time that is kept, in the worker's own calendar; says nothing
    discussed_in: Mapped[DiscussedIn] = mapped_column(choice(DiscussedIn), default=DiscussedIn.NOT_YET)
    discussed_on: Mapped[date | None]
    agreed_action: Mapped[str | None] = mapped_column(EncryptedText)
    due_on: Mapped[date | None]
    visibility: Mapped[ReflectionVisibility] = mapped_column(choice(ReflectionVisibility), default=ReflectionVisibility.ONLY_ME)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class LearningAction(Model):
    """A learning action with its day (Leeractie)."""

    __tablename__ = "learning_action"
    id: Mapped[int] = mapped_column(primary_key=True)
    worker_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    reflection_id: Mapped[int | None] = mapped_column(ForeignKey("reflection.id"))
    standard: Mapped[int]
    what: Mapped[str] = mapped_column(EncryptedText)
    planned_on: Mapped[date]
    learning_meeting_id: Mapped[int | None] = mapped_column(ForeignKey("learning_meeting.id"))  # where it was decided
    done_on: Mapped[date | None]
    postponed: Mapped[int] = mapped_column(default=0)  # how often it was moved to a later day
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class PromptKind(StrEnum):
    """What a prompt is about (domain.md 3, the barriers)."""

    STRENGTHS_ONLY = "strengths_only"
    SIGNAL_WAITS = "signal_waits"
    STEP_POSTPONED = "step_postponed"
    MEETING_POSTPONED = "meeting_postponed"
    LEARNING_POSTPONED = "learning_postponed"


class PromptPutAway(Model):
    """A worker said "not now" to a prompt; it comes back on a day, or when the same thing happens once more."""

    __tablename__ = "prompt_put_away"
    __table_args__ = (UniqueConstraint("worker_id", "kind", "record_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int | None] = mapped_column(ForeignKey("casus.id"), index=True)
    worker_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    kind: Mapped[PromptKind] = mapped_column(choice(PromptKind))
    record_id: Mapped[int]  # what the prompt is about; of "only strengths" the casus
    times: Mapped[int] = mapped_column(default=0)  # how often it had been postponed then
    until: Mapped[date]


class SupervisionTalk(Record, Model):
    """A supervision talk on a casus: who looked at what together, what came of it, and when again (Werkbegeleidingsgesprek)."""

    __tablename__ = "supervision_talk"
    held_on: Mapped[date]
    with_whom: Mapped[str | None] = mapped_column(EncryptedText)
    standards: Mapped[str] = mapped_column(default="")  # numbers, separated by commas
    discussed: Mapped[str | None] = mapped_column(EncryptedText)
    next_on: Mapped[date | None]
    next_at: Mapped[time | None]
    ics_uid: Mapped[str] = mapped_column(default=lambda: str(uuid4()))  # of the calendar item of the next talk


class TalkAction(Model):
    """One thing agreed in a supervision talk: what, who of the colleagues does it, before which day, and when it was done."""

    __tablename__ = "talk_action"
    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    talk_id: Mapped[int] = mapped_column(ForeignKey("supervision_talk.id"), index=True)
    what: Mapped[str] = mapped_column(EncryptedText)
    who_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    due_on: Mapped[date]
    done_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
