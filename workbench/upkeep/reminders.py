"""Who hears that something is waiting: colleagues of what asks for them, people of the network of a check or a link.

A mail says only that something is waiting: no name, no place, no number (GA7). Each is written once, whatever number of times
this runs: its key in the outbox says what it tells to whom. Everything of one run is written in one transaction with the seal
of the log, so that a run that dies has told nobody, and the next one tells everybody.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select

from workbench import audit, clock
from workbench.accounts import lockout, notices
from workbench.accounts.models import Reminders, User
from workbench.accounts.settings import setting
from workbench.agreements.models import Agreement
from workbench.agreements.rules import IN_USE
from workbench.audit.models import DailySeal
from workbench.casus.models import Casus, ContactKind, ContactPoint, Person
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.outbox import operations as outbox
from workbench.outbox.models import OutgoingMail
from workbench.overview.kinds import KINDS
from workbench.overview.today import Waiting, Where
from workbench.overview.waiting import OPEN, waiting
from workbench.plans.models import PlanVersion
from workbench.reviews import queries as reviews
from workbench.reviews.models import Invitation

AT_ONCE = {"ends", "expired"}  # a plan that ends does not wait until somebody's weekly mail


@dataclass
class Due:
    """What is waiting for one colleague."""

    user: User
    things: list[Waiting] = field(default_factory=list)

    @property
    def counts(self) -> Counter[str]:
        return Counter(one.kind.key for one in self.things)

    def __str__(self) -> str:
        """For the log of the machine: nobody's name or address, and what waits as the keys of `kinds.KINDS`."""
        said = ", ".join(f"{count} {key.replace('_', ' ')}" for key, count in sorted(self.counts.items()))
        return f"user {self.user.id}: {said}"


@dataclass(frozen=True)
class _Family:
    """Of a casus only whose it is: a reminder names no family."""

    id: int
    worker_id: int
    deputy_id: int | None
    supervisor_id: int | None
    name: str = ""


def due(today: date) -> list[Due]:
    """Per colleague: what asks for him or her today, by Vandaag's own table. Three statements, however many families."""
    asked = select(Casus.id, Casus.worker_id, Casus.deputy_id, Casus.supervisor_id).where(OPEN)
    families = {row.id: _Family(*row) for row in db.session.execute(asked)}
    users = {user.id: user for user in db.session.scalars(select(User).where(User.active))}
    found: dict[int, Due] = {}
    for one in (one for one in waiting(KINDS, families, today) if _asks_today(one, today)):
        for user_id in _whose(one):
            if user_id in users:
                found.setdefault(user_id, Due(users[user_id])).things.append(one)
    return sorted(found.values(), key=lambda one: one.user.id)


def _asks_today(one: Waiting, today: date) -> bool:
    """Good news asks nothing; a meeting of this week is told on its own day."""
    return one.kind.where is Where.FIRST or (one.kind.where is Where.WEEK and one.row.day == today)


def _whose(one: Waiting) -> set[int]:
    """The worker and who stands in; or the supervisor, for what asks for him or her."""
    if one.kind.supervisor:
        return {one.row.amount or one.family.supervisor_id or 0}
    return {one.family.worker_id, one.family.deputy_id or 0}


# --- colleagues


def tell(ones: Iterable[Due], today: date) -> int:
    """Put a mail in the outbox for everybody for whom something waits, as often as they chose. The caller commits."""
    written = [outbox.tell_colleague(one.user, key) for one in ones for key in keys_of(one, today)]
    return sum(mail is not None for mail in written)


def keys_of(one: Due, today: date) -> Iterator[str]:
    """What this colleague is told today, at most one mail: the day's, the week's, or once for each plan that ends."""
    if one.user.reminders is Reminders.DAILY:
        yield f"reminder:{one.user.id}:{today.isoformat()}"
    if one.user.reminders is Reminders.WEEKLY:
        ending = [thing for thing in one.things if thing.kind.key in AT_ONCE]
        for thing in ending:
            yield f"reminder:{one.user.id}:{thing.kind.key}:{thing.row.record}"
        if not ending:
            year, week, _day = today.isocalendar()
            yield f"reminder:{one.user.id}:{year}-W{week:02}"


def tell_of_tries() -> int:
    """Tell everybody at whose door somebody guessed, once a day. Not at the door: there it would show who has an account."""
    guessed = select(User).where(User.active, User.failed_sign_ins >= lockout.FREE_TRIES)
    found = list(db.session.scalars(guessed))
    for user in found:
        notices.tell(user, "tries", clock.today().isoformat())
    return len(found)


# --- people of the network


@dataclass(frozen=True)
class Message:
    """That something is waiting, for one person. `key` says what it is about, so that it is said once."""

    casus: Casus
    point: ContactPoint
    key: str


