"""What is kept while a meeting runs, beside the meeting itself: where it is, which numbers are shown, which code cards were made.

None of this travels in the casus file: it says how far a meeting on this machine is. What people said and agreed are records of
the subjects below.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workbench import clock
from workbench.extensions import Model


class Sitting(Model):
    """A meeting that is under way. Which item is before the people is told by the clocks of the agenda items."""

    __tablename__ = "sitting"
    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), unique=True)
    started_at: Mapped[datetime] = mapped_column(default=clock.now)
    ended_at: Mapped[datetime | None]
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))  # what is before the people
    sub_group_id: Mapped[int | None] = mapped_column(ForeignKey("sub_group.id"))  # whose round it is, where there are two
    reading: Mapped[int] = mapped_column(default=1)  # the place of the agreement that is read back
    large: Mapped[bool] = mapped_column(default=False)
    contrast: Mapped[bool] = mapped_column(default=False)
    last_once: Mapped[str | None] = mapped_column(String(40))  # of the last form that added something


class RatingRound(Model):
    """The numbers of one goal at one meeting; they stay hidden until they are shown together."""

    __tablename__ = "rating_round"
    __table_args__ = (UniqueConstraint("meeting_id", "goal_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    goal_id: Mapped[int] = mapped_column(ForeignKey("safety_goal.id"))
    shown_at: Mapped[datetime | None]


class CodeCard(Model):
    """The code somebody has on a card for this meeting; the link is given on the screen (security.md D.4: two channels)."""

    __tablename__ = "code_card"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    code_hash: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
