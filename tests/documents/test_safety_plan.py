"""The full plan in Word: its order, its reader, and what can never be in it."""

import re
import subprocess
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document as read_word
from flask_babel import gettext as _
from flask_babel import ngettext
from lxml import etree

from tests.plans import bodies as b
from tests.requirements import program
from workbench.documents import safety_plan
from workbench.documents.house import default_house
from workbench.documents.ooxml import NS, w
from workbench.plans.plan_view import ApprovalView, CopyView
from workbench.plans.projection import After, project

MOMENT = datetime(2026, 6, 18, 20, 30, tzinfo=UTC)
ALLOWED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(core|app)\.xml|word/(document|styles|settings|numbering|fontTable)\.xml|"
    r"word/(header|footer)\d\.xml|word/theme/theme1\.xml|word/_rels/[a-zA-Z]+\d?\.xml\.rels|word/fonts/font\d\.odttf|"
    r"word/media/[a-z]+\d*\.png"
)
ADDRESS = re.compile(r"\b[1-9]\d{3} ?[A-Z]{2}\b")
PHONE = re.compile(r"(?:\+31|\b0)[-\s]?\d(?:[-\s]?\d){8}\b")
pytestmark = [pytest.mark.usefixtures("context"), pytest.mark.only_on("sqlite")]


def made(body, reader=b.TRUUS, **more):
    """The full plan of this body for this reader, as a file."""
    after = After(
        approvals=((b.KIM, ApprovalView("Kim", "ja", MOMENT.date(), "gezegd", "Niet mijn woord.")),
                   (b.BAS, ApprovalView("Bas", "", None, "", ""))),
        copies=((b.KIM, CopyView("Kim Jansma", 3, MOMENT.date(), True)), (None, CopyView("Huisarts", 2, MOMENT.date(), False))),
    )  # fmt: skip
    view = project(b.version(body, **more), reader, after, [])
    return safety_plan.build(view, default_house(), MOMENT)


@pytest.fixture
def plan(context):
    """Casus A for Truus."""
    return made(b.casus_a())


def part(file, name):
    with ZipFile(BytesIO(file)) as package:
        return package.read(name)


def words_of(file):
    """All words of every part a reader can see."""
    with ZipFile(BytesIO(file)) as package:
        parts = [name for name in package.namelist() if re.match(r"word/(document|header\d|footer\d)\.xml", name)]
        return "\n".join(" ".join(etree.fromstring(package.read(name)).itertext(w("t"))) for name in parts)


def headings(file, level=1):
    document = read_word(BytesIO(file))
    return [p.text for p in document.paragraphs if p.style.name.lower() == f"heading {level}"]


def test_the_chapters_stand_in_the_order_of_the_method(plan):
    """domain.md 8.1, items 2 to 18, after the page with whom to call and before the rights."""
    names = "Noa en Daan" if _("Who") == "Wie" else "Noa and Daan"
    assert headings(plan) == [
        _("Who do I call?"),
        _("Why this plan"),
        _("What goes well and what helped then"),
        _("What must always be so: the bottom lines"),
        _("Where we are going: the goals"),
        _("What we agreed"),
        _("Special situations"),
        _("Safe people nearby"),
        _("The voice of %(names)s", names=names),
        _("Who keeps an eye on it, and how we rehearse"),
        _("The figure for safety"),
        _("What worked, and how we celebrated"),
        _("If it becomes unsafe after all"),
        _("When do we look again?"),
        ngettext("When %(names)s grows older", "When %(names)s grow older", 2, names=names),
        _("Aftercare"),
        _("Who agrees with this plan?"),
        _("Who has which plan?"),
        "Rechten van kinderen en ouders",
    ]


def test_the_order_is_the_same_for_every_reader_and_an_empty_plan():
    empty = b.empty() | {"people": [b.person(1, "Truus Jansma")]}
    separated = made(b.casus_b(), b.WIM)

    assert len(headings(made(empty, 1))) == len(headings(separated)) == 19


