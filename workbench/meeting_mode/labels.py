"""Words on the screen of a meeting: the question of each item, kinds of notes, what people say of an agreement."""

from typing import Any

from flask_babel import lazy_gettext as _l

from workbench.meetings.models import AgendaKind, EntryKind
from workbench.monitoring.models import CheckOutcome
from workbench.reviews.models import Outcome

QUESTIONS: dict[str, Any] = {
    AgendaKind.WELCOME: _l("Who is here?"),
    AgendaKind.WHY: _l("Why are we here?"),
    AgendaKind.WELL: _l("What went well since last time?"),
    AgendaKind.CHILD_VOICE: _l("What do the children say?"),
    AgendaKind.SCALE: _l("How safe is it now?"),
    AgendaKind.BOTTOM_LINES: _l("What must be so in any case?"),
    AgendaKind.FAMILY_TIME: _l("Time for the family and the network"),
    AgendaKind.AGREEMENTS: _l("Who does what?"),
    AgendaKind.BAD_DAY: _l("What goes wrong on a bad day?"),
    AgendaKind.WATCH: _l("Who looks along, and who reads what?"),
    AgendaKind.READ_BACK: _l("Is this how we agreed it?"),
    AgendaKind.NEXT_DATE: _l("When do we meet again?"),
    AgendaKind.CLOSING: _l("What do you take home?"),
}
READING_BACK = _l("Reading back")  # its title in the agenda
HINTS: dict[str, Any] = {
    AgendaKind.WELCOME: _l("Touch your name, or say it and we press the key."),
    AgendaKind.WHY: _l("In plain words. Who sees it otherwise says so; that is written down too."),
    AgendaKind.WELL: _l("First what worked, who did it, and how."),
    AgendaKind.CHILD_VOICE: _l("In the children’s own words."),
    AgendaKind.SCALE: _l("Give a number from 0 to 10. Everybody may see something else."),
    AgendaKind.BOTTOM_LINES: _l("What has to be so. How you do it, you decide yourselves."),
    AgendaKind.AGREEMENTS: _l("First what is there and how it went, then what is new."),
    AgendaKind.BAD_DAY: _l("Everybody is tired, the car is broken, somebody does not pick up. What happens then?"),
    AgendaKind.WATCH: _l("Who sees whether it happens is never who does it."),
    AgendaKind.READ_BACK: _l("We read back. Is this right?"),
    AgendaKind.CLOSING: _l("One line from everybody."),
}
ENTRY_KINDS: dict[EntryKind, tuple[str, Any]] = {
    EntryKind.FACT: ("eye", _l("Fact")),
    EntryKind.OPINION: ("message-circle", _l("Opinion")),
    EntryKind.DECISION: ("check", _l("Decision")),
    EntryKind.QUESTION: ("circle-help", _l("Question")),
}
USUAL_KIND: dict[str, EntryKind] = dict.fromkeys(
    (AgendaKind.BOTTOM_LINES, AgendaKind.AGREEMENTS, AgendaKind.WATCH, AgendaKind.NEXT_DATE), EntryKind.DECISION
)
ANSWERS: dict[Outcome, Any] = {
    Outcome.AGREE: _l("Yes"),
    Outcome.AGREE_BUT: _l("Yes, but…"),
    Outcome.DISAGREE: _l("No"),
    Outcome.TALK_FIRST: _l("Talk first"),
}
HOW_IT_WENT: dict[CheckOutcome, Any] = {
    CheckOutcome.DONE: _l("It worked"),
    CheckOutcome.PARTLY: _l("Partly"),
    CheckOutcome.NOT_DONE: _l("It did not work"),
    CheckOutcome.DID_NOT_OCCUR: _l("It was not needed"),
}
