"""When a step is planned, and a remark."""

from flask_babel import lazy_gettext as _l

from workbench.web.fields import CleanText, Day
from workbench.web.forms import Form


class StepForm(Form):
    """Both may stay empty."""

    planned_on = Day(_l("When is this step planned?"))
    remark = CleanText(_l("What do you want to remember with this step?"), lines=3)
