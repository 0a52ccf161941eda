"""The disk is full, or read-only, while people save: nothing half, nothing lost, the text back, and it goes on by itself (F.5).

WORKBENCH_FULL_DISKS=50 fills it that often.
"""

import os
import random
import resource
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, func, select, text

from tests.safety import ground
from tests.safety.figures import figure
from workbench.audit import verify
from workbench.audit.models import AuditEntry
from workbench.extensions import db
from workbench.signals.models import Signal

ROUNDS = int(os.environ.get("WORKBENCH_FULL_DISKS", "3"))
MOST, NOTED = 60, "signal added"


@contextmanager
def no_more_pages(house, room):
    """The database may not grow further than this many pages."""

    with house.app.app_context():
        most = db.session.scalar(text("PRAGMA page_count")) + room
        db.session.rollback()

    def limit(connection, _record, _proxy):
        connection.execute(f"PRAGMA max_page_count = {most}")

    def lift(connection, _record, _proxy):
        connection.execute("PRAGMA max_page_count = 1073741823")

    yield from _while(house, limit, lift)


def _while(house, begin, end):
    with house.app.app_context():
        engine = db.engine
    for before, after in ((None, begin), (begin, end)):
        if before is not None:
            yield
            event.remove(engine, "checkout", before)
        event.listen(engine, "checkout", after)
    with house.app.app_context():
        db.session.execute(text("SELECT 1"))
        db.session.remove()
    event.remove(engine, "checkout", end)


@contextmanager
def no_larger_file(house, room):
    """The system lets no file of this process grow beyond this."""
    with house.app.app_context():
        log = Path(f"{db.engine.url.database}-wal")  # where SQLite writes first
    size = (log.stat().st_size if log.exists() else 0) + room * 8192
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def read_only(house, _room):
    """Nothing may be written any more, as on a disk that the system took away from us after a fault."""

    def limit(connection, _record, _proxy):
        connection.execute("PRAGMA query_only = ON")

    def lift(connection, _record, _proxy):
        connection.execute("PRAGMA query_only = OFF")

    yield from _while(house, limit, lift)


@pytest.mark.parametrize("full", [no_more_pages, no_larger_file, read_only])
def test_a_full_disk_loses_nothing_and_gives_the_text_back(tmp_path, full):
    chance, saved, given_back, refused = random.Random(3), [], 0, 0  # noqa: S311
    with ground.house_on(ground.file_of_it(tmp_path)) as house:
        (browser,) = house.browsers(1)
        for turn in range(ROUNDS):
            form = browser.open(house.signals)
            assert form.status == 200, "it works again, by itself"
            with full(house, chance.randrange(12)):
                for nr in range(MOST):
                    typed = f"Signaal {turn}-{nr}: " + "de buurvrouw hoorde geschreeuw, " * chance.randrange(8, 30)
                    page = browser.send(form, {"content": typed.strip(), "received_on": "2026-06-01"}, follow=False)
                    if page.status != 303:
                        break
                    saved.append(typed.strip())
            refused += 1
            assert page.status == 503, f"not full after {MOST} signals"
            given_back += typed.strip() in page.words
        with house.app.app_context():
            found = list(db.session.scalars(select(Signal.content)))
            logged = db.session.scalar(select(func.count()).where(AuditEntry.event == NOTED))
            whole = db.session.scalar(text("PRAGMA integrity_check"))
            assert list(verify()) == []
    lost, half = len(set(saved) - set(found)), len(found) - logged
    figure(f"F.5 full disk, {full.__name__.replace('_', ' ')}", database="sqlite",
           goal="50 times: 0 lost, 0 damaged, 503 with the text, works again",
           control="saying saved before the commit: 3 of 3 lost",
           reached=f"{ROUNDS} times full, {refused} × 503, text given back {given_back} ×, {len(saved)} acknowledged, "
                   f"{lost} lost, {half} without log, integrity {whole}")  # fmt: skip
    assert (lost, half, whole, given_back) == (0, 0, "ok", ROUNDS)


def test_the_control_an_acknowledgement_before_the_commit_loses_texts(tmp_path, monkeypatch):
    with ground.house_on(ground.file_of_it(tmp_path)) as house:
        (browser,) = house.browsers(1)
        form, saved = browser.open(house.signals), []
        with monkeypatch.context() as patched:
            patched.setattr(db.session, "commit", db.session.flush)  # it is in memory, and the disk never hears of it
            for nr in range(3):
                page = browser.send(form, {"content": f"Signaal {nr}", "received_on": "2026-06-01"}, follow=False)
                saved += [f"Signaal {nr}"] * (page.status == 303)
        with house.app.app_context():
            found = set(db.session.scalars(select(Signal.content)))
    assert len(set(saved) - found) == 3, "the proof above would not have seen it"
