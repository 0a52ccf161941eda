"""What is filled in about requests, decisions, holds and the end of a file."""

from typing import Any

from flask_babel import lazy_gettext as _l

from workbench.file_rights import labels
from workbench.file_rights.models import Because, Decision
from workbench.web.fields import CleanText, Day, OneOf, SomeOf
from workbench.web.forms import Form

WHY = _l("Say why, in a sentence.")
ACCESS_REASONS = [(one, labels.BECAUSE[one]) for one in (Because.PRIVACY, Because.GOOD_CARE, Because.SOURCE)]
DELETION_REASONS = [(one, labels.BECAUSE[one]) for one in (Because.INTEREST, Because.LAW)]


def _decisions(*ones: Decision) -> list[tuple[Decision, Any]]:
    return [(one, labels.DECISIONS[one]) for one in ones]


class RequestForm(Form):
    """Somebody asks something about the file."""

    kind = OneOf(_l("What is asked?"), options=labels.KINDS.items(), radio=True)
    person_id = OneOf(_l("Whose data is it about?"), empty=_l("Everybody: the whole file"))
    asked_by_id = OneOf(_l("Who asks?"), empty=_l("Somebody who is not in this list"))
    asked_by_name = CleanText(_l("Who is it, when not in the list?"), most=200)
    ground = OneOf(_l("On what ground?"), options=labels.GROUNDS.items(), radio=True)
    received_on = Day(_l("On which day did it come in?"), required=True)
    wish = CleanText(_l("What exactly is asked?"), lines=3, most=2000)


class DecideForm(Form):
    """One decision about the items that are ticked."""

    items = SomeOf(_l("Which items?"), required=True, why=_l("Choose at least one item."))
    decision = OneOf(_l("What happens with them?"), options=_decisions(Decision.SHARE, Decision.WITHHOLD), radio=True)
    because = OneOf(_l("On which ground?"), options=ACCESS_REASONS, empty=_l("no ground needed"))


class ItemForm(Form):
    """One item by itself: also to share a part of it."""

    decision = OneOf(
        _l("What happens with it?"), options=_decisions(Decision.SHARE, Decision.PARTLY, Decision.WITHHOLD), radio=True
    )
    shared_text = CleanText(_l("What is shared, when it is a part"), lines=6)
    because = OneOf(_l("On which ground?"), options=ACCESS_REASONS, empty=_l("no ground needed"))


class EraseItemsForm(Form):
    """The same for a request to be erased."""

    items = SomeOf(_l("Which items?"), required=True, why=_l("Choose at least one item."))
    decision = OneOf(_l("What happens with them?"), options=_decisions(Decision.ERASE, Decision.KEEP), radio=True)
    because = OneOf(_l("On which ground?"), options=DELETION_REASONS, empty=_l("no ground needed"))


class WhyForm(Form):
    """A decision with its reason."""

    why = CleanText(_l("Why?"), required=True, lines=3, most=2000, why=WHY)


class HandOverForm(Form):
    """The paper is given in person."""

    handed_to = CleanText(_l("To whom?"), required=True, most=200)
    recognised_how = CleanText(_l("How did you see that it was the right person?"), required=True, most=300)
    done_on = Day(_l("On which day?"), required=True)


class OwnViewForm(Form):
    """What somebody says about it, in own words."""

    item = OneOf(_l("What is it about?"), empty=_l("The whole file"))
    text = CleanText(_l("What does this person say?"), required=True, lines=6)


class CorrectionForm(Form):
    """One text of one record becomes another."""

    text = CleanText(_l("What should it say?"), required=True, lines=4)
    why = CleanText(_l("Why is it corrected?"), required=True, lines=2, most=2000, why=WHY)


class HoldForm(Form):
    """This file may not be destroyed yet."""

    reason = CleanText(_l("Why may it not be destroyed yet?"), required=True, lines=3, most=2000, why=WHY)
    until = Day(_l("Until which day?"), required=True)
