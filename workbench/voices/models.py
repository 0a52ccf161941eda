"""The child's voice, and words and pictures (domain.md 1.10, 6.1 StemKind, WoordenTekeningen)."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench.crypto import EncryptedText
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


class ChildVoice(Record, Model):
    """One moment on which a child was asked, in which form, and what was done with what it said."""

    __tablename__ = "child_voice"
    child_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    heard_on: Mapped[date]
    heard_by: Mapped[str] = mapped_column(EncryptedText)
    form: Mapped[VoiceForm] = mapped_column(choice(VoiceForm))
    why_form: Mapped[str | None] = mapped_column(EncryptedText)
    done_with_it: Mapped[str | None] = mapped_column(EncryptedText)
    told_back_on: Mapped[date | None]
    parents_consent: Mapped[str | None] = mapped_column(EncryptedText)

    items: Mapped[list["VoiceItem"]] = relationship(lazy="raise", cascade="all, delete-orphan", order_by="VoiceItem.order")


class VoiceItem(Model):
    """Something the child said or drew, in its own words, and whether that may be shared."""

    __tablename__ = "voice_item"
    id: Mapped[int] = mapped_column(primary_key=True)
    voice_id: Mapped[int] = mapped_column(ForeignKey("child_voice.id"), index=True)
    order: Mapped[int] = mapped_column(default=1)
    part: Mapped[str | None]  # which house, which part of the form
    words: Mapped[str] = mapped_column(EncryptedText)
    may_share: Mapped[MayShare] = mapped_column(choice(MayShare), default=MayShare.ASK)


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


class Panel(Model):
    __tablename__ = "panel"
    id: Mapped[int] = mapped_column(primary_key=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("words_and_pictures.id"), index=True)
    order: Mapped[int]
    words: Mapped[str] = mapped_column(EncryptedText)
    picture: Mapped[bytes | None] = mapped_column(LargeBinary)  # sealed bytes; drawings come with the voices issue
    alt: Mapped[str | None] = mapped_column(EncryptedText)


class PanelApproval(Model):
    """A parent who approved the story."""

    __tablename__ = "panel_approval"
    story_id: Mapped[int] = mapped_column(ForeignKey("words_and_pictures.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    approved_on: Mapped[date | None]
