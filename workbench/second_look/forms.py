"""Asking for a step of two people, and deciding it."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from workbench.web.fields import CleanText, OneOf, SomeOf
from workbench.web.forms import Form

YES_NO = (("yes", _l("I agree: do it")), ("no", _l("I do not agree")))


class AskForm(Form):
    """Why it is needed."""

    reason = CleanText(_l("Why is this needed?"), required=True, lines=3, most=1000)

    @classmethod
    def keeps_drafts(cls) -> bool:
        """Short."""
        return False


class UnprotectForm(AskForm):
    """What need not be secret any more."""

    what = SomeOf(_l("What need not be secret any more?"), required=True, why=_l("Choose what it is about."))


class TeamForm(AskForm):
    """To which team."""

    team_id = OneOf(_l("To which team?"))


class DecideForm(Form):
    """What the second person says."""

    agrees = OneOf(_l("What do you decide?"), options=YES_NO, radio=True)
    remark = CleanText(_l("Remark; needed when you do not agree"), lines=2, most=1000)

    @classmethod
    def keeps_drafts(cls) -> bool:
        """Short."""
        return False


class SeenForm(DecideForm):
    """The same, by who stands face to face with the person it is about."""

    saw = BooleanField(_l("I see this person face to face now, and I know who it is or I saw a proof of identity"))


class TakeOverForm(DecideForm):
    """The same, with who works on it from now on."""

    worker_id = OneOf(_l("Who of your team works on it?"), empty=_l("choose when you agree"))
