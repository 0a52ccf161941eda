"""What a person fills in about something on the map: in front what its kind needs, the rest under "more about this"."""

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.widgets import HiddenInput

from workbench import clock
from workbench.casus.queries import names_of
from workbench.mapping import labels, rules
from workbench.mapping.models import ItemKind
from workbench.web.fields import CleanText, Coach, Day, OneOf, SomeOf
from workbench.web.forms import Form

UNKNOWN = _l("Not known")
MARKS = ("is_first", "is_worst", "is_last")
WHEN, SOURCE = ("happened_on", "period"), ("source_person", "source", "source_kind")
ACTOR, DISPUTE, ALWAYS = ("actor_person", "actor"), ("disputed_by", "other_view"), ("sub_group",)
FRONT: dict[ItemKind, tuple[str, ...]] = {
    ItemKind.HARM: (*WHEN, "text", "impact", "children", *SOURCE, "severity", "frequency", *MARKS, *DISPUTE),
    ItemKind.COMPLICATING: ("text", "by_professionals"),
    ItemKind.EXISTING_SAFETY: (*WHEN, "text", *ACTOR, "danger", "source_person"),
    ItemKind.STRENGTH: ("text",),
    ItemKind.WISH: ("text", "source_person", "source"),
    ItemKind.NEXT_STEP: ("text", *ACTOR, "due_on"),
}
MORE: dict[ItemKind, tuple[str, ...]] = {
    ItemKind.HARM: ALWAYS,
    ItemKind.COMPLICATING: (*WHEN, *SOURCE, "children", *DISPUTE, *ALWAYS),
    ItemKind.EXISTING_SAFETY: ("source", "source_kind", "children", *DISPUTE, *ALWAYS),
    ItemKind.STRENGTH: ("children", *WHEN, *SOURCE, *DISPUTE, *ALWAYS),
    ItemKind.WISH: (*WHEN, "children", *ALWAYS),
    ItemKind.NEXT_STEP: ("done_on", *ALWAYS),
}
# How a field asks, where one question does not fit every kind: label and hint. "" as kind: for all others.
ASKS: dict[tuple[str, str], tuple[Any, Any]] = {
    ("text", "harm"): (
        _l("What happened?"),
        _l("What somebody did or did not do, and nothing you think of it. For example: Kim slept on the couch. Daan walked "
           "outside in his pyjamas."),
    ),
    ("happened_on", "harm"): (
        _l("On which day?"),
        _l("A day or a period is needed. For example: 14-11-2025. Leave it open when it was a longer time."),
    ),
    ("source_person", "harm"): (
        _l("Who does this come from?"),
        _l("Needed: choose somebody here, or write it in the field below. For example: Fatiha, who saw it happen."),
    ),
    ("happened_on", "existing_safety"): (
        _l("On which day?"),
        _l("A day or a period. Without it we keep this as a strength. For example: 28-11-2025."),
    ),
    ("actor_person", "existing_safety"): (
        _l("Who did it?"),
        _l("The person who kept the child safe. Without a name we keep this as a strength. For example: Marloes."),
    ),
    ("text", "complicating"): (
        _l("What makes it harder?"),
        _l("In or around the family, or by professionals. For example: Bas works four nights a week."),
    ),
    ("text", "existing_safety"): (
        _l("What did somebody do, so that it stayed safe?"),
        _l("While the danger was there. For example: Kim called Marloes, and Noa and Daan slept at her place."),
    ),
    ("text", "strength"): (_l("What is good?"), _l("For example: Noa talks easily with her teacher.")),
    ("text", "wish"): (
        _l("What does somebody wish for?"),
        _l("In the words of this person. For example: “That mama reads to me and does not fall asleep.”"),
    ),
    ("text", "next_step"): (
        _l("What is the next small step?"),
        _l("One thing that somebody does. For example: Bas asks his boss for day shifts."),
    ),
    ("source_person", "wish"): (_l("Whose wish is it?"), _l("For example: Noa.")),
    ("source", "wish"): (_l("Or somebody who is not in the list"), _l("For example: the teacher of Daan.")),
    ("actor_person", "next_step"): (_l("Who does this?"), 
        _l("Needed: choose one person here, or write it in the field below. For example: Bas.")),
    ("actor", "next_step"): (_l("Or somebody who is not in the list"), _l("For example: the boss of Bas.")),
    ("happened_on", "wish"): (_l("When was this said?"), _l("For example: 20-01-2026.")),
}  # fmt: skip
# What is said when nothing was filled in, where "what it is" does not fit.
WHY = {
    ItemKind.HARM: _l("Write down what happened."),
    ItemKind.EXISTING_SAFETY: _l("Write down what somebody did."),
    ItemKind.WISH: _l("Write down what somebody wishes for."),
    ItemKind.NEXT_STEP: _l("Write down what the next step is."),
}


