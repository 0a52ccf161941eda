"""The report on coverage in Word and Excel: its order, its one reader, and what can never be in it (domain.md 8.6)."""

import hashlib
import subprocess
from io import BytesIO

import pytest
from docx import Document as read_word
from openpyxl import load_workbook
from sqlalchemy import select

from tests import factories
from tests.documents.test_safety_plan import ADDRESS, PHONE, headings, words_of
from tests.requirements import program
from tests.safety import census
from workbench.audit.models import AuditEntry
from workbench.casus.models import Casus
from workbench.documents.coverage_sheet import harmless
from workbench.documents.models import DocumentMade
from workbench.extensions import db
from workbench.standards import operations as standards
from workbench.standards.models import AskKind, ReflectionNeed, ReflectionVisibility, Verdict
from workbench.supervision import operations, talk_operations

pytestmark = pytest.mark.only_on("sqlite")  # no database changes what people see

REFLECTION = "Ik durfde het gesprek over het mes niet aan."
ASKED = "Wat weerhoudt je van het gesprek met Rick?"
CHAPTERS = ["Dekkingsrapport standaarden", "Over de professional: standaard 1 tot en met 3",
            "Over het werk met dit gezin: standaard 4 tot en met 10", "Kinderrechtencheck", "Termijnen", "Stil",
            "Besproken in werkbegeleiding", "Afgesproken acties"]  # fmt: skip
STANDARDS = ["1. Kennis", "2. Vaardigheden", "3. Openstaan", "4. Partnerschap", "5. Gewenste verandering",
             "6. Bouwen op wat veilig is", "7. Netwerk", "8. Successen vieren",
             "9. Samenwerken in de keten", "10. Nazorg"]  # fmt: skip


@pytest.fixture(params=[0, 1], ids=["Jansma-de Wit", "Smeets-Verhoeven"])
def demo(app, request):
    return census.load(app, family=request.param)


def worked_on(demo):
    """A judgement, a question, a reflection for the supervisor, and a talk with what was agreed."""
    with demo.app.test_request_context():
        casus, henk = db.session.get_one(Casus, demo.casus_id), demo.staff["henk"]
        worker = demo.staff["sanne" if casus.worker_id == demo.staff["sanne"].id else "mehmet"]
        standards.judge(casus, 7, 0, by=henk, verdict=Verdict.ATTENTION, text="Vraag wie er nog meer is.")
        operations.ask(casus, by=henk, about=("standard", 4), kind=AskKind.QUESTION, text=ASKED)
        standards.add_reflection(by=worker, casus=casus, standard=1, self_level=2, example=REFLECTION, need=ReflectionNeed.TIME,
                                 visibility=ReflectionVisibility.SUPERVISOR)
        talk = talk_operations.note_talk(casus, by=henk, held_on=factories.TODAY, with_whom="Henk en de jeugdbeschermer",
                                         standards=[4, 7])
        db.session.flush()
        talk_operations.agree(casus, talk, by=henk, what="=SUM(A1) oefenen", who=worker.id, due_on=factories.TODAY)
        standards.recompute()
        db.session.commit()


def take(demo, browse, kind="docx", who="henk", **changed):
    browser = browse(demo.staff[who])
    answers = {"kind": kind, "reader": demo.staff["henk"].id, "purpose": "supervision", **changed}
    return browser.fill("coverage.index", answers, ref=demo.ref)


def sheets(file):
    """Title of each sheet → its rows."""
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in load_workbook(BytesIO(file))}


def test_its_headings_stand_in_the_order_that_was_agreed(demo, browse):
    worked_on(demo)
    file = take(demo, browse).body

    assert headings(file) == CHAPTERS
    assert [words for words in headings(file, 2) if words[0].isdigit()] == STANDARDS


def test_it_says_for_whom_why_and_that_nothing_was_judged_by_counting(demo, browse):
    worked_on(demo)
    words = words_of(take(demo, browse).body)

    assert "Automatisch geteld, inhoud niet beoordeeld." in words
    assert "INTERN" in words
    assert "Henk" in words
    assert "werkbegeleiding" in words


def test_it_holds_the_judgement_the_evidence_and_what_was_agreed(demo, browse):
    worked_on(demo)
    file = take(demo, browse).body
    words = words_of(file)

    assert "Vraag wie er nog meer is." in words
    assert "Aandacht nodig" in words
    assert "=SUM(A1) oefenen" in words
    assert "apart gesproken?" in words
    assert "Reflectie van de jeugdbeschermer" in words
    assert "safety_goal-" in words


