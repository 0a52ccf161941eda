"""Too much at once: a request that is too large is refused unread, a casus of very many items is exported whole (threat 25).

`WORKBENCH_ITEMS=10000` exports that many.
"""

import io
import json
import os
import time
from zipfile import ZipFile

from sqlalchemy import func, select

from tests import factories
from tests.safety.figures import figure
from workbench import clock
from workbench.documents import access_extract
from workbench.documents.access_extract import Extract, ExtractItem
from workbench.documents.house import default_house
from workbench.documents.operations import refuse_leaks_in_file
from workbench.extensions import db
from workbench.signals.models import Signal
from workbench.transfer.exporting import export_casus
from workbench.wording.leaks import ProtectedTerm

ITEMS = int(os.environ.get("WORKBENCH_ITEMS", "300"))


class Endless(io.RawIOBase):
    """Fifty megabytes that count how much of them was read."""

    size, taken = 50 * 1024 * 1024, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, *_where: int) -> int:
        return 0

    def readinto(self, room) -> int:  # type: ignore[no-untyped-def, override]
        much = min(len(room), self.size - self.taken)
        room[:much] = b"x" * much
        self.taken += much
        return much


def test_fifty_megabytes_are_refused_unread(app, browse):
    casus = factories.casus()
    browser = browse(factories.worker_of(casus))
    for where in (f"/casus/{casus.ref}/signals/new", "/casus/handover/look", "/sign-in", "/o/weg"):
        sent = Endless()
        said = {"wsgi.input": sent, "CONTENT_LENGTH": str(sent.size), "CONTENT_TYPE": "application/x-www-form-urlencoded"}
        page = browser.request("POST", where, follow=False, environ_overrides=said)
        assert page.status == 413 or where == "/o/weg", where  # leaving reads nothing of what is sent
        assert sent.taken < 14 * 1024 * 1024, where
    assert browser.open(f"/casus/{casus.ref}/signals/new").status == 200
    figure("threat 25: 50 MB", goal="413, unread", reached="413 on every form tried")


def test_a_casus_of_many_items_is_exported_whole(app):
    casus = factories.casus()
    with app.test_request_context():
        db.session.add_all(
            Signal(casus_id=casus.id, content=f"Signaal {nr}", received_on=factories.TODAY) for nr in range(ITEMS)
        )
        db.session.commit()
        assert db.session.scalar(select(func.count()).select_from(Signal).filter_by(casus_id=casus.id)) == ITEMS
        start = time.monotonic()
        text = json.dumps(export_casus(db.session.get_one(type(casus), casus.id)), default=str)
        took = time.monotonic() - start
    assert all(f"Signaal {nr}\"" in text for nr in (0, ITEMS // 2, ITEMS - 1))
    figure("threat 25: export of many items", goal="10,000 in < 10 s", reached=f"{ITEMS} in {took:.1f} s")


def test_an_extract_of_many_items_is_written_whole(app):
    """Somebody asked to see a file of very many items: the Word file holds the first and the last, and was read for leaks."""
    day = factories.TODAY
    items = [ExtractItem(day, [("Inhoud", f"Signaal {nr}."), ("Hoe", "Gebeld."), ("Wie", "Mehmet")]) for nr in range(ITEMS)]
    said = Extract("Jeugdbescherming", "Kim", "Kim", "Mehmet", day, day, [("Signaal", items)])
    with app.test_request_context():
        start = time.monotonic()
        file = access_extract.build(said, default_house(), clock.now())
        refuse_leaks_in_file(file, [(ProtectedTerm("street", "Wilgenpad 7"), None)])
        took = time.monotonic() - start
    with ZipFile(io.BytesIO(file)) as package:
        text = package.read("word/document.xml").decode()
    assert all(f"Signaal {nr}." in text for nr in (0, ITEMS // 2, ITEMS - 1))
    figure("threat 25: Word extract of many items", goal="10,000 in < 10 s", reached=f"{ITEMS} in {took:.1f} s")
