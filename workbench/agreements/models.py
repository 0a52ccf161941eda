"""Agreements: who does what, when, what if, and who checks (domain.md 1.9, 6.1 Afspraak)."""

import secrets
from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.casus.models import Phase
from workbench.crypto import EncryptedText
from workbench.extensions import Model, choice
from workbench.records import Record


class AgreementKind(StrEnum):
    BEHAVIOUR = "behaviour"
    NETWORK = "network"
    SERVICE = "service"


class AgreementStatus(StrEnum):
    """Lifecycle of an agreement (domain.md 6.3)."""

    PROPOSED = "proposed"
    IN_REVIEW = "in_review"
    AGREED = "agreed"
    TRYING = "trying"
    ACTIVE = "active"
    ADAPTING = "adapting"
    ENDED = "ended"
    NOT_FEASIBLE = "not_feasible"


class Audience(StrEnum):
    """Who may read an agreement. Hidden for everybody else, without a hole."""

    EVERYONE = "everyone"
    SUB_GROUP = "sub_group"
    CHOSEN = "chosen"


class Part(StrEnum):
    """What a person has to do with an agreement."""

    DOER = "doer"
    TOGETHER = "together"
    CHILD = "child"
    READER = "reader"


class Agreement(Record, Model):
    """Who does what and when, what if it fails, and who (not a doer) looks whether it happens. `key` outlives versions."""

    __tablename__ = "agreement"
    __table_args__ = (UniqueConstraint("casus_id", "number"),)
    key: Mapped[str] = mapped_column(default=lambda: secrets.token_hex(8))
    number: Mapped[int]
    label: Mapped[str | None]  # A1, F5: what people call it where that differs
    goal_id: Mapped[int] = mapped_column(ForeignKey("safety_goal.id"), index=True)
    phase: Mapped[Phase] = mapped_column(choice(Phase), default=Phase.STABLE)
    kind: Mapped[AgreementKind] = mapped_column(choice(AgreementKind), default=AgreementKind.BEHAVIOUR)
    what: Mapped[str] = mapped_column(EncryptedText)
    when: Mapped[str] = mapped_column(EncryptedText)
    trigger: Mapped[str | None] = mapped_column(EncryptedText)
    early_signal: Mapped[str | None] = mapped_column(EncryptedText)
    what_if: Mapped[str | None] = mapped_column(EncryptedText)
    backup_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    checker_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    second_checker_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    check_how: Mapped[str | None] = mapped_column(EncryptedText)
    check_every_days: Mapped[int | None]
    based_on_item_id: Mapped[int | None] = mapped_column(ForeignKey("map_item.id"))
    based_on_success_id: Mapped[int | None] = mapped_column(ForeignKey("success.id", use_alter=True))
    starts_on: Mapped[date | None]
    until: Mapped[date | None]
    status: Mapped[AgreementStatus] = mapped_column(choice(AgreementStatus), default=AgreementStatus.PROPOSED)
    status_since: Mapped[date | None]
    rehearsed_on: Mapped[date | None]
    last_check_on: Mapped[date | None]  # kept with each check, so that reminders and overviews are one statement
    last_outcome: Mapped[str | None]
    audience: Mapped[Audience] = mapped_column(choice(Audience), default=Audience.EVERYONE)
    sub_group_id: Mapped[int | None] = mapped_column(ForeignKey("sub_group.id"))
    unsafe_to_hand_out: Mapped[bool] = mapped_column(default=False)
    ended_why: Mapped[str | None] = mapped_column(EncryptedText)
    wording_of_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # whose proposal `what` was taken over from
    wording_on: Mapped[date | None]

    people: Mapped[list["AgreementPerson"]] = relationship(lazy="raise", cascade="all, delete-orphan")
    bottom_lines: Mapped[list["AgreementBottomLine"]] = relationship(lazy="raise", cascade="all, delete-orphan")

    def who(self, part: Part) -> list[int]:
        """The ids of the people with this part, in their order; needs `people` to be loaded."""
        return [one.person_id for one in sorted(self.people, key=lambda one: one.order) if one.part is part]

    @property
    def is_live(self) -> bool:
        return self.status not in (AgreementStatus.ENDED, AgreementStatus.NOT_FEASIBLE)


class AgreementPerson(Model):
    """A person and what he or she has to do with the agreement."""

    __tablename__ = "agreement_person"
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    part: Mapped[Part] = mapped_column(choice(Part), primary_key=True)
    order: Mapped[int] = mapped_column(default=1)


class AgreementBottomLine(Model):
    """The bottom line this agreement covers (B2)."""

    __tablename__ = "agreement_bottom_line"
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), primary_key=True)
    bottom_line_id: Mapped[int] = mapped_column(ForeignKey("bottom_line.id"), primary_key=True)
