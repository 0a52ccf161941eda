"""Aftercare: what each person needs later, early signals, and the dated contacts (domain.md 6.1 Nazorgplan)."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from workbench.crypto import EncryptedText
from workbench.extensions import Model, choice
from workbench.records import Record


class ContactOutcome(StrEnum):
    GOOD = "good"
    WORRY = "worry"
    RELAPSE = "relapse"


class AftercarePlan(Record, Model):
    """One a casus."""

    __tablename__ = "aftercare_plan"
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), unique=True)
    signals: Mapped[str] = mapped_column(EncryptedText)
    first_help: Mapped[str] = mapped_column(EncryptedText)
    who_calls_whom: Mapped[str | None] = mapped_column(EncryptedText)
    starts_on: Mapped[date | None]
    closes_on: Mapped[date | None]
    is_concept: Mapped[bool] = mapped_column(default=True)


class AftercareNeed(Record, Model):
    """What one person needs when the worker is gone."""

    __tablename__ = "aftercare_need"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    need: Mapped[str] = mapped_column(EncryptedText)


class AftercareContact(Record, Model):
    """A planned moment of contact, and how it went."""

    __tablename__ = "aftercare_contact"
    planned_on: Mapped[date]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    with_whom: Mapped[str | None] = mapped_column(EncryptedText)
    done_on: Mapped[date | None]
    outcome: Mapped[ContactOutcome | None] = mapped_column(choice(ContactOutcome))
    follow_up: Mapped[str | None] = mapped_column(EncryptedText)
