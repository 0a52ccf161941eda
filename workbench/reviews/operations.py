"""Every change to personal links and answers. The caller commits."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, select, update

from workbench import audit, clock
from workbench.accounts.models import User
from workbench.accounts.settings import setting
from workbench.agreements.models import Agreement, AgreementStatus
from workbench.agreements.operations import on_reopened, reopen_agreement
from workbench.casus.models import Casus, ContactPoint, Person
from workbench.crypto import keyring
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.plans import operations as plan_operations
from workbench.plans.models import PlanStatus, PlanVersion
from workbench.plans.temporary_rules import named
from workbench.reviews import queries, tokens
from workbench.reviews.models import Answer, Channel, Invitation, Outcome, ParticipantSession, Via
from workbench.reviews.rules import code_as_shown, new_code, why_no_link

audit.declare({
    "link made": _l("made a personal link"),
    "link withdrawn": _l("withdrew a personal link"),
    "link opened": _l("opened a personal link with the right code"),
    "wrong code": _l("was refused: a wrong code"),
    "link locked": _l("is locked out: ten wrong codes"),
    "agreement answered": _l("answered an agreement"),
    "answer handled": _l("noted what was done with an answer"),
})  # fmt: skip
CLOSES = ("casus closed", "casus handed over")
WITHDRAWN = (PlanStatus.EXPIRED, PlanStatus.REPLACED)
OBJECTIONS = (Outcome.AGREE_BUT, Outcome.DISAGREE)
NEEDS_WORDS = (Outcome.AGREE_BUT,)


def invite(casus: Casus, person: Person, version: PlanVersion, *, by: User, channel_link: Channel = Channel.QR,
           channel_code: Channel = Channel.PAPER, code_hash: str | None = None,
           life: timedelta | None = None) -> tuple[Invitation, str, str]:  # fmt: skip
    """A new personal link for somebody with a part in this plan version; an older one ends (security.md D.2).

    Returns the invitation, its token and its code as shown. Both are known only now: show them once. `code_hash` is that of
    a code this person has already, on a card; then no other code is made. `life` is for a link that is made in a meeting.
    """
    if channel_link == channel_code:
        raise RuleBroken(_("Give the code another way than the link."), field="channel_code")
    if reason := why_no_link(person, person.age_on(clock.today())):
        raise RuleBroken(reason)
    if version.status in WITHDRAWN or plan_operations.is_over(version, clock.today()) or not casus.is_open:
        raise RuleBroken(_("This version of the plan no longer holds. Make a new version first."))
    own = queries.own_plan(version, person.id)
    if not own.agreements and (own.view.temporary is None or person.id not in named(version.body)):
        raise RuleBroken(_("%(name)s has no part in an agreement of this version yet.", name=person.name))
    plan_operations.put_in_review(casus, version, by=by)
    revoke_for(person, "new link", casus=casus, by=by)
    token, code = tokens.new_token(), "" if code_hash else new_code()
    invitation = Invitation(
        casus_id=casus.id, person_id=person.id, plan_version_id=version.id, token_mac=tokens.mac(token),
        mac_key=keyring().current, channel_link=channel_link, channel_code=channel_code,
        code_hash=code_hash or tokens.hash_code(code),
        created_by_id=by.id, expires_at=clock.now() + (life or timedelta(days=setting("reviews.link_days"))),
    )  # fmt: skip
    db.session.add(invitation)
    audit.record("link made", casus, by=by, record=invitation, action="C", person=person.id, plan_version=version.id)
    return invitation, token, code_as_shown(code) if code else ""


def revoke(invitation: Invitation, why: str, *, casus: Casus, by: Any) -> None:
    """End one link; every browser in which it is open closes with its next request."""
    _revoke(casus, Invitation.id == invitation.id, why, by)


def revoke_for(person: Person, why: str, *, casus: Casus, by: Any) -> None:
    """End whatever link this person has: a new one is made, contact data changed, this person no longer takes part."""
    _revoke(casus, Invitation.person_id == person.id, why, by)


def revoke_all(casus: Casus, why: str, *, by: Any) -> None:
    """End every link of a casus: something became secret, the plan was withdrawn, the casus closed (security.md D.3)."""
    _revoke(casus, Invitation.casus_id == casus.id, why, by)


def revoke_everywhere(*, by: Any) -> int:
    """The emergency stop: end every link of the organisation. Returns how many there were."""
    live = db.session.scalars(select(Invitation.casus_id).where(Invitation.revoked_at.is_(None))).all()
    for casus in db.session.scalars(select(Casus).where(Casus.id.in_(live))):
        revoke_all(casus, "stop", by=by)
    return len(live)


def _revoke(casus: Casus, which: ColumnElement[bool], why: str, by: Any) -> None:
    chosen = (Invitation.casus_id == casus.id, which, Invitation.revoked_at.is_(None))
    for invitation in db.session.scalars(select(Invitation).where(*chosen)):
        audit.record("link withdrawn", casus, by=by, record=invitation, why=why)
        invitation.revoked_at, invitation.revoked_why = clock.now(), why
        db.session.execute(
            update(ParticipantSession)
            .where(ParticipantSession.invitation_id == invitation.id, ParticipantSession.ended_at.is_(None))
            .values(ended_at=clock.now())
        )


@audit.on_changes
def end_links(changes: Sequence[Any]) -> None:
    """What ends links by itself (security.md D.3): a secret, other contact data, somebody who left, a casus that closed."""
    for change in tuple(changes):
        about, fields = change.record, change.detail.get("fields", ())
        if change.event in CLOSES:
            revoke_all(change.casus, "casus closed", by=change.by)
        elif getattr(about, "protected", False) and (change.action == "C" or "protected" in fields):
            revoke_all(change.casus, "protection", by=change.by)
        elif isinstance(about, ContactPoint) and about.person_id is not None and change.action != "R":
            _revoke(change.casus, Invitation.person_id == about.person_id, "contact changed", change.by)
        elif isinstance(about, Person) and about.ended_on is not None and "ended_on" in fields:
            revoke_for(about, "person ended", casus=change.casus, by=change.by)


def answer(casus: Casus, agreement_id: int, outcome: Outcome | None, words: str = "", *, person_id: int, version: PlanVersion,
           text_sha256: str, by: Any, via: Via = Via.LINK, invitation_id: int | None = None) -> Answer:  # fmt: skip
    """What somebody says of one agreement, bound to the text he or she read. An objection re-opens that agreement.

    An earlier answer stays on record as superseded. On paper `by` is the colleague who typed it in.
    """
    if outcome is None:
        raise RuleBroken(_("Choose one."), field="outcome")
    if outcome in NEEDS_WORDS and not words:
        raise RuleBroken(_("Write what you would like to be different."), field="change")
    supersede(Answer.agreement_id == agreement_id, Answer.person_id == person_id)
    if outcome in OBJECTIONS:
        reopen(casus, agreement_id, by=by)
    given = Answer(
        casus_id=casus.id, agreement_id=agreement_id, plan_version_id=version.id, person_id=person_id, outcome=outcome,
        words=words or None, text_sha256=text_sha256, via=via, invitation_id=invitation_id,
        recorded_by_id=None if via is Via.LINK else by.id,
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
    """The text of an agreement changed, or it was re-opened: what people said of it before no longer counts."""
    supersede(Answer.agreement_id == agreement.id)


on_reopened.append(supersede_answers)


def supersede(*which: ColumnElement[bool]) -> None:
    """Mark live answers as superseded; they stay on record."""
    db.session.execute(update(Answer).where(*which, Answer.superseded_at.is_(None)).values(superseded_at=clock.now()))


def handle(given: Answer, reply: str, *, casus: Casus, by: User) -> None:
    """Note what was done with an answer; with that it is handled."""
    if not reply:
        raise RuleBroken(_("Write in a few words what you did with it."), field="reply")
    audit.record("answer handled", casus, by=by, record=given)
    given.reply, given.handled_at, given.handled_by_id = reply, clock.now(), by.id
