"""Signals of unsafety and the steps of the reporting code (domain.md 2.4, 6.1 Signaal)."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from workbench.crypto import EncryptedText
from workbench.extensions import Model
from workbench.records import Record


class Signal(Record, Model):
    """A sign of unsafety that came in, and what was done with it."""

    __tablename__ = "signal"
    __table_args__ = (CheckConstraint("meldcode_step BETWEEN 1 AND 5", name="meldcode_1_to_5"),)
    received_on: Mapped[date]
    source_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    source: Mapped[str | None] = mapped_column(EncryptedText)
    content: Mapped[str] = mapped_column(EncryptedText)
    discussed_on: Mapped[date | None]
    discussed_with: Mapped[str | None] = mapped_column(EncryptedText)
    action: Mapped[str | None] = mapped_column(EncryptedText)
    meldcode_step: Mapped[int | None]
    outcome: Mapped[str | None] = mapped_column(EncryptedText)
