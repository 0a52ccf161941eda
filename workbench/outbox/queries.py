"""What is in the outbox, and what somebody should look at."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import func, select

from workbench.extensions import db
from workbench.outbox.models import MailState, OutgoingMail

TROUBLE = (MailState.FAILED, MailState.UNCERTAIN)


def by_state() -> Counter[MailState]:
    """How many mails are in which state."""
    asked = select(OutgoingMail.state, func.count()).group_by(OutgoingMail.state)
    return Counter({row[0]: row[1] for row in db.session.execute(asked)})


def mail_under(casus_id: int, keys: Sequence[str]) -> dict[str, OutgoingMail]:
    """The mails of this casus with one of these keys, by key."""
    asked = select(OutgoingMail).where(OutgoingMail.casus_id == casus_id, OutgoingMail.key.in_(keys))
    return {mail.key: mail for mail in db.session.scalars(asked)}
