"""What is typed while a meeting runs. Short forms: a line, who says it, a key."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from workbench.agreements.forms import NOBODY
from workbench.meeting_mode import labels
from workbench.meetings.models import AttendanceStatus, EntryKind
from workbench.reviews.models import Outcome
from workbench.web.fields import CleanText, Coach, Day, OneOf, Scale, SomeOf, Whole
from workbench.web.forms import Form

LINE = 1000
People = list[tuple[int, str]]


class GoForm(Form):
    """To another item of the agenda, another agreement, another side."""

    nr = Whole(_l("Item"), required=True, least=1, most=2_000_000_000)


class LookForm(Form):
    """How the screen looks."""

    what = OneOf(_l("Look"), options=[("large", _l("Larger")), ("contrast", _l("More contrast"))])


class AttendanceForm(Form):
    """Whether somebody is here."""

    status = OneOf(_l("Is here?"), options=[(one, one.value) for one in (
        AttendanceStatus.PRESENT, AttendanceStatus.ONLINE, AttendanceStatus.ABSENT, AttendanceStatus.REPRESENTED)])  # fmt: skip
    words = CleanText(_l("Who or what stands in?"), most=200)


class NoteForm(Form):
    """One line of what is said."""

    text = CleanText(_l("What is said?"), required=True, most=LINE, why=_l("Type what is said."))
    said_by = OneOf(_l("Who says it?"), empty=_l("nobody in particular"))
    kind = OneOf(_l("What is it?"), options=[(one, words) for one, (_icon, words) in labels.ENTRY_KINDS.items()])

    def offer(self, people: People) -> "NoteForm":
        """Set who can say it."""
        self.said_by.offer(people)
        return self

    @property
    def said(self) -> dict[str, Any]:
        """The answers by the names of the record."""
        return {"text": self.text.data, "kind": self.kind.data or EntryKind.OPINION, "said_by_id": self.said_by.data}


class SuccessLine(Form):
    """Something that worked, in a line."""

    what = CleanText(_l("What worked?"), required=True, most=LINE, why=_l("Write what worked."))
    people = OneOf(_l("Who did it?"), empty=_l("several people"))


class NumberForm(Form):
    """One person's number and why."""

    number = Scale(_l("Which number?"))
    reason = CleanText(_l("Why this number?"), most=LINE)


class StepForm(Form):
    """What would make it one step safer."""

    next_step = CleanText(_l("What would make it one step higher?"), most=LINE)


class AgreementLine(Form):
    """The short form of an agreement: who, what, when, who looks, what if, who stands in."""

    doers = SomeOf(_l("Who does it?"), required=True, why=_l("Say who does this: at least one person by name."))
    what = CleanText(_l("What does this person do?"), required=True, lines=2, most=LINE, coach=Coach("agreement"),
                     why=_l("Write down what somebody does."))  # fmt: skip
    when = CleanText(_l("When?"), required=True, most=400, why=_l("Write down when this happens."))
    checker = OneOf(_l("Who looks whether it happens?"))
    check_how = CleanText(_l("How does this person see that?"), most=400)
    check_every_days = Whole(_l("Look again every"), required=True, least=1, most=365, default=14)
    what_if = CleanText(_l("What if it does not work?"), lines=2, most=LINE)
    backup = OneOf(_l("Who stands in?"), empty=NOBODY)

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """What this form asks."""
        return ("doers", "what", "when", "checker", "check_how", "check_every_days", "what_if", "backup")

    @classmethod
    def keeps_drafts(cls) -> bool:
        """The screen of a meeting keeps what is typed by itself, in shorter steps."""
        return False

    def offer(self, people: People) -> "AgreementLine":
        """Set who can do it, look, or stand in."""
        for field in (self.doers, self.checker, self.backup):
            field.offer(people)
        return self


class HowForm(Form):
    """How an agreement went since last time."""

    outcome = OneOf(_l("How did it go?"), options=labels.HOW_IT_WENT.items())
    seen = CleanText(_l("What did you see?"), most=LINE)
    person = OneOf(_l("Who saw it?"), empty=_l("nobody in particular"))


class ConfirmationForm(Form):
    """What somebody at the table says of the agreement that is read back."""

    outcome = OneOf(_l("What do you think?"), options=labels.ANSWERS.items())
    change = CleanText(_l("In their own words"), most=2000)
    text_sha256 = HiddenField()

    @property
    def chosen(self) -> Outcome:
        """The answer."""
        answer: Outcome = self.answers["outcome"]
        return answer


class NextForm(Form):
    """When people meet again."""

    next_on = Day(_l("On which day?"))


class LineForm(Form):
    """One line of one person; empty takes it away."""

    text = CleanText(_l("What do you take home?"), most=LINE)
