"""Words for the course of a casus, and how long it is kept and why, in sentences."""

from typing import Any

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench.casus.models import CasusStatus, Framework, Phase, YesNoUnknown
from workbench.closing.models import KeepTerm
from workbench.closing.retention_rules import Kept, Reason

PHASES = {
    Phase.DIRECT: _l("Directly safe"),
    Phase.STABLE: _l("Stable safety"),
    Phase.RECOVERY: _l("Recovery"),
    Phase.AFTERCARE: _l("Aftercare"),
    Phase.CLOSED: _l("Closed"),
}
STATUSES = {
    CasusStatus.CONCEPT: ("part", _l("Being prepared")),
    CasusStatus.ACTIVE: ("good", _l("Active")),
    CasusStatus.WINDING_DOWN: ("trial", _l("Tapering")),
    CasusStatus.AFTERCARE: ("trial", _l("In aftercare")),
    CasusStatus.CLOSED: ("later", _l("Closed")),
    CasusStatus.TRANSFERRED: ("later", _l("Handed over")),
}
STEPS = {  # what the button says that brings a casus there
    CasusStatus.ACTIVE: _l("Begin the work"),
    CasusStatus.WINDING_DOWN: _l("Begin to taper"),
}
FRAMEWORKS = {
    Framework.VOLUNTARY: _l("voluntary help"),
    Framework.SUPERVISION_ORDER: _l("supervision order"),
    Framework.PROVISIONAL_ORDER: _l("provisional supervision order"),
    Framework.GUARDIANSHIP: _l("guardianship"),
    Framework.SAFE_AT_HOME: _l("Veilig Thuis"),
    Framework.PROBATION: _l("youth probation"),
}
ANSWERS = {YesNoUnknown.YES: _l("yes"), YesNoUnknown.NO: _l("no"), YesNoUnknown.UNKNOWN: _l("not known")}
CONSIDERATIONS = {  # domain.md 2.3, N32
    "violence_stops": _l("Does the violence stop within the expected term?"),
    "more_serious": _l("Is it more serious than people thought?"),
    "goals_in_time": _l("Are the goals met in time?"),
    "plan_stuck": _l("Is the plan stuck?"),
    "expertise_needed": _l("Is specific expertise needed?"),
}
BECAUSE = {
    KeepTerm.YEARS: _l("a file is kept for %(years)s years after the last change (%(since)s)"),
    KeepTerm.SAFE_AT_HOME: _l("Veilig Thuis was involved: %(years)s years after the last change (%(since)s)"),
    KeepTerm.ORDER: _l("there was an order of the court: %(years)s years after %(child)s comes of age (%(since)s)"),
    KeepTerm.YOUNGEST: _l("Veilig Thuis was involved: at least until %(child)s comes of age"),
    KeepTerm.LOG: _l("who saw what stays on record for %(years)s years (from %(since)s)"),
    KeepTerm.LONGER: _l("it was decided that it matters to keep it longer"),
    KeepTerm.EARLIER: _l("it was set so before, and that never becomes shorter"),
    KeepTerm.HOLD: _l("it may not be destroyed before that day"),
}


def long_day(value: Any) -> str:
    """14 maart 2061: with the year, because it is far away."""
    return format_date(value, "d MMMM yyyy")


def because(reason: Reason) -> str:
    """One reason in words."""
    since = long_day(reason.since) if reason.since else ""
    return str(BECAUSE[reason.term]) % {"years": reason.years, "since": since, "child": reason.child}


def kept_in_words(kept: Kept) -> str:
    """“Keep until 14 March 2061, because …”: the reason that decides."""
    return _("Keep until %(day)s, because %(why)s.", day=long_day(kept.until), why=because(kept.reasons[0]))


def other_reasons(kept: Kept) -> list[str]:
    """The reasons that would let it go sooner, each once, with its own day."""
    first: dict[tuple[KeepTerm, str], Reason] = {}
    for one in kept.reasons:
        first.setdefault((one.term, one.child), one)
    return [_("Until %(day)s, because %(why)s.", day=long_day(one.until), why=because(one)) for one in list(first.values())[1:]]
