"""Every migration goes up and down, on SQLite and PostgreSQL, keeps what people wrote, and ends at the models' own tables."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy.engine import Connection, make_url

import config
from tests.safety.figures import figure
from workbench import create_app
from workbench.extensions import db

FOLDER = Path(__file__).parents[1] / "migrations"
REVISIONS = [one.revision for one in reversed(list(ScriptDirectory(str(FOLDER)).walk_revisions()))]
NOT_OURS = {"alembic_version"}
MOVED = {("signal", "meldcode_step")}  # became a record of its own in 0029; a test below follows it both ways
POSTGRES = os.environ.get("TEST_DATABASE_URL")


ASKED = {
    "columns": sa.Inspector.get_multi_columns, "key": sa.Inspector.get_multi_pk_constraint,
    "points at": sa.Inspector.get_multi_foreign_keys, "unique": sa.Inspector.get_multi_unique_constraints,
    "checks": sa.Inspector.get_multi_check_constraints, "indexes": sa.Inspector.get_multi_indexes,
}  # fmt: skip
SAID = {
    "columns": lambda found: {c["name"]: (str(c["type"]), c["nullable"]) for c in found},
    "key": lambda found: found["constrained_columns"],
    "points at": lambda found: {
        (k["name"], *k["constrained_columns"], k["referred_table"], *k["referred_columns"], *k["options"].items())
        for k in found
    },
    "unique": lambda found: {(u["name"], *u["column_names"]) for u in found},
    "checks": lambda found: {(c["name"], c["sqltext"]) for c in found},
    "indexes": lambda found: {(i["name"], *i["column_names"], i["unique"]) for i in found},
}


class Elsewhere(config.Testing):
    """A database of its own."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.SQLALCHEMY_DATABASE_URI = url


class Database:
    """An empty database that migrations may be tried on."""

    def __init__(self, url: str) -> None:
        self.app: Flask = create_app(Elsewhere(url))
        with self.app.app_context():
            self.engine = db.engine

    def up(self, revision: str = "head") -> None:
        with self.app.app_context():
            upgrade(str(FOLDER), revision)

    def down(self, revision: str = "base") -> None:
        with self.app.app_context():
            downgrade(str(FOLDER), revision)

    def shape(self) -> dict[str, dict[str, object]]:
        """Every table with its columns, keys, checks and indexes."""
        look = sa.inspect(self.engine)
        found = {part: {name: rows for (_schema, name), rows in ask(look).items()} for part, ask in ASKED.items()}
        return {
            name: {part: said(found[part].get(name) or []) for part, said in SAID.items()}
            for name in found["columns"] if name not in NOT_OURS
        }  # fmt: skip

    def rows(self) -> dict[str, list[dict[str, object]]]:
        """Everything that is stored, by table."""
        columns = sa.inspect(self.engine).get_multi_columns().items()
        tables = [
            _raw(name, [c["name"] for c in found if (name, c["name"]) not in MOVED])
            for (_schema, name), found in columns if name not in NOT_OURS
        ]  # fmt: skip
        with self.engine.connect() as connection:
            return {table.name: [dict(row._mapping) for row in connection.execute(table.select())] for table in tables}


def _raw(name: str, columns: Iterable[str]) -> sa.TableClause:
    """A table as the database knows it: nothing is opened or converted."""
    return sa.table(name, *(sa.column(one) for one in sorted(columns)))


def _shared(rows: dict[str, list[dict[str, object]]], other: dict[str, list[dict[str, object]]]) -> object:
    """The rows of the tables both have, with only the columns both have."""
    return {
        name: [{column: one[column] for column in one if column in other[name][0]} for one in rows[name]]
        for name in rows if other.get(name)
    }  # fmt: skip


