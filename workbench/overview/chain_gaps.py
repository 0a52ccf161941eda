"""What is still missing on the map, in worries, goals, numbers and bottom lines (domain.md 1.2-1.6, 3.2, 6.4).

Each thing is a sentence that leads to the field in which it is mended.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench.overview.queries import OPEN
from workbench.overview.today import Todo
from workbench.web.filters import together

SEPARATELY = 2  # more events than this with something open are one line, which leads to the matrix


class Limits(NamedTuple):
    """From which number on few is no longer few (domain.md 1.3, 1.6); settings of the organisation."""

    dangers: int
    bottom_lines: int


USUAL = Limits(3, 5)
WANTED, BUILDING, PARTNERSHIP, NETWORK = (
    _l("standard 5 Wanted change"),
    _l("standard 6 Building"),
    _l("standard 4 Partnership"),
    _l("standard 7 Network"),
)
OF_AN_EVENT = {
    "source_person": _l("who it comes from"),
    "children": _l("which child it is about"),
    "severity": _l("how serious it was"),
    "frequency": _l("how often it happens"),
    "impact": _l("what the child noticed of it"),
}


def missing(shown: Any, limits: Limits, today: date) -> Iterator[Todo]:
    """Everything open in this part of the chain. `shown` is the overview's data (queries.Overview)."""
    yield from _map(shown)
    yield from _dangers(shown, limits)
    for link in shown.chain:
        yield from _goal(link, shown)
        yield from _numbers(link, shown)
        yield from _opinions(link, shown)
    yield from _bottom_lines(shown, limits)


def _map(shown: Any) -> Iterator[Todo]:
    """domain.md 1.2: an event has a day, a source, what it did to which child, and how bad it was."""
    if not shown.harm and shown.chain:
        yield Todo(
            _("Put on the map what happened"),
            _("A worry rests on what happened, with a day and a source."),
            "mapping.new",
            {"kind": "harm"},
            icon="map-pin",
        )
    incomplete = [(item, letters) for item, letters in shown.harm if letters]
    if len(incomplete) > SEPARATELY:
        yield Todo(
            _("Complete %(count)s events on the map", count=len(incomplete)),
            _("The matrix shows what is open for each of them."),
            "mapping.matrix",
            icon="map-pin",
        )
        return
    for item, letters in incomplete:
        fields = [field for field, letter in OPEN.items() if letter in letters]
        yield Todo(
            _("Complete an event on the map"),
            _("Still open: %(what)s.", what=together([str(OF_AN_EVENT[one]) for one in fields])),
            "mapping.edit",
            {"item_id": item, "field": fields[0]},
            icon="map-pin",
        )


def _dangers(shown: Any, limits: Limits) -> Iterator[Todo]:
    """B8, and what a worry rests on; 3.2 nr 6: for each worry a time it stayed safe."""
    if len(shown.chain) > limits.dangers:
        yield Todo(
            _("Look whether two worries can be one"),
            _(
                "There are %(count)s. With more than %(most)s, attention is divided.",
                count=len(shown.chain),
                most=limits.dangers,
            ),
            "goals.index",
            icon="split",
        )
    for link in shown.chain:
        number = link.danger.number
        if not link.danger.rests_on_something:
            yield Todo(
                _("Tie worry %(number)s to what happened", number=number),
                _("Choose the events of the map that show it."),
                "goals.edit_danger",
                {"danger_id": link.danger.id},
                anchor="examples",
                when=str(WANTED),
                icon="link",
            )
        if not link.danger.stayed_safe_once:
            yield Todo(
                _("Ask when it stayed safe at worry %(number)s", number=number),
                _("Was the danger there once, and did it stay safe all the same? Who did what?"),
                "mapping.new",
                {"kind": "existing_safety", "danger": link.danger.id},
                when=str(BUILDING),
                icon="shield",
            )


