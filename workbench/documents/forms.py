"""Which document, for whom, of which version."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from workbench.documents.stamp import PLAN, PURPOSES
from workbench.web.fields import CleanText, OneOf, Picture
from workbench.web.forms import Form


class DocumentForm(Form):
    """A document is always for one named reader (B20)."""

    document: Any = OneOf(_l("Which document?"), radio=True)
    reader: Any = OneOf(_l("For whom?"))
    plan = OneOf(_l("Of which version of the plan?"))
    purpose: Any = OneOf(_l("What is it for?"), options=PURPOSES.items(), default=PLAN)
    large = BooleanField(_l("In large print"))


YES_NO = (("yes", _l("It may go out, once")), ("no", _l("It stays in")))


class AskForm(Form):
    """Asking a second person to let a paper out, in an acute crisis."""

    reason: Any = CleanText(
        _l("Why must it go out now, as it is?"), most=1000, lines=3, required=True,
        description=_l("Who decides reads this. For example: Truus sleeps at home with Noa tonight, and needs this number when "
                       "it goes wrong."),
    )  # fmt: skip


class DecideForm(Form):
    """Letting it out or not."""

    granted: Any = OneOf(_l("What do you decide?"), options=YES_NO, radio=True)
    words: Any = CleanText(
        _l("Why?"), most=1000, lines=3, required=True,
        description=_l("For example: I called Sanne; it is the number of the crisis service."),
    )


class FindForm(Form):
    """A paper that was found."""

    number: Any = CleanText(
        _l("Which number is at the foot of the paper?"), most=60, required=True,
        description=_l("For example: 2026-k7m4-q9tz"),
    )


class HouseStyleForm(Form):
    """A Word file of the organisation's own."""

    file: Any = Picture(_l("A Word file (.docx or .dotx)"), required=True)


class ClosingForm(Form):
    """What stands on the cover and on the last page of every plan."""

    logo: Any = Picture(_l("Logo, for the cover"))
    remove_logo = BooleanField(_l("Take the logo away"))
    closing = CleanText(_l("Closing words, on the last page"), lines=4, most=1000)
