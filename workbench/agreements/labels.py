"""How the words of an agreement read on a page."""

from typing import Any

from flask_babel import lazy_gettext as _l

from workbench.agreements import rules
from workbench.agreements.models import AgreementKind, AgreementStatus, Audience
from workbench.casus.models import Phase

KINDS = {
    AgreementKind.BEHAVIOUR: _l("What the family does"),
    AgreementKind.NETWORK: _l("What the network does"),
    AgreementKind.SERVICE: _l("Help from a service"),
}
PHASES = {
    Phase.DIRECT: _l("Directly safe"),
    Phase.STABLE: _l("Stable safety"),
    Phase.RECOVERY: _l("Recovery"),
}
AUDIENCES = {
    Audience.EVERYONE: _l("Everybody who gets the plan"),
    Audience.SUB_GROUP: _l("Only one part of the network"),
    Audience.CHOSEN: _l("Only the people chosen here"),
}
AUDIENCE_NOTES = {
    Audience.CHOSEN: _l("Who does it and who looks whether it happens always read it."),
}
STATUSES = {
    AgreementStatus.PROPOSED: ("none", _l("Proposal"), "circle-dashed"),
    AgreementStatus.IN_REVIEW: ("info", _l("Waiting for answers"), "message-circle"),
    AgreementStatus.AGREED: ("good", _l("Agreed"), "handshake"),
    AgreementStatus.TRYING: ("trial", _l("Trying out"), "sprout"),
    AgreementStatus.ACTIVE: ("good", _l("In use"), "circle-check"),
    AgreementStatus.ADAPTING: ("warm", _l("Being changed"), "pencil"),
    AgreementStatus.ENDED: ("none", _l("Ended"), "circle-minus"),
    AgreementStatus.NOT_FEASIBLE: ("none", _l("Turned out not to be feasible"), "circle-x"),
}
OUTCOMES = {
    "done": ("good", _l("It worked"), "circle-check"),
    "partly": ("part", _l("Worked in part"), "contrast"),
    "not_done": ("warm", _l("Did not work"), "circle-alert"),
    "did_not_occur": ("none", _l("Did not come up"), "circle-minus"),
    "unknown": ("none", _l("Not known"), "circle-help"),
}
SILENT = ("warm", _l("Silent"), "bell")
BEING_SETTLED = (AgreementStatus.PROPOSED, AgreementStatus.IN_REVIEW, AgreementStatus.ADAPTING)


def state_of(agreement: Any, today: Any) -> tuple[str, Any, str]:
    """(kind, word, icon) of what matters most now: over, still being settled, silent, the latest check, else the status."""
    if agreement.status in rules.OVER or agreement.status in BEING_SETTLED:
        return STATUSES[agreement.status]
    if rules.silent(agreement, today):
        return SILENT
    return OUTCOMES.get(agreement.last_outcome) or STATUSES[agreement.status]


def runs_well(agreement: Any, today: Any) -> bool:
    """Whether a phone may fold it: nothing to do about it now."""
    return state_of(agreement, today)[0] == "good"
