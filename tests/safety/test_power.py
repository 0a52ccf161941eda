"""The power goes while people save: what was acknowledged is on the disk (security.md, finding 3 and F.3).

WORKBENCH_CUTS=300 cuts it that often. PostgreSQL looks after its own files; its settings are asserted at the start.
"""

import os
import random
import sqlite3
from contextlib import closing, contextmanager

from flask_babel import force_locale

from tests.safety import ground, power
from tests.safety.figures import figure
from workbench import database
from workbench.upkeep.machine import of_the_database

CUTS = int(os.environ.get("WORKBENCH_CUTS", "24"))
SAVES = max(12, CUTS // 6)


@contextmanager
def recorded(folder, monkeypatch, synchronous):
    """(everything SQLite did while somebody saved, what the files held before)."""
    pragmas = tuple(one if not one.startswith("synchronous") else f"synchronous={synchronous}" for one in database.PRAGMAS)
    monkeypatch.setattr(database, "PRAGMAS", pragmas)
    folder.mkdir()
    file = ground.file_of_it(folder)
    recorder = power.Recorder()
    try:
        with ground.house_on(file, "vfs=power") as house:
            (browser,) = house.browsers(1)
            before = {str(one): one.read_bytes() for one in folder.iterdir() if not one.name.endswith("-shm")}
            recorder.events.clear()
            for nr in range(SAVES):
                house.save(browser, house.forms[0], f"Dan belt Kim nummer {nr}.")
                recorder.note("saved", "", nr + 1)
            assert len(house.acknowledged) == SAVES
            yield recorder.events, before
    finally:
        recorder.close()


def after_cuts(events, before, folder):
    """(saves that were lost, saves that had been acknowledged, databases that are damaged, changes and log apart)."""
    chance, found = random.Random(7), [0, 0, 0, 0]  # noqa: S311
    folder.mkdir()
    for _cut in range(CUTS):
        at = chance.randrange(len(events) + 1)
        saved = max((one[2] for one in events[:at] if one[0] == "saved"), default=0)
        version, logged = look(power.put(power.cut(events, at, before, chance), folder))
        found[0] += saved if version is None else max(0, saved - (version - 1))
        found[1] += saved
        found[2] += version is None
        found[3] += version is not None and version - 1 != logged
    return found


def look(file):
    """(the version of the agreement, how many of its changes are in the log); None for a database that is damaged."""
    try:
        with closing(sqlite3.connect(file)) as found:
            if found.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                return None, 0
            version = found.execute("SELECT max(version) FROM agreement").fetchone()[0]
            return version, found.execute("SELECT count(*) FROM audit_entry WHERE event = 'agreement changed'").fetchone()[0]
    except (sqlite3.DatabaseError, TypeError):
        return None, 0


def test_after_a_power_cut_everything_acknowledged_is_there(tmp_path, monkeypatch):
    found = {}
    for synchronous in ("FULL", "NORMAL", "OFF"):
        with recorded(tmp_path / synchronous, monkeypatch, synchronous) as (events, before):
            found[synchronous] = after_cuts(events, before, tmp_path / f"{synchronous}-cut")
    said = {name: f"{lost} of {saved} lost, {corrupt} damaged" for name, (lost, saved, corrupt, _odd) in found.items()}
    figure("F.3 power cut", goal="300 cuts: 0 lost, 0 damaged, log and change together", database="sqlite",
           reached=f"{CUTS} cuts: {said['FULL']}, {found['FULL'][3]} apart",
           control=f"NORMAL {said['NORMAL']}; OFF {said['OFF']}")  # fmt: skip

    assert (found["FULL"][0], *found["FULL"][2:]) == (0, 0, 0)
    assert found["FULL"][1] > 0
    assert found["NORMAL"][0] > 0, "the control: a commit that is not on the disk is lost"
    assert found["OFF"][0] > 0


def test_the_settings_with_which_nothing_is_lost_are_those_of_the_product(app):
    with app.app_context(), force_locale("en"):
        found = {finding.text: finding.well for finding in of_the_database()}
    if "synchronous is 2" in found:
        assert found["foreign_keys is 1"]
        return
    names = ("fsync", "full_page_writes", "synchronous_commit")
    held = [text for text in found if text.startswith(names)]
    figure("F.3 power cut", goal="fsync, full_page_writes, synchronous_commit on", reached="; ".join(held), database="postgresql")
    assert all(found[text] for text in held)
    assert len(held) == 3