def messages(today: date, now: datetime) -> list[Message]:
    """Whom to tell that something is waiting, one mail a person a day (domain.md GA7, security.md D.8).

    Only who has a personal link that is open and a mail address that may be used; because a check of theirs is due, or
    because the link was given some days ago and there is no answer yet.
    """
    if setting("reminders.people") != "yes":
        return []
    found, points = [], _points()
    today_already = select(OutgoingMail.contact_point_id).where(OutgoingMail.created_at >= _begin_of(today))
    told = set(db.session.scalars(today_already.where(OutgoingMail.contact_point_id.is_not(None))))
    checks = _checks_due(today)
    for invitation, casus, version in _open_links(today, now):
        point = points.get(invitation.person_id)
        if point is None or point.id in told:
            continue
        key = _key(invitation, version, checks, now)
        if key is not None:
            told.add(point.id)
            found.append(Message(casus, point, key))
    return found


def _begin_of(today: date) -> datetime:
    return datetime.combine(today, datetime.min.time(), clock.AMSTERDAM)


def _points() -> dict[int, ContactPoint]:
    """The address to use of each person; whether it may be used is asked again when the mail is written and when it goes."""
    asked = select(ContactPoint).where(
        ContactPoint.kind == ContactKind.EMAIL, ContactPoint.withdrawn_on.is_(None), ContactPoint.person_id.is_not(None),
        ContactPoint.only_theirs,
    ).order_by(ContactPoint.id)  # fmt: skip
    return {point.person_id: point for point in db.session.scalars(asked) if point.person_id and not outbox.why_no_mail(point)}


def _open_links(today: date, now: datetime) -> list[Any]:
    """(link, casus, the version it shows) of each link that works now, the newest of each person."""
    shown = reviews.shown_version(today)
    asked = (
        select(Invitation, Casus, PlanVersion)
        .join(Casus, Casus.id == Invitation.casus_id)
        .join(PlanVersion, PlanVersion.id == shown)
        .join(Person, Person.id == Invitation.person_id)
        .where(OPEN, Invitation.revoked_at.is_(None), Invitation.locked_at.is_(None), Invitation.expires_at > now)
        .where(or_(Invitation.wait_until.is_(None), Invitation.wait_until <= now))
        .where(Person.ended_on.is_(None), Person.deceased.is_(False))
        .order_by(Invitation.person_id, Invitation.id.desc())
    )
    newest: dict[int, Any] = {}
    for row in db.session.execute(asked):
        newest.setdefault(row[0].person_id, row)
    return list(newest.values())


def _checks_due(today: date) -> dict[int, tuple[int, date]]:
    """Person → (agreement, day) of the check that is due first, today or tomorrow or since some days."""
    a = Agreement
    asked = select(a.id, a.checker_id, a.check_every_days, func.coalesce(a.last_check_on, a.starts_on).label("since"))
    asked = asked.where(a.status.in_(IN_USE), a.checker_id.is_not(None), a.check_every_days.is_not(None))
    found: dict[int, tuple[int, date]] = {}
    for row in db.session.execute(asked):
        day = row.since + timedelta(days=row.check_every_days) if row.since else None
        if day and day <= today + timedelta(days=1) and (row.checker_id not in found or day < found[row.checker_id][1]):
            found[row.checker_id] = (row.id, day)
    return found


def _key(invitation: Invitation, version: PlanVersion, checks: dict[int, tuple[int, date]], now: datetime) -> str | None:
    """What to tell this person that was not told before; None when there is nothing."""
    if invitation.person_id in checks:
        agreement, day = checks[invitation.person_id]
        key = f"check:{agreement}:{invitation.person_id}:{day.isoformat()}"
        if not outbox.is_written(key):
            return key
    waited = now - invitation.created_at >= timedelta(days=setting("reminders.answer_days"))
    key = f"unanswered:{invitation.id}"
    return key if waited and not outbox.is_written(key) and _has_open_question(invitation, version) else None


def _has_open_question(invitation: Invitation, version: PlanVersion) -> bool:
    """Whether an agreement on this person's page has no answer yet; no when the page cannot be shown."""
    try:
        answered = reviews.answered_texts(invitation.casus_id, invitation.person_id)
        return reviews.own_plan(version, invitation.person_id, answered).next_nr is not None
    except RuleBroken:
        return False


def write(found: Iterable[Message]) -> int:
    """Put these messages in the outbox. Returns how many; the caller commits."""
    written = [outbox.tell_person(one.casus, one.point, one.key, by=audit.SYSTEM) for one in found]
    return sum(mail is not None for mail in written)


def may_mail_now(now: datetime) -> bool:
    """Whether this is an hour at which people may get mail: not in the night, when a telephone wakes somebody else."""
    hour = clock.dutch_time(now).hour
    return bool(setting("reminders.first_hour") <= hour < setting("reminders.last_hour"))


# --- the log


def seal(today: date) -> DailySeal | None:
    """The seal over the log of this day; None when there is one already (decision 0003)."""
    if db.session.scalar(select(DailySeal.id).where(DailySeal.day == today)) is not None:
        return None
    return audit.seal_day(today)
