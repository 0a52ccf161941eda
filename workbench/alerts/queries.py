"""The last hour of the log, what is usual for somebody, and which alerts somebody has to look at."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select

from workbench.accounts.models import Role, User
from workbench.alerts import rules
from workbench.alerts.models import Alert, AlertLook
from workbench.audit.models import AuditEntry
from workbench.casus.models import Casus
from workbench.emergency.models import Seat
from workbench.emergency.queries import seat_of
from workbench.extensions import db

AtOf = dict[int, list[rules.Line]]


def _lines(*where: ColumnElement[bool]) -> AtOf:
    """Colleague → lines the rules look at, from old to new. One statement."""
    e = AuditEntry
    asked = select(e.actor_id, e.at, e.event, e.outcome, e.chain, e.detail).where(
        *where, e.actor_kind == "staff", e.actor_id.is_not(None), or_(e.event.in_(rules.EVENTS), e.outcome == "denied")
    ).order_by(e.at, e.id)  # fmt: skip
    found: AtOf = defaultdict(list)
    for row in db.session.execute(asked):
        page = str(row.detail.get("page", ""))
        found[row.actor_id].append(rules.Line(row.at, row.event, row.outcome, row.chain, page))
    return found


def last_hour(now: datetime) -> AtOf:
    """What everybody did in the last hour."""
    return _lines(AuditEntry.at > now - rules.HOUR, AuditEntry.at <= now)


def before(user_ids: Iterable[int], now: datetime) -> AtOf:
    """What these colleagues did in the weeks before that hour."""
    begin, end = now - rules.HOUR - rules.LOOKS_BACK, now - rules.HOUR
    return _lines(AuditEntry.actor_id.in_(list(user_ids)), AuditEntry.at > begin, AuditEntry.at <= end)


def said_already(now: datetime) -> set[tuple[int, str]]:
    """(colleague, rule) of what was said in the last hour."""
    asked = select(Alert.user_id, Alert.rule).where(Alert.raised_at > now - rules.HOUR)
    return {(row.user_id, row.rule) for row in db.session.execute(asked)}


def who_is_told(about: User) -> list[User]:
    """The privacy officers and the supervisors of the team, never the colleague it is about.

    Who guards the privacy has no team: then every supervisor is asked.
    """
    u = User
    ways = [u.role == Role.PRIVACY_OFFICER, and_(u.role == Role.SUPERVISOR, u.team_id == (about.team_id or 0))]
    if about.role is Role.PRIVACY_OFFICER:
        ways.append(u.role == Role.SUPERVISOR)
    return list(db.session.scalars(select(u).where(u.active, u.id != about.id, or_(*ways)).order_by(u.id)))


# --- for who looks


@dataclass(frozen=True)
class Raised:
    """One alert as it stands in a list."""

    alert: Alert
    who: str
    looks: tuple[tuple[AlertLook, str], ...] = ()  # (look, by whom)

    @property
    def rule(self) -> rules.Rule:
        return rules.BY_KEY[self.alert.rule]

    def look_of(self, seat: Seat) -> AlertLook | None:
        """What was said for this seat; None when nobody looked yet."""
        return next((one for one, _by in self.looks if one.seat is seat), None)


def in_view_of(user: User) -> ColumnElement[bool]:
    """What somebody may look at: the privacy officer all, a supervisor the own team's and a privacy officer's; never own."""
    theirs = Alert.user_id != user.id
    if user.role is Role.PRIVACY_OFFICER:
        return theirs
    return and_(theirs, or_(Alert.team_id == (user.team_id or 0), User.role == Role.PRIVACY_OFFICER))


def _asked(*columns: Any) -> Select[Any]:
    return select(*columns).select_from(Alert).join(User, User.id == Alert.user_id)


def waits_for(user: User) -> Select[Any]:
    """(id, moment, rule) of what waits for this person's look."""
    looked = exists().where(AlertLook.alert_id == Alert.id, AlertLook.seat == seat_of(user))
    return _asked(Alert.id, Alert.raised_at, Alert.rule).where(in_view_of(user), ~looked)


def to_look_at(user: User, alert_id: int | None = None) -> list[Raised]:
    """Everything this person may look at, or one of it, newest first, with what was said of it. Two statements."""
    asked = _asked(Alert, User.name).where(in_view_of(user)).order_by(Alert.id.desc())
    rows = db.session.execute((asked.where(Alert.id == alert_id) if alert_id else asked).limit(200)).all()
    said = select(AlertLook, User.name).join(User, User.id == AlertLook.by_id)
    looks: dict[int, list[tuple[AlertLook, str]]] = defaultdict(list)
    for look, by in db.session.execute(said.where(AlertLook.alert_id.in_([row[0].id for row in rows])).order_by(AlertLook.id)):
        looks[look.alert_id].append((look, by))
    return [Raised(row[0], row[1], tuple(looks[row[0].id])) for row in rows]


def lines_of(one: Raised, reader: User) -> list[tuple[AuditEntry, str]]:
    """(line of the log, reference of the family) of what the alert counted, oldest first; at most 300.

    The reference only where the reader may know of the family: a supervisor those of the own team, the privacy officer all.
    """
    e, rule = AuditEntry, one.rule
    asked = select(e, Casus.ref, Casus.team_id).outerjoin(Casus, Casus.id == e.chain).where(
        e.actor_id == one.alert.user_id, e.actor_kind == "staff", e.at >= one.alert.since, e.at <= one.alert.until,
        or_(e.event.in_(rules.EVENTS), e.outcome == "denied"),
    ).order_by(e.at, e.id)  # fmt: skip
    everything = reader.role is Role.PRIVACY_OFFICER
    found = []
    for entry, ref, team_id in db.session.execute(asked.limit(2000)):
        line = rules.Line(entry.at, entry.event, entry.outcome, entry.chain, str(entry.detail.get("page", "")))
        if rule.counts(line) is not None:
            found.append((entry, (ref or "") if everything or team_id == reader.team_id else ""))
    return found[:300]
