"""Mail that has to go out: written with the change it tells of, sent by `flask remind` (security.md D.8, F.13)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from workbench import clock
from workbench.crypto import EncryptedText
from workbench.extensions import Model, choice


class MailKind(StrEnum):
    """What a mail is for. It decides which of the fixed texts goes out; no mail has a text of its own."""

    MESSAGE = "message"  # to somebody of the network: a message is waiting
    REMINDER = "reminder"  # to a colleague: something is waiting in the workbench
    ACCOUNT = "account"  # to a colleague: something about the way in changed
    LINK = "link"  # to somebody of the network: the personal link, nothing else
    CODE = "code"  # the code of a personal link, which never goes the way of the link


class Way(StrEnum):
    """How it goes; each has a provider of its own (WORKBENCH_MAIL_URL, WORKBENCH_SMS_URL)."""

    MAIL = "mail"
    SMS = "sms"


class MailState(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"  # claimed: handed to the mail server, and not yet known how that went
    SENT = "sent"
    FAILED = "failed"  # given up
    UNCERTAIN = "uncertain"  # it may have gone; it is not sent again by itself
    WITHDRAWN = "withdrawn"


class OutgoingMail(Model):
    """One mail to one address. `key` says what it tells to whom, so that the same is never written down twice."""

    __tablename__ = "outgoing_mail"
    __table_args__ = (Index("ix_outgoing_mail_state_next_at", "state", "next_at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[MailKind] = mapped_column(choice(MailKind))
    way: Mapped[Way] = mapped_column(choice(Way), default=Way.MAIL)
    state: Mapped[MailState] = mapped_column(choice(MailState), default=MailState.WAITING)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    casus_id: Mapped[int | None] = mapped_column(ForeignKey("casus.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    contact_point_id: Mapped[int | None] = mapped_column(ForeignKey("contact_point.id"))
    address: Mapped[str | None] = mapped_column(EncryptedText)  # gone once the mail is
    secret: Mapped[str | None] = mapped_column(EncryptedText)  # the link or code it carries; gone once the mail is
    good_until: Mapped[datetime | None]  # after this it has no use and is not sent
    locale: Mapped[str] = mapped_column(default="nl")
    message_id: Mapped[str]  # the same at each attempt, so that a server that gets it twice can tell
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    next_at: Mapped[datetime] = mapped_column(default=clock.now)
    claimed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str | None]  # a code, never what a server said: that could name an address
