"""Aftercare: what each person needs later, early signals, and the dated contacts (domain.md 6.1 Nazorgplan)."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from workbench.crypto import EncryptedText
from workbench.extensions import Model, choice
from workbench.plans.models import Service
from workbench.records import Record


class ContactOutcome(StrEnum):
    GOOD = "good"
    WORRY = "worry"
    RELAPSE = "relapse"


class Withdrawn:
    """Mixin for what can be taken back with a reason: it stays on record, and counts nowhere any more."""

    withdrawn_on: Mapped[date | None]
    withdrawn_why: Mapped[str | None] = mapped_column(EncryptedText)


class AftercarePlan(Record, Model):
    """One a casus."""

    __tablename__ = "aftercare_plan"
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), unique=True)
    signals: Mapped[str] = mapped_column(EncryptedText)
    first_help: Mapped[str] = mapped_column(EncryptedText)
    who_calls_whom: Mapped[str | None] = mapped_column(EncryptedText)  # what the lines of calls do not say
    starts_on: Mapped[date | None]
    closes_on: Mapped[date | None]
    is_concept: Mapped[bool] = mapped_column(default=True)


class AftercareNeed(Withdrawn, Record, Model):
    """What one person needs when the worker is gone."""

    __tablename__ = "aftercare_need"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    need: Mapped[str] = mapped_column(EncryptedText)


class AftercareCall(Withdrawn, Record, Model):
    """Who calls whom, and when."""

    __tablename__ = "aftercare_call"
    __table_args__ = (CheckConstraint("called_id IS NOT NULL OR service IS NOT NULL", name="calls_somebody"),)
    caller_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    called_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    service: Mapped[Service | None] = mapped_column(choice(Service))
    when: Mapped[str] = mapped_column(EncryptedText)


class AftercareContact(Withdrawn, Record, Model):
    """A planned moment of contact, and how it went."""

    __tablename__ = "aftercare_contact"
    planned_on: Mapped[date]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    with_whom: Mapped[str | None] = mapped_column(EncryptedText)
    done_on: Mapped[date | None]
    outcome: Mapped[ContactOutcome | None] = mapped_column(choice(ContactOutcome))
    words: Mapped[str | None] = mapped_column(EncryptedText)  # what was heard
    follow_up: Mapped[str | None] = mapped_column(EncryptedText)
    signal_id: Mapped[int | None] = mapped_column(ForeignKey("signal.id"))  # what was heard, noted as a signal
