"""Planning a meeting, who was there, and the numbers people gave."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from workbench.meetings import labels
from workbench.web.fields import CleanText, ClockTime, Day, OneOf, Scale, Whole
from workbench.web.forms import Form


class MeetingForm(Form):
    """What has to be known before people come."""

    kind = OneOf(_l("What kind of meeting is it?"), options=labels.KINDS.items())
    held_on = Day(_l("On which day?"), required=True)
    starts_at = ClockTime(_l("From"))
    ends_at = ClockTime(_l("Until"))
    place = CleanText(_l("Where?"), most=200)
    place_protected = BooleanField(_l("This place is secret"))
    online = BooleanField(_l("Only online"))
    sub_group_id = OneOf(_l("For which part of the network?"), empty=_l("for everybody"))
    chair_id = OneOf(_l("Who chairs?"), empty=_l("not known yet"))
    minute_taker_id = OneOf(_l("Who writes?"), empty=_l("not known yet"))


class RecordForm(Form):
    """What happened: the core, the family's own time, the next date. Attendance fields are added for each person."""

    minutes = CleanText(_l("What was said and decided?"), lines=8, most=20000)
    family_time_minutes = Whole(_l("Minutes the family and network had to themselves"), most=600)
    next_on = Day(_l("When do you meet again?"))

    @property
    def presence(self) -> dict[int, Any]:
        """Person id → attendance status; people for whom nothing was chosen are left out."""
        return {
            int(name.removeprefix("present_")): field.data
            for name, field in self._fields.items()
            if name.startswith("present_") and field.data is not None
        }


def record_form(people: list[Any]) -> type[RecordForm]:
    """A form with one attendance field for each of these people."""
    options, empty = labels.ATTENDANCE.items(), _l("not invited")
    return type("RecordForm", (RecordForm,), {f"present_{p.id}": OneOf(p.name, options=options, empty=empty) for p in people})


def ratings_form(people: list[Any]) -> type[Form]:
    """A form for one goal: a number and a reason for each of these people; who gives none is left open."""
    fields: dict[str, Any] = {}
    for person in people:
        fields[f"number_{person.id}"] = Scale(person.name, empty=_l("no number"))
        fields[f"reason_{person.id}"] = CleanText(_l("Why this number?"), lines=2, most=1000)
    return type("RatingsForm", (Form,), fields)