def _goal(link: Any, shown: Any) -> Iterator[Todo]:
    """B1: a worry has a goal; how long it holds; B6: behaviour of family or network, not only help of professionals."""
    number = link.danger.number
    if link.goal is None:
        yield Todo(
            _("Make a goal for worry %(number)s", number=number),
            _("A worry without a goal says what is wrong, not what must come instead."),
            "goals.new_goal",
            {"danger_id": link.danger.id},
            when=str(WANTED),
            icon="flag",
        )
        return
    if not link.goal.hold_for:
        yield Todo(
            _("Agree how long goal %(number)s goes well in a row", number=number),
            _("Otherwise nobody knows when it is reached."),
            "goals.edit_goal",
            {"goal_id": link.goal.id},
            anchor="hold_for",
            when=str(WANTED),
            icon="flag",
        )
    if not link.agreements:
        yield Todo(
            _("Make the first agreement for goal %(number)s", number=number),
            _("Who does what, when, and what if it does not work?"),
            "agreements.new",
            {"goal": link.goal.id},
            when=str(NETWORK),
            icon="users",
        )
    elif not any(_is_own_behaviour(line, shown) for line in link.agreements):
        yield Todo(
            _("Ask what family or network will do for goal %(number)s", number=number),
            _("So far only professionals do something, or it is only help."),
            "agreements.new",
            {"goal": link.goal.id},
            when=str(NETWORK),
            icon="users",
        )


def _is_own_behaviour(line: Any, shown: Any) -> bool:
    """Whether somebody of the family or the network does this, and it is more than taking a service (B6)."""
    own = {person.id for person in shown.people if person.natural or person.in_family}
    return line.kind != "service" and not own.isdisjoint(line.doer_ids)


def _numbers(link: Any, shown: Any) -> Iterator[Todo]:
    """domain.md 1.5: everybody gives a number. At least every parent and somebody of the network."""
    if link.goal is None:
        return
    told = {name for name, _numbers in link.ratings}
    number, where = link.danger.number, {"goal_id": link.goal.id}
    if not told:
        yield Todo(
            _("Ask everybody for a number at goal %(number)s", number=number),
            _("There is no number yet."),
            "goals.rate_together",
            where,
            when=str(BUILDING),
            icon="circle-help",
        )
        return
    parents = [person.name for person in _parents(shown) if person.name not in told]
    if parents:
        yield Todo(
            _("Ask %(names)s for a number at goal %(number)s", names=together(parents), number=number),
            _("Others gave theirs already."),
            "goals.rate_together",
            where,
            when=str(BUILDING),
            icon="circle-help",
        )
    natural = {person.name for person in shown.people if person.natural and not person.in_family}
    if natural and natural.isdisjoint(told):
        yield Todo(
            _("Ask the network for a number at goal %(number)s", number=number),
            _("So far only family and professionals gave one."),
            "goals.rate_together",
            where,
            when=str(BUILDING),
            icon="circle-help",
        )


def _opinions(link: Any, shown: Any) -> Iterator[Todo]:
    """3.2 nr 4: each parent with authority says what he or she thinks of each worry."""
    said = {name for name, _opinion, _words in link.opinions}
    for parent in _parents(shown):
        if parent.name not in said:
            yield Todo(
                _(
                    "Ask %(name)s what he or she thinks of worry %(number)s",
                    name=parent.name,
                    number=link.danger.number,
                ),
                _("Own words are still missing."),
                "goals.opinion",
                {"danger_id": link.danger.id, "person": parent.id},
                when=str(PARTNERSHIP),
                icon="message-circle",
            )


def _parents(shown: Any) -> list[Any]:
    return [
        person
        for person in shown.people
        if person.in_family and person.authority == "yes" and not person.deceased and not person.out_of_contact
    ]


def _bottom_lines(shown: Any, limits: Limits) -> Iterator[Todo]:
    """B2: each bottom line is covered by an agreement; 1.6: few of them."""
    for line in shown.bottom_lines:
        if not shown.covered_by.get(line.id):
            yield Todo(
                _("Make an agreement for what must be so in any case"),
                line.text,
                "goals.bottom_line",
                {"line_id": line.id},
                icon="shield",
            )
    if len(shown.bottom_lines) > limits.bottom_lines:
        yield Todo(
            _("Look whether a bottom line can go"),
            _("There are %(count)s; few are strong.", count=len(shown.bottom_lines)),
            "goals.index",
            anchor="bottom-lines",
            icon="shield",
        )
