"""What a participant fills in. Its texts are in every language of the participants' pages (translations/guest.py)."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from workbench.reviews.models import Outcome
from workbench.web.fields import CleanText, OneOf
from workbench.web.forms import Form

WORDS = 2000
ASKED = {
    Outcome.AGREE: _l("Yes"),
    Outcome.AGREE_BUT: _l("Yes, but…"),
    Outcome.DISAGREE: _l("No"),
    Outcome.NOT_UNDERSTOOD: _l("I do not understand it"),
    Outcome.TALK_FIRST: _l("I would rather talk about it first"),
}


class CodeForm(Form):
    """The code of a link."""

    code = CleanText(_l("Type your code"), required=True, most=40, why=_l("Type the code that is on your card."))


class AnswerForm(Form):
    """What a participant says of one agreement. `text_sha256` is the fingerprint of the text on the page."""

    outcome = OneOf(_l("What do you think?"), options=ASKED.items(), radio=True)
    change = CleanText(_l("What would you like to be different?"), lines=3, most=WORDS)
    instead = CleanText(_l("What would work?"), lines=3, most=WORDS)
    text_sha256 = HiddenField()

    @property
    def words(self) -> str:
        """The words that belong to the answer that was chosen."""
        boxes: dict[Any, CleanText] = {Outcome.AGREE_BUT: self.change, Outcome.DISAGREE: self.instead}
        box = boxes.get(self.outcome.data)
        return (box.data or "") if box is not None else ""
