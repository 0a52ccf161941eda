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
    # EARS: elicit, amplify, reflect, start over; a question for each, and none of them must be answered
    how: Mapped[str | None] = mapped_column(EncryptedText)
    different: Mapped[str | None] = mapped_column(EncryptedText)
    who_noticed: Mapped[str | None] = mapped_column(EncryptedText)
    for_child: Mapped[str | None] = mapped_column(EncryptedText)
    what_else: Mapped[str | None] = mapped_column(EncryptedText)
    celebrated: Mapped[str | None] = mapped_column(EncryptedText)
    celebrated_on: Mapped[date | None]
    shared_with_family: Mapped[bool] = mapped_column(default=False)
    shared_with: Mapped[str | None] = mapped_column(EncryptedText)  # somebody who is not in the casus
    shared_on: Mapped[date | None]
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"))
    diary_line_id: Mapped[int | None] = mapped_column(ForeignKey("diary_line.id"))  # the line it was first written in
    sub_group_id: Mapped[int | None] = mapped_column(ForeignKey("sub_group.id"))
    withdrawn_on: Mapped[date | None]  # written down by mistake: it counts nowhere any more
    withdrawn_why: Mapped[str | None] = mapped_column(EncryptedText)
    people: Mapped[list["SuccessPerson"]] = relationship(lazy="raise", cascade="all, delete-orphan")
    children: Mapped[list["SuccessChild"]] = relationship(lazy="raise", cascade="all, delete-orphan")
    told: Mapped[list["SuccessTold"]] = relationship(lazy="raise", cascade="all, delete-orphan")


class SuccessPerson(Model):
    __tablename__ = "success_person"
    success_id: Mapped[int] = mapped_column(ForeignKey("success.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)


class SuccessChild(Model):
    """A child for whom it went better."""

    __tablename__ = "success_child"
    success_id: Mapped[int] = mapped_column(ForeignKey("success.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)


class SuccessTold(Model):
    """Somebody of the casus with whom it was shared."""

    __tablename__ = "success_told"
    success_id: Mapped[int] = mapped_column(ForeignKey("success.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)


class RunSeen(Record, Model):
    """A run of kept agreements somebody did not want to be asked about: what came before this day counts no more."""

    __tablename__ = "run_seen"
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"))
    seen_on: Mapped[date]
