"""The building blocks, and what a house style of an organisation has to be."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from workbench.documents.house import DEFAULT, HouseStyle, default_house
from workbench.documents.house_check import parts_of
from workbench.documents.ooxml import printable, w, zipped
from workbench.documents.tables import overview, shares
from workbench.documents.word import Document, Run
from workbench.errors import RuleBroken

pytestmark = pytest.mark.usefixtures("context")


def changed(**parts):
    """Our own house style with parts changed or added; the name of a part has __ for a slash and _x for .xml."""
    found = parts_of(DEFAULT.read_bytes())
    return zipped(found | parts)


def test_a_text_loses_only_what_a_file_cannot_hold():
    typed = "Noa\x00\x0b\ud800\ufffe zegt\u202e: ‘مرحبا’ \U0001f600\r\nEn weg."

    assert printable(typed) == "Noa zegt: ‘مرحبا’ \U0001f600\nEn weg."


def test_column_widths_fill_the_line():
    assert sum(shares(1, 1, 1)) == sum(shares(28, 24, 24, 24)) == sum(shares(1))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("word/comments.xml", b"<c/>"),
        ("word/vbaProject.bin", b"x"),
        ("word/_rels/document.xml.rels", b'<Relationships><Relationship TargetMode="External"/></Relationships>'),
    ],
)
def test_a_house_style_with_something_hidden_is_refused(name, content):
    with pytest.raises(RuleBroken) as refused:
        HouseStyle(changed(**{name: content}))

    assert refused.value.field == "file"


def test_a_house_style_without_a_place_for_the_content_is_refused():
    document = parts_of(DEFAULT.read_bytes())["word/document.xml"].replace(b'w:val="inhoud"', b'w:val="iets anders"')

    with pytest.raises(RuleBroken):
        HouseStyle(changed(**{"word/document.xml": document}))


def test_what_is_no_word_file_is_refused():
    with pytest.raises(RuleBroken):
        HouseStyle(b"geen zip")


def test_a_part_that_unfolds_too_far_is_refused():
    with pytest.raises(RuleBroken):
        HouseStyle(changed(**{"word/media/bom.png": b"\x00" * 30_000_000}))


def test_a_style_that_an_organisation_lacks_is_taken_from_ours():
    styles = etree.fromstring(parts_of(DEFAULT.read_bytes())["word/styles.xml"])
    for style in [s for s in styles.iter(w("style")) if s.find(w("name")).get(w("val")) == "Kaart naam"]:
        styles.remove(style)
    house = HouseStyle(changed(**{"word/styles.xml": etree.tostring(styles)}))

    assert b"Kaart naam" in ZipFile(BytesIO(house.still)).read("word/styles.xml")


def test_larger_print_makes_small_print_grow_most():
    def size(house, name):
        styles = etree.fromstring(ZipFile(BytesIO(house.still)).read("word/styles.xml"))
        style = next(s for s in styles.iter(w("style")) if s.find(w("name")).get(w("val")) == name)
        return int(style.find(f".//{w('sz')}").get(w("val")))

    normal, large = default_house(), default_house(4)

    assert size(large, "caption") - size(normal, "caption") == size(large, "Title") - size(normal, "Title") == 8


def test_a_table_of_five_hundred_rows_repeats_its_header_and_breaks_no_row():
    doc = Document(default_house(), fields={}, status=Run("x", "Label concept"))
    overview(doc, ["Wie", "Wat"], [["Kim", str(n)] for n in range(500)], shares(1, 1), "Proef")
    table = doc.body.findall(w("tbl"))[-1]

    assert len(table.findall(w("tr"))) == 501
    assert len(list(table.iter(w("tblHeader")))) == 1
    assert len(list(table.iter(w("cantSplit")))) == 501


def test_two_numbered_lists_both_start_at_one():
    doc = Document(default_house(), fields={}, status=Run("x", "Label concept"))
    doc.steps(["een", "twee"])
    doc.steps(["een"])
    numbers = [found.get(w("val")) for found in doc.body.iter(w("numId"))]

    assert len(set(numbers)) == 2
    assert doc.save(title="t", organisation="o", moment=datetime.now(UTC))


def test_a_field_that_is_not_known_is_visibly_missing():
    doc = Document(default_house(), fields={}, status=Run("CONCEPT", "Label concept"))
    file = doc.save(title="t", organisation="o", moment=datetime.now(UTC))
    header = "".join(etree.fromstring(ZipFile(BytesIO(file)).read("word/header1.xml")).itertext(w("t")))

    assert "[" not in header
    assert "CONCEPT" in header
