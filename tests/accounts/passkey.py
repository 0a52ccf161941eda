"""A security key in software: it answers as a browser with a passkey would."""

import json
import os
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, CHECKED, NEW = 0x01, 0x04, 0x40


def text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def data(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Key:
    """One key. `checks` says whether it asks for a finger or PIN."""

    def __init__(self, checks: bool = True, origin: str = "http://localhost") -> None:
        self.private, self.id, self.uses = ec.generate_private_key(ec.SECP256R1()), os.urandom(16), 0
        self.flags, self.origin, self.owner = PRESENT | (CHECKED if checks else 0), origin, b""

    def create(self, options: dict) -> str:
        """The answer to navigator.credentials.create, as passkey.js sends it."""
        self.owner = data(options["user"]["id"])
        point = self.private.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        about = self._about(NEW) + bytes(16) + struct.pack(">H", len(self.id)) + self.id + cbor2.dumps(public)
        sealed = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": about})
        return self._answer(
            attestationObject=text(sealed), clientDataJSON=text(self._said("create", options)), transports=["internal"]
        )

    def get(self, options: dict) -> str:
        """The answer to navigator.credentials.get."""
        self.uses += 1
        about, said = self._about(), self._said("get", options)
        signature = self.private.sign(about + sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            authenticatorData=text(about),
            clientDataJSON=text(said),
            signature=text(signature),
            userHandle=text(self.owner),
        )

    def _about(self, flags: int = 0) -> bytes:
        return sha256(b"localhost").digest() + bytes([self.flags | flags]) + struct.pack(">I", self.uses)

    def _said(self, what: str, options: dict) -> bytes:
        return json.dumps(
            {"type": f"webauthn.{what}", "challenge": options["challenge"], "origin": self.origin}
        ).encode()

    def _answer(self, **response: object) -> str:
        return json.dumps(
            {
                "id": text(self.id),
                "rawId": text(self.id),
                "type": "public-key",
                "response": response,
                "extensions": "{}",
            }
        )
