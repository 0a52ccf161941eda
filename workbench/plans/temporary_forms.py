"""The temporary plan as one page to fill in: texts, a row for each member of the family, rows of who calls whom."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from workbench.plans.models import Service, Stay
from workbench.plans.temporary_operations import DAYS, TEXTS
from workbench.plans.temporary_queries import Written
from workbench.plans.temporary_rules import Call, Line, is_over
from workbench.plans.words import CALLED, STAY
from workbench.web.fields import CleanText, Coach, Day, OneOf, SomeOf
from workbench.web.forms import Form

FAMILY = Coach("family")  # the family reads every word of it
ROWS = 6  # of who calls whom; three are open, the others behind a line
BOTH = "both"
NOT_SAID, THE_SAME = _l("not filled in"), _l("in the same place")
Pairs = Sequence[tuple[Any, Any]]


class TemporaryForm(Form):
    """Everything a temporary plan holds (domain.md 8.7). The rows are added by `temporary_form`."""

    reason = CleanText(_l("Why is this plan needed now?"), lines=3, coach=FAMILY)
    safe_because = CleanText(_l("What makes it safe for now?"), lines=2, coach=FAMILY)
    visitors = SomeOf(_l("Who may visit?"))
    visiting = CleanText(_l("What is agreed about visits?"), lines=2, coach=FAMILY)
    signals = CleanText(_l("At which signals do you do something?"), lines=3, coach=FAMILY)
    what_if_unsafe = CleanText(_l("What do you do if it does not work?"), lines=3, coach=FAMILY)
    starts_on = Day(_l("From which day?"), required=True)
    ends_on = Day(_l("What is the last day of this plan?"))
    evaluate_on = Day(_l("When do you come together again?"))
    evaluate_who = CleanText(_l("Who will be there?"), lines=2, most=400)
    family: tuple[tuple[int, str], ...] = ()
    secret: frozenset[int] = frozenset()

    def row(self, person: int) -> tuple[Any, Any, Any]:
        """Where this person is, where he or she sleeps, and words about it."""
        return self[f"stays_{person}"], self[f"sleeps_{person}"], self[f"note_{person}"]

    def call(self, nr: int) -> tuple[Any, Any, Any]:
        """Who, whom, at which signal."""
        return self[f"caller_{nr}"], self[f"called_{nr}"], self[f"signal_{nr}"]

    @property
    def open_rows(self) -> int:
        """How many rows of calls stand open: the first three, and every one in which something stands."""
        last = max((nr for nr in range(1, ROWS + 1) if any(one.data or one.errors for one in self.call(nr))), default=0)
        return max(3, last)

    @property
    def whole(self) -> dict[str, Any]:
        """The answers, for the operation."""
        side = self._fields.get("sub_group")
        chosen = side.data if side is not None else None
        return {
            "texts": {name: self[name].data or "" for name in TEXTS},
            "days": {name: self[name].data for name in DAYS},
            "sub_group": None if chosen == BOTH else chosen,
            "visitors": self.visitors.data,
            "tonight": [line for person, _name in self.family if (line := self._line(person)).says_something],
            "calls": [self._call(nr) for nr in range(1, ROWS + 1)],
        }

    def _line(self, person: int) -> Line:
        stays, sleeps, note = self.row(person)
        return Line(person, *_where(stays.data), *_where(sleeps.data), note.data or "")

    def _call(self, nr: int) -> Call:
        caller, called, signal = self.call(nr)
        service = Service(called.data) if isinstance(called.data, str) else None
        return Call(caller.data, called.data if service is None else None, service, signal.data or "")


def _where(chosen: Any) -> tuple[Stay | None, int | None]:
    """What was chosen, as a choice and a person: an id is "with this person"."""
    if isinstance(chosen, int):
        return Stay.WITH, chosen
    return (Stay(chosen), None) if chosen else (None, None)


def _chosen(stay: Stay | None, person: int | None) -> Any:
    return person if stay is Stay.WITH else stay.value if stay else None


def temporary_form(
    family: Pairs, people: Pairs, secret: frozenset[int], groups: Pairs, **values: Any
) -> TemporaryForm:
    """A form with a row for each of the family, in which any of these people can be chosen (pairs of id and name)."""
    fields: dict[str, Any] = {"family": tuple(family), "secret": secret}
    for person, name in family:
        others = [(one, STAY["with"] % {"name": called}) for one, called in people if one != person]
        places = [(one.value, STAY[one.value]) for one in Stay if one is not Stay.WITH]
        where = [one for one in places if one[0] != Stay.HOME or person not in secret] + others
        stays, sleeps = _l("%(name)s: where tonight?", name=name), _l("%(name)s: sleeps where?", name=name)
        fields[f"stays_{person}"] = OneOf(stays, options=where, empty=NOT_SAID)
        fields[f"sleeps_{person}"] = OneOf(sleeps, options=where, empty=THE_SAME)
        fields[f"note_{person}"] = CleanText(_l("%(name)s: anything else?", name=name), most=300)
    for nr in range(1, ROWS + 1):
        fields[f"caller_{nr}"] = OneOf(_l("Row %(nr)s: who calls?", nr=nr), options=people, empty=NOT_SAID)
        called = [*people, *((one.value, CALLED[one.value]) for one in Service)]
        fields[f"called_{nr}"] = OneOf(_l("Row %(nr)s: whom?", nr=nr), options=called, empty=NOT_SAID)
        fields[f"signal_{nr}"] = CleanText(_l("Row %(nr)s: when?", nr=nr), most=300)
    if groups:
        sides = [*groups, (BOTH, _l("Both sides: everybody reads every word of it"))]
        fields["sub_group"] = OneOf(_l("For which side is this plan?"), options=sides, radio=True)
    form: TemporaryForm = type("TemporaryForm", (TemporaryForm,), fields)(**values)
    return form


def answers_of(plan: Any, rows: Written, separate: bool, days: dict[str, date | None]) -> dict[str, Any]:
    """What the form holds: the plan as it was written, with these days; nothing but the days where there is no plan."""
    said: dict[str, Any] = {name: getattr(plan, name, None) or "" for name in TEXTS} | days | {"visitors": rows.visitors}
    if separate and plan is not None:
        said["sub_group"] = plan.sub_group_id or BOTH
    for line in rows.tonight:
        said[f"stays_{line.person}"] = _chosen(line.stays, line.stays_with)
        said[f"sleeps_{line.person}"] = _chosen(line.sleeps, line.sleeps_with)
        said[f"note_{line.person}"] = line.note
    for nr, call in enumerate(rows.calls[:ROWS], 1):
        said[f"caller_{nr}"], said[f"signal_{nr}"] = call.caller, call.signal
        said[f"called_{nr}"] = call.called if call.service is None else call.service.value
    return said


def days_of(plan: Any, today: date, usual: tuple[date, date]) -> dict[str, date | None]:
    """The days of a plan as they were written; those of one that is over begin anew."""
    if plan is None or is_over(plan.ends_on, today) or plan.ends_on is None:
        return dict(zip(DAYS, (today, *usual), strict=True))
    return {name: getattr(plan, name) for name in DAYS}
