"""Clean text: one way in for everything people type or paste (design.md 3.5, security.md V1.1)."""

import re
import unicodedata

KEPT = {"\n", "\t"}
BIDI = {chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)}
INVISIBLE = {"\ufeff", "\u200b", "\u2060", "\u00ad"}
BLANK_LINES = re.compile(r"\n{3,}")
SPACES_AT_END = re.compile(r"[ \t]+(?=\n|$)")


def clean(text: str, *, one_line: bool = False) -> str:
    """NFC text without control characters, surrogates, non-characters and direction overrides; ends trimmed.

    `one_line` turns every line break into a space, for names and other short fields.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
    text = "".join(character for character in text if _stays(character))
    if one_line:
        return " ".join(text.split())
    return BLANK_LINES.sub("\n\n", SPACES_AT_END.sub("", text)).strip()


def _stays(character: str) -> bool:
    if character in KEPT:
        return True
    if character in BIDI or character in INVISIBLE:
        return False
    return unicodedata.category(character) not in ("Cc", "Cs", "Cn", "Co")
