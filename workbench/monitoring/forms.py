"""Checks, what is done after them, rehearsals and lines in the safety diary."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField

from workbench.monitoring.labels import DECISIONS, OUTCOMES, QUICK, TAPS, WHAT_IF
from workbench.web.fields import CleanText, Day, OneOf, SomeOf
from workbench.web.forms import Form

WORDS = 2000


class CheckForm(Form):
    """Did the agreement happen?"""

    checked_on = Day(_l("When did you look?"), required=True)
    person_id = OneOf(_l("Who looked?"), empty=_l("somebody else"))
    outcome = OneOf(_l("Did it work?"), options=OUTCOMES.items(), radio=True)
    seen = CleanText(_l("What did you see?"), lines=3)
    follow_up = CleanText(_l("What happens now?"), lines=3)


class QuickForm(Form):
    """One tap on the page of the worker: who was heard today, and how it goes."""

    outcome = OneOf(_l("Did it work?"), options=QUICK.items(), radio=True)


class TogetherForm(Form):
    """Several agreements after one telephone call; two fields for each agreement are added."""

    checked_on = Day(_l("When did you speak?"), required=True)
    person_id = OneOf(_l("Whom did you speak?"), empty=_l("somebody else"))

    @property
    def told(self) -> dict[int, tuple[Any, str]]:
        """Agreement id → (how it goes, what was seen), of those that were talked about."""
        asked = [name for name in self._fields if name.startswith("outcome_")]
        told = {int(name.removeprefix("outcome_")): self[name].data for name in asked}
        return {which: (how, self[f"seen_{which}"].data) for which, how in told.items() if how is not None}


def together_form(agreements: Iterable[Any]) -> type[TogetherForm]:
    """A form with a row for each of these agreements (queries.Followed)."""
    fields: dict[str, Any] = {}
    for one in agreements:
        label = _l("How does it go with agreement %(number)s?", number=one.nr)
        fields[f"outcome_{one.row.id}"] = OneOf(label, options=QUICK.items(), empty=_l("not talked about"), radio=True)
        fields[f"seen_{one.row.id}"] = CleanText(_l("What was seen at agreement %(number)s?", number=one.nr), most=WORDS)
    return type("TogetherForm", (TogetherForm,), fields)


class DecisionForm(Form):
    """What happens after an agreement was not kept."""

    what_if_used = OneOf(_l("Was plan B used?"), options=WHAT_IF.items(), empty=_l("not known"), radio=True)
    what_if_how = CleanText(_l("How did that go?"), lines=2, most=WORDS)
    decision = OneOf(_l("What happens now?"), options=DECISIONS.items(), radio=True)
    decision_why = CleanText(_l("Why?"), lines=2, most=WORDS)


class DiscussedForm(Form):
    """What came of talking about it."""

    decision_why = CleanText(_l("What came of it?"), lines=3, most=WORDS)


class RehearsalForm(Form):
    """An agreement tried out before it is needed."""

    rehearsed_on = Day(_l("When?"), required=True)
    agreement_ids = SomeOf(_l("Which agreements?"), required=True)
    person_ids = SomeOf(_l("Who took part?"))
    scenario = CleanText(_l("What did you try?"), required=True, lines=3)
    went_well = CleanText(_l("What went well?"), lines=3)
    went_wrong = CleanText(_l("What did not?"), lines=3)
    changed = CleanText(_l("What do you do differently now?"), lines=3)
    changed_agreement_id = OneOf(_l("Which agreement changes because of it?"), empty=_l("none"))


class DiaryForm(Form):
    """A line in the diary of the family and the network."""

    written_on = Day(_l("When?"), required=True)
    person_id = OneOf(_l("Who says so?"), empty=_l("somebody else"))
    text = CleanText(_l("What happened?"), required=True, lines=3)
    agreement_id = OneOf(_l("Which agreement?"), empty=_l("none"))
    child_id = OneOf(_l("Which child?"), empty=_l("none"))
    is_success = BooleanField(_l("This is a success"))


# --- for a participant


class OwnCheckForm(Form):
    """One tap, with words for who wants. `text_sha256` is the fingerprint of the agreement on the page."""

    outcome = OneOf(_l("How did it go?"), options=TAPS.items(), radio=True)
    seen = CleanText(_l("What did you see?"), lines=3, most=WORDS)
    text_sha256 = HiddenField()


class OwnLineForm(Form):
    """A line in the diary, by somebody with a personal link."""

    written_on = Day(_l("When was it?"), required=True)
    text = CleanText(_l("What happened?"), required=True, lines=4, most=WORDS)
    agreement_id = OneOf(_l("Is it about an agreement?"), empty=_l("No, or I do not know"), radio=True)
    is_success = BooleanField(_l("This went well"))
