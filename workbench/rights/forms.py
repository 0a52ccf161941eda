"""The answers about one child or the family, and a request for the whole family. The thought is in placement_forms.py."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from workbench.rights import labels, rules
from workbench.rights.models import Reply, RequestOutcome
from workbench.rights.operations import Given
from workbench.rights.sheets import Sheet
from workbench.web.fields import CleanText, Day, OneOf
from workbench.web.forms import Form


class SheetForm(Form):
    """Three fields a question: the answer, the record in which it is found, and words. Made by `sheet_form`."""

    numbers: tuple[int, ...] = ()

    def of(self, number: int) -> tuple[Any, Any, Any]:
        """The fields of one question."""
        return self[f"answer_{number}"], self[f"record_{number}"], self[f"where_{number}"]

    @property
    def given(self) -> list[Given]:
        """What was filled in, question by question."""
        found = []
        for number in self.numbers:
            reply, record, where = (field.data for field in self.of(number))
            kind, _colon, key = (record or "").partition(":")
            found.append(Given(number, reply, (kind, int(key)) if key else None, where))
        return found


def sheet_form(child_id: int | None, records: list[tuple[str, str]], **values: Any) -> SheetForm:
    """A form with the questions of a child or of the family; `records`: ("child_voice:3", words) of what they are found in."""
    numbers = rules.questions_of(child_id)
    fields: dict[str, Any] = {"numbers": numbers}
    replies = [(reply, labels.REPLIES[reply][1]) for reply in Reply]
    for number in numbers:
        fields |= {
            f"answer_{number}": OneOf(
                _l("Question %(number)s: answer", number=number),
                options=replies,
                empty=labels.REPLIES[None][1],
                radio=True,
            ),
            f"record_{number}": OneOf(
                _l("Question %(number)s: found in", number=number), options=records, empty=_l("no record")
            ),
            f"where_{number}": CleanText(_l("Question %(number)s: where, in words", number=number), lines=2, most=1000),
        }
    form: SheetForm = type("SheetForm", (SheetForm,), fields)(**values)
    return form


def stored_in(sheet: Sheet) -> dict[str, Any]:
    """The answers of a sheet as its form holds them."""
    found: dict[str, Any] = {"version": sheet.version}
    for number, one in sheet.answers.items():
        record = f"{one.record_type}:{one.record_id}" if one.record_type else None
        found |= {f"answer_{number}": one.answer, f"record_{number}": record, f"where_{number}": one.where}
    return found


class RequestForm(Form):
    """What was asked for the whole family (B16)."""

    what = CleanText(_l("What was asked for the whole family?"), lines=3, most=1000)
    asked_on = Day(_l("On which day?"), required=True)
    asked_of = CleanText(_l("Of whom?"), most=300)
    protected = BooleanField(_l("A secret place stands in this"))
    outcome = OneOf(
        _l("What was the answer?"),
        empty=labels.OUTCOMES[None][1],
        options=[(one, labels.OUTCOMES[one][1]) for one in RequestOutcome],
    )
    answered_on = Day(_l("On which day did the answer come?"))
    answer = CleanText(_l("The answer in words"), lines=2, most=1000)
