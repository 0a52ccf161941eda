"""The team's overview: what the team can learn, and the evidence behind each cell. Never a score of a worker."""

from datetime import date

import pytest

from tests import factories
from tests.standards.test_pages import Home
from workbench.audit.models import AuditEntry
from workbench.casus.models import CasusStatus, Phase
from workbench.extensions import db
from workbench.standards import team
from workbench.standards.models import Coverage, State
from workbench.standards.rules import NUMBERS, Shown
from workbench.standards.team_queries import Row


@pytest.fixture
def home(app):
    return Home(app, name="Gezin Jansma-de Wit")


@pytest.fixture
def henk(home):
    return home.henk


def rows_of(app, count, **values):
    """So many casussen in the team, each with its stored coverage."""
    with app.test_request_context():
        worker = factories.worker(name="Lotte de Graaf")
        for number in range(count):
            casus = factories.casus(worker=worker, name=f"Gezin {number}", **values)
            db.session.add(Coverage(casus_id=casus.id, team_id=1, **{f"state_{n}": State.PARTLY for n in NUMBERS}))
        db.session.commit()


def test_the_supervisor_sees_each_casus_with_its_ten_states_in_words(browse, home, henk):
    page = browse(henk).open("standards.team")
    row = next(row for row in page.tree.iter("tr") if "Jansma" in row.text_content())
    words = " ".join(" ".join(row.itertext()).split())

    assert page.heading == "Team Vlierdam"
    assert "Stabiel" not in words
    assert "Herstel · Sanne" in words
    assert "4 Partnerschap: Deels" in words
    assert "10 Nazorg: Bewijs" in words


def test_the_team_of_somebody_else_is_not_there(browse, home):
    page = browse(factories.supervisor(team_id=2)).open("standards.team", open=f"{home.ref}-4")

    assert "Jansma" not in page.words
    assert "Wat Kim vindt" not in page.words


def test_a_worker_has_no_team_page(browse, home):
    assert browse(home.sanne).open("standards.team").status == 403


def test_an_opened_cell_shows_the_evidence_what_is_missing_and_a_question(browse, home, henk):
    page = browse(henk).open("standards.team", open=f"{home.ref}-7")

    assert "Gezin Jansma-de Wit: 7 Netwerk" in page.words
    assert page.links()["Afspraak A1"].startswith(f"/casus/{home.ref}/agreements/")
    assert "Vraag aan Sanne Verbeek" in page.words


def test_looking_behind_a_cell_is_logged_as_reading_that_casus(app, browse, home, henk):
    def reads():
        with app.test_request_context():
            asked = db.select(AuditEntry).where(AuditEntry.chain == home.id, AuditEntry.event == "page read")
            return [entry.detail for entry in db.session.scalars(asked)]

    browser = browse(henk)
    browser.open("standards.team")
    assert reads() == []
    browser.open("standards.team", open=f"{home.ref}-4")
    assert reads() == [{"page": "standards.team", "standard": 4}]


def test_a_question_from_the_team_page_comes_back_to_the_cell(browse, home, henk):
    browser = browse(henk)
    page = browser.open("standards.team", open=f"{home.ref}-4")
    page = browser.send(page, {"text": "Wie vraagt het Kim?"})

    assert page.address == "/team/"
    assert "Wie vraagt het Kim?" in page.words
    assert "1 open vraag" in page.words


@pytest.mark.parametrize("open_", ["", "x", "22222222-4", "22222222-99", "-", "'; DROP", "22222222-" + "9" * 40])
def test_a_cell_that_is_not_there_opens_nothing(browse, home, henk, open_):
    assert browse(henk).open("standards.team", open=open_).status == 200


@pytest.mark.parametrize("asked", [{"phase": "x"}, {"worker": "9" * 40}, {"worker": "-1"}, {"standard": "11"}, {"show": "<b>"}])
def test_unknown_choices_are_left_out(browse, home, henk, asked):
    assert "Jansma" in browse(henk).open("standards.team", **asked).words


def test_filters_by_phase_worker_standard_and_what_is_missing(app, browse, home, henk):
    rows_of(app, 1, phase=Phase.DIRECT)
    browser = browse(henk)

    assert families(browser.open("standards.team", phase="direct")) == ["Gezin 0"]
    assert families(browser.open("standards.team", worker=home.sanne.id)) == ["Gezin Jansma-de Wit"]
    assert families(browser.open("standards.team", standard=10, show="missing")) == ["Gezin 0"]
    assert families(browser.open("standards.team", show="questions")) == []
    heads = [cell.text_content() for cell in browser.open("standards.team", standard=5).tree.xpath("(//thead)[1]//th")]
    assert heads == ["Gezin", "5 Gewenste verandering"]


