"""What a person fills in about what a child said or was told."""

from collections.abc import Iterator
from typing import Any

import wtforms
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField

from workbench.voices import labels
from workbench.voices.models import MayShare
from workbench.web.fields import CleanText, Coach, Day, OneOf
from workbench.web.forms import Form

MOST_LINES = 30


class Lines(FieldList):
    """Some lines of the same kind; more are asked for with a button. Only indices a person could have sent count."""

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        starts = tuple(f"{prefix}-{nr}-" for nr in range(MOST_LINES))
        return (nr for nr, start in enumerate(starts) if any(name.startswith(start) for name in formdata))

    def one_more(self) -> None:
        """An empty line at the end."""
        if len(self.entries) < MOST_LINES:
            self.append_entry()


class SaidForm(wtforms.Form):
    """One thing a child said or drew."""

    words = CleanText(_l("What did the child say or draw?"), lines=2)
    part = CleanText(_l("In which part?"), most=100)
    may_share = OneOf(_l("May this be shared?"), options=[(one, word) for one, (_k, word, _i) in labels.SHARES.items()],
                      radio=True, default=MayShare.ASK)  # fmt: skip


class PanelForm(wtforms.Form):
    """One panel of a story."""

    words = CleanText(_l("Words of this panel"), lines=3, most=1000, coach=Coach("family", reader="child"))


class HeardForm(Form):
    """A moment on which a child was asked."""

    child = OneOf(_l("Which child?"), radio=True)
    heard_on = Day(_l("On which day?"), required=True)
    heard_by = CleanText(_l("Who asked?"), required=True, most=200, why=_l("Write down who asked the child."))
    form = OneOf(_l("In which way?"), options=labels.FORMS.items(), radio=True)
    why_form = CleanText(_l("Why in this way?"), lines=2)
    lines = Lines(FormField(SaidForm), min_entries=3, max_entries=MOST_LINES)
    parents_consent = CleanText(_l("What did the parents say about it?"), lines=2)
    done_with_it = CleanText(_l("What was done with these words?"), lines=2)
    told_back_on = Day(_l("When was the child told?"))


class ToldBackForm(Form):
    """What was done with the child's words."""

    done_with_it = CleanText(_l("What was done with these words?"), required=True, lines=3,
                             why=_l("Write down what was done with the child’s words."))  # fmt: skip
    told_back_on = Day(_l("When was the child told?"))


class StoryForm(Form):
    """A story in words and pictures."""

    child = OneOf(_l("Which child?"), radio=True)
    kind = OneOf(_l("What is it?"), options=labels.STORIES.items(), radio=True, default="panels")
    lines = Lines(FormField(PanelForm), min_entries=3, max_entries=MOST_LINES)
    told_by = CleanText(_l("Who told it to the child?"), most=200)
    told_on = Day(_l("On which day?"))
    present = CleanText(_l("Who else was there?"), most=400)
    do_not_hand_out = BooleanField(_l("It is not safe to give this to the child on paper"))
