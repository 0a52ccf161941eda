"""Planning a meeting, its agenda, who is asked, who was there, what was said, and the numbers people gave."""

from collections.abc import Container, Iterable, Sequence
from datetime import date
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from workbench.meetings import agendas, labels
from workbench.meetings.models import AgendaKind, InviteBy
from workbench.web.fields import CleanText, ClockTime, Coach, Day, OneOf, Scale, Whole
from workbench.web.forms import Form

FAMILY = Coach("family")


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
    inviter_id = OneOf(_l("In whose name are people invited?"), empty=_l("the worker’s"))
    purpose = CleanText(_l("Why do you meet? One sentence"), lines=2, most=500, coach=FAMILY)
    bring = CleanText(_l("What may people bring?"), lines=2, most=500, coach=FAMILY)
    share = CleanText(_l("What do people get to read beforehand?"), lines=2, most=500, coach=FAMILY)


class NewMeetingForm(MeetingForm):
    """Where the networks are separated, each part can get its own round at once."""

    other_rounds = BooleanField(_l("Also plan a round of its own, on the same day, for the other part"))


class RecordForm(Form):
    """What happened: the family's own time, the next date. Attendance fields are added for each person."""

    minutes = CleanText(_l("Anything else, as one text"), lines=4, most=20000)
    family_time_minutes = Whole(_l("Minutes the family and network had to themselves"), most=600)
    next_on = Day(_l("When do you meet again?"))

    @property
    def presence(self) -> dict[int, Any]:
        """Person id → attendance status; people for whom nothing was chosen are left out."""
        return {person: status for person, status in self._each("present_").items() if status is not None}

    @property
    def stood_in(self) -> dict[int, str]:
        """Child id → who or what stood in."""
        return self._each("stood_")

    def _each(self, start: str) -> dict[int, Any]:
        return {int(n.removeprefix(start)): field.data for n, field in self._fields.items() if n.startswith(start)}


def record_form(people: Iterable[Any]) -> type[RecordForm]:
    """A form with one attendance field for each of these people, and for a child who or what stood in."""
    options, empty = labels.ATTENDANCE.items(), _l("not invited")
    fields: dict[str, Any] = {}
    for person in people:
        fields[f"present_{person.id}"] = OneOf(person.name, options=options, empty=empty)
        if person.family_role == "child":
            fields[f"stood_{person.id}"] = CleanText(_l("Who or what stood in? For example: a drawing"), most=200)
    return type("RecordForm", (RecordForm,), fields)


class PeopleForm(Form):
    """Who is asked, and how; three or four fields for each person are added."""

    @property
    def chosen(self) -> dict[int, dict[str, Any]]:
        """Person id → how this person hears of it; people who are not asked are left out."""
        asked = {int(name.removeprefix("by_")): field.data for name, field in self._fields.items() if name.startswith("by_")}
        return {
            person: {
                "by": how, "calendar_item": self[f"calendar_{person}"].data, "place_in_calendar": self[f"place_{person}"].data,
                "gets_minutes": self[f"minutes_{person}"].data,
            }
            for person, how in asked.items() if how is not None
        }  # fmt: skip


def people_form(people: Iterable[Any], by_mail: Container[int]) -> type[PeopleForm]:
    """A form for these people; `by_mail` are those who have an address that may be used."""
    fields: dict[str, Any] = {}
    for person in people:
        ways = [one for one in labels.INVITE_BY.items() if one[0] is not InviteBy.MAIL or person.id in by_mail]
        how = _l("How does %(name)s hear of it?", name=person.name)
        fields[f"by_{person.id}"] = OneOf(how, options=ways, empty=_l("not asked"))
        fields[f"calendar_{person.id}"] = BooleanField(_l("calendar item, called only “Afspraak”"))
        fields[f"place_{person.id}"] = BooleanField(_l("with the place in it"))
        fields[f"minutes_{person.id}"] = BooleanField(_l("gets the minutes"))
    return type("PeopleForm", (PeopleForm,), fields)


