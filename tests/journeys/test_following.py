"""Following, in a real browser: a checker taps once on a phone, and the worker finds it, decides, and sees it on the timeline."""

import re

import pytest

from tests.journeys.test_main_job import FAMILY_A, _home_of, _link_for
from tests.journeys.walking import Walker

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.only_on("sqlite")]
LEAST = 44  # pixels, security.md and WCAG 2.2
SIZES = "els => els.map(el => el.getBoundingClientRect()).filter(b => b.width).map(b => Math.min(b.width, b.height))"


@pytest.mark.parametrize(("scripted", "tapped"), [(True, "Deels"), (False, "Niet gebeurd")])
def test_a_checker_taps_once_and_the_worker_decides(walkers, browser, demo, scripted, tapped):
    sanne = walkers("sanne", 1200)
    home = _home_of(sanne, FAMILY_A)
    address, code = _link_for(sanne, home, "Marloes")
    context = browser.new_context(base_url=demo, viewport={"width": 390, "height": 844}, java_script_enabled=scripted)
    phone = Walker(context.new_page(), 390, scripted=scripted)
    phone.go(address)
    phone.page.get_by_label("code").fill(code)
    phone.press("Verder")

    phone.follow("Waar u op let")
    assert phone.page.title() == "Afspraken"
    if scripted:
        phone.look("participant: keeps an eye on")
        assert min(phone.page.locator("button, summary, main a").evaluate_all(SIZES)) >= LEAST
    card = phone.page.get_by_role("region", name=re.compile("Hangt Noa de rode magneet"))
    phone.through(card.get_by_role("button", name=tapped))
    assert phone.heading == "Bedankt"
    phone.follow("Iets opschrijven")
    phone.page.get_by_label("Wat gebeurde er?").fill("Fatiha kwam na een half uur.")
    phone.press("Opslaan", name="participant: noted")
    assert "half uur" not in phone.words
    context.close()

    sanne.go(home + "monitoring", name="following")
    assert "Fatiha kwam na een half uur." in sanne.words
    sanne.follow(re.compile("Afspraak A3: Kies wat er nu gebeurt"), exact=False)
    sanne.look("what happens now")
    sanne.page.get_by_role("radio", name=re.compile("Niets")).check()
    sanne.page.get_by_label("Waarom?").fill("Fatiha was die avond weg.")
    sanne.press("Opslaan")
    assert "Afspraak A3: Kies" not in sanne.words
    sanne.go(home + "timeline", name="timeline")
    assert "Fatiha was die avond weg." in sanne.words


@pytest.mark.parametrize("width", [1200, 390])
def test_the_pages_of_following_are_fit_for_everybody(walkers, width):
    sanne = walkers("sanne", width)
    home = _home_of(sanne, FAMILY_A)
    for page in ("monitoring/call", "monitoring/rehearsals/new?agreement=1", "monitoring/diary", "timeline?kind=check&person=2"):
        sanne.go(home + page, name=page.split("?")[0])