class Settled(OneOf):
    """A choice that was made before the form opened: it goes along unseen."""

    widget = HiddenInput()

    def _value(self) -> str:
        return "" if self.data is None else str(self.data.value)


class ItemForm(Form):
    """One thing on the map. `about` leaves only the fields of its kind, and asks them as fits that kind.

    Moving to another kind opens the form of that kind, so that what was stored for it is never sent back empty.
    """

    kind = Settled(_l("Kind"), options=labels.KINDS.items())
    text = CleanText(
        _l("What happened, or what is there?"), required=True, lines=4, why=_l("Write down what it is."), coach=Coach("map")
    )
    impact = CleanText(
        _l("What did the child notice of it?"), lines=2, coach=Coach("map"),
        description=_l("What the child felt, did or missed. For example: Noa stayed awake to look after Daan."),
    )  # fmt: skip
    happened_on = Day(_l("On which day?"), description=_l("For example: 14-11-2025. Leave it open when it was a longer time."))
    period = CleanText(
        _l("Or in which period?"), most=200, description=_l("For example: September to December 2025, or: in the night.")
    )
    source_person = OneOf(
        _l("Who does this come from?"), empty=_l("Somebody else, or nobody"),
        description=_l("Who told it or wrote it down. For example: Fatiha, who saw it happen."),
    )  # fmt: skip
    source = CleanText(
        _l("Or from which other person or paper?"), most=200,
        description=_l("For example: the list of the school, or the police report of 14-11-2025."),
    )  # fmt: skip
    source_kind = OneOf(
        _l("How does this person know?"), options=labels.SOURCES.items(), empty=UNKNOWN, radio=True,
        description=_l("For example: Fatiha saw it herself, Truus heard it from Noa."),
    )  # fmt: skip
    children = SomeOf(
        _l("Which child is it about?"), description=_l("For example: Noa and Daan, when both were at home.")
    )
    severity = OneOf(
        _l("How serious was it?"), options=labels.SEVERITIES.items(), empty=UNKNOWN, radio=True,
        description=_l("For the child. For example: 3 when a child was hurt or could have died."),
    )  # fmt: skip
    frequency = OneOf(
        _l("How often?"), options=labels.FREQUENCIES.items(), empty=UNKNOWN, radio=True,
        description=_l("For example: often, when it happened nearly every week."),
    )  # fmt: skip
    is_first = BooleanField(_l("This was the first time"))
    is_worst = BooleanField(_l("This was the worst time"))
    is_last = BooleanField(_l("This was the last time"))
    danger = OneOf(
        _l("Against which worry did it help?"), empty=_l("None of them"), radio=True,
        description=_l("If none of them, we keep it as a strength. For example: the worry that Kim drinks when the children are "
                       "at home."),
    )  # fmt: skip
    actor_person = OneOf(
        _l("Who did it?"), empty=_l("Somebody else, or more than one"),
        description=_l("The person who kept the child safe. For example: Marloes."),
    )  # fmt: skip
    actor = CleanText(
        _l("Or who did it together?"), most=200, description=_l("For example: Kim and Marloes. The child itself may be in it.")
    )
    due_on = Day(_l("Before which day?"), description=_l("For example: 25-06-2026."))
    done_on = Day(
        _l("On which day was it done?"), description=_l("Leave it open as long as it is not done. For example: 08-06-2026.")
    )
    disputed_by = SomeOf(_l("Who sees it differently?"), description=_l("For example: Kim, when she says it went otherwise."))
    other_view = CleanText(
        _l("How does this person see it, in his or her own words?"), lines=2,
        description=_l("It stands beside the fact, on the map and in the plan. For example: “I had two glasses, four hours "
                       "before.”"),
    )  # fmt: skip
    by_professionals = BooleanField(
        _l("It comes from professionals"), description=_l("For example: the waiting time of four months for treatment.")
    )
    sub_group = OneOf(
        _l("Which part of the network may read it?"), empty=_l("Everybody"),
        description=_l("For example: only the side of Lotte, when Rick may not know it."),
    )  # fmt: skip

    front: tuple[str, ...] = ()
    more: tuple[str, ...] = ()

    def offer(self, found: dict[str, list[Any]]) -> "ItemForm":
        """Set what can be chosen, from queries.Map.choices."""
        names = names_of(found["people"])
        children = {person.id for person in found["people"] if person.family_role == "child"}
        for field in (self.source_person, self.actor_person, self.disputed_by):
            field.offer(names.items())
        self.children.offer([(person, name) for person, name in names.items() if person in children])
        self.danger.offer([(danger.id, f"{danger.number}. {danger.title}") for danger in found["dangers"]])
        self.sub_group.offer([(group.id, group.name) for group in found["groups"]])
        return self

    def about(self, kind: ItemKind) -> "ItemForm":
        """Leave the fields of this kind, in front and under "more"; what is not asked stays as it was stored."""
        self.kind.data = kind
        groups = len(list(self.sub_group)) > 1
        self.front = FRONT[kind]
        self.more = tuple(name for name in MORE[kind] if name != "sub_group" or groups)
        for name in set(labels.FIELDS) - {*self.front, *self.more, "kind"}:
            del self[name]
        for (name, about), (label, hint) in ASKS.items():
            if about == kind and name in self:
                self[name].label.text, self[name].description = label, hint
        self.text.why = WHY.get(kind, self.text.why)
        if kind is ItemKind.WISH:
            self.text.coach = None  # somebody's own words
        if kind is ItemKind.NEXT_STEP:
            self.due_on.flags.required = True
        return self._in_order()

    def _in_order(self) -> "ItemForm":
        """The fields as they stand on the screen, so that what is missing is listed in that order too."""
        for name in (*self.front, *self.more):
            self._fields[name] = self._fields.pop(name)
        return self

    def validate(self, extra_validators: Any = None) -> bool:
        """The shape of the answers, and at once all that the method misses in them: one round is enough to mend it."""
        super().validate(extra_validators)
        said = {name: self[name].data if name in self else None for name in labels.FIELDS}
        for field, message in self._gaps(said):
            if field in self and not self[field].errors:
                self[field].errors = [message]
        return not self.errors

    def _gaps(self, said: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        asked = ("kind", "happened_on", "period", "source", "source_person", "other_view", "due_on", "done_on")
        return rules.item_gaps(
            **{name: said[name] for name in asked}, disputed_by=said["disputed_by"] or (),
            actor=said["actor_person"] or said["actor"], today=clock.today(),
        )  # fmt: skip

    def control(self, name: str) -> str:
        """The id of the control of this field that takes the focus."""
        field = self[name]
        return f"{field.id}-0" if getattr(field, "kind", None) == "group" else str(field.id)


class WithdrawForm(Form):
    """Why something goes off the map."""

    reason = CleanText(
        _l("Why does it go off the map?"), required=True, lines=3, why=_l("Write down why this goes off the map."),
        description=_l("It stays to be found below the map, with this reason. For example: it turned out to be another day."),
    )  # fmt: skip


class PutBackForm(Form):
    """Why something that was taken off the map comes back."""

    reason = CleanText(
        _l("Why does it come back on the map?"), required=True, lines=3, why=_l("Write down why this comes back."),
        description=_l("This stands in its history. For example: Fatiha saw it after all."),
    )  # fmt: skip
