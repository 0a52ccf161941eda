"""The coach beside a field: what a page shows next to it, and what it says after a save."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import flash, g, has_request_context, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_login import current_user
from markupsafe import Markup

from workbench import audit, wording
from workbench.access import Permission, allows
from workbench.accounts.settings import setting
from workbench.casus.models import Casus
from workbench.coach import queries, rules
from workbench.coach.rules import Point, Reading
from workbench.web import forms
from workbench.web.fields import CleanText, Coach

DOERS = ("doers", "shows")  # the fields of a form that say who does it
TARGETS = {
    "child": "wording.child_score",
    "family": "wording.family_score",
    "professional": "wording.professional_score",
}
BY_NUMBER = {2: _l("two"), 3: _l("three"), 4: _l("four"), 5: _l("five"), 6: _l("six"), 7: _l("seven"), 8: _l("eight"),
             9: _l("nine"), 10: _l("ten")}  # fmt: skip
# Where a record is changed, and the records a text of this kind is in first of all: after something new was added.
EDITED_AT = {
    "agreement": ("agreements.edit", "agreement_id"), "map_item": ("mapping.edit", "item_id"),
    "danger_statement": ("goals.edit_danger", "danger_id"), "safety_goal": ("goals.edit_goal", "goal_id"),
    "success": ("successes.edit", "success_id"),
}  # fmt: skip
FIRST_OF_ALL = {"danger": "danger_statement", "goal": "safety_goal", "map": "map_item", "agreement": "agreement"}


@dataclass(frozen=True)
class Beside:
    """What stands next to one field: where it asks, and what was said of the text as it is."""

    name: str
    query: dict[str, str]
    doers: tuple[str, ...]
    reading: Reading | None = None
    told: str = ""  # the point somebody wanted to leave without saying why
    just_now: bool = False  # this answers a button that is gone now: the focus comes here


def coach_of(field: Any) -> Beside | None:
    """What stands next to this field; None where nobody reads along. Texts are read at once, what is typed later on asking."""
    casus = _casus_read_in()
    how: Coach | None = getattr(field, "coach", None)
    if casus is None or how is None:
        return None
    text = field.data or ""
    reading = read(casus, text, how, _doers_of(field)) if text else None
    told = _told_without_reason(field.name)
    return Beside(field.name, query_of(field.name, how), _names_of_doers(field), reading, told)


def query_of(name: str, how: Coach) -> dict[str, str]:
    """How a field is read, as it travels in an address."""
    place = request.full_path.rstrip("?")
    return {"field": name, "kind": how.kind, "without": " ".join(how.without), "reader": how.reader, "place": place}


def read(casus: Casus, text: str, how: Coach, doers: Iterable[Any] = ()) -> Reading:
    """Everything the coach says of a text."""
    known, level = queries.known_of(casus), wording.reading_level(text)
    settings = wording.Settings()
    if level:  # of a shorter text nothing is said about how it reads
        settings = settings._replace(target=setting(TARGETS["professional" if how.kind == "map" else how.reader]))
    found = wording.check(text, how.kind, known.context(doers), lists=known.lists, settings=settings)
    points = rules.points_of(text, [one for one in found if one.id not in how.without], known.left)
    checks = set(wording.checks_for(how.kind)) - set(how.without)
    return rules.reading_of(points, checks, level, settings.target)


def point_in(reading: Reading, key: str) -> Point | None:
    """The point with this key, open or left."""
    return next((point for point in (*reading.open, *reading.left) if point.key == key), None)


def said(count: int) -> str:
    """How many points there are, in words: “De meelezer ziet twee dingen”."""
    return ngettext(
        "The coach sees one thing", "The coach sees %(count)s things", count, count=BY_NUMBER.get(count, count)
    )


def _casus_read_in() -> Casus | None:
    """The casus of this page, for who may change the plan."""
    casus = g.get("casus") if has_request_context() else None
    return casus if casus is not None and allows(current_user, Permission.EDIT_PLAN, casus) else None


def _doers_of(field: Any) -> list[Any]:
    return [one for name in _names_of_doers(field) for one in field.within[name].data or []]


def _names_of_doers(field: Any) -> tuple[str, ...]:
    return tuple(name for name in DOERS if field.within is not None and name in field.within)


def _told_without_reason(name: str) -> str:
    """The point that came back because it had no reason (a page without JavaScript)."""
    key = request.form.get(forms.READ_ALONG, "").partition(":leave:")
    return key[2] if key[0] == name and not request.form.get(f"_reason:{name}:{key[2]}", "").strip() else ""


# --- a whole form


def points_in(form: Any) -> list[tuple[CleanText, int]]:
    """(field, number of open points) of every field with something to say, in the order of the form."""
    casus = _casus_read_in()
    if casus is None:
        return []
    fields = [one for one in _fields(form) if one.data]
    counted = [(one, len(read(casus, one.data, one.coach, _doers_of(one)).open)) for one in fields if one.coach]
    return [(one, count) for one, count in counted if count]


def reads_along(form: Any) -> bool:
    """Whether this form has fields the coach reads."""
    return _casus_read_in() is not None and any(one.coach for one in _fields(form))


def looked_at(form: Any) -> list[tuple[CleanText, int]] | None:
    """The points of a form that was sent to be read along with; None when it was not."""
    asked = has_request_context() and request.method == "POST" and request.form.get(forms.READ_ALONG) == "read"
    return points_in(form) if asked else None


def _fields(form: Any) -> Iterable[CleanText]:
    for field in form:
        if isinstance(field, CleanText):
            yield field
        elif hasattr(field, "entries"):
            for entry in field.entries:
                yield from _fields(entry.form) if hasattr(entry, "form") else _fields([entry])
        elif hasattr(field, "form"):
            yield from _fields(field.form)


# --- after a save


def reading_along(form: Any) -> Callable[[], None] | None:
    """Called before a form is saved: looks at its texts. What comes back tells, once it is saved, what it saw."""
    found = points_in(form)
    if not found:
        return None
    g.coach_changes = []

    def tell() -> None:
        field, _count = found[0]
        place = f"{_edited_at(field.coach.kind)}#{field.id}"  # type: ignore[union-attr]
        words = said(sum(count for _field, count in found))
        flash(Markup('{}. <a href="{}">{}</a>').format(words, place, _("Go to the text")), "coach")

    return tell


@audit.on_changes
def _note_changes(waiting: Any) -> None:
    """Which records a save with points was about, so that the link leads to where they are changed."""
    if has_request_context() and "coach_changes" in g:
        g.coach_changes += [one.record for one in waiting if one.record is not None]


def _edited_at(kind: str) -> str:
    """Where the text that was just saved can be changed: the form itself, or that of the record that was made with it."""
    made = {one.__tablename__: one.id for one in g.coach_changes if one.__tablename__ in EDITED_AT}
    table = FIRST_OF_ALL.get(kind, "")
    table = table if table in made else next(iter(made), "")
    if not table:
        return request.path
    endpoint, number = EDITED_AT[table]
    return url_for(endpoint, ref=g.casus.ref, **{number: made[table]})


forms.reading_along.append(reading_along)
