"""Pictures for tests: a good one, and files that somebody might send instead. All are made here; none is kept in the tree."""

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

from PIL import Image

SCRIPT = b"<script>alert(1)</script>"
PNG = b"\x89PNG\r\n\x1a\n"


def drawing(wide: int = 120, high: int = 80, kind: str = "PNG", mode: str = "RGB", **how: Any) -> bytes:
    """A picture with a red corner at the left above, so that one sees which way up it is."""
    picture = Image.new("RGB", (wide, high), "white")
    picture.paste("red", (0, 0, wide // 3, high // 3))
    made = io.BytesIO()
    picture.convert(mode).save(made, kind, **how)
    return made.getvalue()


def opened(content: bytes) -> Image.Image:
    """The picture in these bytes."""
    return Image.open(io.BytesIO(content))


def chunk(name: bytes, data: bytes, crc: int | None = None) -> bytes:
    return (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data) if crc is None else crc)
    )


def png(
    wide: int, high: int, data: bytes = b"", *, bits: int = 8, colour: int = 2, before: bytes = b"", after: bytes = b""
) -> bytes:
    """A PNG by hand: its header says whatever a test wants."""
    header = struct.pack(">IIBBBBB", wide, high, bits, colour, 0, 0, 0)
    return PNG + chunk(b"IHDR", header) + before + chunk(b"IDAT", zlib.compress(data, 9)) + after + chunk(b"IEND", b"")


def put_in(jpeg: bytes, marker: int, segment: bytes) -> bytes:
    """A JPEG with one segment more, at the beginning."""
    return jpeg[:2] + bytes((0xFF, marker)) + struct.pack(">H", len(segment) + 2) + segment + jpeg[2:]


def exif(**tags: Any) -> bytes:
    """EXIF with an orientation and a place on earth."""
    made = Image.Exif()
    made[0x0112] = tags.get("way_up", 6)
    made[0x010E] = "KANARIE Wilgenpad 7"
    gps = made.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (52.0, 5.0, 7.0), "E", (5.0, 7.0, 42.0)
    return made.tobytes()


def resized_header(jpeg: bytes, wide: int, high: int) -> bytes:
    """The same JPEG with another size in its frame header."""
    at = jpeg.index(b"\xff\xc0")
    return jpeg[: at + 5] + struct.pack(">HH", high, wide) + jpeg[at + 9 :]


def many_scans(wide: int, high: int) -> bytes:
    """A progressive JPEG whose last scan is there a thousand times: small to send, long to draw."""
    jpeg = drawing(wide, high, "JPEG", progressive=True)
    last = jpeg.rindex(b"\xff\xda")
    return jpeg[:last] + jpeg[last:-2] * 1000 + b"\xff\xd9"


def turned() -> bytes:
    return drawing(120, 80, "JPEG", exif=exif())


def animated() -> bytes:
    made = io.BytesIO()
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "green", "blue")]
    frames[0].save(made, "PNG", save_all=True, append_images=frames[1:])
    return made.getvalue()


