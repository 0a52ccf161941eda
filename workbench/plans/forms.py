"""What a person fills in about the plan: its texts, the days of a version, and the reason to set it all the same."""

from typing import Any

from flask_babel import lazy_gettext as _l

from workbench.plans.models import PlanKind, Situation
from workbench.plans.words import KIND, QUESTIONS, SITUATION
from workbench.web.fields import CleanText, Coach, Day, OneOf
from workbench.web.forms import Form

SITUATIONS = "situation_"
READ = Coach("family")  # the family reads every text of the plan


class PlanForm(Form):
    """The texts of the plan besides its goals and agreements."""

    what_if_unsafe = CleanText(QUESTIONS["what_if_unsafe"], lines=4, coach=READ)
    diary = CleanText(QUESTIONS["diary"], lines=2, coach=READ)
    rehearsing = CleanText(QUESTIONS["rehearsing"], lines=2, coach=READ)
    evaluate_who = CleanText(QUESTIONS["evaluate_who"], lines=2, coach=READ)
    adapt_by_age = CleanText(QUESTIONS["adapt_by_age"], lines=3, coach=READ)
    explained_to_child = CleanText(QUESTIONS["explained_to_child"], lines=2, coach=READ)
    duration = CleanText(QUESTIONS["duration"], most=200)

    @property
    def texts(self) -> dict[str, str]:
        """The plan's own texts."""
        return {name: text for name, text in self.answers.items() if not name.startswith(SITUATIONS)}

    @property
    def situations(self) -> dict[Situation, str]:
        """What was agreed in each special situation."""
        return {one: self[SITUATIONS + one.value].data or "" for one in Situation}


for _situation in Situation:
    setattr(PlanForm, SITUATIONS + _situation.value, CleanText(SITUATION[_situation.value], lines=2, coach=READ))


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
