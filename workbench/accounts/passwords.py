"""What makes a password good enough (ASVS 6.2): long, and not easy to guess. No rules on signs, no forced renewal.

`well_known.sha256` holds 87,731 passwords and single words of twelve signs or more from public lists (docs/licences.md), as the
first five bytes of the SHA-256 of each, sorted: nobody can read a password in it, and nothing is asked of another machine.
`python -m workbench.accounts.passwords LIST…` makes it anew from lists with one password on a line.
"""

import hashlib
import re
import sys
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import flask_security
from flask_babel import lazy_gettext as _l

from workbench.accounts import queries
from workbench.accounts.models import User

LEAST, LONGEST = 12, 128
EASY = (
    "wachtwoord", "password", "welkom", "qwerty", "123456", "veiligheidsplan", "werkbank", "azerty", "abcdef", "signs of safety",
)  # fmt: skip
FOLLOWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiop", "asdfghjkl", "zxcvbnm")
MOST_IN_A_ROW = 5  # of the alphabet, of numbers or of a keyboard
NAMES_FROM = 4  # shorter parts of names stand in many words by chance
WELL_KNOWN = Path(__file__).with_name("well_known.sha256")
WIDTH = 5


class Passwords(flask_security.PasswordUtil):
    """Flask-Security's place for rules on passwords."""

    def validate(self, password: str, is_register: bool, **kwargs: Any) -> tuple[list | None, str]:
        """(what is wrong, the password as it will be hashed)."""
        normal = self.normalize(password)
        house = queries.organisation()
        problem = password_problem(normal, kwargs.get("user"), house.name if house else "")
        return ([problem] if problem else None), normal


def password_problem(password: str, user: User | None = None, house: str = "") -> Any:
    """What is wrong with a password, in the reader's words; None when nothing is. `house` is the name of the organisation."""
    bare = password.casefold()
    if len(password) < LEAST:
        return _l("Use at least 12 characters. A short sentence works well.")
    if len(password) > LONGEST:
        return _l("Use at most 128 characters.")
    names = [user.email.partition("@")[0], *user.name.casefold().split()] if user else []
    own = [part for part in (*names, *house.casefold().split()) if len(part) >= NAMES_FROM]
    if len(set(bare)) < 5 or any(part in bare for part in (*EASY, *own)) or _is_a_row(bare) or is_well_known(bare):
        return _l("This is easy to guess. Leave out names and well-known passwords.")
    return None


def _is_a_row(bare: str) -> bool:
    """Whether most of it is a row of the alphabet, of numbers or of a keyboard, forwards or backwards."""
    rows = [row for one in FOLLOWS for row in (one, one[::-1])]
    longest = max((size for size in range(MOST_IN_A_ROW + 1, 27) for at in range(len(bare) - size + 1)
                   if any(bare[at : at + size] in row for row in rows)), default=0)  # fmt: skip
    return longest * 2 > len(bare)


def is_well_known(bare: str) -> bool:
    """Whether it is in the lists, as it stands or without the numbers and signs around it."""
    return any(_is_listed(one) for one in {bare, re.sub(r"^[\W\d_]+|[\W\d_]+$", "", bare)})


def _is_listed(word: str) -> bool:
    wanted, listed = _mark(word), _listed()
    at = bisect_left(range(len(listed) // WIDTH), wanted, key=lambda nr: listed[nr * WIDTH : (nr + 1) * WIDTH])
    return listed[at * WIDTH : (at + 1) * WIDTH] == wanted


@cache
def _listed() -> bytes:
    return WELL_KNOWN.read_bytes()


def _mark(word: str) -> bytes:
    return hashlib.sha256(word.encode("utf-8", "surrogatepass")).digest()[:WIDTH]


def marks(lines: Iterable[str]) -> bytes:
    """The content of `well_known.sha256` for these passwords; what is too short to be chosen is left out."""
    words = (unicodedata.normalize("NFKC", line.rstrip("\r\n")).casefold() for line in lines)
    return b"".join(sorted({_mark(word) for word in words if LEAST <= len(word) <= LONGEST}))


if __name__ == "__main__":
    WELL_KNOWN.write_bytes(marks(line for name in sys.argv[1:] for line in Path(name).read_text("latin-1").splitlines()))