GOOD = drawing()
PHOTO = drawing(kind="JPEG")
REFUSED: dict[str, Callable[[], bytes]] = {
    "nothing at all": lambda: b"",
    "a text": lambda: b"Ik ben bang." * 20,
    "a GIF that says it is a PNG": lambda: drawing(kind="GIF"),
    "a WEBP": lambda: drawing(kind="WEBP"),
    "a BMP": lambda: drawing(kind="BMP"),
    "a TIFF": lambda: drawing(kind="TIFF"),
    "an SVG with a script": lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">' + SCRIPT + b"</svg>",
    "a page of HTML": lambda: b"<!doctype html>" + SCRIPT,
    "HTML with a PNG behind it": lambda: SCRIPT + GOOD,
    "a zip": lambda: b"PK\x03\x04" + b"\0" * 100,
    "a PDF": lambda: b"%PDF-1.7\n" + SCRIPT,
    "PostScript": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n",
    "only the first letters of a PNG": lambda: PNG,
    "30,000 by 30,000 in a header": lambda: png(30_000, 30_000),
    "30,000 by 30,000, really": lambda: png(30_000, 30_000, b"\0" * 60_000_000, bits=1, colour=0),
    "a size that is negative": lambda: png(2**32 - 1, 2**32 - 1),
    "no width": lambda: png(0, 80),
    "no height in a JPEG": lambda: resized_header(PHOTO, 120, 0),
    "65,000 by 65,000 in a JPEG": lambda: resized_header(PHOTO, 65_000, 65_000),
    "a PNG cut in its header": lambda: GOOD[:20],
    "a PNG cut in its picture": lambda: drawing(900, 900)[:200],
    "a PNG without its end": lambda: GOOD[:-12],
    "a PNG whose picture stops early": lambda: png(500, 500, b"\0" * 1000),
    "a JPEG cut in its tables": lambda: PHOTO[:100],
    "a JPEG cut in its picture": lambda: PHOTO[:-30],
    "a JPEG without a picture": lambda: PHOTO[: PHOTO.index(b"\xff\xda")] + b"\xff\xd9",
    "a wrong checksum": lambda: GOOD[:29] + b"\0\0\0\0" + GOOD[33:],
    "a part that says it is 4 GB": lambda: GOOD[:33] + b"\xff\xff\xff\xff" + GOOD[37:],
    "colours that do not exist": lambda: png(10, 10, b"\0" * 310, colour=5),
    "a part nobody knows and all must": lambda: png(10, 10, b"\0" * 310, before=chunk(b"EVIL", b"x")),
    "a hundred thousand small parts": lambda: png(10, 10, b"\0" * 310, before=chunk(b"tEXt", b"a\0b") * 100_000),
    "a picture of noise instead of data": lambda: PNG + chunk(b"IHDR", struct.pack(">IIBBBBB", 9, 9, 8, 2, 0, 0, 0))
    + chunk(b"IDAT", b"\x12\x34" * 50) + chunk(b"IEND", b""),
    "a JPEG in a thousand scans": lambda: many_scans(2000, 1500),
    "a progressive JPEG of 20 million pixels": lambda: drawing(5000, 4000, "JPEG", progressive=True),
    "an arithmetic JPEG": lambda: PHOTO.replace(b"\xff\xc0", b"\xff\xc9", 1),
    "twelve bits in a JPEG": lambda: PHOTO.replace(b"\xff\xc0\x00\x11\x08", b"\xff\xc0\x00\x11\x0c", 1),
    "more than 8 MB": lambda: GOOD + b"\0" * (8 * 1024 * 1024),
}  # fmt: skip
HARMLESS: dict[str, Callable[[], bytes]] = {  # these become a clean picture
    "in colours for print": lambda: drawing(kind="JPEG", mode="CMYK"),
    "sixteen bits of grey": lambda: drawing(mode="I;16"),
    "with a palette": lambda: drawing(mode="P"),
    "black and white": lambda: drawing(mode="1"),
    "see-through": lambda: drawing(mode="RGBA"),
    "an animation": animated,
    "with a place on earth, upside down": turned,
    "PHP behind a JPEG": lambda: PHOTO + b"<?php system($_GET['x']); ?>",
    "a zip behind a PNG": lambda: GOOD + b"PK\x03\x04" + SCRIPT * 50,
    "a script in a comment": lambda: put_in(PHOTO, 0xFE, SCRIPT),
    "a script in a profile": lambda: put_in(PHOTO, 0xE2, b"ICC_PROFILE\0\x01\x01" + SCRIPT),
    "a text that unpacks to a gigabyte": lambda: png(
        10, 10, b"\0" * 310, before=chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"\0" * 100_000_000, 9))),
    "a profile that unpacks to a gigabyte": lambda: png(
        10, 10, b"\0" * 310, before=chunk(b"iCCP", b"icc\0\0" + zlib.compress(b"\0" * 100_000_000, 9))),
    "more data than the picture holds": lambda: png(10, 10, b"\0" * 50_000_000),
    "thirty million pixels": lambda: drawing(6000, 4990, compress_level=1),
    "thirty million pixels that one sees through": lambda: drawing(6000, 4990, mode="RGBA", compress_level=1),
    "a large photo": lambda: drawing(6000, 4990, "JPEG", quality=90, subsampling=0),
    "a large photo in colours for print": lambda: drawing(6000, 4990, "JPEG", "CMYK", subsampling=0),
    "a progressive photo of twelve million pixels": lambda: drawing(4000, 3000, "JPEG", progressive=True, subsampling=0),
}  # fmt: skip
