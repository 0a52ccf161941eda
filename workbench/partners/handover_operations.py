"""What comes after a handover: the reporter who gets the conditions back, the moments of looking back. The caller commits."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.casus.models import Casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.partners.models import Handover, LookBack, ReporterTold
from workbench.records import expect_version, filled

audit.declare({
    "handover changed": _l("changed what was noted of a handover"),
    "reporter told": _l("told a reporter of the conditions"),
    "look back planned": _l("planned a moment of looking back"), "look back noted": _l("noted a moment of looking back"),
})  # fmt: skip


def change_handover(casus: Casus, handover: Handover, version: int, *, by: Any, **answers: Any) -> None:
    """Mend what was noted; conditions are changed as bottom lines. Raises EditConflict or RuleBroken."""
    expect_version(handover, version)
    if answers["received_on"] > clock.today():
        raise RuleBroken(_("This day is still to come."), field="received_on")
    for name, value in filled(answers).items():
        setattr(handover, name, value)
    audit.record("handover changed", casus, by=by, record=handover)


def tell_reporter(casus: Casus, handover: Handover, *, by: Any, name: str, role: str, told_on: date) -> ReporterTold:
    """Note that a reporter with a role in what follows got the conditions back (domain.md 2.3)."""
    if told_on > clock.today():
        raise RuleBroken(_("This day is still to come."), field="told_on")
    told = ReporterTold(
        casus_id=casus.id, created_by_id=by.id, handover_id=handover.id, name=name, role=role, told_on=told_on
    )
    db.session.add(told)
    audit.record("reporter told", casus, by=by, record=told, action="C")
    return told


def plan_look_back(casus: Casus, handover: Handover, *, by: Any, planned_on: date) -> LookBack:
    """One more day on which the organisation that handed over asks how it goes."""
    moment = LookBack(casus_id=casus.id, created_by_id=by.id, handover_id=handover.id, planned_on=planned_on)
    db.session.add(moment)
    audit.record("look back planned", casus, by=by, record=moment, action="C")
    return moment


def note_look_back(casus: Casus, moment: LookBack, version: int, *, by: Any, planned_on: date, done_on: date | None,
                   outcome: str) -> None:  # fmt: skip
    """Another day, or what came of it. Raises EditConflict, or RuleBroken for a day to come or without words."""
    expect_version(moment, version)
    if done_on and done_on > clock.today():
        raise RuleBroken(_("This day is still to come."), field="done_on")
    if done_on and not outcome:
        raise RuleBroken(_("What came of it?"), field="outcome")
    moment.planned_on, moment.done_on, moment.outcome = planned_on, done_on, outcome or None
    audit.record("look back noted", casus, by=by, record=moment)
