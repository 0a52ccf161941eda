"""Following the plan: checks, rehearsals and the safety diary (domain.md 2.9, 6.1 Controle, Toets, Logboekregel)."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.crypto import EncryptedText
from workbench.extensions import Model, choice
from workbench.records import Record
from workbench.reviews.models import Via


class CheckOutcome(StrEnum):
    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not_done"
    DID_NOT_OCCUR = "did_not_occur"
    UNKNOWN = "unknown"


class WhatIf(StrEnum):
    """Whether plan B was used when an agreement was not kept."""

    YES = "yes"
    NO = "no"
    THERE_WAS_NONE = "there_was_none"


class Decision(StrEnum):
    """What happens after an agreement was not, or only partly, kept."""

    ADAPT = "adapt"
    DISCUSS = "discuss"
    NOTHING = "nothing"


class Check(Record, Model):
    """What the checker saw: did the agreement happen? And, when it did not, what was done with that.

    `via` is how it came in when the checker noted it (None: a colleague did); then `text_sha256` is that of the text the
    checker read. `private`: it came by a personal link and the worker has not shared it, so that no document shows it.
    """

    __tablename__ = "check_record"
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    checked_on: Mapped[date]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    outcome: Mapped[CheckOutcome] = mapped_column(choice(CheckOutcome))
    seen: Mapped[str | None] = mapped_column(EncryptedText)
    follow_up: Mapped[str | None] = mapped_column(EncryptedText)
    via: Mapped[Via | None] = mapped_column(choice(Via))
    text_sha256: Mapped[str | None] = mapped_column(String(64))
    private: Mapped[bool] = mapped_column(default=False)
    what_if_used: Mapped[WhatIf | None] = mapped_column(choice(WhatIf))
    what_if_how: Mapped[str | None] = mapped_column(EncryptedText)
    decision: Mapped[Decision | None] = mapped_column(choice(Decision))
    decision_why: Mapped[str | None] = mapped_column(EncryptedText)  # why nothing, or what came of talking about it
    handled_on: Mapped[date | None]
    handled_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


class Rehearsal(Record, Model):
    """An agreement tried out before it is needed."""

    __tablename__ = "rehearsal"
    rehearsed_on: Mapped[date]
    scenario: Mapped[str] = mapped_column(EncryptedText)
    went_well: Mapped[str | None] = mapped_column(EncryptedText)
    went_wrong: Mapped[str | None] = mapped_column(EncryptedText)
    changed: Mapped[str | None] = mapped_column(EncryptedText)
    changed_agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"))  # the agreement that changes
    agreements: Mapped[list["RehearsalAgreement"]] = relationship(lazy="raise", cascade="all, delete-orphan")
    people: Mapped[list["RehearsalPerson"]] = relationship(lazy="raise", cascade="all, delete-orphan")


class RehearsalAgreement(Model):
    __tablename__ = "rehearsal_agreement"
    rehearsal_id: Mapped[int] = mapped_column(ForeignKey("rehearsal.id"), primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), primary_key=True)


class RehearsalPerson(Model):
    __tablename__ = "rehearsal_person"
    rehearsal_id: Mapped[int] = mapped_column(ForeignKey("rehearsal.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)


class DiaryLine(Record, Model):
    """A line in the safety diary the family and network keep.

    `private`: somebody wrote it through a personal link, and only who works in the casus reads it until it is shared.
    """

    __tablename__ = "diary_line"
    written_on: Mapped[date]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str] = mapped_column(EncryptedText)
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"))
    child_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    is_success: Mapped[bool] = mapped_column(default=False)
    via: Mapped[Via | None] = mapped_column(choice(Via))
    private: Mapped[bool] = mapped_column(default=False)
