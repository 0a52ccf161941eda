"""Every change in following the plan. The caller commits."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import update
from sqlalchemy.orm.attributes import set_committed_value

from workbench import audit, clock
from workbench.agreements import operations as agreement_operations
from workbench.agreements.models import Agreement, AgreementStatus
from workbench.agreements.rules import IN_USE
from workbench.casus.models import Casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.monitoring import queries, rules
from workbench.monitoring.models import (
    Check,
    CheckOutcome,
    Decision,
    DiaryLine,
    Rehearsal,
    RehearsalAgreement,
    RehearsalPerson,
    WhatIf,
)
from workbench.records import expect_version, filled
from workbench.reviews.models import Via

audit.declare(
    {
        "check added": _l("noted whether an agreement worked"),
        "check decided": _l("decided what happens after an agreement was not kept"),
        "check discussed": _l("noted that an agreement that was not kept was discussed"),
        "check shared": _l("shared what somebody saw of an agreement"),
        "rehearsal added": _l("noted a rehearsal"),
        "diary line added": _l("wrote in the safety diary"),
        "diary line shared": _l("shared a line in the safety diary"),
    }
)


def _not_in_future(day: date, field: str) -> None:
    if day > clock.today():
        raise RuleBroken(_("This day is still to come."), field=field)


def _keep(gaps: Iterable[tuple[str, Any]]) -> None:
    for field, message in gaps:
        raise RuleBroken(message, field=field)


def _keep_at(agreement: Agreement, **values: Any) -> None:
    """What an agreement keeps of its checks and rehearsals. It is no edit of the agreement: its version stays, so that whoever
    is changing its text meets no conflict because somebody tapped on a phone."""
    kept = update(Agreement).where(Agreement.id == agreement.id).values(updated_at=Agreement.updated_at, **values)
    db.session.execute(kept.execution_options(synchronize_session=False))
    for name, value in values.items():
        set_committed_value(agreement, name, value)


def add_check(
    casus: Casus, agreement: Agreement, *, by: Any, checked_on: date, outcome: CheckOutcome, **more: Any
) -> Check:
    """Note what the checker saw. Raises RuleBroken for a day to come.

    What was not, or only partly, kept is open until `decide` says what happens (domain.md 2.9).
    """
    _not_in_future(checked_on, "checked_on")
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
        _keep_at(agreement, last_check_on=checked_on, last_outcome=outcome.value)
    audit.record("check added", casus, by=by, record=check, action="C", agreement=agreement.id)
    return check


def add_checks(casus: Casus, told: dict[int, tuple[CheckOutcome, str]], *, by: Any, checked_on: date,
               person_id: int | None) -> list[Check]:  # fmt: skip
    """Several agreements after one telephone call: agreement id → (outcome, what was seen). Raises RuleBroken when none."""
    agreements = queries.agreements_with(casus, told)
    if not agreements:
        raise RuleBroken(_("Say of at least one agreement how it goes."))
    return [
        add_check(casus, one, by=by, checked_on=checked_on, outcome=told[one.id][0], seen=told[one.id][1], person_id=person_id)
        for one in agreements
    ]


def note_own_check(casus: Casus, agreement_id: int, outcome: CheckOutcome | None, seen: str, *, by: Any,
                   text_sha256: str) -> Check:  # fmt: skip
    """What the checker noted through a personal link, bound to the text that was on the page. Only staff reads it.

    The same thing twice on a day (a finger that taps twice, a page sent again) is one check. Raises RuleBroken for no outcome.
    """
    if outcome is None:
        raise RuleBroken(_("Choose one."), field="outcome")
    today = clock.today()
    last = queries.same_today(casus.id, agreement_id, by.id, today)
    if last is not None and (last.outcome, last.seen or "") == (outcome, seen):
        return last
    agreement = queries.agreements_with(casus, [agreement_id])[0]
    return add_check(
        casus, agreement, by=by, checked_on=today, outcome=outcome, seen=seen, person_id=by.id, via=Via.LINK, private=True,
        text_sha256=text_sha256,
    )  # fmt: skip


def decide(casus: Casus, check: Check, version: int, *, by: Any, what_if_used: WhatIf | None, what_if_how: str,
           decision: Decision | None, decision_why: str) -> None:  # fmt: skip
    """What happens after an agreement was not kept: change it, discuss it, or nothing, with a reason.

    To change it gives an agreement that is in use the status “being changed”. Raises RuleBroken or EditConflict.
    """
    expect_version(check, version)
    agreement = queries.agreement_to_move(casus, check.agreement_id)
    if decision is None:
        raise RuleBroken(_("Choose what happens now."), field="decision")
    _keep(rules.decision_gaps(decision, decision_why))
    check.what_if_used, check.what_if_how = what_if_used, what_if_how or None
    check.decision, check.decision_why = decision, decision_why or None
    done = decision is not Decision.DISCUSS
    check.handled_on, check.handled_by_id = (clock.today(), by.id) if done else (None, None)
    check.updated_at = clock.now()
    audit.record("check decided", casus, by=by, record=check, agreement=check.agreement_id, decision=decision.value)
    if decision is Decision.ADAPT and agreement.status in IN_USE:
        agreement_operations.move_agreement(agreement, agreement.version, by=by, status=AgreementStatus.ADAPTING)


def note_discussed(casus: Casus, check: Check, version: int, *, by: Any, decision_why: str) -> None:
    """What came of talking about it at a meeting; with that it is handled. Raises RuleBroken or EditConflict."""
    expect_version(check, version)
    if check.decision is not Decision.DISCUSS or check.handled_on is not None:
        raise RuleBroken(_("This does not wait for a meeting."))
    if not decision_why:
        raise RuleBroken(_("Write in a few words what came of it."), field="decision_why")
    check.decision_why, check.handled_on, check.handled_by_id = decision_why, clock.today(), by.id
    audit.record("check discussed", casus, by=by, record=check, agreement=check.agreement_id)


def share_check(casus: Casus, check: Check, version: int, *, by: Any) -> None:
    """What the checker saw may stand in the plan from now on, for whoever reads that agreement. Raises EditConflict."""
    expect_version(check, version)
    check.private = False
    audit.record("check shared", casus, by=by, record=check, agreement=check.agreement_id)


def add_rehearsal(
    casus: Casus, agreements: list[Agreement], *, by: Any, rehearsed_on: date, person_ids: list[int], **texts: Any
) -> Rehearsal:
    """Note that agreements were tried out, and which of them changes by it. Raises RuleBroken for what cannot be."""
    _not_in_future(rehearsed_on, "rehearsed_on")
    _keep(rules.rehearsal_gaps([one.id for one in agreements], texts.get("changed_agreement_id")))
    rehearsal = Rehearsal(
        casus_id=casus.id, rehearsed_on=rehearsed_on, created_by_id=_staff(by), **filled(texts),
        agreements=[RehearsalAgreement(agreement_id=one.id) for one in agreements],
        people=[RehearsalPerson(person_id=person) for person in person_ids],
    )  # fmt: skip
    db.session.add(rehearsal)
    for agreement in agreements:
        _keep_at(agreement, rehearsed_on=max(rehearsed_on, agreement.rehearsed_on or rehearsed_on))
    audit.record("rehearsal added", casus, by=by, record=rehearsal, action="C")
    return rehearsal


def add_diary_line(casus: Casus, *, by: Any, written_on: date, **answers: Any) -> DiaryLine:
    """Write in the diary. Raises RuleBroken for a day to come."""
    _not_in_future(written_on, "written_on")
    line = DiaryLine(casus_id=casus.id, written_on=written_on, created_by_id=_staff(by), **filled(answers))
    db.session.add(line)
    audit.record("diary line added", casus, by=by, record=line, action="C")
    return line


def note_own_line(casus: Casus, *, by: Any, written_on: date, text: str, agreement_id: int | None,
                  is_success: bool) -> DiaryLine:  # fmt: skip
    """A line somebody wrote through a personal link: only who works in the casus reads it, until it is shared.

    The same line twice of one day is one line. Raises RuleBroken for a day to come.
    """
    for line in queries.same_line(casus.id, by.id, written_on):
        if (line.text, line.agreement_id, line.is_success) == (text, agreement_id, is_success):
            return line
    return add_diary_line(
        casus, by=by, written_on=written_on, text=text, agreement_id=agreement_id, is_success=is_success, person_id=by.id,
        via=Via.LINK, private=True,
    )  # fmt: skip


def share_line(casus: Casus, line: DiaryLine, version: int, *, by: Any) -> None:
    """From now on everybody who may see this casus in the workbench reads the line. Raises EditConflict."""
    expect_version(line, version)
    line.private = False
    audit.record("diary line shared", casus, by=by, record=line)


def _staff(by: Any) -> int | None:
    return by.id if getattr(by, "kind", "staff") == "staff" else None
