"""Approval of a version by the supervisor, where the organisation asks it (setting `plan.approval`). The caller commits.

An approval is bound to the fingerprint of the frozen text: another text is another version and is asked again.
"""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from workbench import audit, clock
from workbench.accounts.models import User
from workbench.accounts.settings import setting
from workbench.casus.models import Casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.plans import rules
from workbench.plans.models import PlanApproval, PlanVersion
from workbench.plans.setting_rules import APPROVAL, OPEN

audit.declare({
    "plan approval asked": _l("asked the supervisor to approve a version of the plan"),
    "plan approved": _l("approved a version of the plan"),
    "plan sent back": _l("sent a version of the plan back"),
})  # fmt: skip


def is_asked(version: PlanVersion) -> bool:
    """Whether this organisation wants a supervisor to approve a version of this kind before it is set."""
    return version.kind.value in APPROVAL[setting("plan.approval")]


def approvals_of(version: PlanVersion) -> Sequence[PlanApproval]:
    """What was asked of supervisors about this version, newest first."""
    asked = select(PlanApproval).where(PlanApproval.plan_version_id == version.id)
    return db.session.scalars(asked.order_by(PlanApproval.id.desc())).all()


def pending(approvals: Sequence[PlanApproval]) -> PlanApproval | None:
    """The question that waits for an answer."""
    return next((one for one in approvals if one.decided_at is None), None)


def is_approved(version: PlanVersion, approvals: Sequence[PlanApproval]) -> bool:
    """Whether the last word of a supervisor about exactly this text is yes."""
    decided = [one for one in approvals if one.decided_at is not None]
    return bool(decided) and bool(decided[0].approved) and decided[0].sha256 == version.sha256


def ask(casus: Casus, version: PlanVersion, *, by: User) -> PlanApproval:
    """Ask the supervisor to approve this version. Refused when it is set or withdrawn, or was asked already."""
    if version.status not in OPEN:
        raise RuleBroken(_("This version can no longer be set."))
    approvals = approvals_of(version)
    if pending(approvals) is not None:
        raise RuleBroken(_("The supervisor has been asked already."))
    if is_approved(version, approvals):
        raise RuleBroken(_("The supervisor approved this version already."))
    asked = PlanApproval(casus_id=casus.id, plan_version_id=version.id, sha256=version.sha256, asked_by_id=by.id)
    db.session.add(asked)
    db.session.flush()
    audit.record("plan approval asked", casus, by=by, record=asked, action="C", number=version.number, sha256=version.sha256)
    return asked


def decide(casus: Casus, version: PlanVersion, *, by: User, approved: bool | None, words: str = "") -> None:
    """Approve a version, or send it back with words. By somebody else than who asked; only the text that was asked about."""
    if approved is None:
        raise RuleBroken(_("Choose one."), field="approved")
    asked = pending(approvals_of(version))
    if asked is None or version.status not in OPEN:
        raise RuleBroken(_("Nobody asks for an approval of this version now."))
    if asked.asked_by_id == by.id:
        raise RuleBroken(_("Somebody else than who asked decides about this."))
    if asked.sha256 != version.sha256 or rules.sha256(version.body) != version.sha256:
        raise RuleBroken(_("This version is not what it was when it was made. Do not use it."))
    if not approved and not words:
        raise RuleBroken(_("Write what has to be different."), field="words")
    event = "plan approved" if approved else "plan sent back"
    audit.record(event, casus, by=by, record=asked, number=version.number, sha256=version.sha256)
    asked.approved, asked.words = approved, words or None
    asked.decided_at, asked.decided_by_id = clock.now(), by.id
