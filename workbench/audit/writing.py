"""Writing the log: pending rows wait in the session and get their number, hash and place just before the commit."""

import hashlib
import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import g, has_request_context
from sqlalchemy import event, func, insert, select
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from workbench import clock
from workbench.audit.chain import hash_of, head, remember_head
from workbench.audit.events import EVENTS
from workbench.audit.models import OFFICE, AuditEntry
from workbench.crypto import keyring
from workbench.database import writing
from workbench.errors import LogUnavailable
from workbench.extensions import db

NORMAL, EMERGENCY, PRIVACY = "TT-F", "TF-T", "TF-F"  # may, has a relation with the family, consent, emergency: T, F or - each
TRIES = 24
LOCK = 7513  # which of PostgreSQL's advisory locks are those of the log; the second number is the chain


@dataclass
class Pending:
    """A row of the log that is still waiting for its commit. `record` is the thing it is about."""

    event: str
    chain: int
    casus: Any
    by: Any
    record: Any
    action: str
    outcome: str = "ok"
    checks: str = NORMAL
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ParticipantActor:
    """A participant who acts through a personal link; `id` is the person's."""

    id: int
    kind: str = "participant"
    role: str | None = None


@dataclass(frozen=True)
class System:
    """The workbench itself: a command, a reminder, an import."""

    id: None = None
    kind: str = "system"
    role: str | None = None


SYSTEM = System()
Listener = Callable[[Sequence[Pending]], None]
_listeners: list[Listener] = []
_counters: list[Listener] = []  # they run after the listeners, whatever was imported first


def on_changes(listener: Listener) -> Listener:
    """Call this with the changes of a transaction just before it is committed (design.md 3.9: coverage)."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def after_changes(listener: Listener) -> Listener:
    """The same, but after all who may change something themselves: for what is counted of the records as they then are."""
    if listener not in _counters:
        _counters.append(listener)
    return listener


def record(
    event: str, casus: Any = None, *, by: Any, record: Any = None, action: str = "U", four_checks: Any = NORMAL, **detail: Any
) -> None:
    """Note a change in the log, in this transaction. `detail` holds ids, counts and names of fields, never content."""
    if event not in EVENTS:
        raise ValueError(f"This event is not in the catalogue: {event!r}")
    if not db.session().in_transaction():
        db.session.begin()  # so that a rollback takes this row away too
    chain = casus.id if casus is not None else OFFICE
    _pending().append(Pending(event, chain, casus, by, record, action, checks=four_checks, detail=detail))


def record_read(casus: Any, *, by: Any, page: str, four_checks: str = NORMAL, **detail: Any) -> None:
    """Note that somebody is about to see a page of a casus, and commit that first. No log, no page (LogUnavailable)."""
    _write_now(Pending("page read", casus.id, casus, by, None, "R", checks=four_checks, detail={"page": page, **detail}))


def record_search(*, by: Any, term: str, found: int) -> None:
    """Note that somebody searched: a keyed hash of the words and how many were found, never the words."""
    ring = keyring()
    digest = hmac.digest(ring.derived("search terms"), term.casefold().encode(), hashlib.sha256).hex()[:24]
    _write_now(Pending("searched", OFFICE, None, by, None, "R", detail={"term": digest, "found": found}))


def record_denied(casus: Any, *, by: Any, page: str) -> None:
    """Note that a page was refused, in a transaction of its own."""
    db.session.rollback()
    chain = casus.id if casus is not None else OFFICE
    _write_now(Pending("access refused", chain, casus, by, None, "R", "denied", "FF-F", {"page": page}))


def _write_now(pending: Pending) -> None:
    """Write one row at once. Two people who read at the same moment want the same number: the later one takes the next."""
    heads = dict(db.session.info.get("heads", {}))
    db.session.commit()  # ends the reading transaction; the write below begins its own
    db.session.info["heads"] = heads
    for nr in range(TRIES):
        try:
            with writing():
                _queue_up(pending.chain, nr)
                _insert([pending])
                db.session.commit()
            return
        except IntegrityError:
            db.session.rollback()  # forgets the head, so that the next try reads it anew
        except OperationalError as error:
            db.session.rollback()
            raise LogUnavailable from error
    raise LogUnavailable


def _queue_up(chain: int, nr: int) -> None:
    """Somebody was first: from the second try on wait one after another for the next number, so that nobody tries in vain."""
    if nr and db.session.connection().dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(LOCK, chain)))


def _pending() -> list[Pending]:
    waiting: list[Pending] = db.session.info.setdefault("audit", [])
    return waiting


def _row(pending: Pending, seq: int) -> dict[str, Any]:
    about = pending.record
    role = getattr(pending.by, "role", None)
    return {
        "chain": pending.chain, "seq": seq, "at": clock.now(), "event": pending.event, "action": pending.action,
        "outcome": pending.outcome, "checks": pending.checks, "actor_id": getattr(pending.by, "id", None),
        "actor_kind": getattr(pending.by, "kind", "staff"), "actor_role": getattr(role, "value", role),
        "record_type": about.__tablename__ if about is not None else None,
        "record_id": getattr(about, "id", None), "record_version": getattr(about, "version", None),
        "request_id": g.get("request_id") if has_request_context() else None,
        "detail": pending.detail, "key_id": keyring().current,
    }  # fmt: skip


def _insert(waiting: Sequence[Pending]) -> None:
    rows = []
    for pending in waiting:
        seq, previous = head(pending.chain)
        row = _row(pending, seq + 1)
        row["prev_hash"], row["hash"] = previous, hash_of(row, previous)
        remember_head(pending.chain, row["seq"], row["hash"])
        rows.append(row)
    db.session.execute(insert(AuditEntry), rows)


def _insert_beside_readers(waiting: Sequence[Pending]) -> None:
    """Write the rows; on PostgreSQL somebody who read a page meanwhile may have taken the number: then take the next."""
    connection = db.session.connection()
    if connection.dialect.name == "sqlite":  # its write lock was taken when the transaction began
        return _insert(waiting)
    for nr in range(TRIES):
        try:
            with connection.begin_nested():
                for chain in sorted({pending.chain for pending in waiting}):
                    _queue_up(chain, nr)
                return _insert(waiting)
        except IntegrityError:
            db.session.info.pop("heads", None)
    raise LogUnavailable


@event.listens_for(Session, "before_commit")
def _write_pending(session: Session) -> None:
    waiting: list[Pending] = session.info.get("audit", [])
    if waiting:
        session.flush()
        for listener in (*_listeners, *_counters):
            listener(waiting)
        session.flush()
        _insert_beside_readers(waiting)
        session.info["audit"] = []


@event.listens_for(Session, "after_commit")
@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop("heads", None)
    session.info.pop("audit", None)
