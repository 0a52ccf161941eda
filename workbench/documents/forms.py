"""Which document, for whom, of which version."""

from typing import Any

from flask_babel import lazy_gettext as _l

from workbench.web.fields import OneOf
from workbench.web.forms import Form


class DocumentForm(Form):
    """A document is always for one named reader (B20)."""

    document: Any = OneOf(_l("Which document?"), radio=True)
    reader: Any = OneOf(_l("For whom?"))
    plan = OneOf(_l("Of which version of the plan?"))
