"""Successes and how they were celebrated (domain.md 6.1 Succes)."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.crypto import EncryptedText
from workbench.extensions import Model
from workbench.records import Record


class Success(Record, Model):
    """Something that worked, how people did it, and how that was celebrated."""

    __tablename__ = "success"
    happened_on: Mapped[date]
    what: Mapped[str] = mapped_column(EncryptedText)
    how: Mapped[str | None] = mapped_column(EncryptedText)
    for_child: Mapped[str | None] = mapped_column(EncryptedText)
    celebrated: Mapped[str | None] = mapped_column(EncryptedText)
    celebrated_on: Mapped[date | None]
    shared_with_family: Mapped[bool] = mapped_column(default=False)
    shared_with: Mapped[str | None] = mapped_column(EncryptedText)
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"))
    sub_group_id: Mapped[int | None] = mapped_column(ForeignKey("sub_group.id"))
    people: Mapped[list["SuccessPerson"]] = relationship(lazy="raise", cascade="all, delete-orphan")


class SuccessPerson(Model):
    __tablename__ = "success_person"
    success_id: Mapped[int] = mapped_column(ForeignKey("success.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