def test_an_empty_plan_says_what_is_still_to_be_filled_in():
    words = words_of(made(b.empty() | {"people": [b.person(1, "Truus Jansma")]}, 1))

    assert words.count(_("still to fill in: %(what)s", what="")) >= 10


def test_the_header_names_version_day_and_reader_and_the_footer_the_page(plan):
    header = "".join(etree.fromstring(part(plan, "word/header1.xml")).itertext(w("t")))
    footer = etree.fromstring(part(plan, "word/footer1.xml"))

    assert header.startswith("Veiligheidsplan – ")
    assert "3 – 15 juni 2026 – voor: Truus Jansma" in header
    assert [field.text.strip() for field in footer.iter(w("instrText"))] == ["PAGE", "NUMPAGES"]
    assert "vertrouwelijk" in "".join(footer.itertext(w("t")))


def test_the_file_says_only_title_organisation_and_day_of_itself(plan):
    properties = read_word(BytesIO(plan)).core_properties

    assert properties.author == properties.last_modified_by == "Jeugdbescherming Vlierland"
    assert properties.created == properties.modified == MOMENT
    assert properties.language == "nl-NL"
    assert "Jansma" not in part(plan, "docProps/core.xml").decode()
    assert "Noa" not in properties.title


def test_the_language_is_dutch(plan):
    languages = etree.fromstring(part(plan, "word/styles.xml")).xpath("//w:docDefaults//w:lang/@w:val", namespaces=NS)

    assert languages == ["nl-NL"]


def test_every_table_with_a_header_repeats_it_on_the_next_page(plan):
    tables = etree.fromstring(part(plan, "word/document.xml")).iter(w("tbl"))
    overviews = [table for table in tables if table.find(f".//{w('tblLook')}").get(w("firstRow")) == "1"]

    assert len(overviews) > 5
    for table in overviews:
        assert table.find(w("tr")).find(f".//{w('tblHeader')}") is not None


def test_every_picture_and_table_says_what_it_shows(plan):
    document = etree.fromstring(part(plan, "word/document.xml"))
    pictures = list(document.iter("{*}docPr"))

    assert len(pictures) == 3
    assert len({picture.get("id") for picture in pictures}) == 3
    assert all(len(picture.get("descr")) > 30 for picture in pictures)
    assert all(caption.get(w("val")) for caption in document.iter(w("tblCaption")))


def test_no_address_or_telephone_number_of_people_is_in_it(plan):
    words = words_of(plan)

    assert not ADDRESS.search(words)
    assert not [found for found in PHONE.findall(words) if "0800" not in found]


def test_only_the_parts_we_know_and_nothing_outside(plan):
    with ZipFile(BytesIO(plan)) as package:
        names = package.namelist()
        everything = b"".join(package.read(name) for name in names if name.endswith((".xml", ".rels")))

    assert [name for name in names if not ALLOWED.fullmatch(name)] == []
    assert len(names) == len(set(names))
    for forbidden in (b'TargetMode="External"', b"attachedTemplate", b"altChunk", b"w:fldSimple", b"oleObject", b"vbaProject"):
        assert forbidden not in everything


def test_no_frame_of_a_content_control_is_left(plan):
    assert b"w:sdt" not in part(plan, "word/document.xml") + part(plan, "word/header1.xml")


HOSTILE = "{ DDEAUTO c:\\cmd } =SUM(1) <script>alert(1)</script> &amp; \U0001f600 مرحبا ]]>"


def test_a_temporary_plan_says_when_it_stops_on_the_page_people_look_at_first():
    from datetime import date

    from workbench.plans.models import PlanKind

    words = words_of(made(b.casus_a(), kind=PlanKind.TEMPORARY, ends_on=date(2026, 6, 29)))

    assert _("This plan stops on %(day)s.", day="29 juni 2026") in words


