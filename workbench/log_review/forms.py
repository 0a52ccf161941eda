"""Signing off a month of the log."""

from flask_babel import lazy_gettext as _l

from workbench.web.fields import CleanText
from workbench.web.forms import Form


class SignOffForm(Form):
    """What was done with what stood out."""

    remark = CleanText(_l("What did you do with what stood out?"), lines=3, most=2000)

    @classmethod
    def keeps_drafts(cls) -> bool:
        """It names colleagues."""
        return False
