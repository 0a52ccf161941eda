"""What a person fills in about something on the map."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from workbench.casus.queries import names_of
from workbench.mapping import labels
from workbench.web.fields import CleanText, Day, OneOf, SomeOf
from workbench.web.forms import Form

UNKNOWN = _l("Not known")


class ItemForm(Form):
    """One thing on the map; which fields stand in front depends on its kind."""

    kind = OneOf(_l("What is it?"), options=labels.KINDS.items(), radio=True)
    text = CleanText(_l("What happened, or what is there?"), required=True, lines=4, why=_l("Write down what it is."))
    happened_on = Day(_l("On which day?"))
    period = CleanText(_l("Or in which period?"), most=200)
    source_person = OneOf(_l("Who does this come from?"), empty=_l("Somebody else, or nobody"))
    source = CleanText(_l("Or from which other person or paper?"), most=200)
    source_kind = OneOf(_l("How does this person know?"), options=labels.SOURCES.items(), empty=UNKNOWN, radio=True)
    children = SomeOf(_l("Which child is it about?"))
    severity = OneOf(_l("How serious was it?"), options=labels.SEVERITIES.items(), empty=UNKNOWN, radio=True)
    frequency = OneOf(_l("How often?"), options=labels.FREQUENCIES.items(), empty=UNKNOWN, radio=True)
    is_first = BooleanField(_l("This was the first time"))
    is_worst = BooleanField(_l("This was the worst time"))
    is_last = BooleanField(_l("This was the last time"))
    danger = OneOf(_l("Against which worry did it help?"), empty=_l("None of them"), radio=True)
    actor = CleanText(_l("Who did it?"), most=200)
    disputed_by = SomeOf(_l("Who sees it differently?"))
    other_view = CleanText(_l("How does this person see it, in his or her own words?"), lines=2)
    by_professionals = BooleanField(_l("It comes from professionals"))
    sub_group = OneOf(_l("Which part of the network may read it?"), empty=_l("Everybody"))

    def offer(self, found: dict[str, list[Any]]) -> "ItemForm":
        """Set what can be chosen, from queries.choices_of."""
        names = names_of(found["people"])
        children = {person.id for person in found["people"] if person.family_role == "child"}
        self.source_person.offer(names.items())
        self.disputed_by.offer(names.items())
        self.children.offer([(person, name) for person, name in names.items() if person in children])
        self.danger.offer([(danger.id, f"{danger.number}. {danger.title}") for danger in found["dangers"]])
        self.sub_group.offer([(group.id, group.name) for group in found["groups"]])
        return self


class WithdrawForm(Form):
    """Why something goes off the map."""

    reason = CleanText(_l("Why does it go off the map?"), required=True, lines=3, why=_l("Write down why this goes off the map."))
