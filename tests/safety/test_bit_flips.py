"""One bit in the file is another: it is found before it is shown or copied (security.md, finding 1 and F.4).

WORKBENCH_FLIPS=1000 flips that many, each in a database that was whole. Sealed values carry their own proof; states, dates and
numbers are plain, and only what is counted, chained or pointed at is found there: the figure says both.
"""

import os
import random
import sqlite3

import pytest
from sqlalchemy.exc import DBAPIError

from tests.safety import census
from tests.safety.figures import figure
from workbench.crypto.rotation import damaged, sealed_columns
from workbench.extensions import db
from workbench.upkeep import sealed_file
from workbench.upkeep.verifying import faults

FLIPS = int(os.environ.get("WORKBENCH_FLIPS", "16"))
KEYS = {"b1": b"k" * 32}


def flipped(content, chance):
    """The same with one bit another."""
    place = chance.randrange(len(content))
    return content[:place] + bytes([content[place] ^ 1 << chance.randrange(8)]) + content[place + 1 :]


def stored(connection):
    """Every row as it is in the file, sealed values apart from the rest."""
    connection.text_factory = bytes
    try:
        sealed = {table.name: {column.name for column in columns} for table, columns in sealed_columns()}
        found = {"sealed": [], "plain": []}
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall():
            rows = connection.execute(f'SELECT * FROM "{name.decode()}" ORDER BY rowid')  # noqa: S608
            columns = [one[0] for one in rows.description]
            mine = [one in sealed.get(name.decode(), ()) for one in columns]
            for row in rows:
                found["sealed"].append([value for value, is_sealed in zip(row, mine, strict=True) if is_sealed])
                found["plain"].append([value for value, is_sealed in zip(row, mine, strict=True) if not is_sealed])
        return found
    finally:
        connection.text_factory = str


def noticed(look):
    """Whether something is said of it; a database that cannot even be read is noticed."""
    try:
        return bool(next(iter(look()), None))
    except (DBAPIError, sqlite3.DatabaseError, ValueError, TypeError, KeyError, UnicodeDecodeError):
        return True
    finally:
        db.session.rollback()


def _said(connection):
    return [one for one in connection.execute("PRAGMA integrity_check") if one != ("ok",)]


@pytest.mark.only_on("sqlite")
def test_every_sealed_value_that_changed_is_found(app, context, image):
    census.load(app)
    connection, chance = image.connection, random.Random(11)  # noqa: S311
    whole = connection.serialize()
    before = stored(connection)
    assert not noticed(damaged)
    count = dict.fromkeys(("sealed", "found", "plain", "found plain", "by the database", "unreadable"), 0)
    done = 0
    while done < FLIPS or (count["sealed"] == 0 and done < 20 * FLIPS):  # a few may hit no sealed value at all
        done += 1
        db.session.rollback()
        connection.deserialize(flipped(whole, chance))
        try:
            now = stored(connection)
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            count["unreadable"] += 1  # SQLite itself says so
            continue
        changed = now["sealed"] != before["sealed"]
        if changed:
            count["sealed"] += 1
            count["found"] += noticed(damaged)
        elif now["plain"] != before["plain"]:
            count["plain"] += 1
            count["found plain"] += noticed(faults)
        if changed or now["plain"] != before["plain"]:
            count["by the database"] += noticed(lambda: _said(connection))
    db.session.rollback()
    connection.deserialize(whole)
    assert not noticed(damaged), "and nothing is said of what is whole"
    figure("F.4 a bit in the database", goal="1,000 flips: every changed sealed value found", database="sqlite",
           reached=f"{done} flips: {count['found']} of {count['sealed']} changed sealed values; plain states and dates "
                   f"{count['found plain']} of {count['plain']}; {count['unreadable']} unreadable at once",
           control=f"integrity_check alone: {count['by the database']} of {count['sealed'] + count['plain']}")  # fmt: skip
    assert count["found"] == count["sealed"] > 0
    assert count["by the database"] < count["sealed"], "the control: without the proof in each value it is not noticed"


def test_every_bit_of_a_copy_counts(tmp_path):
    chance, refused = random.Random(5), 0  # noqa: S311
    copy = tmp_path / "a.copy"
    sealed_file.write(copy, (chance.randbytes(300_000) for _piece in range(8)), KEYS)
    whole = copy.read_bytes()
    for _flip in range(FLIPS):
        copy.write_bytes(flipped(whole, chance))
        with pytest.raises(sealed_file.CannotRead):
            list(sealed_file.read(copy, KEYS))
        refused += 1
    copy.write_bytes(whole)
    figure("F.4 a bit in a copy", goal="1,000 flips: every one refused", reached=f"{refused} of {FLIPS} refused",
           control=f"as it was written it opens: {sum(map(len, sealed_file.read(copy, KEYS)))} bytes")  # fmt: skip
