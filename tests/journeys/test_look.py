"""Every component in a real browser: axe has no findings, nothing sticks out, and drafts are kept while typing."""

from pathlib import Path

import pytest
from flask import render_template_string
from playwright.sync_api import expect

from tests.test_components import RATED, WorryForm
from workbench.web.headers import policy

ROOT = Path(__file__).parents[2]
AXE = ROOT / "tests" / "vendor" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ADDRESS = "http://localhost/gallery"


@pytest.fixture
def gallery(app):
    """The content security policy, and the page with every component on it and the errors of an empty form."""
    with app.test_request_context("/gallery"):
        form = WorryForm(formdata=None, data={"about": ""}, meta={"csrf": False})
        form.validate()
        form.draft_url = "/draft"
        return policy(), render_template_string(
            (Path(__file__).parent / "gallery.html").read_text(), form=form, rated=RATED
        )


@pytest.fixture
def look(page, gallery):
    """look() opens the gallery; what it fetches comes from the tree, what it sends is kept in look.sent."""

    def serve(route):
        address = route.request.url
        if "/static/" in address:
            route.fulfill(path=ROOT / "workbench" / "static" / address.split("/static/")[1])
        elif route.request.method == "POST":
            look.sent.append(route.request.post_data)
            route.fulfill(status=look.answer, body="")
        else:
            allowed, body = gallery
            route.fulfill(body=body, content_type="text/html", headers={"Content-Security-Policy": allowed})

    def look():
        page.goto(ADDRESS)
        return page

    look.sent, look.answer = [], 204
    page.route("**/*", serve)
    return look


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 390])
def test_axe_has_no_findings(look, page, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    look().evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run({runOnly: rules}).then(r => r.violations)", RULES)

    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []


def test_axe_would_have_said_something(look, page):
    look().evaluate(AXE.read_text(encoding="utf-8"))
    page.evaluate("document.querySelector('label[for=about]').remove()")
    found = page.evaluate("rules => axe.run({runOnly: rules}).then(r => r.violations)", RULES)

    assert "label" in [one["id"] for one in found]


def test_the_strict_policy_stops_nothing_of_ours(look, page):
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    look().wait_for_load_state("networkidle")

    assert page.evaluate("typeof htmx.version") == "string"
    assert said == []


def test_the_strict_policy_stops_an_inline_style(look, page):
    said = []
    page.on("console", lambda message: said.append(message.text))
    look().evaluate("document.body.setAttribute('style', 'color: red')")

    assert any("Content Security Policy" in text for text in said)


def test_nothing_sticks_out_on_the_smallest_screen(look, page):
    page.set_viewport_size({"width": 320, "height": 700})

    assert look().evaluate("document.documentElement.scrollWidth") == 320


def test_a_form_with_errors_takes_you_to_what_is_left(look):
    page = look()

    assert page.evaluate("document.activeElement.getAttribute('aria-labelledby')") == "error-summary"
    assert page.title().startswith("Fout:")


def test_a_draft_is_kept_when_one_leaves_a_long_field(look):
    page = look()
    page.fill("#about", "Rick & Bo")
    page.focus("#weeks")
    expect(page.locator("[data-draft-status]")).not_to_be_empty()

    assert "about=Rick+%26+Bo" in look.sent[-1]
    assert page.inner_text("[data-draft-status]").startswith("Concept bewaard om")


def test_saving_right_after_typing_leaves_no_draft_behind(look):
    page = look()
    page.fill("#about", "Rick & Bo")
    page.get_by_role("button", name="Opslaan").click()

    assert ["weeks=" in body and "_draft" not in body for body in look.sent] == [True]


def test_saving_after_a_draft_says_that_there_is_one(look):
    page = look()
    page.fill("#about", "Rick & Bo")
    page.focus("#weeks")
    expect(page.locator("[data-draft-status]")).not_to_be_empty()
    page.get_by_role("button", name="Opslaan").click()

    assert ["_draft=1" in body for body in look.sent] == [False, True]


def test_a_draft_that_is_refused_is_said_so(look):
    look.answer = 500
    page = look()
    page.fill("#about", "Rick & Bo")
    page.focus("#weeks")
    expect(page.locator("[data-draft-status]")).not_to_be_empty()

    assert "niet worden bewaard" in page.inner_text("[data-draft-status]")


def test_what_did_not_change_is_not_sent(look):
    page = look()
    page.focus("#about")
    page.focus("#weeks")

    assert look.sent == []


def test_on_a_phone_what_runs_well_is_folded_until_asked(look, page):
    page.set_viewport_size({"width": 390, "height": 900})
    look()

    assert not page.get_by_text("Kim belt Marloes.").is_visible()
    page.get_by_label("Toon ook de afspraak die goed loopt").check()
    assert page.get_by_text("Kim belt Marloes.").is_visible()


def test_on_a_wide_screen_everything_shows(look, page):
    page.set_viewport_size({"width": 1200, "height": 900})

    assert look().get_by_text("Kim belt Marloes.").is_visible()
