"""The seal of the day: one hash over the heads of all chains. Kept outside as well, so that a tail that was cut off shows.

With each seal stands which chains had grown since the seal before it, and to which number. So the heads of any seal can be
put together again from the log itself, the hash be computed anew, and the first row that is missing be named. Each seal is also
over the one before it, so that none can be taken away. "Before" is the order in which they were made, not that of their days:
a clock that was ahead and was set right seals an earlier day after a later one.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, select, tuple_

from workbench.audit import purging
from workbench.audit.models import AuditEntry, DailySeal
from workbench.crypto import keyring
from workbench.extensions import db

AT_ONCE = 500
Heads = dict[int, tuple[int, bytes]]


def seal_day(day: date) -> DailySeal:
    """Seal the heads of all chains as they are now under one hash. The caller commits and keeps the hash outside too."""
    heads, name = _heads(), keyring().current
    before: dict[int, int] = {}
    last = b""
    for seal in db.session.scalars(select(DailySeal).order_by(DailySeal.id)):
        before.update((chain, seq) for chain, seq in seal.grown or ())
        last = bytes(seal.hash)
    seal = DailySeal(
        day=day, heads=len(heads), entries=sum(seq for seq, _value in heads.values()), key_id=name,
        grown=[[chain, seq] for chain, (seq, _value) in sorted(heads.items()) if before.get(chain) != seq],
        hash=_hash(day, heads, name, last),
    )  # fmt: skip
    db.session.add(seal)
    return seal


def faults() -> Iterator[str]:
    """A line for each seal that no longer fits the log: rows it counted are gone, or it was written by somebody else."""
    heads: Heads = {}
    starts, lost, last = purging.starts(), set[int](), b""
    for seal in db.session.scalars(select(DailySeal).order_by(DailySeal.id)):
        before, last = last, bytes(seal.hash)
        if seal.grown is None:  # of before this was kept: its count is all there is
            continue
        rows = _rows_at(seal.grown)
        for chain, seq in seal.grown:
            kept = starts.get(chain, (0, b""))
            value = rows.get((chain, seq)) or (kept[1] if kept[0] == seq else None)
            heads[chain] = (seq, value or b"")
            if value is None and seq > kept[0] and chain not in lost:
                lost.add(chain)
                yield f"chain {chain}: row {_first_missing(chain, kept[0])} is missing, and was sealed on {seal.day.isoformat()}"
        if lost or any(seq < starts.get(chain, (0, b""))[0] for chain, (seq, _value) in heads.items()):
            continue  # said already, or older than what is kept of the log
        if seal.key_id not in keyring().names or not hmac.compare_digest(last, _hash(seal.day, heads, seal.key_id, before)):
            yield f"the seal of {seal.day.isoformat()} does not fit the log: it, or a seal before it, was changed or taken away"
            return
    yield from _fewer_rows()


def _fewer_rows() -> Iterator[str]:
    last = db.session.scalar(select(DailySeal).order_by(DailySeal.id.desc()).limit(1))
    if last is not None and last.grown is None and sum(seq for seq, _value in _heads().values()) < last.entries:
        yield f"the log holds fewer rows than were sealed on {last.day.isoformat()}"


def _heads() -> Heads:
    """The last number and hash of every chain; of one without rows, where its checkpoint ends."""
    last = select(AuditEntry.chain, func.max(AuditEntry.seq).label("seq")).group_by(AuditEntry.chain).subquery()
    asked = select(AuditEntry.chain, AuditEntry.seq, AuditEntry.hash).join(
        last, (last.c.chain == AuditEntry.chain) & (last.c.seq == AuditEntry.seq)
    )
    return purging.starts() | {chain: (seq, bytes(value)) for chain, seq, value in db.session.execute(asked)}


def _hash(day: date, heads: Heads, key: str, before: bytes) -> bytes:
    text = json.dumps([[chain, seq, value.hex()] for chain, (seq, value) in sorted(heads.items())])
    return hmac.digest(keyring().derived("audit seal", key), f"{day.isoformat()} {before.hex()} {text}".encode(), hashlib.sha256)


def _rows_at(places: list[list[int]]) -> dict[tuple[int, int], bytes]:
    found: dict[tuple[int, int], bytes] = {}
    for begin in range(0, len(places), AT_ONCE):
        some = [tuple(place) for place in places[begin : begin + AT_ONCE]]
        here = tuple_(AuditEntry.chain, AuditEntry.seq).in_(some)
        asked = select(AuditEntry.chain, AuditEntry.seq, AuditEntry.hash).where(here)
        found.update({(chain, seq): bytes(value) for chain, seq, value in db.session.execute(asked)})
    return found


def _first_missing(chain: int, after: int) -> int:
    """The first number of this chain that has no row."""
    expected = after + 1
    for seq in db.session.scalars(select(AuditEntry.seq).where(AuditEntry.chain == chain).order_by(AuditEntry.seq)):
        if seq != expected:
            break
        expected += 1
    return expected
