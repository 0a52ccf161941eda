"""Erased is erased: in the tables, the file, its free pages and its write-ahead log, and after an older copy is put back."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import LargeBinary, select, type_coerce

from tests import factories
from tests.cli.machines import run
from tests.file_rights.test_access_request import asked_by
from workbench import audit, clock
from workbench.accounts.models import User
from workbench.audit.models import AuditEntry
from workbench.casus.models import Casus, CasusStatus, Person
from workbench.closing import queries as closing_queries
from workbench.crypto.rotation import sealed_columns
from workbench.errors import RuleBroken
from workbench.extensions import Model, db
from workbench.file_rights import erasing, operations, queries
from workbench.file_rights import keeping_operations as keeping
from workbench.file_rights.models import AskGround, Because, Decision, Erasure, ErasureKind, RequestKind
from workbench.mapping.models import MapItem
from workbench.plans.models import PlanVersion


def staff(name):
    return db.session.scalars(select(User).where(User.email.startswith(name))).one()


def sealed_of(casus_id):
    """Every sealed value of this casus, as it stands in the file."""
    found = []
    for table, columns in sealed_columns():
        if "casus_id" in table.c or table.name == "casus":
            own = table.c.id == casus_id if table.name == "casus" else table.c.casus_id == casus_id
            raw = [type_coerce(column, LargeBinary) for column in columns]
            rows = db.session.execute(select(*raw).where(own))
            found += [bytes(value) for row in rows for value in row if value and len(value) > 40]
    return found


def on_disk(folder, values):
    """How many of these values stand somewhere in the database file or its write-ahead log."""
    content = b"".join(file.read_bytes() for file in folder.glob("workbench.db*"))
    return sum(value[-24:] in content for value in values)  # the tail: a long value is spread over pages


def left_of(casus_id):
    return {
        table.name: count for table in Model.metadata.tables.values() if "casus_id" in table.c and table.name not in erasing.KEPT
        if (count := len(db.session.execute(select(table).where(table.c.casus_id == casus_id)).all()))
    }  # fmt: skip


def close_long_ago(casus):
    casus.status, casus.closed_on, casus.keep_until = CasusStatus.CLOSED, clock.today(), clock.today()


def test_a_destroyed_file_is_gone_everywhere_and_stays_gone_after_an_older_copy(machine, tmp_path):
    """Two people destroy it. Not one sealed value is left in database, log or free pages; the chain verifies; a restore of a
    copy from before does not bring it back, on this machine or on an empty one that has the list beside the copy."""
    copies = tmp_path / "copies"
    run(machine, "backup", copies)
    with machine.app_context():
        casus = db.session.get_one(Casus, 1)
        ref, values, others = casus.ref, sealed_of(1), len(sealed_of(2))
        close_long_ago(casus)
        db.session.commit()
        assert on_disk(tmp_path, values) > len(values) * 0.99  # the control: the search finds them
        asked = keeping.ask_destruction(casus, by=staff("henk"), why="De termijn is voorbij.")
        db.session.commit()
        with pytest.raises(RuleBroken):  # the same person does not decide
            keeping.destroy(casus, asked, asked.version, by=staff("henk"))
        report = keeping.destroy(casus, asked, asked.version, by=staff("fg"))
        db.session.commit()
        erasing.tidy()

        assert left_of(1) == {}
        assert db.session.scalar(select(Casus.id).where(Casus.ref == ref)) is None
        assert on_disk(tmp_path, values) == 0
        assert (report.kind, report.of_casus, report.counts["person"] > 5) == (ErasureKind.RETENTION, 1, True)
        assert list(audit.verify()) == []
        assert len(sealed_of(2)) == others
        assert db.session.connection().exec_driver_sql("PRAGMA foreign_key_check").first() is None
        made = Casus(name="Gezin Nieuw", team_id=1, worker_id=staff("sanne").id, framework="voluntary", started_on=clock.today())
        db.session.add(made)
        db.session.commit()
        db.session.remove()
    [older] = copies.glob("*.copy")
    assert "Erased again what was erased after this copy was made: 1" in run(machine, "restore", older, "--replace")
    with machine.app_context():
        assert left_of(1) == {}
        assert on_disk(tmp_path, values) == 0
        assert db.session.scalars(select(Erasure)).one().replayed == 1
        assert "erased again" in db.session.scalars(select(AuditEntry.event).order_by(AuditEntry.id.desc()).limit(2)).all()
        assert list(audit.verify()) == []
        db.session.remove()
    run(machine, "backup", copies)  # its list stands beside it, and is read for the older copy too
    with machine.app_context():
        db.session.execute(Erasure.__table__.delete())
        db.session.commit()
        db.session.remove()
    run(machine, "restore", older, "--replace")
    with machine.app_context():
        assert left_of(1) == {}


def test_without_the_list_an_older_copy_brings_it_back(machine, tmp_path):
    """The negative control of the list."""
    run(machine, "backup", tmp_path / "copies")
    with machine.app_context():
        erasing.erase_casus(1)
        db.session.commit()
        db.session.remove()
    [older] = (tmp_path / "copies").glob("*.copy")
    run(machine, "restore", older, "--replace")
    with machine.app_context():
        assert left_of(1) != {}


def test_secure_delete_is_what_empties_the_pages(machine, tmp_path):
    """The negative control of the search: without it the values still stand in free pages."""
    with machine.app_context():
        texts = db.session.execute(select(type_coerce(MapItem.text, LargeBinary)).where(MapItem.casus_id == 1))
        values = [bytes(row[0]) for row in texts]
        db.session.remove()
        db.engine.dispose()
    with closing(sqlite3.connect(tmp_path / "workbench.db")) as raw:
        raw.execute("PRAGMA secure_delete=OFF")
        raw.execute("DELETE FROM map_item WHERE casus_id = 1")
        raw.commit()
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert on_disk(tmp_path, values) > 0


def deletion_of(family, name):
    return asked_by(family, name, kind=RequestKind.DELETION)


def test_a_person_is_erased_item_by_item_and_the_others_stay(family, context):
    """The privacy officer decides; what is kept for somebody else stays, with its ground; nobody else loses a word."""
    casus, name = family.casus, "Wim"
    person = family.person(name)
    request = deletion_of(family, name)
    found = operations.found_for(casus, request).items
    own = [one for one in found if one.people == {person.id} or (one.table, one.id) == ("person", person.id)]
    joint = [one for one in found if one not in own]
    fg, henk = family.staff("fg"), family.staff("henk")
    with pytest.raises(operations.Undecided):
        keeping.grant_deletion(casus, request, request.version, by=fg, why="Hij vraagt het.")
    operations.decide(casus, request, own, Decision.ERASE, by=fg)
    if joint:
        with pytest.raises(RuleBroken):
            operations.decide(casus, request, joint, Decision.KEEP, by=fg)
        operations.decide(casus, request, joint, Decision.KEEP, Because.INTEREST, by=fg)
    db.session.flush()
    with pytest.raises(RuleBroken):  # who registered it does not decide
        keeping.grant_deletion(casus, request, request.version, by=family.staff("mehmet"), why="x")
    before = {one.key for one in operations.items_of(casus)[0]}
    keeping.grant_deletion(casus, request, request.version, by=fg, why="Hij vraagt het.")
    report = keeping.carry_out(casus, request, request.version, by=henk)
    db.session.commit()

    after = {one.key: one for one in operations.items_of(family.casus)[0]}
    assert {one.key for one in own if one.table != "person"} & set(after) == set()
    assert {one.key for one in joint} <= set(after)
    assert before - set(after) <= {f"{table}-{number}" for table, number in map(tuple, report.rows)}
    blank = db.session.get_one(Person, person.id)
    assert (blank.first_name, blank.last_name, blank.born_on) == (erasing.BLANK, None, None)
    assert list(audit.verify()) == []
    done = keeping.replay([{name: getattr(report, name) for name in list(Erasure.__table__.columns.keys())}])
    assert done == 0  # nothing came back, so nothing is done again


def test_an_id_that_is_given_out_again_is_never_taken_for_the_erased_one(app, context):
    first = factories.casus()
    number, moment = first.id, clock.now()
    gone = {"ref": first.ref, "of_casus": number, "of_person": None, "rows": [], "done_at": moment, "kind": ErasureKind.CASUS}
    erasing.erase_casus(number)
    db.session.add(Erasure(**gone, counts={}))
    db.session.flush()
    second = factories.casus()

    if db.engine.dialect.name == "sqlite":
        assert second.id > number
    assert keeping.replay([gone | {"of_casus": second.id}]) == 0
    assert db.session.get(Casus, second.id) is not None


def test_a_hold_stops_destruction_and_erasing_and_is_ended_by_two(family, context):
    casus, henk, fg = family.casus, family.staff("henk"), family.staff("fg")
    request = asked_by(family, "Rick", kind=RequestKind.DELETION, person_id=None, ground=AskGround.MANDATE)
    until = clock.today().replace(year=clock.today().year + 1)
    hold = keeping.set_hold(casus, by=henk, reason="Er loopt een klacht.", until=until)
    db.session.flush()
    with pytest.raises(RuleBroken) as told:
        keeping.grant_deletion(casus, request, request.version, by=fg, why="Gevraagd.")
    assert str(until.year) in str(told.value)
    close_long_ago(casus)
    operations.withdraw(casus, request, request.version, by=henk)
    db.session.flush()
    with pytest.raises(RuleBroken):
        keeping.ask_destruction(casus, by=henk, why="Voorbij.")
    assert closing_queries.kept(casus, clock.today()).reasons  # it is one of the reasons in words
    with pytest.raises(RuleBroken):
        keeping.confirm_hold(casus, hold, hold.version, by=henk)
    keeping.confirm_hold(casus, hold, hold.version, by=fg)
    db.session.flush()
    keeping.ask_to_lift(casus, hold, hold.version, by=henk, why="De klacht is klaar.")
    db.session.flush()
    with pytest.raises(RuleBroken):
        keeping.lift_hold(casus, hold, hold.version, by=henk)
    keeping.lift_hold(casus, hold, hold.version, by=fg)
    db.session.flush()

    assert [one.casus.id for one in queries.due_to_end(fg, clock.today())] == [casus.id]
    assert keeping.ask_destruction(casus, by=henk, why="Voorbij.")
    assert db.session.scalar(select(PlanVersion.id).limit(1)) is not None
