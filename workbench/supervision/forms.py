"""What people fill in for supervision: a question or compliment, what they say to it, a talk and what was agreed in it."""

from flask_babel import lazy_gettext as _l

from workbench.standards.catalogue import STANDARDS
from workbench.standards.models import AskKind
from workbench.web.fields import CleanText, ClockTime, Day, OneOf, SomeOf
from workbench.web.forms import Form

KINDS = {AskKind.QUESTION: _l("A question"), AskKind.COMPLIMENT: _l("A compliment")}


class AskForm(Form):
    kind = OneOf(_l("What is it?"), options=KINDS.items(), radio=True, default=AskKind.QUESTION)
    text = CleanText(_l("Your words to the worker"), required=True, lines=3, most=2000, why=_l("Write your question."))


class ReplyForm(Form):
    text = CleanText(_l("What do you say?"), required=True, lines=3, most=2000, why=_l("Write your answer."))


class TalkForm(Form):
    held_on = Day(_l("On which day?"), required=True)
    with_whom = CleanText(_l("Who sat together?"), required=True, most=200, why=_l("Say who sat together."))
    standards = SomeOf(_l("Which standards did you look at?"), options=[(one.number, one.title) for one in STANDARDS])
    discussed = CleanText(_l("What did you see together?"), lines=5, most=4000)
    next_on = Day(_l("When do you sit together again?"))
    next_at = ClockTime(_l("At what time?"))


class ActionForm(Form):
    what = CleanText(_l("What was agreed?"), required=True, lines=2, most=1000, why=_l("Say what was agreed."))
    who = OneOf(_l("Who does it?"))
    due_on = Day(_l("Before which day?"), required=True)
