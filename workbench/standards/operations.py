"""Every change in the room of the standards. The caller commits. Coverage itself is kept by the listener in coverage.py."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.accounts.models import User
from workbench.casus.models import Casus
from workbench.errors import EditConflict, RuleBroken
from workbench.extensions import db
from workbench.standards import coverage, queries
from workbench.standards.models import Evidence, Judgement, Verdict
from workbench.standards.reflection_operations import add_learning_action, add_reflection, finish_learning_action
from workbench.standards.rules import Weight

__all__ = ["add_learning_action", "add_reflection", "finish_learning_action"]

audit.declare({
    "evidence added": _l("added evidence by hand"),
    "evidence taken back": _l("took back evidence added by hand"),
    "standard judged": _l("judged a standard"),
})


def recompute(*, also_closed: bool = False) -> int:
    """Count all evidence and states again, each casus in its own transaction; gives how many casussen that were.

    Every night for the open ones, for a birthday or a signal that waits too long; also the closed ones when a rule changed or
    `verify` found a difference.
    """
    many = 0
    for casus_id, _ref in queries.casussen(also_closed=also_closed):
        coverage.refresh(casus_id, None)
        db.session.commit()
        many += 1
    return many


def add_evidence_by_hand(
    casus: Casus, standard: int, *, by: User, record: tuple[str, int], held_on: date, reason: str
) -> Evidence:
    """Let a record count for a standard the rules do not tie it to. The reason is shown with it."""
    record_type, record_id = record
    if held_on > clock.today():
        raise RuleBroken(_("Evidence is of a day that has been."), field="held_on")
    if queries.has_evidence(casus, standard, record_type, record_id):
        raise RuleBroken(_("This already counts for this standard."), field="record")
    evidence = Evidence(
        casus_id=casus.id, standard=standard, record_type=record_type, record_id=record_id, weight=Weight.SUPPORTING,
        held_on=held_on, by_rule=False, reason=reason, added_by_id=by.id,
    )  # fmt: skip
    db.session.add(evidence)
    audit.record("evidence added", casus, by=by, record=evidence, action="C", standard=standard)
    return evidence


def take_back_evidence(casus: Casus, evidence: Evidence, *, by: User) -> None:
    """Take away evidence that was added by hand. What a rule gives follows from its record and stays."""
    if evidence.by_rule:
        raise RuleBroken(_("This evidence follows from the record itself."))
    audit.record("evidence taken back", casus, by=by, record=evidence, action="D", standard=evidence.standard)
    db.session.delete(evidence)


def judge(casus: Casus, standard: int, made_from: int, *, by: User, verdict: Verdict, text: str) -> Judgement:
    """What the supervisor makes of it; it takes the place of the judgement before, which stays in the record.

    `made_from` is the id of the judgement that held when the form was opened, 0 where there was none. Raises EditConflict when
    somebody judged meanwhile, so that two people who judge see each other's words.
    """
    now = queries.judgement_now(casus, standard)
    if now is not None and now.id != made_from:
        raise EditConflict(now)
    if verdict is not Verdict.SUFFICIENT and not text:
        raise RuleBroken(_("Say why, so that the worker can do something with it."), field="text")
    queries.end_judgements(casus, standard)
    judgement = Judgement(
        casus_id=casus.id, standard=standard, verdict=verdict, text=text or None, judged_on=clock.today(), created_by_id=by.id
    )
    db.session.add(judgement)
    audit.record("standard judged", casus, by=by, record=judgement, action="C", standard=standard)
    return judgement
