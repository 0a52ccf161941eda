"""A file that is sealed as a whole: AES-256-GCM in pieces, so that a large one never has to be in memory.

Sign, length of the head, head (JSON: the name of the key, a salt), then pieces with their length before them. Each file has
a key of its own, derived from the backup key and its salt. The nonce of a piece is its number and whether it is the last
one, and the head is authenticated with every piece: a byte that changed, a piece that moved and an end that is missing all
make it unreadable.
"""

import hashlib
import json
import os
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SIGN = b"WERKBANK COPY 1\n"
PIECE = 1 << 20
LONGEST_HEAD = 4096
Keys = dict[str, bytes]  # name → 32 bytes; the first one seals


class CannotRead(Exception):
    """The file is no sealed file, is damaged, or was sealed with another key; the message says which."""


def is_sealed(file: Path) -> bool:
    """Whether this file says that it is one of these."""
    with file.open("rb") as opened:
        return opened.read(len(SIGN)) == SIGN


def write(file: Path, content: Iterable[bytes], keys: Keys) -> str:
    """Seal this content in a new file, on the disk when it returns; gives the fingerprint of what was sealed."""
    name, salt = next(iter(keys)), os.urandom(32)
    head = json.dumps({"key": name, "salt": salt.hex()}).encode()
    cipher, digest = _cipher(keys[name], salt), hashlib.sha256()
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(SIGN + struct.pack(">H", len(head)) + head)
        for number, (piece, last) in enumerate(_with_last(_pieces(content))):
            digest.update(piece)
            sealed = cipher.encrypt(_nonce(number, last), piece, head)
            out.write(struct.pack(">I", len(sealed)) + sealed)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest()


def read(file: Path, keys: Keys) -> Iterator[bytes]:
    """What was sealed, piece by piece. Raises CannotRead; until the end was reached nothing of it may be used."""
    with file.open("rb") as opened:
        name, salt, head = _head(opened, file)
        if name not in keys:
            raise CannotRead(f"{file} was sealed with the backup key {name}, which is not in WORKBENCH_BACKUP_KEY.")
        cipher, last, number = _cipher(keys[name], salt), False, 0
        while not last:
            sealed = _sealed_piece(opened, file)
            last = not opened.peek(1)  # type: ignore[attr-defined]
            try:
                yield cipher.decrypt(_nonce(number, last), sealed, head)
            except InvalidTag:
                why = "it is damaged, or the key with this name is another one" if number == 0 else "it is damaged or cut off"
                raise CannotRead(f"{file} cannot be opened: {why}.") from None
            number += 1


def _head(opened: BinaryIO, file: Path) -> tuple[str, bytes, bytes]:
    if opened.read(len(SIGN)) != SIGN:
        raise CannotRead(f"{file} is no sealed copy.")
    try:
        (length,) = struct.unpack(">H", opened.read(2))
        head = opened.read(length) if length <= LONGEST_HEAD else b""
        said = json.loads(head)
        return str(said["key"]), bytes.fromhex(said["salt"]), head
    except (struct.error, ValueError, KeyError, TypeError):
        raise CannotRead(f"{file} is damaged: its head cannot be read.") from None


def _sealed_piece(opened: BinaryIO, file: Path) -> bytes:
    length = opened.read(4)
    size = struct.unpack(">I", length)[0] if len(length) == 4 else 0
    sealed = opened.read(size) if 16 <= size <= PIECE + 16 else b""
    if not sealed or len(sealed) != size:
        raise CannotRead(f"{file} is damaged or cut off.")
    return sealed


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=b"workbench copy").derive(key))


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _pieces(content: Iterable[bytes]) -> Iterator[bytes]:
    """The same content in pieces of one size."""
    waiting = bytearray()
    for part in content:
        waiting += part
        while len(waiting) >= PIECE:
            yield bytes(waiting[:PIECE])
            del waiting[:PIECE]
    yield bytes(waiting)


def _with_last(pieces: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    before: bytes | None = None
    for piece in pieces:
        if before is not None:
            yield before, False
        before = piece
    yield before or b"", True