def scratch(name: str, template: str | None = None) -> str:
    """A PostgreSQL database beside the one of the suite: empty, or a copy of another nobody is in."""
    url = make_url(POSTGRES or "").set(drivername="postgresql+psycopg")
    name = f"{url.database}_{name}"  # two runs on one server do not meet
    with sa.create_engine(url, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(sa.text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        connection.execute(sa.text(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else "")))
    return url.set(database=name).render_as_string(hide_password=False)


# Each suite tries its own kind: after tables were made on PostgreSQL, SQLAlchemy no longer puts the foreign keys of a circle in
# a CREATE TABLE, so SQLite would get other tables in that process.
@pytest.fixture(scope="module", params=["postgresql" if POSTGRES else "sqlite"])
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database to migrate; each test brings it to the revision it needs."""
    url = f"sqlite:///{tmp_path_factory.mktemp('up') / 'migrated.db'}" if request.param == "sqlite" else scratch("up_and_down")
    made = Database(url)
    yield made
    made.engine.dispose()


@pytest.fixture
def head(place: Database) -> Database:
    """The database, migrated and empty."""
    place.up()
    return place


def test_migrations_end_where_the_models_are(head):
    with head.app.app_context(), head.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_the_tables_are_the_same_as_those_made_from_the_models(head, tmp_path):
    url = f"sqlite:///{tmp_path / 'models.db'}" if head.engine.dialect.name == "sqlite" else scratch("models")
    models = Database(url)
    with models.app.app_context():
        db.create_all()
    try:
        assert head.shape() == models.shape()
    finally:
        models.engine.dispose()


def one_row_each(connection: Connection, there: set[str]) -> None:
    """A row in every table that is there, each pointing at the row with number 1 of the others where those exist."""
    done: set[str] = set()
    tables = [table for table in db.metadata.tables.values() if table.name in there]
    look = sa.inspect(connection)
    while left := [table for table in tables if table.name not in done]:
        ready = [table for table in left if _needs(table) <= done]
        assert ready, f"These tables need each other: {sorted(table.name for table in left)}"
        for table in ready:
            known = {column["name"] for column in look.get_columns(table.name)}  # a later migration may add more
            values = {c.name: _value(c, done) for c in table.columns if c.name in known}
            connection.execute(_raw(table.name, values).insert().values(values))
            done.add(table.name)


def _needs(table: sa.Table) -> set[str]:
    """The tables that must hold a row first: those a row here cannot do without."""
    return {
        key.column.table.name for c in table.columns for key in c.foreign_keys if not c.nullable or c.name == "person_id"
    } - {table.name}


def _value(column: sa.Column, done: set[str]) -> object:
    if column.foreign_keys:
        return 1 if next(iter(column.foreign_keys)).column.table.name in done else None
    impl = getattr(column.type, "impl", column.type)
    if isinstance(impl, sa.LargeBinary):
        return column.name.encode()
    for types, value in (
        ((sa.Boolean,), True), ((sa.DateTime,), sa.func.current_timestamp()), ((sa.Date,), sa.func.current_date()),
        ((sa.Time,), sa.literal_column("'20:30:00'")), ((sa.Integer, sa.Float, sa.Numeric), 1), ((sa.JSON,), "{}"),
    ):  # fmt: skip
        if isinstance(impl, types):
            return value
    return column.name[: getattr(impl, "length", None) or 99]


def test_what_people_wrote_stays_on_the_way_down(place):
    """Each step down takes only its own tables and columns away, or brings back what was there before; the rest is the same."""
    place.down()
    place.up()
    tables = set(place.shape())
    with place.engine.begin() as connection:
        one_row_each(connection, tables)
    full = place.rows()
    assert {name for name, rows in full.items() if len(rows) != 1} == set()
    noticed = silently_gone(place, full)

    kept = full
    for revision in [*reversed(REVISIONS[:-1]), "base"]:
        place.down(revision)
        now = place.rows()
        assert _shared(now, kept) == _shared(kept, now), f"going down to {revision}"
        kept = now
    assert kept == {}
    figure("F.7 migrations up and down", goal="each: up, down, data in is data out, the last equals the models",
           reached=f"{len(REVISIONS)} migrations, a row in each of {len(full)} tables the same",
           control=f"noticed: {', '.join(noticed)}", database=place.engine.dialect.name)  # fmt: skip


def silently_gone(place: Database, full: dict[str, list[dict[str, object]]]) -> list[str]:
    """The control: what is noticed of a column that goes without a word, and of one that is only emptied."""
    noticed, one = [], "danger_statement"
    for what, change in (("a column gone", f"ALTER TABLE {one} DROP COLUMN status_why"),
                         ("a column emptied", f"UPDATE {one} SET status_why = NULL")):  # fmt: skip # noqa: S608
        with place.app.app_context(), place.engine.connect() as connection:
            connection.execute(sa.text(change))
            now = [dict(row._mapping) for row in connection.execute(sa.text(f"SELECT * FROM {one}"))]  # noqa: S608
            unlike_models = compare_metadata(MigrationContext.configure(connection), db.metadata)
            if unlike_models if what == "a column gone" else now != full[one]:
                noticed.append(what)
            connection.rollback()
    assert noticed == ["a column gone", "a column emptied"]
    return noticed


def test_what_people_wrote_stays_on_the_way_up(place):
    place.up()
    place.down()
    place.up("0003")
    tables = set(place.shape())
    with place.engine.begin() as connection:
        one_row_each(connection, tables)
    before = place.rows()
    assert sum(map(len, before.values())) > 20

    place.up()
    assert _shared(place.rows(), before) == _shared(before, before)


def test_the_step_of_the_reporting_code_on_a_signal_becomes_a_step_that_was_taken_and_goes_back(place):
    place.up()
    place.down()
    place.up("0022")
    tables = set(place.shape())
    with place.engine.begin() as connection:
        one_row_each(connection, tables)
        connection.execute(sa.text("UPDATE signal SET meldcode_step = 3"))

    place.up("0029")
    with place.engine.begin() as connection:
        steps = connection.execute(sa.text(
            "SELECT s.step, s.done_on, g.discussed_on FROM meldcode_step s JOIN meldcode_signal l ON "
            "l.meldcode_id = s.meldcode_id JOIN signal g ON g.id = l.signal_id"
        )).all()  # fmt: skip
    assert [(step, str(done) == str(discussed)) for step, done, discussed in steps] == [(3, True)]

    place.down("0022")
    with place.engine.begin() as connection:
        assert connection.execute(sa.text("SELECT meldcode_step FROM signal")).scalar_one() == 3


def test_a_migration_that_is_interrupted_leaves_everything_as_it_was(place, monkeypatch):
    """Halfway through a file: an error first, then the process itself is gone."""
    place.up()
    place.down("0003")
    before, tables = place.shape(), []
    make = Operations.create_table

    def stop_at_the_fourth(self, *args, **values):
        tables.append(args[0])
        if len(tables) == 4:
            raise KeyboardInterrupt
        return make(self, *args, **values)

    monkeypatch.setattr(Operations, "create_table", stop_at_the_fourth)
    with pytest.raises(KeyboardInterrupt):
        place.up("0004")
    assert place.shape() == before
    monkeypatch.undo()
    place.up()
    assert before.keys() < place.shape().keys()


def test_a_process_that_dies_halfway_leaves_old_or_new(place, monkeypatch):
    place.up()
    place.down("0003")
    before = place.shape()
    place.engine.dispose()
    child = os.fork()
    if child == 0:  # no test continues in here
        made, make = [], Operations.create_table

        def die(self, *args, **values):
            made.append(args[0])
            if len(made) == 4:
                os._exit(9)
            return make(self, *args, **values)

        Operations.create_table = die
        try:
            place.up("0004")
        finally:
            os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert place.shape() == before
    figure("F.7 a migration whose process dies", goal="old or new, never between",
           reached="died at the fourth table of 0004: as it was before", database=place.engine.dialect.name)  # fmt: skip
    place.up()


def test_a_row_that_would_point_at_nothing_stops_the_migration(tmp_path, caplog):
    """SQLite rebuilds tables with its keys off; they are looked at again before anything is kept."""
    place = Database(f"sqlite:///{tmp_path / 'broken.db'}")
    place.up("0001")
    raw = place.engine.raw_connection()
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute("INSERT INTO team (id, organisation_id, name) VALUES (1, 77, 'Team Vlierdam')")
    raw.close()
    place.engine.dispose()

    with pytest.raises(SystemExit):
        place.up("0002")
    assert "nothing was changed" in caplog.text
    assert "casus" not in place.shape()
    place.engine.dispose()


@pytest.mark.parametrize("change", ["UPDATE audit_entry SET actor_id = 2", "DELETE FROM audit_entry", "TRUNCATE audit_entry"])
def test_the_database_refuses_to_change_the_log(head, change):
    if change.startswith("TRUNCATE") and head.engine.dialect.name == "sqlite":
        return  # SQLite has no such command
    with head.engine.begin() as connection:
        entry = db.metadata.tables["audit_entry"]
        if not connection.scalar(sa.select(sa.func.count()).select_from(entry)):
            values = {c.name: _value(c, set()) for c in entry.columns}
            connection.execute(_raw(entry.name, values).insert().values(values))
    stored = head.rows()["audit_entry"]

    with pytest.raises(sa.exc.DBAPIError, match="the log only grows"), head.engine.begin() as connection:
        connection.execute(sa.text(change))
    assert head.rows()["audit_entry"] == stored


def test_going_down_removes_the_guard_of_the_log_as_well(place):
    place.up()
    place.down("0007")
    with place.engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM audit_entry"))
    place.up()
