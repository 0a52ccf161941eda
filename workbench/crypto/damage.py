"""What stands on a page in the place of a sealed value that cannot be opened (security.md F.4, docs/decisions/0031).

Opening is strict: it raises CannotOpen. Only where a member of staff looks at a page a text that cannot be opened becomes
words that say so, so that the rest can be read. Those words can be recognised in any text made from them, and are never stored,
never go into a document and are never taken for a word that must be kept secret.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from babel.support import Translations
from flask import current_app, g, has_app_context

from workbench.crypto.keyring import CannotOpen

OPENS, CLOSES = "\u27e6", "\u27e7"  # brackets nobody types: \u27e6beschadigd, niet gebruiken\u27e7
DUTCH = "nl"
MOST_TOLD = 10_000  # damaged values this process remembers having told the log of


class Damaged(str):
    """Stands in for a text that cannot be opened."""

    __slots__ = ()


class DamagedBody:
    """Stands in for a list or dict that cannot be opened: it can be loaded with its row, and nothing can be read in it."""

    def __init__(self, place: str) -> None:
        self._place = place

    def _refuse(self, *_asked: Any) -> Any:
        raise CannotOpen(self._place)

    __getitem__ = __iter__ = __len__ = __contains__ = _refuse

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # Python and SQLAlchemy look whether something is there
            raise AttributeError(name)
        raise CannotOpen(self._place)

    def __bool__(self) -> bool:
        """There is something: nothing may be decided as if there were not."""
        return True

    def __str__(self) -> str:
        return damage_words()


def is_damaged(value: Any) -> bool:
    """Whether this is what stands in for a damaged value, or a text in which it stands."""
    return isinstance(value, DamagedBody) or (isinstance(value, str) and damage_words() in value)


def refuse_damaged(value: Any, place: str) -> Any:
    """The same value, to be stored. Raises CannotOpen for one in which a damaged value stands, however deep."""
    if is_damaged(value):
        raise CannotOpen(place)
    if isinstance(value, list | tuple | dict):
        for part in value.values() if isinstance(value, dict) else value:
            refuse_damaged(part, place)
    return value


def day_in(text: str | None) -> date | None:
    """The day a sealed text tells (yyyy-mm-dd); None where it tells none, or where only its stand-in is there."""
    return date.fromisoformat(text) if text and not is_damaged(text) else None


@contextmanager
def showing_damage(shown: bool = True) -> Iterator[None]:
    """Whether inside a value that cannot be opened is shown as such; False: opened strictly, whatever the page."""
    before = g.get("shows_damage", False)
    g.shows_damage = shown
    try:
        yield
    finally:
        g.shows_damage = before


@contextmanager
def opened_strictly() -> Iterator[None]:
    """Around what decides who may read something, or leaves the workbench: nothing stands in for anything. Also a decorator."""
    with showing_damage(False):
        yield


def stand_in(place: str, sealed: bytes) -> Damaged:
    """The words for a text that cannot be opened; raises CannotOpen where nobody looks at a page."""
    if has_app_context():
        _tell_once(place, bytes(sealed))
    if not (has_app_context() and g.get("shows_damage")):
        raise CannotOpen(place)
    g.saw_damage = True
    return Damaged(damage_words())


@cache
def damage_words() -> str:
    """In Dutch, whoever looks: it is recognised again, and while a row is opened nobody can be asked for a language."""
    texts = Translations.load(str(Path(__file__).parents[1] / "translations"), [DUTCH])

    def _(text: str) -> str:
        return str(texts.gettext(text))

    return f"{OPENS}{_('damaged, do not use')}{CLOSES}"


def _tell_once(place: str, sealed: bytes) -> None:
    """Where it was, once for each value: no content, and no id of a person. `flask verify` names the row."""
    told: set[bytes] = current_app.extensions.setdefault("damage_told", set())
    mark = hashlib.sha256(place.encode() + sealed).digest()
    if mark not in told and len(told) < MOST_TOLD:
        told.add(mark)
        current_app.logger.error("damaged value in %s (%s): run `flask verify`", place, mark.hex()[:8])
