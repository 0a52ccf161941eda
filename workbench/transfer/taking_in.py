"""A casus file that comes in by a page: what is in it, in short, and whose family it becomes here. Pure over the data.

Whoever worked on it there has no rights here: of the colleagues a file names only the worker and the supervisor that were
chosen on the page stay. A file could otherwise make anybody here the deputy of a family, or put words in a colleague's mouth.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, NamedTuple

from workbench.transfer.shape import CASUS, KINDS, STAFF, Kind, Parts, fields_of, target_of

Data = dict[str, Any]


def for_here(data: Any, worker: str, supervisor: str) -> Any:
    """The file with these two as its colleagues. What has not the form of a file stays as it is: the schema refuses it."""
    if not isinstance(data, dict) or not isinstance(data.get("casus"), dict):
        return data
    found = deepcopy(data)
    _without_staff(CASUS, found["casus"], worker)
    found["casus"] |= {"worker": worker, "supervisor": supervisor}
    for kind in KINDS:
        for record in _records(found, kind.name):
            _without_staff(kind, record, worker)
    return found


def _records(data: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    there = data.get(name)
    return [one for one in there if isinstance(one, dict)] if isinstance(there, list) else []


def _without_staff(kind: Kind | Parts, record: dict[str, Any], worker: str) -> None:
    """Take colleagues out of a record and its parts; where one has to stand, the worker here does."""
    for name, column in fields_of(kind).items():
        if name in record and target_of(column) == STAFF:
            if column.nullable:
                del record[name]
            else:
                record[name] = worker
    for parts in kind.parts:
        for part in _records(record, parts.name):
            _without_staff(parts, part, worker)


class InShort(NamedTuple):
    """What a right file holds, to look at before it is taken in."""

    name: str
    started_on: str
    children: list[str]
    others: list[str]
    counts: dict[str, int]
    conditions: list[str]
    secret: bool


SHOWN = (
    "dangers",
    "goals",
    "bottom_lines",
    "agreements",
    "meetings",
    "plan_versions",
    "signals",
    "partners",
    "consents",
)


def in_short(data: Data) -> InShort:
    """A file that was not refused, in short."""
    people = _records(data, "people")
    names = {True: [], False: []}  # type: dict[bool, list[str]]
    for one in people:
        full = " ".join(filter(None, (one["first_name"], one.get("last_name"))))
        names[one["family_role"] == "child"].append(full)
    return InShort(
        data["casus"]["name"], data["casus"]["started_on"], names[True], names[False],
        {name: len(_records(data, name)) for name in SHOWN}, [one["text"] for one in _records(data, "bottom_lines")],
        any(one.get("protected") for one in (*people, *_records(data, "households"))),
    )  # fmt: skip
