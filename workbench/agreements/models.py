"""Agreements: who does what, when, what if, and who checks (domain.md 1.9, 6.1 Afspraak)."""

import secrets
from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench import clock
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


class Repeats(StrEnum):
    """When it is due, so that a reminder can tell; `when` says the same in people's own words (domain.md 6.1)."""

    TRIGGER = "trigger"  # each time something happens
    WEEKLY = "weekly"  # on fixed days, every week or every so many weeks
    MONTHLY = "monthly"  # on the day of the month on which it begins
    ONCE = "once"  # on the day on which it begins


class NoticeWay(StrEnum):
    """How somebody who had agreed hears that an agreement is talked about again."""

    MAIL = "mail"  # a mail without content
    IN_PERSON = "in_person"
    AT_TABLE = "at_table"  # was there when it changed


class ExampleStep(StrEnum):
    """What the organisation did with an example of an agreement."""

    WRITE = "write"
    HIDE = "hide"
    SHOW = "show"
    RESET = "reset"  # back to the text that came with the workbench


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
    repeats: Mapped[Repeats | None] = mapped_column(choice(Repeats))
    repeat_days: Mapped[str | None] = mapped_column(String(7))  # of a week, Monday is 1: "15" is Monday and Friday
    repeat_every: Mapped[int | None]  # 2: every other week
    repeat_at: Mapped[time | None]
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
    nothing_before: Mapped[str | None] = mapped_column(EncryptedText)  # why it builds on nothing that worked before
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))  # the meeting at which it was made
    starts_on: Mapped[date | None]
    until: Mapped[date | None]
    status: Mapped[AgreementStatus] = mapped_column(choice(AgreementStatus), default=AgreementStatus.PROPOSED)
    status_since: Mapped[date | None]
    status_why: Mapped[str | None] = mapped_column(EncryptedText)  # why it stands there, where that was said
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


class EarlierAgreement(Model):
    """How an agreement read before who, what or when changed. `who`: the names of then, where who does it changed too."""

    __tablename__ = "earlier_agreement"
    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    who: Mapped[str | None] = mapped_column(EncryptedText)
    what: Mapped[str] = mapped_column(EncryptedText)
    when: Mapped[str] = mapped_column(EncryptedText)
    what_if: Mapped[str | None] = mapped_column(EncryptedText)
    why: Mapped[str | None] = mapped_column(EncryptedText)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))  # at which it was changed
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    replaced_at: Mapped[datetime] = mapped_column(default=clock.now)


class AgreementNotice(Record, Model):
    """Somebody had agreed and hears that the text changed or somebody objected. Open until told, or until a new answer."""

    __tablename__ = "agreement_notice"
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    way: Mapped[NoticeWay] = mapped_column(choice(NoticeWay))
    told_on: Mapped[date | None]


class ExampleChange(Model):
    """One step of the organisation with an example of an agreement. Rows are added, never changed; the last one holds."""

    __tablename__ = "example_change"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(40), index=True)
    step: Mapped[ExampleStep] = mapped_column(choice(ExampleStep))
    body: Mapped[str | None] = mapped_column(EncryptedText)  # the example as JSON; people write here what they like
    reason: Mapped[str] = mapped_column(EncryptedText)
    set_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    set_at: Mapped[datetime] = mapped_column(default=clock.now)

    @property
    def version(self) -> int:
        """A form is made from the last step with its example."""
        return self.id
