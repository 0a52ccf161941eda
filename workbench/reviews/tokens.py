"""Tokens and codes of personal links: made, stored only as a keyed hash, compared (security.md D.2, D.4)."""

import hashlib
import hmac
import logging
import re
import secrets
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

from workbench.crypto import keyring

PURPOSE = "link token"
IN_AN_ADDRESS = re.compile(r"(/o/)[A-Za-z0-9_-]{20,}")


def new_token() -> str:
    """32 random bytes as 43 characters for an address."""
    return secrets.token_urlsafe(32)


def mac(token: str, key: str | None = None) -> bytes:
    """What is stored of a token: its HMAC-SHA256 with a key that is not in the database."""
    return hmac.digest(
        keyring().derived(PURPOSE, key or keyring().current), token.encode(errors="replace"), hashlib.sha256
    )


def macs(token: str) -> list[bytes]:
    """What may be stored of this token: one for each key of the ring, so that links outlive a new key."""
    return [mac(token, name) for name in keyring().names]


def hash_session(token: str) -> bytes:
    """What is stored of the id in a participant's cookie."""
    return hashlib.sha256(token.encode(errors="replace")).digest()


@cache
def _hasher(cheap: bool) -> PasswordHasher:
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1) if cheap else PasswordHasher()


@cache
def _nobodys(cheap: bool) -> str:
    return _hasher(cheap).hash(secrets.token_urlsafe(32))


def hash_code(code: str) -> str:
    """Argon2id of a code."""
    return _hasher(current_app.testing).hash(code)


def is_code(stored: str | None, typed: str) -> bool:
    """Whether this is the code. Without a stored one the same work is done for nothing, so that time tells nothing."""
    cheap = current_app.testing
    try:
        return _hasher(cheap).verify(stored or _nobodys(cheap), typed) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def mask(text: str) -> str:
    """A line for a log, without the token of any link in it."""
    return IN_AN_ADDRESS.sub(r"\1***", text)


def mask_logs() -> None:
    """No log of this process ever holds a token, whoever writes it (security.md D.2)."""
    make = logging.getLogRecordFactory()
    if getattr(make, "masks_tokens", False):
        return

    def masked(*args: Any, **values: Any) -> logging.LogRecord:
        record = make(*args, **values)
        try:
            line = record.getMessage()
        except (TypeError, ValueError):  # a wrong call of the log is for its handler to report
            return record
        if "/o/" in line:
            record.msg, record.args = mask(line), None
        return record

    masked.masks_tokens = True  # type: ignore[attr-defined]
    logging.setLogRecordFactory(masked)
