"""Making, giving and ending personal links (security.md D.2, D.3). The caller commits."""

import secrets
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, select, update

from workbench import audit, clock
from workbench.accounts.models import User
from workbench.accounts.settings import setting
from workbench.casus.models import Casus, ContactPoint, Person, ProtectedTerm
from workbench.crypto import keyring
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.outbox import operations as outbox
from workbench.outbox.models import MailKind, Way
from workbench.plans import operations as plan_operations
from workbench.plans.models import PlanStatus, PlanVersion
from workbench.plans.temporary_rules import named
from workbench.reviews import channels, queries, rules, tokens
from workbench.reviews.models import Channel, Invitation, ParticipantSession
from workbench.reviews.rules import code_as_shown, new_code, why_no_link

audit.declare({
    "link made": _l("made a personal link"),
    "link sent": _l("sent a personal link by mail"),
    "link withdrawn": _l("withdrew a personal link"),
    "link looked at": _l("looked at what was odd about a personal link"),
    "links stopped": _l("stopped all personal links of the organisation"),
})  # fmt: skip
CLOSES = ("casus closed", "casus handed over")
VERSION_ENDS = "plan version withdrawn"
PROTECTION_ENDED = "protection cleared"
WITHDRAWN = (PlanStatus.EXPIRED, PlanStatus.REPLACED)


def invite(casus: Casus, person: Person, version: PlanVersion, *, by: User, channel_link: Channel = Channel.QR,
           channel_code: Channel = Channel.PAPER, link_point: ContactPoint | None = None,
           code_point: ContactPoint | None = None, code_hash: str | None = None, life: timedelta | None = None,
           until: date | None = None) -> tuple[Invitation, str, str]:  # fmt: skip
    """A new personal link for somebody with a part in this plan version; an older one ends (security.md D.2).

    Returns the invitation, its token and its code as shown; the code is empty when it will be sent, or is known already.
    Both are known only now: show them once. `code_hash` is that of a code this person has already, on a card. `life` is for
    a link that is made in a meeting, `until` the last day of the round of reviews where that is sooner than the usual end.
    """
    _check(casus, person, version)
    _check_ways(person, channel_link, channel_code, link_point, code_point)
    plan_operations.put_in_review(casus, version, by=by)
    revoke_for(person, "new link", casus=casus, by=by)
    sent = channels.CHANNELS[channel_code].sends
    token, code = tokens.new_token(), "" if code_hash or sent else new_code()
    invitation = Invitation(
        casus_id=casus.id, person_id=person.id, plan_version_id=version.id, token_mac=tokens.mac(token),
        mac_key=keyring().current, channel_link=channel_link, channel_code=channel_code,
        link_point_id=link_point.id if link_point else None, code_point_id=code_point.id if code_point else None,
        code_hash=code_hash or (tokens.hash_code(code) if code else None), created_by_id=by.id,
        expires_at=_end(version, life, until),
    )  # fmt: skip
    db.session.add(invitation)
    audit.record("link made", casus, by=by, record=invitation, action="C", person=person.id, plan_version=version.id)
    return invitation, token, code_as_shown(code) if code else ""


def _check(casus: Casus, person: Person, version: PlanVersion) -> None:
    if reason := why_no_link(person, person.age_on(clock.today())):
        raise RuleBroken(reason)
    if version.status in WITHDRAWN or plan_operations.is_over(version, clock.today()) or not casus.is_open:
        raise RuleBroken(_("This version of the plan no longer holds. Make a new version first."))
    own = queries.own_plan(version, person.id)
    if not own.agreements and (own.view.temporary is None or person.id not in named(version.body)):
        raise RuleBroken(_("%(name)s has no part in an agreement of this version yet.", name=person.name))


def _check_ways(
    person: Person, link: Channel, code: Channel, link_point: ContactPoint | None, code_point: ContactPoint | None
) -> None:
    """Never both halves through one mailbox or one phone (security.md D.4); nothing goes where it was not checked."""
    if link == code or (link_point is not None and link_point is code_point):
        raise RuleBroken(_("Give the code another way than the link."), field="channel_code")
    if link not in channels.LINK_WAYS or (link is Channel.EMAIL and not channels.sends_links()):
        raise RuleBroken(_("Links are not given this way here."), field="channel_link")
    channel = channels.CHANNELS.get(code)
    if channel is None or code is Channel.HANDOVER or not channel.is_on():
        raise RuleBroken(_("Codes are not given this way here."), field="channel_code")
    if link is Channel.EMAIL:
        _check_point(person, link_point, channels.CHANNELS[Channel.EMAIL], "link_point")
    if channel.sends:
        _check_point(person, code_point, channel, "code_point")


