"""The three questions after a meeting, as people read them. Its texts are in every language of the participants' pages."""

from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from workbench.meetings.models import Heard
from workbench.web.fields import CleanText, OneOf
from workbench.web.forms import Form

WORDS = 2000
FACES = {Heard.YES: _l("Yes"), Heard.PARTLY: _l("A little"), Heard.NO: _l("No")}
ICONS = {Heard.YES: "smile", Heard.PARTLY: "meh", Heard.NO: "frown"}
CARD = (_l("How was our meeting?"), _l("Answer three short questions"))


class Questions(NamedTuple):
    """The questions in the words for one reader."""

    heard: Any
    went_well: Any
    next_time: Any


GROWN_UP = Questions(_l("Did you feel heard?"), _l("What went well, do you think?"), _l("What can be different next time?"))
YOUNG = Questions(
    _l("Did the grown-ups listen to you?"), _l("What was good?"), _l("What should go differently next time?")
)


class OwnFeedbackForm(Form):
    """Each question may be left open."""

    heard = OneOf(GROWN_UP.heard, options=FACES.items(), empty="", radio=True)
    went_well = CleanText(GROWN_UP.went_well, lines=3, most=WORDS)
    next_time = CleanText(GROWN_UP.next_time, lines=3, most=WORDS)

    @classmethod
    def keeps_drafts(cls) -> bool:
        """Never: the phone may be shared."""
        return False