def test_every_table_says_its_columns_again_on_the_next_page(demo, browse):
    worked_on(demo)
    document = read_word(BytesIO(take(demo, browse).body))
    overviews = [table for table in document.tables if table.style.name == "Overzicht"]

    assert len(overviews) > 8
    assert [table for table in overviews if table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") == []] == []


@pytest.mark.needs("validator")
def test_the_validator_has_nothing_to_say(demo, browse, tmp_path):
    worked_on(demo)
    file = tmp_path / "report.docx"
    file.write_bytes(take(demo, browse).body)
    said = subprocess.run([program("validator"), file], capture_output=True, text=True, check=False)

    assert said.returncode == 0, said.stdout


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_no_reflection_no_question_and_nothing_protected_is_in_it(demo, browse, kind):
    worked_on(demo)
    page = take(demo, browse, kind)
    words = census.words_of(page)

    assert page.body[:2] == b"PK"
    assert census.canaries_in(words, census.PLACES) == set()
    assert census.canaries_in(words, (REFLECTION, ASKED)) == set()
    said = words_of(page.body) if kind == "docx" else str(sheets(page.body))
    assert ADDRESS.search(said) is None
    assert PHONE.search(said) is None


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_secret_place_in_a_judgement_stops_the_report(app, browse, kind):
    demo = census.load(app)
    with app.test_request_context():
        casus = db.session.get_one(Casus, demo.casus_id)
        standards.judge(casus, 7, 0, by=demo.staff["henk"], verdict=Verdict.ATTENTION, text="Ga langs op Wilgenpad 7.")
        db.session.commit()
    page = take(demo, browse, kind)

    assert page.body[:2] != b"PK"
    assert "In het document staat iets wat geheim moet blijven" in page.words


def test_the_sheet_of_a_casus_says_states_in_words_and_runs_nothing(demo, browse):
    worked_on(demo)
    file = take(demo, browse, "xlsx").body
    found = sheets(file)

    assert list(found) == ["Standaarden", "Bewijs", "Kinderrechten", "Werkbegeleiding"]
    rows = [row for row in found["Standaarden"] if isinstance(row[0], int)]
    assert [row[0] for row in rows] == list(range(1, 11))
    assert {row[2] for row in rows} <= {"Bewijs", "Deels", "Geen", "Oud", "Later"}
    assert any(cell == "'=SUM(A1) oefenen" for row in found["Werkbegeleiding"] for cell in row)
    for sheet in load_workbook(BytesIO(file)):
        assert sheet.freeze_panes == "A6"
        assert sheet.print_title_rows == "$5:$5"
        assert [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []


@pytest.mark.parametrize("text", ["=1+1", "+31", "-2", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")'])
def test_words_that_a_spreadsheet_could_run_are_made_harmless(text):
    assert harmless(text).startswith("'")
    assert harmless("Kim belt Truus = goed") == "Kim belt Truus = goed"


def test_it_is_noted_with_its_hash_and_what_it_was_for(demo, browse):
    page = take(demo, browse, purpose="complaint")
    with demo.app.app_context():
        made = db.session.scalars(select(DocumentMade).where(DocumentMade.kind == "coverage")).one()
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.event == "document made")).all()[-1]

    assert made.sha256 == hashlib.sha256(page.body).hexdigest() == entry.detail["sha256"]
    assert (made.purpose, entry.detail["purpose"], made.colleague_id) == ("complaint", "complaint", demo.staff["henk"].id)
    assert "Dekkingsrapport standaarden" in browse(demo.staff["henk"]).open("documents.index", ref=demo.ref).words


def test_nobody_who_may_not_see_this_family_can_be_its_reader_or_make_it(app, browse):
    demo = census.load(app, family=1)
    page = take(demo, browse, reader=demo.staff["sanne"].id)

    assert page.error_at("reader")
    assert browse(demo.staff["sanne"]).open("coverage.index", ref=demo.ref).status == 404
    assert browse(demo.staff["beheer"]).open("coverage.index", ref=demo.ref).status == 404


def test_no_part_of_the_file_and_no_name_of_it_says_which_family(demo, browse):
    page = take(demo, browse)

    assert "dekkingsrapport-" in page.headers["Content-Disposition"]
    assert [word for word in ("Jansma", "Smeets") if word in page.headers["Content-Disposition"]] == []
    assert read_word(BytesIO(page.body)).core_properties.title == "Dekkingsrapport standaarden"


class TestTheTeam:
    def sheet(self, demo, browse, who="henk"):
        browser = browse(demo.staff[who])
        return browser.send(browser.open("standards.team"), {}, action="/team/coverage")

    def test_it_counts_plans_by_standard_and_says_each_state_in_words(self, app, browse):
        demo = census.load(app)
        found = sheets(self.sheet(demo, browse).body)
        counts = [row for row in found["Standaarden"] if isinstance(row[0], int)]
        casussen = [row for row in found["Casussen"] if row[0] and row[0].startswith("Gezin ")]

        assert len(counts) == 10
        assert {sum(row[2:]) for row in counts} == {len(casussen)}
        assert {type(cell) for row in casussen for cell in row[:12]} == {str}

    def test_no_worker_has_a_row_or_a_figure(self, app, browse):
        demo = census.load(app)
        words = str(sheets(self.sheet(demo, browse).body))

        assert [name for name in ("Sanne", "Mehmet", "Verbeek", "Kaya") if name in words] == []

    def test_it_holds_the_families_of_ones_own_team_only_and_is_logged(self, app, browse):
        demo = census.load(app)
        other = factories.supervisor(team_id=demo.staff["rachida"].team_id)
        browser = browse(other)
        words = str(sheets(browser.send(browser.open("standards.team"), {}, action="/team/coverage").body))
        with app.app_context():
            entry = db.session.scalars(select(AuditEntry).where(AuditEntry.event == "team coverage made")).one()

        assert "Smeets" not in words
        assert "Jansma" not in words
        assert entry.detail["casussen"] == []

    def test_a_worker_takes_no_team_along(self, app, browse):
        demo = census.load(app)
        browser = browse(demo.staff["sanne"])
        token = browser.open("/").tree.xpath("//input[@name='csrf_token']/@value")[0]

        assert browser.request("POST", "/team/coverage", data={"csrf_token": token}).status == 403
