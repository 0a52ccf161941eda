"""A success, and how it was done (EARS: elicit, amplify, reflect, start over; domain.md 1.10)."""

from typing import Any

from flask_babel import format_date
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from workbench.web.fields import CleanText, Coach, Day, OneOf, SomeOf
from workbench.web.forms import Form

NOTHING = _l("none")
MOST_LINES = 40  # of the diary; older ones stay to be chosen where they were


class SuccessForm(Form):
    """What worked, who did it and how, for whom, and how it was celebrated and shared."""

    what = CleanText(_l("What worked?"), required=True, lines=3, coach=Coach("family"))
    happened_on = Day(_l("When?"), required=True)
    person_ids = SomeOf(_l("Who did it?"), required=True)
    how = CleanText(_l("How did they do it?"), lines=3, coach=Coach("family"))
    different = CleanText(_l("What was different from before?"), lines=2)
    who_noticed = CleanText(_l("Who noticed it, and from what?"), lines=2)
    child_ids = SomeOf(_l("For whom is it better now?"))
    for_child = CleanText(_l("What did the child see?"), lines=2)
    what_else = CleanText(_l("And what else?"), lines=2)
    celebrated = CleanText(_l("How was it celebrated?"), most=400)
    celebrated_on = Day(_l("When was it celebrated?"))
    shared_with_family = BooleanField(_l("Everybody who takes part may read it"))
    told_ids = SomeOf(_l("Who has heard it?"))
    shared_with = CleanText(_l("Did somebody else hear it?"), most=200)
    shared_on = Day(_l("When was it told?"))
    agreement_id = OneOf(_l("Which agreement?"), empty=NOTHING)
    diary_line_id = OneOf(_l("Which line of the diary?"), empty=NOTHING)
    sub_group_id = OneOf(_l("Which part of the network may read it?"), empty=_l("both parts"))

    def offer(self, people: list[Any], found: dict[str, list[Any]]) -> None:
        """Fill the lists with the people, agreements, diary and parts of the network of this casus."""
        names = [(one.id, one.name) for one in people]
        self.person_ids.offer(names)
        self.told_ids.offer([(one.id, one.name) for one in people if not one.deceased])
        self.child_ids.offer([(one.id, one.name) for one in people if one.family_role == "child"])
        agreements = sorted(found["agreements"], key=lambda one: one.number)
        self.agreement_id.offer([(one.id, f"{one.label or one.number}. {one.what}") for one in agreements])
        lines = sorted(found["lines"], key=lambda one: (one.written_on, one.id), reverse=True)
        kept = [one for nr, one in enumerate(lines) if nr < MOST_LINES or one.id == self.diary_line_id.data]
        self.diary_line_id.offer([(one.id, f"{format_date(one.written_on, 'd MMM')}: {_short(one.text)}") for one in kept])
        self.sub_group_id.offer([(one.id, one.name) for one in sorted(found["groups"], key=lambda one: one.id)])


def _short(text: str) -> str:
    return text if len(text) <= 70 else text[:68].rsplit(" ", 1)[0] + " …"


class WithdrawForm(Form):
    """Why a success is taken back."""

    why = CleanText(_l("Why do you take it back?"), required=True, most=300, why=_l("Say in a few words why."))
