"""Four people answer on a phone of 390 px, each in an own browser, and the worker sees each answer as he or she should.

Fatiha agrees, Bas proposes another wording, Truus does not agree, and Finn, who is twelve, would rather talk first. Bas has
JavaScript off. Every page is looked at: axe, nothing sideways at 320 px, targets of 44 px.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import AXE, RULES

TARGETS = """() => [...document.querySelectorAll('a, button, summary, input:not([type=hidden]), textarea')]
  .filter(one => one.checkVisibility())
  .map(one => [one, (one.closest('label') || one).getBoundingClientRect()])
  .filter(([one, box]) => box.height < 43.5 || box.width < 43.5)
  .map(([one, box]) => `${one.tagName} ${one.textContent.trim().slice(0, 30)} ${box.width}x${box.height}`)"""


CUT_OFF = """() => [...document.querySelectorAll('body *')].filter(one => one.checkVisibility())
  .map(one => [one.textContent.trim().slice(0, 30), one.getBoundingClientRect()])
  .filter(([words, box]) => box.left < -0.5 || box.right > innerWidth + 0.5).map(([words]) => words)"""


@pytest.fixture(scope="module")
def links(signed_in, browser, demo):
    """links(colleague, family, name) is (address, code): the colleague makes a link and reads both halves from the screen."""
    made = {}

    def make(colleague, family, name):
        if name not in made:
            context = browser.new_context(base_url=demo, locale="nl-NL", storage_state=signed_in(colleague))
            try:
                page = context.new_page()
                page.goto("/casus/")
                page.goto(f"{home_of(page, family)}/links")
                page.get_by_role("button", name=re.compile(rf"link maken voor {name}$")).click()
                address = page.locator("#address")
                expect(address).to_be_visible()
                made[name] = (address.input_value(), page.locator("section[aria-labelledby=card-code] b").first.inner_text())
            finally:
                context.close()
        return made[name]

    return make


def home_of(page, family):
    """The address of this family, from the list of casussen that is open."""
    link = page.get_by_role("main").get_by_role("link", name=re.compile(family)).first
    return link.get_attribute("href").rstrip("/")


class Phone:
    """Somebody with a phone, a link and a code."""

    def __init__(self, context, scripted=True):
        context.set_default_timeout(15_000)
        self.page, self.scripted = context.new_page(), scripted

    def look(self):
        """axe has no findings; at 320 px, as on a large screen at 400 %, nothing sticks out or is cut off; all can be tapped."""
        page = self.page
        assert page.title() in ("Afspraken", "Agreements", "Anlaşmalar", "Ustalenia", "Домовленості", "الاتفاقات")
        if self.scripted:
            assert page.evaluate(TARGETS) == []
            page.evaluate(AXE)
            ask = "rules => axe.run({runOnly: rules, resultTypes: ['violations']}).then(r => r.violations)"
            found = page.evaluate(ask, RULES)
            page.emulate_media(color_scheme="dark")
            found += page.evaluate(ask, ["color-contrast"])
            page.emulate_media(color_scheme="light")
            assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []
        for width in (320, 390):
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.evaluate(CUT_OFF) == []
        return self

    def come_in(self, address, code):
        self.page.goto(address)
        self.look()
        self.page.get_by_label("Vul uw code in").fill(code)
        self.page.get_by_role("button", name="Verder").click()
        expect(self.page.get_by_text(re.compile(r"Afspraak \d van \d"))).to_be_visible()
        return self.look()

    def answer(self, words, box=None, text=""):
        """Choose one of the five, write something where that is asked, and send it."""
        self.page.get_by_role("radio", name=words, exact=False).first.check()
        if box:
            self.page.get_by_label(box).fill(text)
        self.look()
        self.page.get_by_role("button", name="Bewaar en verder").click()
        expect(self.page.get_by_role("heading", level=1, name=re.compile("Bedankt|Dank u wel"))).to_be_visible()
        return self.look()

    def answer_the_rest(self, words="Ja"):
        while "/o/klaar" not in self.page.url:
            self.page.goto("/o/afspraken")
            if "/o/klaar" in self.page.url:
                break
            self.page.get_by_role("radio", name=words, exact=True).check()
            self.page.get_by_role("button", name="Bewaar en verder").click()
            expect(self.page.get_by_role("heading", level=1, name=re.compile("Bedankt|Dank u wel"))).to_be_visible()
        return self

    def close(self):
        self.page.get_by_role("button", name="Afsluiten").click()
        expect(self.page.get_by_role("heading", level=1, name="Het is gesloten")).to_be_visible()
        self.look()
        self.page.goto("/o/afspraken")
        expect(self.page.get_by_role("heading", level=1, name="Deze pagina is gesloten")).to_be_visible()


@pytest.fixture
def phone(browser, demo):
    opened = []

    def open_phone(scripted=True):
        context = browser.new_context(
            base_url=demo, viewport={"width": 390, "height": 844}, locale="nl-NL", has_touch=True, reduced_motion="reduce",
            java_script_enabled=scripted,
        )  # fmt: skip
        opened.append(context)
        return Phone(context, scripted)

    yield open_phone
    for context in opened:
        context.close()


@pytest.fixture
def answers(walkers):
    """answers(colleague, family) is the page of answers of that family."""

    def open_page(colleague, family):
        walker = walkers(colleague)
        walker.go("/casus/")
        return walker.go(f"{home_of(walker.page, family)}/links/answers")

    return open_page


def waiting(walker, name, words=""):
    """What waits of this person through the link, with these words; other journeys leave answers of their own."""
    card = walker.page.locator("section[aria-labelledby=waiting]")
    of_whom = re.compile(rf"^\s*{name}\b.*via de link", re.DOTALL)
    return card.get_by_role("listitem").filter(has_text=of_whom).filter(has_text=words)


def test_fatiha_agrees_with_everything_and_closes_the_page(links, phone, answers):
    fatiha = phone().come_in(*links("sanne", "Jansma", "Fatiha"))
    fatiha.answer("Ja").answer_the_rest().look()
    expect(fatiha.page.get_by_role("main")).to_contain_text("U hoeft nu niets meer te doen")
    fatiha.close()

    page = answers("sanne", "Jansma")
    expect(waiting(page, "Fatiha")).to_have_count(0)
    row = page.page.get_by_role("row", name=re.compile("Fatiha"))
    expect(row.last).to_contain_text(re.compile(r"(\d+) van \1"))  # other journeys may have made more agreements


def test_bas_proposes_another_wording_without_javascript_and_sanne_takes_it_over(links, phone, answers):
    bas = phone(scripted=False).come_in(*links("sanne", "Jansma", "Bas"))
    text = "Als Kim trek heeft, belt zij Marloes. Bas brengt Noa en Daan binnen een uur naar Truus."
    bas.page.goto("/o/afspraken?nr=1")
    bas.answer("Ja, maar…", "Wat wilt u anders?", text)
    assert text not in bas.page.content(), "an answer is not shown back"

    page = answers("sanne", "Jansma")
    given = waiting(page, "Bas", text)
    expect(given).to_contain_text(text)
    page.through(given.get_by_role("link", name=re.compile("Neem deze tekst over")))
    expect(page.page.get_by_label("Wat doet deze persoon?")).to_have_value(text)
    expect(page.page.locator("ins").first).to_be_visible()
    page.press("Maak dit de tekst")
    expect(page.page.get_by_role("status")).to_contain_text("De nieuwe tekst staat in het plan")
    expect(waiting(page, "Bas", text)).to_have_count(0)
    page.through(page.page.get_by_role("link", name=re.compile("Bas brengt Noa en Daan")).first)
    expect(page.page.get_by_role("main")).to_contain_text("De tekst is veranderd")


def test_truus_does_not_agree_and_reads_at_that_agreement_what_sanne_writes_back(links, phone, answers):
    truus = phone().come_in(*links("sanne", "Jansma", "Truus"))
    truus.page.goto("/o/afspraken?nr=1")
    shown = truus.page.get_by_role("heading", level=1).inner_text()
    truus.answer("Nee", "Wat zou wel kunnen?", "Ik kan alleen op zaterdag kijken.")

    page = answers("sanne", "Jansma")
    given = waiting(page, "Truus").filter(has_text="Ik kan alleen op zaterdag kijken.")
    expect(given).to_contain_text("Niet akkoord")
    page.through(given.get_by_role("link", name=re.compile("Noteer")))
    page.page.get_by_label("Wat leest deze persoon?").fill("U kijkt alleen op zaterdag. Marloes kijkt op vrijdag.")
    page.page.get_by_label("Wat hebt u ermee gedaan?").fill("Truus gebeld.")
    page.press("Opslaan")
    expect(waiting(page, "Truus", "Ik kan alleen op zaterdag kijken.")).to_have_count(0)

    truus.page.goto("/o/afspraken?nr=1")
    expect(truus.page.get_by_role("heading", level=1)).to_have_text(shown)
    expect(truus.page.get_by_role("main")).to_contain_text("Marloes kijkt op vrijdag.")
    expect(truus.page.get_by_role("main")).not_to_contain_text("Truus gebeld.")
    truus.look()


def test_finn_of_twelve_would_rather_talk_first_and_only_mehmet_sees_that(links, phone, answers):
    finn = phone().come_in(*links("mehmet", "Smeets", "Finn"))
    finn.answer("Ik praat hier liever eerst over")
    finn.page.go_back()
    expect(finn.page.get_by_role("radio", checked=True)).to_have_count(0)

    given = waiting(answers("mehmet", "Smeets"), "Finn")
    expect(given).to_contain_text("Praat er liever eerst over")
    expect(given).to_contain_text("Alleen u en uw vervanger zien dit")
    assert "liever eerst" not in answers("henk", "Smeets").words


@pytest.mark.parametrize("language", ["en", "tr", "pl", "uk"])
def test_the_page_of_a_link_fits_in_every_language(links, phone, language):
    anybody = phone()
    anybody.page.goto(f"{links('mehmet', 'Smeets', 'Finn')[0]}?taal={language}")
    expect(anybody.page.locator("html")).to_have_attribute("lang", language)
    anybody.look()


def test_the_page_in_arabic_runs_from_right_to_left(links, phone):
    finn = phone()
    address, code = links("mehmet", "Smeets", "Finn")
    finn.page.goto(address)
    finn.page.get_by_role("link", name="العربية").click()
    expect(finn.page.locator("html")).to_have_attribute("dir", "rtl")
    finn.look()
    finn.page.locator("#code").fill(code)
    finn.page.get_by_role("button", name="متابعة").click()
    expect(finn.page.get_by_role("radio", name="نعم", exact=True)).to_be_visible()
    finn.look()
    radio = finn.page.locator("label.answer").first.bounding_box()
    button = finn.page.locator("label.answer input").first.bounding_box()
    assert button["x"] > radio["x"] + radio["width"] / 2, "the circle stands at the right, where reading begins"
