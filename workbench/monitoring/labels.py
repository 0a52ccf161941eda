"""Words for checks, what was done after them, and rehearsals."""

from flask_babel import lazy_gettext as _l

from workbench.monitoring.models import CheckOutcome, Decision, WhatIf
from workbench.monitoring.rules import Waits

OUTCOMES = {
    CheckOutcome.DONE: _l("It worked"), CheckOutcome.PARTLY: _l("Partly"), CheckOutcome.NOT_DONE: _l("It did not work"),
    CheckOutcome.DID_NOT_OCCUR: _l("It was not needed"), CheckOutcome.UNKNOWN: _l("Not known"),
}  # fmt: skip
LOOKS = {
    CheckOutcome.DONE: "good", CheckOutcome.PARTLY: "part", CheckOutcome.NOT_DONE: "warm", CheckOutcome.DID_NOT_OCCUR: "none",
    CheckOutcome.UNKNOWN: "none",
}  # fmt: skip
# What a checker is asked on his or her own page: one tap each.
TAPS = {
    CheckOutcome.DONE: _l("It happened"), CheckOutcome.PARTLY: _l("Partly"), CheckOutcome.NOT_DONE: _l("It did not happen"),
    CheckOutcome.DID_NOT_OCCUR: _l("It did not come up"),
}  # fmt: skip
QUICK = {one: OUTCOMES[one] for one in TAPS}
WHAT_IF = {
    WhatIf.YES: _l("Yes"), WhatIf.NO: _l("No"), WhatIf.THERE_WAS_NONE: _l("There was no plan B"),
}  # fmt: skip
DECISIONS = {
    Decision.ADAPT: _l("Change the agreement"), Decision.DISCUSS: _l("Talk about it at the next meeting"),
    Decision.NOTHING: _l("Nothing: the agreement can stay as it is"),
}  # fmt: skip
DECISION_NOTES = {
    Decision.ADAPT: _l("You go to its form next. Until it is changed it says “Being changed”."),
    Decision.DISCUSS: _l("It stands on the page of that meeting until you note that it was discussed."),
    Decision.NOTHING: _l("Say why. That is kept with the check."),
}
WAITS = {
    Waits.DECISION: _l("Decide what happens now"), Waits.CHANGE: _l("The agreement is being changed"),
    Waits.TALK: _l("Comes back at the next meeting"),
}  # fmt: skip
