"""Every change to answers: given, set aside when the text changes, handled, taken over as the new text. The caller commits."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, select, update

from workbench import audit, clock
from workbench.accounts.models import User
from workbench.agreements.models import Agreement, AgreementStatus
from workbench.agreements.operations import change_agreement, on_objection, on_reopened, reopen_agreement
from workbench.casus.models import Casus
from workbench.errors import EditConflict, RuleBroken
from workbench.extensions import db
from workbench.plans.models import PlanVersion
from workbench.plans.projection import may_stand_beside
from workbench.plans.rules import shown_texts
from workbench.reviews import rules
from workbench.reviews.agreed import OBJECTIONS
from workbench.reviews.models import Answer, Handling, Outcome, Via
from workbench.reviews.said import CHOOSE, SAY_WHAT

audit.declare({
    "agreement answered": _l("answered an agreement"),
    "answer handled": _l("noted what was done with an answer"),
    "wording taken over": _l("took over the wording that somebody proposed"),
})  # fmt: skip
NEEDS_WORDS = (Outcome.AGREE_BUT,)


def answer(casus: Casus, agreement_id: int, outcome: Outcome | None, words: str = "", *, person_id: int, version: PlanVersion,
           text_sha256: str, by: Any, via: Via = Via.LINK, invitation_id: int | None = None,
           recorded_by_id: int | None = None) -> Answer:  # fmt: skip
    """What somebody says of one agreement, bound to the text he or she read. An objection re-opens that agreement.

    An earlier answer stays on record as superseded. On paper `by` is the colleague who typed it in; on a tablet that was
    handed over `recorded_by_id` is the one whose tablet it is.
    """
    if outcome is None:
        raise RuleBroken(CHOOSE, field="outcome")
    if text_sha256 != shown_texts(version.body).get(agreement_id):  # whoever asks: never another text than stands there
        raise RuleBroken(_("This agreement changed meanwhile. Read it again: does the answer still hold?"), field="outcome")
    if outcome in NEEDS_WORDS and not words:
        raise RuleBroken(SAY_WHAT, field="change")
    supersede(Answer.agreement_id == agreement_id, Answer.person_id == person_id)
    if outcome in OBJECTIONS:
        reopen(casus, agreement_id, by=by)
    given = Answer(
        casus_id=casus.id, agreement_id=agreement_id, plan_version_id=version.id, person_id=person_id, outcome=outcome,
        words=words or None, text_sha256=text_sha256, text_shown=rules.text_in(version.body, agreement_id), via=via,
        invitation_id=invitation_id, recorded_by_id=recorded_by_id or (by.id if via in (Via.PAPER, Via.TABLE) else None),
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


def handle(
    given: Answer, reply: str, *, casus: Casus, by: User, how: Handling | None = None, told: str = "", version: int | None = None
) -> None:
    """Note what was done with an answer; with that it is handled. `version` is that of the answer the form was made from.

    `reply` is for colleagues; `told` is what this person reads at the agreement, through the same scan as the plan. With
    `how` kept the objection stands (domain.md 6.3), and needs its reason. Who would rather talk first gets no text: somebody
    may be reading along (security.md D.8).
    """
    if version is not None and version != given.version:
        raise EditConflict(given)
    if how is Handling.KEPT and (given.outcome not in OBJECTIONS or not reply):
        raise RuleBroken(_("Write why the agreement stays as it is. Only an objection can be kept like that."), field="reply")
    if not (reply or told):
        raise RuleBroken(_("Write in a few words what you did with it."), field="reply")
    if told:
        _refuse_to_tell(given, told)
    audit.record("answer handled", casus, by=by, record=given)
    given.reply, given.told, given.handled_how = reply or None, told or None, how
    given.handled_at, given.handled_by_id = clock.now(), by.id


def _refuse_to_tell(given: Answer, told: str) -> None:
    """Nothing goes to somebody's page that may not reach this person (GA4, B27)."""
    if given.outcome is Outcome.TALK_FIRST:
        raise RuleBroken(_("Call or visit this person. A text on the page could be read by somebody else."), field="told")
    version = db.session.get(PlanVersion, given.plan_version_id) if given.plan_version_id else None
    if version is None or not all(may_stand_beside(version, given.person_id, [told])):
        raise RuleBroken(_("There is a name, a number or a place in this text that this person may not read."), field="told")


def take_over(
    given: Answer, agreement: Agreement, version: int, *, what: str, when: str, casus: Casus, by: User
) -> None:
    """Make what somebody proposed the text of the agreement, with its source; everybody is asked again (domain.md 6.3).

    `version` is that of the agreement the page was made from. Raises RuleBroken when there is no proposal, or nothing changes.
    """
    if given.outcome not in OBJECTIONS or not given.words or given.agreement_id != agreement.id:
        raise RuleBroken(_("In this answer nobody proposed another text."))
    if (what, when) == (agreement.what, agreement.when):
        raise RuleBroken(_("This is how it reads already. Write what changes."), field="what")
    change_agreement(agreement, version, by=by, what=what, when=when)
    audit.record("wording taken over", casus, by=by, record=given, agreement=agreement.id)
    agreement.wording_of_id, agreement.wording_on = given.person_id, clock.dutch_time(given.answered_at).date()
    supersede_answers(agreement)  # also of a proposal, which changes without being re-opened
    given.handled_how, given.handled_at, given.handled_by_id = Handling.CHANGED, clock.now(), by.id
