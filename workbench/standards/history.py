"""How the states of a casus went over time: a row whenever one changes (domain.md 3.2). Nothing is written back in time."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import insert

from workbench import clock
from workbench.extensions import db
from workbench.standards.models import CoverageChange
from workbench.standards.rules import State


def note(casus_id: int, row: Any, state: Mapping[int, State], newest: Mapping[int, date]) -> None:
    """Keep which states change with this save; `row` has those that are stored now. One statement, and only when one does."""
    changed = [number for number, now in state.items() if getattr(row, f"had_state_{number}") != now]
    if changed:
        day = clock.today()
        db.session.execute(insert(CoverageChange), [
            {"casus_id": casus_id, "standard": number, "state": state[number], "newest_on": newest.get(number), "changed_on": day}
            for number in changed
        ])  # fmt: skip
