"""The hash chain: each row of a casus's log is keyed to the one before it, so that a change, a gap or a swap shows."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute

from workbench.audit.models import AuditCheckpoint, AuditEntry
from workbench.crypto import keyring
from workbench.extensions import db

START = b"\x00" * 32
CHAINED = (
    "chain", "seq", "at", "event", "action", "outcome", "checks", "actor_id", "actor_kind", "actor_role", "record_type",
    "record_id", "record_version", "request_id", "detail", "key_id",
)  # fmt: skip


def head_of(chain: ColumnElement[int] | InstrumentedAttribute[int] | int) -> tuple[Any, Any]:
    """The last number and hash of a chain, to ride along with another statement: of its last row, else of its checkpoint."""
    seq, value = (
        func.coalesce(*(
            select(getattr(kind, name)).where(kind.chain == chain).order_by(kind.seq.desc()).limit(1).scalar_subquery()
            for kind in (AuditEntry, AuditCheckpoint)
        ))
        for name in ("seq", "hash")
    )  # fmt: skip
    return seq, value


def remember_head(chain: int, seq: int | None, value: bytes | None) -> None:
    """Keep a chain's head for the rest of this transaction."""
    db.session.info.setdefault("heads", {})[chain] = (seq or 0, bytes(value) if value else START)


def head(chain: int) -> tuple[int, bytes]:
    """The head of a chain: remembered, or read now."""
    known: dict[int, tuple[int, bytes]] = db.session.info.setdefault("heads", {})
    if chain not in known:
        remember_head(chain, *db.session.execute(select(*head_of(chain))).one())
    return known[chain]


def hash_of(row: dict[str, Any], previous: bytes) -> bytes:
    """HMAC-SHA256 over the hash before and the row in canonical JSON, with the key of the log."""
    text = json.dumps({name: row[name] for name in CHAINED}, sort_keys=True, ensure_ascii=False, default=_plain)
    key = keyring().derived("audit", row["key_id"])
    return hmac.digest(key, previous + text.encode(), hashlib.sha256)


def _plain(value: Any) -> str:
    return value.isoformat()


def walk(rows: Iterable[Any], starts: dict[int, tuple[int, bytes]]) -> Iterator[tuple[int, int]]:
    """(chain, number of the first row that is not as it was written) for each chain that does not hold.

    `rows` come in the order of chain and number; a chain whose first rows were taken out at the end of their term begins
    where its checkpoint says.
    """
    expected, broken = dict(starts), set[int]()
    for entry in rows:
        if entry.chain in broken:
            continue
        seq, previous = expected.get(entry.chain, (0, START))
        row = {name: getattr(entry, name) for name in CHAINED}
        if entry.seq != seq + 1 or bytes(entry.prev_hash) != previous or bytes(entry.hash) != _hash_or_none(row, previous):
            broken.add(entry.chain)
            yield entry.chain, seq + 1
        expected[entry.chain] = (entry.seq, bytes(entry.hash))


def _hash_or_none(row: dict[str, Any], previous: bytes) -> bytes | None:
    """None for a row that names a key which is not on the ring: whatever wrote it, it was not this log."""
    try:
        return hash_of(row, previous)
    except KeyError:
        return None


def verify() -> Iterator[str]:
    """Walk every chain and yield a sentence for the first fault of each: a change, a gap, a wrong link, a cut tail."""
    from workbench.audit import purging, sealing

    columns = (*(getattr(AuditEntry, name) for name in CHAINED), AuditEntry.prev_hash, AuditEntry.hash)
    asked = select(*columns).order_by(AuditEntry.chain, AuditEntry.seq).execution_options(yield_per=500)
    yield from purging.faults()
    for chain, seq in walk(db.session.execute(asked), purging.starts()):
        yield f"chain {chain}: row {seq} is missing or was changed"
    yield from sealing.faults()
