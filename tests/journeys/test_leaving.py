"""Leaving quickly, in a real browser: covered at once, elsewhere at once, and no way back (security.md D.8)."""

import re

import pytest
from playwright.sync_api import expect

AWAY = "https://www.buienradar.nl/**"
ELSEWHERE = "<!doctype html><title>Weer</title><h1>Het weer</h1>"


@pytest.fixture(scope="module")
def link(demo, browser, signed_in):
    """A personal link of Fatiha and its code: made by Sanne, once for this file."""
    context = browser.new_context(base_url=demo, locale="nl-NL", storage_state=signed_in("sanne"))
    page = context.new_page()
    page.goto("/")
    page.get_by_role("link", name=re.compile("Jansma")).first.click()
    page.get_by_role("link", name="Links en antwoorden").click()
    row = page.get_by_role("row", name=re.compile("^Fatiha"))
    row.get_by_role("button", name=re.compile("link maken|nieuwe link")).click()
    address = page.get_by_label("Adres").input_value()
    code = page.get_by_role("region", name="Kaart 2: de code").locator("b").inner_text()
    context.close()
    return re.sub(r"^https?://[^/]+", "", address), code


def inside(context, link):
    """A phone on which the code was given."""
    context.route(AWAY, lambda route: route.fulfill(body=ELSEWHERE, content_type="text/html"))
    page = context.new_page()
    page.goto(link[0])
    page.get_by_label("Vul uw code in").fill(link[1])
    page.get_by_role("button", name="Verder").click()
    page.wait_for_url("**/o/*")
    return page


def by_button(page):
    page.get_by_role("button", name="Snel weg").click()


def by_shift(page):
    for _press in range(3):
        page.keyboard.press("Shift")


@pytest.mark.parametrize(("leave", "javascript"), [(by_button, True), (by_shift, True), (by_button, False)])
def test_exit_no_back(demo, browser, link, leave, javascript):
    phone = {"width": 390, "height": 844}
    context = browser.new_context(base_url=demo, locale="nl-NL", viewport=phone, java_script_enabled=javascript)
    try:
        page = inside(context, link)
        words = page.get_by_role("heading", level=1).inner_text()
        page.goto("/o/afspraken?nr=1")

        leave(page)
        page.wait_for_url("https://www.buienradar.nl/")
        assert page.title() == "Weer"

        for _step in range(2):  # whatever the history holds, it shows nothing of the family
            page.go_back()
            page.wait_for_load_state()
            assert words not in page.content()
            assert "Fatiha" not in page.content()
        page.goto("/o/afspraken")
        expect(page.get_by_role("heading", level=1)).to_have_text("Deze pagina is gesloten")
    finally:
        context.close()


def test_leaving_comes_first_by_keyboard_and_typing_capitals_leaves_nobody(demo, browser, link):
    context = browser.new_context(base_url=demo, locale="nl-NL")
    try:
        page = inside(context, link)
        page.goto("/o/afspraken?nr=1")
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Snel weg")).to_be_focused()
        for letter in "ABC":
            page.keyboard.press(f"Shift+{letter}")
        expect(page).to_have_url(re.compile("/o/afspraken"))
    finally:
        context.close()
