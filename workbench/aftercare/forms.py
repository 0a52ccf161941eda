"""The aftercare plan, needs per person, and moments of contact."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from workbench.aftercare.models import ContactOutcome
from workbench.web.fields import CleanText, Coach, Day, OneOf
from workbench.web.forms import Form

OUTCOMES = {
    ContactOutcome.GOOD: _l("it goes well"),
    ContactOutcome.WORRY: _l("there is a worry"),
    ContactOutcome.RELAPSE: _l("it went wrong again"),
}


class AftercareForm(Form):
    """What to look out for, and who helps first."""

    signals = CleanText(_l("How do people notice that it goes wrong again?"), required=True, lines=4, coach=Coach("family"))
    first_help = CleanText(_l("Who helps first, and how?"), required=True, lines=3, coach=Coach("family"))
    who_calls_whom = CleanText(_l("Who calls whom?"), lines=3, coach=Coach("family"))
    starts_on = Day(_l("From"))
    closes_on = Day(_l("Until"))
    is_concept = BooleanField(_l("Still a concept"))


class NeedForm(Form):
    """What one person needs later."""

    person_id = OneOf(_l("Who?"))
    need = CleanText(_l("What does this person need when the worker is gone?"), required=True, lines=3, coach=Coach("family"))


class ContactForm(Form):
    """A planned moment of contact."""

    planned_on = Day(_l("On which day?"), required=True)
    person_id = OneOf(_l("With whom?"), empty=_l("the whole family"))
    done_on = Day(_l("Held on"))
    outcome = OneOf(_l("How is it?"), options=OUTCOMES.items(), empty=_l("not known yet"))
    follow_up = CleanText(_l("What happens now?"), lines=3)
