"""A drawing, what stood before it and what was done with words travel in the casus file; a picture that is not ours does not."""

import base64

import pytest
from sqlalchemy import select

from tests.voices.pictures import GOOD, PHOTO, put_in, turned
from workbench.extensions import db
from workbench.transfer.exporting import export_casus, written
from workbench.transfer.reading import read
from workbench.transfer.refusal import FileRefused
from workbench.voices import drawings, operations, stories
from workbench.voices.models import EarlierWords, MayShare, Panel, VoiceForm, VoiceItem


@pytest.fixture
def drawn(take_in, family, staff):
    """Demo A with drawings, corrections, withdrawn words and lapsed approvals."""
    casus = take_in(family("A"))
    by = staff["sanne"]
    first, second = db.session.scalars(select(VoiceItem).filter_by(casus_id=casus.id).order_by(VoiceItem.id).limit(2))
    operations.add_drawing(first, 1, by=by, drawing=GOOD, alt="Een huis.")
    db.session.flush()
    operations.add_drawing(first, first.version, by=by, drawing=turned(), alt="Een boom.")
    operations.correct_words(second, VoiceForm.THREE_HOUSES, 1, by=by, words="Ik was bang.", part="worries",
                             may_share=MayShare.NO, why="Zo zei Noa het.")  # fmt: skip
    db.session.flush()
    operations.withdraw_words(second, second.version, by=by, why="Noa nam het terug.")
    panel = db.session.scalar(select(Panel).filter_by(casus_id=casus.id).order_by(Panel.id).limit(1))
    operations.add_drawing(panel, 1, by=by, drawing=PHOTO, alt="Kim en Noa.")
    stories.picture_changed(panel)
    db.session.flush()
    return casus


def test_what_was_drawn_and_corrected_comes_out_the_same(drawn, take_in):
    once = export_casus(drawn)
    again = take_in(read(written(once).encode()))

    assert export_casus(again) == once
    pictures = select(VoiceItem.picture).where(VoiceItem.casus_id == again.id, VoiceItem.picture.is_not(None))
    assert drawings.type_of(db.session.scalars(pictures).one()) == "image/jpeg"
    before = select(EarlierWords.picture).where(EarlierWords.casus_id == again.id, EarlierWords.picture.is_not(None))
    assert drawings.type_of(db.session.scalars(before).one()) == "image/png"
    [story, _card] = once["words_and_pictures"]
    assert {one["because"] for one in story["cleared_approvals"]} == {"De tekening bij plaatje 1 veranderde."}


def test_what_was_done_with_words_is_tied_to_the_records_of_the_new_family(drawn, take_in):
    [item] = export_casus(take_in(export_casus(drawn)))["voices"][1]["items"]

    assert (item["goals"], item["agreements"]) == (["D1"], ["A3"])


@pytest.mark.parametrize(
    "picture",
    [b"<svg onload='alert(1)'/>", b"GIF89a", GOOD[:-9], PHOTO + b"PK", put_in(PHOTO, 0xFE, b"<script>"), turned()],
)
def test_a_picture_we_did_not_draw_is_refused(family, take_in, picture):
    data = family("A")
    data["voices"][0]["items"][0] |= {"picture": base64.b64encode(picture).decode(), "alt": "Een huis."}

    with pytest.raises(FileRefused) as refused:
        take_in(data)
    assert [fault.place for fault in refused.value.faults] == ["/voices/0/items/0/picture"]


@pytest.mark.parametrize("text", ["geen base64!", "AAA", "=="])
def test_a_picture_that_is_not_written_as_one_is_refused(family, take_in, text):
    data = family("A")
    data["words_and_pictures"][0]["panels"][0]["picture"] = text

    with pytest.raises(FileRefused) as refused:
        take_in(data)
    assert [fault.place for fault in refused.value.faults] == ["/words_and_pictures/0/panels/0/picture"]


def test_a_picture_is_described(family, take_in):
    data = family("A")
    data["voices"][0]["items"][0]["picture"] = base64.b64encode(drawings.clean(GOOD)).decode()

    with pytest.raises(FileRefused) as refused:
        take_in(data)
    assert [fault.place for fault in refused.value.faults] == ["/voices/0/items/0/alt"]


def test_words_may_not_be_tied_to_an_agreement_that_is_not_in_the_file(family, take_in):
    data = family("A")
    data["voices"][0]["items"][0]["agreements"] = ["A99"]

    with pytest.raises(FileRefused) as refused:
        take_in(data)
    assert [fault.place for fault in refused.value.faults] == ["/voices/0/items/0/agreements/0"]


def test_a_file_from_before_there_were_drawings_is_read(family, take_in):
    data = family("A")
    for voice in data["voices"]:
        voice["items"] = [{"part": "zorgen", "words": one["words"], "may_share": one["may_share"]} for one in voice["items"]]
    for story in data["words_and_pictures"]:
        story["panels"] = [{"words": one["words"], "alt": one["alt"]} for one in story["panels"]]

    assert take_in(data).id
