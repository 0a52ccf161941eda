"""The casus and the people in it: persons, households, relations, sub-groups and contact points (domain.md 6.1)."""

import secrets
from datetime import date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from workbench import clock
from workbench.crypto import EncryptedText, day_in
from workbench.extensions import Model, choice
from workbench.records import Record

if TYPE_CHECKING:
    from workbench.accounts.models import User

REF_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0, 1, i, l, o: a reference can be read aloud


def new_ref() -> str:
    """A random public reference of eight characters; it says nothing about the family or the order of casussen."""
    return "".join(secrets.choice(REF_ALPHABET) for _ in range(8))


class Framework(StrEnum):
    """The legal ground of the work (kader)."""

    VOLUNTARY = "voluntary"
    SUPERVISION_ORDER = "supervision_order"  # ots
    PROVISIONAL_ORDER = "provisional_order"  # vots
    GUARDIANSHIP = "guardianship"  # voogdij
    SAFE_AT_HOME = "safe_at_home"  # vt_traject
    PROBATION = "probation"  # jeugdreclassering


class Phase(StrEnum):
    """Direct safety, then stable safety, then recovery (domain.md 2.3)."""

    DIRECT = "direct"
    STABLE = "stable"
    RECOVERY = "recovery"
    AFTERCARE = "aftercare"
    CLOSED = "closed"


class CasusStatus(StrEnum):
    """Lifecycle of a casus (domain.md 6.3)."""

    CONCEPT = "concept"
    ACTIVE = "active"
    WINDING_DOWN = "winding_down"
    AFTERCARE = "aftercare"
    CLOSED = "closed"
    TRANSFERRED = "transferred"


class FamilyRole(StrEnum):
    """What a person is to the family (rol_in_gezin)."""

    CHILD = "child"
    PARENT = "parent"
    STEP_PARENT = "step_parent"
    FOSTER_PARENT = "foster_parent"
    PARTNER = "partner"
    RELATIVE = "relative"
    FRIEND = "friend"
    NEIGHBOUR = "neighbour"
    SCHOOL = "school"
    PROFESSIONAL = "professional"
    OTHER = "other"


