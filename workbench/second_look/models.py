"""What waits for a second person, exactly what was asked, and what was decided."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from workbench import clock
from workbench.crypto import EncryptedJSON, EncryptedText
from workbench.extensions import Model, choice
from workbench.second_look import rules


class Step(StrEnum):
    """The steps that need two people; `kinds.KINDS` has a row for each."""

    UNPROTECT = "unprotect"
    TEAM = "team"
    ROLE = "role"
    SETTING = "setting"
    FACTOR = "factor"


class LookState(StrEnum):
    ASKED = "asked"
    DONE = "done"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class SecondLook(Model):
    """One step somebody asked for. `what` says exactly what is done when another person agrees; it is never changed."""

    __tablename__ = "second_look"
    id: Mapped[int] = mapped_column(primary_key=True)
    step: Mapped[Step] = mapped_column(choice(Step))
    casus_id: Mapped[int | None] = mapped_column(ForeignKey("casus.id"), index=True)
    about_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))  # whose account it is about: never decides it
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))  # of whose supervisors one decides, where it is a team
    what: Mapped[dict[str, Any]] = mapped_column(EncryptedJSON)
    reason: Mapped[str] = mapped_column(EncryptedText)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    until: Mapped[datetime]
    state: Mapped[LookState] = mapped_column(choice(LookState), default=LookState.ASKED)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime | None]
    remark: Mapped[str | None] = mapped_column(EncryptedText)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_over(self) -> bool:
        """Nobody decided in time."""
        return self.state is LookState.ASKED and rules.is_over(self.until, clock.now())

    @property
    def is_open(self) -> bool:
        return self.state is LookState.ASKED and not self.is_over
