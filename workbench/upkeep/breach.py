"""What was opened between two moments, by whom, and about whom (security.md G.7).

Counted from the log (breach_counts.py): the answer is as large as the number of different pages and people, never as the log.
Names of the people concerned are read last, one family at a time; who is protected stands first, because a leaked address
asks for a call today.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, select

from workbench import audit, clock
from workbench.accounts.models import User
from workbench.audit import labels
from workbench.audit.events import EVENTS
from workbench.audit.models import OFFICE, AuditEntry
from workbench.casus.models import Casus, Person
from workbench.clock import dutch_time
from workbench.documents.language import in_dutch
from workbench.extensions import db
from workbench.reviews.models import Invitation
from workbench.upkeep.breach_counts import Count, counts
from workbench.web.filters import day, moment

audit.declare({"breach report made": _l("made a report for a breach")})


class NotThere(Exception):
    """The colleague, link or casus that was asked for does not exist."""


@dataclass(frozen=True)
class Asked:
    """Which part of the log."""

    since: datetime
    until: datetime
    actor_id: int | None = None
    person_id: int | None = None  # behind a personal link
    casus_id: int | None = None


def asked(since: datetime, until: datetime | None, *, actor: str | None, link: int | None, ref: str | None) -> Asked:
    """Raises NotThere when one of them does not exist."""
    end = _whole_day(until) if until else clock.now()
    user = _one(select(User.id).where(User.email == actor), actor, f"There is nobody with the address {actor}")
    person = _one(select(Invitation.person_id).where(Invitation.id == link), link, f"There is no link {link}")
    casus = _one(select(Casus.id).where(Casus.ref == ref), ref, f"There is no casus {ref}")
    return Asked(since.replace(tzinfo=clock.AMSTERDAM), end, user, person, casus)


def _whole_day(until: datetime) -> datetime:
    here = until.replace(tzinfo=clock.AMSTERDAM, fold=1)  # of an hour that comes twice, all of it
    return here + timedelta(days=1) if (until.hour, until.minute) == (0, 0) else here


def _one(statement: Any, given: Any, why: str) -> int | None:
    if given is None:
        return None
    found = db.session.scalar(statement)
    if found is None:
        raise NotThere(why)
    return int(found)


def report(what: Asked) -> Iterator[str]:
    """The report, line by line, in Dutch."""
    with in_dutch():
        yield f"Van {moment(what.since)} tot {moment(what.until)}"
        line, total = _Lines(), 0
        for chain, counted in groupby(counts(_part(what)), key=lambda one: one.chain):
            yield ""
            yield from _heading(chain)
            for one in counted:
                total += one.times
                yield line(one)
        yield ""
        yield f"Regels in het logboek: {total}"


def _part(what: Asked) -> list[ColumnElement[bool]]:
    """Which rows of the log were asked for."""
    e = AuditEntry
    here = [e.at >= what.since, e.at < what.until]
    if what.actor_id is not None:
        here += [e.actor_id == what.actor_id, e.actor_kind == "staff"]
    if what.person_id is not None:
        here += [e.actor_id == what.person_id, e.actor_kind == "participant"]
    if what.casus_id is not None:
        here.append(e.chain == what.casus_id)
    return here


def _heading(chain: int) -> Iterator[str]:
    if chain == OFFICE:
        yield "Buiten een dossier"
        return
    casus = db.session.get(Casus, chain)
    if casus is None:
        yield f"Dossier {chain}: gewist"
        return
    people = list(db.session.scalars(select(Person).where(Person.casus_id == chain).order_by(Person.id)))
    secret = [one.full_name for one in people if one.protected]
    yield f"{casus.name} ({casus.ref})"
    if secret:
        yield "  BEL VANDAAG, gegevens afgeschermd: " + ", ".join(secret)
    yield "  Over: " + ", ".join(one.full_name for one in people if not one.protected)
    db.session.expunge_all()


class _Lines:
    """A line of the report; what comes back in line after line is put in words once: names, days, and what was done."""

    def __init__(self) -> None:
        self._names = {row.id: row.name for row in db.session.execute(select(User.id, User.name))}
        self._day = lru_cache(4000)(day)
        self._said = lru_cache(4000)(_said)

    def __call__(self, one: Count) -> str:
        return f"  {self._who(one)} {self._said(*one[3:7])}, {one.times} keer, {self._at(one.first)} – {self._at(one.last)}"

    def _who(self, one: Count) -> str:
        if one.actor_kind == "system":
            return "de werkbank"
        known = self._names.get(one.actor_id or 0) if one.actor_kind == "staff" else None
        return known or f"{'deelnemer' if one.actor_kind == 'participant' else 'iemand'} {one.actor_id}"

    def _at(self, moment: datetime) -> str:
        here = dutch_time(moment)
        return f"{self._day(here.date())}, {here:%H.%M} uur"


def _said(event: str, outcome: str, record_type: str | None, page: str | None) -> str:
    """What was done, and with what."""
    refused = " (geweigerd)" if outcome == "denied" else ""
    where = f" [{page}]" if page else ""
    return f"{EVENTS.get(event, event)}{refused}: {labels.about(record_type, None, page or '')}{where}"


def note(what: Asked) -> None:
    """That the log was read for this stands in the log."""
    audit.record(
        "breach report made", None, by=audit.SYSTEM, action="R", since=what.since.isoformat(), until=what.until.isoformat(),
        actor=what.actor_id, person=what.person_id, of_casus=what.casus_id,
    )  # fmt: skip
    db.session.commit()
