"""The key ring: which key seals new values, which ones still open old values.

A key is 32 random bytes with a short name. `WORKBENCH_KEYS` holds them as `name:base64,name:base64`; the first one seals.
Keys for other purposes (log chain, link tokens) are derived from the same ring, each with its own label.
"""

import base64
import os
from collections.abc import Iterable
from functools import lru_cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy.exc import DontWrapMixin

VERSION = b"\x01"
NONCE = 12


class CannotOpen(DontWrapMixin, Exception):
    """A stored value was damaged, moved to another column, or sealed with a key that is not on the ring.

    SQLAlchemy passes it on as it is, also where a value is about to be stored.
    """


class KeyRing:
    """Seals and opens text and bytes. `keys` maps a name of at most 16 characters to 32 bytes; the first is current."""

    def __init__(self, keys: dict[str, bytes]) -> None:
        if not keys or any(len(key) != 32 for key in keys.values()) or any(not 0 < len(name) <= 16 for name in keys):
            raise ValueError("A key ring needs at least one key of 32 bytes with a name of 1 to 16 characters")
        self.current = next(iter(keys))
        self._raw = dict(keys)
        self._ciphers = {name.encode(): AESGCM(key) for name, key in keys.items()}

    @classmethod
    def parse(cls, text: str) -> "KeyRing":
        """`name:base64,name:base64` → a ring. Raises ValueError when it is not of that form."""
        pairs = (pair.partition(":") for pair in text.replace("\n", ",").split(",") if pair.strip())
        return cls({name.strip(): base64.b64decode(value.strip(), validate=True) for name, _colon, value in pairs})

    @property
    def names(self) -> Iterable[str]:
        """The names of all keys that can open, current first."""
        return self._raw.keys()

    def seal(self, text: str, place: str) -> bytes:
        """Text → version, length of key name, key name, nonce, ciphertext. `place` is "table.column"; it is authenticated."""
        return self.seal_bytes(text.encode(), place)

    def seal_bytes(self, content: bytes, place: str) -> bytes:
        """The same for what is not text, for instance a drawing."""
        name = self.current.encode()
        head = VERSION + bytes([len(name)]) + name
        nonce = os.urandom(NONCE)
        return head + nonce + self._ciphers[name].encrypt(nonce, content, place.encode())

    def open(self, sealed: bytes, place: str) -> str:
        """The text again. Raises CannotOpen for anything that is not exactly what was sealed for this place."""
        try:
            return self.open_bytes(sealed, place).decode()
        except UnicodeDecodeError as error:
            raise CannotOpen(place) from error

    def open_bytes(self, sealed: bytes, place: str) -> bytes:
        """The bytes again, whatever they are. Raises CannotOpen as `open` does."""
        sealed = bytes(sealed)
        try:
            end = 2 + sealed[1]
            cipher, nonce = self._ciphers[sealed[2:end]], sealed[end : end + NONCE]
            if sealed[:1] != VERSION:
                raise ValueError("unknown version")
            return cipher.decrypt(nonce, sealed[end + NONCE :], place.encode())
        except Exception as error:  # every reason ends the same way: the value cannot be trusted
            raise CannotOpen(place) from error

    def sealed_with(self, sealed: bytes) -> str:
        """The name of the key a value was sealed with."""
        return bytes(sealed)[2 : 2 + sealed[1]].decode(errors="replace") if len(sealed) > 2 else "?"

    @lru_cache(maxsize=32)  # noqa: B019 - one ring lives as long as the app
    def derived(self, purpose: str, name: str | None = None) -> bytes:
        """A 32-byte key for one other purpose (for instance "audit"), from the named key or the current one."""
        raw = self._raw[name or self.current]
        return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose.encode()).derive(raw)


def new_key(name: str) -> str:
    """A fresh `name:base64` for the configuration."""
    return f"{name}:{base64.b64encode(os.urandom(32)).decode()}"
