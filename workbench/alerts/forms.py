"""Saying what one found out about an alert."""

from flask_babel import lazy_gettext as _l

from workbench.web.fields import CleanText
from workbench.web.forms import Form


class LookForm(Form):
    """What it was."""

    remark = CleanText(_l("What was it, and what did you do?"), required=True, lines=3, most=2000)

    @classmethod
    def keeps_drafts(cls) -> bool:
        """It is about a colleague."""
        return False
