"""Signals of unsafety and the steps of the reporting code (domain.md 2.4, 6.1 Signaal)."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.crypto import EncryptedText
from workbench.extensions import Model, choice
from workbench.records import Record


class Signal(Record, Model):
    """A sign of unsafety that came in, and what was done with it; withdrawn with a reason, never deleted."""

    __tablename__ = "signal"
    received_on: Mapped[date]
    source_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    source: Mapped[str | None] = mapped_column(EncryptedText)
    content: Mapped[str] = mapped_column(EncryptedText)
    discussed_on: Mapped[date | None]
    discussed_with: Mapped[str | None] = mapped_column(EncryptedText)
    action: Mapped[str | None] = mapped_column(EncryptedText)
    outcome: Mapped[str | None] = mapped_column(EncryptedText)
    withdrawn_on: Mapped[date | None]
    withdrawn_why: Mapped[str | None] = mapped_column(EncryptedText)


class Decision(StrEnum):
    """What is decided in step 5, and what the five considerations advise."""

    CLOSE = "close"  # no suspicion: close, and note it down
    REPORT = "report"  # report to Veilig Thuis
    FOLLOW = "follow"  # organise help oneself, with agreements on following the safety


class Expert(StrEnum):
    """Whom step 2 was taken with."""

    COLLEAGUE = "colleague"
    SAFE_AT_HOME = "safe_at_home"
    BOTH = "both"


class Meldcode(Record, Model):
    """The reporting code, followed for one signal or for some together; what came of it after step 5."""

    __tablename__ = "meldcode"
    started_on: Mapped[date]
    reported_on: Mapped[date | None]
    receipt_on: Mapped[date | None]  # Veilig Thuis confirmed that the report came in
    answered_on: Mapped[date | None]
    answer: Mapped[str | None] = mapped_column(EncryptedText)  # what Veilig Thuis said
    following: Mapped[str | None] = mapped_column(EncryptedText)  # agreements on following the safety
    closed_on: Mapped[date | None]


class MeldcodeSignal(Model):
    """A signal the reporting code is followed for."""

    __tablename__ = "meldcode_signal"
    meldcode_id: Mapped[int] = mapped_column(ForeignKey("meldcode.id"), primary_key=True)
    signal_id: Mapped[int] = mapped_column(ForeignKey("signal.id"), primary_key=True)


class MeldcodeStep(Record, Model):
    """One step that was taken: when, by whom, with whom, and what came of it."""

    __tablename__ = "meldcode_step"
    __table_args__ = (
        UniqueConstraint("meldcode_id", "step"), CheckConstraint("step BETWEEN 1 AND 5", name="step_1_to_5")
    )  # fmt: skip
    meldcode_id: Mapped[int] = mapped_column(ForeignKey("meldcode.id"), index=True)
    step: Mapped[int]
    done_on: Mapped[date]
    by_whom: Mapped[str | None] = mapped_column(EncryptedText)
    with_whom: Mapped[str | None] = mapped_column(EncryptedText)
    expert: Mapped[Expert | None] = mapped_column(choice(Expert))  # step 2
    outcome: Mapped[str | None] = mapped_column(EncryptedText)
    order_why: Mapped[str | None] = mapped_column(EncryptedText)  # why an earlier step was not taken first
    decision: Mapped[Decision | None] = mapped_column(choice(Decision))  # step 5
    decision_why: Mapped[str | None] = mapped_column(EncryptedText)

    talks: Mapped[list["MeldcodeTalk"]] = relationship(lazy="raise", cascade="all, delete-orphan")
    weighed: Mapped[list["Consideration"]] = relationship(lazy="raise", cascade="all, delete-orphan")


class MeldcodeTalk(Model):
    """Step 3 for one parent or child: the day, or why there was no talk (the child's safety first)."""

    __tablename__ = "meldcode_talk"
    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("meldcode_step.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    talked_on: Mapped[date | None]
    why_not: Mapped[str | None] = mapped_column(EncryptedText)


class Consideration(Model):
    """Step 5: the answer to one of the five considerations, with the reason in words."""

    __tablename__ = "consideration"
    __table_args__ = (
        UniqueConstraint("step_id", "nr"), CheckConstraint("nr BETWEEN 1 AND 5", name="nr_1_to_5")
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("meldcode_step.id"), index=True)
    nr: Mapped[int]
    answer: Mapped[bool]
    words: Mapped[str | None] = mapped_column(EncryptedText)
