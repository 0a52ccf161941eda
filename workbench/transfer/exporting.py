"""A casus becomes a casus file: the same shape as import reads, without ids and without what stays behind."""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from sqlalchemy import Column, select
from sqlalchemy.engine import RowMapping

from workbench import audit
from workbench.accounts.models import User
from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.transfer import versions
from workbench.transfer.shape import (
    CASUS,
    FORMAT,
    KINDS,
    NAMED,
    PLACES,
    STAFF,
    VERSION,
    Kind,
    Links,
    Numbered,
    Parts,
    fields_of,
    target_of,
    target_of_links,
)
from workbench.transfer.values import plain

Keys = dict[str, dict[int, str]]


def export_casus(casus: Casus) -> dict[str, Any]:
    """Everything of this casus that belongs to it, as the data of a casus file."""
    return export_with_ids(casus)[0]


def export_with_ids(casus: Casus) -> tuple[dict[str, Any], dict[str, list[int]], Keys]:
    """(the data of a casus file, list → the ids of its records in the same order, table → id → key)."""
    rows = {kind.name: _rows(kind, casus) for kind in KINDS}
    keys = _keys(rows)
    own = db.session.execute(select(Casus.__table__).where(Casus.id == casus.id)).mappings().one()
    data: dict[str, Any] = {"format": FORMAT, "version": VERSION, "casus": _fields(CASUS, own, keys)}
    ids: dict[str, list[int]] = {}
    for kind in KINDS:
        records = _records(kind, rows[kind.name], keys)
        own_ids = {id(record): row["id"] for record, row in zip(records, rows[kind.name], strict=True)}
        if kind.name in PLACES:
            _say_where(kind, records, rows)
        if kind.numbered:
            _say_number(kind.numbered, records, rows[kind.name])
        if records:
            data[kind.name] = records
            ids[kind.name] = [own_ids[id(record)] for record in records]
    versions.name_by_key(data, keys)
    return data, ids, keys


def note_export(casus: Casus, *, by: Any) -> None:
    """Note in the log that the whole casus left."""
    audit.record("casus exported", casus, by=by, record=casus, action="E")


