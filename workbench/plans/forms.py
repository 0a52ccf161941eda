"""What a person fills in about the plan: its texts, the days of a version, and the reason to set it all the same."""

from typing import Any

from flask_babel import lazy_gettext as _l

from workbench.plans.models import PlanKind, Situation
from workbench.plans.words import KIND, QUESTIONS, SITUATION
from workbench.web.fields import CleanText, Coach, Day, OneOf, SomeOf
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
    stand_ins = SomeOf(_l("Who stands in when the main carer is ill, tense or away?"))
    stand_in_how = CleanText(QUESTIONS["stand_in_how"], lines=2, coach=READ)
    other_children = CleanText(QUESTIONS["other_children"], lines=2, coach=READ)
    evaluate_on = Day(_l("When do you look at the plan again?"))

    @property
    def texts(self) -> dict[str, Any]:
        """The plan's own texts, and the day people look again."""
        said = (one for one in self.answers.items() if not one[0].startswith(SITUATIONS) and one[0] != "stand_ins")
        return dict(said)

    @property
    def situations(self) -> dict[Situation, str]:
        """What was agreed in each special situation."""
        return {one: self[SITUATIONS + one.value].data or "" for one in Situation}


for _situation in Situation:
    setattr(PlanForm, SITUATIONS + _situation.value, CleanText(SITUATION[_situation.value], lines=2, coach=READ))


class SafetyForm(Form):
    """What keeps one child safe: people, and a thing that means "come"."""

    safe_people = SomeOf(_l("Who can this child go to?"))
    safety_object = CleanText(_l("What does the child put where, meaning “come”?"), lines=2, most=400, coach=READ)


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
