"""How long a casus is kept, and why: the longest term that applies wins (security.md G.1, domain.md 2.5 and B26). Pure.

Every fact gives reasons and takes none away, so that adding a fact never shortens the term. How many years a term is, is a
setting of the organisation: the one that holds on the day on which the clock of that reason starts.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from workbench.casus.models import Framework
from workbench.closing.models import KeepTerm

MAJORITY = 18
ORDERS = frozenset({Framework.SUPERVISION_ORDER, Framework.PROVISIONAL_ORDER, Framework.GUARDIANSHIP})
Terms = Callable[[KeepTerm, date], int]  # the years of a term that holds on a day


@dataclass(frozen=True)
class Child:
    """A child of the casus; the day of birth, or where only an age is known the last day on which it can have been."""

    name: str
    born_on: date


@dataclass(frozen=True)
class Facts:
    """What decides how long a casus is kept."""

    changed: tuple[date, ...]  # the last substantive change, and the closing
    frameworks: frozenset[Framework] = frozenset()  # every legal ground the casus ever had
    children: tuple[Child, ...] = ()
    longer: tuple[date, ...] = ()  # decided at a closing, with a reason
    earlier: tuple[date, ...] = ()  # what earlier closings said
    holds: tuple[date, ...] = ()


class Reason(NamedTuple):
    """One reason to keep a casus until a day: which term, from when its clock runs, how many years, and of which child."""

    term: KeepTerm
    until: date
    since: date | None = None
    years: int | None = None
    child: str = ""


class Kept(NamedTuple):
    """Until when a casus is kept, and every reason, the one that decides first."""

    until: date
    reasons: tuple[Reason, ...]

    @property
    def term(self) -> KeepTerm:
        """The term that won."""
        return self.reasons[0].term


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March where there is none, so that nothing ends too early."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def keep(facts: Facts, terms: Terms) -> Kept:
    """Until when a casus with these facts is kept, and why. Raises ValueError when not even one day of change is known."""
    if not facts.changed:
        raise ValueError("a casus has at least a day on which it began")
    order = list(KeepTerm)
    found = sorted(set(_reasons(facts, terms)), key=lambda one: (-one.until.toordinal(), order.index(one.term), one.child))
    return Kept(found[0].until, tuple(found))


def _reasons(facts: Facts, terms: Terms) -> Iterator[Reason]:
    for day in facts.changed:
        yield _after(KeepTerm.YEARS, day, terms)
        yield _after(KeepTerm.LOG, day, terms)
        if Framework.SAFE_AT_HOME in facts.frameworks:
            yield _after(KeepTerm.SAFE_AT_HOME, day, terms)
    for child in facts.children:
        grown = years_after(child.born_on, MAJORITY)
        if facts.frameworks & ORDERS:
            yield _after(KeepTerm.ORDER, grown, terms)._replace(child=child.name)
        if Framework.SAFE_AT_HOME in facts.frameworks:
            yield Reason(KeepTerm.YOUNGEST, grown, grown, None, child.name)
    for term, days in ((KeepTerm.LONGER, facts.longer), (KeepTerm.EARLIER, facts.earlier), (KeepTerm.HOLD, facts.holds)):
        yield from (Reason(term, day) for day in days)


def _after(term: KeepTerm, since: date, terms: Terms) -> Reason:
    years = terms(term, since)
    return Reason(term, years_after(since, years), since, years)


def born_at_the_latest(age: int, noted_on: date) -> date:
    """Of a child of whom only the age was noted: the last day on which it can have been born."""
    return years_after(noted_on, -age)