class Authority(StrEnum):
    """Parental authority (gezag). It informs decisions; it never opens anything by itself."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class HouseholdKind(StrEnum):
    HOME = "home"
    OTHER_HOME = "other_home"
    SHELTER = "shelter"
    FOSTER = "foster"
    INSTITUTION = "institution"


class RelationKind(StrEnum):
    PARENT_OF = "parent_of"
    EX_PARTNER = "ex_partner"
    PARTNER = "partner"
    SIBLING = "sibling"
    GRANDPARENT_OF = "grandparent_of"
    RELATIVE = "relative"
    FRIEND = "friend"
    HELPS = "helps"


class YesNoUnknown(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class ContactKind(StrEnum):
    """What a contact point tells; also the kinds of protected terms (security.md threat 2)."""

    ADDRESS = "address"
    POSTCODE = "postcode"
    PLACE = "place"
    PHONE = "phone"
    EMAIL = "email"
    SCHOOL = "school"
    CHILDCARE = "childcare"
    WORK = "work"
    DOCTOR = "doctor"
    OTHER = "other"


class Visibility(StrEnum):
    """Who may see a contact point (GA1)."""

    FAMILY = "family"
    NETWORK = "network"
    PROFESSIONALS = "professionals"
    WORKER_ONLY = "worker_only"


class FamilyPlanOffer(StrEnum):
    """Whether the family was offered to make its own plan first (familiegroepsplan)."""

    NOT_YET = "not_yet"
    MADE = "made"
    DECLINED = "declined"
    NOT_OFFERED = "not_offered"


class Casus(Model):
    """One family and the work with it. Everything else hangs on it and is found through it."""

    __tablename__ = "casus"
    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(default=new_ref, unique=True)
    name: Mapped[str] = mapped_column(EncryptedText)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    worker_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    supervisor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    behavioural_scientist_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    eyes_on_safety_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", use_alter=True, name="fk_casus_eyes_on_safety_id_person")
    )
    framework: Mapped[Framework] = mapped_column(choice(Framework))
    framework_since: Mapped[date | None]
    framework_until: Mapped[date | None]
    started_on: Mapped[date]
    phase: Mapped[Phase] = mapped_column(choice(Phase), default=Phase.DIRECT)
    phase_since: Mapped[date | None]
    phase_reason: Mapped[str | None] = mapped_column(EncryptedText)
    status: Mapped[CasusStatus] = mapped_column(choice(CasusStatus), default=CasusStatus.ACTIVE)
    separate_networks: Mapped[bool] = mapped_column(default=False)
    family_plan_offer: Mapped[FamilyPlanOffer] = mapped_column(choice(FamilyPlanOffer), default=FamilyPlanOffer.NOT_YET)
    family_plan_offered_on: Mapped[date | None]
    family_plan_reason: Mapped[str | None] = mapped_column(EncryptedText)
    placement_considered: Mapped[bool] = mapped_column(default=False)
    housing_note: Mapped[str | None] = mapped_column(EncryptedText)  # what was asked for the whole family, domain.md 4
    closed_on: Mapped[date | None]
    close_reason: Mapped[str | None] = mapped_column(EncryptedText)
    keep_until: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    worker: Mapped["User"] = relationship(foreign_keys=[worker_id], lazy="raise")
    deputy: Mapped["User | None"] = relationship(foreign_keys=[deputy_id], lazy="raise")
    supervisor: Mapped["User | None"] = relationship(foreign_keys=[supervisor_id], lazy="raise")

    __mapper_args__ = {"version_id_col": version}
    emergency_of = 0  # id of who reads it in this request after break-glass; kept nowhere

    @property
    def is_open(self) -> bool:
        """Nothing may be changed once a casus is closed or handed over."""
        return self.status not in (CasusStatus.CLOSED, CasusStatus.TRANSFERRED)


class SubGroup(Model):
    """A part of a separated network (deelgroep); what is said in one never reaches the other (GA6)."""

    __tablename__ = "sub_group"
    __table_args__ = (UniqueConstraint("casus_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    key: Mapped[str]  # "a", "b": the name people use is text of the family, so it is sealed
    name: Mapped[str] = mapped_column(EncryptedText)


class Household(Record, Model):
    """People who live together, and whether that place is secret."""

    __tablename__ = "household"
    name: Mapped[str] = mapped_column(EncryptedText)
    kind: Mapped[HouseholdKind] = mapped_column(choice(HouseholdKind), default=HouseholdKind.HOME)
    protected: Mapped[bool] = mapped_column(default=False)


class Person(Record, Model):
    """Somebody in the family, the network or the chain around it."""

    __tablename__ = "person"
    first_name: Mapped[str] = mapped_column(EncryptedText)
    last_name: Mapped[str | None] = mapped_column(EncryptedText)
    call_name: Mapped[str | None] = mapped_column(EncryptedText)  # how this person wants to be named in the plan
    family_role: Mapped[FamilyRole] = mapped_column(choice(FamilyRole))
    described_as: Mapped[str | None] = mapped_column(EncryptedText)  # "oma (moeder van Kim)", in the family's words
    born_on: Mapped[str | None] = mapped_column(EncryptedText)  # ISO date, sealed (security.md G.5)
    age: Mapped[int | None]  # known age where the day of birth is not
    authority: Mapped[Authority] = mapped_column(choice(Authority), default=Authority.NOT_APPLICABLE)
    household_id: Mapped[int | None] = mapped_column(ForeignKey("household.id"))
    sub_group_id: Mapped[int | None] = mapped_column(ForeignKey("sub_group.id"))
    in_family: Mapped[bool] = mapped_column(default=False)
    natural: Mapped[bool] = mapped_column(default=False)  # naturally connected: network, not paid
    side_of_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # which parent's side of the family
    organisation: Mapped[str | None] = mapped_column(EncryptedText)
    protected: Mapped[bool] = mapped_column(default=False)  # geheim
    protected_why: Mapped[str | None] = mapped_column(EncryptedText)
    is_danger: Mapped[bool] = mapped_column(default=False)  # the person the danger comes from
    language: Mapped[str | None]
    needs_interpreter: Mapped[bool] = mapped_column(default=False)
    reading_level: Mapped[str | None]
    safety_object: Mapped[str | None] = mapped_column(EncryptedText)  # of a child: what it puts where, meaning "come"
    deceased: Mapped[bool] = mapped_column(default=False)
    out_of_contact: Mapped[bool] = mapped_column(default=False)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))  # a colleague who is also in the casus
    ended_on: Mapped[date | None]

    @property
    def name(self) -> str:
        """What this person is called in the plan."""
        return self.call_name or self.first_name

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name

    @property
    def day_of_birth(self) -> date | None:
        return day_in(self.born_on)

    def age_on(self, day: date) -> int | None:
        """Age in whole years on a day, from the day of birth or else the age that was noted."""
        born = self.day_of_birth
        if born is None:
            return self.age
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


class SafePerson(Model):
    """Somebody a child can go to (veilige persoon)."""

    __tablename__ = "safe_person"
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)


class Relation(Record, Model):
    """How two people are related, read from the first to the second: "Kim is ouder van Noa"."""

    __tablename__ = "relation"
    from_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[RelationKind] = mapped_column(choice(RelationKind))
    safe: Mapped[YesNoUnknown] = mapped_column(choice(YesNoUnknown), default=YesNoUnknown.UNKNOWN)


class ContactPoint(Record, Model):
    """An address, number or place of one person or household, with who may see it (GA1). Never in a document by itself."""

    __tablename__ = "contact_point"
    __table_args__ = (CheckConstraint("person_id IS NOT NULL OR household_id IS NOT NULL", name="belongs_to_someone"),)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    household_id: Mapped[int | None] = mapped_column(ForeignKey("household.id"), index=True)
    kind: Mapped[ContactKind] = mapped_column(choice(ContactKind))
    value: Mapped[str] = mapped_column(EncryptedText)
    visibility: Mapped[Visibility] = mapped_column(choice(Visibility), default=Visibility.PROFESSIONALS)
    protected: Mapped[bool] = mapped_column(default=False)
    only_theirs: Mapped[bool] = mapped_column(default=False)  # "is deze telefoon alleen van u?"
    checked_on: Mapped[date | None]  # face to face: this person was there and the number or address is right (ASVS 6.6.1)
    safe_from: Mapped[time | None]  # between these hours, Dutch time, a message is safe; may go over midnight
    safe_until: Mapped[time | None]
    do_not_contact: Mapped[str | None] = mapped_column(EncryptedText)  # why nothing may be sent here at all
    withdrawn_on: Mapped[date | None]


class RevealPurpose(StrEnum):
    """What somebody needs protected data for (security.md G.4)."""

    CALL = "call"
    VISIT = "visit"
    MEETING = "meeting"
    DANGER = "danger"
    COURT = "court"
    HANDOVER = "handover"
    OTHER = "other"


class Reveal(Model):
    """Why somebody asked to see what is protected; the log says what was shown."""

    __tablename__ = "reveal"
    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # whose contact data; none for another secret place
    purpose: Mapped[RevealPurpose] = mapped_column(choice(RevealPurpose))
    reason: Mapped[str] = mapped_column(EncryptedText)
    at: Mapped[datetime] = mapped_column(default=clock.now)


class ProtectedTerm(Record, Model):
    """Words that give a place or a signal away (a code word, a town), besides contact points; read by the leak scan."""

    __tablename__ = "protected_term"
    kind: Mapped[ContactKind] = mapped_column(choice(ContactKind))
    text: Mapped[str] = mapped_column(EncryptedText)
    sub_group_id: Mapped[int | None] = mapped_column(ForeignKey("sub_group.id"))  # this group may know it
    lifted_on: Mapped[date | None]  # from this day no secret any more: two people said so (ADR 0033); it stays in the file
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))  # the second of them
    if TYPE_CHECKING:
        number: int  # its place among the words of the casus, counted by the database


def _number_in_casus() -> Any:
    """The first secret word of a casus is 1, and so on: what people call it, since nobody may say it."""
    term, other = ProtectedTerm.__table__, ProtectedTerm.__table__.alias("other_term")
    asked = select(func.count(other.c.id)).where(other.c.casus_id == term.c.casus_id, other.c.id <= term.c.id)
    return column_property(asked.correlate_except(other).scalar_subquery())


ProtectedTerm.number = _number_in_casus()


class TrajectoryStep(Record, Model):
    """One of the twelve steps of the work (domain.md 1.7)."""

    __tablename__ = "trajectory_step"
    __table_args__ = (UniqueConstraint("casus_id", "step"), CheckConstraint("step BETWEEN 1 AND 12", name="step_1_to_12"))
    step: Mapped[int]
    planned_on: Mapped[date | None]
    done_on: Mapped[date | None]
    remark: Mapped[str | None] = mapped_column(EncryptedText)
