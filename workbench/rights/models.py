"""Answers of the children's-rights check, thoughts of placing elsewhere, requests for the whole family (domain.md 4)."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.casus.models import YesNoUnknown
from workbench.crypto import EncryptedText
from workbench.extensions import Model, choice
from workbench.records import Record


class Reply(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"


class Ground(StrEnum):
    """Why living somewhere else is thought of. HOUSING alone is never a reason (domain.md 4)."""

    SAFETY = "safety"
    ABSENCE = "absence"
    WISH = "wish"
    HOUSING = "housing"
    OTHER = "other"


class RequestOutcome(StrEnum):
    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"


class RightsAnswer(Record, Model):
    """One of the twelve questions, answered for one child or for the family as a whole, with where the answer is found."""

    __tablename__ = "rights_answer"
    __table_args__ = (
        UniqueConstraint("casus_id", "question", "child_id"),
        CheckConstraint("question BETWEEN 1 AND 12", name="question_1_to_12"),
    )
    question: Mapped[int]
    child_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)  # None: the family as a whole
    answer: Mapped[Reply | None] = mapped_column(choice(Reply))  # None: the answer was taken back
    where: Mapped[str | None] = mapped_column(EncryptedText)
    record_type: Mapped[str | None]  # the record in which the answer is found: its table and its id
    record_id: Mapped[int | None]
    answered_on: Mapped[date]


class PlacementThought(Record, Model):
    """That a child might live somewhere else for a while, from the day it was thought of until it no longer is."""

    __tablename__ = "placement_thought"
    considered_since: Mapped[date]
    why: Mapped[str] = mapped_column(EncryptedText)
    alternatives: Mapped[str | None] = mapped_column(EncryptedText)  # what was tried to keep the children at home
    network_answer: Mapped[str | None] = mapped_column(EncryptedText)
    term: Mapped[str | None] = mapped_column(EncryptedText)
    evaluate_on: Mapped[date | None]  # the day on which people look at it again (IVRK 25)
    contact: Mapped[str | None] = mapped_column(EncryptedText)  # with both parents and others (IVRK 9)
    together: Mapped[YesNoUnknown | None] = mapped_column(choice(YesNoUnknown))
    together_why: Mapped[str | None] = mapped_column(EncryptedText)
    decided_by: Mapped[str | None] = mapped_column(EncryptedText)
    return_possible: Mapped[YesNoUnknown | None] = mapped_column(choice(YesNoUnknown))
    return_how: Mapped[str | None] = mapped_column(EncryptedText)
    ended_on: Mapped[date | None]
    ended_why: Mapped[str | None] = mapped_column(EncryptedText)

    grounds: Mapped[list["PlacementGround"]] = relationship(lazy="raise", cascade="all, delete-orphan")
    children: Mapped[list["PlacementChild"]] = relationship(lazy="raise", cascade="all, delete-orphan")
    asked: Mapped[list["PlacementAsked"]] = relationship(lazy="raise", cascade="all, delete-orphan")


class PlacementGround(Model):
    """One ground on which it is thought of."""

    __tablename__ = "placement_ground"
    thought_id: Mapped[int] = mapped_column(ForeignKey("placement_thought.id"), primary_key=True)
    ground: Mapped[Ground] = mapped_column(choice(Ground), primary_key=True)


class PlacementChild(Model):
    """A child it is about, and what is best for this child (IVRK 3)."""

    __tablename__ = "placement_child"
    thought_id: Mapped[int] = mapped_column(ForeignKey("placement_thought.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    interest: Mapped[str | None] = mapped_column(EncryptedText)


class PlacementAsked(Model):
    """Somebody of the network who was asked whether the children can stay there."""

    __tablename__ = "placement_asked"
    thought_id: Mapped[int] = mapped_column(ForeignKey("placement_thought.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)


class HousingRequest(Record, Model):
    """What was asked for the whole family so that it stays together: when, of whom, and what the answer was (B16)."""

    __tablename__ = "housing_request"
    what: Mapped[str] = mapped_column(EncryptedText)
    asked_on: Mapped[date]
    asked_of: Mapped[str] = mapped_column(EncryptedText)
    outcome: Mapped[RequestOutcome | None] = mapped_column(choice(RequestOutcome))
    answer: Mapped[str | None] = mapped_column(EncryptedText)
    answered_on: Mapped[date | None]
    protected: Mapped[bool] = mapped_column(default=False)  # a secret place stands in it: shown after asking for it
