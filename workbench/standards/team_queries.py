"""What the pages of a team read: one row a casus, whatever the number of casussen in the house (design.md 3.9, 7)."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import LargeBinary, bindparam, case, func, select, type_coerce

from workbench import clock
from workbench.accounts.models import Team, User
from workbench.accounts.settings import SETTINGS
from workbench.casus.models import Casus, Phase
from workbench.extensions import db
from workbench.meetings.models import Meeting
from workbench.standards import facts
from workbench.standards.attention import KINDS, Finding, Stored, findings
from workbench.standards.evidence import HELD
from workbench.standards.models import NUMBERS, Coverage, CoverageChange, Evidence, Question, Turn
from workbench.standards.period import Period, Then
from workbench.standards.queries import OUTDATED, OVER, STORED, read_states
from workbench.standards.rules import Shown, shown

NAME: Any = User.__table__.c.name.type
FINE = (Shown.EVIDENCE, Shown.LATER)  # needs nothing now
OVERDUE = "signals.overdue_days"


class Row(NamedTuple):
    """One casus in the team's overview: its ten states as they read today, the day of its oldest evidence, what cannot wait."""

    casus_id: int
    ref: str
    name: str
    phase: Phase
    worker_id: int
    worker: str
    shown: dict[int, Shown]
    newest: dict[int, date | None]
    open_questions: int
    findings: tuple[Finding, ...] = ()
    elements: tuple[str, ...] = ()  # of the approach, by their key

    @property
    def first_name(self) -> str:
        return self.worker.partition(" ")[0]

    @property
    def words(self) -> tuple[str, str, str]:
        """What is filled in where a row is drawn from pieces."""
        return self.ref, self.first_name, self.name

    @property
    def oldest(self) -> date:
        """The standard whose newest evidence is the oldest decides. A casus without any comes first."""
        return min((day for day in self.newest.values() if day is not None), default=date.min)

    @property
    def by_age(self) -> tuple[Any, ...]:
        """Oldest evidence first."""
        return self.oldest, self.casus_id

    @property
    def by_need(self) -> tuple[Any, ...]:
        """What cannot wait comes first, in the order of its kinds; never by how much of it there is. Then by age."""
        return (self.findings[0].order if self.findings else len(KINDS)), self.oldest, self.casus_id

    @property
    def fine(self) -> int:
        """How many standards need nothing now."""
        return sum(value in FINE for value in self.shown.values())

    def keys(self, only: int | None, opened: int | None) -> list[Any]:
        """The pieces this row is drawn from: its head, its questions, and its cells by number and state or "opened"."""
        shown = self.shown if only is None else {only: self.shown[only]}
        fine = self.fine if only is None else int(shown[only] in FINE)
        cells = [(number, state) if number != opened else "opened" for number, state in shown.items()]
        return [self.phase, ("asks", self.open_questions), ("fine", fine), *cells]

    @property
    def has_gaps(self) -> bool:
        return self.fine < len(self.shown)


@dataclass(frozen=True)
class TeamOverview:
    """A team, its open casussen with what cannot wait first, and after how many days evidence is old."""

    name: str
    rows: list[Row]
    days: int


def team_overview(team_id: int) -> TeamOverview:
    """The whole team in one statement: coverage with its casus and worker, and the terms of the house."""
    today = clock.today()
    found = list(db.session.execute(of_whole_team(), {"today": today, "team": team_id}))
    days, overdue = (SETTINGS[key].default if value is None else value
                     for key, value in ((OUTDATED, found[0].days), (OVERDUE, found[0].overdue)))
    fresh_from = today - timedelta(days=days)
    names: dict[bytes | None, str] = {None: ""}  # each worker's name is opened once
    for sealed in {one.worker for one in found} - names.keys():
        names[sealed] = NAME.process_result_value(sealed, db.engine.dialect)
    rows = [_row(one, names[one.worker], fresh_from, today, overdue) for one in found if one.id is not None]
    return TeamOverview(found[0].team, sorted(rows, key=lambda row: row.by_need), days)


