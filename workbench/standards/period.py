"""The team over a period: how each standard stood on the first day, how on the last, and in how many plans it changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import ngettext

from workbench.standards.catalogue import STANDARDS, Standard
from workbench.standards.rules import Shown

QUARTER = 91  # days: thirteen weeks
EARLIEST = 2000


@dataclass(frozen=True)
class Period:
    """Two days; `fault` says why what somebody typed is not one ("day", "order"), and then they are the last quarter."""

    first: date
    last: date
    fault: str = ""

    @classmethod
    def of(cls, args: Mapping[str, str], today: date) -> "Period":
        """The days in an address, `from` and `to`; the last quarter where there are none. A day to come becomes today."""
        usual = cls(today - timedelta(days=QUARTER), today)
        try:
            last = min(_day(args.get("to", ""), today), today)
            first = _day(args.get("from", ""), last - timedelta(days=QUARTER))
        except ValueError:
            return cls(usual.first, usual.last, "day")
        return cls(first, last) if first < last else cls(usual.first, usual.last, "order")


def _day(typed: str, usual: date) -> date:
    """Raises ValueError where it is no day of this century."""
    day = date.fromisoformat(typed) if typed else usual
    if day.year < EARLIEST:
        raise ValueError(typed)
    return day


@dataclass(frozen=True)
class Then:
    """One casus over the period: for each standard how it stood on the first day (None: not kept then) and on the last."""

    name: str
    ref: str
    was: dict[int, Shown | None]
    now: dict[int, Shown]

    @property
    def is_known(self) -> bool:
        """Whether it is known how it stood on the first day."""
        return any(was is not None for was in self.was.values())

    @property
    def changed(self) -> bool:
        return self.is_known and any(was != self.now[number] for number, was in self.was.items())


@dataclass(frozen=True)
class Sum:
    """What happened with one standard in the plans of the team."""

    standard: Standard
    gained: int
    lost: int
    otherwise: int
    same: int
    unknown: int

    @property
    def words(self) -> str:
        """In a sentence; what did not happen is not said."""
        words = ", ".join(self._parts())
        return f"{words[:1].upper()}{words[1:]}."

    def _parts(self) -> Iterator[str]:
        if self.gained:
            yield ngettext("in %(num)s plan evidence came", "in %(num)s plans evidence came", self.gained)
        if self.lost:
            yield ngettext("in %(num)s plan evidence went or grew old", "in %(num)s plans evidence went or grew old", self.lost)
        if self.otherwise:
            yield ngettext("%(num)s plan changed otherwise", "%(num)s plans changed otherwise", self.otherwise)
        if self.same:
            yield ngettext("%(num)s plan stayed as it was", "%(num)s plans stayed as they were", self.same)
        if self.unknown:
            yield ngettext("of %(num)s plan it is not known", "of %(num)s plans it is not known", self.unknown)


def sums(rows: Sequence[Then]) -> list[Sum]:
    """For each standard in how many plans what happened. About plans, never about workers."""
    return [_sum(one, [(row.was[one.number], row.now[one.number]) for row in rows]) for one in STANDARDS]


def _sum(standard: Standard, pairs: Sequence[tuple[Shown | None, Shown]]) -> Sum:
    known = [(was, now) for was, now in pairs if was is not None]
    changed = [(was, now) for was, now in known if was != now]
    gained = sum(now is Shown.EVIDENCE for _was, now in changed)
    lost = sum(was is Shown.EVIDENCE for was, _now in changed)
    return Sum(standard, gained, lost, len(changed) - gained - lost, len(known) - len(changed), len(pairs) - len(known))
