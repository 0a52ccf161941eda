"""What a person fills in about the plan: its texts, the days of a version, and the reason to set it all the same."""

from typing import Any

from flask_babel import lazy_gettext as _l

from workbench.plans.models import PlanKind, Situation
from workbench.plans.words import KIND, SITUATION
from workbench.web.fields import CleanText, Day, OneOf
from workbench.web.forms import Form

SITUATIONS = "situation_"


class PlanForm(Form):
    """The texts of the plan besides its goals and agreements."""

    what_if_unsafe = CleanText(_l("What do you do if it becomes unsafe after all?"), lines=4)
    diary = CleanText(_l("How do you keep the safety diary?"), lines=2)
    rehearsing = CleanText(_l("How and when do you rehearse?"), lines=2)
    evaluate_who = CleanText(_l("Who looks at the plan again?"), lines=2)
    adapt_by_age = CleanText(_l("What changes as the children grow older?"), lines=3)
    explained_to_child = CleanText(_l("Who explains the plan to the children, and at what age?"), lines=2)
    duration = CleanText(_l("How long does the plan last, in words?"), most=200)

    @property
    def texts(self) -> dict[str, str]:
        """The plan's own texts."""
        return {name: text for name, text in self.answers.items() if not name.startswith(SITUATIONS)}

    @property
    def situations(self) -> dict[Situation, str]:
        """What was agreed in each special situation."""
        return {one: self[SITUATIONS + one.value].data or "" for one in Situation}


for _situation in Situation:
    setattr(PlanForm, SITUATIONS + _situation.value, CleanText(SITUATION[_situation.value], lines=2))


class FreezeForm(Form):
    """The days of a version."""

    kind = OneOf(_l("Which plan is it?"), options=[(kind, KIND[kind.value]) for kind in PlanKind], radio=True)
    starts_on = Day(_l("From which day?"), required=True)
    ends_on = Day(_l("Until which day?"))
    evaluate_on = Day(_l("When do you look at it again?"))
    meeting_id = OneOf(_l("Made in which meeting?"), empty=_l("Not in a meeting"))

    @property
    def days(self) -> dict[str, Any]:
        """The answers, for the operation."""
        return self.answers


class SetForm(Form):
    """Setting a version."""

    despite = CleanText(_l("Somebody objects. Why do you set the plan all the same?"), lines=2, most=1000)
