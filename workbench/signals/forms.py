"""A sign of unsafety and what was done with it."""

from flask_babel import lazy_gettext as _l

from workbench.web.fields import CleanText, Day, OneOf
from workbench.web.forms import Form

STEPS = {
    1: _l("1: write down the signs"), 2: _l("2: talk with a colleague or Veilig Thuis"), 3: _l("3: talk with parents and child"),
    4: _l("4: weigh it"), 5: _l("5: decide"),
}  # fmt: skip


class SignalForm(Form):
    """Facts first: what was seen or heard, when and by whom."""

    received_on = Day(_l("When did you hear of it?"), required=True)
    source_id = OneOf(_l("From whom?"), empty=_l("somebody outside this casus"))
    source = CleanText(_l("Who is that?"), most=120)
    content = CleanText(_l("What was seen or heard?"), required=True, lines=4)
    discussed_on = Day(_l("Discussed on"))
    discussed_with = CleanText(_l("With whom?"), most=200)
    action = CleanText(_l("What did you do with it?"), lines=3)
    meldcode_step = OneOf(_l("Step of the reporting code"), options=STEPS.items(), empty=_l("does not apply"))
    outcome = CleanText(_l("What came of it?"), lines=3)
