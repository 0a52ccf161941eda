"""A copy that cannot be relied on changes nothing, what was erased stays erased, an unsafe database is not served (F.3, F.6).

The copies of SQLite are in tests/cli/test_copies.py and tests/file_rights/test_erasing.py; PostgreSQL has another way back.
"""

import shutil

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.engine import Engine

import config
from tests import factories
from tests.cli.machines import run
from tests.safety import ground, writers
from tests.safety.figures import figure
from workbench.casus.models import Casus, CasusStatus
from workbench.crypto import KeyRing, new_key
from workbench.extensions import db
from workbench.file_rights import keeping_operations as keeping
from workbench.upkeep import postgres, starting

KIND = "postgresql" if writers.POSTGRES else "sqlite"
of_postgresql = pytest.mark.only_on("postgresql")


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    folder = tmp_path_factory.mktemp("putting-back")
    made = ground.house_on(ground.file_of_it(folder)) if KIND == "sqlite" else writers.house(KIND, folder, 1)
    with made as one:
        one.app.config["BACKUP_KEY"] = new_key("b1")
        run(one.app, "rebuild")
        yield one


@pytest.fixture(scope="module")
def copy(house, tmp_path_factory):
    folder = tmp_path_factory.mktemp("copies")
    run(house.app, "backup", folder)
    (made,) = folder.glob("*.copy")
    return made


def holds(house):
    """What stands in the database: the families, and whether all of it opens."""
    with house.app.app_context():
        families = set(db.session.scalars(select(Casus.name)))
    return families, run(house.app, "verify").splitlines()[-1]


def damaged(copy, place):
    content = bytearray(copy.read_bytes())
    content[place(len(content))] ^= 1
    return bytes(content)


DAMAGE = {
    "its first line": lambda copy: damaged(copy, lambda size: 3),
    "its head": lambda copy: damaged(copy, lambda size: 30),
    "its body": lambda copy: damaged(copy, lambda size: size // 2),
    "its last byte": lambda copy: damaged(copy, lambda size: size - 1),
    "its tail is gone": lambda copy: copy.read_bytes()[:-1],
    "half of it is gone": lambda copy: copy.read_bytes()[: copy.stat().st_size // 2],
}


@of_postgresql
def test_a_copy_that_is_damaged_anywhere_changes_nothing(house, copy, tmp_path):
    before, refused = holds(house), 0
    for harm in DAMAGE.values():
        bad = tmp_path / "bad.copy"
        bad.write_bytes(harm(copy))
        refused += "Error" in run(house.app, "restore", bad, "--replace", fails=True)
    assert refused == len(DAMAGE)
    assert holds(house) == before


@of_postgresql
def test_without_the_right_keys_nothing_is_put_back_and_nothing_is_lost(house, copy, monkeypatch):
    before, ring = holds(house), house.app.extensions["keyring"]
    monkeypatch.setitem(house.app.config, "BACKUP_KEY", "")
    assert "WORKBENCH_BACKUP_KEY is not set" in run(house.app, "restore", copy, "--replace", fails=True)
    monkeypatch.setitem(house.app.config, "BACKUP_KEY", new_key("b1"))
    assert "the key with this name is another one" in run(house.app, "restore", copy, "--replace", fails=True)
    monkeypatch.undo()
    house.app.extensions["keyring"] = KeyRing.parse(new_key(ring.current))
    said = run(house.app, "restore", copy, "--replace", fails=True)
    house.app.extensions["keyring"] = ring

    assert "cannot be read with the keys of WORKBENCH_KEYS" in said
    assert holds(house) == before


@of_postgresql
def test_what_was_erased_stays_erased_when_an_older_copy_is_put_back(house, copy, tmp_path):
    """Also where the restore is killed between the old and the new: the next one begins with what stood there."""
    without = tmp_path / "without its list" / copy.name
    without.parent.mkdir()
    shutil.copyfile(copy, without)
    with house.app.test_request_context():
        casus = db.session.get_one(Casus, house.casus_id)
        casus.status, casus.closed_on, casus.keep_until = CasusStatus.CLOSED, casus.started_on, casus.started_on
        first, second = factories.supervisor(), factories.privacy_officer()
        db.session.commit()
        asked = keeping.ask_destruction(casus, by=first, why="De termijn is voorbij.")
        db.session.commit()
        keeping.destroy(casus, asked, asked.version, by=second)
        db.session.commit()
    with house.app.app_context(), db.engine.begin() as connection:  # killed here
        connection.execute(text(f"CREATE SCHEMA {postgres.ASIDE}"))
        postgres._move(connection, "public", postgres.ASIDE)

    said = run(house.app, "restore", copy, "--replace")

    assert "Erased again what was erased after this copy was made: 1" in said
    families, verified = holds(house)
    assert (families, verified) == (set(), "Everything is as it was written.")
    with house.app.app_context():  # the control: where nobody remembers it, the copy brings the family back
        db.session.execute(text("DELETE FROM erasure"))
        db.session.commit()
    run(house.app, "restore", without, "--replace")
    assert holds(house)[0] != set()
    figure("F.6 a copy that is not to be relied on", goal="refused, and the database is as it was; erased stays erased",
           reached=f"{len(DAMAGE)} damaged copies, 2 wrong backup keys, a wrong ring: each refused, nothing changed; an older "
                   "copy, also after a restore that was killed: erased again",
           control="without the list of what was erased it is back", database=KIND)  # fmt: skip


UNSAFE = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "local", "data_checksums": "off"}
OF_SQLITE = {"journal_mode": "delete", "synchronous": 1, "foreign_keys": 0, "secure_delete": 0, "trusted_schema": 1}


@pytest.mark.parametrize("name", UNSAFE if KIND == "postgresql" else OF_SQLITE)
def test_a_database_that_could_lose_something_is_not_served(house, name):
    """The database answers as one that was set so: none of this can be set for a test alone."""
    said: dict[str, object] = {f"SHOW {one}": "on" for one in UNSAFE}
    wrong = {f"SHOW {name}": UNSAFE[name]} if KIND == "postgresql" else {f"PRAGMA {name}": OF_SQLITE[name]}

    def another(_connection, _cursor, statement, values, *_rest):
        answer = (said | wrong).get(statement)
        return statement if answer is None else f"SELECT {answer!r}", values

    event.listen(Engine, "before_cursor_execute", another, retval=True)
    try:
        found = starting.what_is_wrong(house.app)
        wrong.clear()
        control = starting.what_is_wrong(house.app)
    finally:
        event.remove(Engine, "before_cursor_execute", another)

    assert [one.split(" is ")[0] for one in found] == [name]
    assert control == []


@pytest.mark.parametrize("missing", ["WORKBENCH_KEYS", "WORKBENCH_SECRET_KEY", "WORKBENCH_DATABASE_URL", "WORKBENCH_HOSTS"])
def test_without_its_keys_it_does_not_start(monkeypatch, missing):
    settings = {"WORKBENCH_KEYS": new_key("k1"), "WORKBENCH_SECRET_KEY": "x" * 32, "WORKBENCH_HOSTS": "werkbank.example",
                "WORKBENCH_DATABASE_URL": "sqlite:///nowhere.db"}  # fmt: skip
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    config.Production()  # the control
    monkeypatch.delenv(missing)

    with pytest.raises(SystemExit, match=missing):
        config.Production()
