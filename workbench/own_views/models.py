"""What people added to the file."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from workbench.crypto import EncryptedText
from workbench.extensions import Model
from workbench.records import Record


class FileStatement(Record, Model):
    """What a person added to the file: an own view, or a correction with what stood there before. It is never changed."""

    __tablename__ = "file_statement"
    request_id: Mapped[int | None] = mapped_column(ForeignKey("file_request.id"), index=True)  # none: it came along in a file
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    record_type: Mapped[str | None] = mapped_column(String(40))  # beside which record it stands; none: the whole file
    record_id: Mapped[int | None]
    field: Mapped[str | None] = mapped_column(String(40))  # of a correction: which text of the record
    was: Mapped[str | None] = mapped_column(EncryptedText)
    text: Mapped[str] = mapped_column(EncryptedText)
    added_on: Mapped[date]
