"""The course of a casus: its phases, the legal ground, and closing and reopening (domain.md 2.3, 6.3; security.md G.1)."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.casus.models import CasusStatus, Framework, Phase, YesNoUnknown
from workbench.crypto import EncryptedText
from workbench.extensions import Model, choice
from workbench.records import Record


class KeepTerm(StrEnum):
    """Why a casus is kept until a day."""

    ORDER = "order"  # an order of the court: counted from a child's coming of age
    SAFE_AT_HOME = "safe_at_home"
    YOUNGEST = "youngest"  # of Veilig Thuis: at least until the youngest child comes of age
    YEARS = "years"
    LOG = "log"
    LONGER = "longer"  # somebody decided so, with a reason
    HOLD = "hold"  # it may not be destroyed yet
    EARLIER = "earlier"  # an earlier closing said so


class PhaseChange(Record, Model):
    """A casus came into a phase: when, why, who decided, and what was considered about lasting safety (domain.md 2.3)."""

    __tablename__ = "phase_change"
    was: Mapped[Phase | None] = mapped_column(choice(Phase))
    phase: Mapped[Phase] = mapped_column(choice(Phase))
    changed_on: Mapped[date]
    reason: Mapped[str | None] = mapped_column(EncryptedText)
    decided_by: Mapped[str | None] = mapped_column(EncryptedText)
    violence_stops: Mapped[YesNoUnknown | None] = mapped_column(choice(YesNoUnknown))
    more_serious: Mapped[YesNoUnknown | None] = mapped_column(choice(YesNoUnknown))
    goals_in_time: Mapped[YesNoUnknown | None] = mapped_column(choice(YesNoUnknown))
    plan_stuck: Mapped[YesNoUnknown | None] = mapped_column(choice(YesNoUnknown))
    expertise_needed: Mapped[YesNoUnknown | None] = mapped_column(choice(YesNoUnknown))


class FrameworkChange(Record, Model):
    """The legal ground changed, or its term: what it was, what it became, from which day and why."""

    __tablename__ = "framework_change"
    was: Mapped[Framework] = mapped_column(choice(Framework))
    was_since: Mapped[date | None]
    was_until: Mapped[date | None]
    framework: Mapped[Framework] = mapped_column(choice(Framework))
    since: Mapped[date]
    until: Mapped[date | None]
    reason: Mapped[str] = mapped_column(EncryptedText)


class Closing(Record, Model):
    """A casus was closed: when, why, who was told, how long it is kept; and, where that came after, its reopening."""

    __tablename__ = "closing"
    closed_on: Mapped[date]
    reason: Mapped[str] = mapped_column(EncryptedText)
    told_others: Mapped[str | None] = mapped_column(EncryptedText)  # who is not in the casus
    without_contacts: Mapped[str | None] = mapped_column(EncryptedText)  # why with fewer contacts in aftercare than usual
    was_status: Mapped[CasusStatus] = mapped_column(choice(CasusStatus))
    was_phase: Mapped[Phase] = mapped_column(choice(Phase))
    longer_until: Mapped[date | None]  # important enough to be kept longer than the term
    longer_why: Mapped[str | None] = mapped_column(EncryptedText)
    keep_until: Mapped[date]
    keep_term: Mapped[KeepTerm] = mapped_column(choice(KeepTerm))
    reopened_on: Mapped[date | None]
    reopened_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    reopened_why: Mapped[str | None] = mapped_column(EncryptedText)
    told: Mapped[list["ClosingTold"]] = relationship(lazy="raise", cascade="all, delete-orphan")


class ClosingTold(Model):
    """Somebody of the casus who was told that it closes."""

    __tablename__ = "closing_told"
    closing_id: Mapped[int] = mapped_column(ForeignKey("closing.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)


class LegalHold(Record, Model):
    """A casus may not be destroyed before a day, however long it is kept otherwise: why, and who said so.

    It holds from the moment one person sets it; a second one confirms it. Ending it early takes two people too.
    """

    __tablename__ = "legal_hold"
    reason: Mapped[str] = mapped_column(EncryptedText)
    until: Mapped[date]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    lift_asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    lift_why: Mapped[str | None] = mapped_column(EncryptedText)
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    lifted_on: Mapped[date | None]
