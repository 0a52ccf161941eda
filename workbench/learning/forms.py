"""What people fill in around a learning meeting."""

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from workbench.learning import labels
from workbench.learning.exercises import EXERCISES
from workbench.learning.models import SeenBy
from workbench.learning.rules import USUAL_MINUTES, PointKind
from workbench.learning.statements import STATEMENTS
from workbench.standards.catalogue import STANDARDS
from workbench.web.fields import CleanText, ClockTime, Day, OneOf, SomeOf, Whole
from workbench.web.forms import Form

SHORTEST, LONGEST = 1, 240  # minutes of one point


class MeetingForm(Form):
    held_on = Day(_l("On which day?"), required=True)
    starts_at = ClockTime(_l("From what time?"))
    minutes = Whole(_l("How many minutes?"), least=15, most=480, required=True, default=USUAL_MINUTES)
    place = CleanText(_l("Where?"), most=200)
    led_by = OneOf(_l("Who leads it?"))


class StatementsForm(Form):
    chosen = SomeOf(_l("Statements"), options=[(one.key, one.words) for one in STATEMENTS])
    own = CleanText(_l("A statement of your own"), most=300)
    own_why = CleanText(_l("Why does it matter?"), lines=2, most=1000)


class PointForm(Form):
    kind = OneOf(
        _l("What is it?"),
        radio=True,
        default=PointKind.OTHER,
        options=[
            (PointKind.OTHER, _l("A subject")),
            (PointKind.OWN_CASUS, _l("A situation of my own that I want to talk about")),
        ],
    )
    title = CleanText(_l("What about?"), required=True, most=200, why=_l("Say in a few words what it is about."))
    text = CleanText(_l("What do you want to ask or tell?"), lines=3, most=2000)
    minutes = Whole(_l("How many minutes?"), required=True, default=15, least=SHORTEST, most=LONGEST)


class ExerciseForm(Form):
    key = OneOf(_l("Which exercise?"), options=[(one.key, one.title) for one in EXERCISES])


class WordsForm(Form):
    title = CleanText(_l("What about?"), required=True, most=300, why=_l("Say in a few words what it is about."))
    text = CleanText(_l("What do you want to ask or tell?"), lines=3, most=2000)
    minutes = Whole(_l("How many minutes?"), required=True, least=SHORTEST, most=LONGEST)


class MinutesForm(Form):
    minutes = Whole(_l("How many minutes?"), required=True, least=SHORTEST, most=LONGEST)


def positions_form(points: list[Any]) -> type[Form]:
    """A form with a position and a sentence for each of these statements."""
    fields: dict[str, Any] = {}
    for point in points:
        fields[f"position_{point.record.id}"] = OneOf(point.title, radio=True, options=labels.POSITIONS.items())
        fields[f"said_{point.record.id}"] = CleanText(_l("One sentence with it, if you like"), most=300)
    return type("PositionsForm", (Form,), fields)


class NoteForm(Form):
    said = CleanText(_l("What was said?"), lines=4, most=2000)


class TakeAwayForm(Form):
    text = CleanText(_l("What do you take away?"), required=True, lines=4, most=2000, why=_l("Write down one thing."))
    seen_by = OneOf(_l("Who may read this?"), radio=True, default=SeenBy.ONLY_ME, options=labels.SEEN_BY.items())


class Whose(StrEnum):
    """Whether an action is of one worker or of the team."""

    MINE = "mine"
    TEAM = "team"


class ActionForm(Form):
    what = CleanText(_l("What will be done?"), required=True, lines=2, most=1000, why=_l("Say what will be done."))
    whose = OneOf(
        _l("Of whom is it?"),
        radio=True,
        options=[
            (Whose.MINE, _l("Of me: something I will learn")),
            (Whose.TEAM, _l("Of the team")),
        ],
    )
    standard = OneOf(
        _l("For which standard?"), empty=_l("Choose"), options=[(one.number, one.title) for one in STANDARDS]
    )
    owner = OneOf(_l("Who sees to it?"))
    due_on = Day(_l("By when?"), required=True)


class PanelForm(Form):
    seen_on = Day(_l("On which day?"), required=True)
    who = CleanText(_l("Who looked?"), required=True, most=200, why=_l("Say which youth council or panel it was."))
    looked_at = CleanText(_l("At what?"), required=True, most=300, why=_l("Say which form or template they saw."))
    said = CleanText(_l("What did they say?"), required=True, lines=4, most=2000, why=_l("Write down what they said."))
    changed = CleanText(_l("What did we change?"), lines=3, most=2000)
