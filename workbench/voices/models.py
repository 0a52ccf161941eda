"""The child's voice, and words and pictures (domain.md 1.10, 6.1 StemKind, WoordenTekeningen)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from workbench import clock
from workbench.crypto import EncryptedBytes, EncryptedText
from workbench.extensions import Model, choice
from workbench.records import Record


class VoiceForm(StrEnum):
    CONVERSATION = "conversation"
    THREE_HOUSES = "three_houses"
    FAIRY_WIZARD = "fairy_wizard"
    SAFETY_HOUSE = "safety_house"
    SAFE_ROOM = "safe_room"
    LETTER = "letter"
    APP = "app"
    OBSERVATION = "observation"


class MayShare(StrEnum):
    YES = "yes"
    PARENTS_ONLY = "parents_only"
    NO = "no"
    ASK = "ask"


class OnPaper(StrEnum):
    """What a child may take along on paper."""

    ALL = "all"
    CARD = "card"
    NOTHING = "nothing"


class WordsChange(StrEnum):
    CHANGED = "changed"
    DRAWING = "drawing"
    WITHDRAWN = "withdrawn"
    PUT_BACK = "put_back"


class ChildVoice(Record, Model):
    """One moment on which a child was asked, in which form, and what was done with what it said."""

    __tablename__ = "child_voice"
    __table_args__ = (CheckConstraint("path BETWEEN 0 AND 10", name="path_0_to_10"),)
    child_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    heard_on: Mapped[date]
    heard_by: Mapped[str] = mapped_column(EncryptedText)
    form: Mapped[VoiceForm] = mapped_column(choice(VoiceForm))
    why_form: Mapped[str | None] = mapped_column(EncryptedText)
    done_with_it: Mapped[str | None] = mapped_column(EncryptedText)
    told_back_on: Mapped[date | None]
    told_back_how: Mapped[str | None] = mapped_column(EncryptedText)
    path: Mapped[
        int | None
    ]  # how far along the path of the safety house the child stands: its own scale (domain.md B9)
    parents_consent: Mapped[str | None] = mapped_column(EncryptedText)

    items: Mapped[list["VoiceItem"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="VoiceItem.order"
    )


class Editable:
    """Mixin for a part of a record that is corrected on its own: `version` counts saves; it is withdrawn, never deleted."""

    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)
    picture: Mapped[bytes | None] = mapped_column(EncryptedBytes, deferred=True, deferred_raiseload=True)
    alt: Mapped[str | None] = mapped_column(EncryptedText)  # what stands on the picture, in words
    withdrawn_on: Mapped[date | None]
    withdrawn_why: Mapped[str | None] = mapped_column(EncryptedText)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


class VoiceItem(Editable, Model):
    """Something the child said or drew, in its own words, and whether that may be shared."""

    __tablename__ = "voice_item"
    id: Mapped[int] = mapped_column(primary_key=True)
    voice_id: Mapped[int] = mapped_column(ForeignKey("child_voice.id"), index=True)
    order: Mapped[int] = mapped_column(default=1)
    part: Mapped[str | None]  # a key of rules.PARTS, or what was written before there were keys
    words: Mapped[str] = mapped_column(EncryptedText)
    may_share: Mapped[MayShare] = mapped_column(choice(MayShare), default=MayShare.ASK)
    done_with_it: Mapped[str | None] = mapped_column(EncryptedText)  # where these words got an answer of their own

    earlier: Mapped[list["EarlierWords"]] = relationship(lazy="raise", cascade="all, delete-orphan")


class VoiceItemGoal(Model):
    """A goal in which something was done with a child's words."""

    __tablename__ = "voice_item_goal"
    item_id: Mapped[int] = mapped_column(ForeignKey("voice_item.id"), primary_key=True)
    goal_id: Mapped[int] = mapped_column(ForeignKey("safety_goal.id"), primary_key=True)


class VoiceItemAgreement(Model):
    """An agreement in which something was done with a child's words."""

    __tablename__ = "voice_item_agreement"
    item_id: Mapped[int] = mapped_column(ForeignKey("voice_item.id"), primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), primary_key=True)


class NotHeard(Record, Model):
    """Why a child was not heard yet (domain.md B7: its words, or the reason)."""

    __tablename__ = "not_heard"
    child_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    why: Mapped[str] = mapped_column(EncryptedText)
    noted_on: Mapped[date]


class ChildPaper(Record, Model):
    """What it is safe to give this child on paper, and why (domain.md 8.2: niet_meegeven). Without a row: everything."""

    __tablename__ = "child_paper"
    child_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    takes: Mapped[OnPaper] = mapped_column(choice(OnPaper))
    why: Mapped[str] = mapped_column(EncryptedText)
    noted_on: Mapped[date]


class WordsAndPictures(Record, Model):
    """The story of what happened, told to a child in words and pictures."""

    __tablename__ = "words_and_pictures"
    child_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str] = mapped_column(default="panels")  # panels, or a card with pictograms
    told_by: Mapped[str | None] = mapped_column(EncryptedText)
    told_on: Mapped[date | None]
    present: Mapped[str | None] = mapped_column(EncryptedText)
    do_not_hand_out: Mapped[bool] = mapped_column(default=False)

    panels: Mapped[list["Panel"]] = relationship(lazy="raise", cascade="all, delete-orphan", order_by="Panel.order")
    approvals: Mapped[list["PanelApproval"]] = relationship(lazy="raise", cascade="all, delete-orphan")
    cleared: Mapped[list["ClearedApproval"]] = relationship(lazy="raise", cascade="all, delete-orphan")


class Panel(Editable, Model):
    """One picture of a story with its words: a drawing of the child's own, or a pictogram."""

    __tablename__ = "panel"
    id: Mapped[int] = mapped_column(primary_key=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("words_and_pictures.id"), index=True)
    order: Mapped[int]
    words: Mapped[str] = mapped_column(EncryptedText)
    pictogram: Mapped[str | None]  # a key of pictograms.PICTOGRAMS

    earlier: Mapped[list["EarlierWords"]] = relationship(lazy="raise", cascade="all, delete-orphan")


class PanelApproval(Model):
    """A parent who approved the story."""

    __tablename__ = "panel_approval"
    story_id: Mapped[int] = mapped_column(ForeignKey("words_and_pictures.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    approved_on: Mapped[date | None]


class ClearedApproval(Model):
    """An approval that no longer holds, because the story changed after it."""

    __tablename__ = "cleared_approval"
    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("words_and_pictures.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    approved_on: Mapped[date | None]
    cleared_on: Mapped[date]
    because: Mapped[str] = mapped_column(EncryptedText)


class EarlierWords(Model):
    """How an item or a panel stood before a change, by whom it was changed and why. Its picture only where that changed."""

    __tablename__ = "earlier_words"
    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("voice_item.id"), index=True)
    panel_id: Mapped[int | None] = mapped_column(ForeignKey("panel.id"), index=True)
    what: Mapped[WordsChange] = mapped_column(choice(WordsChange))
    words: Mapped[str] = mapped_column(EncryptedText)
    part: Mapped[str | None]
    may_share: Mapped[MayShare | None] = mapped_column(choice(MayShare))
    pictogram: Mapped[str | None]
    alt: Mapped[str | None] = mapped_column(EncryptedText)
    picture: Mapped[bytes | None] = mapped_column(EncryptedBytes, deferred=True, deferred_raiseload=True)
    why: Mapped[str | None] = mapped_column(EncryptedText)
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    replaced_at: Mapped[datetime] = mapped_column(default=clock.now)
