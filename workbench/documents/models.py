"""Which document was made for whom, from which plan version (domain.md 6.1 Document). The file itself is not kept."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from workbench import clock
from workbench.crypto import EncryptedJSON, EncryptedText
from workbench.extensions import Model


class DocumentMade(Model):
    """A row for each document that left the workbench, with the hash of the file."""

    __tablename__ = "document_made"
    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    number: Mapped[str | None] = mapped_column(String(20), unique=True)  # in the footer of the paper (documents/stamp.py)
    kind: Mapped[str]
    reader_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    colleague_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))  # who reads it, where that is a colleague
    purpose: Mapped[str | None] = mapped_column(String(40))  # what it was made for (security.md G.4)
    plan_version_id: Mapped[int | None] = mapped_column(ForeignKey("plan_version.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    sha256: Mapped[str] = mapped_column(String(64))
    leak_check: Mapped[str] = mapped_column(default="clean")  # or "overridden": two people let it out (plans/letting_out.py)
    left_out: Mapped[dict[str, Any] | None] = mapped_column(EncryptedJSON)


class HouseStyleChosen(Model):
    """What the organisation's Word documents look like from this moment on. The newest row holds; nothing in it is secret."""

    __tablename__ = "house_style"
    id: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes | None] = mapped_column(LargeBinary)  # the organisation's own .docx as it was sent; None: ours
    logo: Mapped[bytes | None] = mapped_column(LargeBinary)
    closing: Mapped[str | None] = mapped_column(EncryptedText)
    sha256: Mapped[str] = mapped_column(String(64))
    chosen_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    chosen_at: Mapped[datetime] = mapped_column(default=clock.now)
