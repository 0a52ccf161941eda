"""A drawing that somebody adds: whether it is a picture at all, and a clean copy of it. No database and no Flask in this file.

Only what stands in the bytes counts, never a name. The header is read here, in plain Python, so that nothing large or odd is
ever decoded; what is left is stripped of everything but the picture and drawn anew in a process of its own (redraw.py).
Source: security.md B.1 (V5.2.1 to V5.2.6) and threat 17.
"""

import os
import re
import struct
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from workbench.voices.redraw import LONGEST

LARGEST = 8 * 1024 * 1024  # bytes of a file
MOST_PIXELS = 30_000_000
MOST_SCANNED = 240_000_000  # pixels times scans of a progressive JPEG: each scan is drawn over the whole picture
MOST_KEPT = 12_000_000  # pixels of a progressive JPEG: it is kept in memory as a whole
LARGEST_EXIF = 65_535
MOST_PARTS = 5_000
LARGEST_STORED = 3 * 1024 * 1024  # nothing we draw ourselves is larger
WAIT = 20  # seconds for the other process on a busy machine
REDRAW = Path(__file__).with_name("redraw.py")
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"

NOT_A_PICTURE = _l(
    "This is no PNG or JPEG. Choose a picture that ends in .png or .jpg, or take a photo of the drawing."
)
EMPTY = _l("This file is empty. Choose it once more.")
TOO_LARGE = _l("This file is larger than 8 MB. Make the picture smaller and try again.")
TOO_MANY_PIXELS = _l("This picture has too many pixels (more than 30 million). Make it smaller and try again.")
TOO_HEAVY = _l("This picture is stored in a way that asks too much. Save it as an ordinary JPEG and try again.")
BROKEN = _l("This picture is damaged or not complete. Save or photograph it once more and try again.")


class CannotUse(Exception):
    """A file that is refused; `reason` says why, in words for the person who chose it."""

    def __init__(self, reason: Any) -> None:
        super().__init__(str(reason))
        self.reason = reason


class Header(NamedTuple):
    """What the first bytes say."""

    kind: str
    wide: int
    high: int


def clean(content: bytes) -> bytes:
    """A new PNG or JPEG of what this file shows: upright, at most 2000 pixels, nothing else in it. Raises CannotUse."""
    if not content:
        raise CannotUse(EMPTY)
    if len(content) > LARGEST:
        raise CannotUse(TOO_LARGE)
    header, stripped = _stripped(content)
    return _drawn_anew(stripped, header.kind)


def type_of(stored: bytes) -> str:
    """The media type of a picture we drew ourselves."""
    return "image/png" if stored.startswith(PNG) else "image/jpeg"


def fault_of(stored: bytes) -> Any:
    """Why this is not a picture as we draw them (from a casus file, for instance); None when it is one."""
    try:
        if len(stored) > LARGEST_STORED:
            raise CannotUse(TOO_LARGE)
        header, stripped = _stripped(stored, bare=True)
        if max(header.wide, header.high) > LONGEST:
            raise CannotUse(TOO_MANY_PIXELS)
        if stripped != stored:
            raise CannotUse(BROKEN)
    except CannotUse as refused:
        return refused.reason
    return None


def _stripped(content: bytes, bare: bool = False) -> tuple[Header, bytes]:
    """The header, and the file with only its picture in it; `bare`: also without how the camera was held."""
    if content.startswith(PNG):
        return _png(content, bare)
    if content.startswith(JPEG):
        return _jpeg(content, bare)
    raise CannotUse(NOT_A_PICTURE)


def _drawn_anew(content: bytes, kind: str) -> bytes:
    """Drawn by the other process, that gets the picture and nothing of our surroundings (no keys)."""
    command = [sys.executable, "-I", "-B", str(REDRAW), kind]
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=WAIT, env=kept, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise CannotUse(TOO_HEAVY) from None
    if done.returncode < 0:  # stopped for its time or memory
        raise CannotUse(TOO_HEAVY)
    if done.returncode or not done.stdout:
        raise CannotUse(BROKEN)
    if fault_of(done.stdout):
        raise CannotUse(BROKEN)
    return done.stdout


def _few_enough(kind: str, wide: int, high: int) -> Header:
    if not (0 < wide <= 65_535 and 0 < high <= 65_535):
        raise CannotUse(TOO_MANY_PIXELS if wide > 0 and high > 0 else BROKEN)
    if wide * high > MOST_PIXELS:
        raise CannotUse(TOO_MANY_PIXELS)
    return Header(kind, wide, high)


# --- PNG: a row of chunks, each with its length, name and checksum (ISO/IEC 15948)

BITS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}  # colour type → bits of a sample
SHOWN = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")  # without a text, a profile or a second picture
ORIENTATION = b"eXIf"


