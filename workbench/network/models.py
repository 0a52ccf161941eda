"""Safety circles: who stands how near to the child, and what they know (domain.md 1.10, 6.1 Netwerkcirkel)."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from workbench.crypto import EncryptedText
from workbench.extensions import Model, choice
from workbench.records import Record


class Invited(StrEnum):
    YES = "yes"
    NO = "no"
    LATER = "later"


class CircleMembership(Record, Model):
    """Where one person stands since a day: ring 1 knows most, 2 a little, 3 nothing yet. A move is a new row."""

    __tablename__ = "circle_membership"
    __table_args__ = (CheckConstraint("ring BETWEEN 1 AND 3", name="ring_1_to_3"),)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    ring: Mapped[int]
    since: Mapped[date]
    knows_danger: Mapped[bool] = mapped_column(default=False)
    knows_danger_since: Mapped[date | None]
    knows_what: Mapped[str | None] = mapped_column(EncryptedText)  # which part of it
    told_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    invited: Mapped[Invited] = mapped_column(choice(Invited), default=Invited.LATER)
    why_not: Mapped[str | None] = mapped_column(EncryptedText)
    depends_on_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # depends on the person of concern
    reachable_at_night: Mapped[bool] = mapped_column(default=False)
