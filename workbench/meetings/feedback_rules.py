"""Three short questions after a meeting: who is asked, until when, and what an answer needs. Pure.

Sources: domain.md 1.13 (feedback of families and children), B13, security.md D.6 to D.8.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l

ASKED_FOR = timedelta(days=14)  # an answer can be given and changed until then
SMALL = 12  # below this age no own link: a colleague writes down what the child said or pointed at
HIDDEN = "…"


def last_day(held_on: date) -> date:
    """Until when the questions of a meeting can be answered."""
    return held_on + ASKED_FOR


def is_asked_on(held_on: date, today: date) -> bool:
    """Whether the questions of this meeting can be answered today."""
    return held_on <= today <= last_day(held_on)


def faults(heard: Any, went_well: str, next_time: str) -> Iterable[tuple[str, Any]]:
    """Yield (field, message) when nothing was said at all; each question alone may be left open."""
    if not (heard or went_well or next_time):
        yield "heard", _l("Choose a face, or write something. You may also leave this page.")


def without_names(text: str, names: Iterable[str]) -> str:
    """What somebody wrote, with the names of the family and its network taken out."""
    known = sorted({name for name in names if name}, key=len, reverse=True)
    if not known:
        return text
    return re.sub(rf"\b(?:{'|'.join(map(re.escape, known))})(?:s|’s|'s)?\b", HIDDEN, text, flags=re.IGNORECASE)
