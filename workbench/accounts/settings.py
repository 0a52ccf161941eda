"""Which value of a term holds on a day. All settings of a request cost one statement."""

from datetime import date
from typing import Any

from flask import g
from sqlalchemy import select

from workbench import clock
from workbench.accounts.models import Setting
from workbench.accounts.rules import GROUPS, SETTINGS, Term, shown
from workbench.extensions import db

__all__ = ["GROUPS", "SETTINGS", "Term", "forget_cache", "history", "in_force", "setting", "shown"]


def setting(key: str, on: date | None = None) -> Any:
    """The value that holds on a day (today, when none is given). An unknown key is a mistake in our code: KeyError."""
    row = in_force(key, on)
    return SETTINGS[key].default if row is None else row.value


def in_force(key: str, on: date | None = None) -> Setting | None:
    """The row that holds on a day: the latest one from on or before it. None: the default holds."""
    day = on or clock.today()
    return next((row for row in reversed(_rows()) if row.key == key and row.holds_from <= day), None)


def history(key: str) -> list[Setting]:
    """Every value this organisation ever set for a key, newest first."""
    return [row for row in reversed(_rows()) if row.key == key]


def forget_cache() -> None:
    """Read the settings again the next time: one was added in this request."""
    g.pop("settings", None)


def _rows() -> list[Setting]:
    if "settings" not in g:
        g.settings = list(db.session.scalars(select(Setting).order_by(Setting.holds_from, Setting.id)))
    rows: list[Setting] = g.settings
    return rows
