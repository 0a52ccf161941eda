"""A drawing through the pages: refused beside its field, kept sealed, given back only to who may see the casus."""

import pytest
from sqlalchemy import LargeBinary, select, type_coerce

from tests import factories
from tests.voices.pictures import GOOD, REFUSED, opened, turned
from workbench.crypto import rotation
from workbench.extensions import db
from workbench.upkeep.verifying import faults
from workbench.voices import operations
from workbench.voices.models import EarlierWords, VoiceItem


def stored(family):
    with family.app.app_context():
        return db.session.scalar(select(VoiceItem.picture).where(VoiceItem.id == family.reads))


def test_a_drawing_stands_beside_the_words_with_what_is_on_it(family, send_file):
    page = send_file("voices.item_drawing", turned(), "IMG_2026.jpeg", item_id=family.reads)

    [shown] = list(page.tree.iter("img"))
    assert shown.get("alt") == "Een huis met een vis."
    answer = family.worker.open(shown.get("src"))
    assert opened(answer.body).size == (80, 120)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert answer.headers["Content-Disposition"] == 'inline; filename="tekening.jpeg"'
    assert b"KANARIE" not in answer.body


@pytest.mark.parametrize("name", ["an SVG with a script", "30,000 by 30,000 in a header", "a PNG cut in its picture",
                                  "nothing at all", "more than 8 MB", "HTML with a PNG behind it"])  # fmt: skip
def test_a_file_that_cannot_be_is_refused_beside_its_field_and_what_was_typed_stays(family, send_file, name):
    page = send_file("voices.item_drawing", REFUSED[name](), item_id=family.reads)

    assert page.status == 200
    assert page.error_at("drawing").endswith(".")
    assert page.value_of("alt") == "Een huis met een vis."
    assert stored(family) is None


def test_a_file_that_is_far_too_large_is_not_even_read(family, send_file):
    assert send_file("voices.item_drawing", b"\0" * 13_000_000, item_id=family.reads).status == 413


def test_a_drawing_needs_to_be_described(family, send_file):
    page = send_file("voices.item_drawing", GOOD, answers={"alt": " "}, item_id=family.reads)

    assert page.error_at("alt")
    assert stored(family) is None


def test_without_a_file_there_is_no_drawing(family, send_file):
    assert "Kies een tekening" in send_file("voices.item_drawing", None, item_id=family.reads).error_at("drawing")


def test_a_text_in_the_place_of_a_file_is_no_drawing(family):
    answers = {"drawing": "../../etc/passwd", "alt": "x"}
    page = family.worker.fill("voices.item_drawing", answers, ref=family.ref, item_id=family.reads)

    assert page.error_at("drawing")


def test_another_drawing_and_none_at_all_keep_what_was_there(family, send_file):
    send_file("voices.item_drawing", GOOD, item_id=family.reads)
    send_file("voices.item_drawing", turned(), "x.jpg", answers={"alt": "Een boom."}, item_id=family.reads)
    page = family.worker.fill(
        "voices.remove_item_drawing", {"why": "Noa wil het niet meer."}, ref=family.ref, item_id=family.reads
    )

    assert not list(page.tree.iter("img"))
    assert "Noa wil het niet meer." in page.words
    links = [link for words, link in page.links().items() if words.startswith("De tekening die hier stond")]
    assert [family.worker.open(link).headers["Content-Type"] for link in links] == ["image/jpeg", "image/png"]


def test_there_is_room_for_so_many_drawings_in_a_family(family, send_file, monkeypatch):
    monkeypatch.setattr(operations, "ROOM", 500)
    send_file("voices.item_drawing", GOOD, item_id=family.reads)
    page = send_file("voices.item_drawing", GOOD, item_id=family.dark)

    assert "geen ruimte" in page.error_at("drawing")


def test_who_may_not_see_the_casus_gets_no_drawing(family, send_file, browse):
    send_file("voices.item_drawing", GOOD, item_id=family.reads)
    where = {"ref": family.ref, "item_id": family.reads}
    henk, stranger = browse(factories.supervisor_of(family.casus)), browse(factories.worker())

    assert henk.open("voices.item_picture", **where).status == 200
    assert stranger.open("voices.item_picture", **where).status == 404
    assert browse(factories.administrator()).open("voices.item_picture", **where).status == 404
    assert browse().open("voices.item_picture", follow=False, **where).status == 302
    other = factories.worker()
    elsewhere = factories.casus(other)
    assert browse(other).open("voices.item_picture", ref=elsewhere.ref, item_id=family.reads).status == 404


def test_a_drawing_is_sealed_where_it_is_stored_and_rotates_with_the_other_values(family, send_file):
    send_file("voices.item_drawing", GOOD, item_id=family.reads)
    send_file("voices.item_drawing", turned(), item_id=family.reads)
    with family.app.app_context():
        raw = select(type_coerce(VoiceItem.picture, LargeBinary)).where(VoiceItem.id == family.reads)
        before = bytes(db.session.scalar(raw))
        assert b"JFIF" not in before
        ring = family.app.extensions["keyring"]
        family.app.extensions["keyring"] = type(ring)({"n2": b"n" * 32, ring.current: ring._raw[ring.current]})
        try:
            assert rotation.rotate() > 2
            assert bytes(db.session.scalar(raw)) != before
            assert set(rotation.keys_in_use()) == {"n2"}
            assert db.session.scalar(select(EarlierWords.picture)).startswith(b"\x89PNG")
            assert list(rotation.damaged()) == []
            db.session.execute(
                db.text("UPDATE voice_item SET picture = :x WHERE picture IS NOT NULL"), {"x": before[:-1] + b"x"}
            )
            assert [one for one in faults() if "voice_item.picture" in one]
        finally:
            family.app.extensions["keyring"] = ring


def test_lists_do_not_read_the_drawings(family, send_file, statements):
    send_file("voices.item_drawing", GOOD, item_id=family.reads)
    statements.clear()
    family.worker.open("voices.child", ref=family.ref, child_id=family.noa.id)
    family.worker.open("voices.index", ref=family.ref)

    asked = " ".join(statements).replace("voice_item.picture IS NOT NULL", "").replace("panel.picture IS NOT NULL", "")
    assert ".picture" not in asked.replace("earlier_words.picture IS NOT NULL", "")


def test_only_the_pages_that_ask_for_one_read_a_file(app):
    """security.md B.1: everywhere else a file that somebody sends along is not looked at."""
    reads = sorted(name for name, view in app.view_functions.items() if getattr(view, "takes_a_file", False))

    assert reads == ["house_style.closing", "house_style.index", "transfer.new", "voices.item_drawing", "voices.panel_drawing"]


def test_a_file_nobody_asked_for_is_not_looked_at(family):
    from io import BytesIO

    page = family.worker.open("voices.correct", ref=family.ref, item_id=family.reads)
    sent = dict(page.fields().items())
    sent["words"] = (BytesIO(b"Iets anders."), "words.txt")
    answer = family.worker.request("POST", page.address, data=sent, content_type="multipart/form-data")

    assert answer.error_at("words")
