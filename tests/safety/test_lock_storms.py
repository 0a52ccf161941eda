"""Sixteen people save without a pause: nobody reads that the database is locked, and nobody waits long (security.md F.11).

Half a second in the ordinary suite, served by the test's own process. `WORKBENCH_WRITERS_SECONDS=60` is the full form, behind
gunicorn with two processes; on PostgreSQL too, where TEST_DATABASE_URL says which server.
"""

import os
import time
from contextlib import contextmanager

import pytest

from tests.safety import served, writers
from tests.safety.figures import figure, percentiles
from workbench import database
from workbench.extensions import db

SECONDS = float(os.environ.get("WORKBENCH_WRITERS_SECONDS", "0.5"))
LONG = SECONDS >= 30
CONTROL = 10.0 if LONG else 0.3
DATABASES = writers.DATABASES[-1:]
MANY = 16


@contextmanager
def serving(house, **told):
    """gunicorn for a long run, this process for a short one."""
    with house.app.app_context():
        url = db.engine.url.render_as_string(hide_password=False)
    server = served.Server(url, MANY // 2, workers=2, **told) if LONG else served.Inside(house.app)
    try:
        yield server
    finally:
        server.stop()


def storm(house, server, seconds):
    """Everybody saves an agreement of his or her own, all of one family, for so long after the first save of each."""
    with served.people_saving(house, server.port, MANY) as people:
        served.until_tried(people)
        time.sleep(seconds)
    return people


def refused(people):
    """The answers that were not: it is saved."""
    return [line for one in people for line in one.odd]


@pytest.mark.parametrize("kind", DATABASES)
def test_sixteen_writers_all_come_through(kind, tmp_path, monkeypatch):
    with writers.house(kind, tmp_path, agreements=MANY) as house:
        with serving(house) as server:
            people = storm(house, server, SECONDS)
        for person, agreement in zip(people, house.now(), strict=True):
            person.see(agreement.what_if)
        control = deferred(house, monkeypatch) if kind == "sqlite" else ""
    p50, _p95, p99 = percentiles([second for one in people for second in one.took])
    saves = sum(one.acknowledged for one in people)
    figure("F.11 lock storm", goal="16 writers, 60 s: 0 locked shown; p99 < 1000 ms", control=control, database=kind,
           reached=f"{SECONDS:g} s, {saves} saved, {len(refused(people))} locked or 503, "
                   f"p50 {p50:.0f} ms, p99 {p99:.0f} ms")  # fmt: skip
    assert refused(people) == []
    assert all(one.acknowledged for one in people)
    assert [line for one in people for line in one.lost] == []


def deferred(house, monkeypatch):
    """The control: transactions that say only halfway that they write have to give up, and people are told so."""
    monkeypatch.setattr(database, "_only_reads", lambda: True)
    with serving(house, WORKBENCH_SERVED_DEFERRED="1") as server:
        people = storm(house, server, CONTROL)
    monkeypatch.undo()
    locked, saved = len(refused(people)), sum(one.acknowledged for one in people)
    assert locked > 0
    return f"deferred BEGIN: {locked} locked or 503 beside {saved} saved"
