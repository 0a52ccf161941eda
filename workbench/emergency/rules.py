"""What emergency access allows, and whether a name that was typed is one of the family. Pure; no database, no Flask request."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta

LASTS = timedelta(hours=4)
TRIES = 5  # so often a reference and a name may not match, by one person, before the door stays shut for a while
SHUT_FOR = timedelta(hours=1)
FEWEST_WORDS = 4  # of a reason
NOT_LETTERS = re.compile(r"[\W\d_]+")


def squeezed(name: str) -> str:
    """A name without capitals, accents, spaces and marks: "Kim de  Wít" and "kim de wit" are the same."""
    return NOT_LETTERS.sub("", unicodedata.normalize("NFKD", name).casefold())


def as_reference(typed: str) -> str:
    """A reference as it is kept, however it was typed: "K7M4 Q9TZ" is k7m4q9tz."""
    return "".join(one for one in typed.casefold() if one.isalnum())


def is_one_of(typed: str, names: Iterable[str]) -> bool:
    """Whether what was typed is the whole name of somebody in the family; nothing is never a name."""
    asked = squeezed(typed)
    return bool(asked) and asked in {squeezed(name) for name in names}


def says_why(reason: str) -> bool:
    """Whether a reason is more than a word or two."""
    return len(reason.split()) >= FEWEST_WORDS


def left(until: datetime, now: datetime) -> tuple[int, int]:
    """(hours, minutes) that are left, never below zero; a minute that has begun counts."""
    minutes = max(0, -int((now - until).total_seconds() // 60))
    return minutes // 60, minutes % 60
