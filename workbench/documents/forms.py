"""Which document, for whom, of which version."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from workbench.web.fields import CleanText, OneOf, Picture
from workbench.web.forms import Form


class DocumentForm(Form):
    """A document is always for one named reader (B20)."""

    document: Any = OneOf(_l("Which document?"), radio=True)
    reader: Any = OneOf(_l("For whom?"))
    plan = OneOf(_l("Of which version of the plan?"))
    large = BooleanField(_l("In large print"))


class HouseStyleForm(Form):
    """A Word file of the organisation's own."""

    file: Any = Picture(_l("A Word file (.docx or .dotx)"), required=True)


class ClosingForm(Form):
    """What stands on the cover and on the last page of every plan."""

    logo: Any = Picture(_l("Logo, for the cover"))
    remove_logo = BooleanField(_l("Take the logo away"))
    closing = CleanText(_l("Closing words, on the last page"), lines=4, most=1000)
