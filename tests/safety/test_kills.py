"""kill -9 at any moment while people save through HTTP: nothing acknowledged is lost, no change without its log (F.2).

WORKBENCH_KILLS=100 kills that often, at random moments spread over WORKBENCH_ACKNOWLEDGED saves; on PostgreSQL too, where
TEST_DATABASE_URL says which server. A kill says nothing of power cuts (finding 3): those are in test_power.py.
"""

import os
import random
import time
from collections import Counter

import pytest
from sqlalchemy import select, text

from tests.requirements import database
from tests.safety import ground, served, writers
from tests.safety.figures import figure
from workbench.agreements.models import Agreement
from workbench.audit import verify
from workbench.audit.models import AuditEntry
from workbench.extensions import db

KILLS = int(os.environ.get("WORKBENCH_KILLS", "2"))
ACKNOWLEDGED = int(os.environ.get("WORKBENCH_ACKNOWLEDGED", "0"))
LONG = KILLS >= 20
PEOPLE = ground.AGREEMENTS
DATABASES = writers.DATABASES[-1:] if LONG else writers.DATABASES[:1]


def apart(house):
    """Changes without a line in the log and lines without a change: (of the control, of all the others)."""
    with house.app.app_context():
        changes = {(id, version) for id, last in db.session.execute(select(Agreement.id, Agreement.version))
                   for version in range(2, last + 1)}  # fmt: skip
        asked = select(AuditEntry.record_id, AuditEntry.record_version).where(AuditEntry.event == "agreement changed")
        torn = changes ^ {tuple(row) for row in db.session.execute(asked)}
        control = {one for one in torn if one[0] == house.agreement_ids[-1]}
        return len(control), len(torn - control)


def whole(house):
    """Whether the database itself says that it is whole, and the chains hold."""
    with house.app.app_context():
        if db.engine.dialect.name == "sqlite" and db.session.scalar(text("PRAGMA integrity_check")) != "ok":
            return False
        holds = list(verify()) == []
        db.session.rollback()
        return holds


@pytest.mark.only_on(database() if LONG else "sqlite")
@pytest.mark.parametrize("kind", DATABASES)
def test_a_kill_loses_nothing_and_tears_nothing_apart(kind, tmp_path):
    chance, kept, kills = random.Random(9), 0, 0  # noqa: S311
    with ground.house_on(ground.file_of_it(tmp_path)) if kind == "sqlite" else writers.house(kind, tmp_path, PEOPLE) as house:
        with house.app.app_context():
            url = db.engine.url.render_as_string(hide_password=False)
        server = served.Server(url, 2 * PEOPLE, apart=house.agreement_ids[-1])
        try:
            with served.people_saving(house, server.port, PEOPLE) as people:
                served.until_saved(people)
                while kills < KILLS or (apart(house)[0] == 0 and kills < KILLS + 20):
                    served.until_saved(people, ACKNOWLEDGED * min(kills, KILLS) // KILLS)
                    time.sleep(chance.uniform(0.05, 0.8))
                    kills += 1
                    server.kill(everything=kills % 10 == 0)
                    kept += whole(house)
            server.stop()
            for person, agreement in zip(people, house.now(), strict=True):
                person.see(agreement.what_if)
        finally:
            server.stop()
        control, torn = apart(house)
    lost = [one for person in people for one in person.lost]
    acknowledged = sum(person.acknowledged for person in people)
    others = dict(Counter(one for person in people for one in person.odd))
    figure("F.2 kill -9", goal="100 kills, 50,000 saves: 0 lost, 0 apart from their log, whole after each", database=kind,
           reached=f"{kills} kills, {acknowledged} acknowledged by {PEOPLE} people, {len(lost)} lost, {torn} apart, "
                   f"whole after {kept}; other answers: {others or 0}",
           control=f"log in a second transaction: {control} apart")  # fmt: skip
    assert (lost, torn, kept) == ([], 0, kills)
    assert acknowledged > 0
    assert control > 0, "the control: with the log in a second transaction they are torn apart"
