"""Danger statements, their safety goals, bottom lines and scale ratings (domain.md 1.3-1.6, 6.1)."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench import clock
from workbench.crypto import EncryptedText
from workbench.extensions import Model, choice
from workbench.records import Record


class DangerStatus(StrEnum):
    CONCEPT = "concept"
    DISCUSSED = "discussed"
    WITHDRAWN = "withdrawn"


class Opinion(StrEnum):
    AGREE = "agree"
    PARTLY = "partly"
    DISAGREE = "disagree"


class GoalStatus(StrEnum):
    CONCEPT = "concept"
    DISCUSSED = "discussed"
    SET = "set"
    REACHED = "reached"
    LET_GO = "let_go"


class GoalOrigin(StrEnum):
    FAMILY = "family"
    INSTITUTION = "institution"
    TOGETHER = "together"


class HoldUnit(StrEnum):
    """What "how long it holds" is counted in: weeks, or for instance visits."""

    WEEKS = "weeks"
    VISITS = "visits"


class GoalPart(StrEnum):
    SHOWS = "shows"
    SEES = "sees"


class BottomLineGround(StrEnum):
    SAFE_AT_HOME = "safe_at_home"
    COURT = "court"
    INSTITUTION = "institution"
    DISCUSSED = "discussed"


class BottomLineStatus(StrEnum):
    ACTIVE = "active"
    REACHED = "reached"
    WITHDRAWN = "withdrawn"


class RatingForm(StrEnum):
    CONVERSATION = "conversation"
    DRAWING = "drawing"
    SMILEYS = "smileys"  # five faces, B9
    HOUSE_PATH = "house_path"


class Earlier:
    """Mixin for how something read before it was changed: when, by whom, and why where that was said."""

    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    why: Mapped[str | None] = mapped_column(EncryptedText)
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    replaced_at: Mapped[datetime] = mapped_column(default=clock.now)


class DangerStatement(Record, Model):
    """Who worries about what, and what happens to which child if nothing changes. Always paired with one goal."""

    __tablename__ = "danger_statement"
    __table_args__ = (UniqueConstraint("casus_id", "number"),)
    number: Mapped[int]
    title: Mapped[str] = mapped_column(EncryptedText)  # in a few plain words: "Noa en Daan zijn alleen als Kim drinkt"
    about: Mapped[str] = mapped_column(EncryptedText)  # the behaviour, in which situation, as on which day
    impact_now: Mapped[str] = mapped_column(EncryptedText)
    impact_later: Mapped[str | None] = mapped_column(EncryptedText)
    acknowledgement: Mapped[str | None] = mapped_column(EncryptedText)
    sentence: Mapped[str] = mapped_column(EncryptedText)  # composed from the parts; may be rewritten
    composed: Mapped[str | None] = mapped_column(
        EncryptedText
    )  # what the parts made when somebody last chose the sentence
    threat_without_harm: Mapped[str | None] = mapped_column(EncryptedText)  # why there is no harm item
    status: Mapped[DangerStatus] = mapped_column(choice(DangerStatus), default=DangerStatus.CONCEPT)
    status_since: Mapped[date | None]
    status_why: Mapped[str | None] = mapped_column(EncryptedText)  # why it was withdrawn, or taken up again
    sub_group_id: Mapped[int | None] = mapped_column(ForeignKey("sub_group.id"))

    worried: Mapped[list["DangerWorried"]] = relationship(lazy="raise", cascade="all, delete-orphan")
    children: Mapped[list["DangerChild"]] = relationship(lazy="raise", cascade="all, delete-orphan")
    examples: Mapped[list["DangerExample"]] = relationship(lazy="raise", cascade="all, delete-orphan")
    opinions: Mapped[list["ParentOpinion"]] = relationship(lazy="raise")
    goal: Mapped["SafetyGoal | None"] = relationship(lazy="raise", back_populates="danger")


class DangerWorried(Model):
    __tablename__ = "danger_worried"
    danger_id: Mapped[int] = mapped_column(ForeignKey("danger_statement.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)


class DangerChild(Model):
    __tablename__ = "danger_child"
    danger_id: Mapped[int] = mapped_column(ForeignKey("danger_statement.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)


class DangerExample(Model):
    """The harm on the map this danger rests on."""

    __tablename__ = "danger_example"
    danger_id: Mapped[int] = mapped_column(ForeignKey("danger_statement.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("map_item.id"), primary_key=True)


class ParentOpinion(Record, Model):
    """What a parent thinks of a danger statement, in his or her own words."""

    __tablename__ = "parent_opinion"
    __table_args__ = (UniqueConstraint("danger_id", "person_id"),)
    danger_id: Mapped[int] = mapped_column(ForeignKey("danger_statement.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    opinion: Mapped[Opinion] = mapped_column(choice(Opinion))
    words: Mapped[str | None] = mapped_column(EncryptedText)
    given_on: Mapped[date]


class EarlierDanger(Earlier, Model):
    """How a danger statement read before it was changed."""

    __tablename__ = "earlier_danger"
    danger_id: Mapped[int] = mapped_column(ForeignKey("danger_statement.id"), index=True)
    title: Mapped[str] = mapped_column(EncryptedText)
    sentence: Mapped[str] = mapped_column(EncryptedText)


class EarlierOpinion(Earlier, Model):
    """What a parent thought of a danger statement before."""

    __tablename__ = "earlier_opinion"
    opinion_id: Mapped[int] = mapped_column(ForeignKey("parent_opinion.id"), index=True)
    opinion: Mapped[Opinion] = mapped_column(choice(Opinion))
    words: Mapped[str | None] = mapped_column(EncryptedText)
    given_on: Mapped[date]


class SafetyGoal(Record, Model):
    """What people will see when the danger is gone: who shows what to whom, what the child notices, how long it holds."""

    __tablename__ = "safety_goal"
    __table_args__ = (CheckConstraint("good_enough BETWEEN 0 AND 10", name="good_enough_0_to_10"),)
    danger_id: Mapped[int] = mapped_column(ForeignKey("danger_statement.id"), unique=True)
    origin: Mapped[GoalOrigin] = mapped_column(choice(GoalOrigin), default=GoalOrigin.TOGETHER)
    behaviour: Mapped[str] = mapped_column(EncryptedText)
    difficult_moment: Mapped[str | None] = mapped_column(EncryptedText)  # "ook als …": when it must hold too
    child_notices: Mapped[str] = mapped_column(EncryptedText)
    professional_sees: Mapped[str | None] = mapped_column(EncryptedText)
    hold_for: Mapped[int | None]
    hold_unit: Mapped[HoldUnit] = mapped_column(choice(HoldUnit), default=HoldUnit.WEEKS)
    hold_since: Mapped[date | None]
    hold_count: Mapped[int | None]  # how many visits in a row went well, where it is counted in visits
    good_enough: Mapped[int] = mapped_column(default=7)
    sentence: Mapped[str] = mapped_column(EncryptedText)
    composed: Mapped[str | None] = mapped_column(
        EncryptedText
    )  # what the parts made when somebody last chose the sentence
    family_text: Mapped[str | None] = mapped_column(EncryptedText)
    status: Mapped[GoalStatus] = mapped_column(choice(GoalStatus), default=GoalStatus.CONCEPT)
    status_since: Mapped[date | None]
    change_reason: Mapped[str | None] = mapped_column(EncryptedText)

    danger: Mapped[DangerStatement] = relationship(lazy="raise", back_populates="goal")
    people: Mapped[list["GoalPerson"]] = relationship(lazy="raise", cascade="all, delete-orphan")
    ratings: Mapped[list["Rating"]] = relationship(lazy="raise")

    def who(self, part: GoalPart) -> list[int]:
        """The ids of who shows the goal, or who sees it; needs `people` to be loaded."""
        return sorted(one.person_id for one in self.people if one.part is part)


class GoalPerson(Model):
    """Who shows the goal, and who sees it."""

    __tablename__ = "goal_person"
    goal_id: Mapped[int] = mapped_column(ForeignKey("safety_goal.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    part: Mapped[GoalPart] = mapped_column(choice(GoalPart), primary_key=True)


class EarlierGoal(Model):
    """How a goal read before it was changed, and why: the family can see that it did not move by itself."""

    __tablename__ = "earlier_goal"
    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    goal_id: Mapped[int] = mapped_column(ForeignKey("safety_goal.id"), index=True)
    sentence: Mapped[str] = mapped_column(EncryptedText)
    hold_for: Mapped[int | None]
    hold_unit: Mapped[HoldUnit] = mapped_column(choice(HoldUnit))
    good_enough: Mapped[int]
    why: Mapped[str] = mapped_column(EncryptedText)  # the reason for the change
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    replaced_at: Mapped[datetime] = mapped_column(default=clock.now)


class BottomLine(Record, Model):
    """What must be so in any case (bodemeis): what, never how; withdrawn with a reason, never deleted."""

    __tablename__ = "bottom_line"
    text: Mapped[str] = mapped_column(EncryptedText)
    set_by: Mapped[str] = mapped_column(EncryptedText)  # the organisation
    ground: Mapped[BottomLineGround] = mapped_column(choice(BottomLineGround))
    set_on: Mapped[date]
    reason: Mapped[str] = mapped_column(EncryptedText)
    danger_id: Mapped[int | None] = mapped_column(ForeignKey("danger_statement.id"))
    sub_group_id: Mapped[int | None] = mapped_column(ForeignKey("sub_group.id"))
    status: Mapped[BottomLineStatus] = mapped_column(choice(BottomLineStatus), default=BottomLineStatus.ACTIVE)
    reached_on: Mapped[date | None]
    reached_why: Mapped[str | None] = mapped_column(EncryptedText)  # what shows it
    withdrawn_on: Mapped[date | None]
    withdrawn_why: Mapped[str | None] = mapped_column(EncryptedText)


class EarlierBottomLine(Earlier, Model):
    """How a bottom line read before it was changed."""

    __tablename__ = "earlier_bottom_line"
    line_id: Mapped[int] = mapped_column(ForeignKey("bottom_line.id"), index=True)
    text: Mapped[str] = mapped_column(EncryptedText)
    reason: Mapped[str] = mapped_column(EncryptedText)


class Rating(Record, Model):
    """One person's number from 0 to 10 for one goal on one day, with the reason. Never averaged."""

    __tablename__ = "rating"
    __table_args__ = (CheckConstraint("number BETWEEN 0 AND 10", name="number_0_to_10"),)
    goal_id: Mapped[int] = mapped_column(ForeignKey("safety_goal.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    number: Mapped[int]
    reason: Mapped[str | None] = mapped_column(EncryptedText)
    next_step: Mapped[str | None] = mapped_column(EncryptedText)
    rated_on: Mapped[date]
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    proxy_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # who gave it for a young child
    form: Mapped[RatingForm] = mapped_column(choice(RatingForm), default=RatingForm.CONVERSATION)


class EarlierRating(Earlier, Model):
    """What a rating said before it was corrected; `why` is the reason for the correction."""

    __tablename__ = "earlier_rating"
    rating_id: Mapped[int] = mapped_column(ForeignKey("rating.id"), index=True)
    number: Mapped[int]
    reason: Mapped[str | None] = mapped_column(EncryptedText)
    next_step: Mapped[str | None] = mapped_column(EncryptedText)
    rated_on: Mapped[date]
