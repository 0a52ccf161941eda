"""What people fill in about the standards: evidence by hand, a judgement, a reflection."""

from flask_babel import lazy_gettext as _l

from workbench.standards import labels
from workbench.standards.catalogue import STANDARDS
from workbench.standards.models import DiscussedIn, ReflectionVisibility
from workbench.web.fields import CleanText, Day, OneOf, Whole
from workbench.web.forms import Form

TEN = [(standard.number, standard.title) for standard in STANDARDS]


class ByHandForm(Form):
    record = OneOf(_l("What shows it?"))
    held_on = Day(_l("On which day was that?"), required=True)
    reason = CleanText(_l("Why does this count for this standard?"), required=True, lines=3, most=1000)


class JudgementForm(Form):
    verdict = OneOf(_l("Your judgement"), options=labels.VERDICTS.items(), radio=True)
    text = CleanText(_l("Why? The worker reads this."), lines=4, most=2000)


class ReflectionForm(Form):
    standard = OneOf(_l("About which standard?"), options=TEN)
    casus = OneOf(_l("About which family?"), empty=_l("My work in general"))
    self_level = OneOf(_l("How often do you manage this?"), options=labels.LEVELS.items(), radio=True)
    example = CleanText(_l("An example"), required=True, lines=4, most=4000, why=_l("Give an example."))
    need = OneOf(_l("What do you need?"), options=labels.NEEDS.items(), radio=True)
    need_reason = CleanText(_l("What exactly, or why nothing now?"), lines=2, most=1000)
    reserved_on = Day(_l("When will you take time for this?"))
    reserved_minutes = Whole(_l("How many minutes?"), least=5, most=480)
    discussed_in = OneOf(_l("Where did you discuss it?"), options=labels.DISCUSSED.items(), radio=True,
                         default=DiscussedIn.NOT_YET)
    discussed_on = Day(_l("When did you discuss it?"))
    agreed_action = CleanText(_l("What was agreed?"), lines=2, most=1000)
    due_on = Day(_l("By when?"))
    visibility = OneOf(_l("Who may read this?"), options=labels.VISIBLE_TO.items(), radio=True,
                       default=ReflectionVisibility.ONLY_ME)


class LearningActionForm(Form):
    standard = OneOf(_l("For which standard?"), options=TEN)
    what = CleanText(_l("What will you do?"), required=True, lines=2, most=1000, why=_l("Say what you will do."))
    planned_on = Day(_l("On which day?"), required=True)
