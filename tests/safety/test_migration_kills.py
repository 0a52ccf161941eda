"""kill -9 at any moment while a migration runs on a database with data in it: it is the old one or the new one (F.7).

WORKBENCH_MIGRATION_KILLS=100 spreads that many over all migrations; the short form kills in one of them. Half of the kills are
right after a statement that chance chose, half at a moment of the clock.
"""

import os
import random
import re
import shutil
import signal
import time
from contextlib import contextmanager
from itertools import cycle, islice

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from tests.safety.figures import figure
from tests.test_migrations import POSTGRES, REVISIONS, Database, one_row_each, scratch
from workbench.extensions import db

KILLS = int(os.environ.get("WORKBENCH_MIGRATION_KILLS", "2"))
CHOSEN = REVISIONS[1:] if len(REVISIONS) <= KILLS + 1 else ["0005"]
SLOWLY = 0.002  # seconds after each statement, so that a moment of the clock falls inside a migration
NEVER = 10**9
# What a migration makes itself: an id nobody can guess, the moment it ran.
MADE = re.compile(r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[\d.+:]*")


class Place(Database):
    """A database that is migrated by the app of the suite: making an app takes longer than migrating."""

    def __init__(self, app, url):
        self.app, self.engine = app, sa.create_engine(url)

    def up(self, revision="head"):
        engines = db._app_engines[self.app]
        usual, engines[None] = engines[None], self.engine
        try:
            super().up(revision)
        finally:
            engines[None] = usual


class Ground:
    """Databases to try it on: one that goes up without data, and copies that are thrown away."""

    def __init__(self, app, folder):
        self.app, self.folder, self.made = app, folder, {}
        self.clean = self.place("clean")

    def place(self, name):
        """The database under this name."""
        if name not in self.made:
            url = scratch(f"kills_{name}") if POSTGRES else f"sqlite:///{self.folder / name}.db"
            self.made[name] = Place(self.app, url)
        return self.made[name]

    def copy(self, place, name):
        """The same database again, under another name, in place of what was there."""
        there = self.place(name)
        place.engine.dispose()  # with the last connection SQLite writes everything into the one file
        there.engine.dispose()
        if POSTGRES:
            scratch(f"kills_{name}", template=place.engine.url.database)
            return there
        for left in self.folder.glob(f"{name}.db-*"):
            left.unlink()
        shutil.copy(place.engine.url.database, there.engine.url.database)
        return there

    def with_data(self, revision):
        """A database at this revision with a row in every table."""
        self.clean.up(revision)
        place = self.copy(self.clean, "before")
        tables = set(place.shape())
        with place.engine.begin() as connection:
            one_row_each(connection, tables)
        return place


def state(place):
    """All there is: the revision, every table, every row. Waits until the server let go of who was killed."""
    if place.engine.dialect.name == "sqlite":
        with place.engine.connect() as connection:
            dump = connection.connection.dbapi_connection.iterdump()
            found = sorted(sorted(part.strip(" ,\t") for part in MADE.sub("made", line).splitlines()) for line in dump)
        place.engine.dispose()
        return found
    others = sa.text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
    while True:
        with place.engine.connect() as connection:
            if not connection.scalar(others):
                break
        time.sleep(0.01)
    with place.engine.connect() as connection:
        revision = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    rows = {name: [{one: MADE.sub("made", str(value)) for one, value in row.items()} for row in stored]
            for name, stored in place.rows().items()}  # fmt: skip
    found = revision, place.shape(), rows
    place.engine.dispose()
    return found


@contextmanager
def migrating(place, revision, *, die_at=NEVER, apart=False):
    """A process of its own, with a group of its own, that migrates, says so after each statement and then waits."""
    place.engine.dispose()
    told, tells = os.pipe()
    child = os.fork()
    if child == 0:  # no test continues in here
        os.setsid()
        _tell_of_each_statement(tells, die_at, apart)
        try:
            place.up(revision)
            os.write(tells, b"!")
            time.sleep(60)
        finally:
            os._exit(1)
    os.close(tells)
    try:
        yield child, told
    finally:
        os.close(told)
        killed(child)


def killed(child):
    """The whole group is dead, and waited for: then nobody holds a lock any more."""
    try:
        os.killpg(child, signal.SIGKILL)
    except ProcessLookupError:  # it did not have a group yet
        os.kill(child, signal.SIGKILL)
    except PermissionError:  # it died by itself
        pass
    os.waitpid(child, 0)


def _tell_of_each_statement(tells, die_at, apart):
    count = 0

    def after(connection, *_rest):
        nonlocal count
        count += 1
        if apart:  # the control: what was done is kept, whatever comes
            own = connection.connection.dbapi_connection
            if connection.dialect.name == "postgresql":
                own.commit()
            elif own.in_transaction:
                own.execute("COMMIT")
                own.execute("BEGIN IMMEDIATE")
        os.write(tells, b".")
        if count == die_at:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(SLOWLY)

    sa.event.listen(Engine, "after_cursor_execute", after)


def statements_of(place, revision):
    """How many statements this migration takes, and how many seconds; the place is migrated then."""
    start, count = time.monotonic(), 0
    with migrating(place, revision) as (_child, told):
        while (found := os.read(told, 4096)) and b"!" not in found:
            count += len(found)
        count += len(found) - 1
        assert found, "the migration went to its end"
    return count, time.monotonic() - start


def kill_after(place, revision, statements, *, apart=False):
    with migrating(place, revision, die_at=statements, apart=apart) as (_child, told):
        while os.read(told, 4096):
            pass  # until nobody is left to tell


def kill_within(place, revision, seconds):
    with migrating(place, revision) as (_child, told):
        os.read(told, 1)  # it has begun
        time.sleep(seconds)


def outcome(place, old, new):
    now = state(place)
    return "old" if now == old else "new" if now == new else "between"


def test_a_migration_that_is_killed_leaves_the_old_or_the_new_and_can_go_on(app, tmp_path):
    chance, count, between = random.Random(17), dict.fromkeys(("old", "new", "between"), 0), 0  # noqa: S311
    ground = Ground(app, tmp_path)
    each = dict.fromkeys(CHOSEN, 0)
    for revision in islice(cycle(CHOSEN), KILLS):
        each[revision] += 1
    for revision, kills in each.items():
        before = ground.with_data(REVISIONS[REVISIONS.index(revision) - 1])
        old = state(before)
        whole = ground.copy(before, "trial")
        statements, seconds = statements_of(whole, revision)
        new = state(whole)
        assert old != new
        for nr in range(kills):
            place = ground.copy(before, "trial")
            if nr % 2:
                kill_within(place, revision, chance.uniform(0, 1.2 * seconds))
            else:
                kill_after(place, revision, chance.randint(1, statements))
            count[outcome(place, old, new)] += 1
            place.up(revision)
            assert outcome(place, old, new) == "new", "and it goes on"
        place = ground.copy(before, "trial")
        kill_after(place, revision, statements * 2 // 3, apart=True)
        between += outcome(place, old, new) == "between"
    figure("F.7 a migration killed", goal="old or new, never between", database=before.engine.dialect.name,
           reached=f"{sum(count.values())} kills in {len(each)} migrations: {count['old']} old, {count['new']} new, "
                   f"{count['between']} between",
           control=f"each statement kept by itself: {between} of {len(each)} between")  # fmt: skip
    assert count["between"] == 0
    assert between > 0, "the control: a migration that keeps each statement is torn"
