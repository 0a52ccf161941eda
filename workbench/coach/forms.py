"""What an administrator fills in about a word."""

from flask_babel import lazy_gettext as _l

from workbench.web.fields import CleanText
from workbench.web.forms import Form


class AddWordForm(Form):
    """A word of the organisation's own."""

    word = CleanText(_l("Which word?"), required=True, most=80, why=_l("Type a word."))
    replacement = CleanText(_l("What to write instead"), most=80)
    reason = CleanText(_l("Why?"), required=True, most=300, why=_l("Write down why."))


class RemoveWordForm(Form):
    """Why a word of ours goes off the list here."""

    reason = CleanText(_l("Why does it go off the list?"), required=True, most=300, why=_l("Write down why."))
