"""What a person fills in about bottom lines."""

from typing import Any

from flask_babel import lazy_gettext as _l

from workbench.goals import labels, rules
from workbench.goals.forms import EVERYBODY
from workbench.goals.models import BottomLineGround, BottomLineStatus
from workbench.web.fields import CleanText, Coach, Day, OneOf
from workbench.web.forms import Form


class BottomLineForm(Form):
    """What must be so in any case."""

    text = CleanText(_l("What must be so?"), required=True, lines=3, why=_l("Write down what must be so."),
                     coach=Coach("goal", ("T1", "T2", "T10", "T11")))  # fmt: skip
    set_by = CleanText(_l("Which organisation asks it?"), required=True, why=_l("Write down who asks this."))
    ground = OneOf(
        _l("On what ground?"), options=labels.GROUNDS.items(), radio=True, default=BottomLineGround.INSTITUTION
    )
    set_on = Day(_l("Since which day?"), required=True)
    reason = CleanText(_l("Why is this asked?"), required=True, lines=2, why=_l("Write down why this is asked."))
    danger = OneOf(_l("For which worry?"), empty=_l("For all of them"))
    sub_group = OneOf(_l("Which part of the network may read it?"), empty=EVERYBODY)


class ChangeBottomLineForm(BottomLineForm):
    """A bottom line that is there already; a change asks for the reason."""

    why = CleanText(_l("Why does it change?"), lines=2)


class BottomLineStatusForm(Form):
    status = OneOf(_l("What happens with it?"), radio=True)
    reason = CleanText(_l("Why?"), lines=2)


def status_form(now: BottomLineStatus, **values: Any) -> BottomLineStatusForm:
    """The steps a bottom line can take from here."""
    form = BottomLineStatusForm(**values)
    form.status.offer([(one, labels.BOTTOM_LINE_STEPS[one]) for one in rules.NEXT_BOTTOM_LINE[now]])
    return form
