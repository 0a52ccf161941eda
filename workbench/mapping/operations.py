"""Every change to the map. The caller commits."""

from datetime import date
from typing import Any

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.casus.models import Casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.mapping import labels, queries, rules
from workbench.mapping.models import (
    EarlierMapItem,
    EarlierMapItemPart,
    ItemChange,
    ItemKind,
    MapItem,
    MapItemChild,
    MapItemDispute,
)
from workbench.records import expect_version
from workbench.web.filters import day, together

audit.declare({
    "map item added": _l("put something on the map"),
    "map item changed": _l("changed something on the map"),
    "map item withdrawn": _l("took something off the map"),
    "map item put back": _l("put something back on the map"),
})  # fmt: skip

# The word in a form and in an operation → the column that holds it.
COLUMNS = {
    "kind": "kind", "text": "text", "impact": "impact", "happened_on": "happened_on", "period": "period",
    "source_person": "source_id", "source": "source", "source_kind": "source_kind", "severity": "severity",
    "frequency": "frequency", "is_first": "is_first", "is_worst": "is_worst", "is_last": "is_last", "danger": "danger_id",
    "actor_person": "actor_id", "actor": "actor", "due_on": "due_on", "done_on": "done_on", "other_view": "other_view",
    "by_professionals": "by_professionals", "sub_group": "sub_group_id",
}  # fmt: skip
TEXTS = ("text", "impact", "period", "source", "actor", "other_view")
UNFILLED: dict[str, Any] = dict.fromkeys(COLUMNS) | dict.fromkeys(TEXTS, "") | {
    "is_first": False, "is_worst": False, "is_last": False, "by_professionals": False, "children": [], "disputed_by": [],
}  # fmt: skip
NAMED = frozenset({"source_person", "actor_person", "children", "disputed_by", "danger", "sub_group"})


def answers_of(item: MapItem) -> dict[str, Any]:
    """What the form of this item would hold; needs its children and disputes to be loaded."""
    columns = {name: getattr(item, column) for name, column in COLUMNS.items()}
    return {
        **columns, **{name: columns[name] or "" for name in TEXTS},
        "children": sorted(one.person_id for one in item.children),
        "disputed_by": sorted(one.person_id for one in item.disputes),
    }  # fmt: skip


def add_item(casus: Casus, *, by: Any, kind: ItemKind, text: str, **answers: Any) -> MapItem:
    """Put something on the map. Existing safety without its day, danger or actor is kept as a strength."""
    given = {**UNFILLED, **answers, "kind": kind, "text": text}
    item = MapItem(casus_id=casus.id, created_by_id=getattr(by, "id", None), children=[], disputes=[])
    _write(item, given)
    audit.record("map item added", casus, by=by, record=item, action="C", kind=item.kind.value)
    db.session.add(item)
    db.session.flush()
    return item


def change_item(item: MapItem, version: int, *, by: Any, **answers: Any) -> None:
    """Save what was changed about something on the map, also its kind; what it said before is kept."""
    expect_version(item, version)
    _still_there(item)
    before = answers_of(item)
    if all(_plain(value) == _plain(before[name]) for name, value in answers.items()):
        return
    with db.session.no_autoflush:
        _write(item, {**before, **answers})
    after = answers_of(item)
    changed = [name for name in before if _plain(before[name]) != _plain(after[name])]
    if not changed:  # asked to be existing safety, and still not all that it takes
        return
    item.postponed += rules.is_postponed(after["kind"], before["due_on"], after["due_on"])
    item.updated_at = clock.now()
    audit.record("map item changed", _casus(item), by=by, record=item, changed=changed)
    what = ItemChange.MOVED if "kind" in changed else ItemChange.CHANGED
    _remember(item, what, by=by, parts=_differences(_casus(item), changed, before, after))


def finish_step(item: MapItem, version: int, *, by: Any, done_on: date) -> None:
    """A next step was done on this day."""
    if item.kind is not ItemKind.NEXT_STEP:
        raise RuleBroken(_("Only a next step can be done."))
    change_item(item, version, by=by, done_on=done_on)


