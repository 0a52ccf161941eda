"""Emergency access to a casus: who opened it, why and for how long, and what the two people who look at it say of it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workbench import clock
from workbench.crypto import EncryptedText
from workbench.emergency import rules
from workbench.extensions import Model, choice


class EmergencyPurpose(StrEnum):
    """What somebody opens a casus for in an emergency."""

    DANGER_NOW = "danger_now"
    ON_CALL = "on_call"
    STANDS_IN = "stands_in"
    ADVICE = "advice"
    OTHER = "other"
    COMPLAINT = "complaint"  # from here on: of the privacy officer
    REQUEST = "request"
    LEAK = "leak"
    LOG = "log"


FOR_PRIVACY = (EmergencyPurpose.COMPLAINT, EmergencyPurpose.REQUEST, EmergencyPurpose.LEAK, EmergencyPurpose.LOG)


class Seat(StrEnum):
    """For whom somebody looks at what was done: the team that works on the casus, or the organisation."""

    SUPERVISOR = "supervisor"
    PRIVACY_OFFICER = "privacy_officer"


class EmergencyJudgement(StrEnum):
    JUSTIFIED = "justified"  # terecht
    UNJUSTIFIED = "unjustified"  # niet terecht
    TALK = "talk"  # first a talk with who opened it


class EmergencyAccess(Model):
    """A casus that was opened by somebody who is not on it: read only, for four hours, with a reason."""

    __tablename__ = "emergency_access"
    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    purpose: Mapped[EmergencyPurpose] = mapped_column(choice(EmergencyPurpose))
    reason: Mapped[str] = mapped_column(EncryptedText)
    opened_at: Mapped[datetime] = mapped_column(default=clock.now)
    until: Mapped[datetime]
    closed_at: Mapped[datetime | None]  # by hand, before it ended by itself

    @property
    def for_privacy(self) -> bool:
        """Whether the privacy officer opened it, and not a colleague in an emergency."""
        return self.purpose in FOR_PRIVACY

    @property
    def left(self) -> tuple[int, int]:
        """(hours, minutes) in which it can still be read."""
        return rules.left(self.until, clock.now())


class EmergencyLook(Model):
    """What somebody says of an emergency access afterwards; one for the team, and one for the organisation."""

    __tablename__ = "emergency_look"
    __table_args__ = (UniqueConstraint("access_id", "seat"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    access_id: Mapped[int] = mapped_column(ForeignKey("emergency_access.id"))
    seat: Mapped[Seat] = mapped_column(choice(Seat))
    judgement: Mapped[EmergencyJudgement] = mapped_column(choice(EmergencyJudgement))
    remark: Mapped[str | None] = mapped_column(EncryptedText)
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
