"""The language of a document: looked up once for the whole document instead of once for each of its hundreds of texts."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from flask_babel import force_locale, get_translations, gettext

DUTCH = "nl"  # the family's language, whatever language the colleague who makes the document reads
_spoken: ContextVar[Any] = ContextVar("spoken", default=None)


@contextmanager
def in_dutch() -> Iterator[None]:
    """Everything inside is said in Dutch: words, days and names in a row."""
    with force_locale(DUTCH):
        token = _spoken.set(get_translations())
        try:
            yield
        finally:
            _spoken.reset(token)


def _(text: str, **values: Any) -> str:
    """A text in the document's language; outside a document, in that of the page."""
    translations = _spoken.get()
    if translations is None:
        return str(gettext(text, **values))
    words: str = translations.ugettext(text)
    return words % values if values else words
