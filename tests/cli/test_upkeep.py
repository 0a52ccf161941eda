"""The commands that keep a machine in order: verify, keys, copies, doctor, reminders."""

import re
import sqlite3
from contextlib import closing
from datetime import date

import pytest
from sqlalchemy import LargeBinary, func, select, type_coerce, update

from tests.cli.machines import run
from workbench import clock
from workbench.accounts.models import User
from workbench.audit.models import AuditEntry
from workbench.casus.models import Person
from workbench.crypto import KeyRing, new_key
from workbench.crypto.rotation import keys_in_use, sealed_columns
from workbench.extensions import db
from workbench.outbox.models import OutgoingMail
from workbench.plans.models import PlanVersion

# --- verify, keys


def test_verify_is_content_with_the_demo(machine):
    assert "Everything is as it was written." in run(machine, "verify")


def test_verify_finds_a_flipped_byte(machine):
    with machine.app_context():
        sealed = db.session.scalar(select(type_coerce(Person.first_name, LargeBinary)).where(Person.id == 3))
        flipped = sealed[:-1] + bytes([sealed[-1] ^ 1])
        db.session.execute(update(Person.__table__).where(Person.id == 3).values(first_name=type_coerce(flipped, LargeBinary)))
        db.session.commit()

    assert "cannot be opened: person.first_name, row 3" in run(machine, "verify", fails=True)


def test_verify_finds_a_value_that_was_moved_to_another_column(machine):
    with machine.app_context():
        sealed = db.session.scalar(select(type_coerce(Person.last_name, LargeBinary)).where(Person.id == 1))
        db.session.execute(update(Person.__table__).where(Person.id == 1).values(first_name=type_coerce(sealed, LargeBinary)))
        db.session.commit()

    assert "person.first_name, row 1" in run(machine, "verify", fails=True)


def test_verify_finds_a_changed_plan_and_a_changed_log(machine):
    with machine.app_context():
        db.session.execute(update(PlanVersion.__table__).where(PlanVersion.id == 3).values(sha256="0" * 64))
        first = select(func.min(AuditEntry.id)).where(AuditEntry.chain == 1).scalar_subquery()
        _take_triggers_away()
        db.session.execute(update(AuditEntry.__table__).where(AuditEntry.id == first).values(actor_id=99))
        db.session.commit()

    machine.config["MAIL_URL"] = "file:///nowhere"
    said = run(machine, "verify", fails=True)
    assert "plan: plan_version row 3" in said
    assert "log: chain 1" in said
    run(machine, "verify", fails=True)
    with machine.app_context():  # who has to know is told, once a day
        told = db.session.scalars(select(User.email).join(OutgoingMail, OutgoingMail.user_id == User.id))
        assert sorted(one.split("@")[0] for one in told) == ["beheer", "fg"]


def test_after_a_rotation_everything_reads_and_the_old_key_is_in_use_nowhere(machine):
    old = machine.config["KEYS"]
    machine.extensions["keyring"] = KeyRing.parse(f"{new_key('t2')},{old}")
    with machine.app_context():
        before = keys_in_use()
        changed_at = db.session.scalar(select(Person.updated_at).where(Person.id == 1))
    assert set(before) == {"t1"}

    assert f"{before['t1']} values sealed anew with key t2" in run(machine, "keys", "rotate")

    with machine.app_context():
        assert keys_in_use() == {"t2": before["t1"]}
        kim = db.session.get(Person, 1)
        assert (kim.first_name, kim.updated_at, kim.version) == ("Kim", changed_at, 1)
    assert "Everything is as it was written." in run(machine, "verify")
    assert run(machine, "keys", "rotate").startswith("0 values")


def test_a_rotation_that_was_interrupted_goes_on(machine, monkeypatch):
    from workbench.crypto import rotation

    machine.extensions["keyring"] = KeyRing.parse(f"{new_key('t2')},{machine.config['KEYS']}")
    tables = rotation.sealed_columns()
    monkeypatch.setattr(rotation, "sealed_columns", lambda: tables[: len(tables) // 2])
    monkeypatch.setattr(rotation, "BATCH", 7)
    run(machine, "keys", "rotate")
    monkeypatch.setattr(rotation, "sealed_columns", lambda: tables)
    with machine.app_context():
        assert set(keys_in_use()) == {"t1", "t2"}

    run(machine, "keys", "rotate")

    with machine.app_context():
        assert set(keys_in_use()) == {"t2"}


def test_a_key_that_is_not_on_the_ring_is_named(machine):
    machine.extensions["keyring"] = KeyRing.parse(new_key("t9"))

    assert "MEND   missing from the ring: t1" in run(machine, "doctor", fails=True)


def test_every_sealed_column_of_every_table_is_known():
    names = {f"{table.name}.{column.name}" for table, columns in sealed_columns() for column in columns}
    assert {"person.first_name", "users.name", "plan_version.body", "answer.words", "reflection.example"} <= names


def test_a_new_key_is_printed(machine):
    assert KeyRing.parse(run(machine, "keys", "new", "2026a").strip()).current == "2026a"


# --- doctor


def test_people_can_save_while_a_copy_is_checked(machine):
    from workbench import database

    with machine.app_context(), database.reading():
        db.session.scalar(select(func.count(Person.id)))
        with closing(sqlite3.connect(machine.config["SQLALCHEMY_DATABASE_URI"][10:], timeout=0)) as somebody:
            somebody.execute("UPDATE casus SET version = version + 1")
            somebody.commit()


def test_the_doctor_says_what_to_mend(machine, tmp_path):
    (tmp_path / "workbench.db").chmod(0o644)

    said = run(machine, "doctor", fails=True)

    assert "MEND   others on this machine can read the database" in said
    assert "well   synchronous is 2" in said
    assert "well   everything is sealed with key t1" in said
    assert "MEND   the tables are of another version" in said  # made without migrations


# --- reminders


@pytest.fixture
def demo_day(machine):
    """It is Thursday 18 June 2026."""
    clock.begin_on(date(2026, 6, 18))
    yield
    clock.begin_on(None)


def test_remind_counts_what_waits_and_sends_nothing_without_a_mail_server(machine, demo_day):
    said = run(machine, "remind")

    assert "user 1: 1 minutes, 1 not kept, 2 silent" in said
    assert "nothing was sent" in said
    assert re.search(r"Seal of 2026-06-18, keep it elsewhere: [0-9a-f]{64}", said)


def _take_triggers_away():
    """What somebody who reaches the database itself would do first."""
    connection = db.session.connection()
    for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
