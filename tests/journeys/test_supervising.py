"""Supervising, in a real browser: a cell is asked about, mended and looks otherwise; another team sees nothing of it."""

import re

import pytest

from tests.journeys.conftest import sign_in
from tests.journeys.test_main_job import FAMILY_A, FAMILY_B, _home_of
from tests.journeys.walking import Walker

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.only_on("sqlite")]
QUESTION = "Heb je Bas al gevraagd wat hij van zorg 2 vindt?"
FOURTH = re.compile(f"4 Partnerschap: .*, {FAMILY_A}")


def _cell(walker):
    return walker.page.get_by_role("link", name=FOURTH)


@pytest.fixture
def fresh(fresh_demo, browser):
    """fresh("henk") walks through a demo in which nothing was changed yet."""
    opened = []

    def walker(name):
        opened.append(browser.new_context(base_url=fresh_demo, viewport={"width": 1200, "height": 900}, locale="nl-NL",
                                          reduced_motion="reduce"))  # fmt: skip
        page = opened[-1].new_page()
        sign_in(page, name)
        return Walker(page, 1200)

    yield walker
    for one in opened:
        one.close()


def test_the_supervisor_finds_why_a_standard_is_partly_shown_and_with_the_worker_it_is_mended(fresh):
    henk, sanne = fresh("henk"), fresh("sanne")
    henk.go("/team/", name="team")
    assert "Deels" in _cell(henk).inner_text()

    henk.through(_cell(henk), "team: why partly")
    opened = henk.page.get_by_role("region", name=f"{FAMILY_A}: 4 Partnerschap")
    assert "Wat Bas vindt van zorg 2" in opened.inner_text()
    opened.get_by_label("Vraag aan Sanne Verbeek").fill(QUESTION)
    henk.through(opened.get_by_role("button", name="Vraag stellen"), "team: asked")

    sanne.go("/", name="today with a question")
    assert "Beantwoord de vraag over standaard 4" in sanne.words
    home = _home_of(sanne, FAMILY_A)
    sanne.go(home + "standards/questions/", name="questions")
    asked = sanne.page.get_by_role("article").filter(has_text=QUESTION)
    sanne.through(asked.get_by_role("link", name="Zeg hier iets op"), "a question")
    sanne.page.get_by_label("Wat zegt u?").fill("Ik bel hem vandaag.")
    sanne.press("Antwoord bewaren")
    sanne.go(home + "standards/", name="standards")
    sanne.follow("Wat Bas vindt van zorg 2")
    sanne.page.get_by_role("radio", name=re.compile("^Eens|^eens")).first.check()
    sanne.press("Opslaan")

    henk.go("/team/")
    assert "Bewijs" in _cell(henk).inner_text()
    henk.go("/", name="today with an answer")
    henk.through(henk.page.get_by_role("link", name=re.compile("antwoord op uw vraag over standaard 4")).first)
    assert "Ik bel hem vandaag." in henk.words


def test_a_colleague_of_another_team_sees_nothing_of_it(walkers):
    """Rachida leads in Team Oost. She is named in the first family and in nothing of the second."""
    rachida, henk = walkers("rachida"), walkers("henk")
    second = _home_of(henk, FAMILY_B)
    for page in ("/", "/team/", "/team/period", "/team/rights", "/team/families", "/team/learning/", "/reflections/shared"):
        rachida.go(page, name=f"another team: {page}")
        assert not [name for name in (FAMILY_A, FAMILY_B, "Jansma", QUESTION) if page != "/" and name in rachida.words]
    for room in ("", "standards/", "trajectory", "rights", "closing", "signals", "partners"):
        assert rachida.page.goto(second + room).status == 404


@pytest.mark.parametrize("width", [1200, 390])
def test_the_pages_of_supervising_and_learning_are_fit_for_everybody(walkers, width):
    henk, sanne, mehmet = walkers("henk", width), walkers("sanne", width), walkers("mehmet", width)
    for page in ("/team/period", "/team/rights", "/team/families", "/team/learning/", "/team/learning/exercises",
                 "/reflections/shared"):  # fmt: skip
        henk.go(page, name=page)
    home = _home_of(henk, FAMILY_A)
    for room in ("trajectory", "standards/talks/", "standards/talks/new", "standards/questions/", "documents/coverage"):
        henk.go(home + room, name=room)
    for page in ("/reflections/", "/reflections/new?standard=3", "/reflections/actions/new"):
        sanne.go(page, name=page.split("?")[0])
    home = _home_of(mehmet, FAMILY_B)
    for room in ("rights", "rights/family", "signals", "signals/new", "partners", "partners/sight", "closing", "closing/phase",
                 "aftercare"):  # fmt: skip
        mehmet.go(home + room, name=f"second family: {room}")
