"""Following the plan: checks, rehearsals and the safety diary (domain.md 2.9, 6.1 Controle, Toets, Logboekregel)."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.crypto import EncryptedText
from workbench.extensions import Model, choice
from workbench.records import Record


class CheckOutcome(StrEnum):
    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not_done"
    DID_NOT_OCCUR = "did_not_occur"
    UNKNOWN = "unknown"


class Check(Record, Model):
    """What the checker saw: did the agreement happen?"""

    __tablename__ = "check_record"
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    checked_on: Mapped[date]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    outcome: Mapped[CheckOutcome] = mapped_column(choice(CheckOutcome))
    seen: Mapped[str | None] = mapped_column(EncryptedText)
    follow_up: Mapped[str | None] = mapped_column(EncryptedText)


class Rehearsal(Record, Model):
    """An agreement tried out before it is needed."""

    __tablename__ = "rehearsal"
    rehearsed_on: Mapped[date]
    scenario: Mapped[str] = mapped_column(EncryptedText)
    went_well: Mapped[str | None] = mapped_column(EncryptedText)
    went_wrong: Mapped[str | None] = mapped_column(EncryptedText)
    changed: Mapped[str | None] = mapped_column(EncryptedText)
    agreements: Mapped[list["RehearsalAgreement"]] = relationship(lazy="raise", cascade="all, delete-orphan")
    people: Mapped[list["RehearsalPerson"]] = relationship(lazy="raise", cascade="all, delete-orphan")


class RehearsalAgreement(Model):
    __tablename__ = "rehearsal_agreement"
    rehearsal_id: Mapped[int] = mapped_column(ForeignKey("rehearsal.id"), primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), primary_key=True)


class RehearsalPerson(Model):
    __tablename__ = "rehearsal_person"
    rehearsal_id: Mapped[int] = mapped_column(ForeignKey("rehearsal.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)


class DiaryLine(Record, Model):
    """A line in the safety diary the family and network keep."""

    __tablename__ = "diary_line"
    written_on: Mapped[date]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str] = mapped_column(EncryptedText)
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"))
    child_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    is_success: Mapped[bool] = mapped_column(default=False)