def test_hostile_text_stays_text():
    body = b.casus_a()
    body["agreements"][0]["what"] = HOSTILE + "\x00\x0b\ufffe\u202eeinde"
    file = made(body)
    document = etree.fromstring(part(file, "word/document.xml"))

    assert HOSTILE + "einde" in ["".join(p.itertext(w("t"))) for p in document.iter(w("p"))]
    assert not list(document.iter(w("instrText"), w("fldChar")))


def test_a_text_of_four_thousand_characters_comes_through_whole():
    body = b.casus_a()
    body["dangers"][0]["sentence"] = "Noa wacht. " * 364

    assert "Noa wacht. " * 364 in words_of(made(body))


def test_lines_stay_lines():
    body = b.casus_a()
    body["agreements"][0]["what_if"] = "Eerst dit.\nDan dat."
    document = etree.fromstring(part(made(body), "word/document.xml"))
    paragraph = next(p for p in document.iter(w("p")) if "Eerst dit." in "".join(p.itertext()))

    assert list(paragraph.iter(w("br")))


def test_an_agreement_names_who_does_it_who_looks_and_plan_b(plan):
    document = etree.fromstring(part(plan, "word/document.xml"))
    card = next(t for t in document.iter(w("tbl")) if "A1" in t.find(f".//{w('tblCaption')}").get(w("val")))
    words = " ".join(card.itertext(w("t")))

    assert "Kim en Marloes" in words or "Kim and Marloes" in words
    assert "Bas" in words
    assert "Neemt Marloes na 10 minuten niet op, dan belt Kim Fatiha." in words


def test_a_figure_that_was_not_given_is_said_aloud():
    body = b.casus_a()
    body["goals"][1]["ratings"] = [one for one in body["goals"][1]["ratings"] if one["person"] != b.KIM or one["day"] > "2026-06"]

    assert _("no figure") in words_of(made(body))


@pytest.mark.parametrize("reader", b.BLUE_SIDE)
def test_a_plan_for_the_blue_side_holds_nothing_of_the_green_side(reader):
    file = made(b.casus_b(), reader)
    with ZipFile(BytesIO(file)) as package:
        everything = b"\n".join(package.read(name) for name in package.namelist()).decode("utf-8", "replace")

    for secret in ("pannenkoek", "Daphne slaapt", "Petra", "Ik durf papa niets", "codewoord"):
        assert secret not in everything


def test_a_version_that_no_longer_holds_says_so_on_every_page():
    from workbench.plans.models import PlanStatus

    header = "".join(etree.fromstring(part(made(b.casus_a(), status=PlanStatus.REPLACED), "word/header1.xml")).itertext(w("t")))

    assert _("NO LONGER VALID") in header


@pytest.mark.needs("libreoffice", "pdftotext")
@pytest.mark.parametrize(("body", "reader"), [(b.casus_a(), b.TRUUS), (b.casus_b(), b.RICK)])
def test_libreoffice_opens_it(body, reader, tmp_path):
    (tmp_path / "plan.docx").write_bytes(made(body, reader))
    subprocess.run(
        [program("libreoffice"), "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf",
         "--outdir", tmp_path, tmp_path / "plan.docx"], check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    to_text = [program("pdftotext"), "-layout", tmp_path / "plan.pdf", "-"]
    text = subprocess.run(to_text, check=True, capture_output=True, text=True).stdout

    assert "Rechten van kinderen en ouders" in text
    assert text.count("vertrouwelijk") == text.count("\f")


@pytest.mark.needs("validator")
def test_the_validator_has_nothing_to_say(tmp_path):
    nothing = b.empty() | {"people": [b.person(1, "Truus")]}
    files = {"a": made(b.casus_a()), "b": made(b.casus_b(), b.RICK), "empty": made(nothing, 1)}
    for name, file in files.items():
        (tmp_path / f"{name}.docx").write_bytes(file)
        validate = [program("validator"), tmp_path / f"{name}.docx"]
        found = subprocess.run(validate, check=False, capture_output=True, text=True, timeout=120)

        assert '"ok": true' in found.stdout or '"ok":true' in found.stdout, found.stdout + found.stderr
