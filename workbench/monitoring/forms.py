"""Checks, rehearsals and lines in the safety diary."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from workbench.monitoring.labels import OUTCOMES
from workbench.web.fields import CleanText, Day, OneOf, SomeOf
from workbench.web.forms import Form


class CheckForm(Form):
    """Did the agreement happen?"""

    checked_on = Day(_l("When did you look?"), required=True)
    person_id = OneOf(_l("Who looked?"), empty=_l("somebody else"))
    outcome = OneOf(_l("Did it work?"), options=OUTCOMES.items(), radio=True)
    seen = CleanText(_l("What did you see?"), lines=3)
    follow_up = CleanText(_l("What happens now?"), lines=3)


class RehearsalForm(Form):
    """An agreement tried out before it is needed."""

    rehearsed_on = Day(_l("When?"), required=True)
    agreement_ids = SomeOf(_l("Which agreements?"), required=True)
    person_ids = SomeOf(_l("Who took part?"))
    scenario = CleanText(_l("What did you try?"), required=True, lines=3)
    went_well = CleanText(_l("What went well?"), lines=3)
    went_wrong = CleanText(_l("What did not?"), lines=3)
    changed = CleanText(_l("What do you do differently now?"), lines=3)


class DiaryForm(Form):
    """A line in the diary of the family and the network."""

    written_on = Day(_l("When?"), required=True)
    person_id = OneOf(_l("Who says so?"), empty=_l("somebody else"))
    text = CleanText(_l("What happened?"), required=True, lines=3)
    agreement_id = OneOf(_l("Which agreement?"), empty=_l("none"))
    child_id = OneOf(_l("Which child?"), empty=_l("none"))
    is_success = BooleanField(_l("This is a success"))
