"""What a person fills in about worries, goals, opinions, numbers and bottom lines."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, ValidationError

from workbench.casus.queries import names_of
from workbench.goals import labels, rules
from workbench.goals.models import BottomLineGround, BottomLineStatus, GoalOrigin, HoldUnit, RatingForm
from workbench.web.fields import CleanText, Day, OneOf, Scale, SomeOf, Whole
from workbench.web.filters import day
from workbench.web.forms import Form

EVERYBODY = _l("Everybody")


def rests_on_something(form: Any, field: Any) -> None:
    """A worry rests on an event of the map, or says why there is none."""
    given = {"worried": [0], "children": [0], "examples": field.data, "threat_without_harm": form.threat_without_harm.data}
    for _name, message in rules.danger_gaps(**given):
        raise ValidationError(message)


class WorryParts:
    """The worry: who, about what, shown by which event, and what the child notices of it."""

    title = CleanText(_l("The worry in a few words"), required=True, most=150, why=_l("Give the worry a short name."))
    worried = SomeOf(_l("Who worries?"), required=True, why=_l("Choose who worries: at least one person."))
    about = CleanText(_l("About what?"), required=True, lines=3, why=_l("Write down what happens."))
    examples = SomeOf(_l("Which event shows this?"), [rests_on_something])
    threat_without_harm = CleanText(_l("Nothing happened yet? Why is there a danger all the same?"), lines=2)
    children = SomeOf(_l("For which child?"), required=True, why=_l("Choose for which child."))
    impact_now = CleanText(_l("What does the child notice of it now?"), required=True, lines=2,
                           why=_l("Write down what the child notices of it."))  # fmt: skip
    impact_later = CleanText(_l("And later, if nothing changes?"), required=True, lines=2,
                             why=_l("Write down what happens later if nothing changes."))  # fmt: skip
    acknowledgement = CleanText(_l("What did the family do already to make it safer?"), lines=2)
    sub_group = OneOf(_l("Which part of the network may read it?"), empty=EVERYBODY)


class GoalParts:
    """The goal: who shows whom what, and what the child notices of it."""

    shows = SomeOf(_l("Who shows it?"), required=True, why=_l("Choose who shows this."))
    behaviour = CleanText(_l("What does this person do then?"), required=True, lines=3,
                          why=_l("Write down what people will see."))  # fmt: skip
    sees = SomeOf(_l("Who sees it?"), required=True, why=_l("Choose who sees this."))
    child_notices = CleanText(_l("What does the child notice of it?"), required=True, lines=3,
                              why=_l("Write down what the child notices."))  # fmt: skip
    professional_sees = CleanText(_l("What do professionals see?"), lines=2)
    origin = OneOf(_l("Whose goal is it?"), options=labels.ORIGINS.items(), radio=True, default=GoalOrigin.TOGETHER)


class EnoughParts:
    """When it is good enough, agreed beforehand."""

    hold_for = Whole(_l("How long does it go well in a row?"), required=True, least=1, most=520)
    hold_unit = OneOf(_l("Counted in"), options=labels.UNITS.items(), radio=True, default=HoldUnit.WEEKS)
    good_enough = Scale(_l("Which number is good enough?"), default=7)


class SentenceParts:
    """The two sentences as they come to stand in the plan."""

    sentence = CleanText(_l("This is how the worry reads in the plan"), lines=5)
    goal_sentence = CleanText(_l("This is how the goal reads in the plan"), lines=5)
    family_text = CleanText(_l("In the family’s own words"), lines=2)


class NewForm(WorryParts, GoalParts, EnoughParts, SentenceParts, Form):
    """A worry with its goal, filled in on three pages and a last one to look at it."""

    step = HiddenField(default="1")

    def offer(self, found: dict[str, list[Any]]) -> "NewForm":
        offer(self, found)
        return self


STEPS = (WorryParts, GoalParts, EnoughParts, SentenceParts)


class DangerForm(WorryParts, Form):
    """A worry that is there already."""

    sentence = CleanText(_l("This is how the worry reads in the plan"), lines=5)


class GoalForm(GoalParts, EnoughParts, Form):
    """A goal that is there already; a change asks for the reason."""

    hold_since = Day(_l("Since which day does it go well?"))
    goal_sentence = CleanText(_l("This is how the goal reads in the plan"), lines=5)
    family_text = CleanText(_l("In the family’s own words"), lines=2)
    reason = CleanText(_l("Why does the goal change?"), lines=2)


class GoalStatusForm(Form):
    status = OneOf(
        _l("Where does it stand?"), radio=True, options=[(one, word) for one, (_k, word, _i) in labels.GOAL_STATUSES.items()]
    )
    reason = CleanText(_l("Why?"), lines=2)


class OpinionForm(Form):
    """What a parent thinks of a worry."""

    person = OneOf(_l("Who?"), radio=True)
    opinion = OneOf(_l("What does this parent think of it?"), options=labels.OPINIONS.items(), radio=True)
    words = CleanText(_l("In his or her own words"), lines=3)
    given_on = Day(_l("On which day?"), required=True)


class NumberForm(Form):
    """One person's number."""

    person = OneOf(_l("Whose number is it?"))
    number = Scale(_l("How safe is it now?"))
    reason = CleanText(_l("What makes it this number?"), required=True, lines=3, why=_l("Write down what makes it this number."))
    next_step = CleanText(_l("What is one small step up?"), lines=2)
    rated_on = Day(_l("On which day?"), required=True)
    form = OneOf(_l("How was it given?"), options=labels.RATING_FORMS.items(), radio=True, default=RatingForm.CONVERSATION)
    proxy = OneOf(_l("Given by somebody else, for a young child?"), empty=_l("No, in person"))


