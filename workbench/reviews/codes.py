"""The door: looking at a link, asking for a code, giving it (security.md D.5, D.7).

Whatever a link is (right, over, withdrawn, locked, or no link at all) each of the three does the same work, writes as much
and answers the same, so that nobody can tell them apart.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, func, or_, select, update

from workbench import audit, clock
from workbench.audit import ParticipantActor
from workbench.casus.models import Casus, ContactPoint
from workbench.database import writing
from workbench.extensions import db
from workbench.outbox import operations as outbox
from workbench.outbox.models import MailKind, OutgoingMail
from workbench.reviews import alarms, queries, rules, tokens
from workbench.reviews.channels import CHANNELS
from workbench.reviews.models import Channel, Invitation, ParticipantSession
from workbench.reviews.sessions import holds

audit.declare({
    "link opened": _l("opened a personal link with the right code"),
    "wrong code": _l("was refused: a wrong code"),
    "code not looked at": _l("was refused: the link or its code no longer held"),
    "code asked for": _l("asked for a code"),
    "code not sent": _l("asked for a code, and none was sent"),
    "link locked": _l("is locked out: ten wrong codes"),
})  # fmt: skip
NOBODY = 0  # the id of no link
UNSYNCED = {"synchronize_session": False}


def note_opened(token: str) -> None:
    """Somebody, or a scanner, opened the link. It says nothing of having read it (security.md threat 5)."""
    with writing():
        which = update(Invitation).where(Invitation.token_mac.in_(tokens.macs(token)))
        found: Any = db.session.execute(
            which.values(opened_unverified=Invitation.opened_unverified + 1).execution_options(**UNSYNCED)
        )
        alarms.count_unknown(0 if found.rowcount else 1)
        db.session.commit()


# --- giving the code


def enter(token: str, typed: str, before: ParticipantSession | None = None) -> str | None:
    """Compare the code of a link; the id for a new session when it is right, else None, whatever the reason.

    The try is counted, and committed, before the code is looked at, so that fifty tries at once are still five. `before` is
    the session this browser had, to know it again.
    """
    invitation = queries.by_token(token)
    counted = _count_try(invitation.id if invitation else NOBODY)
    alarms.count_unknown(0 if invitation else 1)
    db.session.commit()
    stored = invitation.code_hash if invitation and counted else None
    right = tokens.is_code(stored, rules.code_as_typed(typed))
    casus, by = _whose(invitation)
    opened = _open(invitation, casus, by, before) if right and invitation and casus else None
    if opened is None:
        _note_wrong(invitation, casus, by, counted)
    db.session.commit()
    return opened


def _whose(invitation: Invitation | None) -> tuple[Casus | None, Any]:
    """The casus of a link, locked, and who acts; the same question is asked where there is none."""
    which = invitation.casus_id if invitation else NOBODY
    casus = db.session.scalars(select(Casus).where(Casus.id == which).with_for_update()).one_or_none()
    return casus, ParticipantActor(invitation.person_id) if invitation else audit.SYSTEM


def _count_try(invitation_id: int) -> bool:
    """Take one of the tries that are left; False when there is none, no code is alive, or the link no longer holds."""
    now = clock.now()
    one = update(Invitation).where(Invitation.id == invitation_id).execution_options(**UNSYNCED)
    db.session.execute(one.where(Invitation.wait_until <= now).values(code_tries=0, wait_until=None))
    taken: Any = db.session.execute(
        one.where(Invitation.code_tries < rules.TRIES, Invitation.failed_total < rules.MOST_WRONG,
                  Invitation.wait_until.is_(None), Invitation.code_hash.is_not(None),
                  or_(Invitation.code_until.is_(None), _alive(now)), *holds(now))
        .values(code_tries=Invitation.code_tries + 1, failed_total=Invitation.failed_total + 1)
    )  # fmt: skip
    return bool(taken.rowcount)


def _alive(now: datetime) -> Any:
    """A sent code is not over, and does not end further ahead than it ever did: then the clock went back."""
    return and_(Invitation.code_until > now, Invitation.code_until <= now + rules.SENT_LIFE + clock.DRIFT)


def _open(invitation: Invitation, casus: Casus, by: Any, before: ParticipantSession | None) -> str | None:
    """The right code: give the try back and open a session; not when the link ended, or the code was used, a moment ago."""
    now, once = clock.now(), CHANNELS[invitation.channel_code].sends
    done: Any = db.session.execute(
        update(Invitation)
        .where(Invitation.id == invitation.id, Invitation.code_hash == invitation.code_hash, *holds(now))
        .values(code_tries=0, wait_until=None, failed_total=Invitation.failed_total - 1, last_verified_at=now,
                **({"code_hash": None, "code_until": None} if once else {}))
        .execution_options(**UNSYNCED)
    )  # fmt: skip
    if not done.rowcount or not casus.is_open:
        return None
    token = secrets.token_urlsafe(32)
    known = before is not None and before.invitation_id == invitation.id and bool(before.browser)
    browser = before.browser if before is not None and known else secrets.token_hex(16)
    hashed = tokens.hash_session(token)
    db.session.add(ParticipantSession(token_hash=hashed, invitation_id=invitation.id, browser=browser))
    audit.record("link opened", casus, by=by, record=invitation, action="E")
    return token


def _note_wrong(invitation: Invitation | None, casus: Casus | None, by: Any, counted: bool) -> None:
    """A code that did not open: after five wait (a sent one is dead), after ten lock and let the worker know (D.7)."""
    now = clock.now()
    audit.record("wrong code" if counted else "code not looked at", casus, by=by, record=invitation, action="E")
    which = invitation.id if invitation and counted else NOBODY
    one = update(Invitation).where(Invitation.id == which).execution_options(**UNSYNCED)
    five = one.where(Invitation.code_tries >= rules.TRIES, Invitation.wait_until.is_(None))
    sent = invitation is not None and CHANNELS[invitation.channel_code].sends
    dead = {"code_hash": None, "code_until": None} if sent else {"wait_until": now + rules.WAIT}
    db.session.execute(five.values(**dead))
    full = one.where(Invitation.failed_total >= rules.MOST_WRONG, Invitation.locked_at.is_(None))
    locked: Any = db.session.execute(full.values(locked_at=now))
    if locked.rowcount and invitation is not None:
        audit.record("link locked", casus, by=by, record=invitation, person=invitation.person_id)


# --- asking for a code


def ask(token: str) -> None:
    """Send a code when this link may have one; the same work is done when it may not. Commits.

    A new code takes the place of the one before. At most three an hour and five a day for a link, 200 an hour for the house.
    """
    casus, by = _whose(queries.by_token(token))
    invitation = queries.by_token(token, anew=True)  # somebody may have asked while this one waited
    code = rules.new_sent_code()
    hashed = tokens.hash_code(code)
    sent = _send(invitation, casus, code, hashed, by) if _may_ask(invitation, casus) and invitation and casus else False
    if not sent:
        audit.record("code not sent", casus, by=by, record=invitation, action="E")
    alarms.count_unknown(0 if invitation else 1)
    db.session.commit()


def _may_ask(invitation: Invitation | None, casus: Casus | None) -> bool:
    """Whether one more code may go: the link holds, its channel sends, and nobody asked too often."""
    now = clock.now()
    start = f"code:{invitation.id if invitation else NOBODY}:"
    in_the_house, moments = _sent(start, now)
    if in_the_house >= rules.HOUSE_SENDS_AN_HOUR:
        alarms.raise_once("many codes", now)
        return False
    if invitation is None or casus is None or not casus.is_open:
        return False
    channel = CHANNELS[invitation.channel_code]
    alive = invitation.revoked_at is None and invitation.locked_at is None and invitation.expires_at > now
    return alive and channel.sends and channel.is_on() and rules.may_send(moments, now)


def _sent(start: str, now: datetime) -> tuple[int, list[datetime]]:
    """(How many codes went out in the last hour, when those of one link did in the last day)."""
    codes = select(OutgoingMail.created_at).where(OutgoingMail.kind == MailKind.CODE)
    own = codes.where(OutgoingMail.key.startswith(start), OutgoingMail.created_at > now - timedelta(days=1))
    of_all = select(func.count()).select_from(OutgoingMail).where(
        OutgoingMail.kind == MailKind.CODE, OutgoingMail.created_at > now - timedelta(hours=1)
    )  # fmt: skip
    return db.session.scalar(of_all) or 0, list(db.session.scalars(own))


def _send(invitation: Invitation, casus: Casus, code: str, hashed: str, by: Any) -> bool:
    point = db.session.get(ContactPoint, invitation.code_point_id) if invitation.code_point_id else None
    if point is None or outbox.why_no_secret(point) is not None:
        return False
    channel, until = CHANNELS[invitation.channel_code], clock.now() + rules.SENT_LIFE
    outbox.withdraw([f"code:{invitation.id}:"])
    invitation.code_hash, invitation.code_until, invitation.code_tries = hashed, until, 0
    invitation.sends_total += 1
    key = f"code:{invitation.id}:{invitation.sends_total}"
    channel.deliver(casus, point, key, rules.code_as_shown(code), until=until, by=by)
    audit.record("code asked for", casus, by=by, record=invitation, action="E", channel=Channel(invitation.channel_code).value)
    return True
