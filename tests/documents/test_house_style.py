"""An organisation's own house style: what is refused, and where the content lands in the styles others made."""
# ruff: noqa: E501 - pieces of XML are easier to compare on one line

import json
import re
import subprocess
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.documents.foreign_styles import AFTER, BEFORE, FOREIGN
from tests.documents.hostile_styles import HOSTILE
from tests.plans import bodies
from tests.requirements import program
from workbench.documents import safety_plan
from workbench.documents.house import DEFAULT, HouseStyle, tree
from workbench.documents.ooxml import w, zipped
from workbench.errors import RuleBroken
from workbench.plans.projection import After, project

MOMENT = datetime(2026, 6, 15, 20, 30, tzinfo=UTC)

pytestmark = [pytest.mark.usefixtures("context"), pytest.mark.only_on("sqlite")]


@pytest.mark.parametrize(("content", "word"), [one[1:] for one in HOSTILE], ids=[one[0] for one in HOSTILE])
def test_a_file_that_could_do_harm_is_refused_with_what_to_mend(content, word):
    with pytest.raises(RuleBroken) as refused:
        HouseStyle(content)

    assert refused.value.field == "file"
    assert word in str(refused.value).lower() or word in str(refused.value)


def test_our_own_house_style_passes_every_look():
    assert HouseStyle(DEFAULT.read_bytes()).adopted == []


@pytest.fixture(params=FOREIGN)
def filled(request, context):
    """(house style, the full plan of casus A for Truus in it) of each foreign house style."""
    house = HouseStyle(FOREIGN[request.param]())
    view = project(bodies.version(bodies.casus_a()), bodies.TRUUS, After((), ()), [])
    return house, safety_plan.build(view, house, MOMENT)


def lines_of(file):
    with ZipFile(BytesIO(file)) as package:
        body = tree(package.read("word/document.xml")).find(w("body"))
    return ["".join(one.itertext(w("t"))) for one in body.iter(w("p"))]


def header_of(file):
    with ZipFile(BytesIO(file)) as package:
        names = [name for name in package.namelist() if re.fullmatch(r"word/header\d\.xml", name)]
        return " ".join("".join(tree(package.read(name)).itertext(w("t"))) for name in names)


def test_the_content_lands_between_what_the_house_says_before_and_after(filled):
    lines = lines_of(filled[1])
    agreement = next(place for place, line in enumerate(lines) if "belt zij Marloes" in line)

    assert lines.index(BEFORE) < agreement < lines.index(AFTER)
    assert not [line for line in lines if "[inhoud]" in line or "Klik of tik" in line]


def test_every_page_of_a_foreign_house_style_says_for_whom_it_is(filled):
    header = header_of(filled[1])

    assert "Truus Jansma" in header
    assert "15 juni 2026" in header
    assert "[" not in header


def test_no_table_is_wider_than_the_place_it_stands_in(filled):
    house, file = filled
    with ZipFile(BytesIO(file)) as package:
        body = tree(package.read("word/document.xml"))
    widths = [sum(int(column.get(w("w"))) for column in grid) for grid in body.iter(w("tblGrid"))]

    assert widths
    assert max(widths) <= house.text_width
    assert max(int(float(one.get("cx"))) for one in body.iter("{*}extent")) <= house.text_width * 635


def test_a_foreign_house_style_is_read_aloud_in_dutch(filled):
    with ZipFile(BytesIO(filled[1])) as package:
        defaults = tree(package.read("word/styles.xml")).find(w("docDefaults"))

    assert [one.get(w("val")) for one in defaults.iter(w("lang"))] == ["nl-NL"]


def complaints(file, at):
    at.write_bytes(file)
    told = subprocess.run([program("validator"), at], capture_output=True, text=True, check=False)
    return (
        {(one["path"], one["description"]) for one in json.loads(told.stdout)["errors"]} if told.returncode else set()
    )


@pytest.mark.needs("validator")
def test_word_has_no_complaint_that_the_house_style_did_not_bring_itself(filled, request, tmp_path):
    brought = complaints(FOREIGN[request.node.callspec.params["filled"]](), tmp_path / "huisstijl.docx")

    assert complaints(filled[1], tmp_path / "plan.docx") - brought == set()


@pytest.mark.needs("libreoffice", "pdftotext")
def test_libreoffice_shows_the_plan_in_every_foreign_house_style(context, tmp_path):
    view = project(bodies.version(bodies.casus_a()), bodies.TRUUS, After((), ()), [])
    files = [tmp_path / f"{number}.docx" for number, _ in enumerate(FOREIGN)]
    for file, made in zip(files, FOREIGN.values(), strict=True):
        file.write_bytes(safety_plan.build(view, HouseStyle(made()), MOMENT))
    subprocess.run([program("libreoffice"), f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "pdf", "--outdir", tmp_path, *files],
                   check=True, capture_output=True)  # fmt: skip
    for file in files:
        words = subprocess.run(
            [program("pdftotext"), file.with_suffix(".pdf"), "-"], check=True, capture_output=True, text=True
        ).stdout
        together = " ".join(words.split())

        assert "Truus Jansma" in together
        before, after = (
            words.removesuffix(".") for words in (BEFORE, AFTER)
        )  # a page from right to left has the full stop in front
        assert together.index(before) < together.rindex("Marloes") < together.index(after)


def test_the_word_2010_template_is_filled_as_a_document():
    """A .dotx differs in one word; the file that comes out must say that it is a document."""
    with ZipFile(BytesIO(FOREIGN["an old Word"]())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"wordprocessingml.document.main", b"wordprocessingml.template.main"
    )
    types = ZipFile(BytesIO(HouseStyle(zipped(parts)).still)).read("[Content_Types].xml")

    assert b"template.main" not in types
    assert b"wordprocessingml.document.main" in types
