"""The living plan and its frozen versions (domain.md 1.8, 6.1 Veiligheidsplan)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workbench import clock
from workbench.crypto import EncryptedJSON, EncryptedText
from workbench.extensions import Model, choice
from workbench.records import Record


class PlanKind(StrEnum):
    TEMPORARY = "temporary"
    FINAL = "final"


class PlanStatus(StrEnum):
    CONCEPT = "concept"
    IN_REVIEW = "in_review"
    SET = "set"
    RUNNING = "running"
    EXPIRED = "expired"
    REPLACED = "replaced"


class Situation(StrEnum):
    """Everyday situations a plan must fit (bijzondere situaties)."""

    PARTY = "party"
    VISIT = "visit"
    BABYSITTER = "babysitter"
    ILLNESS = "illness"
    HOLIDAY = "holiday"
    CONTACT = "contact"
    SUBSTANCES = "substances"
    QUARREL = "quarrel"


class Stay(StrEnum):
    """Where somebody is tonight, without a place in words: at home, with a person of the casus, or where the worker knows."""

    HOME = "home"
    WITH = "with"
    SAFE_PLACE = "safe_place"


class Service(StrEnum):
    """Who can be called besides the people of the casus; their numbers are public."""

    EMERGENCY = "emergency"
    SAFE_AT_HOME = "safe_at_home"
    WORKER = "worker"


class PlanPart(StrEnum):
    """What a person has to do with the plan itself."""

    VISITOR = "visitor"
    STAND_IN = "stand_in"


class TriggerKind(StrEnum):
    """What makes people look at the plan again (domain.md 1.9)."""

    NEW_PARTNER = "new_partner"
    MOVE = "move"
    BIRTH = "birth"
    SIGNAL = "signal"
    DANGER = "danger"
    OTHER = "other"


class TriggerOutcome(StrEnum):
    """What looking again led to."""

    FITS = "fits"
    CHANGED = "changed"


class Plan(Record, Model):
    """What the plan says besides its goals and agreements; a temporary and a final living plan. Freezing makes a PlanVersion."""

    __tablename__ = "plan"
    __table_args__ = (UniqueConstraint("casus_id", "kind"),)
    kind: Mapped[PlanKind] = mapped_column(choice(PlanKind), default=PlanKind.FINAL)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    evaluate_on: Mapped[date | None]
    evaluate_who: Mapped[str | None] = mapped_column(EncryptedText)
    duration: Mapped[str | None] = mapped_column(EncryptedText)
    adapt_by_age: Mapped[str | None] = mapped_column(EncryptedText)
    explained_to_child: Mapped[str | None] = mapped_column(EncryptedText)  # at what age, by whom
    what_if_unsafe: Mapped[str | None] = mapped_column(EncryptedText)
    diary: Mapped[str | None] = mapped_column(EncryptedText)  # how the safety diary is kept
    rehearsing: Mapped[str | None] = mapped_column(EncryptedText)
    stand_in_how: Mapped[str | None] = mapped_column(EncryptedText)  # when the main carer is ill, tense or away
    other_children: Mapped[str | None] = mapped_column(EncryptedText)
    reason: Mapped[str | None] = mapped_column(EncryptedText)  # from here on of a temporary plan (domain.md 8.7)
    safe_because: Mapped[str | None] = mapped_column(EncryptedText)
    signals: Mapped[str | None] = mapped_column(EncryptedText)
    visiting: Mapped[str | None] = mapped_column(EncryptedText)
    sub_group_id: Mapped[int | None] = mapped_column(ForeignKey("sub_group.id"))  # this side alone may read it


class PlanPerson(Model):
    """Who may visit while a temporary plan holds, and who stands in for the main carer in a final one."""

    __tablename__ = "plan_person"
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    part: Mapped[PlanPart] = mapped_column(choice(PlanPart), primary_key=True)


class Tonight(Model):
    """Where one person is and sleeps while a temporary plan holds. Never a place of somebody with a secret address."""

    __tablename__ = "tonight"
    __table_args__ = (UniqueConstraint("plan_id", "person_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    order: Mapped[int] = mapped_column(default=1)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    stays: Mapped[Stay | None] = mapped_column(choice(Stay))
    stays_with_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    sleeps: Mapped[Stay | None] = mapped_column(choice(Stay))  # None: where this person is
    sleeps_with_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    note: Mapped[str | None] = mapped_column(EncryptedText)


class PlanCall(Model):
    """Who calls whom at which signal, while a temporary plan holds."""

    __tablename__ = "plan_call"
    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    order: Mapped[int] = mapped_column(default=1)
    caller_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    called_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    service: Mapped[Service | None] = mapped_column(choice(Service))
    signal: Mapped[str | None] = mapped_column(EncryptedText)
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"))  # taken over into the final plan


class PlanTrigger(Record, Model):
    """Something changed, so that the plan has to be looked at again; open until somebody did."""

    __tablename__ = "plan_trigger"
    kind: Mapped[TriggerKind] = mapped_column(choice(TriggerKind))
    raised_on: Mapped[date]
    reason: Mapped[str | None] = mapped_column(EncryptedText)  # in words, where somebody raised it by hand
    about_type: Mapped[str | None]  # the record that changed
    about_id: Mapped[int | None]
    looked_on: Mapped[date | None]
    looked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    outcome: Mapped[TriggerOutcome | None] = mapped_column(choice(TriggerOutcome))
    words: Mapped[str | None] = mapped_column(EncryptedText)  # what changes in the plan


class SpecialSituation(Record, Model):
    __tablename__ = "special_situation"
    situation: Mapped[Situation] = mapped_column(choice(Situation))
    text: Mapped[str] = mapped_column(EncryptedText)
    sub_group_id: Mapped[int | None] = mapped_column(ForeignKey("sub_group.id"))


class PlanVersion(Model):
    """A plan as it was on one day: frozen JSON with its SHA-256. Never changed; only its status moves on."""

    __tablename__ = "plan_version"
    __table_args__ = (UniqueConstraint("casus_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    number: Mapped[int]
    kind: Mapped[PlanKind] = mapped_column(choice(PlanKind))
    status: Mapped[PlanStatus] = mapped_column(choice(PlanStatus), default=PlanStatus.CONCEPT)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    evaluate_on: Mapped[date | None]
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("plan_version.id"))
    body: Mapped[dict[str, Any]] = mapped_column(EncryptedJSON)
    sha256: Mapped[str] = mapped_column(String(64))
    frozen_at: Mapped[datetime] = mapped_column(default=clock.now)
    frozen_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    set_at: Mapped[datetime | None]
    set_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    set_despite: Mapped[str | None] = mapped_column(EncryptedText)  # set with an objection: the reason, shown in the plan
    # {"exceptions": [{rule, child, reason}], "objections": [{person, agreement, words, day, how}]}: shown in the plan
    set_with: Mapped[dict[str, Any] | None] = mapped_column(EncryptedJSON)
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    withdrawn_why: Mapped[str | None] = mapped_column(EncryptedText)


class PlanApproval(Model):
    """Where the organisation asks it: a worker asked the supervisor to approve a version, and what came of it.

    Bound to the fingerprint of the frozen text. Asked again is a new row.
    """

    __tablename__ = "plan_approval"
    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    plan_version_id: Mapped[int] = mapped_column(ForeignKey("plan_version.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    approved: Mapped[bool | None]
    words: Mapped[str | None] = mapped_column(EncryptedText)


class LetOut(Model):
    """A worker asked, in an acute crisis, to let one paper out that the leak scan stopped, and what a second person decided.

    It is for one document, reader and version, for exactly these texts (`texts`: [{place, words}]), once and for a few hours.
    """

    __tablename__ = "let_out"
    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    plan_version_id: Mapped[int] = mapped_column(ForeignKey("plan_version.id"), index=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(40))  # which document
    sha256: Mapped[str] = mapped_column(String(64))  # of the version
    texts: Mapped[list[dict[str, Any]]] = mapped_column(EncryptedJSON)
    reason: Mapped[str] = mapped_column(EncryptedText)
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    granted: Mapped[bool | None]
    words: Mapped[str | None] = mapped_column(EncryptedText)
    ends_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
