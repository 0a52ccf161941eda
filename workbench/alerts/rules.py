"""When what somebody does in an hour is out of the ordinary. Pure: lines in, findings out; no database, no Flask request.

An alert asks two people to look; it refuses nobody, for in a crisis a colleague may have to read much (ASVS 8.1.4).
What counts is how many *different* things: different families read, different pages refused. Ten pages of one family are one.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from flask_babel import lazy_gettext as _l

from workbench.clock import dutch_time

READ = "page read"
MISSED = "emergency access not found"
SECRETS = {"protected contact shown", "secret place shown", "housing requests shown", "secret words shown"}
EXPORTS = {"document made", "team coverage made", "casus exported"}
BESIDE = ("emergency.", "second_look.", "log_review.", "alerts.")  # pages of who looks at what others did
EVENTS = {READ, MISSED, *SECRETS, *EXPORTS}  # besides whatever was denied
HOUR = timedelta(hours=1)  # how far each look goes back, and how long nothing more is said of the same
LOOKS_BACK = timedelta(days=28)  # what is usual for somebody is what it was in this time
TIMES = 3  # so many times the own usual


@dataclass(frozen=True)
class Line:
    """One line of the log, as the rules need it."""

    at: datetime
    event: str
    outcome: str
    chain: int
    page: str = ""

    @property
    def day(self) -> date:
        """The Dutch day."""
        return dutch_time(self.at).date()


@dataclass(frozen=True)
class Window:
    """So many within so long may be unusual (`floor`), or are whatever is usual (`limit`)."""

    long: timedelta
    floor: int
    limit: int


QUARTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Rule:
    """What is counted, and when it is much. `counts` gives what a line is about; None: the line is not of this rule."""

    key: str
    label: Any
    ask: Any
    counts: Callable[[Line], Hashable | None]
    windows: tuple[Window, ...]


@dataclass(frozen=True)
class Finding:
    """Of one rule and one colleague: so many different things since a moment, and how many are usual."""

    rule: str
    many: int
    usual: int
    since: datetime
    until: datetime


def _family_read(line: Line) -> Hashable | None:
    mine = line.event == READ and line.outcome == "ok" and line.chain and not line.page.startswith(BESIDE)
    return line.chain if mine else None


def _family_of(events: set[str]) -> Callable[[Line], Hashable | None]:
    return lambda line: line.chain if line.event in events and line.outcome == "ok" else None


def _refused(line: Line) -> Hashable | None:
    """Pages, not requests: an old page that asks again and again after a hand-over is one."""
    if line.event == MISSED:
        return line.at
    return (line.chain, line.page) if line.outcome == "denied" else None


RULES: tuple[Rule, ...] = (
    Rule("families", _l("Read unusually many families"), _l("A crisis, a handover, or curiosity? Call this colleague today."),
         _family_read, (Window(QUARTER, 10, 25), Window(HOUR, 20, 50))),
    Rule("secrets", _l("Looked at what is secret of unusually many families"),
         _l("What were so many secret places needed for? Call this colleague now."),
         _family_of(SECRETS), (Window(HOUR, 3, 6),)),
    Rule("exports", _l("Made papers or files of unusually many families"),
         _l("For whom were they, and where are they now?"), _family_of(EXPORTS), (Window(HOUR, 5, 12),)),
    Rule("refused", _l("Was refused again and again"), _l("An old list, or trying doors?"), _refused, (Window(HOUR, 6, 12),)),
)  # fmt: skip
BY_KEY = {rule.key: rule for rule in RULES}


def busiest(found: Sequence[tuple[datetime, Hashable]], long: timedelta) -> tuple[int, datetime | None, datetime | None]:
    """(most different things in any stretch of so long, its first moment, its last); `found` from old to new. One walk."""
    best: tuple[int, datetime | None, datetime | None] = (0, None, None)
    inside: Counter[Hashable] = Counter()
    first = 0
    for at, thing in found:
        inside[thing] += 1
        while at - found[first][0] > long:
            gone = found[first][1]
            inside[gone] -= 1
            if not inside[gone]:
                del inside[gone]
            first += 1
        if len(inside) > best[0]:
            best = (len(inside), found[first][0], at)
    return best


def _of(rule: Rule, lines: Iterable[Line]) -> list[tuple[datetime, Hashable]]:
    return [(line.at, thing) for line in lines if (thing := rule.counts(line)) is not None]


def may_be_unusual(lines: Sequence[Line]) -> bool:
    """Whether what is usual for this colleague has to be looked up: some rule is at its floor."""
    return any(busiest(_of(rule, lines), one.long)[0] >= one.floor for rule in RULES for one in rule.windows)


def unusual(lines: Sequence[Line], before: Sequence[Line]) -> Iterator[Finding]:
    """What is out of the ordinary in the last hour (`lines`) of one colleague, beside what he or she did before; once a rule."""
    for rule in RULES:
        mine, days = _of(rule, lines), _by_day(rule, before)
        for window in rule.windows:
            many, since, until = busiest(mine, window.long)
            if since is None or until is None or many < window.floor:
                continue
            usual = _usual(days, window.long)
            if many > TIMES * usual or many >= window.limit:
                yield Finding(rule.key, many, usual, since, until)
                break


def _by_day(rule: Rule, lines: Iterable[Line]) -> list[list[tuple[datetime, Hashable]]]:
    days: dict[date, list[tuple[datetime, Hashable]]] = defaultdict(list)
    for line in lines:
        if (thing := rule.counts(line)) is not None:
            days[line.day].append((line.at, thing))
    return list(days.values())


def _usual(days: Iterable[Sequence[tuple[datetime, Hashable]]], long: timedelta) -> int:
    """The median of the busiest stretch of each day on which there was any; nothing before: 0, so that the floor decides."""
    most = [busiest(found, long)[0] for found in days]
    return round(median(most)) if most else 0
