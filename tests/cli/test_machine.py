"""What is said of the machine: on the page for who has to know, and at the start: with a hard fault nobody is served."""

from copy import copy
from types import SimpleNamespace

import click
import pytest
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from tests import factories
from tests.cli.machines import OnFile
from workbench import create_app, database
from workbench.accounts.models import Role, User
from workbench.crypto import KeyRing, new_key
from workbench.extensions import db
from workbench.upkeep import copying, machine, starting

# --- the page

MEND, ALL_WELL = "Te herstellen", "Er hoeft niets te worden hersteld"


@pytest.fixture
def beheer(app, browse):
    return browse(factories.administrator(tf_primary_method="authenticator", tf_totp_secret="x", mf_recovery_codes=["x"]))


@pytest.fixture
def kept_well(app, monkeypatch):
    """A machine on which everything is as it should be: what the suite runs on is left out of it."""
    monkeypatch.setattr(machine, "LEAST_FREE", 0.0)
    monkeypatch.setattr(machine, "UNSYNCED", -1)
    monkeypatch.setattr(machine, "OF_POSTGRES", ())
    monkeypatch.setitem(app.config, "SECOND_FACTOR_REQUIRED", True)
    monkeypatch.setitem(app.config, "SESSION_COOKIE_SECURE", True)
    monkeypatch.setattr(app, "debug", False)
    with app.app_context():
        MigrationContext.configure(db.session.connection()).stamp(ScriptDirectory("migrations"), "heads")
        db.session.commit()
        for event, said in (("copy made", {}), ("everything verified", {"faults": 0}), ("drill done", {"well": True})):
            copying.note(event, **said)


@pytest.mark.parametrize(
    ("who", "answers"), [("administrator", 200), ("privacy_officer", 200), ("supervisor", 403), ("worker", 403)]
)
def test_only_who_has_to_know_sees_the_machine(browse, who, answers):
    assert browse(getattr(factories, who)()).open("upkeep.machine").status == answers


def test_without_an_account_nobody_sees_the_machine(browse):
    assert browse().open("upkeep.machine").heading != "De machine"


def test_a_machine_that_is_well_says_so_first(beheer, kept_well):
    page = beheer.open("upkeep.machine")

    assert ALL_WELL in page.words
    assert MEND not in page.words
    assert any(one.startswith("De laatste kopie is") for one in page.items("In orde"))


def test_a_fault_stands_above_with_what_to_do(app, beheer, kept_well, monkeypatch):
    monkeypatch.setattr(machine, "LEAST_FREE", 2.0)
    monkeypatch.setattr(app, "debug", True)
    with app.app_context():
        copying.note("everything verified", faults=1)

    page = beheer.open("upkeep.machine")

    assert ALL_WELL not in page.words
    debug, disk, verified = page.items(MEND)
    assert debug.startswith("Debug staat aan") and debug.endswith("meteen")
    assert "Maak ruimte" in disk and disk.endswith("Herstellen")
    assert "bel de functionaris gegevensbescherming" in verified


def test_who_never_made_a_copy_reads_how(beheer):
    assert any("Laat elke nacht ‘flask backup’ draaien" in one for one in beheer.open("upkeep.machine").items(MEND))


# --- the start


@pytest.fixture(scope="module")
def production(tmp_path_factory):
    """A workbench in a file of its own, in which nobody is yet but its first account; as in production."""
    app = create_app(OnFile(tmp_path_factory.mktemp("production")))
    with app.app_context():
        db.create_all()
        db.session.add(User(email="x@y.example", name="Joyce", role=Role.ADMINISTRATOR, password="-", fs_uniquifier="x"))
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    app.testing = False
    return app


@pytest.fixture
def server(production, monkeypatch):
    """The same with what a test changes put back after it."""
    monkeypatch.setattr(production, "debug", False)
    for name in ("config", "extensions"):
        monkeypatch.setattr(production, name, copy(getattr(production, name)))
    still = dict.fromkeys(("collect", "freeze", "set_threshold"), lambda *_what: None)
    monkeypatch.setattr(starting, "gc", SimpleNamespace(**still))  # that of this process stays as it is
    monkeypatch.setattr(production.jinja_env, "list_templates", lambda **_which: ["base.html", "casus_base.html"])
    production.jinja_env.cache.clear()
    return production


def ready_pages(server):
    return {name for _loader, name in server.jinja_env.cache.keys()}  # noqa: SIM118 — its own kind of table


def test_a_machine_that_is_well_serves_with_every_page_compiled_before_anybody_comes(server):
    assert starting.what_is_wrong(server) == []
    assert ready_pages(server) == set()
    starting.make_ready(server)
    assert ready_pages(server) >= {"base.html", "casus_base.html"}


def test_settings_with_which_a_power_cut_loses_what_was_saved_stop_the_start(server, monkeypatch):
    monkeypatch.setattr(database, "PRAGMAS", [one.replace("=FULL", "=NORMAL") for one in database.PRAGMAS])

    with pytest.raises(SystemExit) as told:
        starting.make_ready(server)

    assert str(told.value) == "The workbench does not serve on this machine:\n- synchronous is 1, should be 2"


def test_debug_and_a_file_that_is_no_workbench_stop_the_start(server, tmp_path):
    server.debug = True
    assert starting.what_is_wrong(server) == ["debug is on: nobody else may reach this machine"]

    other = create_app(OnFile(tmp_path))
    assert starting.what_is_wrong(other) == ["the database cannot be reached, or holds no workbench (OperationalError)"]


def test_a_record_whose_key_is_not_on_the_ring_stops_the_start(server):
    assert starting.what_is_wrong(server) == []

    server.extensions["keyring"] = KeyRing.parse(new_key("t9"))

    assert starting.what_is_wrong(server) == ["a key that is in use is not on the ring: t1; add it to WORKBENCH_KEYS"]


def test_the_commands_that_mend_it_and_the_demo_start_all_the_same(server):
    server.debug = True
    with click.Context(click.Command("doctor"), info_name="doctor"):
        starting.make_ready(server)
    with click.Context(click.Command("run"), info_name="run"), pytest.raises(SystemExit):  # the control: a server does not
        starting.make_ready(server)
    server.config["DEMO"] = True
    starting.make_ready(server)
    assert ready_pages(server) == set()

