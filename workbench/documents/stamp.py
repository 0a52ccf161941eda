"""What every paper says of itself in its footer: its number, the day it was made and what for (security.md G.4).

A number is drawn at random, so that it tells nobody how many papers were made, for whom, or after which other one; it is never
used twice. It leads back to one row of the list of documents, and stands in the properties of the file as well.
"""

import re
import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from workbench import clock
from workbench.casus.models import REF_ALPHABET
from workbench.documents.language import _
from workbench.web.filters import day as on

PLAN, MEETING, SUPERVISION, CLOSING, AFTERCARE = "plan", "meeting", "supervision", "closing", "aftercare"
PURPOSES: Mapping[str, Any] = {
    PLAN: _l("the plan"), MEETING: _l("the meeting"), "court": _l("the court"), SUPERVISION: _l("supervision"),
    "complaint": _l("a complaint"), "access_request": _l("a request for access"), "transfer": _l("a transfer"),
    "emergency": _l("an emergency"), CLOSING: _l("closing"), AFTERCARE: _l("aftercare"),
}  # fmt: skip
HALF = 4  # characters; two halves after the year: over 800 thousand million numbers a year


class Stamp(NamedTuple):
    """The number of an export, the code of its purpose, and the day."""

    number: str
    purpose: str
    day: date

    @property
    def line(self) -> str:
        """As it stands in the footer."""
        what_for = str(PURPOSES[self.purpose])
        return _("no. %(number)s, made on %(day)s for %(purpose)s", number=self.number, day=on(self.day), purpose=what_for)


def new_stamp(purpose: str) -> Stamp:
    """The stamp of a paper that is about to be made."""
    today = clock.today()
    drawn = ("".join(secrets.choice(REF_ALPHABET) for _nr in range(HALF)) for _half in range(2))
    return Stamp("-".join((str(today.year), *drawn)), purpose, today)


def for_a_look(purpose: str) -> Stamp:
    """The stamp of what is only looked at: its number comes when the paper is made."""
    return Stamp(_("follows when it is made"), purpose, clock.today())


def purpose_of(module: Any, otherwise: str = PLAN) -> str:
    """What a document is for, where nobody says otherwise; a document may name its own `purpose`."""
    return str(getattr(module, "purpose", otherwise))


def as_number(typed: str) -> str:
    """A number as somebody types it from a paper (NR. 2026 K7M4Q9TZ) in the form in which it is kept; empty when it is none."""
    plain = re.sub(r"[^0-9a-z]", "", re.sub(r"^\W*n[ro]\b", "", typed.lower()))
    found = re.fullmatch(rf"(20\d\d)([{REF_ALPHABET}]{{{HALF}}})([{REF_ALPHABET}]{{{HALF}}})", plain)
    return "-".join(found.groups()) if found else ""
