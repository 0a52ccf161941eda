"""The map in its place, in a real browser: with the keyboard, on a phone, and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.test_main_job import FAMILY_A, _home_of
from tests.journeys.walking import no_connection

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.only_on("sqlite")]


@pytest.fixture
def map_a(sanne):
    """The address of the map of demo A, open and marked, so that a test can tell whether the page itself was left."""
    address = _home_of(sanne, FAMILY_A) + "map/"
    sanne.go(address, name="map")
    sanne.page.evaluate("window.stayed = true")
    return address


def focused(page):
    return page.evaluate("document.activeElement.id")


def stayed(page):
    return page.evaluate("window.stayed === true")


def open_form(walker, kind, column):
    """By the keyboard: to the tab of the column on a phone, then the link at the foot of the kind."""
    if walker.width < 1000:
        walker.page.locator(f"#tab-{column}").check(force=True)
    walker.page.locator(f"#add-{kind}").focus()
    walker.page.keyboard.press("Enter")
    expect(walker.page.locator("#form :focus")).to_have_count(1)  # what is typed before that goes nowhere


def test_a_fact_is_put_on_the_map_in_its_place_by_the_keyboard(sanne, map_a, width):
    page, text = sanne.page, f"Daan stond alleen buiten ({width})."
    open_form(sanne, "harm", "worry")
    assert focused(page) == "happened_on"
    sanne.look("map with a form")
    page.get_by_label("Wat gebeurde er?").fill(text)
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Opslaan").press("Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    assert page.get_by_label("Wat gebeurde er?").input_value() == text

    page.get_by_label("Op welke dag?").fill("2026-02-01")
    page.get_by_label("Van wie komt dit?").select_option(label="Fatiha")
    page.get_by_role("button", name="Opslaan").press("Enter")
    item = page.get_by_role("article").filter(has_text=text)
    expect(item).to_be_focused()
    expect(page.locator("#said")).to_contain_text("Opgeslagen")
    assert stayed(page)
    assert sanne.page.locator("#form").count() == 0


def test_leaving_a_form_goes_back_to_where_one_came_from_and_keeps_what_was_typed(sanne, map_a, width):
    page = sanne.page
    open_form(sanne, "strength", "well")
    assert focused(page) == "text"
    page.keyboard.press("Escape")
    expect(page.locator("#add-strength")).to_be_focused()
    assert page.locator("#said").inner_text() == ""

    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.type("Bas kookt elke zaterdag.")
    page.keyboard.press("Escape")
    expect(page.locator("#add-strength")).to_be_focused()
    expect(page.locator("#said")).to_contain_text("bewaard als concept")
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_be_focused()
    page.get_by_role("link", name="Verder met het concept").press("Enter")
    expect(page.locator("#text")).to_have_value("Bas kookt elke zaterdag.")
    page.get_by_role("link", name="Annuleren").press("Enter")
    expect(page.locator("#add-strength")).to_be_focused()
    open_form(sanne, "strength", "well")
    page.get_by_role("button", name="Concept weggooien").press("Enter")
    expect(page.get_by_role("heading", name="Kracht toevoegen")).to_be_visible()


def test_something_moves_and_says_what_it_lacks(sanne, map_a, width):
    page, text = sanne.page, f"Fatiha past graag op ({width})."
    open_form(sanne, "strength", "well")
    page.keyboard.type(text)
    page.get_by_role("button", name="Opslaan").press("Enter")
    item = page.get_by_role("article").filter(has_text=text)
    expect(item).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert re.fullmatch(r"more-\d+", focused(page)), "Escape closes the menu and stays at its button"
    page.keyboard.press("Enter")
    link = item.get_by_role("link", name="Toen bleef het veilig")
    for _step in range(5):
        page.keyboard.press("Tab")
        if link.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Verplaatsen naar: Toen bleef het veilig")).to_be_visible()
    page.get_by_label("Wie deed dit?").select_option(label="Fatiha")
    page.get_by_role("button", name="Opslaan").press("Enter")
    expect(page.locator("#said")).to_contain_text("Nu ontbreekt nog: de dag of de periode en tegen welke zorg het hielp")
    item.get_by_role("link", name="tegen welke zorg het hielp").press("Enter")
    expect(page.locator("#danger-0")).to_be_focused()
    page.get_by_label("1. Noa en Daan zijn alleen").check()
    page.get_by_label("Op welke dag?").fill("2026-03-01")
    page.get_by_role("button", name="Opslaan").press("Enter")
    expect(page.locator("#said")).to_contain_text("Opgeslagen")
    expect(item).to_contain_text("Hoort bij zorg 1")
    assert stayed(page)


def test_two_who_change_the_same_see_both_texts_without_leaving(sanne, map_a, width):
    page = sanne.page
    other = page.context.new_page()
    other.goto(map_a)
    first = page.get_by_role("article").filter(has_text="Bas belt de kinderen")
    if width < 1000:
        page.locator("#tab-well").check(force=True)
    first.get_by_role("link", name="Veranderen").press("Enter")
    expect(page.locator("#text")).to_be_focused()
    other.goto(page.url)
    other.locator("#text").fill(f"Bas belt de kinderen elke dag om zeven uur ({width}).")
    other.get_by_role("button", name="Opslaan").click()
    other.close()
    page.locator("#text").fill(f"Bas belt de kinderen twee keer per dag ({width}).")
    page.get_by_role("button", name="Opslaan").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("net voor")
    assert "om zeven uur" in sanne.words
    assert stayed(page)
    page.get_by_role("button", name="Deze tekst opslaan").click()
    expect(page.get_by_role("article").filter(has_text=f"twee keer per dag ({width})")).to_be_visible()


def test_without_a_connection_nothing_typed_is_lost(sanne, map_a, width):
    page, text = sanne.page, f"Kim wil rust in huis ({width})."
    open_form(sanne, "wish", "next")
    page.keyboard.type(text)
    with no_connection(page):
        page.get_by_role("button", name="Opslaan").press("Enter")
        expect(page.locator("#said")).to_contain_text("niet te bereiken")
        page.keyboard.press("Escape")
        expect(page.locator("[data-draft-status]")).to_contain_text("kon niet worden bewaard")
        assert page.locator("#text").input_value() == text, "the form stays open as long as its text is kept nowhere"
    page.get_by_role("button", name="Opslaan").press("Enter")
    expect(page.get_by_role("article").filter(has_text=text)).to_be_focused()


def test_off_the_map_and_back_again(sanne, map_a, width):
    page, text = sanne.page, f"Wachttijd bij de gemeente ({width})."
    open_form(sanne, "complicating", "worry")
    page.keyboard.type(text)
    page.get_by_role("button", name="Opslaan").press("Enter")
    item = page.get_by_role("article").filter(has_text=text)
    item.locator("summary").press("Enter")
    item.get_by_role("link", name="Van de kaart halen").press("Enter")
    expect(page.locator("#reason")).to_be_focused()
    page.keyboard.press("Escape")
    expect(item.locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    item.get_by_role("link", name="Van de kaart halen").press("Enter")
    expect(page.locator("#reason")).to_be_focused()
    page.keyboard.type("De wachttijd is voorbij.")
    page.get_by_role("button", name="Van de kaart halen").press("Enter")
    expect(page.locator("#add-complicating")).to_be_focused()
    page.get_by_text("van de kaart gehaald", exact=False).last.click()
    gone = page.get_by_role("article").filter(has_text=text)
    expect(gone).to_contain_text("De wachttijd is voorbij.")
    gone.get_by_role("link", name="Terugzetten").press("Enter")
    expect(page.locator("#reason")).to_be_focused()
    page.keyboard.type("Toch niet voorbij.")
    page.get_by_role("button", name="Terugzetten").press("Enter")
    expect(page.get_by_role("article").filter(has_text=text)).to_be_focused()


def test_on_a_phone_the_columns_are_tabs_one_walks_with_the_arrows(walkers, demo):
    phone = walkers("sanne", 390)
    phone.page.goto(_home_of(phone, FAMILY_A) + "map/")
    columns = [phone.page.locator(f".map__col--{name}") for name in ("worry", "well", "next")]
    shown = lambda: [one.is_visible() for one in columns]  # noqa: E731

    assert shown() == [True, False, False]
    phone.page.locator("#tab-worry").focus()
    phone.page.keyboard.press("ArrowRight")
    assert shown() == [False, True, False]
    phone.page.keyboard.press("ArrowRight")
    assert shown() == [False, False, True]
    phone.page.emulate_media(media="print")
    assert shown() == [True, True, True], "on paper all three"
    phone.page.emulate_media(media="screen")


def test_without_javascript_the_form_stands_in_the_same_place(walkers, width):
    plain = walkers("sanne", width, javascript=False)
    page, text = plain.page, f"Truus leest Noa voor ({width})."
    page.goto(_home_of(plain, FAMILY_A) + "map/")
    if width < 1000:
        page.locator("#tab-well").check(force=True)
    page.get_by_role("link", name="Kracht toevoegen").click()
    column = page.get_by_role("region", name="Wat gaat goed?")
    expect(column.get_by_role("heading", name="Kracht toevoegen")).to_be_visible()
    page.get_by_role("button", name="Opslaan").click()
    expect(column.get_by_text("Schrijf op wat het is.").last).to_be_visible()
    page.get_by_label("Wat gaat er goed?").fill(text)
    page.get_by_role("button", name="Opslaan").click()

    expect(column.get_by_role("article").filter(has_text=text)).to_be_visible()
    assert "Opgeslagen" in page.locator("body").inner_text()


def test_the_matrix_and_the_history_fit(sanne, map_a):
    sanne.go(map_a + "matrix", name="matrix")
    sanne.page.get_by_role("link", name=re.compile("Kim reed met drank op")).first.click()
    expect(sanne.page.get_by_role("article").filter(has_text="Kim reed met drank op").first).to_be_visible()
    sanne.go(map_a + "4", name="history of an item")


def test_what_the_coach_says_does_not_push_away_where_one_types(sanne, map_a):
    page = sanne.page
    open_form(sanne, "harm", "worry")
    page.get_by_label("Wat gebeurde er?").fill("Kim is agressief.")
    page.keyboard.press("Tab")
    page.get_by_label("Wat merkte het kind ervan?").press_sequentially("Noa")
    before = page.evaluate("document.activeElement.getBoundingClientRect().top")
    expect(page.locator("#coach-text mark")).to_be_visible()

    expect(page.get_by_label("Wat merkte het kind ervan?")).to_be_focused()
    assert abs(page.evaluate("document.activeElement.getBoundingClientRect().top") - before) < 3
    width = page.get_by_label("Wat gebeurde er?").bounding_box()["width"]
    assert width > 240, "what the coach says stands below the field, not in its place"
    page.keyboard.press("Escape")