def _check_point(person: Person, point: ContactPoint | None, channel: channels.CodeChannel, field: str) -> None:
    if point is None or point.person_id != person.id or channel.address(point) is None:
        raise RuleBroken(_("Choose a number or address of %(name)s.", name=person.name), field=field)
    if why_not := outbox.why_no_secret(point):
        raise RuleBroken(why_not, field=field)


def _end(version: PlanVersion, life: timedelta | None, until: date | None) -> Any:
    usual = life or timedelta(days=setting("reviews.link_days"))
    return rules.until(clock.now(), usual, (version.ends_on, version.evaluate_on, until), clock.AMSTERDAM)


def send_link(invitation: Invitation, casus: Casus, point: ContactPoint, address: str, *, by: User) -> None:
    """Mail the address of a link, and nothing else, to the person it is of; its code goes another way (security.md D.8)."""
    key = f"link:{invitation.id}"
    outbox.send_secret(
        casus, point, key, MailKind.LINK, address, way=Way.MAIL, address=point.value, by=by, good_until=invitation.expires_at
    )
    audit.record("link sent", casus, by=by, record=invitation, person=invitation.person_id)


def unlocked(casus: Casus, person: Person, version: PlanVersion, *, by: User) -> Invitation:
    """What stands in for a link when a colleague hands over the own tablet: nobody knows its token, and it has no code."""
    _check(casus, person, version)
    plan_operations.put_in_review(casus, version, by=by)
    invitation = Invitation(
        casus_id=casus.id, person_id=person.id, plan_version_id=version.id, token_mac=secrets.token_bytes(32),
        mac_key=keyring().current, channel_link=Channel.NONE, channel_code=Channel.HANDOVER, created_by_id=by.id,
        expires_at=clock.now() + rules.LONGEST,
    )  # fmt: skip
    db.session.add(invitation)
    db.session.flush()
    return invitation


# --- ending


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
    for casus in db.session.scalars(select(Casus).where(Casus.id.in_(live)).order_by(Casus.id).with_for_update()):
        revoke_all(casus, "stop", by=by)
    audit.record("links stopped", by=by, many=len(live))
    return len(live)


def _revoke(casus: Casus, which: ColumnElement[bool], why: str, by: Any) -> None:
    chosen = (Invitation.casus_id == casus.id, which, Invitation.revoked_at.is_(None))
    for invitation in db.session.scalars(select(Invitation).where(*chosen)):
        audit.record("link withdrawn", casus, by=by, record=invitation, why=why)
        invitation.revoked_at, invitation.revoked_why = clock.now(), why
        outbox.withdraw((f"link:{invitation.id}", f"code:{invitation.id}:"))
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
        elif change.event == VERSION_ENDS:
            revoke_all(change.casus, "version withdrawn", by=change.by)
        elif _became_secret(about, change.event, change.action, fields):
            revoke_all(change.casus, "protection", by=change.by)
        elif isinstance(about, ContactPoint) and about.person_id is not None and change.action != "R":
            _revoke(change.casus, Invitation.person_id == about.person_id, "contact changed", change.by)
        elif isinstance(about, Person) and about.ended_on is not None and "ended_on" in fields:
            revoke_for(about, "person ended", casus=change.casus, by=change.by)


def _became_secret(about: Any, event: str, action: str, fields: Sequence[str]) -> bool:
    """Something in the casus is secret from now on, or from more people: a place, a person, a signal, or a word."""
    if isinstance(about, ProtectedTerm):
        return action != "R" and event != PROTECTION_ENDED
    return bool(getattr(about, "protected", False)) and (action == "C" or "protected" in fields)


def look_at(invitation: Invitation, *, casus: Casus, by: User) -> None:
    """Somebody saw what was odd about this link, and it is right so, or has been talked about (security.md D.7)."""
    audit.record("link looked at", casus, by=by, record=invitation)
    invitation.looked_at = clock.now()