class BottomLineForm(Form):
    """What must be so in any case."""

    text = CleanText(_l("What must be so?"), required=True, lines=3, why=_l("Write down what must be so."))
    set_by = CleanText(_l("Which organisation asks it?"), required=True, why=_l("Write down who asks this."))
    ground = OneOf(_l("On what ground?"), options=labels.GROUNDS.items(), radio=True, default=BottomLineGround.INSTITUTION)
    set_on = Day(_l("Since which day?"), required=True)
    reason = CleanText(_l("Why?"), required=True, lines=2, why=_l("Write down why this is asked."))
    danger = OneOf(_l("For which worry?"), empty=_l("For all of them"))
    sub_group = OneOf(_l("Which part of the network may read it?"), empty=EVERYBODY)


class BottomLineStatusForm(Form):
    status = OneOf(
        _l("What happens with it?"), radio=True,
        options=[(BottomLineStatus.REACHED, _l("It is reached")), (BottomLineStatus.WITHDRAWN, _l("It is withdrawn"))],
    )  # fmt: skip
    reason = CleanText(_l("Why?"), lines=2)


def offer(form: Any, found: dict[str, list[Any]]) -> Any:
    """Set what can be chosen in any of these forms, from queries.choices_of."""
    names = names_of(found["people"])
    children = [person.id for person in found["people"] if person.family_role == "child"]
    for field in ("worried", "shows", "sees", "person", "proxy"):
        if field in form:
            form[field].offer(names.items())
    if "children" in form:
        form.children.offer([(person, name) for person, name in names.items() if person in children])
    if "examples" in form:
        form.examples.offer([(item.id, event_words(item)) for item in found["harm"]])
    if "sub_group" in form:
        form.sub_group.offer([(group.id, group.name) for group in found["groups"]])
    return form


def event_words(item: Any) -> str:
    """An event of the map as a choice: when, and what happened."""
    when = day(item.happened_on) or item.period
    return _("%(day)s: %(text)s", day=when, text=item.text) if when else item.text