def written(data: dict[str, Any]) -> str:
    """The file as people can read and compare it."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _rows(kind: Kind, casus: Casus) -> list[RowMapping]:
    table = kind.model.__table__
    asked = select(table).where(table.c.casus_id == casus.id).order_by(table.c.id)
    if kind.name == "evidence":
        asked = asked.where(table.c.by_rule.is_(False))
    return list(db.session.execute(asked).mappings())


def _say_where(kind: Kind, records: list[dict[str, Any]], rows: dict[str, list[RowMapping]]) -> None:
    """Which record each is about, by its place in the file. One about what stays behind goes; an answer on rights stays."""
    places = {(one.table, row["id"]): f"/{one.name}/{at}" for one in KINDS for at, row in enumerate(rows[one.name])}
    for record, row in zip(list(records), rows[kind.name], strict=True):
        place = places.get((row["record_type"], row["record_id"]))
        if place is not None:
            record[PLACES[kind.name]] = place
        elif kind.name != "rights" and row["record_type"] is not None:
            records[:] = [one for one in records if one is not record]


def _say_number(numbered: Numbered, records: list[dict[str, Any]], rows: list[RowMapping]) -> None:
    """Which part of its record each names, by its place in the list there."""
    table, owner = numbered.parts.model.__table__, numbered.parts.owner
    asked = select(table.c.id, table.c[owner]).where(table.c[owner].in_({row[owner] for row in rows}))
    counts: dict[int, int] = defaultdict(int)
    places = {}
    for part, of in db.session.execute(asked.order_by(table.c.order, table.c.id)):
        counts[of] += 1
        places[part] = counts[of]
    for record, row in zip(records, rows, strict=True):
        if row[numbered.column] is not None:
            record[numbered.name] = places[row[numbered.column]]


def _records(kind: Kind, rows: list[RowMapping], keys: Keys) -> list[dict[str, Any]]:
    records = [_fields(kind, row, keys) for row in rows]
    _add_lists(kind, rows, records, keys)
    if kind.name in NAMED:
        return [{"key": keys[kind.name][row["id"]], **record} for row, record in zip(rows, records, strict=True)]
    return records


def _fields(kind: Kind | Parts, row: RowMapping, keys: Keys) -> dict[str, Any]:
    """What a row says. What is empty or plainly "no" is left out."""
    said: dict[str, Any] = {}
    for name, column in fields_of(kind).items():
        value = row[column.key]
        if value is None or (value is False and _no_by_itself(column)) or (value == "" and column.nullable):
            continue
        target = target_of(column)
        said[name] = keys[target][value] if target else plain(value)
    return said


def _no_by_itself(column: Column[Any]) -> bool:
    return getattr(column.default, "arg", None) is False


def _links(links: Links, ids: list[int], keys: Keys) -> dict[int, list[str]]:
    table = links.model.__table__
    asked = select(table).where(table.c[links.owner].in_(ids))
    for name, value in links.fixed.items():
        asked = asked.where(table.c[name] == value)
    found: dict[int, list[str]] = defaultdict(list)
    named = keys[target_of_links(links)]
    for row in db.session.execute(asked.order_by(table.c.order if links.ordered else table.c[links.to])).mappings():
        found[row[links.owner]].append(named[row[links.to]])
    return found


def _parts(parts: Parts, ids: list[int], keys: Keys) -> dict[int, list[dict[str, Any]]]:
    table = parts.model.__table__
    order = [table.c[name] for name in ("order", "id", "person_id", "ground") if name in table.c]
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = list(db.session.execute(select(table).where(table.c[parts.owner].in_(ids)).order_by(*order)).mappings())
    records = [_fields(parts, row, keys) for row in rows]
    _add_lists(parts, rows, records, keys)
    for row, record in zip(rows, records, strict=True):
        found[row[parts.owner]].append(record)
    return found


def _add_lists(kind: Kind | Parts, rows: list[RowMapping], records: list[dict[str, Any]], keys: Keys) -> None:
    """The lists of keys and of parts that belong to each record."""
    if not (kind.links or kind.parts):
        return
    ids = [row["id"] for row in rows]
    lists: tuple[Links | Parts, ...] = (*kind.links, *kind.parts)
    for one in lists:
        found: dict[int, Any] = _links(one, ids, keys) if isinstance(one, Links) else _parts(one, ids, keys)
        for record, number in zip(records, ids, strict=True):
            if found[number]:
                record[one.name] = found[number]


# --- keys: short, stable, and readable where the record has a name of its own

NAMES: dict[str, Callable[[RowMapping, int, Keys], str]] = {
    "sub_groups": lambda row, at, keys: row["key"],
    "households": lambda row, at, keys: f"H{at}",
    "people": lambda row, at, keys: slug(row["first_name"]),
    "signals": lambda row, at, keys: f"SI{at}",
    "meldcodes": lambda row, at, keys: f"MC{at}",
    "consents": lambda row, at, keys: f"T{at}",
    "handovers": lambda row, at, keys: f"O{at}",
    "map_items": lambda row, at, keys: row["label"] or f"K{at}",
    "dangers": lambda row, at, keys: f"G{row['number']}",
    "goals": lambda row, at, keys: keys["dangers"][row["danger_id"]].replace("G", "D", 1),
    "bottom_lines": lambda row, at, keys: f"B{at}",
    "meetings": lambda row, at, keys: f"N{row['number']}",
    "meeting_entries": lambda row, at, keys: f"E{at}",
    "agreements": lambda row, at, keys: row["label"] or f"A{row['number']}",
    "successes": lambda row, at, keys: f"U{at}",
    "diary": lambda row, at, keys: f"L{at}",
    "plan_versions": lambda row, at, keys: f"V{row['number']}",
}


def _keys(rows: dict[str, list[RowMapping]]) -> Keys:
    """Table → id → key, for everything another record can name."""
    keys: Keys = {STAFF: {user.id: user.email for user in db.session.execute(select(User.id, User.email))}}
    for kind in KINDS:
        if kind.name in NAMED:
            taken: set[str] = set()
            keys[kind.name] = {}
            for at, row in enumerate(rows[kind.name], 1):
                key = _free(NAMES[kind.name](row, at, keys), taken)
                keys[kind.name][row["id"]] = key
                taken.add(key)
    return keys


def _free(wanted: str, taken: set[str]) -> str:
    key, count = wanted, 1
    while key in taken:
        count += 1
        key = f"{wanted}-{count}"
    return key


def slug(name: str) -> str:
    """Kim → kim; a name without Latin letters becomes "person"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "person"
