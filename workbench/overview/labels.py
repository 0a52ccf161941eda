"""Words for what the overview shows: phases, frameworks, opinions, states of agreements and outcomes of checks."""

from flask_babel import lazy_gettext as _l

from workbench.agreements.models import AgreementStatus
from workbench.casus.models import Phase
from workbench.closing.labels import FRAMEWORKS, PHASES
from workbench.goals.models import HoldUnit, Opinion

__all__ = ["FRAMEWORKS", "HOLDS", "OPINIONS", "OUTCOMES", "PHASES", "PHASE_STEP", "STATES", "STATUSES"]
PHASE_STEP = {Phase.DIRECT: 1, Phase.STABLE: 2, Phase.RECOVERY: 3, Phase.AFTERCARE: 4, Phase.CLOSED: 4}
OPINIONS = {
    Opinion.AGREE: _l("%(name)s agrees:"),
    Opinion.PARTLY: _l("%(name)s agrees in part:"),
    Opinion.DISAGREE: _l("%(name)s sees it differently:"),
}
HOLDS = {HoldUnit.WEEKS: _l("%(number)s weeks in a row"), HoldUnit.VISITS: _l("%(number)s visits in a row")}
STATUSES = {
    AgreementStatus.PROPOSED: ("none", _l("Proposed")),
    AgreementStatus.IN_REVIEW: ("warm", _l("Under discussion")),
    AgreementStatus.AGREED: ("good", _l("Agreed")),
    AgreementStatus.TRYING: ("trial", _l("Trying out")),
    AgreementStatus.ACTIVE: ("good", _l("Running")),
    AgreementStatus.ADAPTING: ("warm", _l("Being adapted")),
}
OUTCOMES = {
    "done": ("good", _l("It worked")),
    "partly": ("part", _l("Partly")),
    "not_done": ("warm", _l("Not kept")),
    "did_not_occur": ("none", _l("Did not occur")),
    "unknown": ("none", _l("Unknown")),
}
STATES = {
    "evidence": ("good", _l("evidence present")),
    "partly": ("part", _l("in part")),
    "no_evidence": ("none", _l("not shown yet")),
    "later": ("later", _l("not yet relevant")),
}
