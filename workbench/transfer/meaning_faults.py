"""Faults of meaning: a key nobody has, a thing that is there twice, a rule of the method that is broken (domain.md 6.4)."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _

from workbench.transfer.refusal import Fault, pointer
from workbench.transfer.shape import (
    CASUS,
    KINDS,
    NAMED,
    PLACE,
    STAFF,
    Kind,
    Parts,
    fields_of,
    target_of,
    target_of_links,
    unique_in,
)

Data = dict[str, Any]
Record = Mapping[str, Any]
LET_GO = ("ended", "not_feasible")


def meaning_faults(data: Data, *, colleagues: Iterable[str], temporary_days: int) -> Iterator[Fault]:
    """Yield every fault in a file that has the right form. `colleagues` are the e-mail addresses known here."""
    known = {kind.name: {record["key"] for record in data.get(kind.name, ())} for kind in KINDS if kind.name in NAMED}
    known[STAFF] = set(colleagues)
    names = {person["key"]: person["first_name"] for person in data.get("people", ())}
    yield from _references(CASUS, data["casus"], ("casus",), known, names)
    for kind in KINDS:
        records = data.get(kind.name, [])
        yield from _twice(kind, records, (kind.name,))
        for place, record in enumerate(records):
            yield from _references(kind, record, (kind.name, place), known, names)
            for parts in kind.parts:
                yield from _twice(parts, record.get(parts.name, []), (kind.name, place, parts.name))
        for rule in RULES.get(kind.name, ()):
            for place, record in enumerate(records):
                for name, reason in rule(record, data):
                    yield Fault(pointer(kind.name, place, *name.split("/")), reason)
    yield from _too_long(data, temporary_days)


def _references(
    kind: Kind | Parts, record: Record, path: tuple[Any, ...], known: dict[str, set[str]], names: Record
) -> Iterator[Fault]:
    for name, column in fields_of(kind).items():
        target = target_of(column)
        if target and name in record and record[name] not in known[target]:
            yield Fault(pointer(*path, name), _nobody(record[name], target, names))
    if isinstance(kind, Kind):
        for links in kind.links:
            target = target_of_links(links)
            for place, key in enumerate(record.get(links.name, ())):
                if key not in known[target]:
                    yield Fault(pointer(*path, links.name, place), _nobody(key, target, names))
        for parts in kind.parts:
            for place, part in enumerate(record.get(parts.name, ())):
                yield from _references(parts, part, (*path, parts.name, place), known, names)


def _nobody(key: str, target: str, names: Record) -> str:
    """Why a key is refused. Text in which two people are named is the mistake people make most."""
    if target == STAFF:
        return _("Nobody here has the address %(address)s. Say who it is here with --staff.", address=key)
    if target != "people":
        return _("There is no “%(key)s” in “%(list)s”.", key=key, list=target)
    named = [name for name in names.values() if re.search(rf"\b{re.escape(name)}\b", key)]
    if len(named) > 1:
        return _("This names %(names)s. One person can stand here: give the key of one of them.", names=" + ".join(named))
    return _("“%(key)s” is nobody in this file. Give the key of one person.", key=key)


def _twice(kind: Kind | Parts, records: list[Record], path: tuple[Any, ...]) -> Iterator[Fault]:
    limits = [*unique_in(kind), *([("key",)] if kind.name in NAMED else [])]
    if kind.name == "aftercare_plan":
        limits.append(())
    for names in limits:
        seen = set()
        for place, record in enumerate(records):
            value = tuple(record.get(name) for name in names)
            if value in seen and None not in value:
                what = " + ".join(names) or kind.name
                yield Fault(pointer(*path, place, *names[:1]), _("This is there twice: %(what)s.", what=what))
            seen.add(value)


def _too_long(data: Data, temporary_days: int) -> Iterator[Fault]:
    """B10: a temporary plan stops within the term of the organisation."""
    for name in ("plans", "plan_versions"):
        for place, plan in enumerate(data.get(name, ())):
            start, end = _day(plan, "starts_on"), _day(plan, "ends_on")
            if plan.get("kind") != "temporary":
                continue
            if end is None:
                yield Fault(pointer(name, place, "ends_on"), _("A temporary plan needs a last day."))
            elif start and end > start + timedelta(days=temporary_days):
                reason = _("A temporary plan lasts at most %(days)s days.", days=temporary_days)
                yield Fault(pointer(name, place, "ends_on"), reason)


# --- rules for one record: each yields (field, reason)

Broken = Iterator[tuple[str, str]]


def _day(record: Record, name: str) -> date | None:
    return date.fromisoformat(record[name]) if name in record else None


def _in_order(first: str, last: str) -> Callable[[Record, Data], Broken]:
    def rule(record: Record, data: Data) -> Broken:
        start, end = _day(record, first), _day(record, last)
        if start and end and end < start:
            yield last, _("The last day lies before the first day.")

    return rule


def _checker_is_no_doer(agreement: Record, data: Data) -> Broken:
    """B4, T16."""
    for name in ("checker", "second_checker"):
        if agreement.get(name) in agreement["doers"]:
            yield name, _("Who does it cannot be the one who checks it.")
    if agreement.get("checker") is None and agreement.get("status") not in LET_GO:
        yield "checker", _("Somebody who does not do it has to check it.")


def _audience_is_named(agreement: Record, data: Data) -> Broken:
    if agreement.get("audience") == "sub_group" and "sub_group" not in agreement:
        yield "sub_group", _("Say which sub-group may read this.")
    if agreement.get("audience") == "chosen" and not agreement.get("readers"):
        yield "readers", _("Say who may read this.")


def _danger_rests_on_harm(danger: Record, data: Data) -> Broken:
    """domain.md 6.1: at least one harm, or the reason why there is a threat without harm."""
    if not danger.get("examples") and not danger.get("threat_without_harm"):
        yield "examples", _("Name what happened, or say why there is a danger without it.")


def _item_is_dated(item: Record, data: Data) -> Broken:
    """domain.md 1.2: harm and existing safety have a day or a period; existing safety the danger it kept away."""
    if item["kind"] in ("harm", "existing_safety") and not (item.get("happened_on") or item.get("period")):
        yield "happened_on", _("Say when this was: a day or a period.")
    if item["kind"] == "existing_safety" and "danger" not in item:
        yield "danger", _("Name the danger this kept away; without it, it is a strength.")


def _child_has_birthday(person: Record, data: Data) -> Broken:
    if person["family_role"] == "child" and "born_on" not in person:
        yield "born_on", _("A child needs a day of birth.")


def _not_oneself(relation: Record, data: Data) -> Broken:
    if relation["from"] == relation["to"]:
        yield "to", _("Nobody is related to himself.")


def _is_somebodys(point: Record, data: Data) -> Broken:
    if "person" not in point and "household" not in point:
        yield "person", _("Say whose this is: a person or a household.")


def _groups_stay_apart(meeting: Record, data: Data) -> Broken:
    """B13: who belongs to one sub-group is not on the list of another one's meeting."""
    own = meeting.get("sub_group")
    groups = {person["key"]: person.get("sub_group") for person in data.get("people", ())}
    for place, one in enumerate(meeting.get("attendance", ())):
        if own and groups.get(one["person"]) not in (None, own):
            yield f"attendance/{place}/person", _("This person belongs to the other sub-group.")


def _names_a_record(evidence: Record, data: Data) -> Broken:
    _root, name, at = evidence["record"].split("/")
    if int(at) >= len(data.get(name, ())) or name not in PLACE or name == "evidence":
        yield "record", _("There is no record at this place of the file.")


RULES: dict[str, tuple[Callable[[Record, Data], Broken], ...]] = defaultdict(tuple, {
    "people": (_child_has_birthday,),
    "relations": (_not_oneself,),
    "contact_points": (_is_somebodys,),
    "map_items": (_item_is_dated,),
    "dangers": (_danger_rests_on_harm,),
    "meetings": (_groups_stay_apart,),
    "agreements": (_checker_is_no_doer, _audience_is_named, _in_order("starts_on", "until")),
    "evidence": (_names_a_record,),
    "plans": (_in_order("starts_on", "ends_on"),),
    "plan_versions": (_in_order("starts_on", "ends_on"),),
    "consents": (_in_order("given_on", "until"),),
})  # fmt: skip
