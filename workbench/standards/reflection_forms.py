"""What a worker fills in about his or her own work: a reflection, what came of talking about it, a learning action."""

from flask_babel import lazy_gettext as _l

from workbench.standards import labels
from workbench.standards.catalogue import STANDARDS
from workbench.standards.models import DiscussedIn, ReflectionVisibility
from workbench.web.fields import CleanText, ClockTime, Day, OneOf, Whole
from workbench.web.forms import Form


class ChangeReflectionForm(Form):
    """Everything a reflection says, but which standard and family it is about: those stay."""

    self_level = OneOf(_l("How often do you manage this?"), options=labels.LEVELS.items(), radio=True)
    example = CleanText(_l("An example"), required=True, lines=4, most=4000, why=_l("Give an example."))
    need = OneOf(_l("What do you need?"), options=labels.NEEDS.items(), radio=True)
    with_id = OneOf(_l("With which colleague?"), empty=_l("nobody in particular"))
    need_reason = CleanText(_l("What exactly, or why nothing now?"), lines=2, most=1000)
    reserved_on = Day(_l("When will you take time for this?"))
    reserved_at = ClockTime(_l("From what time?"))
    reserved_minutes = Whole(_l("How many minutes?"), least=5, most=480)
    discussed_in = OneOf(_l("Where did you discuss it?"), options=labels.DISCUSSED.items(), radio=True,
                         default=DiscussedIn.NOT_YET)
    discussed_on = Day(_l("When did you discuss it?"))
    agreed_action = CleanText(_l("What was agreed?"), lines=2, most=1000)
    due_on = Day(_l("By when?"))
    visibility = OneOf(_l("Who may read this?"), options=labels.VISIBLE_TO.items(), radio=True,
                       default=ReflectionVisibility.ONLY_ME)


class ReflectionForm(ChangeReflectionForm):
    """A new reflection."""

    standard = OneOf(_l("About which standard?"), options=[(standard.number, standard.title) for standard in STANDARDS])
    casus = OneOf(_l("About which family?"), empty=_l("My work in general"))


class DiscussedForm(Form):
    """Later: where a reflection was talked about, and what came of it."""

    discussed_in = OneOf(_l("Where did you discuss it?"), options=labels.DISCUSSED.items(), radio=True)
    discussed_on = Day(_l("When did you discuss it?"))
    agreed_action = CleanText(_l("What was agreed?"), lines=3, most=1000)
    due_on = Day(_l("By when?"))


class ChangeActionForm(Form):
    """What will be done to learn, and when."""

    what = CleanText(_l("What will you do?"), required=True, lines=2, most=1000, why=_l("Say what you will do."))
    planned_on = Day(_l("On which day?"), required=True)


class LearningActionForm(ChangeActionForm):
    """A new learning action."""

    standard = OneOf(_l("For which standard?"), options=[(standard.number, standard.title) for standard in STANDARDS])
