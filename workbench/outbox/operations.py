"""Writing mail down, in the transaction of the change it tells of, and noting how it went. The caller commits."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, select, update

from workbench import audit, clock
from workbench.accounts import notices
from workbench.accounts.models import User
from workbench.casus.models import Casus, ContactKind, ContactPoint
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.outbox import rules
from workbench.outbox.models import MailKind, MailState, OutgoingMail, Way

audit.declare(
    {
        "mail written": _l("put a message without content in the outbox"),
        "mail sent": _l("sent a message without content"),
        "mail not sent": _l("could not send a message"),
    }
)


def tell_person(casus: Casus, point: ContactPoint, key: str, *, by: Any) -> OutgoingMail | None:
    """Tell somebody of the network that a message is waiting. None when this was written down before.

    Raises RuleBroken when this address may not be used (security.md D.8).
    """
    why_not = why_no_mail(point)
    if why_not is not None:
        raise RuleBroken(why_not, field="invite_by")
    if is_written(key):
        return None
    mail = _new(key, MailKind.MESSAGE, point.value)
    mail.casus_id, mail.person_id, mail.contact_point_id = casus.id, point.person_id, point.id
    db.session.add(mail)
    audit.record("mail written", casus, by=by, record=mail, action="C", person=point.person_id)
    return mail


def send_secret(
    casus: Casus, point: ContactPoint, key: str, kind: MailKind, secret: str, *, way: Way, address: str, by: Any,
    good_until: datetime | None = None,
) -> OutgoingMail:  # fmt: skip
    """Put a link or a code in the outbox, for one address that was checked with its owner. Raises RuleBroken when it was not."""
    why_not = why_no_secret(point)
    if why_not is not None:
        raise RuleBroken(why_not)
    mail = _new(key, kind, address)
    mail.way, mail.secret, mail.good_until = way, secret, good_until
    mail.casus_id, mail.person_id, mail.contact_point_id = casus.id, point.person_id, point.id
    db.session.add(mail)
    audit.record("mail written", casus, by=by, record=mail, action="C", person=point.person_id)
    return mail


def withdraw(keys: Sequence[str]) -> None:
    """What waits under these beginnings of a key has no use any more: it is not sent, and what it carried is gone."""
    for start in keys:
        _withdraw(OutgoingMail.key.startswith(start, autoescape=True))


def withdraw_of(casus: Casus) -> None:
    """Nothing that waits about this casus is sent any more: it closed."""
    _withdraw(OutgoingMail.casus_id == casus.id)


def _withdraw(which: ColumnElement[bool]) -> None:
    db.session.execute(
        update(OutgoingMail).where(which, OutgoingMail.state == MailState.WAITING)
        .values(state=MailState.WITHDRAWN, problem="no_longer_needed", address=None, secret=None)
        .execution_options(synchronize_session=False)
    )  # fmt: skip


def tell_colleague(user: User, key: str) -> OutgoingMail | None:
    """Tell a colleague that something is waiting. None when this was written down before."""
    if is_written(key):
        return None
    mail = _new(key, MailKind.REMINDER, user.email, user.locale)
    mail.user_id = user.id
    db.session.add(mail)
    return mail


def tell_of_account(user: User, key: str) -> None:
    """Tell a colleague that something about the own account changed, once; nobody where no mail is carried."""
    if not current_app.config["MAIL_URL"] or is_written(key):
        return
    mail = _new(key, MailKind.ACCOUNT, user.email, user.locale)
    mail.user_id = user.id
    db.session.add(mail)


notices.carriers.append(tell_of_account)


def why_no_mail(point: ContactPoint | None) -> str | None:
    """Why no mail may go to this address; None when it may."""
    if point is None or point.kind is not ContactKind.EMAIL or point.withdrawn_on is not None:
        return _("There is no e-mail address of this person.")
    return _why_not_here(point)


def why_no_secret(point: ContactPoint | None) -> str | None:
    """Why no link or code may go to this address or number; None when it may (security.md D.4, ASVS 6.6.1)."""
    if point is None or point.kind not in (ContactKind.EMAIL, ContactKind.PHONE) or point.withdrawn_on is not None:
        return _("There is no number or e-mail address of this person.")
    if why_not := _why_not_here(point):
        return why_not
    if point.checked_on is None:
        return _("Check this number or address with the person first, face to face.")
    return None


def _why_not_here(point: ContactPoint) -> str | None:
    if point.do_not_contact:
        return _("At this address this person is not to be contacted.")
    if not point.only_theirs:
        return _("Nobody noted that this address is of this person alone.")
    return None


def is_written(key: str) -> bool:
    """Whether a mail under this key was written before, whatever became of it."""
    return db.session.scalar(select(OutgoingMail.id).where(OutgoingMail.key == key)) is not None


def _new(key: str, kind: MailKind, address: str, locale: str = "nl") -> OutgoingMail:
    return OutgoingMail(key=key, kind=kind, address=address, locale=locale, message_id=secrets.token_hex(16))


def claim(mail_id: int, now: datetime) -> bool:
    """Take a mail for sending. False when another run has it: whoever changes the row first, has it."""
    taken: Any = db.session.execute(
        update(OutgoingMail)
        .where(OutgoingMail.id == mail_id, OutgoingMail.state == MailState.WAITING)
        .values(state=MailState.SENDING, claimed_at=now, attempts=OutgoingMail.attempts + 1)
    )
    return bool(taken.rowcount == 1)


def give_up_lost_claims(now: datetime) -> int:
    """A run died between handing over and noting it. It may have gone, so it is not sent again; it is shown."""
    lost: Any = db.session.execute(
        update(OutgoingMail)
        .where(OutgoingMail.state == MailState.SENDING, OutgoingMail.claimed_at < now - rules.LOST_AFTER)
        .values(state=MailState.UNCERTAIN, problem="run_ended")
    )
    return int(lost.rowcount)


def note(mail: OutgoingMail, state: MailState, problem: str | None = None) -> None:
    """How an attempt went. What waits gets a next moment, or is given up; what is over loses its address."""
    mail.state, mail.problem = state, problem
    if state is MailState.WAITING:
        following = rules.next_try(mail.attempts, clock.now())
        if following is None:
            mail.state = MailState.FAILED
        else:
            mail.next_at = following
    if mail.state is not MailState.WAITING:
        mail.address = mail.secret = None
    if mail.state is MailState.SENT:
        mail.sent_at = clock.now()
    _log(mail)


def postpone(mail: OutgoingMail, until: datetime) -> None:
    """Give a claimed mail back, for a later hour. It is no attempt."""
    mail.state, mail.next_at, mail.claimed_at = MailState.WAITING, until, None
    mail.attempts -= 1


def _log(mail: OutgoingMail) -> None:
    if mail.state is MailState.WAITING:
        return
    went = mail.state is MailState.SENT
    casus = db.session.get(Casus, mail.casus_id) if mail.casus_id else None
    event = "mail not sent" if not went else "mail sent" if casus else "reminder sent"
    record = db.session.get(User, mail.user_id) if mail.user_id else mail
    audit.record(event, casus, by=audit.SYSTEM, record=record, action="E", state=mail.state.value)
