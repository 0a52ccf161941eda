"""A button that does one thing: it was done and is said, or a rule says no and why."""

from collections.abc import Callable
from typing import Any

from flask import flash

from workbench.errors import EditConflict, RuleBroken
from workbench.extensions import db


def done(change: Callable[[], Any], said: str) -> bool:
    """Run one operation, commit, and say so; or say why not."""
    try:
        change()
        db.session.commit()
    except (RuleBroken, EditConflict) as error:
        db.session.rollback()
        flash(str(error), "warning")
        return False
    flash(said)
    return True
