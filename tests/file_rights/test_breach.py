"""What was opened, by whom and about whom, for the notification within 72 hours (security.md G.7)."""

import os
import time
import tracemalloc
from datetime import datetime, timedelta

from sqlalchemy import func, insert, select

from tests.cli.machines import run
from workbench import audit, clock
from workbench.accounts.models import User
from workbench.audit.chain import START, hash_of
from workbench.audit.models import AuditEntry
from workbench.casus.models import Casus, Person
from workbench.crypto import keyring
from workbench.extensions import db
from workbench.upkeep import breach, breach_counts

ROWS = int(os.environ.get("WORKBENCH_BREACH_ROWS", "3000"))  # `make proof` may ask for a million and more


def seed(casus_id, snoop, others, rows=ROWS):
    """A log of so many rows over ten days, in which the snoop opens two pages of one family at known moments."""
    begin = datetime(2026, 6, 1, tzinfo=clock.UTC)
    seq, previous, key = 0, START, keyring().current
    known = {rows // 3: "casus.family", rows // 2: "casus.family", rows // 2 + 1: "goals.index"}
    for at in range(0, rows, 2000):
        made = []
        for nr in range(at, min(at + 2000, rows)):
            seq += 1
            row = {
                "chain": 9000, "seq": seq, "at": begin + timedelta(days=10) * nr / rows, "event": "page read", "action": "R",
                "outcome": "ok", "checks": "TT-F", "actor_id": snoop if nr in known else others[nr % len(others)],
                "actor_kind": "staff",
                "actor_role": "worker", "record_type": None, "record_id": None, "record_version": None, "request_id": None,
                "detail": {"page": known.get(nr, f"room{nr % 20}.index")}, "key_id": key, "prev_hash": previous,
            }  # fmt: skip
            row["hash"] = previous = hash_of(row, previous)
            made.append(row)
        db.session.execute(insert(AuditEntry), made)
    for nr, page in known.items():  # the same visits in the chain of the family
        ends = select(AuditEntry.seq, AuditEntry.hash).where(AuditEntry.chain == casus_id).order_by(AuditEntry.seq.desc())
        last = db.session.execute(ends).first()
        row = {**row, "chain": casus_id, "seq": last.seq + 1, "at": begin + timedelta(days=10) * nr / rows, "actor_id": snoop,
               "detail": {"page": page}, "prev_hash": last.hash}  # fmt: skip
        row["hash"] = hash_of(row, bytes(last.hash))
        db.session.execute(insert(AuditEntry), [row])
    db.session.commit()


def test_the_report_says_exactly_what_was_seeded(machine):
    with machine.app_context():
        users = {one.email.partition("@")[0]: one.id for one in db.session.scalars(select(User))}
        casus = db.session.get_one(Casus, 2)
        ref, lotte = casus.ref, db.session.scalars(select(Person).where(Person.casus_id == 2, Person.protected)).first().full_name
        seed(2, users["rachida"], [users["sanne"], users["mehmet"]])
        assert list(audit.verify()) == []
        db.session.remove()

    said = run(machine, "breach-report", "--from", "2026-06-01", "--to", "2026-06-12", "--actor", "rachida@vlierland.example")
    lines = [line for line in said.splitlines() if "Rachida" in line]
    of_family = said[said.index(ref):said.index("Dossier 9000")]

    assert "BEL VANDAAG" in of_family and lotte in of_family
    assert [line.partition(", ")[2].partition(" keer")[0] for line in lines if "casus.family" in line] == ["2", "2"]
    assert [line.partition(", ")[2].partition(" keer")[0] for line in lines if "goals.index" in line] == ["1", "1"]
    assert "Regels in het logboek: 6" in said
    assert "Mehmet Kaya bekeek" not in said and "Jansma" not in said
    early = run(machine, "breach-report", "--from", "2026-06-01", "--to", "2026-06-02", "--actor", "rachida@vlierland.example")
    assert "Regels in het logboek: 0" in early
    everything = run(machine, "breach-report", "--from", "2026-06-01", "--to", "2026-06-12")
    assert f"Regels in het logboek: {ROWS + 3}" in everything
    assert "There is nobody" in run(machine, "breach-report", "--from", "2026-06-01", "--actor", "x@y.example", fails=True)
    with machine.app_context():
        assert db.session.scalar(select(AuditEntry.event).order_by(AuditEntry.id.desc())) == "breach report made"


def test_the_report_does_not_grow_with_the_log(machine):
    """Ten times as many rows of the same kinds: the same number of lines, and no more memory."""
    with machine.app_context(), machine.test_request_context():
        users = list(db.session.scalars(select(User.id)))
        sizes = []
        for rows in (ROWS // 10, ROWS):
            db.session.execute(AuditEntry.__table__.delete().where(AuditEntry.chain == 9000))
            seed(2, users[0], users[1:3], rows)
            what = breach.asked(datetime(2026, 6, 1), datetime(2026, 6, 12), actor=None, link=None, ref=None)
            tracemalloc.start()
            began = time.perf_counter()
            lines = list(breach.report(what))
            sizes.append((len([one for one in lines if "room" in one]), tracemalloc.get_traced_memory()[1]))
            tracemalloc.stop()
            if "WORKBENCH_BREACH_ROWS" in os.environ:
                print(f"{rows} rows: {time.perf_counter() - began:.2f} s, {sizes[-1][1] / 1e6:.1f} MB")

    assert sizes[0][0] == sizes[1][0] == 20 * 2 or sizes[0][0] == sizes[1][0]
    assert sizes[1][1] < sizes[0][1] * 1.5 + 2_000_000


def plainly(here):
    """The same counts, asked of the database in one piece."""
    e, group = AuditEntry, breach_counts.GROUP
    asked = select(*group, func.count(), func.min(e.at), func.max(e.at)).where(*here).group_by(*group)
    return sorted((tuple(one) for one in db.session.execute(asked)), key=repr)


def test_what_is_counted_in_parts_is_what_the_database_counts(machine, monkeypatch):
    """In parts, with most of it put aside between them; and rows that do not lie in the order of their moments."""
    with machine.app_context(), machine.test_request_context():
        users = list(db.session.scalars(select(User.id)))
        seed(2, users[0], users[1:3], 400)
        for nr, day in ((7, 9), (8, 1), (9, 4)):  # a clock that went back
            moved = db.update(AuditEntry).where(AuditEntry.chain == 9000, AuditEntry.seq == nr)
            db.session.execute(moved.values(at=datetime(2026, 6, day, tzinfo=clock.UTC), actor_id=None, detail={}))
        db.session.commit()
        here = [AuditEntry.at >= datetime(2026, 6, 2, tzinfo=clock.UTC), AuditEntry.at < datetime(2026, 6, 12, tzinfo=clock.UTC)]
        wanted = plainly(here)
        assert len(wanted) > 20 and any(one[2] is None for one in wanted)
        monkeypatch.setattr(breach_counts, "AT_ONCE", 30)
        for most in (1_000, 10):
            monkeypatch.setattr(breach_counts, "MOST", most)
            found = [tuple(one) for one in breach_counts.counts(here)]
            assert [one[0] for one in found] == sorted(one[0] for one in found)
            assert sorted(found, key=repr) == wanted

        monkeypatch.setattr(breach_counts, "_put_aside", lambda known: known.clear())  # the control: what is put aside is lost
        lost = sorted((tuple(one) for one in breach_counts.counts(here)), key=repr) != wanted
        assert lost == (db.engine.dialect.name == "sqlite")
