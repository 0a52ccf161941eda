"""A success, and how it was done (EARS: elicit, amplify, reflect, start over)."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from workbench.web.fields import CleanText, Coach, Day, OneOf, SomeOf
from workbench.web.forms import Form


class SuccessForm(Form):
    """What worked, who did it and how, and how it was celebrated."""

    happened_on = Day(_l("When?"), required=True)
    person_ids = SomeOf(_l("Who did it?"), required=True)
    what = CleanText(_l("What worked?"), required=True, lines=3, coach=Coach("family"))
    how = CleanText(_l("How did they do it?"), lines=3, coach=Coach("family"))
    for_child = CleanText(_l("What did the child notice?"), lines=2)
    celebrated = CleanText(_l("How was it celebrated?"), most=400)
    celebrated_on = Day(_l("When was it celebrated?"))
    shared_with_family = BooleanField(_l("Shared with the family"))
    agreement_id = OneOf(_l("Which agreement?"), empty=_l("none"))