def withdraw_item(item: MapItem, version: int, *, by: Any, reason: str) -> None:
    """Take something off the map, with the reason; it stays to be found."""
    expect_version(item, version)
    _still_there(item)
    if not reason:
        raise RuleBroken(_("Write down why this goes off the map."), field="reason")
    audit.record("map item withdrawn", _casus(item), by=by, record=item, action="D")
    item.withdrawn_on, item.withdrawn_why = clock.today(), reason
    _remember(item, ItemChange.WITHDRAWN, by=by, why=reason)


def put_back(item: MapItem, version: int, *, by: Any, reason: str) -> None:
    """Put something back that was taken off the map; why stands in its history."""
    expect_version(item, version)
    if not item.withdrawn_on:
        raise RuleBroken(_("This stands on the map already."))
    if not reason:
        raise RuleBroken(_("Write down why this comes back."), field="reason")
    audit.record("map item put back", _casus(item), by=by, record=item)
    item.withdrawn_on = item.withdrawn_why = None
    _remember(item, ItemChange.PUT_BACK, by=by, why=reason)


def _casus(item: MapItem) -> Casus:
    """The casus of this item; the guard has loaded it, so that this sends no statement."""
    return db.session.get_one(Casus, item.casus_id)


def _still_there(item: MapItem) -> None:
    if item.withdrawn_on:
        raise RuleBroken(_("This was taken off the map already."))


def _write(item: MapItem, answers: dict[str, Any]) -> None:
    asked = ("kind", "happened_on", "period", "source", "source_person", "disputed_by", "other_view", "due_on", "done_on")
    actor = answers["actor_person"] or answers["actor"]
    for field, message in rules.item_gaps(**{name: answers[name] for name in asked}, actor=actor, today=clock.today()):
        raise RuleBroken(message, field=field)
    for name, column in COLUMNS.items():
        setattr(item, column, None if answers[name] == "" else answers[name])
    item.kind = rules.kind_kept(
        answers["kind"], when=answers["happened_on"] or answers["period"], danger=answers["danger"], actor=actor
    )
    item.children = _kept(item.children, answers["children"], MapItemChild)
    item.disputes = _kept(item.disputes, answers["disputed_by"], MapItemDispute)


def _kept(rows: list[Any], wanted: list[int], kind: Any) -> list[Any]:
    """The rows that stay, and new ones for who was added."""
    there = [row for row in rows if row.person_id in wanted]
    known = {row.person_id for row in there}
    return there + [kind(person_id=one) for one in wanted if one not in known]


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) else None if value == "" else value


# --- what it said before


def _remember(item: MapItem, what: ItemChange, *, by: Any, why: str = "", parts: Any = ()) -> None:
    """One line in the history of this item. parts: (field, what it said, what it says)."""
    db.session.add(EarlierMapItem(
        casus_id=item.casus_id, item_id=item.id, what=what, why=why or None, replaced_by_id=getattr(by, "id", None),
        parts=[
            EarlierMapItemPart(order=nr, field=field, was=was or None, became=became or None)
            for nr, (field, was, became) in enumerate(parts, 1)
        ],
    ))  # fmt: skip


def _differences(casus: Casus, changed: list[str], before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str, str]]:
    """(field, words before, words after), in the language of the plan; ids are looked up only when one of them changed."""
    with db.session.no_autoflush, force_locale(current_app.config["BABEL_DEFAULT_LOCALE"]):
        names = queries.words_for(casus) if NAMED & set(changed) else {}
        return [(name, _words(name, before[name], names), _words(name, after[name], names)) for name in changed]


def _words(name: str, value: Any, names: dict[str, dict[int, str]]) -> str:
    """An answer as people read it."""
    if value is None or value in ("", []):
        return ""
    if isinstance(value, list):
        return together([names[name][one] for one in value if one in names[name]])
    if name in names:
        return names[name].get(value, "")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return day(value)
    return str(labels.CHOICES[name].get(value, value)) if name in labels.CHOICES else str(value)
