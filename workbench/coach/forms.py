"""What an administrator fills in about a word."""

from flask_babel import lazy_gettext as _l

from workbench.coach import lists
from workbench.web.fields import CleanText
from workbench.web.forms import Form


class AddWordForm(Form):
    """A word of the organisation's own."""

    word = CleanText(_l("Which word?"), required=True, most=80, why=_l("Type a word."))
    replacement = CleanText(_l("What to write instead"), required=True, most=80,
                            why=_l("Write down what people can write instead."))  # fmt: skip
    reason = CleanText(_l("Why?"), required=True, most=300, why=_l("Write down why."))

    def for_list(self, name: str) -> "AddWordForm":
        """Without the field for other words, where the list has none."""
        if not lists.has_replacements(name):
            del self.replacement
        return self


class RemoveWordForm(Form):
    """Why a word of ours goes off the list here."""

    reason = CleanText(_l("Why does it go off the list?"), required=True, most=300, why=_l("Write down why."))
