"""What workers fill in about links and answers. What participants fill in stands in guest_forms."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from workbench.reviews.guest_forms import ASKED, WORDS, AnswerForm, CodeForm
from workbench.reviews.labels import HOW, OUTCOMES
from workbench.reviews.models import Handling, Outcome
from workbench.web.fields import CleanText, Coach, OneOf
from workbench.web.forms import Form

__all__ = ["ASKED", "WORDS", "AnswerForm", "CodeForm", "PaperForm", "ReplyForm", "TakeOverForm"]
# What can be said of an answer; changing the text has a page of its own.
WAYS = {
    Outcome.AGREE_BUT: (Handling.TALKED, Handling.KEPT),
    Outcome.DISAGREE: (Handling.TALKED, Handling.KEPT),
    Outcome.NOT_UNDERSTOOD: (Handling.EXPLAINED, Handling.TALKED),
}


class PaperForm(Form):
    """What somebody answered on paper or aloud, typed in by a colleague."""

    outcome = OneOf(_l("Answer"), options=OUTCOMES.items(), radio=True)
    change = CleanText(_l("In their own words"), lines=3, most=WORDS)
    text_sha256 = HiddenField()


class ReplyForm(Form):
    """What was done with an answer, and what this person reads back."""

    how = OneOf(_l("How did it end?"), radio=True)
    told = CleanText(_l("What does this person read?"), lines=3, most=WORDS, coach=Coach("family"))
    reply = CleanText(_l("What did you do with it?"), lines=3, most=WORDS)

    def about(self, outcome: Outcome) -> "ReplyForm":
        """Only what fits this answer: who would rather talk first reads nothing on a screen."""
        ways = WAYS.get(outcome, (Handling.TALKED,))
        self.how.offer([(way, HOW[way]) for way in ways])
        if not self.is_submitted() and self.how.data not in ways:
            self.how.data = ways[0]
        if outcome is Outcome.TALK_FIRST:
            del self.told
        return self


class TakeOverForm(Form):
    """The new text of an agreement, out of what somebody proposed."""

    what = CleanText(_l("What does this person do?"), required=True, lines=3, why=_l("Write down what somebody does."),
                     coach=Coach("agreement", ("T3",)))  # `when` says when
    when = CleanText(_l("When?"), required=True, most=400, why=_l("Write down when this happens."))
