"""What every record of a casus has: an id within the casus, who made it and when, and the version a form is made from."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from workbench import clock
from workbench.errors import EditConflict


class Record:
    """Mixin for everything that hangs on a casus. `version` counts saves; a form carries the one it was made from."""

    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)
    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict:  # noqa: N805
        return {"version_id_col": cls.version}


def expect_version(record: Any, version: int) -> None:
    """Raise EditConflict when a form was made from another version than is stored now (design.md 3.4)."""
    if record.version != version:
        raise EditConflict(record)
