"""A month of the log of one team, with what stands out in it, and which months still have to be looked at."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, func, or_, select

from workbench import clock
from workbench.accounts.models import Role, Team, User
from workbench.audit.models import OFFICE, AuditEntry
from workbench.audit.queries import Sentence, sentences
from workbench.casus.models import Casus
from workbench.emergency.models import Seat
from workbench.emergency.queries import seat_of
from workbench.extensions import db
from workbench.log_review import rules
from workbench.log_review.models import LogReview

LEADS = (Role.SUPERVISOR, Role.BEHAVIOURAL_SCIENTIST)
HANDED_ON = ("casus assigned", "casus to another team")


@dataclass(frozen=True)
class Shown:
    """What stands out, as it is read: who, which family, the sentence of the log, how many lines."""

    hit: rules.Hit
    who: str
    ref: str
    family: str
    sentence: Sentence | None


@dataclass(frozen=True)
class Month:
    """One month of one team."""

    team: Team
    month: date
    lines: int
    shown: list[Shown]
    own: int  # what stands out of who looks: somebody else looks at that
    looks: list[tuple[LogReview, str]]

    def of(self, key: str) -> list[Shown]:
        """What one rule found."""
        return [one for one in self.shown if one.hit.rule == key]


def month_of(team: Team, month: date, user: User) -> Month:
    """The month as this person sees it. Six statements, however long the log."""
    people = {row.id: row for row in db.session.execute(select(User.id, User.name, User.role, User.team_id))}
    casussen = {row.id: row for row in db.session.execute(_casussen(team))}
    entries = list(db.session.execute(_lines(team, month)))
    lines = [_line(row) for row in entries]
    leads = {one.id: one.team_id for one in people.values() if one.role in LEADS and one.team_id}
    officers = frozenset(one.id for one in people.values() if one.role is Role.PRIVACY_OFFICER)
    known = rules.Known(_families(casussen), leads, officers)
    hits = rules.stands_out(lines, known)
    theirs = [hit for hit in hits if hit.actor != user.id]
    first = {(row.chain, row.seq) for hit in theirs for row in hit.lines[:1]}
    said = _sentences(first, {key: one.name for key, one in people.items()})
    shown = [_shown(hit, people, casussen, said, named=user.role is not Role.PRIVACY_OFFICER) for hit in theirs]
    return Month(team, month, len(lines), shown, len(hits) - len(theirs), looks_at(team, month))


def _casussen(team: Team) -> Any:
    asked = select(Casus.id, Casus.ref, Casus.name, Casus.team_id, Casus.worker_id, Casus.deputy_id,
                   Casus.behavioural_scientist_id, Casus.closed_on)  # fmt: skip
    return asked.where(Casus.team_id == team.id)


def _lines(team: Team, month: date) -> Any:
    """The lines of staff in the casussen of the team, and in the office those of its people."""
    e = AuditEntry
    of_team = select(Casus.id).where(Casus.team_id == team.id)
    ours = select(User.id).where(User.team_id == team.id)
    begin, end = (datetime.combine(day, datetime.min.time(), clock.AMSTERDAM) for day in (month, rules.following(month)))
    return (
        select(e.chain, e.seq, e.at, e.event, e.outcome, e.checks, e.actor_id, e.detail)
        .where(e.at >= begin, e.at < end, e.actor_kind == "staff", e.actor_id.is_not(None))
        .where(or_(e.chain.in_(of_team), and_(e.chain == OFFICE, e.actor_id.in_(ours))))
        .order_by(e.id)
    )


def _line(row: Any) -> rules.Line:
    page = str(row.detail.get("page", ""))
    return rules.Line(row.chain, row.seq, row.at, row.event, row.outcome, row.checks, row.actor_id, page)


def _families(casussen: dict[int, Any]) -> dict[int, rules.Family]:
    """Whose each casus is and was: what it is now, and backwards through what the log says of handing it on."""
    e = AuditEntry
    asked = select(e.chain, e.at, e.detail).where(e.event.in_(HANDED_ON), e.chain.in_(list(casussen))).order_by(e.id)
    handed: dict[int, list[Any]] = defaultdict(list)
    for row in db.session.execute(asked):
        handed[row.chain].append(row)
    return {key: _family(one, handed[key]) for key, one in casussen.items()}


def _family(casus: Any, handed: list[Any]) -> rules.Family:
    spans = [rules.Span(None, casus.team_id, frozenset(filter(None, (casus.worker_id, casus.deputy_id))))]
    for row in reversed(handed):
        said = row.detail
        if "was_worker" in said:
            team = said.get("was_team", spans[0].team)
            spans.insert(0, rules.Span(row.at, team, frozenset(filter(None, (said["was_worker"], said["was_deputy"])))))
    return rules.Family(tuple(spans), casus.behavioural_scientist_id, casus.closed_on)


def _sentences(wanted: set[tuple[int, int]], names: dict[int, str]) -> dict[tuple[int, int], Sentence]:
    """The first line of each hit in words; one statement."""
    e = AuditEntry
    asked = select(e).where(e.chain.in_({chain for chain, _seq in wanted}), e.seq.in_({seq for _chain, seq in wanted}))
    entries = [one for one in db.session.scalars(asked) if (one.chain, one.seq) in wanted]
    return {(one.chain, one.seq): said for one, said in zip(entries, sentences(entries, names), strict=True)}


def _shown(hit: rules.Hit, people: Any, casussen: Any, said: Any, *, named: bool) -> Shown:
    casus = casussen.get(hit.chain)
    who = people[hit.actor].name if hit.actor in people else ""
    first = hit.lines[0]
    family = (casus.name if named else casus.ref) if casus else ""
    return Shown(hit, who, casus.ref if casus else "", family, said.get((first.chain, first.seq)))


def looks_at(team: Team, month: date) -> list[tuple[LogReview, str]]:
    """(look, by whom) of every look through this month, newest first."""
    r = LogReview
    asked = select(r, User.name).join(User, User.id == r.by_id).where(r.team_id == team.id, r.month == month)
    return [(row[0], row[1]) for row in db.session.execute(asked.order_by(r.id.desc()))]


@dataclass(frozen=True)
class Waiting:
    """A month of a team that nobody looked through for this seat."""

    team_id: int
    team: str
    month: date
    late: bool


def teams_of(user: User) -> Any:
    """The teams this person looks at."""
    asked = select(Team).order_by(Team.name)
    return asked if seat_of(user) is Seat.PRIVACY_OFFICER else asked.where(Team.id == (user.team_id or 0))


def waiting(user: User) -> list[Waiting]:
    """Which months wait for this person, the oldest first. One statement."""
    r, today = LogReview, clock.today()
    first = select(func.min(AuditEntry.at)).scalar_subquery()
    asked = teams_of(user).with_only_columns(Team.id, Team.name, r.month, first.label("first"))
    rows = list(db.session.execute(asked.outerjoin(r, and_(r.team_id == Team.id, r.seat == seat_of(user)))))
    done = {(row.id, row.month) for row in rows}
    teams = {row.id: (row.name, row.first) for row in rows if row.first is not None}
    return [
        Waiting(team_id, name, month, rules.is_late(month, today))
        for team_id, (name, began) in teams.items()
        for month in reversed(rules.months_between(clock.dutch_time(began).date(), today))
        if (team_id, month) not in done
    ]


def team_for(user: User, team_id: int) -> Team | None:
    """A team this person may look at."""
    return db.session.scalar(teams_of(user).where(Team.id == team_id))


def history(user: User) -> list[tuple[LogReview, str, str]]:
    """(look, team, by whom) of every look in the teams of this person, newest month first."""
    asked = teams_of(user).with_only_columns(LogReview, Team.name, User.name).join(LogReview, LogReview.team_id == Team.id)
    asked = asked.join(User, User.id == LogReview.by_id).order_by(None).order_by(LogReview.month.desc(), LogReview.id.desc())
    return [(row[0], row[1], row[2]) for row in db.session.execute(asked.limit(100))]