def families(page):
    return [link.text_content() for link in page.tree.xpath("//tbody//th//a")]


def test_a_closed_casus_is_not_in_the_overview(app, browse, home, henk):
    rows_of(app, 1, status=CasusStatus.CLOSED)

    assert families(browse(henk).open("standards.team")) == ["Gezin Jansma-de Wit"]


def test_the_oldest_evidence_comes_first(app, browse, home, henk):
    rows_of(app, 2)
    with app.test_request_context():
        first, second = db.session.scalars(db.select(Coverage).where(Coverage.casus_id != home.id).order_by(Coverage.casus_id))
        first.newest_4_on, second.newest_4_on = date(2026, 2, 1), date(2026, 1, 1)
        db.session.commit()

    found = families(browse(henk).open("standards.team"))
    assert found.index("Gezin 1") < found.index("Gezin 0")


def test_an_empty_team_says_what_comes(browse, app):
    assert "nog geen open casus" in browse(factories.supervisor()).open("standards.team").words


def test_it_takes_two_statements_whatever_the_size(app, browse, home, henk, statements):
    browser = browse(henk)
    for size in (0, 10):
        rows_of(app, size)
        browser.open("standards.team")
        statements.clear()
        browser.open("standards.team")
        assert len(statements) <= 2, statements


def test_there_is_no_score_of_a_worker(app, browse, home, henk):
    rows_of(app, 3)
    page = browse(henk).open("standards.team")

    assert not [row for row in page.tree.xpath("//tr") if row.text_content().strip().startswith(("Sanne", "Lotte"))]
    assert not [lesson for lesson in page.words.split("Casussen en standaarden")[0].split() if lesson in ("Sanne", "Lotte")]


def row(number, **shown):
    values = dict.fromkeys(NUMBERS, Shown.EVIDENCE) | {int(name[1:]): value for name, value in shown.items()}
    return Row(number, "22222222", "x", Phase.STABLE, 1, "Sanne", values, dict.fromkeys(NUMBERS), 0)


def test_the_team_learns_from_where_most_is_missing_and_from_what_goes_well(context):
    rows = [row(1, _8=Shown.NONE, _4=Shown.PART), row(2, _8=Shown.OLD), row(3, _10=Shown.LATER)]

    words = [str(lesson.words) for lesson in team.lessons(rows)]
    assert words == [
        "In 2 van de 3 plannen staat geen vers succes",
        "In 1 van de 3 plannen ontbreekt de stem van een ouder of kind",
        "In alle 3 plannen is duidelijk welke kennis nog nodig is",
    ]


def test_aftercare_that_comes_later_is_no_lesson(context):
    assert all("nazorg" not in str(lesson.words) for lesson in team.lessons([row(1, _10=Shown.LATER)]))


class TestTheSupervisorsDay:
    def test_it_begins_with_what_the_team_can_learn_and_whom_to_sit_down_with(self, browse, home, henk):
        page = browse(henk).open("/")

        assert page.heading.startswith("Goede")
        assert page.heading.endswith("Henk")
        assert "In het enige plan" in page.words
        assert page.items("Kijk hier samen eerst naar") == ["Gezin Jansma-de Wit Met Sanne: Openstaan Herstel"]
        assert page.links()["Gezin Jansma-de Wit"] == f"/team/?open={home.ref}-3#cell"

    def test_an_answer_to_a_question_stands_there(self, browse, home, henk):
        home.ask()
        sanne = browse(home.sanne)
        [question] = sanne.open("/").tree.xpath("//a[contains(@href, '/standards/questions/')]/@href")
        sanne.fill(question, {"text": "Zij was ziek."})

        assert "antwoord op uw vraag over standaard 4" in browse(henk).open("/").words
        assert "Zij was ziek" not in browse(factories.supervisor()).open("/").words

    def test_it_takes_as_many_statements_whatever_the_size(self, app, browse, home, henk, statements):
        browser = browse(henk)
        for size in (0, 10):
            rows_of(app, size)
            statements.clear()
            browser.open("/")
            # who, the families, what waits in them, the settings, the evidence, the learning meeting, second people, the log
            assert len(statements) <= 8
