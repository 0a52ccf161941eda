"""Every change in following the plan. The caller commits."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.agreements.models import Agreement
from workbench.casus.models import Casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.monitoring.models import Check, CheckOutcome, DiaryLine, Rehearsal, RehearsalAgreement, RehearsalPerson
from workbench.records import filled

audit.declare(
    {
        "check added": _l("noted whether an agreement worked"),
        "rehearsal added": _l("noted a rehearsal"),
        "diary line added": _l("wrote in the safety diary"),
    }
)


def _not_in_future(day: date, field: str) -> None:
    if day > clock.today():
        raise RuleBroken(_("This day is still to come."), field=field)


def add_check(
    casus: Casus, agreement: Agreement, *, by: Any, checked_on: date, outcome: CheckOutcome, **more: Any
) -> Check:
    """Note what the checker saw. Raises RuleBroken for a day to come; what did not work needs a next step or what was seen."""
    _not_in_future(checked_on, "checked_on")
    if outcome is CheckOutcome.NOT_DONE and not (more.get("follow_up") or more.get("seen")):
        raise RuleBroken(_("Say what you saw or what happens now."), field="follow_up")
    check = Check(
        casus_id=casus.id,
        agreement_id=agreement.id,
        checked_on=checked_on,
        outcome=outcome,
        created_by_id=_staff(by),
        **filled(more),
    )
    db.session.add(check)
    if agreement.last_check_on is None or checked_on >= agreement.last_check_on:
        agreement.last_check_on, agreement.last_outcome = checked_on, outcome.value
    audit.record("check added", casus, by=by, record=check, action="C", agreement=agreement.id)
    return check


def add_rehearsal(
    casus: Casus, agreements: list[Agreement], *, by: Any, rehearsed_on: date, person_ids: list[int], **texts: Any
) -> Rehearsal:
    """Note that agreements were tried out. Raises RuleBroken for a day to come."""
    _not_in_future(rehearsed_on, "rehearsed_on")
    rehearsal = Rehearsal(
        casus_id=casus.id, rehearsed_on=rehearsed_on, created_by_id=_staff(by), **filled(texts),
        agreements=[RehearsalAgreement(agreement_id=one.id) for one in agreements],
        people=[RehearsalPerson(person_id=person) for person in person_ids],
    )  # fmt: skip
    db.session.add(rehearsal)
    for agreement in agreements:
        agreement.rehearsed_on = max(rehearsed_on, agreement.rehearsed_on or rehearsed_on)
    audit.record("rehearsal added", casus, by=by, record=rehearsal, action="C")
    return rehearsal


def add_diary_line(casus: Casus, *, by: Any, written_on: date, **answers: Any) -> DiaryLine:
    """Write in the diary. Raises RuleBroken for a day to come."""
    _not_in_future(written_on, "written_on")
    line = DiaryLine(casus_id=casus.id, written_on=written_on, created_by_id=_staff(by), **filled(answers))
    db.session.add(line)
    audit.record("diary line added", casus, by=by, record=line, action="C")
    return line


def _staff(by: Any) -> int | None:
    return by.id if getattr(by, "kind", "staff") == "staff" else None
