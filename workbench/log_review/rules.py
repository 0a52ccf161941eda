"""What stands out in a month of the log, as a table of rules. Pure: lines and facts in, hits out; no database, no Flask request.

A rule accuses nobody: it says where a person should look. Adding one is a function and a row of `RULES`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from statistics import median
from typing import Any

from flask_babel import lazy_gettext as _l

from workbench.clock import dutch_time

READ, SEARCHED, REFUSED = "page read", "searched", "denied"
SHOWN = {"protected contact shown", "secret place shown", "housing requests shown", "secret words shown"}
EXPORTS = {"document made", "team coverage made", "casus exported"}
BESIDE = ("emergency.", "second_look.", "log_review.", "alerts.")  # pages of who looks at what others did, not of the family
NIGHT_FROM, NIGHT_UNTIL = time(23), time(6)
AFTER_CLOSING = timedelta(days=30)
TIMES, AT_LEAST = 3, 40  # so many times the own median of pages a day, and never fewer than so many
OPENS_WITHIN = timedelta(minutes=15)
SEARCHES, REFUSALS = 5, 3  # so often on one day


@dataclass(frozen=True)
class Line:
    """One line of the log, as the rules need it."""

    chain: int  # the casus, or 0
    seq: int
    at: datetime
    event: str
    outcome: str
    checks: str
    actor: int
    page: str = ""

    @property
    def day(self) -> date:
        """The Dutch day."""
        return dutch_time(self.at).date()

    @property
    def emergency(self) -> bool:
        return self.checks[3:] == "T"

    @property
    def for_privacy(self) -> bool:
        """Read by the privacy officer, who opened the family with a reason."""
        return self.checks == "TF-F"


@dataclass(frozen=True)
class Span:
    """Until a moment a casus was of this team and these workers."""

    until: datetime | None  # None: still
    team: int
    workers: frozenset[int]


@dataclass(frozen=True)
class Family:
    """Whose a casus is and was, and when it closed. `spans` from old to new."""

    spans: tuple[Span, ...]
    scientist: int | None = None
    closed_on: date | None = None

    def at(self, moment: datetime) -> Span:
        """Whose it was then."""
        return next(span for span in self.spans if span.until is None or moment <= span.until)


@dataclass(frozen=True)
class Known:
    """What the rules know beside the lines: families by id of the casus, the team of who leads one, and who guard privacy."""

    families: dict[int, Family] = field(default_factory=dict)
    leads: dict[int, int] = field(default_factory=dict)
    officers: frozenset[int] = frozenset()

    def is_on(self, line: Line) -> bool:
        """Whether this colleague worked on the family or supervised it when the line was written."""
        family = self.families.get(line.chain)
        if family is None:
            return True
        if line.actor in self.officers and line.page.startswith("file_rights."):
            return True  # their own work: what people asked about this file, and how it ends
        span = family.at(line.at)
        return line.actor in span.workers or line.actor == family.scientist or self.leads.get(line.actor) == span.team


@dataclass(frozen=True)
class Hit:
    """Where somebody should look: a rule, a colleague, a day, perhaps a family, and the lines."""

    rule: str
    actor: int
    day: date
    chain: int
    lines: tuple[Line, ...]


Finds = Callable[[Sequence[Line], Known], Iterator[Hit]]


def _grouped(rule: str, lines: Iterable[Line], *, by_family: bool = True) -> Iterator[Hit]:
    """A hit for each colleague, day and (perhaps) family."""
    groups: dict[tuple[int, date, int], list[Line]] = defaultdict(list)
    for line in lines:
        groups[line.actor, line.day, line.chain if by_family else 0].append(line)
    for (actor, day, chain), found in groups.items():
        yield Hit(rule, actor, day, chain, tuple(found))


def _is_read(line: Line) -> bool:
    return line.event == READ and line.outcome == "ok" and line.chain != 0 and not line.page.startswith(BESIDE)


def without_assignment(lines: Sequence[Line], known: Known) -> Iterator[Hit]:
    """Read without working on the family, supervising it or breaking the glass."""
    found = (line for line in lines if _is_read(line) and not line.emergency and not line.for_privacy and not known.is_on(line))
    yield from _grouped("without_assignment", found)


def break_glass(lines: Sequence[Line], known: Known) -> Iterator[Hit]:
    """Read in an emergency."""
    yield from _grouped("break_glass", (line for line in lines if line.emergency and line.chain != 0))


def privacy_look(lines: Sequence[Line], known: Known) -> Iterator[Hit]:
    """Read by the privacy officer."""
    yield from _grouped("privacy_look", (line for line in lines if _is_read(line) and line.for_privacy))


def protected(lines: Sequence[Line], known: Known) -> Iterator[Hit]:
    """Looked at what is secret."""
    yield from _grouped("protected", (line for line in lines if line.event in SHOWN))


def closed(lines: Sequence[Line], known: Known) -> Iterator[Hit]:
    """Read a family long after it was closed."""

    def late(line: Line) -> bool:
        family = known.families.get(line.chain)
        return bool(family and family.closed_on and line.day > family.closed_on + AFTER_CLOSING)

    yield from _grouped("closed", (line for line in lines if _is_read(line) and late(line)))


def volume(lines: Sequence[Line], known: Known) -> Iterator[Hit]:
    """Read far more pages on a day than this colleague usually does."""
    days: dict[int, dict[date, list[Line]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        if _is_read(line):
            days[line.actor][line.day].append(line)
    for actor, of_actor in days.items():
        usual = median(len(found) for found in of_actor.values())
        for day, found in of_actor.items():
            if len(found) > max(TIMES * usual, AT_LEAST):
                yield Hit("volume", actor, day, 0, tuple(found))


def searched_only(lines: Sequence[Line], known: Known) -> Iterator[Hit]:
    """Searched again and again on a day and opened nothing."""
    opened: dict[int, list[datetime]] = defaultdict(list)
    for line in lines:
        if _is_read(line):
            opened[line.actor].append(line.at)
    idle = [
        line for line in lines if line.event == SEARCHED
        and not any(line.at <= moment <= line.at + OPENS_WITHIN for moment in opened[line.actor])
    ]  # fmt: skip
    yield from (hit for hit in _grouped("searched_only", idle, by_family=False) if len(hit.lines) >= SEARCHES)


def export_at_night(lines: Sequence[Line], known: Known) -> Iterator[Hit]:
    """Made a document or file at night."""

    def at_night(line: Line) -> bool:
        hour = dutch_time(line.at).time()
        return hour >= NIGHT_FROM or hour < NIGHT_UNTIL

    yield from _grouped("export_at_night", (line for line in lines if line.event in EXPORTS and at_night(line)))


def refusals(lines: Sequence[Line], known: Known) -> Iterator[Hit]:
    """Was refused again and again on a day."""
    missed = [line for line in lines if line.outcome == REFUSED or line.event == "emergency access not found"]
    yield from (hit for hit in _grouped("refusals", missed, by_family=False) if len(hit.lines) >= REFUSALS)


@dataclass(frozen=True)
class Rule:
    """A rule with what it says on the page, and what to ask."""

    key: str
    label: Any
    ask: Any
    finds: Finds


RULES: tuple[Rule, ...] = (
    Rule("without_assignment", _l("Read without working with the family"),
         _l("Nobody should be able to. Ask the colleague, and tell the privacy officer."), without_assignment),
    Rule("break_glass", _l("Read in an emergency"),
         _l("Was it judged? Is what was read in keeping with the reason?"), break_glass),
    Rule("privacy_look", _l("Read by the privacy officer"),
         _l("Is what was read in keeping with the reason that was given?"), privacy_look),
    Rule("protected", _l("Looked at what is secret"), _l("Is the reason in keeping with the work of that day?"), protected),
    Rule("closed", _l("Read a family that was closed"), _l("What was it needed for?"), closed),
    Rule("volume", _l("Read far more than this colleague usually does"), _l("A crisis, a handover, or curiosity?"), volume),
    Rule("searched_only", _l("Searched again and again and opened nothing"), _l("Whom was somebody looking for?"), searched_only),
    Rule("export_at_night", _l("Made a document at night"), _l("Was there a reason to do this at night?"), export_at_night),
    Rule("refusals", _l("Was refused again and again"), _l("A wrong address, or trying doors?"), refusals),
)  # fmt: skip
BY_KEY = {rule.key: rule for rule in RULES}


def stands_out(lines: Sequence[Line], known: Known) -> list[Hit]:
    """Everything that stands out, rule by rule, newest day first."""
    return [hit for rule in RULES for hit in sorted(rule.finds(lines, known), key=lambda hit: hit.day, reverse=True)]


def months_between(first: date, today: date, most: int = 12) -> list[date]:
    """The first days of the months that are over since a day, the newest first, at most so many."""
    found: list[date] = []
    month = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    while month >= first.replace(day=1) and len(found) < most:
        found.append(month)
        month = (month - timedelta(days=1)).replace(day=1)
    return found


def following(month: date) -> date:
    """The first day of the month after."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


LATE_AFTER = timedelta(days=14)  # a month that is over and was not looked at is late after this


def is_late(month: date, today: date) -> bool:
    """Whether the look at this month should have been done."""
    return today > following(month) + LATE_AFTER
