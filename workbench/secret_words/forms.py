"""A secret word, and who may know it."""

from flask_babel import lazy_gettext as _l

from workbench.casus import labels
from workbench.secret_words import rules
from workbench.web.fields import CleanText, OneOf
from workbench.web.forms import Form

NOBODY = _l("nobody: it stands in no plan and on no paper")


class WordForm(Form):
    """Words that give something away."""

    text = CleanText(_l("Which word or words?"), required=True, most=rules.LONGEST)
    kind = OneOf(_l("What does it give away?"), options=labels.CONTACTS.items())
    sub_group_id = OneOf(_l("Who may know it?"), empty=NOBODY, radio=True)

    @classmethod
    def keeps_drafts(cls) -> bool:
        """A secret word is kept in one place."""
        return False


class ReadersForm(Form):
    """Who may know a word from now on, and why."""

    sub_group_id = OneOf(_l("Who may know it from now on?"), empty=NOBODY, radio=True)
    reason = CleanText(_l("Why is this needed?"), lines=3, most=1000)

    @classmethod
    def keeps_drafts(cls) -> bool:
        """Short."""
        return False
