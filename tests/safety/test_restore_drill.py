"""A copy made while people work, put back by somebody else on an empty machine: it says the same, and people get in (F.6).

WORKBENCH_COPY_MB=200 lets the database grow to that size first, for the time it takes.
"""

import os
import threading
import time
from contextvars import Context

import pytest
from sqlalchemy import text

from tests.cli.machines import run
from tests.safety import ground, writers
from tests.safety.figures import figure
from workbench.crypto import keyring
from workbench.extensions import db

MB = int(os.environ.get("WORKBENCH_COPY_MB", "0"))
KIND = "postgresql" if writers.POSTGRES else "sqlite"


def grow(app, megabytes):
    """Many more signals, each sealed as any other."""
    with app.app_context():
        rows = 0
        while megabytes and rows < megabytes * 1024 // 11:
            sealed = keyring().seal("De buurvrouw hoorde geschreeuw. " * 320, "signal.content")
            columns = "casus_id, content, received_on, created_at, updated_at, version"
            asked = text(f"SELECT {columns} FROM signal LIMIT 1")  # noqa: S608
            row = db.session.execute(asked).mappings().one()
            names = ", ".join(f":{one}" for one in row)
            some = [dict(row) | {"content": sealed}] * 200
            db.session.execute(text(f"INSERT INTO signal ({columns}) VALUES ({names})"), some)  # noqa: S608
            db.session.commit()
            rows += 200


@pytest.mark.parametrize("kind", [KIND])
def test_a_copy_made_under_load_is_whole_on_an_empty_machine(kind, tmp_path):
    house_of = ground.house_on(ground.file_of_it(tmp_path)) if kind == "sqlite" else writers.house(kind, tmp_path, 2)
    with house_of as house:
        house.app.config["BACKUP_KEY"] = "b1:YmFja3VwLWtleS1vbmx5LWZvci10ZXN0cy0xMjM0NTY="
        (browser,) = house.browsers(1)
        browser.fill(house.signals, {"content": "Een signaal", "received_on": "2026-06-01"})
        grow(house.app, MB)
        run(house.app, "rebuild")
        busy = threading.Thread(target=Context().run, args=(house.all_save_for, 2, 2 + MB / 20))
        busy.start()
        begun = time.monotonic()
        run(house.app, "backup", tmp_path / "copies")
        took = time.monotonic() - begun
        busy.join()
        said = run(house.app, "drill", tmp_path / "copies")
        (copy,) = (tmp_path / "copies").glob("*.copy")
        content = bytearray(copy.read_bytes())
        content[len(content) // 2] ^= 1
        copy.write_bytes(content)
        refused = "cannot be opened" in run(house.app, "drill", tmp_path / "copies", fails=True)
        saves, odd, lost = len(house.acknowledged), house.odd, house.lost()
    lines = said.splitlines()
    figure("F.6 restore drill", goal="1 GB ≤ 15 min; every opened row the same; chains hold; somebody signs in", database=kind,
           reached=f"copy in {took:.1f} s beside {saves} saves; {'; '.join(lines)}",
           control="one bit of the copy: refused" if refused else "NOT refused")  # fmt: skip
    assert (odd, lost) == ([], [])
    assert "somebody signed in" in said
    assert refused
