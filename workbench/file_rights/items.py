"""What a file holds about one person, item by item, as it would be read (Hof Arnhem-Leeuwarden 18-09-2023: notes of staff too).

An item is a record of the casus file. It is about a person when it names that person, by reference or in its words, or when
it is about the whole family and the person belongs to it. What goes out is built from a positive list: texts, days, names of
people and a few numbers. Numbers of records, keys and order are never in it, so that nothing shows that something was left out.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Date

from workbench.audit.labels import RECORDS
from workbench.casus.models import Casus, Person
from workbench.casus.queries import names_of, people_of
from workbench.crypto import EncryptedBytes, EncryptedText
from workbench.file_rights.fields import FIELDS, NO_WORDS, NUMBERS
from workbench.file_rights.labels import PEOPLE_WORDS
from workbench.transfer.exporting import export_with_ids
from workbench.transfer.shape import KINDS, Kind, Links, Parts, fields_of, target_of, target_of_links
from workbench.web.filters import day as in_words

# Of the whole family, or of the work with it: also where nobody is named.
WHOLE_FAMILY = frozenset({
    "dangers", "goals", "bottom_lines", "plans", "plan_versions", "plan_triggers", "aftercare_plan", "aftercare_needs",
    "aftercare_contacts", "phase_changes", "framework_changes", "closings", "housing_requests", "placements", "handovers",
})  # fmt: skip
OF_STAFF = frozenset({"trajectory", "judgements", "supervision_talks", "questions", "evidence", "coach_dismissals"})
NEVER = frozenset({"sub_groups", "protected_terms"})  # words that must stay secret are told to nobody
NAMED_BY = {"goals": "behaviour", "agreements": "what"}  # what a number, a check or an answer is about, in its own words
ABOUT: dict[str, Any] = {"goals": _l("Goal"), "agreements": _l("Agreement")}
_known: dict[int, list[tuple[str, str]]] = {}
SECRET_PARTS = {"meetings": ("place_protected", "place"), "housing_requests": ("protected", "asked_of")}  # sealed where marked


@dataclass(frozen=True)
class Line:
    """A word and what it says."""

    label: str
    text: str


@dataclass(frozen=True)
class Item:
    """One record as it would be read by somebody outside."""

    kind: str
    table: str
    id: int
    day: date | None
    lines: tuple[Line, ...]
    people: frozenset[int] = field(default_factory=frozenset)  # everybody it names
    of_staff: bool = False
    side: str = ""  # which part of a separated network it belongs to

    @property
    def key(self) -> str:
        return f"{self.table}-{self.id}"

    @property
    def title(self) -> str:
        return str(RECORDS.get(self.table, self.table))

    @property
    def read_as(self) -> str:
        """The fingerprint of how it reads now."""
        said = json.dumps([self.kind, [[one.label, one.text] for one in self.lines], sorted(self.people)], ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()

    def others(self, person_id: int, names: Mapping[int, str]) -> list[str]:
        """The names of the others in it."""
        return [names[one] for one in sorted(self.people) if one != person_id and one in names]


@dataclass(frozen=True)
class Found:
    """The items about one person, and the names of everybody."""

    items: list[Item]
    names: dict[int, str]


def items_about(casus: Casus, person: Person) -> Found:
    """Everything this file holds about this person. A fixed number of statements, however large the family is."""
    everything, names = items_of(casus)
    wide = WHOLE_FAMILY | OF_STAFF if person.in_family else frozenset()
    return Found([one for one in everything if person.id in one.people or one.kind in wide], names)


def items_of(casus: Casus) -> tuple[list[Item], dict[int, str]]:
    """(every item of a casus, person → name)."""
    data, ids, keys = export_with_ids(casus)
    people = people_of(casus)
    by_key = {key: number for number, key in keys["people"].items()}
    named = {name: {one["key"]: one.get(field, "") for one in data.get(name, ())} for name, field in NAMED_BY.items()}
    reading = _Reading(by_key, names_of(people), _spoken(people), named)
    sides = {one["key"]: one["name"] for one in data.get("sub_groups", ())}
    found = []
    for kind in KINDS:
        if kind.name in NEVER:
            continue
        for record, number in zip(data.get(kind.name, ()), ids.get(kind.name, ()), strict=True):
            if not _is_secret(kind, record):
                found.append(reading.item(kind, record, number, sides.get(record.get("sub_group"), "")))
    return found, reading.names


def _is_secret(kind: Kind, record: Mapping[str, Any]) -> bool:
    """Protected contact data is never in a paper; it is told in person."""
    return kind.name in ("contact_points", "households") and bool(record.get("protected"))


def _spoken(people: list[Person]) -> dict[int, re.Pattern[str]]:
    """How each person is called in a text."""
    found = {}
    for one in people:
        called = {re.escape(name) for name in (one.first_name, one.call_name) if name and len(name) > 1}
        if called:
            found[one.id] = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(called))})(?:s|'s|’s)?(?!\w)", re.IGNORECASE)
    return found


@dataclass
class _Reading:
    """Reads records of one casus."""

    by_key: dict[str, int]
    names: dict[int, str]
    spoken: dict[int, re.Pattern[str]]
    named: dict[str, dict[str, str]]  # list → key → the words of a goal or an agreement another record is about

    def item(self, kind: Kind, record: Mapping[str, Any], number: int, side: str) -> Item:
        people: set[int] = {number} if kind.name == "people" else set()
        lines = list(self._lines(kind, record, people))
        if kind.name == "plan_versions":
            lines.append(Line(_("Plan"), _("The plan as this person may read it goes along as a paper of its own.")))
        text = " \n ".join(line.text for line in lines)
        people |= {one for one, called in self.spoken.items() if called.search(text)}
        return Item(
            kind.name, kind.table, number, _day_of(kind, record), tuple(lines), frozenset(people), kind.name in OF_STAFF, side
        )

    def _lines(self, kind: Kind | Parts, record: Mapping[str, Any], people: set[int]) -> Iterator[Line]:
        flag, secret = SECRET_PARTS.get(kind.name, ("", ""))
        for name, shape in _shapes(kind):
            if name not in record or (name == secret and record.get(flag)):
                continue
            if shape == "person":
                people.add(self.by_key[record[name]])
                yield Line(_word(name), self.names[self.by_key[record[name]]])
            elif shape in NAMED_BY:
                if words := self.named[shape].get(record[name]):
                    yield Line(str(ABOUT[shape]), words)
            elif text := _said(record[name], shape):
                yield Line(_word(name), text)
        for links in kind.links:
            yield from self._linked(links, record, people)
        for parts in kind.parts:
            for part in record.get(parts.name, ()):
                yield from self._lines(parts, part, people)

    def _linked(self, links: Links, record: Mapping[str, Any], people: set[int]) -> Iterator[Line]:
        if target_of_links(links) == "people" and record.get(links.name):
            named = [self.by_key[key] for key in record[links.name]]
            people.update(named)
            yield Line(_word(links.name), ", ".join(self.names[one] for one in named))


def _shapes(kind: Kind | Parts) -> list[tuple[str, str]]:
    """(field, how it is read) of all that is read of this kind: a positive list. Kinds are made once, so each is asked once."""
    if id(kind) not in _known:
        _known[id(kind)] = _shapes_of(kind)
    return _known[id(kind)]


def _shapes_of(kind: Kind | Parts) -> list[tuple[str, str]]:
    found = []
    for name, column in fields_of(kind).items():
        target = target_of(column)
        if target == "people":
            found.append((name, "person"))
        elif target in NAMED_BY:
            found.append((name, target))
        elif target is None and name not in NO_WORDS and not isinstance(column.type, EncryptedBytes):
            if isinstance(column.type, EncryptedText):
                found.append((name, "text"))
            elif isinstance(column.type, Date):
                found.append((name, "day"))
            elif name in NUMBERS and (name != "number" or kind.name in ("ratings", "earlier")):
                found.append((name, "number"))
    return found


def _said(value: Any, shape: str) -> str:
    if shape == "day":
        return in_words(date.fromisoformat(value))
    if shape == "number":
        return str(value)
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _word(name: str) -> str:
    return str(FIELDS.get(name) or NUMBERS.get(name) or PEOPLE_WORDS.get(name) or PEOPLE_WORDS["people"])


def _day_of(kind: Kind, record: Mapping[str, Any]) -> date | None:
    """The first day a record tells, to put items in order."""
    for name, shape in _shapes(kind):
        if shape == "day" and name in record and name not in ("until", "withdrawn_on", "ended_on", "due_on"):
            return date.fromisoformat(record[name])
    return None
