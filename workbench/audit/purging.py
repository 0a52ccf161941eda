"""Rows of the log whose term is over are taken out by whole months; a checkpoint stands in their place (security.md E.5).

The checkpoint holds the last number and hash of what was taken out, how many rows and one digest over them, under the key of
the log: the rest still verifies from there. The database lets a row go only when a checkpoint covers it.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, select

from workbench import clock
from workbench.audit.models import AuditCheckpoint, AuditEntry
from workbench.crypto import keyring
from workbench.extensions import db

HERE = ZoneInfo("Europe/Amsterdam")
SAID = ("chain", "seq", "rows", "until", "digest", "hash", "key_id")


def month_of(today: date, years: int) -> date:
    """The first day whose rows stay: whole months, and each row at least so many years."""
    return date(today.year - years, today.month, 1)


def purge(until: date) -> int:
    """Take out every row of before this day and leave a checkpoint per chain; returns how many rows went. The caller commits."""
    moment = datetime.combine(until, time(), HERE).astimezone(UTC)
    begun, gone = starts(), 0
    for chain, last in _ends(moment):
        first = begun.get(chain, (0, b""))[0]
        if last <= first:
            continue
        going = (AuditEntry.chain == chain) & (AuditEntry.seq <= last)
        hashes = [bytes(one) for one in db.session.scalars(select(AuditEntry.hash).where(going).order_by(AuditEntry.seq))]
        point = AuditCheckpoint(chain=chain, seq=last, rows=len(hashes), until=until, hash=hashes[-1], made_at=clock.now(),
                                digest=hashlib.sha256(b"".join(hashes)).digest(), key_id=keyring().current)  # fmt: skip
        point.mac = _mac(point)
        db.session.add(point)
        db.session.flush()  # the database looks for it before it lets a row go
        db.session.execute(delete(AuditEntry).where(going).execution_options(synchronize_session=False))
        gone += len(hashes)
    return gone


def starts(chain: int | None = None) -> dict[int, tuple[int, bytes]]:
    """Chain → the number and hash its rows go on from, for chains whose first rows were taken out."""
    asked = select(AuditCheckpoint.chain, AuditCheckpoint.seq, AuditCheckpoint.hash).order_by(AuditCheckpoint.seq)
    if chain is not None:
        asked = asked.where(AuditCheckpoint.chain == chain)
    return {one.chain: (one.seq, bytes(one.hash)) for one in db.session.execute(asked)}


def faults() -> Iterator[str]:
    """A line for each checkpoint that was not made by this workbench, or was changed."""
    for point in db.session.scalars(select(AuditCheckpoint).order_by(AuditCheckpoint.id)):
        if point.key_id not in keyring().names or not hmac.compare_digest(bytes(point.mac), _mac(point)):
            yield f"chain {point.chain}: the checkpoint at row {point.seq} was not made by this workbench or was changed"


def _ends(moment: datetime) -> list[tuple[int, int]]:
    """(chain, last number of before this moment with no later row before it)."""
    later = dict(_pairs(select(AuditEntry.chain, func.min(AuditEntry.seq)).where(AuditEntry.at >= moment)))
    ends = _pairs(select(AuditEntry.chain, func.max(AuditEntry.seq)).where(AuditEntry.at < moment))
    return [(chain, min(last, later[chain] - 1) if chain in later else last) for chain, last in ends]


def _pairs(asked: Any) -> list[tuple[int, int]]:
    return [(chain, seq) for chain, seq in db.session.execute(asked.group_by(AuditEntry.chain).order_by(AuditEntry.chain))]


def _mac(point: AuditCheckpoint) -> bytes:
    values = {name: getattr(point, name) for name in SAID}
    text = json.dumps({name: value.hex() if isinstance(value, bytes) else str(value) for name, value in values.items()})
    return hmac.digest(keyring().derived("audit checkpoint", point.key_id), text.encode(), hashlib.sha256)
