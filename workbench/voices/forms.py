"""What a person fills in about what a child said or was told."""

from collections.abc import Iterator
from typing import Any

import wtforms
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField

from workbench.voices import labels
from workbench.voices.models import MayShare, OnPaper, VoiceForm
from workbench.voices.pictograms import PICTOGRAMS
from workbench.voices.rules import PARTS
from workbench.web.fields import CleanText, Coach, Day, OneOf, Picture, Scale, SomeOf
from workbench.web.forms import Form

MOST_LINES = 30
SHARE = [(one, word) for one, (_kind, word, _icon) in labels.SHARES.items()]
PAPERS = [(one, word) for one, (_kind, word, _icon) in labels.PAPERS.items()]
NO_PART = _l("No part")


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
    part = OneOf(_l("In which part?"), empty=NO_PART)
    may_share = OneOf(_l("May this be shared?"), options=SHARE, radio=True, default=MayShare.ASK)


class LineForm(wtforms.Form):
    """The words of one panel of a story."""

    words = CleanText(_l("Words of this panel"), lines=3, most=1000, coach=Coach("family", reader="child"))


def parts_of(form: VoiceForm | None) -> list[tuple[str, Any]]:
    """The parts to choose from: those of this form, or of all while none has been chosen."""
    if form is not None:
        return list(PARTS[form].items())
    return list({**PARTS[VoiceForm.CONVERSATION], **PARTS[VoiceForm.SAFETY_HOUSE]}.items())


class HeardForm(Form):
    """A moment on which a child was asked."""

    child = OneOf(_l("Which child?"), radio=True)
    heard_on = Day(_l("On which day?"), required=True)
    heard_by = CleanText(_l("Who asked?"), required=True, most=200, why=_l("Write down who asked the child."))
    form = OneOf(_l("In which way?"), options=labels.FORMS.items(), radio=True)
    why_form = CleanText(_l("Why in this way?"), lines=2)
    lines = Lines(FormField(SaidForm), min_entries=3, max_entries=MOST_LINES)
    path = Scale(_l("Where on the path does the child stand?"), empty=_l("Not asked"))
    parents_consent = CleanText(_l("What did the parents say about it?"), lines=2)
    done_with_it = CleanText(_l("What was done with these words?"), lines=2)
    told_back_on = Day(_l("When was the child told?"))
    told_back_how = CleanText(_l("How was the child told, and by whom?"), most=400)

    def offer_parts(self) -> None:
        """Each line offers the parts of the form that was chosen."""
        chosen = self.form.data if isinstance(self.form.data, VoiceForm) else None
        for line in self.lines:
            line.form.part.offer(parts_of(chosen))


class MomentForm(Form):
    """When and how a child was heard."""

    heard_on = Day(_l("On which day?"), required=True)
    heard_by = CleanText(_l("Who asked?"), required=True, most=200, why=_l("Write down who asked the child."))
    why_form = CleanText(_l("Why in this way?"), lines=2)
    path = Scale(_l("Where on the path does the child stand?"), empty=_l("Not asked"))
    parents_consent = CleanText(_l("What did the parents say about it?"), lines=2)


class WordsForm(Form):
    """One thing a child said, and what was done with it."""

    words = CleanText(
        _l("What did the child say or draw?"), required=True, lines=3, why=_l("Write down what the child said.")
    )
    part = OneOf(_l("In which part?"), empty=NO_PART)
    may_share = OneOf(_l("May this be shared?"), options=SHARE, radio=True, default=MayShare.ASK)
    done_with_it = CleanText(_l("What was done with these words?"), lines=2)
    goals = SomeOf(_l("In which goal?"))
    agreements = SomeOf(_l("In which agreement?"))
    why = CleanText(_l("Why are the words corrected?"), most=400)


class WithdrawForm(Form):
    """Why something no longer counts."""

    why = CleanText(_l("Why?"), required=True, most=400, why=_l("Say why. What stood here is kept."))


class NotHeardForm(Form):
    """Why a child was not heard yet."""

    why = CleanText(
        _l("Why was this child not heard yet?"), required=True, lines=2, why=_l("Say why, and what you will do.")
    )


class PaperForm(Form):
    """What it is safe to give a child on paper."""

    takes = OneOf(_l("What may go along on paper?"), options=PAPERS, radio=True, default=OnPaper.ALL)
    why = CleanText(
        _l("Why?"), required=True, lines=2, most=400, why=_l("Say why, so that a colleague can tell whether it still holds.")
    )


class DrawingForm(Form):
    """A drawing as a file, and what stands on it in words."""

    drawing = Picture(_l("Drawing (PNG or JPEG)"))
    alt = CleanText(_l("What stands on the drawing?"), required=True, most=400,
                    why=_l("Say what stands on the drawing, for who cannot see it."))  # fmt: skip


class ToldBackForm(Form):
    """What was done with the child's words."""

    done_with_it = CleanText(_l("What was done with these words?"), required=True, lines=3,
                             why=_l("Write down what was done with the child’s words."))  # fmt: skip
    told_back_on = Day(_l("When was the child told?"))
    told_back_how = CleanText(_l("How was the child told, and by whom?"), most=400)


class StoryForm(Form):
    """A story in words and pictures."""

    child = OneOf(_l("Which child?"), radio=True)
    kind = OneOf(_l("What is it?"), options=labels.STORIES.items(), radio=True, default="panels")
    lines = Lines(FormField(LineForm), min_entries=3, max_entries=MOST_LINES)
    told_by = CleanText(_l("Who told it to the child?"), most=200)
    told_on = Day(_l("On which day?"))
    present = CleanText(_l("Who else was there?"), most=400)
    do_not_hand_out = BooleanField(_l("It is not safe to give this to the child on paper"))


class TellForm(Form):
    """To whom a story was told."""

    told_by = CleanText(_l("Who told it to the child?"), most=200)
    told_on = Day(_l("On which day?"))
    present = CleanText(_l("Who else was there?"), most=400)
    do_not_hand_out = BooleanField(_l("It is not safe to give this to the child on paper"))


class PanelForm(Form):
    """One panel: its words, and a pictogram where there is no drawing."""

    words = CleanText(_l("Words of this panel"), required=True, lines=3, most=1000, coach=Coach("family"),
                      why=_l("Write the words of this panel."))  # fmt: skip
    pictogram = OneOf(_l("Pictogram"), options=PICTOGRAMS.items(), empty=_l("No pictogram"), radio=True)
    why = CleanText(_l("Why is it changed?"), most=400)


class ApproveForm(Form):
    """A parent who stands behind a story."""

    parent = OneOf(_l("Which parent?"), radio=True)
    approved_on = Day(_l("On which day?"), required=True)
