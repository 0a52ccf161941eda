"""The aftercare plan, needs per person, who calls whom, and moments of contact."""

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
    who_calls_whom = CleanText(_l("What else do people agree about calling?"), lines=2, coach=Coach("family"))
    starts_on = Day(_l("From"))
    closes_on = Day(_l("Until"))
    is_concept = BooleanField(_l("Still a concept"))


class NeedForm(Form):
    """What one person needs later."""

    person_id = OneOf(_l("Who?"))
    need = CleanText(_l("What does this person need when the worker is gone?"), required=True, lines=3, coach=Coach("family"))


class CallForm(Form):
    """A line of who calls whom: somebody of the casus, or a number that is there for everybody."""

    caller_id = OneOf(_l("Who calls?"))
    called = OneOf(_l("Whom?"))
    when = CleanText(_l("When?"), required=True, most=400, coach=Coach("family"))


class ContactForm(Form):
    """A planned moment of contact, and how it went."""

    planned_on = Day(_l("On which day?"), required=True)
    person_id = OneOf(_l("With whom?"), empty=_l("the whole family"))
    with_whom = CleanText(_l("Or with somebody who is not in the casus"), most=120)
    done_on = Day(_l("Held on"))
    outcome = OneOf(_l("How is it?"), options=OUTCOMES.items(), empty=_l("not known yet"))
    words = CleanText(_l("What did you hear?"), lines=3)
    follow_up = CleanText(_l("What happens now?"), lines=3)


class WithdrawForm(Form):
    """Why something of aftercare is taken back."""

    why = CleanText(_l("Why do you take it back?"), required=True, most=300, why=_l("Say in a few words why."))
