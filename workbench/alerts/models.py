"""That something out of the ordinary was seen in the log, and what the people who had to look at it say of it."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workbench import clock
from workbench.crypto import EncryptedText
from workbench.emergency.models import Seat
from workbench.extensions import Model, choice


class Alert(Model):
    """One colleague did far more of something than usual. Rows are added, never changed."""

    __tablename__ = "alert"
    __table_args__ = (UniqueConstraint("user_id", "rule", "hour"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"), index=True)  # of that colleague, then
    rule: Mapped[str] = mapped_column(String(20))  # a key of rules.RULES
    hour: Mapped[datetime]  # the whole hour it was seen in: two runs at the same moment write one
    many: Mapped[int]  # different things in the busiest stretch
    usual: Mapped[int]  # and what is usual for this colleague
    since: Mapped[datetime]
    until: Mapped[datetime]
    raised_at: Mapped[datetime] = mapped_column(default=clock.now)


class AlertLook(Model):
    """What somebody found out about an alert; one for the team, and one for the organisation."""

    __tablename__ = "alert_look"
    __table_args__ = (UniqueConstraint("alert_id", "seat"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    alert_id: Mapped[int] = mapped_column(ForeignKey("alert.id"))
    seat: Mapped[Seat] = mapped_column(choice(Seat))
    remark: Mapped[str] = mapped_column(EncryptedText)
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
