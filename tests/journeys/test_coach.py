"""The coach in a real browser: it speaks while one types, takes nothing away, and works without JavaScript."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.only_on("sqlite")]
FAMILY = "Gezin Jansma-de Wit"
VAGUE = "Kim belt Marloes regelmatig."
REASON = "Zo zegt Kim het zelf."


def new_agreement(walker):
    walker.go("/casus/").follow(FAMILY, exact=False)
    walker.go(f"{walker.page.url.rstrip('/')}/agreements/new", name="coach")
    return walker.page


def beside(page):
    return page.locator("#coach-what")


def test_it_speaks_while_one_types_and_the_focus_stays(sanne):
    page = new_agreement(sanne)
    what = page.get_by_label("Wat doet deze persoon?", exact=False).first
    asked = []
    page.on("request", lambda request: "/coach/" in request.url and asked.append(request))
    what.press_sequentially(VAGUE, delay=15)
    expect(beside(page).get_by_text("De meelezer ziet", exact=False).first).to_be_visible()

    expect(what).to_be_focused()
    expect(what).to_have_value(VAGUE)
    expect(beside(page).locator("mark", has_text="regelmatig")).to_be_visible()
    expect(beside(page).get_by_role("status")).to_contain_text("De meelezer ziet")
    assert len(asked) <= 2  # not once for each letter
    assert all("regelmatig" not in one.url for one in asked)
    sanne.look("coach with points")


def test_a_point_is_left_in_place_and_the_keyboard_goes_on_from_there(sanne):
    page = new_agreement(sanne)
    text = f"Kim belt Marloes regelmatig op breedte {sanne.width}."  # each width leaves a point of its own
    page.get_by_label("Wat doet deze persoon?", exact=False).first.fill(text)
    item = beside(page).locator("div", has=page.locator("mark", has_text="regelmatig")).last
    item.get_by_text("Laat staan, met een reden").press("Enter")
    item.get_by_role("button", name="Laat staan").press("Enter")
    expect(beside(page).get_by_text("Schrijf op waarom u dit laat staan.")).to_be_visible()
    sanne.look("coach asks why")
    reason = beside(page).get_by_label("Waarom laat u dit staan?").and_(page.locator("[aria-invalid]"))
    expect(reason).to_be_focused()
    reason.fill(REASON)
    beside(page).locator("details[open]").get_by_role("button", name="Laat staan").press("Enter")

    expect(beside(page).get_by_text("1 punt staat met reden")).to_be_visible()
    expect(page.locator("[data-coach]:focus, [data-coach] :focus")).to_have_count(1)
    page.get_by_text("1 punt staat met reden").click()
    expect(beside(page).get_by_text(f"Staat omdat: {REASON}")).to_be_visible()
    sanne.look("coach with a point that stays")


def test_an_answer_that_comes_later_takes_no_reason_away(sanne):
    page = new_agreement(sanne)
    what = page.get_by_label("Wat doet deze persoon?", exact=False).first
    what.fill(VAGUE)
    beside(page).get_by_text("Laat staan, met een reden").first.click()
    reason = beside(page).get_by_label("Waarom laat u dit staan?").first
    reason.fill("Omdat")
    with page.expect_response("**/coach/?**"):
        what.dispatch_event("change")

    expect(reason).to_have_value("Omdat")


def test_enter_in_a_field_never_presses_a_button_of_the_coach(sanne):
    page = new_agreement(sanne)
    page.get_by_label("Wat doet deze persoon?", exact=False).first.fill(VAGUE)
    expect(beside(page).locator("mark").first).to_be_visible()
    with page.expect_navigation():
        page.get_by_label("Wanneer?", exact=False).first.press("Enter")

    assert page.url.endswith("/agreements/new")
    expect(page.get_by_role("alert")).to_be_visible()  # it tried to save: things are still missing
    expect(page.get_by_label("Wat doet deze persoon?", exact=False).first).to_have_value(VAGUE)


def test_without_javascript_nothing_typed_gets_lost(walkers, width):
    walker = walkers("sanne", width, javascript=False)
    page = new_agreement(walker)
    page.get_by_label("Wat doet deze persoon?", exact=False).first.fill(f"Kim belt Bas regelmatig op breedte {width}.")
    page.get_by_label("Wanneer?", exact=False).first.fill("elke vrijdag")
    page.get_by_role("button", name="Lees mee").click()
    expect(page.get_by_text("Er is nog niets opgeslagen.")).to_be_visible()
    item = beside(page).locator("div", has=page.locator("mark", has_text="regelmatig")).last
    item.get_by_text("Laat staan, met een reden").click()
    item.get_by_label("Waarom laat u dit staan?").fill(REASON)
    item.get_by_role("button", name="Laat staan").click()

    expect(beside(page).get_by_text("1 punt staat met reden")).to_be_visible()
    expect(page.get_by_label("Wanneer?", exact=False).first).to_have_value("elke vrijdag")
