"""The hash chain: each row of a casus's log is keyed to the one before it, so that a change, a gap or a swap shows."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute

from workbench import clock
from workbench.audit.models import AuditEntry, DailySeal
from workbench.crypto import keyring
from workbench.extensions import db

START = b"\x00" * 32
CHAINED = (
    "chain", "seq", "at", "event", "action", "outcome", "checks", "actor_id", "actor_kind", "actor_role", "record_type",
    "record_id", "record_version", "request_id", "detail", "key_id",
)  # fmt: skip


def head_of(chain: ColumnElement[int] | InstrumentedAttribute[int]) -> tuple[Any, Any]:
    """Two scalar sub-selects for the last number and hash of a chain; they ride along with another statement."""
    last = select(AuditEntry.seq).where(AuditEntry.chain == chain).order_by(AuditEntry.seq.desc()).limit(1)
    value = select(AuditEntry.hash).where(AuditEntry.chain == chain).order_by(AuditEntry.seq.desc()).limit(1)
    return last.scalar_subquery(), value.scalar_subquery()


def remember_head(chain: int, seq: int | None, value: bytes | None) -> None:
    """Keep a chain's head for the rest of this transaction."""
    db.session.info.setdefault("heads", {})[chain] = (seq or 0, bytes(value) if value else START)


def head(chain: int) -> tuple[int, bytes]:
    """The head of a chain: remembered, or read now."""
    known = db.session.info.setdefault("heads", {})
    if chain not in known:
        asked = select(AuditEntry.seq, AuditEntry.hash).where(AuditEntry.chain == chain)
        found = db.session.execute(asked.order_by(AuditEntry.seq.desc()).limit(1)).first()
        known[chain] = (found.seq, bytes(found.hash)) if found else (0, START)
    return known[chain]


def hash_of(row: dict[str, Any], previous: bytes) -> bytes:
    """HMAC-SHA256 over the hash before and the row in canonical JSON, with the key of the log."""
    text = json.dumps({name: row[name] for name in CHAINED}, sort_keys=True, ensure_ascii=False, default=_plain)
    key = keyring().derived("audit", row["key_id"])
    return hmac.digest(key, previous + text.encode(), hashlib.sha256)


def _plain(value: Any) -> str:
    return value.isoformat()


def verify() -> Iterator[str]:
    """Walk every chain and yield a sentence for the first fault of each: a change, a gap, a wrong link, a cut tail."""
    expected: dict[int, tuple[int, bytes]] = {}
    broken: set[int] = set()
    for entry in db.session.scalars(
        select(AuditEntry).order_by(AuditEntry.chain, AuditEntry.seq).execution_options(yield_per=500)
    ):
        if entry.chain in broken:
            continue
        seq, previous = expected.get(entry.chain, (0, START))
        row = {name: getattr(entry, name) for name in CHAINED}
        if entry.seq != seq + 1 or bytes(entry.prev_hash) != previous or bytes(entry.hash) != hash_of(row, previous):
            broken.add(entry.chain)
            yield f"chain {entry.chain}: row {seq + 1} is missing or was changed"
        expected[entry.chain] = (entry.seq, bytes(entry.hash))
    yield from _seal_faults()


def _heads() -> list[tuple[int, int, bytes]]:
    last = select(AuditEntry.chain, func.max(AuditEntry.seq).label("seq")).group_by(AuditEntry.chain).subquery()
    asked = select(AuditEntry.chain, AuditEntry.seq, AuditEntry.hash).join(
        last, (last.c.chain == AuditEntry.chain) & (last.c.seq == AuditEntry.seq)
    )
    return [(chain, seq, bytes(value)) for chain, seq, value in db.session.execute(asked.order_by(AuditEntry.chain))]


def seal_day(day: date) -> DailySeal:
    """Seal the heads of all chains as they are now under one hash. The caller commits and keeps the hash outside too."""
    heads = _heads()
    name = keyring().current
    text = json.dumps([[chain, seq, value.hex()] for chain, seq, value in heads])
    seal = DailySeal(
        day=day, heads=len(heads), entries=sum(seq for _chain, seq, _value in heads), key_id=name,
        hash=hmac.digest(keyring().derived("audit seal", name), f"{day.isoformat()} {text}".encode(), hashlib.sha256),
    )  # fmt: skip
    db.session.add(seal)
    return seal


def _seal_faults() -> Iterator[str]:
    """A log that holds fewer rows than the last seal counted has lost its tail."""
    seal = db.session.scalar(
        select(DailySeal).where(DailySeal.day <= clock.today()).order_by(DailySeal.day.desc()).limit(1)
    )
    if seal is not None and sum(seq for _chain, seq, _value in _heads()) < seal.entries:
        yield f"the log holds fewer rows than were sealed on {seal.day.isoformat()}"
