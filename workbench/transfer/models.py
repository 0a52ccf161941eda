"""A casus file on its way in by a page: kept, sealed, until somebody has seen what is in it and said yes."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from workbench import clock
from workbench.crypto import EncryptedBytes
from workbench.extensions import Model


class IncomingFile(Model):
    """What one colleague uploaded and did not take in yet; nobody else sees it, and it does not stay."""

    __tablename__ = "incoming_file"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), unique=True)
    content: Mapped[bytes] = mapped_column(EncryptedBytes)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
