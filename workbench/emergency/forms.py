"""Opening a casus in an emergency, and judging that."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import InputRequired

from workbench.emergency import labels
from workbench.web.fields import CleanText, OneOf
from workbench.web.forms import Form


class OpenForm(Form):
    """Which family, what for, and why."""

    ref = CleanText(_l("The reference of the family"), required=True, most=40, why=_l("Fill in the reference of eight signs."))
    name = CleanText(
        _l("First and last name of somebody in the family"), required=True, most=160, why=_l("Fill in first and last name.")
    )
    purpose = OneOf(_l("What do you open it for?"), options=labels.IN_EMERGENCY, radio=True)
    reason = CleanText(_l("What happens, and why can it not wait?"), required=True, lines=3, most=1000)
    knows = BooleanField(
        _l("I know that the supervisor and the privacy officer hear of this now, and will judge it"),
        [InputRequired(_l("Tick this, so that it is clear that you know."))],
    )

    @classmethod
    def keeps_drafts(cls) -> bool:
        """No draft: it names a family."""
        return False


class PrivacyForm(Form):
    """Which family the privacy officer looks into, what for, and why."""

    ref = CleanText(_l("The reference of the family"), required=True, most=40, why=_l("Fill in the reference of eight signs."))
    purpose = OneOf(_l("What do you open it for?"), options=labels.OF_PRIVACY, radio=True)
    reason = CleanText(_l("What do you want to find out?"), required=True, lines=3, most=1000)

    @classmethod
    def keeps_drafts(cls) -> bool:
        """No draft: it names a family."""
        return False


class LookForm(Form):
    """What somebody thinks of it afterwards."""

    judgement = OneOf(_l("Your judgement"), options=labels.JUDGEMENTS.items(), radio=True)
    remark = CleanText(_l("Why, and what was agreed?"), lines=3, most=1000)

    @classmethod
    def keeps_drafts(cls) -> bool:
        """Short, and about a colleague."""
        return False