@cache
def of_whole_team() -> Any:
    open_questions = (
        select(func.count(Question.id)).where(Question.casus_id == Casus.id, Question.turn != Turn.NOBODY).scalar_subquery()
    )
    c = Coverage
    return (
        select(
            Team.name.label("team"), facts.in_force(OUTDATED).label("days"), facts.in_force(OVERDUE).label("overdue"),
            Casus.id, Casus.ref, Casus.name, Casus.phase, Casus.worker_id, type_coerce(User.name, LargeBinary).label("worker"),
            open_questions.label("questions"), c.elements, c.objections, c.not_kept, c.triggers, c.signal_since,
            c.temporary_until, c.quiet_from, *STORED,
        )
        .select_from(Team).outerjoin(Casus, (Casus.team_id == Team.id) & Casus.status.not_in(OVER))
        .outerjoin(Coverage, Coverage.casus_id == Casus.id).outerjoin(User, User.id == Casus.worker_id)
        .where(Team.id == bindparam("team"))
    )  # fmt: skip


def _row(one: Any, worker: str, fresh_from: date, today: date, overdue: int) -> Row:
    states, newest = one[-20::2], one[-19::2]
    kept = one[-27:-21]
    return Row(
        one.id, one.ref, one.name, one.phase, one.worker_id, worker,
        read_states(states, newest, one.last_meeting_on, fresh_from), dict(zip(NUMBERS, newest, strict=True)), one.questions,
        tuple(findings(Stored(*kept), today, overdue)) if any(kept) else (),
        tuple(one.elements.split(",")) if one.elements else (),
    )  # fmt: skip


# --- over a period


@dataclass(frozen=True)
class TeamPeriod:
    """The team over a period, and since when the history of its casussen is kept."""

    name: str
    rows: list[Then]
    kept_since: date | None
    days: int  # after which evidence is old


def team_over(team_id: int, period: Period) -> TeamPeriod:
    """How the casussen that are open now stood on two days. Four statements whatever their number.

    A state is that of the last change up to the day. Whether its evidence was old then is told by the newest of: its day when
    the state changed, and the evidence there is now of before that day.
    """
    overview, today = team_overview(team_id), clock.today()
    of_team = select(Casus.id).where(Casus.team_id == team_id, Casus.status.not_in(OVER))
    c = CoverageChange
    changes = select(c.casus_id, c.standard, c.state, c.newest_on, c.changed_on).where(
        c.casus_id.in_(of_team), c.changed_on <= period.last)
    rows = list(db.session.execute(changes.order_by(c.id)))
    days = (period.first, period.last)
    evidence = _newest_on(Evidence.held_on, days, Evidence.casus_id.in_(of_team), Evidence.casus_id, Evidence.standard)
    meetings = _newest_on(Meeting.held_on, days, Meeting.casus_id.in_(of_team) & Meeting.status.in_(HELD), Meeting.casus_id)
    was, now = (
        _states_on(day, [one for one in rows if one.changed_on <= day], {key: found[at] for key, found in evidence.items()},
                   {key[0]: found[at] for key, found in meetings.items()}, day - timedelta(days=overview.days))
        for at, day in enumerate(days)
    )  # fmt: skip
    shown_now = {row.casus_id: row.shown for row in overview.rows} if period.last == today else now
    return TeamPeriod(overview.name, [
        Then(row.name, row.ref, {n: was.get(row.casus_id, {}).get(n) for n in NUMBERS},
             {n: shown_now.get(row.casus_id, {}).get(n, Shown.NONE) for n in NUMBERS})
        for row in sorted(overview.rows, key=lambda row: row.by_age)
    ], min((one.changed_on for one in rows), default=None), overview.days)  # fmt: skip


def _newest_on(column: Any, days: tuple[date, date], where: Any, *key: Any) -> dict[tuple[int, ...], tuple[Any, Any]]:
    """For each key the newest day up to the first of two days, and up to the last."""
    newest = [func.max(case((column <= day, column))) for day in days]
    return {tuple(row[:-2]): (row[-2], row[-1]) for row in db.session.execute(select(*key, *newest).where(where).group_by(*key))}


def _states_on(day: date, changes: list[Any], evidence: dict[tuple[int, ...], date | None],
               meetings: dict[int, date | None], fresh_from: date) -> dict[int, dict[int, Shown]]:  # fmt: skip
    """Casus → standard → how it read on that day, of the changes up to it, oldest first."""
    found: dict[int, dict[int, Shown]] = {}
    for one in {(one.casus_id, one.standard): one for one in changes}.values():
        newest = max(filter(None, (one.newest_on, evidence.get((one.casus_id, one.standard)))), default=None)
        found.setdefault(one.casus_id, {})[one.standard] = shown(
            one.standard, one.state, newest, meetings.get(one.casus_id), fresh_from)  # fmt: skip
    return found
