"""Sending what waits: claim one, commit, hand it over, note how it went, commit. Only `flask remind` calls this.

Nothing is ever sent while a transaction is open, so a server that hangs keeps nobody from saving. Between handing over and
noting it a machine can die: such a mail stays claimed, becomes "uncertain" and is not sent again (decision 0012).
"""

from collections import Counter
from typing import NamedTuple

from flask import current_app
from sqlalchemy import select

from workbench import clock
from workbench.casus.models import ContactPoint
from workbench.extensions import db
from workbench.outbox import operations, smtp
from workbench.outbox.letters import letter, on_the_wire
from workbench.outbox.models import MailState, OutgoingMail

MOST = 500  # in one run


class Ready(NamedTuple):
    """A claimed mail, without the row it came from: nothing is open while it goes."""

    to: str
    content: bytes


def send_waiting() -> Counter[str]:
    """Send what is due. Returns how many ended in which state; commits after each."""
    done: Counter[str] = Counter()
    if lost := operations.give_up_lost_claims(clock.now()):
        done[MailState.UNCERTAIN.value] += lost
    due = select(OutgoingMail.id).where(OutgoingMail.state == MailState.WAITING, OutgoingMail.next_at <= clock.now())
    waiting = list(db.session.scalars(due.order_by(OutgoingMail.next_at, OutgoingMail.id).limit(MOST)))
    db.session.commit()
    for mail_id in waiting:
        state, trouble = _send(mail_id)
        if state is not None:
            done[state.value] += 1
        if trouble:
            break
    return done


def _send(mail_id: int) -> tuple[MailState | None, bool]:
    """(the state it ended in, whether the server is in trouble); None when another run has it."""
    if not operations.claim(mail_id, clock.now()):
        db.session.rollback()
        return None, False
    ready = _ready(db.session.get_one(OutgoingMail, mail_id))
    db.session.commit()
    if ready is None:
        return MailState.WITHDRAWN, False
    went = smtp.hand_over(current_app.config["MAIL_URL"], ready.to, ready.content)
    mail = db.session.get_one(OutgoingMail, mail_id)
    operations.note(mail, went.state, went.problem)
    state = mail.state
    db.session.commit()
    return state, went.server_trouble


def _ready(mail: OutgoingMail) -> Ready | None:
    """The mail as it goes; None, noted, when its address may not be used any more."""
    if mail.contact_point_id is not None:
        why_not = operations.why_no_mail(db.session.get(ContactPoint, mail.contact_point_id))
        if why_not is not None:
            operations.note(mail, MailState.WITHDRAWN, "not_to_be_contacted")
            return None
    sender = smtp.sender(current_app.config["MAIL_URL"])
    message_id = f"<{mail.message_id}@{sender.rpartition('@')[2]}>"
    to = mail.address or ""
    made = letter(mail.kind, to, sender=sender, message_id=message_id, locale=mail.locale)
    return Ready(to, on_the_wire(made))
