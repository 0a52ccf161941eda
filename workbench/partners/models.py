"""Partners in the chain, consent, and who was told which plan version (domain.md 6.1 Ketenpartner, Toestemming)."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.crypto import EncryptedText
from workbench.extensions import Model, choice
from workbench.records import Record


class Ground(StrEnum):
    """Why information may be shared."""

    CONSENT = "consent"
    LAW = "law"
    CONFLICT_OF_DUTIES = "conflict_of_duties"


class Consent(Record, Model):
    """Who allowed what to be shared, with whom, from when until when (B14)."""

    __tablename__ = "consent"
    what_for: Mapped[str] = mapped_column(EncryptedText)
    to_whom: Mapped[str] = mapped_column(EncryptedText)
    given_on: Mapped[date]
    until: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    in_writing: Mapped[bool] = mapped_column(default=False)
    givers: Mapped[list["ConsentGiver"]] = relationship(lazy="raise", cascade="all, delete-orphan")


class ConsentGiver(Model):
    __tablename__ = "consent_giver"
    consent_id: Mapped[int] = mapped_column(ForeignKey("consent.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)


class Partner(Record, Model):
    """A professional who helps this family, and the plan version he or she was last told of (B17)."""

    __tablename__ = "partner"
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(EncryptedText)  # a person's name or a service such as "huisarts"
    organisation: Mapped[str | None] = mapped_column(EncryptedText)
    role: Mapped[str] = mapped_column(EncryptedText)
    task: Mapped[str | None] = mapped_column(EncryptedText)
    ground: Mapped[Ground | None] = mapped_column(choice(Ground))
    consent_id: Mapped[int | None] = mapped_column(ForeignKey("consent.id"))
    informed_on: Mapped[date | None]
    informed_version: Mapped[int | None]  # the number of the plan version
    ended_on: Mapped[date | None]
