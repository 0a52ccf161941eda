"""What a person fills in about worries, goals and what parents think. Numbers: rating_forms; bottom lines: bottom_line_forms."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, ValidationError

from workbench.casus.queries import names_of
from workbench.goals import labels, queries, rules
from workbench.goals.models import DangerStatus, GoalOrigin, GoalStatus, HoldUnit
from workbench.mapping.labels import SOURCE_WORDS
from workbench.web.fields import CleanText, Coach, Day, OneOf, Scale, SomeOf, Whole
from workbench.web.filters import day, together
from workbench.web.forms import Form

EVERYBODY = _l("Everybody")
# What other fields of the form answer already: who does it to whom, when, and how it is measured.
PART_OF_DANGER = Coach("danger", ("T13",))
BEHAVIOUR = Coach("goal", ("T1", "T10", "T11"))
NOTICES = Coach("goal", ("T1", "T2", "T11"))


def rests_on_something(form: Any, field: Any) -> None:
    """A worry rests on an event of the map, or says why there is none."""
    given = {
        "worried": [0],
        "children": [0],
        "examples": field.data,
        "threat_without_harm": form.threat_without_harm.data,
    }
    for _name, message in rules.danger_gaps(**given):
        raise ValidationError(message)


class WorryParts:
    """The worry: who, about what, shown by which event, and what the child notices of it."""

    title = CleanText(_l("The worry in a few words"), required=True, most=150, why=_l("Give the worry a short name."))
    acknowledgement = CleanText(_l("What did the family do already to make it safer?"), lines=2, coach=PART_OF_DANGER)
    worried = SomeOf(_l("Who worries?"), required=True, why=_l("Choose who worries: at least one person."))
    about = CleanText(
        _l("About what?"), required=True, lines=3, why=_l("Write down what happens."), coach=PART_OF_DANGER
    )
    examples = SomeOf(_l("Which event shows this?"), [rests_on_something])
    threat_without_harm = CleanText(_l("Nothing happened yet? Why is there a danger all the same?"), lines=2)
    children = SomeOf(_l("For which child?"), required=True, why=_l("Choose for which child."))
    impact_now = CleanText(_l("What does the child notice of it now?"), required=True, lines=2, coach=PART_OF_DANGER,
                           why=_l("Write down what the child notices of it."))  # fmt: skip
    impact_later = CleanText(_l("And later, if nothing changes?"), required=True, lines=2, coach=PART_OF_DANGER,
                             why=_l("Write down what happens later if nothing changes."))  # fmt: skip
    sub_group = OneOf(_l("Which part of the network may read it?"), empty=EVERYBODY)


class GoalParts:
    """The goal: who shows whom what, also when, and what the child notices of it."""

    shows = SomeOf(_l("Who shows it?"), required=True, why=_l("Choose who shows this."))
    behaviour = CleanText(_l("What does this person do then?"), required=True, lines=3, coach=BEHAVIOUR,
                          why=_l("Write down what people will see."))  # fmt: skip
    difficult_moment = CleanText(_l("Also at which difficult moment?"), lines=2)
    sees = SomeOf(_l("Who sees it?"), required=True, why=_l("Choose who sees this."))
    child_notices = CleanText(_l("What does the child notice of it?"), required=True, lines=3, coach=NOTICES,
                              why=_l("Write down what the child notices."))  # fmt: skip
    professional_sees = CleanText(_l("What do professionals see?"), lines=2, coach=NOTICES)
    origin = OneOf(_l("Whose goal is it?"), options=labels.ORIGINS.items(), radio=True, default=GoalOrigin.TOGETHER)


class EnoughParts:
    """When it is good enough, agreed beforehand."""

    hold_for = Whole(_l("How long does it go well in a row?"), required=True, least=1, most=520)
    hold_unit = OneOf(
        _l("Do you count weeks or visits?"), options=labels.UNITS.items(), radio=True, default=HoldUnit.WEEKS
    )
    good_enough = Scale(_l("Which number is good enough?"), default=7)


class SentenceParts:
    """The two sentences as they come to stand in the plan. `made` and `goal_made`: what the parts made when these were shown."""

    sentence = CleanText(_l("This is how the worry reads in the plan"), lines=5, coach=Coach("danger"))
    made = HiddenField()
    goal_sentence = CleanText(_l("This is how the goal reads in the plan"), lines=5, coach=Coach("goal"))
    goal_made = HiddenField()
    family_text = CleanText(_l("In the family’s own words"), lines=2, coach=Coach("family"))


def view_parts(parents: dict[int, str]) -> type:
    """What each parent thinks of the worry, with room for own words; who was not asked yet is left open."""
    fields: dict[str, Any] = {}
    for person, name in parents.items():
        fields[f"opinion_{person}"] = OneOf(
            _l("What does %(name)s think of it?", name=name), options=labels.OPINIONS.items(), radio=True,
            empty=_l("Not asked yet"),
        )  # fmt: skip
        fields[f"words_{person}"] = CleanText(_l("In the own words of %(name)s", name=name), lines=2)
    return type("ViewParts", (), fields)


class NewForm(WorryParts, GoalParts, EnoughParts, SentenceParts, Form):
    """A worry with its goal, filled in on three pages and a last one to look at it; `pages`: the fields of each."""

    step = HiddenField(default="1")
    parents: dict[int, str]
    pages: tuple[list[str], ...]

    @property
    def views(self) -> list[tuple[int, Any, str]]:
        """What parents think, of whom was asked: (person, opinion, own words)."""
        asked = [(one, self[f"opinion_{one}"].data, self[f"words_{one}"].data or "") for one in self.parents]
        return [view for view in asked if view[1]]

    def has_views(self) -> bool:
        """Mark own words of which nobody said what that parent thinks; whether all is well."""
        for one in self.parents:
            if self[f"words_{one}"].data and not self[f"opinion_{one}"].data:
                self[f"opinion_{one}"].errors = [_("Choose what this parent thinks of it.")]
        return not any(self[f"opinion_{one}"].errors for one in self.parents)


def new_form(found: dict[str, list[Any]], good_enough: int) -> NewForm:
    """The form of a worry with its goal for this family; `good_enough` is where the organisation begins."""
    parents = parents_in(found["people"])
    views = view_parts(parents)
    kind = type("NewForm", (views, NewForm), {
        "parents": parents,
        "pages": ([*names_in(WorryParts), *names_in(views)], names_in(GoalParts), names_in(EnoughParts), names_in(SentenceParts)),
    })  # fmt: skip
    form: NewForm = kind()
    form.good_enough.default = good_enough
    return offer(form, found)


def names_in(parts: type) -> list[str]:
    """The names of the fields a class holds."""
    return [name for name in vars(parts) if not name.startswith("_")]


def parents_in(people: list[Any]) -> dict[int, str]:
    """Parents by id, with the name the plan uses."""
    parents = queries.parents_among(people)
    return {person: name for person, name in names_of(people).items() if person in parents}


class NewGoalForm(GoalParts, EnoughParts, Form):
    """The goal of a worry that came without one."""

    family_text = CleanText(_l("In the family’s own words"), lines=2, coach=Coach("family"))


class DangerForm(WorryParts, Form):
    """A worry that is there already."""

    sentence = CleanText(_l("This is how the worry reads in the plan"), lines=5, coach=Coach("danger"))
    made = HiddenField()
    why = CleanText(_l("Why does the worry change?"), lines=2)


class GoalForm(GoalParts, EnoughParts, Form):
    """A goal that is there already; a change asks for the reason."""

    hold_since = Day(_l("Since which day does it go well?"))
    hold_count = Whole(_l("How many visits went well in a row?"), least=0, most=520)
    goal_sentence = CleanText(_l("This is how the goal reads in the plan"), lines=5, coach=Coach("goal"))
    made = HiddenField()
    family_text = CleanText(_l("In the family’s own words"), lines=2, coach=Coach("family"))
    reason = CleanText(_l("Why does the goal change?"), lines=2)


class StepForm(Form):
    """A step further: only the ones that follow from where it stands."""

    status = OneOf(_l("Where does it go from here?"), radio=True)
    reason = CleanText(_l("Why?"), lines=2)


def danger_steps(now: DangerStatus, **values: Any) -> StepForm:
    """The steps a worry can take from here."""
    form = StepForm(**values)
    form.status.offer([(one, labels.DANGER_STEPS[now, one]) for one in rules.NEXT_DANGER[now]])
    return form


def goal_steps(now: GoalStatus, **values: Any) -> StepForm:
    """The steps a goal can take from here."""
    form = StepForm(**values)
    form.status.offer([(one, labels.GOAL_STEPS[now, one]) for one in rules.NEXT_GOAL[now]])
    return form


class OpinionForm(Form):
    """What a parent thinks of a worry."""

    person = OneOf(_l("Who?"), radio=True)
    opinion = OneOf(_l("What does this parent think of it?"), options=labels.OPINIONS.items(), radio=True)
    words = CleanText(_l("In his or her own words"), lines=3)
    given_on = Day(_l("On which day?"), required=True)


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
        form.examples.notes = {item.id: event_note(item, names) for item in found["harm"]}
    if "sub_group" in form:
        form.sub_group.offer([(group.id, group.name) for group in found["groups"]])
    return form


def event_words(item: Any) -> str:
    """An event of the map as a choice: when, and what happened."""
    when = day(item.happened_on) or item.period
    return _("%(day)s: %(text)s", day=when, text=item.text) if when else item.text


def event_note(item: Any, names: dict[int, str]) -> str:
    """What stands beneath an event: who says so, who sees it differently, and how.

    Of a source only the person, where there is one: the words beside it may hold a place, and stay on the map.
    """
    who = names.get(item.source_id) or item.source or ""
    parts = [str(SOURCE_WORDS[item.source_kind][0]) % {"who": who} if item.source_kind and who else who]
    against = [names[one] for one in queries.ids_in(item.disputed_by) if one in names]
    if against:
        parts.append(_("%(names)s: sees it differently", names=together(against)))
    if item.other_view:
        parts.append(f"“{item.other_view}”")
    return " · ".join(part for part in parts if part)
