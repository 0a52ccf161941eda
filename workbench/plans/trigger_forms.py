"""What somebody fills in about looking at the plan again."""

from flask_babel import lazy_gettext as _l

from workbench.plans.models import TriggerKind, TriggerOutcome
from workbench.plans.words import LOOKED, TRIGGER
from workbench.web.fields import CleanText, OneOf
from workbench.web.forms import Form


class LookAgainForm(Form):
    """What came of looking."""

    outcome = OneOf(_l("What came of it?"), options=[(one, LOOKED[one.value]) for one in TriggerOutcome], radio=True)
    words = CleanText(_l("Looked: what changes?"), required=True, lines=4, most=2000)


class RaiseForm(Form):
    """Why the plan has to be looked at again."""

    kind = OneOf(_l("What changed?"), options=[(one, TRIGGER[one.value]) for one in TriggerKind], radio=True)
    reason = CleanText(_l("What is different now?"), required=True, lines=3, most=2000)
