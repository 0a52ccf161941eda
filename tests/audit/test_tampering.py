"""Six ways to change the log, each found with the number of the first row that is wrong (security.md, threat 20 and E.5).

WORKBENCH_LOG_CHANGES=1000 tries each on that many rows.
"""

import hashlib
import json
import os
import random
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from sqlalchemy import delete, func, select, update

from tests import factories
from tests.safety.figures import figure
from workbench import audit, clock
from workbench.audit.chain import CHAINED, START, hash_of, walk
from workbench.audit.models import AuditCheckpoint, AuditEntry, DailySeal
from workbench.casus.queries import casus_with_head
from workbench.extensions import db

ROWS, CHANGES = 60, int(os.environ.get("WORKBENCH_LOG_CHANGES", "30"))


def log(rows=ROWS):
    """A chain as the product writes it."""
    made, previous = [], START
    for seq in range(1, rows + 1):
        values = {
            "chain": 1, "seq": seq, "at": datetime(2026, 6, 1, 12, seq % 60, tzinfo=UTC), "event": "agreement changed",
            "action": "U", "outcome": "ok", "checks": "TT-F", "actor_id": seq % 7, "actor_kind": "staff",
            "actor_role": "worker", "record_type": "agreement", "record_id": seq % 5, "record_version": seq,
            "request_id": None, "detail": {}, "key_id": "t1",
        }  # fmt: skip
        row = values | {"prev_hash": previous, "hash": hash_of(values, previous)}
        made.append(SimpleNamespace(**row))
        previous = row["hash"]
    return made


def edit(rows, at):
    rows[at].actor_id = 99


def delete_in_the_middle(rows, at):
    del rows[at]


def swap(rows, at):
    for name in set(CHAINED) - {"seq"}:
        mine, other = getattr(rows[at], name), getattr(rows[at + 1], name)
        setattr(rows[at], name, other)
        setattr(rows[at + 1], name, mine)


def insert(rows, at):
    rows.insert(at, SimpleNamespace(**vars(rows[at]) | {"actor_id": 99}))
    for seq, row in enumerate(rows[at:], at + 1):
        row.seq = seq


def hash_again_without_the_key(rows, at):
    previous = bytes(rows[at].prev_hash)
    rows[at].actor_id = 99
    for row in rows[at:]:
        said = json.dumps({name: getattr(row, name) for name in CHAINED}, sort_keys=True, default=str)
        row.prev_hash, row.hash = previous, hashlib.sha256(previous + said.encode()).digest()
        previous = row.hash


@pytest.mark.parametrize("how", [edit, delete_in_the_middle, swap, insert, hash_again_without_the_key])
def test_the_first_row_that_is_wrong_is_named(context, how):
    chance, named, whole = random.Random(1), 0, log()  # noqa: S311
    for _change in range(CHANGES):
        rows, at = [SimpleNamespace(**vars(row)) for row in whole], chance.randrange(1, ROWS - 2)
        how(rows, at)
        named += list(walk(rows, {})) == [(1, at + 1)]
    alarms = sum(bool(list(walk(whole, {}))) for _clean in range(max(1, CHANGES // 10)))
    figure(f"T.20 log: {how.__name__.replace('_', ' ')}", goal="1,000 rows: the first bad number named; 0 false alarms in 100",
           reached=f"{named} of {CHANGES} named", control=f"{alarms} alarms in {max(1, CHANGES // 10)} clean runs")  # fmt: skip
    assert (named, alarms) == (CHANGES, 0)


def written(casus, rows):
    for _each in range(rows):
        audit.record("agreement changed", casus, by=audit.SYSTEM, record=casus)
        db.session.commit()


def rows_of(chain):
    return db.session.scalar(select(func.count()).where(AuditEntry.chain == chain))


def test_a_tail_that_was_cut_off_is_named_from_the_seal_and_so_is_a_seal_that_was_changed(context):
    first, second = factories.casus(), factories.casus()
    db.session.commit()
    for nr in range(3):
        written(first, 2)
        audit.seal_day(date(2026, 6, 1 + nr))
        db.session.commit()
    written(second, 2)
    audit.seal_day(date(2026, 6, 9))
    db.session.commit()
    assert list(audit.verify()) == []

    with db.session.begin_nested() as tried:
        db.session.execute(delete(AuditEntry).where(AuditEntry.chain == first.id, AuditEntry.seq >= 4))
        assert list(audit.verify()) == [f"chain {first.id}: row 4 is missing, and was sealed on 2026-06-02"]
        tried.rollback()
    for change in (update(DailySeal).where(DailySeal.day == date(2026, 6, 2)).values(hash=b"x" * 32),
                   delete(DailySeal).where(DailySeal.day == date(2026, 6, 2))):  # fmt: skip
        with db.session.begin_nested() as tried:
            db.session.execute(change)
            assert "does not fit the log" in next(audit.verify())
            tried.rollback()
    assert list(audit.verify()) == []


def test_what_is_over_its_term_goes_by_whole_months_and_the_rest_still_verifies(context, monkeypatch):
    casus, done = factories.casus(), factories.casus()
    db.session.commit()
    for chain, month in ((done, 3), (casus, 3), (casus, 4), (casus, 5)):
        monkeypatch.setattr(clock, "now", lambda month=month: datetime(2020, month, 20, 12, tzinfo=UTC))
        written(chain, 2)
        audit.seal_day(date(2020, month, 20 + (chain is casus)))
        db.session.commit()
    monkeypatch.undo()
    until = audit.month_of(date(2025, 5, 31), 5)

    assert (until, audit.purge(until)) == (date(2020, 5, 1), 6)
    db.session.commit()

    assert (rows_of(casus.id), rows_of(done.id)) == (2, 0)
    assert list(audit.verify()) == []
    assert casus_with_head(done.ref, lock=False).id == done.id  # also where its page was opened first
    written(done, 1)  # a chain of which nothing is left goes on where it was
    assert db.session.scalar(select(AuditEntry.seq).where(AuditEntry.chain == done.id)) == 3
    assert audit.purge(until) == 0, "and a second time nothing goes"
    assert list(audit.verify()) == []

    db.session.execute(update(AuditCheckpoint).where(AuditCheckpoint.chain == casus.id).values(rows=1))
    assert f"chain {casus.id}: the checkpoint at row 4 was not made by this workbench or was changed" in list(audit.verify())