class CancelForm(Form):
    reason = CleanText(_l("Why is it called off?"), required=True, lines=2, most=500)


class EntryForm(Form):
    """One thing that was said or decided."""

    kind = OneOf(_l("What is it?"), options=labels.ENTRIES.items(), radio=True)
    text = CleanText(_l("What was said or decided?"), required=True, lines=3, most=4000)
    said_by_id = OneOf(_l("Who says or saw this?"), empty=_l("everybody together"))
    agenda_item_id = OneOf(_l("Under which item of the agenda?"), empty=_l("besides the agenda"))
    goal_id = OneOf(_l("About which goal?"), empty=_l("no goal in particular"))
    agreement_id = OneOf(_l("About which agreement?"), empty=_l("no agreement in particular"))
    agreement_change = OneOf(_l("What did you do with that agreement?"), options=labels.CHANGES.items(), empty=_l("nothing"))


class CorrectionForm(Form):
    """What somebody says should have been otherwise."""

    person_id = OneOf(_l("Who says so?"))
    entry_id = OneOf(_l("About what?"), empty=_l("the minutes as a whole"))
    text = CleanText(_l("What should it be, in that person’s words?"), required=True, lines=3, most=4000)


class OwnCorrectionForm(Form):
    """What a participant says should have been otherwise."""

    text = CleanText(_l("What should be different?"), required=True, lines=4, most=2000)


def ratings_form(people: list[Any]) -> type[Form]:
    """A form for one goal: a number and a reason for each of these people; who gives none is left open."""
    fields: dict[str, Any] = {}
    for person in people:
        fields[f"number_{person.id}"] = Scale(person.name, empty=_l("no number"))
        fields[f"reason_{person.id}"] = CleanText(_l("Why this number?"), lines=2, most=1000)
    return type("RatingsForm", (Form,), fields)


# --- an agenda, of one meeting or of the house


class AgendaForm(Form):
    """An agenda as it stands on the screen; `line_fields` adds three fields for each item."""

    count = 0

    @property
    def lines(self) -> list[agendas.Line]:
        """What is filled in, in order."""
        def of(name: str, at: int) -> Any:
            return self[f"{name}_{at}"].data

        return [
            agendas.Line(of("kind", at) or AgendaKind.OWN, of("title", at), of("minutes", at), of("id", at))
            for at in range(self.count)
        ]


class DefaultAgendaForm(AgendaForm):
    """The agenda of the house, with since when and why."""

    holds_from = Day(_l("Holds from"), required=True)
    source = CleanText(_l("Why, or by whose decision?"), required=True, most=300)

    @property
    def since(self) -> date | None:
        found: date | None = self.holds_from.data
        return found


def agenda_form(kind: type[AgendaForm], lines: Sequence[agendas.Line], *, sent: bool, **data: Any) -> AgendaForm:
    """A form of these lines; with `sent`, of what the browser sent (as many lines as it says there are)."""
    count = min(agendas.MOST + 1, request.form.get("count", type=int) or 0) if sent else len(lines)
    fields: dict[str, Any] = {"count": max(0, count)}
    for at in range(fields["count"]):
        fields[f"kind_{at}"] = OneOf("", options=[(one, one.value) for one in AgendaKind], empty="")
        fields[f"title_{at}"] = CleanText(_l("Item %(number)s", number=at + 1), most=agendas.LONGEST)
        fields[f"minutes_{at}"] = Whole(_l("Minutes for item %(number)s", number=at + 1), most=600)
        fields[f"id_{at}"] = Whole("", most=2**31)
    for at, line in enumerate(lines):
        data |= {f"kind_{at}": line.kind, f"title_{at}": line.title, f"minutes_{at}": line.minutes, f"id_{at}": line.id}
    made: AgendaForm = type(kind.__name__, (kind,), fields)(**({} if sent else {"formdata": None}), data=data)
    return made
