"""What was opened between two moments, by whom, and about whom (security.md G.7).

Counted by the database from the log: the answer is as large as the number of different pages and people, never as the log.
Names of the people concerned are read last, one family at a time; who is protected stands first, because a leaked address
asks for a call today.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select, text

from workbench import audit, clock
from workbench.accounts.models import User
from workbench.audit import labels
from workbench.audit.events import EVENTS
from workbench.audit.models import OFFICE, AuditEntry
from workbench.casus.models import Casus, Person
from workbench.documents.language import in_dutch
from workbench.extensions import db
from workbench.reviews.models import Invitation
from workbench.web.filters import moment

audit.declare({"breach report made": _l("made a report for a breach")})


# The whole answer is wanted: counted in memory in one walk over the log, never by sorting ten million rows on disk.
WHOLE = "SET LOCAL work_mem = '256MB'; SET LOCAL cursor_tuple_fraction = 1"


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
        names = {row.id: row.name for row in db.session.execute(select(User.id, User.name))}
        total = 0
        if db.engine.dialect.name == "postgresql":
            db.session.execute(text(WHOLE))
        for chain, rows in groupby(db.session.execute(_counted(what)), key=lambda row: row.chain):
            yield ""
            yield from _heading(chain)
            for row in rows:
                total += row.times
                yield _line(row, names)
        yield ""
        yield f"Regels in het logboek: {total}"


def _counted(what: Asked) -> Any:
    """One row for each person and page, with how often, first and last; in the order of the families."""
    e = AuditEntry
    page = e.detail["page"].as_string().label("page")
    group = (e.chain, e.actor_kind, e.actor_id, e.event, e.outcome, e.record_type, page)
    asked_for = select(*group, func.count().label("times"), func.min(e.at).label("first"), func.max(e.at).label("last"))
    asked_for = asked_for.where(e.at >= what.since, e.at < what.until).group_by(*group)
    if what.actor_id is not None:
        asked_for = asked_for.where(e.actor_id == what.actor_id, e.actor_kind == "staff")
    if what.person_id is not None:
        asked_for = asked_for.where(e.actor_id == what.person_id, e.actor_kind == "participant")
    if what.casus_id is not None:
        asked_for = asked_for.where(e.chain == what.casus_id)
    return asked_for.order_by(*group).execution_options(yield_per=500)


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


def _line(row: Any, names: dict[int, str]) -> str:
    who = names.get(row.actor_id, "") if row.actor_kind == "staff" else {"system": "de werkbank"}.get(row.actor_kind, "")
    who = who or f"{'deelnemer' if row.actor_kind == 'participant' else 'iemand'} {row.actor_id}"
    about = labels.about(row.record_type, None, row.page or "")
    said = EVENTS.get(row.event, row.event)
    refused = " (geweigerd)" if row.outcome == "denied" else ""
    where = f" [{row.page}]" if row.page else ""
    return f"  {who} {said}{refused}: {about}{where}, {row.times} keer, {moment(row.first)} – {moment(row.last)}"


def note(what: Asked) -> None:
    """That the log was read for this stands in the log."""
    audit.record(
        "breach report made", None, by=audit.SYSTEM, action="R", since=what.since.isoformat(), until=what.until.isoformat(),
        actor=what.actor_id, person=what.person_id, of_casus=what.casus_id,
    )  # fmt: skip
    db.session.commit()
