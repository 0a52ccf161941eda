"""Handing one mail to the mail server, and knowing afterwards whether it may have gone."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from workbench.outbox import rules
from workbench.outbox.models import MailState


class Went(NamedTuple):
    """How it went; `server_trouble`: the others need not be tried now."""

    state: MailState
    problem: str | None = None
    server_trouble: bool = False


def sender(url: str) -> str:
    """The address mail comes from."""
    asked = urlsplit(url)
    name = unquote(asked.username or "")
    return name if "@" in name else f"werkbank@{asked.hostname}"


def hand_over(url: str, to: str, content: bytes) -> Went:
    """Give one mail to the server of MAIL_URL. Never raises what a server or network does.

    What fails before the text was offered has certainly not gone and may be tried again. What fails after that may have
    gone: it is uncertain, and is not sent again.
    """
    offered = False
    try:
        with _connected(url) as post:
            _accepted(post.mail(sender(url)))
            _accepted(post.rcpt(to))
            _accepted(post.docmd("DATA"), 354)
            offered = True
            post.send(content + b".\r\n")
            code, _said = post.getreply()
            return Went(MailState.SENT) if code == 250 else _refused(code)
    except _Refused as refusal:
        return _refused(refusal.code)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        if offered:
            return Went(MailState.UNCERTAIN, "no_answer", server_trouble=True)
        return Went(MailState.WAITING, type(error).__name__, server_trouble=True)


class _Refused(Exception):
    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def _accepted(answer: tuple[int, bytes], wanted: int = 250) -> None:
    if answer[0] not in (wanted, 251):
        raise _Refused(answer[0])


def _refused(code: int) -> Went:
    if code == 421:  # the server is closing down
        return Went(MailState.WAITING, str(code), server_trouble=True)
    return Went(MailState.FAILED if rules.is_final(code) else MailState.WAITING, str(code))


@contextmanager
def _connected(url: str) -> Iterator[smtplib.SMTP]:
    """The mail server: smtps://user:password@host or smtp://… with STARTTLS where a password goes along."""
    asked = urlsplit(url)
    host, trusted = asked.hostname or "localhost", ssl.create_default_context()
    post = (
        smtplib.SMTP_SSL(timeout=rules.TIME_OUT, context=trusted) if asked.scheme == "smtps"
        else smtplib.SMTP(timeout=rules.TIME_OUT)
    )  # fmt: skip
    post._host = host  # type: ignore[attr-defined]  # the name on its certificate; not given above, where it would connect
    end = Timer(rules.LONGEST, _hang_up, [post])
    end.daemon = True
    end.start()
    try:
        code, _said = post.connect(host, asked.port or (465 if asked.scheme == "smtps" else 25))
        if code != 220:
            raise smtplib.SMTPConnectError(code, "")
        if asked.password and asked.scheme != "smtps":
            post.starttls(context=trusted)
        post.ehlo_or_helo_if_needed()
        if asked.password:
            post.login(unquote(asked.username or ""), unquote(asked.password))
        yield post
    finally:
        end.cancel()
        post.close()


def _hang_up(post: smtplib.SMTP) -> None:
    """A server that keeps answering a little is hung up on."""
    if post.sock is not None:
        with suppress(OSError):
            post.sock.shutdown(socket.SHUT_RDWR)
