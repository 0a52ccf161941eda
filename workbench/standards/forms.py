"""What people fill in about the standards: evidence by hand, a judgement."""

from flask_babel import lazy_gettext as _l

from workbench.standards import labels
from workbench.web.fields import CleanText, Day, OneOf
from workbench.web.forms import Form


class ByHandForm(Form):
    record = OneOf(_l("What shows it?"))
    held_on = Day(_l("On which day was that?"), required=True)
    reason = CleanText(_l("Why does this count for this standard?"), required=True, lines=3, most=1000)


class JudgementForm(Form):
    verdict = OneOf(_l("Your judgement"), options=labels.VERDICTS.items(), radio=True)
    text = CleanText(_l("Why? The worker reads this."), lines=4, most=2000)
