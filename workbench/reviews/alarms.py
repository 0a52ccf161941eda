"""What is odd about links: for the worker of a casus, and for who looks after the whole organisation (security.md D.7)."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import case, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from workbench import audit, clock
from workbench.audit.models import AuditEntry
from workbench.casus.models import Person
from workbench.extensions import db
from workbench.reviews import rules
from workbench.reviews.models import Channel, Invitation, ParticipantSession, UnknownLinks

ALARMS: dict[str, Any] = {
    "many unknown links": _l("Somebody tries addresses that are no link: more than 300 in a minute."),
    "many codes": _l("More than 200 codes were asked for in an hour. No more are sent until it is quieter."),
}
audit.declare(dict(ALARMS))
SHOWN = timedelta(days=30)
DAY = timedelta(days=1)


# --- for the organisation


def count_unknown(one: int) -> None:
    """Count an address that is no link (1), or do the same work for one that is (0). An alarm, at most once an hour."""
    now = clock.now()
    over = ~UnknownLinks.since.between(now - timedelta(minutes=1), now + clock.DRIFT)
    done = db.session.execute(
        update(UnknownLinks)
        .values(many=case((over, one), else_=UnknownLinks.many + one), since=case((over, now), else_=UnknownLinks.since))
        .returning(UnknownLinks.many)
        .execution_options(synchronize_session=False)
    ).first()
    if done is None:
        with suppress(IntegrityError), db.session.begin_nested():  # somebody else was first
            db.session.execute(insert(UnknownLinks).values(id=1, since=now, many=one))
    elif one and done.many > rules.UNKNOWN_A_MINUTE:
        raise_once("many unknown links", now)


def raise_once(name: str, now: datetime) -> None:
    """Write an alarm in the log of the office and in that of the server, unless the same was written in the last hour."""
    e = AuditEntry
    asked = select(e.at).where(e.event == name, e.chain == audit.OFFICE).order_by(e.seq.desc()).limit(1)
    last = db.session.scalar(asked)
    if last is None or not clock.is_young(last, rules.ALARM_EVERY):
        audit.record(name, by=audit.SYSTEM, action="E")
        current_app.logger.warning("links: %s", name)


def alarms(now: datetime) -> list[tuple[datetime, Any]]:
    """The alarms of the last month, newest first: (when, in words)."""
    asked = select(AuditEntry.at, AuditEntry.event).where(
        AuditEntry.chain == audit.OFFICE, AuditEntry.event.in_(ALARMS), AuditEntry.at > now - SHOWN
    )  # fmt: skip
    return [(row.at, ALARMS[row.event]) for row in db.session.execute(asked.order_by(AuditEntry.id.desc()).limit(50))]


# --- for the worker


@dataclass(frozen=True)
class Odd:
    """One link a worker should look at. `why`: locked, unsafe or browsers; `many` how many browsers."""

    invitation_id: int
    casus_id: int
    person_id: int
    why: str
    many: int = 0


def to_look_at(casus_ids: Iterable[int]) -> list[Odd]:
    """The links of these casussen with something odd nobody has looked at yet. One statement; for Vandaag too.

    Locked after ten wrong codes; closed by its owner because it is not safe; opened in more than two browsers in a day.
    """
    since = clock.now() - DAY
    seen = (
        select(ParticipantSession.invitation_id, func.count(ParticipantSession.browser.distinct()).label("many"),
               func.max(ParticipantSession.created_at).label("last"))
        .where(ParticipantSession.created_at > since, ParticipantSession.handed_by_id.is_(None))
        .group_by(ParticipantSession.invitation_id).subquery()
    )  # fmt: skip
    newer = select(func.max(Invitation.id)).where(
        Invitation.person_id == Person.id, Invitation.channel_code != Channel.HANDOVER
    ).correlate(Person).scalar_subquery()  # fmt: skip
    asked = (
        select(Invitation, seen.c.many, seen.c.last)
        .join(Person, Person.id == Invitation.person_id)
        .outerjoin(seen, seen.c.invitation_id == Invitation.id)
        .where(Invitation.casus_id.in_(list(casus_ids)), Invitation.id == newer)
        .order_by(Invitation.id)
    )
    rows = db.session.execute(asked).all()
    return [odd for link, many, last in rows for odd in _odd(link, many or 0, last)]


def _odd(link: Invitation, many: int, last: Any) -> Iterable[Odd]:
    seen = link.looked_at
    where = (link.id, link.casus_id, link.person_id)
    if link.locked_at is not None and (seen is None or seen < link.locked_at):
        yield Odd(*where, "locked")
    if link.revoked_why == "unsafe" and link.revoked_at is not None and (seen is None or seen < link.revoked_at):
        yield Odd(*where, "unsafe")
    if many > rules.MANY_BROWSERS and link.revoked_at is None and (seen is None or last is None or seen < last):
        yield Odd(*where, "browsers", many)
