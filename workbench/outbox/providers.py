"""Who carries a message: chosen by the scheme of the address an administrator gave, one for mail and one for SMS.

`smtp://` and `smtps://` are a mail server (for SMS: the one of a gateway that makes text messages of mail); `file:///folder`
writes each message into a folder, for trying out. Another provider is one class with `hand_over` and one row in PROVIDERS.
"""

import os
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from flask import current_app

from workbench.outbox import smtp
from workbench.outbox.models import MailState, Way
from workbench.outbox.smtp import Went

CONFIGURED = {Way.MAIL: "MAIL_URL", Way.SMS: "SMS_URL"}


class Provider(Protocol):
    """Carries one message and says how that went; never raises what a server, network or disk does."""

    def sender(self) -> str:
        """The address messages come from."""

    def hand_over(self, to: str, content: bytes, name: str) -> Went:
        """Give one message (as it goes over the wire) to whoever takes it further; `name` is its own, of letters and digits."""


class MailServer:
    """A mail server: WORKBENCH_MAIL_URL or WORKBENCH_SMS_URL with smtp:// or smtps://."""

    def __init__(self, url: str) -> None:
        self.url = url

    def sender(self) -> str:
        return smtp.sender(self.url)

    def hand_over(self, to: str, content: bytes, name: str) -> Went:
        return smtp.hand_over(self.url, to, content)


class Folder:
    """A folder on this machine: file:///var/messages. Each message is a file of its own that only its owner reads."""

    def __init__(self, url: str) -> None:
        self.folder = Path(unquote(urlsplit(url).path))

    def sender(self) -> str:
        return "werkbank@localhost"

    def hand_over(self, to: str, content: bytes, name: str) -> Went:
        half = self.folder / f".{name}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(content)
            half.rename(self.folder / f"{name}.eml")
        except OSError as error:
            return Went(MailState.WAITING, type(error).__name__, server_trouble=True)
        return Went(MailState.SENT)


PROVIDERS: dict[str, type[MailServer] | type[Folder]] = {"smtp": MailServer, "smtps": MailServer, "file": Folder}


def provider(way: Way) -> Provider | None:
    """Who carries messages this way here; None when nobody does."""
    url = current_app.config.get(CONFIGURED[way]) or ""
    made = PROVIDERS.get(urlsplit(url).scheme)
    return made(url) if made else None


def ways() -> list[Way]:
    """The ways for which there is a provider."""
    return [way for way in Way if provider(way) is not None]
