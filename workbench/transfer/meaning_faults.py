"""Faults of meaning: a key nobody has, a thing that is there twice, a rule of the method that is broken."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flask_babel import gettext as _

from workbench.transfer.record_rules import broken_rules
from workbench.transfer.refusal import Fault, pointer
from workbench.transfer.shape import (
    CASUS,
    KINDS,
    NAMED,
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
            yield from _twice_in_parts(kind, record, (kind.name, place))
        for place, record in enumerate(records):
            for name, reason in broken_rules(kind.name, record, data, temporary_days):
                yield Fault(pointer(kind.name, place, *name.split("/")), reason)


def _references(
    kind: Kind | Parts, record: Record, path: tuple[Any, ...], known: dict[str, set[str]], names: Record
) -> Iterator[Fault]:
    for name, column in fields_of(kind).items():
        target = target_of(column)
        if target and name in record and record[name] not in known[target]:
            yield Fault(pointer(*path, name), _nobody(record[name], target, names))
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


def _twice_in_parts(kind: Kind | Parts, record: Record, path: tuple[Any, ...]) -> Iterator[Fault]:
    for parts in kind.parts:
        there = record.get(parts.name, [])
        yield from _twice(parts, there, (*path, parts.name))
        for place, part in enumerate(there):
            yield from _twice_in_parts(parts, part, (*path, parts.name, place))


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
