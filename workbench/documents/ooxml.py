"""The few words of WordprocessingML that the house style and the documents share."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATION = "http://schemas.openxmlformats.org/package/2006/relationships"
NS = {"w": W, "r": R}
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Element = Any  # lxml has no types of its own

# What XML 1.0 cannot hold, and the marks that turn the direction of a line without anybody seeing it.
UNPRINTABLE = re.compile(
    "[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]"
)


def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{name}"


def printable(words: str) -> str:
    """The same words without what a Word file cannot or must not hold; text from before CleanText comes by here too."""
    if words.isprintable():  # nearly always, and much faster than looking at each character
        return words
    return UNPRINTABLE.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))


def zipped(parts: dict[str, bytes | str]) -> bytes:
    """A package of these parts, compressed."""
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return whole.getvalue()
