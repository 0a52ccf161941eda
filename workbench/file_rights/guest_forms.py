"""What is filled in by the personal link about one's own data, in the words of who asks."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from workbench.file_rights.models import RequestKind
from workbench.web.fields import CleanText, OneOf
from workbench.web.forms import Form

OWN_KINDS = {
    RequestKind.ACCESS: _l("I want to see what is written about me"),
    RequestKind.CORRECTION: _l("Something that is written is not right"),
    RequestKind.OWN_VIEW: _l("I want my own words to stand beside it"),
    RequestKind.DELETION: _l("I want something about me to be taken away"),
}


class OwnRequestForm(Form):
    """Somebody asks about the own data, by the personal link."""

    kind = OneOf(_l("What do you want to ask?"), options=OWN_KINDS.items(), radio=True)
    wish = CleanText(_l("What is it about?"), lines=4, most=2000)

    def validate_wish(self, field: CleanText) -> None:
        """To see everything needs no more words; the rest does."""
        if not field.data and self.kind.data and self.kind.data is not RequestKind.ACCESS:
            raise ValidationError(_l("Write down what it is about."))
