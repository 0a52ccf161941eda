"""What a colleague writes down of what somebody said of a meeting."""

from flask_babel import lazy_gettext as _l

from workbench.meetings.feedback_guest_forms import FACES, WORDS
from workbench.web.fields import CleanText, OneOf
from workbench.web.forms import Form


class WriteDownForm(Form):
    """The three questions, in the words of the person who answers."""

    heard = OneOf(_l("Felt heard? Let a child point at a face"), options=FACES.items(), empty=_l("not asked"), radio=True)
    went_well = CleanText(_l("What went well? In the person’s own words"), lines=3, most=WORDS)
    next_time = CleanText(_l("What can be different next time? In the person’s own words"), lines=3, most=WORDS)
