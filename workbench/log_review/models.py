"""That somebody looked through a month of the log of a team, with what he or she thought of it. Rows are added, never changed."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from workbench import clock
from workbench.crypto import EncryptedText
from workbench.emergency.models import Seat
from workbench.extensions import Model, choice


class LogReview(Model):
    """One look through one month: for the team, or for the organisation."""

    __tablename__ = "log_review"
    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    month: Mapped[date]  # its first day
    seat: Mapped[Seat] = mapped_column(choice(Seat))
    lines: Mapped[int]  # how many lines were looked through
    hits: Mapped[int]  # how much stood out, without what was one's own
    remark: Mapped[str | None] = mapped_column(EncryptedText)
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
