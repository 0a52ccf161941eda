"""What is remembered beside the coach: points left with a reason, and the organisation's own words (domain.md 6.5, 6.6)."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from workbench import clock
from workbench.crypto import EncryptedText
from workbench.extensions import Model, choice
from workbench.records import Record


class CoachDismissal(Record, Model):
    """A point of attention somebody left as it is: these words in this sentence, and why. Changed words speak again."""

    __tablename__ = "coach_dismissal"
    finding: Mapped[str] = mapped_column(String(8))  # T1 … T23
    kind: Mapped[str] = mapped_column(
        String(12)
    )  # as which kind of text it was read: goal, agreement, danger, map, family
    words: Mapped[str] = mapped_column(EncryptedText)
    sentence: Mapped[str] = mapped_column(EncryptedText)
    reason: Mapped[str] = mapped_column(EncryptedText)
    withdrawn_on: Mapped[date | None]  # from this day it is shown again


class WordChange(StrEnum):
    ADD = "add"
    REMOVE = "remove"
    UNDO = "undo"


class WordListChange(Model):
    """One change of the organisation to a word list of the coach. Rows are added, never changed; undoing is a row too."""

    __tablename__ = "word_list_change"
    id: Mapped[int] = mapped_column(primary_key=True)
    list_name: Mapped[str] = mapped_column(String(40))
    entry: Mapped[str] = mapped_column(String(200))  # as it stands in a list: "regelmatig", "brusjes=broers en zussen"
    change: Mapped[WordChange] = mapped_column(choice(WordChange))
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("word_list_change.id"))
    reason: Mapped[str] = mapped_column(EncryptedText)  # people write here what they like
    set_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    set_at: Mapped[datetime] = mapped_column(default=clock.now)