def _png(content: bytes, bare: bool) -> tuple[Header, bytes]:
    """The header, and the file with only its picture in it. What stands behind the end is left out."""
    kept, at, parts, header = [PNG], len(PNG), 0, None
    while True:
        name, data, whole = _chunk(content, at)
        at, parts = at + len(whole), parts + 1
        if parts > MOST_PARTS or (header is None) != (name == b"IHDR"):
            raise CannotUse(BROKEN)
        if name == b"IHDR":
            header = _png_header(data)
        elif name[:1].isupper() and name not in SHOWN:
            raise CannotUse(BROKEN)
        if name in SHOWN or (name == ORIENTATION and len(data) <= LARGEST_EXIF and not bare):
            kept.append(whole)
        if name == b"IEND":
            break
    if header is None or not any(part[4:8] == b"IDAT" for part in kept[1:]):
        raise CannotUse(BROKEN)
    return header, b"".join(kept)


def _chunk(content: bytes, at: int) -> tuple[bytes, bytes, bytes]:
    """(name, data, the whole chunk) at this place."""
    length = int.from_bytes(content[at : at + 4], "big")
    end = at + 12 + length
    if at + 12 > len(content) or length > LARGEST or end > len(content):
        raise CannotUse(BROKEN)
    name, data = content[at + 4 : at + 8], content[at + 8 : end - 4]
    if zlib.crc32(content[at + 4 : end - 4]) != int.from_bytes(content[end - 4 : end], "big"):
        raise CannotUse(BROKEN)
    return name, data, content[at:end]


def _png_header(data: bytes) -> Header:
    if len(data) != 13:
        raise CannotUse(BROKEN)
    wide, high, bits, colour, packing, filtering, interlace = struct.unpack(">IIBBBBB", data)
    header = _few_enough("PNG", wide, high)
    if bits not in BITS.get(colour, ()) or packing or filtering or interlace > 1:
        raise CannotUse(BROKEN)
    if interlace and wide * high > MOST_KEPT:
        raise CannotUse(TOO_HEAVY)
    return header


# --- JPEG: a row of segments, each with a marker (ITU T.81)

FRAMES = {0xC0, 0xC1, 0xC2}  # baseline, extended, progressive
OTHER_FRAMES = {
    0xC3,
    0xC5,
    0xC6,
    0xC7,
    0xC9,
    0xCA,
    0xCB,
    0xCD,
    0xCE,
    0xCF,
}  # lossless, in layers, arithmetic: nobody's camera
KEPT = {0xDB, 0xC4, 0xDD, *FRAMES}  # tables, restart interval, frame
NEXT_MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
START, END, SCAN, EXIF, ADOBE = 0xD8, 0xD9, 0xDA, 0xE1, 0xEE


def _jpeg(content: bytes, bare: bool) -> tuple[Header, bytes]:
    """The header, and the file with only its picture in it. What stands behind the end is left out."""
    kept, at, parts, scans = [content[:2]], 2, 0, 0
    header: Header | None = None
    progressive = False
    while True:
        marker, at = _marker(content, at)
        parts += 1
        if parts > MOST_PARTS or marker in OTHER_FRAMES or (marker == SCAN and header is None):
            raise CannotUse(BROKEN)
        if marker == END:
            break
        segment, end = _segment(content, at)
        if marker in FRAMES:
            if header is not None:
                raise CannotUse(BROKEN)
            header, progressive = _jpeg_header(segment), marker == 0xC2
        if marker == SCAN:
            scans += 1
            found = NEXT_MARKER.search(content, end)
            if found is None:
                raise CannotUse(BROKEN)
            end = found.start()
        if _is_shown(marker, segment, bare):
            kept.append(bytes((0xFF, marker)) + content[at:end])
        at = end
    if header is None or not scans:
        raise CannotUse(BROKEN)
    if scans > 1 and (
        header.wide * header.high * scans > MOST_SCANNED or (progressive and header.wide * header.high > MOST_KEPT)
    ):
        raise CannotUse(TOO_HEAVY)
    return header, b"".join([*kept, b"\xff\xd9"])


def _marker(content: bytes, at: int) -> tuple[int, int]:
    """The marker at this place, and where its segment begins."""
    if content[at : at + 1] != b"\xff":
        raise CannotUse(BROKEN)
    while content[at : at + 1] == b"\xff":
        at += 1
    if at >= len(content):
        raise CannotUse(BROKEN)
    return content[at], at + 1


def _segment(content: bytes, at: int) -> tuple[bytes, int]:
    """What a segment holds, and where it ends."""
    length = int.from_bytes(content[at : at + 2], "big")
    if length < 2 or at + length > len(content):
        raise CannotUse(BROKEN)
    return content[at + 2 : at + length], at + length


def _jpeg_header(segment: bytes) -> Header:
    if len(segment) < 6:
        raise CannotUse(BROKEN)
    bits, high, wide, samples = struct.unpack(">BHHB", segment[:6])
    if bits != 8 or samples not in (1, 3, 4) or len(segment) != 6 + 3 * samples:
        raise CannotUse(BROKEN)
    return _few_enough("JPEG", wide, high)


def _is_shown(marker: int, segment: bytes, bare: bool) -> bool:
    """Tables, frame and scans; how the camera was held; how colours for print are stored. No text, no profile, no thumbnail."""
    if marker == EXIF:
        return segment.startswith(b"Exif\0\0") and not bare
    if marker == 0xE0:
        return segment.startswith(b"JFIF\0") and len(segment) == 14
    return marker in KEPT or marker == SCAN or (marker == ADOBE and segment.startswith(b"Adobe") and not bare)
