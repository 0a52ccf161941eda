"""That living elsewhere is considered, and that it no longer is."""

from typing import Any

from flask_babel import lazy_gettext as _l

from workbench.rights import labels
from workbench.web.fields import CleanText, Day, OneOf, SomeOf
from workbench.web.forms import NOT_ANSWERS, Form


class PlacementForm(Form):
    """What is considered. Made by `placement_form`, with a field for each child."""

    kids: tuple[tuple[int, str], ...] = ()
    considered_since = Day(_l("Considered since which day?"), required=True)
    children = SomeOf(_l("For which children?"), required=True)
    grounds = SomeOf(_l("On which grounds?"), options=labels.GROUNDS.items(), required=True)
    why = CleanText(_l("The grounds in words"), required=True, lines=3)
    alternatives = CleanText(_l("What was tried to keep the children at home?"), lines=3)
    asked = SomeOf(_l("Who of the network was asked whether the children can stay there?"))
    network_answer = CleanText(_l("What did they answer?"), lines=2)
    behavioural_scientist_id = OneOf(_l("Which behavioural scientist looks along?"), empty=_l("nobody yet"))
    decided_by = CleanText(_l("Who decides?"), most=500)
    term = CleanText(_l("For how long?"), most=500)
    evaluate_on = Day(_l("On which day do you look at it again?"))
    contact = CleanText(_l("How do the children keep contact?"), lines=2)
    together = OneOf(_l("Do brothers and sisters stay together?"), options=labels.YES_NO.items(), empty=_l("Choose"))
    together_why = CleanText(_l("What is that so for?"), most=500)
    return_possible = OneOf(_l("Can the children come back home?"), options=labels.YES_NO.items(), empty=_l("Choose"))
    return_how = CleanText(_l("What is needed for that?"), lines=2)

    @property
    def thought(self) -> dict[str, Any]:
        """The answers for the operation, those of each child together."""
        own = {f"interest_{child}" for child, _name in self.kids}
        given = {name: field.data for name, field in self._fields.items() if name not in NOT_ANSWERS | own}
        return given | {"interests": {child: self[f"interest_{child}"].data for child, _name in self.kids}}


def placement_form(kids: list[tuple[int, str]], **values: Any) -> PlacementForm:
    """The form for these children (id, name)."""
    fields: dict[str, Any] = {"kids": tuple(kids)}
    for child, name in kids:
        fields[f"interest_{child}"] = CleanText(_l("What is best for %(name)s?", name=name), lines=2)
    form: PlacementForm = type("PlacementForm", (PlacementForm,), fields)(**values)
    form.children.offer(kids)
    return form


class EndForm(Form):
    """It is no longer considered."""

    ended_on = Day(_l("Since which day no longer?"), required=True)
    ended_why = CleanText(_l("Why not any more?"), required=True, lines=3)
