"""Days that people fill in about worries, numbers and bottom lines."""

from datetime import date

from flask_babel import gettext as _

from workbench import clock
from workbench.errors import RuleBroken


def not_after_today(day: date, field: str) -> None:
    """Raise RuleBroken at this field for a day that has not come yet."""
    if day > clock.today():
        raise RuleBroken(_("This day has not come yet."), field=field)
