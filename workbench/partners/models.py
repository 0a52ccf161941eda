"""Partners in the chain, consent, who was told which plan version, who keeps sight of the safety, and what another
organisation handed over (domain.md 2.3, 2.6, 6.1 Ketenpartner, Toestemming)."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
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
    """Who allowed what to be shared, about whom, with whom, from when until when (B14)."""

    __tablename__ = "consent"
    what_for: Mapped[str] = mapped_column(EncryptedText)  # one item a line
    to_whom: Mapped[str] = mapped_column(EncryptedText)
    given_on: Mapped[date]
    until: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    withdrawn_why: Mapped[str | None] = mapped_column(EncryptedText)
    in_writing: Mapped[bool] = mapped_column(default=False)
    ask_again_on: Mapped[date | None]  # first day of the month from which somebody else has to consent too (B14)
    givers: Mapped[list["ConsentGiver"]] = relationship(lazy="raise", cascade="all, delete-orphan")
    about: Mapped[list["ConsentAbout"]] = relationship(lazy="raise", cascade="all, delete-orphan")


class ConsentGiver(Model):
    __tablename__ = "consent_giver"
    consent_id: Mapped[int] = mapped_column(ForeignKey("consent.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)


class ConsentAbout(Model):
    """Whose data may be shared: that person's age says who has to consent."""

    __tablename__ = "consent_about"
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
    ground_why: Mapped[str | None] = mapped_column(EncryptedText)  # of a conflict of duties: what weighs heavier
    consent_id: Mapped[int | None] = mapped_column(ForeignKey("consent.id"))
    sub_group_id: Mapped[int | None] = mapped_column(ForeignKey("sub_group.id"))  # none: works with every side
    informed_on: Mapped[date | None]
    informed_version: Mapped[int | None]  # the number of the plan version
    ended_on: Mapped[date | None]
    ended_why: Mapped[str | None] = mapped_column(EncryptedText)


class PartnerTold(Model):
    """Each time a partner was told of a version of the plan; the newest one stands on the partner."""

    __tablename__ = "partner_told"
    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), index=True)
    number: Mapped[int]  # of the plan version
    told_on: Mapped[date]


class SafetyKeeper(Record, Model):
    """Somebody who keeps sight of the safety from a day on, and why it changed; the newest one is that of the casus."""

    __tablename__ = "safety_keeper"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    since: Mapped[date]
    reason: Mapped[str] = mapped_column(EncryptedText)


class HandedOverBy(StrEnum):
    """What kind of organisation hands a family over."""

    SAFE_AT_HOME = "safe_at_home"
    LOCAL_TEAM = "local_team"
    INSTITUTION = "institution"
    OTHER = "other"


class Handover(Record, Model):
    """What Veilig Thuis or another organisation handed over: its assessment, its conditions, who keeps sight."""

    __tablename__ = "handover"
    kind: Mapped[HandedOverBy] = mapped_column(choice(HandedOverBy))
    organisation: Mapped[str] = mapped_column(EncryptedText)
    contact: Mapped[str | None] = mapped_column(EncryptedText)  # who to call there
    received_on: Mapped[date]
    assessment: Mapped[str | None] = mapped_column(EncryptedText)  # in the words of that organisation
    keeps_sight: Mapped[str | None] = mapped_column(EncryptedText)  # what was agreed about who keeps sight
    from_file: Mapped[bool] = mapped_column(default=False)


class HandoverCondition(Model):
    """A condition that came with a handover, as the bottom line it became."""

    __tablename__ = "handover_condition"
    __table_args__ = (UniqueConstraint("bottom_line_id"),)
    handover_id: Mapped[int] = mapped_column(ForeignKey("handover.id"), primary_key=True)
    bottom_line_id: Mapped[int] = mapped_column(ForeignKey("bottom_line.id"), primary_key=True)


class ReporterTold(Record, Model):
    """A reporter with a role in what follows got the conditions and the moments of looking back (domain.md 2.3)."""

    __tablename__ = "reporter_told"
    handover_id: Mapped[int] = mapped_column(ForeignKey("handover.id"), index=True)
    name: Mapped[str] = mapped_column(EncryptedText)
    role: Mapped[str] = mapped_column(EncryptedText)
    told_on: Mapped[date]


class LookBack(Record, Model):
    """A day on which the organisation that handed over asks how it goes (monitor of Veilig Thuis)."""

    __tablename__ = "look_back"
    handover_id: Mapped[int] = mapped_column(ForeignKey("handover.id"), index=True)
    planned_on: Mapped[date]
    done_on: Mapped[date | None]
    outcome: Mapped[str | None] = mapped_column(EncryptedText)
