"""The three-column map (domain.md 1.2, 6.1 KaartItem)."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench import clock
from workbench.crypto import EncryptedText
from workbench.extensions import Model, choice
from workbench.records import Record


class ItemKind(StrEnum):
    HARM = "harm"
    COMPLICATING = "complicating"
    STRENGTH = "strength"
    EXISTING_SAFETY = "existing_safety"
    WISH = "wish"
    NEXT_STEP = "next_step"


class SourceKind(StrEnum):
    SEEN = "seen"
    HEARD = "heard"
    TOLD = "told"
    DOCUMENT = "document"


class Frequency(StrEnum):
    ONCE = "once"
    SOMETIMES = "sometimes"
    OFTEN = "often"
    DAILY = "daily"


class ItemChange(StrEnum):
    CHANGED = "changed"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"
    PUT_BACK = "put_back"


class MapItem(Record, Model):
    """One thing on the map, with where it comes from. Existing safety needs a day and the danger it protected against.

    `actor_id` or `actor`: who did it, for existing safety; who takes it on, for a next step (then with `due_on`).
    """

    __tablename__ = "map_item"
    __table_args__ = (CheckConstraint("severity BETWEEN 0 AND 3", name="severity_0_to_3"),)
    kind: Mapped[ItemKind] = mapped_column(choice(ItemKind))
    label: Mapped[str | None]  # S1, BV2: what people call it
    text: Mapped[str] = mapped_column(EncryptedText)
    impact: Mapped[str | None] = mapped_column(EncryptedText)  # what it did to the child
    happened_on: Mapped[date | None]
    period: Mapped[str | None] = mapped_column(EncryptedText)  # "september-december 2025"
    source_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    source: Mapped[str | None] = mapped_column(EncryptedText)
    source_kind: Mapped[SourceKind | None] = mapped_column(choice(SourceKind))
    severity: Mapped[int | None]
    frequency: Mapped[Frequency | None] = mapped_column(choice(Frequency))
    is_first: Mapped[bool] = mapped_column(default=False)
    is_worst: Mapped[bool] = mapped_column(default=False)
    is_last: Mapped[bool] = mapped_column(default=False)
    danger_id: Mapped[int | None] = mapped_column(
        ForeignKey("danger_statement.id", use_alter=True, name="fk_map_item_danger_id_danger_statement")
    )
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    actor: Mapped[str | None] = mapped_column(EncryptedText)
    due_on: Mapped[date | None]
    postponed: Mapped[int] = mapped_column(default=0)  # how often a next step was moved to a later day
    done_on: Mapped[date | None]
    other_view: Mapped[str | None] = mapped_column(EncryptedText)
    by_professionals: Mapped[bool] = mapped_column(default=False)
    sub_group_id: Mapped[int | None] = mapped_column(ForeignKey("sub_group.id"))  # which group may see it; none: all
    withdrawn_on: Mapped[date | None]
    withdrawn_why: Mapped[str | None] = mapped_column(EncryptedText)

    children: Mapped[list["MapItemChild"]] = relationship(lazy="raise", cascade="all, delete-orphan")
    disputes: Mapped[list["MapItemDispute"]] = relationship(lazy="raise", cascade="all, delete-orphan")


class MapItemChild(Model):
    """Which child this is about."""

    __tablename__ = "map_item_child"
    item_id: Mapped[int] = mapped_column(ForeignKey("map_item.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)


class MapItemDispute(Model):
    """Who sees it differently."""

    __tablename__ = "map_item_dispute"
    item_id: Mapped[int] = mapped_column(ForeignKey("map_item.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)


class EarlierMapItem(Model):
    """One change of a thing on the map: what kind of change, by whom, and why where a reason was asked."""

    __tablename__ = "earlier_map_item"
    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("map_item.id"), index=True)
    what: Mapped[ItemChange] = mapped_column(choice(ItemChange))
    why: Mapped[str | None] = mapped_column(EncryptedText)
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    replaced_at: Mapped[datetime] = mapped_column(default=clock.now)

    parts: Mapped[list["EarlierMapItemPart"]] = relationship(lazy="raise", cascade="all, delete-orphan")


class EarlierMapItemPart(Model):
    """What one field said before and after a change, in words: names and dates as people read them on that day."""

    __tablename__ = "earlier_map_item_part"
    id: Mapped[int] = mapped_column(primary_key=True)
    earlier_id: Mapped[int] = mapped_column(ForeignKey("earlier_map_item.id"), index=True)
    order: Mapped[int] = mapped_column(default=1)
    field: Mapped[str]  # the name of the field in the form
    was: Mapped[str | None] = mapped_column(EncryptedText)
    became: Mapped[str | None] = mapped_column(EncryptedText)
