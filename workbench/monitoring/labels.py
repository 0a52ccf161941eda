"""Words for the outcome of a check."""

from flask_babel import lazy_gettext as _l

from workbench.monitoring.models import CheckOutcome

OUTCOMES = {
    CheckOutcome.DONE: _l("It worked"), CheckOutcome.PARTLY: _l("Partly"), CheckOutcome.NOT_DONE: _l("It did not work"),
    CheckOutcome.DID_NOT_OCCUR: _l("It was not needed"), CheckOutcome.UNKNOWN: _l("Not known"),
}  # fmt: skip
LOOKS = {
    CheckOutcome.DONE: "good", CheckOutcome.PARTLY: "part", CheckOutcome.NOT_DONE: "warm", CheckOutcome.DID_NOT_OCCUR: "none",
    CheckOutcome.UNKNOWN: "none",
}  # fmt: skip
