"""Sending what waits: claim one, commit, hand it over, note how it went, commit. `flask remind` calls this, and `quick`.

Nothing is ever sent while a transaction is open, so a server that hangs keeps nobody from saving. Between handing over and
noting it a machine can die: such a mail stays claimed, becomes "uncertain" and is not sent again (decision 0012).
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select

from workbench import clock
from workbench.casus.models import ContactPoint
from workbench.extensions import db
from workbench.outbox import operations, rules
from workbench.outbox.letters import letter, on_the_wire
from workbench.outbox.models import MailKind, MailState, OutgoingMail, Way
from workbench.outbox.providers import Provider, provider, ways

MOST = 500  # in one run


class Ready(NamedTuple):
    """A claimed mail, without the row it came from: nothing is open while it goes."""

    to: str
    content: bytes
    name: str
    by: Provider


def send_waiting(kinds: Sequence[MailKind] = tuple(MailKind)) -> Counter[str]:
    """Send what is due of these kinds. Returns how many ended in which state; commits after each."""
    done: Counter[str] = Counter()
    if lost := operations.give_up_lost_claims(clock.now()):
        done[MailState.UNCERTAIN.value] += lost
    due = select(OutgoingMail.id, OutgoingMail.way).where(
        OutgoingMail.state == MailState.WAITING, OutgoingMail.next_at <= clock.now(), OutgoingMail.kind.in_(kinds),
        OutgoingMail.way.in_(ways()),
    )  # fmt: skip
    waiting = db.session.execute(due.order_by(OutgoingMail.next_at, OutgoingMail.id).limit(MOST)).all()
    db.session.commit()
    in_trouble: set[Way] = set()
    for mail_id, way in waiting:
        if way in in_trouble:
            continue
        state, trouble = _send(mail_id)
        if state is not None:
            done[state.value] += 1
        if trouble:
            in_trouble.add(way)
    return done


def _send(mail_id: int) -> tuple[MailState | None, bool]:
    """(the state it ended in, whether the server is in trouble); None when another run has it."""
    if not operations.claim(mail_id, clock.now()):
        db.session.rollback()
        return None, False
    mail = db.session.get_one(OutgoingMail, mail_id)
    ready = _ready(mail)
    state = mail.state
    db.session.commit()
    if ready is None:
        return (state if state is MailState.WITHDRAWN else None), False
    went = ready.by.hand_over(ready.to, ready.content, ready.name)
    mail = db.session.get_one(OutgoingMail, mail_id)
    operations.note(mail, went.state, went.problem)
    state = mail.state
    db.session.commit()
    return state, went.server_trouble


def _ready(mail: OutgoingMail) -> Ready | None:
    """The mail as it goes; None, noted, when its address may not be used any more, or not at this hour."""
    by = provider(mail.way)
    if by is None or not _may_go(mail):
        return None
    sender = by.sender()
    message_id = f"<{mail.message_id}@{sender.rpartition('@')[2]}>"
    to = mail.address or ""
    made = letter(mail.kind, to, sender=sender, message_id=message_id, locale=mail.locale, secret=mail.secret or "",
                  good_until=mail.good_until, way=mail.way)  # fmt: skip
    return Ready(to, on_the_wire(made), mail.message_id, by)


def _may_go(mail: OutgoingMail) -> bool:
    """Whether it still has a use and its address may be used now; what waits for a safe hour keeps its place (D.8)."""
    if mail.good_until is not None and mail.good_until <= clock.now():
        operations.note(mail, MailState.WITHDRAWN, "too_late")
        return False
    point = db.session.get(ContactPoint, mail.contact_point_id) if mail.contact_point_id is not None else None
    if mail.contact_point_id is None:
        return True
    of_secret = mail.kind in (MailKind.LINK, MailKind.CODE)
    if (operations.why_no_secret if of_secret else operations.why_no_mail)(point) is not None or point is None:
        operations.note(mail, MailState.WITHDRAWN, "not_to_be_contacted")
        return False
    now = clock.dutch_time(clock.now())
    if point.safe_from is None or rules.is_safe_hour(point.safe_from, point.safe_until, now.time()):
        return True
    if mail.kind is MailKind.CODE:  # it would be over before it came
        operations.note(mail, MailState.WITHDRAWN, "not_at_this_hour")
    else:
        operations.postpone(mail, rules.next_safe(point.safe_from, now))
    return False
