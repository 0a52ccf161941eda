"""Copies: sealed, read back, refused when damaged or when a key is missing; practised in an empty place."""

import pytest
from sqlalchemy import LargeBinary, select, type_coerce, update

from tests.cli.machines import OnFile, ref_of, run
from workbench import create_app
from workbench.audit.models import AuditEntry
from workbench.casus.models import Casus, Person
from workbench.crypto import new_key
from workbench.extensions import db
from workbench.upkeep import sealed_file


@pytest.fixture
def copy(machine, tmp_path):
    """A copy of the demo."""
    said = run(machine, "backup", tmp_path / "copies")
    (made,) = (tmp_path / "copies").glob("*.copy")
    assert str(made) in said
    return made


@pytest.fixture
def empty(tmp_path_factory):
    """A machine with nothing on it, not even tables."""
    return create_app(OnFile(tmp_path_factory.mktemp("empty")))


def flip(file, place, bit=1):
    """One bit of a file."""
    content = bytearray(file.read_bytes())
    content[place] ^= bit
    file.write_bytes(content)


def test_a_copy_brings_everything_back(machine, copy, tmp_path):
    assert copy.stat().st_mode & 0o077 == 0
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".copy")] == [], "nothing that is open stays behind"
    with machine.app_context():
        db.session.execute(update(Casus.__table__).values(status="closed"))
        db.session.commit()

    assert "--replace" in run(machine, "restore", copy, fails=True)
    assert "Restored" in run(machine, "restore", copy, "--replace")

    with machine.app_context():
        assert set(db.session.scalars(select(Casus.status))) == {"active"}
        assert db.session.scalar(select(AuditEntry.id).filter_by(chain=0, event="copy restored"))
    assert "Everything is as it was written." in run(machine, "verify")


def test_a_copy_goes_into_an_empty_machine(machine, copy, empty):
    run(empty, "restore", copy)

    assert ref_of(empty) == ref_of(machine)


def test_in_a_copy_nothing_can_be_read(copy):
    content = copy.read_bytes()

    for word in (b"SQLite", b"CREATE TABLE", b"person", b"sanne@vlierland", b"casus"):
        assert word not in content, word


def test_a_copy_with_one_other_bit_or_without_its_end_is_refused(machine, copy, empty):
    whole = copy.read_bytes()
    for place in (3, 20, len(sealed_file.SIGN) + 40, len(whole) // 3, len(whole) - 1):
        copy.write_bytes(whole)
        flip(copy, place)
        assert "Error" in run(empty, "restore", copy, fails=True)
    for size in (0, 10, 60, len(whole) // 2, len(whole) - 1):
        copy.write_bytes(whole[:size])
        assert "Error" in run(empty, "restore", copy, fails=True)
    copy.write_bytes(whole)
    run(empty, "restore", copy)  # the control: as it was, it is put back


def test_without_the_right_backup_key_no_copy_opens_and_none_is_made(machine, copy, empty, tmp_path):
    kept = empty.config["BACKUP_KEY"]
    empty.config["BACKUP_KEY"] = ""
    assert "WORKBENCH_BACKUP_KEY is not set" in run(empty, "restore", copy, fails=True)
    empty.config["BACKUP_KEY"] = new_key("other")
    assert "the backup key b1, which is not in" in run(empty, "restore", copy, fails=True)
    empty.config["BACKUP_KEY"] = new_key("b1")
    assert "the key with this name is another one" in run(empty, "restore", copy, fails=True)
    empty.config["BACKUP_KEY"] = f"{new_key('b2')},{kept}"  # a new key in front, the old one still opens
    run(empty, "restore", copy)

    machine.config["BACKUP_KEY"] = ""
    assert "WORKBENCH_BACKUP_KEY is not set" in run(machine, "backup", tmp_path / "none", fails=True)
    machine.config["BACKUP_KEY"] = machine.config["KEYS"]
    assert "a key of their own" in run(machine, "backup", tmp_path / "none", fails=True)
    assert not (tmp_path / "none").exists()


def test_without_the_key_ring_of_the_copy_it_is_not_put_back(copy, tmp_path_factory):
    settings = OnFile(tmp_path_factory.mktemp("other"))
    settings.KEYS = new_key("t1")
    other = create_app(settings)

    assert "cannot be read with the keys of WORKBENCH_KEYS" in run(other, "restore", copy, fails=True)


def test_a_damaged_value_is_never_copied_as_if_it_were_good(machine, tmp_path):
    damage(machine)

    assert "a value is damaged (person.first_name, row 3)" in run(machine, "backup", tmp_path / "copies", fails=True)
    assert not list((tmp_path / "copies").glob("*.copy"))
    run(machine, "backup", tmp_path / "copies", "--even-if-damaged")
    (made,) = (tmp_path / "copies").glob("*.copy")
    assert "damaged" in made.name


@pytest.mark.parametrize("content", [b"", b"this is no database at all", b"SQLite format 3\x00" + b"x" * 5000])
def test_what_is_no_copy_is_not_put_back(machine, tmp_path, content):
    file = tmp_path / "copy.db"
    file.write_bytes(content)

    assert "no copy that was sealed" in run(machine, "restore", file, "--replace", fails=True)
    said = run(machine, "restore", file, "--replace", "--unsealed", fails=True)

    assert "damaged" in said or "no copy" in said
    assert ref_of(machine)


def test_a_copy_of_before_copies_were_sealed_is_put_back_on_request(machine, empty, tmp_path):
    with machine.app_context():
        raw = db.engine.raw_connection()
        raw.driver_connection.execute("VACUUM INTO ?", (str(tmp_path / "old.db"),))
        raw.close()

    assert "--unsealed" in run(empty, "restore", tmp_path / "old.db", fails=True)
    run(empty, "restore", tmp_path / "old.db", "--unsealed")

    assert ref_of(empty) == ref_of(machine)


def test_a_drill_compares_every_row_and_signs_somebody_in_and_leaves_nothing(machine, copy, tmp_path):
    said = run(machine, "drill", copy.parent)

    assert "tables compared, every sealed value opened" in said
    assert "somebody signed in" in said
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".")]
    with machine.app_context():
        assert db.session.scalar(select(AuditEntry.detail).filter_by(event="drill done"))["well"] is True


def test_a_drill_of_a_copy_that_was_made_of_a_changed_log_fails(machine, tmp_path):
    with machine.app_context():
        first = select(AuditEntry.id).where(AuditEntry.chain == 1).order_by(AuditEntry.id).limit(1).scalar_subquery()
        db.session.execute(update(AuditEntry.__table__).where(AuditEntry.id == first).values(actor_id=99))
        db.session.commit()
    run(machine, "backup", tmp_path / "copies")

    assert "NOT WELL: log: chain 1" in run(machine, "drill", tmp_path / "copies", fails=True)
    assert "There is no copy" in run(machine, "drill", tmp_path, fails=True)


def damage(machine):
    """One bit of somebody's first name."""
    with machine.app_context():
        sealed = db.session.scalar(select(type_coerce(Person.first_name, LargeBinary)).where(Person.id == 3))
        flipped = sealed[:-1] + bytes([sealed[-1] ^ 1])
        db.session.execute(update(Person.__table__).where(Person.id == 3).values(first_name=type_coerce(flipped, LargeBinary)))
        db.session.commit()
