"""Every change to answers; those to personal links are in links. The caller commits."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, select, update

from workbench import audit, clock
from workbench.accounts.models import User
from workbench.agreements.models import Agreement, AgreementStatus
from workbench.agreements.operations import on_objection, on_reopened, reopen_agreement
from workbench.casus.models import Casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.plans.models import PlanVersion
from workbench.plans.rules import shown_texts
from workbench.reviews import agreed
from workbench.reviews.links import invite, revoke, revoke_all, revoke_everywhere, revoke_for
from workbench.reviews.models import Answer, Outcome, Via

__all__ = ["answer", "handle", "invite", "revoke", "revoke_all", "revoke_everywhere", "revoke_for", "supersede_answers"]
audit.declare({
    "agreement answered": _l("answered an agreement"),
    "answer handled": _l("noted what was done with an answer"),
})  # fmt: skip
OBJECTIONS = agreed.OBJECTIONS
NEEDS_WORDS = (Outcome.AGREE_BUT,)


def answer(casus: Casus, agreement_id: int, outcome: Outcome | None, words: str = "", *, person_id: int, version: PlanVersion,
           text_sha256: str, by: Any, via: Via = Via.LINK, invitation_id: int | None = None,
           recorded_by_id: int | None = None) -> Answer:  # fmt: skip
    """What somebody says of one agreement, bound to the text he or she read. An objection re-opens that agreement.

    An earlier answer stays on record as superseded. On paper `by` is the colleague who typed it in; on a tablet that was
    handed over `recorded_by_id` is the one whose tablet it is.
    """
    if outcome is None:
        raise RuleBroken(_("Choose one."), field="outcome")
    if text_sha256 != shown_texts(version.body).get(agreement_id):  # whoever asks: never another text than stands there
        raise RuleBroken(_("This agreement changed meanwhile. Read it again: does the answer still hold?"), field="outcome")
    if outcome in NEEDS_WORDS and not words:
        raise RuleBroken(_("Write what you would like to be different."), field="change")
    supersede(Answer.agreement_id == agreement_id, Answer.person_id == person_id)
    if outcome in OBJECTIONS:
        reopen(casus, agreement_id, by=by)
    given = Answer(
        casus_id=casus.id, agreement_id=agreement_id, plan_version_id=version.id, person_id=person_id, outcome=outcome,
        words=words or None, text_sha256=text_sha256, via=via, invitation_id=invitation_id,
        recorded_by_id=recorded_by_id or (by.id if via in (Via.PAPER, Via.TABLE) else None),
    )  # fmt: skip
    db.session.add(given)
    audit.record("agreement answered", casus, by=by, record=given, action="C", agreement=agreement_id, via=via.value)
    return given


def reopen(casus: Casus, agreement_id: int, *, by: Any) -> None:
    """Somebody objects: this one agreement is talked about again, and who had agreed is asked again."""
    found = select(Agreement).where(Agreement.id == agreement_id, Agreement.casus_id == casus.id)
    agreement = db.session.scalars(found).one()
    if agreement.is_live and agreement.status is not AgreementStatus.IN_REVIEW:
        reopen_agreement(agreement, by=by)


def supersede_answers(agreement: Agreement, _by: Any = None) -> None:
    """The text of an agreement changed: what people said of it before no longer counts."""
    supersede(Answer.agreement_id == agreement.id)


def withdraw_yes(agreement: Agreement, _by: Any = None) -> None:
    """Somebody objects: who had agreed is asked again. Who objected or asked something too still waits for the worker."""
    supersede(Answer.agreement_id == agreement.id, Answer.outcome == Outcome.AGREE)


on_reopened.append(supersede_answers)
on_objection.append(withdraw_yes)


def supersede(*which: ColumnElement[bool]) -> None:
    """Mark live answers as superseded; they stay on record."""
    db.session.execute(update(Answer).where(*which, Answer.superseded_at.is_(None)).values(superseded_at=clock.now()))


def handle(given: Answer, reply: str, *, casus: Casus, by: User) -> None:
    """Note what was done with an answer; with that it is handled."""
    if not reply:
        raise RuleBroken(_("Write in a few words what you did with it."), field="reply")
    audit.record("answer handled", casus, by=by, record=given)
    given.reply, given.handled_at, given.handled_by_id = reply, clock.now(), by.id
