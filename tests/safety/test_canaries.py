"""A secret address, the other side of a separated network: nobody meets a word of it who may not (security.md, threat 1)."""

import contextlib
import logging
import re
import zlib
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

import config
from tests.fresh import proved
from tests.outbox.server import mail_server
from tests.pages import Browser
from tests.safety import census
from tests.safety.census import ALL
from workbench import clock, create_app
from workbench.audit.models import AuditEntry
from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.outbox import sending
from workbench.plans import projection
from workbench.plans import queries as plans
from workbench.plans.reader import Reader
from workbench.upkeep import backup, reminders

pytestmark = pytest.mark.only_on("sqlite")  # no database changes what people see

BLUE = ("Rick", "Wim", "Remco")


@pytest.fixture
def demo(app):
    return census.load(app)


WHY = {"purpose": "visit", "reason": "Vanmiddag een gesprek daar."}


def asked_for(browser, page, link):
    """The page after asking, with a reason, for what the link that says this leads to."""
    return proved(browser).fill(next(where for words, where in page.links().items() if link in words), WHY)


def test_a_secret_place_is_shown_after_it_was_noted_who_looks(demo, browse):
    browser = browse(demo.staff["mehmet"])
    meeting = demo.ids()["meeting"][0]
    with demo.app.app_context():
        lotte = next(one.id for one in demo.people() if one.first_name == "Lotte")
    page = browser.open(f"/casus/{demo.ref}/meetings/{meeting}")
    place = asked_for(browser, page, "Toon de geheime plaats")
    contact = proved(browser).fill(f"/casus/{demo.ref}/family/people/{lotte}/protected", WHY)

    assert "Wilgenpad 7" in place.words
    assert "Wilgenpad 7" in contact.words
    with demo.app.app_context():
        events = db.session.scalars(select(AuditEntry.event).where(AuditEntry.chain == demo.casus_id)).all()
    assert {"secret place shown", "protected contact shown"} <= set(events)
    assert census.canaries_in(browser.open(f"/casus/{demo.ref}/log").text_source) == set()


def test_changing_a_meeting_keeps_the_secret_place_that_the_form_does_not_show(demo, browse):
    browser = browse(demo.staff["mehmet"])
    where = f"/casus/{demo.ref}/meetings/{min(demo.ids()['meeting'])}"
    form = browser.open(f"{where}/edit")
    assert form.value_of("place") == ""

    saved = browser.send(form, {"starts_at": "14.00", "ends_at": "16.00"})

    assert saved.address == where
    assert "Wilgenpad 7" in asked_for(browser, saved, "Toon de geheime plaats").words


def test_a_reminder_names_nobody(demo, app):
    with mail_server() as server:
        app.config["MAIL_URL"] = server.url
        with app.test_request_context():
            day = date(2026, 7, 5)
            reminders.tell(reminders.due(day), day)
            db.session.commit()
            sending.send_waiting()

    assert server.taken
    telling = (*ALL, "Smeets", "Verhoeven", "Jansma", "Vlierdam", "gezin", "veiligheidsplan")
    assert [census.canaries_in(letter, telling) for letter in server.taken] == [set()] * len(server.taken)


# --- the census would notice: with one protection taken away it finds something, or the next protection stops it


def everyone_reads_everything(monkeypatch):
    monkeypatch.setattr(Reader, "may_read", lambda self, agreement: True)


def test_somebody_of_the_own_side_does_read_the_code_word(demo, browse):
    found = census.as_participant("Daphne", browse(), *demo.invite("Daphne"))

    assert {"pannenkoek", "Daphne slaapt"} <= {seen.what for seen in found}


def test_without_the_rule_of_audiences_the_scan_still_stops_the_page(demo, monkeypatch):
    everyone_reads_everything(monkeypatch)
    with demo.app.test_request_context():
        casus = db.session.get_one(Casus, demo.casus_id)
        version = plans.version_of(casus, 2)
        wim = next(one.id for one in demo.people() if one.first_name == "Wim")
        with pytest.raises(projection.Leaking):
            projection.project(version, wim)


