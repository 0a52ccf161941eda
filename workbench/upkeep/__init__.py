"""Keeping the workbench itself in order: copies, checks, reminders. Beside the ladder, called by the commands only."""

from flask_babel import lazy_gettext as _l

from workbench import audit

audit.declare({"reminder sent": _l("was told by mail that something is waiting")})


class CannotCopy(Exception):
    """A copy cannot be made or put back; the message says why and what to do."""
