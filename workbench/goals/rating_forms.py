"""What a person fills in about numbers: one, those of several people at once, a child's own, and a correction."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.widgets import TextInput

from workbench.goals import labels, rules
from workbench.goals.models import RatingForm
from workbench.goals.rating_operations import Given
from workbench.web.fields import CleanText, Day, OneOf, Scale, Whole
from workbench.web.forms import Form

IN_PERSON = _l("No, in person")


class NumberParts:
    """A number with what makes it that number, and a small step up."""

    number = Scale(_l("How safe is it now?"))
    reason = CleanText(
        _l("What makes it this number?"), required=True, lines=3, why=_l("Write down what makes it this number.")
    )
    next_step = CleanText(_l("What is one small step up?"), lines=2)
    rated_on = Day(_l("On which day?"), required=True)


class NumberForm(NumberParts, Form):
    """One person's number. Faces have a page of their own."""

    person = OneOf(_l("Whose number is it?"))
    form = OneOf(
        _l("How was it given?"), radio=True, default=RatingForm.CONVERSATION,
        options=[(one, word) for one, word in labels.RATING_FORMS.items() if one is not RatingForm.SMILEYS],
    )  # fmt: skip
    proxy = OneOf(_l("Given by somebody else, for a young child?"), empty=IN_PERSON)


class ChildForm(Form):
    """A number in a child's own form: five faces, or the path to the house."""

    number = Scale(_l("How is it for you now?"))
    reason = CleanText(
        _l("What makes it so?"), lines=3, required=True, why=_l("Write down what the child said about it.")
    )
    next_step = CleanText(_l("What would make it a little better?"), lines=2)
    rated_on = Day(_l("On which day?"), required=True)
    proxy = OneOf(_l("Who chose?"), empty=_l("The child itself"))


class CorrectionForm(NumberParts, Form):
    """A number that was written down wrong."""

    why = CleanText(_l("Why is this corrected?"), lines=2)


class TogetherForm(Form):
    """The numbers of everybody at one moment: a row for each person, only filled rows count."""

    rated_on = Day(_l("On which day?"), required=True)
    table: tuple[tuple[int, str], ...] = ()

    def row(self, person: int) -> tuple[Any, Any, Any]:
        """The three fields of one person."""
        return self[f"number_{person}"], self[f"reason_{person}"], self[f"step_{person}"]

    @property
    def given(self) -> list[Given]:
        """The rows in which a number stands."""
        found = []
        for person, _name in self.table:
            number, reason, step = self.row(person)
            if number.data is not None:
                found.append(Given(person, number.data, reason.data, step.data))
        return found

    def rows_hold(self) -> bool:
        """Mark what is missing in rows that somebody began; whether all is well."""
        for person, name in self.table:
            number, reason, step = self.row(person)
            if number.errors or not any(field.data not in (None, "") for field in (number, reason, step)):
                continue
            for field, message in rules.rating_gaps(number=number.data, reason=reason.data):
                said = _("Give %(name)s a number too, or empty this row.", name=name) if field == "number" else message
                {"number": number, "reason": reason}[field].errors = [said]
        return not any(field.errors for person, _name in self.table for field in self.row(person))


def together_form(people: list[tuple[int, str]], **values: Any) -> TogetherForm:
    """A form with a row for each of these (id, name)."""
    fields: dict[str, Any] = {"table": tuple(people)}
    for person, name in people:
        fields[f"number_{person}"] = Whole(_l("Number of %(name)s", name=name), least=0, most=10, widget=TextInput())
        why = _l("What makes it this number, according to %(name)s?", name=name)
        step = _l("One small step up, according to %(name)s", name=name)
        fields |= {
            f"reason_{person}": CleanText(why, lines=2, most=1000),
            f"step_{person}": CleanText(step, lines=2, most=1000),
        }
    form: TogetherForm = type("TogetherForm", (TogetherForm,), fields)(**values)
    return form
