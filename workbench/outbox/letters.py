"""The whole of what a message can say. No text of anybody's is ever in it: no name, place, number or reason (GA7).

A link travels alone, and a code travels alone: no message has both, and neither says whose it is.
"""

import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from flask_babel import force_locale
from flask_babel import gettext as _

from workbench import clock
from workbench.outbox.models import MailKind, Way


def letter(kind: MailKind, address: str, *, sender: str, message_id: str, locale: str, secret: str = "",
           good_until: datetime | None = None, way: Way = Way.MAIL) -> EmailMessage:  # fmt: skip
    """One of the fixed texts, ready to go; `secret` is the link or the code it carries. A text message has no subject."""
    made = EmailMessage()
    with force_locale(locale):
        subject, text = words(kind, secret, good_until)
        made["From"] = Address(display_name=_("Agreements"), addr_spec=sender)
    made["To"] = address
    if way is Way.MAIL:
        made["Subject"] = subject
    made["Date"] = format_datetime(clock.now())
    made["Message-ID"] = message_id
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(text, cte="quoted-printable")
    return made


def words(kind: MailKind, secret: str = "", good_until: datetime | None = None) -> tuple[str, str]:
    """(subject, text) in the language of now. Of a code the text is complete as it stands in security.md D.5."""
    if kind is MailKind.REMINDER:
        return _("Something is waiting for you"), _("Something is waiting for you. Sign in to see what it is.")
    if kind is MailKind.ACCOUNT:
        return _("Look at your account"), _(
            "Something changed in how you sign in, or somebody tried to. Sign in and look at My account. "
            "Was it not you? Call your administrator at once."
        )
    if kind is MailKind.CODE:
        until = clock.dutch_time(good_until or clock.now()).strftime("%H:%M")
        text = _("Your code is %(code)s. Valid until %(time)s. Did you not ask for it? Do nothing.", code=secret, time=until)
        return _("A message is waiting"), text
    if kind is MailKind.LINK:
        return _("A message is waiting"), _("Look at it when you are alone: %(link)s", link=secret)
    return _("A message is waiting"), _("A message is waiting for you. Look at it when you are alone, in the way you know.")


def on_the_wire(made: EmailMessage) -> bytes:
    """The mail as SMTP wants it: CRLF at each end, and a point before a point that begins a line."""
    from email.policy import SMTP

    return re.sub(rb"(?m)^\.", b"..", made.as_bytes(policy=SMTP))
