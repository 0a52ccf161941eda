"""Giving somebody a link, a form on paper, or one's own tablet: the pages of it, at a desk and on a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import PASSWORD, Walker


@pytest.fixture
def own(demo, browser, width):
    """Sanne in a browser of her own: handing over ends her session there, and in no other test's."""
    window = {"width": width, "height": 900}
    context = browser.new_context(base_url=demo, viewport=window, locale="nl-NL", reduced_motion="reduce")
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_label("E-mailadres").fill("sanne@vlierland.example")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.wait_for_url("**/")
    yield Walker(page, width)
    context.close()


def test_the_tablet_goes_to_truus_and_comes_back(own):
    page = own.page
    page.get_by_role("link", name=re.compile("Jansma")).first.click()
    room = re.search(r"/casus/\w+", page.url)[0] + "/links"
    own.go(room)
    row = page.get_by_role("row", name=re.compile("^Truus"))

    row.get_by_text("Anders", exact=True).click()
    own.through(row.get_by_role("link", name=re.compile("Kies hoe u link en code geeft")))
    own.go(room)
    row.get_by_text("Anders", exact=True).click()
    own.through(row.get_by_role("link", name=re.compile("Print een papieren formulier")), "papieren formulier")
    own.through(page.get_by_role("link", name="Typ de antwoorden in"))
    own.go(room)
    row.get_by_text("Anders", exact=True).click()
    own.through(row.get_by_role("link", name=re.compile("Geef mijn tablet")))
    own.fill({"Uw wachtwoord": PASSWORD})
    own.press("Geef de tablet", name="afspraken op de tablet")

    expect(page).to_have_url(re.compile("/o/"))
    page.goto(room)
    expect(page).to_have_url(re.compile("/sign-in"))
    page.goto("/o/klaar")
    own.through(page.get_by_role("link", name="Ik ben klaar: geef de tablet terug"), "tablet terug")
    page.get_by_label("Wachtwoord van Sanne Verbeek").fill(PASSWORD)
    own.press("Neem de tablet terug", name="weer aan het werk")
    expect(page.get_by_role("heading", level=1)).to_have_text("Links en antwoorden")
