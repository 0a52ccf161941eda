"""The whole of what a mail can say. No text of anybody's is ever in it: no name, place, number, reason or link (GA7)."""

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from flask_babel import force_locale
from flask_babel import gettext as _

from workbench import clock
from workbench.outbox.models import MailKind


def letter(kind: MailKind, address: str, *, sender: str, message_id: str, locale: str) -> EmailMessage:
    """One of the fixed texts, ready to go."""
    made = EmailMessage()
    with force_locale(locale):
        subject, text = _words(kind)
        made["From"] = Address(display_name=_("Agreements"), addr_spec=sender)
    made["To"], made["Subject"] = address, subject
    made["Date"] = format_datetime(clock.now())
    made["Message-ID"] = message_id
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(text, cte="quoted-printable")
    return made


def _words(kind: MailKind) -> tuple[str, str]:
    if kind is MailKind.REMINDER:
        return _("Something is waiting for you"), _("Something is waiting for you. Sign in to see what it is.")
    return _("A message is waiting"), _("A message is waiting for you. Look at it when you are alone, in the way you know.")


def on_the_wire(made: EmailMessage) -> bytes:
    """The mail as SMTP wants it: CRLF at each end, and a point before a point that begins a line."""
    from email.policy import SMTP

    return re.sub(rb"(?m)^\.", b"..", made.as_bytes(policy=SMTP))
