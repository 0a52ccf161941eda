"""The start page: what asks for a worker today, this week, and what went well; and the same for a supervisor's team."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time

from flask import current_app, url_for
from flask_babel import gettext as _

from workbench import clock
from workbench.access import Permission, allows
from workbench.accounts.models import User
from workbench.overview import families
from workbench.overview.families import FamilyLine
from workbench.overview.today import Kind, Todo, Waiting, Where, by_kind
from workbench.successes.queries import KeptRun, kept_runs


@dataclass(frozen=True)
class Line:
    """One thing that waits, as it stands on the page."""

    family: FamilyLine
    todo: Todo
    url: str
    waiting: Waiting


@dataclass(frozen=True)
class Day:
    """The day of a worker."""

    families: list[FamilyLine]
    first: list[Line]
    week: list[tuple[date, list[Line]]]
    good: list[Line]
    runs: list[tuple[FamilyLine, KeptRun]]
    counts: list[tuple[Kind, int]]
    only: str = ""

    @property
    def now(self) -> Line | None:
        """The first meeting of today."""
        return next((line for day, lines in self.week if day == clock.today() for line in lines), None)

    @property
    def urls(self) -> dict[str, str]:
        """Where the things of one kind stand alone."""
        return {kind.key: url_for("overview.today", only=kind.key) for kind, _count in self.counts}

    def of(self, family: FamilyLine) -> Line | None:
        """What asks first in this family."""
        return next((line for line in self.first if line.family.id == family.id), None)

    def many(self, one: Line) -> int:
        """How many of this kind wait in its family."""
        return sum(line.family.id == one.family.id and line.waiting.kind is one.waiting.kind for line in self.first)


def day_of(user: User, only: str = "") -> Day:
    """The day of this worker, in four statements whatever the number of families; `only`: the key of one kind."""
    mine = families.families_of(user)
    lines = [_line(one, user) for one in families.waiting_in(mine, user) if not one.kind.supervisor]
    first = [line for line in lines if line.waiting.kind.where is Where.FIRST]
    by_id = {family.id: family for family in mine}
    counts = by_kind(line.waiting for line in first)
    return Day(
        mine, first, list(_by_day(lines)), [line for line in lines if line.waiting.kind.where is Where.GOOD],
        [(by_id[run.casus_id], run) for run in kept_runs(families.in_sight_of(user)) if by_id[run.casus_id].is_open], counts,
        only if only in {kind.key for kind, _count in counts} else "",
    )  # fmt: skip


def _by_day(lines: Iterable[Line]) -> Iterator[tuple[date, list[Line]]]:
    days: dict[date, list[Line]] = {}
    for line in lines:
        if line.waiting.kind.where is Where.WEEK and line.waiting.row.day:
            days.setdefault(line.waiting.row.day, []).append(line)
    for day in sorted(days):
        yield day, sorted(days[day], key=lambda one: (one.waiting.row.starts or time.min))


def _line(one: Waiting, user: User) -> Line:
    todo = one.todo(clock.today(), may_change=_may_change(one, user))
    return Line(one.family, todo, url_for(todo.endpoint, ref=one.family.ref, _anchor=todo.anchor or None, **todo.values), one)


def _may_change(one: Waiting, user: User) -> bool:
    """Whether this person may open the page on which it is mended; a place without a declaration is nobody's."""
    declared = getattr(current_app.view_functions.get(one.kind.place(one.row)[0]), "access", None)
    theirs = one.kind.supervisor or not allows(user, Permission.SEE_TEAM)  # what asks for a worker, a supervisor only reads
    return declared is Permission.SEE_CASUS or (isinstance(declared, Permission) and theirs)


# --- the supervisor's


@dataclass(frozen=True)
class FamilyAsks:
    """What waits in one family, by kind, each with where to read it."""

    family: FamilyLine
    asks: list[tuple[Kind, int, str]]


@dataclass(frozen=True)
class TeamDay:
    """The day of a team: what asks for the supervisor, and what waits in the families, worker by worker, in order of names."""

    own: list[Line]
    workers: list[tuple[str, list[FamilyAsks]]]
    counts: list[tuple[Kind, int]]
    busy: int  # families in which something waits
    calm: int  # and in which nothing does


def team_day_of(user: User) -> TeamDay:
    """In two statements. Never a number per worker: what waits is a fact of a family (design.md 1)."""
    team = [family for family in families.families_of(user) if family.is_open]
    found = families.waiting_in(team, user)
    shared = [one for one in found if not one.kind.supervisor and one.kind.where is Where.FIRST]
    asking = [_family_asks(family, shared) for family in team if any(one.family is family for one in shared)]
    by_worker: dict[int, list[FamilyAsks]] = {}
    for one in asking:
        by_worker.setdefault(one.family.worker_id, []).append(one)
    workers = sorted(((lines[0].family.worker, lines) for lines in by_worker.values()), key=lambda pair: pair[0].casefold())
    own = [_line(one, user) for one in found if one.kind.supervisor]
    return TeamDay(own, workers, by_kind(shared), len(asking), len(team) - len(asking))


def _family_asks(family: FamilyLine, shared: list[Waiting]) -> FamilyAsks:
    counts = by_kind(one for one in shared if one.family is family)
    return FamilyAsks(family, [(kind, count, url_for(kind.room, ref=family.ref)) for kind, count in counts])


def greeting(name: str) -> str:
    """Good morning, afternoon or evening, by the clock in the Netherlands."""
    hour = clock.dutch_time(clock.now()).hour
    if 6 <= hour < 12:
        return _("Good morning %(name)s", name=name)
    return _("Good afternoon %(name)s", name=name) if 12 <= hour < 18 else _("Good evening %(name)s", name=name)
