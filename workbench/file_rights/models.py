"""Requests about a file, what is decided of each item, what people add to it, and what was erased (security.md G.1-G.3)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workbench import clock
from workbench.closing.models import KeepTerm
from workbench.crypto import EncryptedText
from workbench.extensions import Model, choice
from workbench.records import Record


class RequestKind(StrEnum):
    """What somebody asks."""

    ACCESS = "access"  # inzage
    CORRECTION = "correction"
    OWN_VIEW = "own_view"  # a statement of one's own beside what is written
    DELETION = "deletion"


class AskGround(StrEnum):
    """On what ground somebody asks."""

    OWN = "own"  # about oneself: an adult, or a young person of twelve or older
    AUTHORITY = "authority"  # a parent with authority, about a child younger than sixteen
    AUTHORITY_AGREED = "authority_agreed"  # the same from sixteen on: the young person agrees
    MANDATE = "mandate"  # somebody who was authorised in writing, for instance a lawyer


class RequestState(StrEnum):
    """How far a request is."""

    OPEN = "open"
    READY = "ready"  # everything is decided; a second person reads it
    RELEASED = "released"  # decided by that second person; still to be handed over or carried out
    DONE = "done"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Decision(StrEnum):
    """What happens with one item of a file."""

    SHARE = "share"
    PARTLY = "partly"
    WITHHOLD = "withhold"
    ERASE = "erase"
    KEEP = "keep"


class Because(StrEnum):
    """Why an item is withheld, or kept."""

    PRIVACY = "privacy"  # of somebody else
    GOOD_CARE = "good_care"
    SOURCE = "source"  # who told it is protected
    INTEREST = "interest"  # keeping it is of substantial interest to somebody else
    LAW = "law"


class FileRequest(Record, Model):
    """Somebody asks something about the file: to see it, to mend it, to add to it, or to be erased from it."""

    __tablename__ = "file_request"
    kind: Mapped[RequestKind] = mapped_column(choice(RequestKind))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # whose data; nobody: of the whole casus
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    asked_by_name: Mapped[str | None] = mapped_column(EncryptedText)  # who is not in the casus
    ground: Mapped[AskGround] = mapped_column(choice(AskGround))
    wish: Mapped[str | None] = mapped_column(EncryptedText)
    received_on: Mapped[date]
    due_on: Mapped[date]
    state: Mapped[RequestState] = mapped_column(choice(RequestState), default=RequestState.OPEN)
    prepared_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    sent_back_why: Mapped[str | None] = mapped_column(EncryptedText)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    decided_on: Mapped[date | None]
    decision_why: Mapped[str | None] = mapped_column(EncryptedText)
    done_on: Mapped[date | None]
    handed_to: Mapped[str | None] = mapped_column(EncryptedText)
    recognised_how: Mapped[str | None] = mapped_column(EncryptedText)  # how one saw that it was the right person


class FileItem(Record, Model):
    """What was decided of one item, as it read at that moment: when it changes, the decision has to be made again."""

    __tablename__ = "file_item"
    __table_args__ = (UniqueConstraint("request_id", "record_type", "record_id"),)
    request_id: Mapped[int] = mapped_column(ForeignKey("file_request.id"), index=True)
    record_type: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[int]
    read_as: Mapped[str] = mapped_column(String(64))  # the fingerprint of the item
    decision: Mapped[Decision] = mapped_column(choice(Decision))
    because: Mapped[Because | None] = mapped_column(choice(Because))
    shared_text: Mapped[str | None] = mapped_column(EncryptedText)


class Destruction(Record, Model):
    """Somebody asked that a casus is destroyed because its term is over; another person decides."""

    __tablename__ = "destruction"
    why: Mapped[str] = mapped_column(EncryptedText)
    asked_on: Mapped[date]
    refused_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    refused_on: Mapped[date | None]
    refused_why: Mapped[str | None] = mapped_column(EncryptedText)


class ErasureKind(StrEnum):
    """Why something was erased."""

    RETENTION = "retention"  # the term was over
    CASUS = "casus"  # on request, everything
    PERSON = "person"  # on request, of one person


class Erasure(Model):
    """What was erased, by ids and counts only: the report of it, and the list that is gone through after a restore.

    It belongs to no casus, because that is gone. `ref` and `done_at` see to it that an id that is given out again is
    never taken for the erased one.
    """

    __tablename__ = "erasure"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[ErasureKind] = mapped_column(choice(ErasureKind))
    of_casus: Mapped[int]
    ref: Mapped[str] = mapped_column(String(20), index=True)
    of_person: Mapped[int | None]
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    term: Mapped[KeepTerm | None] = mapped_column(choice(KeepTerm))
    framework: Mapped[str | None] = mapped_column(String(40))
    closed_on: Mapped[date | None]
    keep_until: Mapped[date | None]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    carried_out_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    asked_on: Mapped[date | None]
    done_at: Mapped[datetime] = mapped_column(default=clock.now)
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    rows: Mapped[list[Any]] = mapped_column(JSON, default=list)  # [table, id] of a person's erased rows
    replayed: Mapped[int] = mapped_column(default=0)  # how often it was done again after a restore
