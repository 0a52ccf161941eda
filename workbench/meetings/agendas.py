"""The agenda a meeting begins with: the organisation's own, else that of domain.md 1.12."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from flask_babel import gettext as _

from workbench import clock
from workbench.accounts import settings
from workbench.accounts.log import record
from workbench.accounts.models import Setting
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.meetings import labels
from workbench.meetings.models import AgendaKind

KEY = "meeting.agenda"
MOST = 30
LONGEST = 200


class Line(NamedTuple):
    """One item: which step of the method it is, in the organisation's words, and how long it takes. `id`: of a meeting's item."""

    kind: AgendaKind
    title: str
    minutes: int | None = None
    id: int | None = None


def of_the_method() -> list[Line]:
    """The agenda of domain.md 1.12, in the language that is spoken now."""
    return [Line(kind, str(title), minutes) for kind, title, minutes in labels.AGENDA]


def default(day: date | None = None) -> list[Line]:
    """The agenda of this organisation on this day (today, when none is given)."""
    row = settings.in_force(KEY, day)
    return of_the_method() if row is None else [Line(AgendaKind(one[0]), one[1], one[2]) for one in row.value]


def change_default(lines: Iterable[Line], holds_from: date | None, why: str, *, by: Any) -> Setting:
    """Another default agenda, from a day on; kept with who, when and why. Meetings that are planned keep theirs."""
    checked, day = whole(lines), holds_from or clock.today()
    if day < clock.today():
        raise RuleBroken(_("Choose today or a later day: what held before stays as it was."), field="holds_from")
    if not why.strip():
        raise RuleBroken(_("Say why, so that others understand it later."), field="source")
    record("setting changed", by=by, setting=KEY, items=len(checked), holds_from=day.isoformat())
    value = [[line.kind.value, line.title, line.minutes] for line in checked]
    row = Setting(key=KEY, value=value, source=why.strip(), holds_from=day, set_by_id=by.id)
    db.session.add(row)
    db.session.flush()
    settings.forget_cache()
    return row


def whole(lines: Iterable[Line]) -> list[Line]:
    """The lines that say something. Raises RuleBroken when nothing is left, or too much."""
    kept = [line for line in lines if line.title]
    if not kept:
        raise RuleBroken(_("Leave at least one item on the agenda."))
    if len(kept) > MOST:
        raise RuleBroken(_("At most %(most)s items fit on an agenda.", most=MOST))
    return kept


def done(lines: list[Line], what: str) -> tuple[list[Line], int | None]:
    """The lines after one button: "up-3", "down-3", "remove-3", "add" or "method"; and the place where somebody goes on."""
    verb, _dash, at = what.partition("-")
    if verb == "add":
        return [*lines, Line(AgendaKind.OWN, "")], len(lines)
    if verb == "method":
        return of_the_method(), 0
    place = int(at) if at.isascii() and at.isdigit() and len(at) < 4 else len(lines)
    if place >= len(lines):
        return lines, None
    moved = list(lines)
    line = moved.pop(place)
    if verb == "remove":
        return moved, min(place, len(moved) - 1) if moved else None
    place = max(0, place - 1) if verb == "up" else min(len(moved), place + 1)
    moved.insert(place, line)
    return moved, place


def minutes_of(lines: Iterable[Any]) -> int:
    """How long it all takes."""
    return sum((line.minutes if isinstance(line, Line) else line.planned_minutes) or 0 for line in lines)
