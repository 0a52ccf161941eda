"""What is filled in about the course of a casus: phase, legal ground, who, closing and reopening."""

from flask_babel import lazy_gettext as _l

from workbench.casus.models import Phase
from workbench.closing import labels
from workbench.web.fields import CleanText, Day, OneOf, SomeOf
from workbench.web.forms import Form

OPEN_PHASES = [(phase, words) for phase, words in labels.PHASES.items() if phase is not Phase.CLOSED]
NOT_DISCUSSED = _l("not discussed")


def _asked(name: str) -> OneOf:
    return OneOf(labels.CONSIDERATIONS[name], options=labels.ANSWERS.items(), empty=NOT_DISCUSSED)


class PhaseForm(Form):
    """Another phase: from when, why, who decided, and what was considered about lasting safety."""

    phase = OneOf(_l("To which phase?"), options=OPEN_PHASES, radio=True)
    changed_on = Day(_l("From which day?"), required=True)
    violence_stops = _asked("violence_stops")
    more_serious = _asked("more_serious")
    goals_in_time = _asked("goals_in_time")
    plan_stuck = _asked("plan_stuck")
    expertise_needed = _asked("expertise_needed")
    reason = CleanText(_l("Why?"), required=True, lines=3, why=_l("Say why, in a sentence."))
    decided_by = CleanText(_l("Who decided this together?"), required=True, most=300)


class StepForm(Form):
    """A button that brings a casus a step on."""

    status = OneOf(_l("To which step?"), options=labels.STEPS.items())


class FrameworkForm(Form):
    """Another legal ground, or another term of the same."""

    framework = OneOf(_l("Legal ground"), options=labels.FRAMEWORKS.items())
    since = Day(_l("From which day?"), required=True)
    until = Day(_l("Until"))
    reason = CleanText(_l("Why?"), required=True, lines=2, most=600, why=_l("Say why, in a sentence."))


class AssignForm(Form):
    """Who works on a casus and who supervises."""

    worker_id = OneOf(_l("Who works on it?"))
    deputy_id = OneOf(_l("Deputy"), empty=_l("nobody"))
    supervisor_id = OneOf(_l("Who supervises?"))


class CloseForm(Form):
    """The last form of a casus."""

    closed_on = Day(_l("On which day?"), required=True)
    reason = CleanText(_l("Why can it close?"), required=True, lines=4, why=_l("Say why, in a sentence."))
    told = SomeOf(_l("Who was told?"))
    told_others = CleanText(_l("And who else?"), most=400)
    without_contacts = CleanText(_l("Why can it close without these contacts?"), lines=2, most=600)
    longer_until = Day(_l("Does it matter to keep it longer than usual? Until when?"))
    longer_why = CleanText(_l("Why longer?"), lines=2, most=600)


class ReopenForm(Form):
    """Why a casus opens again."""

    phase = OneOf(_l("In which phase?"), options=OPEN_PHASES, radio=True)
    why = CleanText(_l("Why does it open again?"), required=True, lines=3, why=_l("Say why, in a sentence."))