def test_without_the_rule_and_without_the_scan_the_census_finds_the_other_side(demo, browse, monkeypatch):
    everyone_reads_everything(monkeypatch)
    monkeypatch.setattr(projection, "refuse", lambda *_args: None)
    with demo.app.app_context():
        wim = next(one.id for one in demo.people() if one.first_name == "Wim")
    monkeypatch.setattr("workbench.documents.operations.refuse_leaks_in_file", lambda *_args: None)

    found, _made = census.in_documents("Wim", wim, browse(demo.staff["mehmet"]), demo)

    assert {"pannenkoek", "Daphne slaapt"} <= {seen.what for seen in found}


# --- on the disk


class OnDisk(config.Testing):
    """A database in a file, as on somebody's laptop."""

    def __init__(self, path: Any) -> None:
        super().__init__()
        self.SQLALCHEMY_DATABASE_URI = f"sqlite:///{path}"


NAMES = ("Lotte", "Smeets", "Verhoeven", "Remco", "aanrecht", "Mehmet en Lotte", "mehmet kaya")


def unpacked(content: bytes) -> bytes:
    """What lies in a file as a packed stream, wherever it begins."""
    found = []
    for start in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", content):
        with contextlib.suppress(zlib.error):
            found.append(zlib.decompressobj().decompress(content[start.start() :], 1_000_000))
    return b"".join(found)


def readable(folder: Any, words: tuple[str, ...]) -> set[str]:
    """Which of these words can be read in the files of this folder, in UTF-8 or UTF-16, and in what was packed with zlib."""
    files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    content = b"".join((*files, *(unpacked(file) for file in files))).lower()
    return {word for word in words for code in ("utf-8", "utf-16-le", "utf-16-be") if word.lower().encode(code) in content}


def test_no_planted_word_can_be_read_on_the_disk(tmp_path):
    """Nor a name, nor what happened: database, journal, index, a copy, the log of the server (security.md, threat 21)."""
    log = logging.FileHandler(tmp_path / "server.log")
    log.setLevel(logging.DEBUG)
    logging.getLogger().addHandler(log)
    app = create_app(OnDisk(tmp_path / "laptop.db"))
    with app.app_context():
        db.create_all()
    demo = census.load(app)
    try:
        browser = Browser(app, demo.staff["mehmet"])
        assert browser.open(f"/casus/{demo.ref}/family").status == browser.open(f"/casus/{demo.ref}/map/").status == 200
        browser.open(f"/casus/{demo.ref}/nothing")
        with app.app_context():
            backup.back_up(tmp_path / "copies", clock.now())
        assert {path.name for path in tmp_path.iterdir()} > {"laptop.db", "copies"}, "the journal is looked at as well"
        assert readable(tmp_path, (*ALL, *NAMES)) == set()
        assert readable(tmp_path, ("mehmet@vlierland.example",)), "what is kept as plain text is found"
        with app.app_context():
            db.session.connection().exec_driver_sql("UPDATE team SET name = 'Wilgenpad 7'")
            db.session.commit()
        assert readable(tmp_path, ALL) == {"Wilgenpad 7"}
        (tmp_path / "packed").write_bytes(b"x" + zlib.compress("Het is Opvang De Luwte.".encode("utf-16-le")))
        assert readable(tmp_path, ALL) == {"Wilgenpad 7", "Opvang De Luwte"}
        assert demo.ref
    finally:
        logging.getLogger().removeHandler(log)
        with app.app_context():
            db.engine.dispose()


@pytest.mark.parametrize("name", [*BLUE, "Daphne"])
def test_who_has_a_link_does_not_learn_that_there_are_secret_words(demo, browse, name):
    """Also not who may know the word itself: that a list is kept of what is secret says that there is something to look for."""
    told = census.as_participant(name, browse(), *demo.invite(name), canaries=("geheim woord", "geheime woorden", "secret word"))

    assert told == []
