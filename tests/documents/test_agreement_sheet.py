"""The sheet with one person's own agreements: on one page, in two sizes of print, and nothing of anybody else's."""

# ruff: noqa: E501

import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document as read_word

from tests.documents.test_safety_plan import words_of
from tests.plans import bodies as b
from tests.requirements import program
from workbench.documents import agreement_sheet
from workbench.documents.house import default_house
from workbench.plans.projection import After, project

MOMENT = datetime(2026, 6, 18, 20, 30, tzinfo=UTC)
pytestmark = [pytest.mark.usefixtures("context"), pytest.mark.only_on("sqlite")]


def view_of(reader, body=None):
    return project(b.version(body or b.casus_a()), reader, After(), [])


def sheet(reader, **changed):
    return agreement_sheet.build(replace(view_of(reader), **changed), default_house(), MOMENT)


def headings(file):
    return [one.text for one in read_word(BytesIO(file)).paragraphs if one.style.name.startswith("heading") or one.style.name.startswith("Heading")]


def test_a_person_has_what_he_does_helps_with_and_keeps_an_eye_on():
    words = words_of(sheet(b.FATIHA))

    assert "De afspraken van Fatiha" in words
    assert "Fatiha loopt elke vrijdag en zaterdag om 20.30 uur" in words
    assert "Truus let op" in words
    assert "Neemt Marloes na 10 minuten niet op, dan belt Kim Fatiha." in words  # plan B of somebody else's agreement


def test_what_concerns_others_only_is_not_on_it():
    words = words_of(sheet(b.FATIHA))
    theirs = [one.text for one in view_of(b.FATIHA).agreements
              if not one.mine and not one.i_check and "Fatiha" not in one.otherwise and one.backup != "Fatiha" and "Fatiha" not in one.together_with]  # fmt: skip

    assert theirs
    assert [text for text in theirs if text in words] == []


def test_the_order_of_the_page_is_that_of_the_domain():
    assert headings(sheet(b.TRUUS)) == ["De afspraken van Truus", "Hier spring ik bij", "Hier let ik op", "Mijn vragen"]


def test_somebody_without_a_part_reads_that():
    nothing = [replace(goal, agreements=()) for goal in view_of(b.TRUUS).goals]

    assert "geen afspraak waarin Truus iets doet" in words_of(sheet(b.TRUUS, goals=tuple(nothing)))


def test_there_is_always_what_to_do_in_danger_and_room_for_questions():
    words = words_of(sheet(b.KIM))

    assert "Nu gevaar? Ik bel 112." in words
    assert read_word(BytesIO(sheet(b.KIM))).tables[-1].rows[0].height


@pytest.mark.needs("libreoffice", "pdftotext")
def test_it_is_one_page_in_both_sizes(tmp_path):
    for number, house in enumerate((default_house(), default_house(4))):
        (tmp_path / f"{number}.docx").write_bytes(agreement_sheet.build(view_of(b.FATIHA), house, MOMENT))
    subprocess.run([program("libreoffice"), f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "pdf", "--outdir", tmp_path,
                    *sorted(tmp_path.glob("*.docx"))], check=True, capture_output=True)  # fmt: skip
    for file in sorted(tmp_path.glob("*.pdf")):
        words = subprocess.run([program("pdftotext"), file, "-"], check=True, capture_output=True, text=True).stdout

        assert words.rstrip("\f").count("\f") == 0
