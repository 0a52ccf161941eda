"""A session that runs out is said before, and what was typed comes back (security.md F.14). And no page asks elsewhere."""

import os
import re
import sqlite3
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error, expect

from tests.journeys.conftest import served, sign_in
from tests.journeys.walking import PASSWORD, asked_elsewhere

PAGES = int(os.environ.get("WORKBENCH_CRAWL", "12"))  # of each person; more in the proof
TYPED = "Marloes belde: Noa slaapt vannacht bij oma."
WARNING = re.compile("^Over (een minuut|2 minuten) wordt u uitgelogd")


@pytest.fixture
def idle(untouched, tmp_path_factory):
    """(address of a demo of its own, function that makes everybody's last sign of life so many seconds old)."""
    folder = tmp_path_factory.mktemp("idle")

    def seen(seconds):
        with sqlite3.connect(folder / "werkbank.db", timeout=10) as database:
            database.execute(
                "UPDATE user_session SET seen_at = strftime('%Y-%m-%d %H:%M:%f000', created_at, ?)", [f"-{seconds} seconds"]
            )

    with served(untouched, folder) as address:
        yield address, seen


def test_one_is_warned_stays_by_a_press_and_gets_back_what_was_typed(idle, browser):
    address, seen = idle
    context = browser.new_context(base_url=address, locale="nl-NL", viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.clock.install()
    sign_in(page, "sanne")
    page.get_by_role("link", name=re.compile("Jansma")).first.click()
    form = re.sub(r"(/casus/\w+/).*", r"\1signals/new", page.url)
    page.goto(form)
    bar = page.get_by_role("alert").filter(has_text="uitgelogd")
    expect(bar).not_to_be_visible()

    seen(8 * 3600 - 70)
    page.clock.fast_forward("07:58:30")
    expect(bar).to_have_text(WARNING)
    assert page.evaluate("document.activeElement === document.body"), "the warning takes nobody away from where they type"
    page.get_by_role("button", name="Blijf ingelogd").click()
    expect(bar).not_to_be_visible()

    page.get_by_label(re.compile("^Wat ")).first.fill(TYPED)
    seen(9 * 3600)
    page.clock.fast_forward("08:00:00")
    page.wait_for_url("**/sign-in?next=*")
    assert TYPED not in page.content()
    page.get_by_label("E-mailadres").fill("sanne@vlierland.example")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.wait_for_url("**/signals/new")
    page.get_by_role("link", name="Verder met het concept").click()
    expect(page.get_by_label(re.compile("^Wat ")).first).to_have_value(TYPED)
    context.close()


def kind_of(address):
    """Pages that differ in a reference or a number are one kind."""
    return re.sub(r"/(\d+|(?<=/casus/)[a-z0-9]{8})(?=/|$)", "/*", urlsplit(address).path)


def opens(page, address):
    """Go there; False where it is a file to keep and no page."""
    try:
        page.goto(address)
    except Error as told:
        if "Download is starting" not in str(told):
            raise
        return False
    return True


def crawl(page, start, most):
    """Open pages, one of each kind, by the links on them. Returns the kinds."""
    waiting, seen = [start], set()
    while waiting and len(seen) < most:
        address = waiting.pop(0)
        if kind_of(address) in seen:
            continue
        seen.add(kind_of(address))
        if not opens(page, address):
            continue
        links = page.eval_on_selector_all("a[href]", "all => all.map(one => new URL(one.getAttribute('href'), one.baseURI).href)")
        waiting += [one for one in links if urlsplit(one).netloc == urlsplit(page.url).netloc]
    return seen


@pytest.mark.parametrize("who", ["sanne", "beheer"])
def test_no_page_asks_anything_of_another_host(demo, browser, signed_in, who):
    context = browser.new_context(base_url=demo, locale="nl-NL", storage_state=signed_in(who))
    elsewhere, page = asked_elsewhere(context, demo), context.new_page()

    seen = crawl(page, "/", PAGES)
    assert len(seen) >= min(PAGES, 8)
    assert elsewhere == []

    planted = '<link rel="stylesheet" href="http://elsewhere.example/a.css"><img src="http://elsewhere.example/x.png">'
    context.route("**/planted", lambda route: route.fulfill(body=planted, content_type="text/html"))
    page.goto("/planted")
    assert len(elsewhere) == 2, "the control: a page that does is found"
    context.close()
