"""Every question on the map, in worries, goals, numbers, bottom lines and agreements has one short example, or needs none.

The pages are found from the map of routes. What a field is described by is what a screen reader reads after its label.
"""

import re
from typing import Any

import pytest
from flask import Flask

from tests.pages import Browser, Page
from tests.safety import census
from workbench.mapping.models import ItemKind

ROOMS = ("mapping", "goals", "coach", "monitoring", "agreements")
EXAMPLE = "Bijvoorbeeld"
CHOICES = "its choices explain themselves"
TODAY = "a day, filled in with today"
# Fields that need no example, with the reason.
NEED_NONE = {
    "feasible": CHOICES, "opinion": CHOICES, "opinion_": CHOICES, "person": CHOICES,
    "hold_unit": CHOICES, "ground": CHOICES, "status": CHOICES, "form": CHOICES,
    "rated_on": TODAY, "set_on": TODAY, "checked_on": TODAY, "written_on": TODAY, "rehearsed_on": TODAY,
    "outcome": CHOICES, "outcome_": CHOICES, "what_if_used": CHOICES, "decision": CHOICES, "agreement_id": CHOICES,
    "agreement_ids": CHOICES, "child_id": CHOICES,
    "seen_": "the same question at each agreement; the first has the example",
    "number": "the child's own form: faces with words, or a path that is explained",
    "number_": "the ends of the scale stand above the table and are read with the field",
}  # fmt: skip


@pytest.fixture
def demo(app: Flask) -> census.Demo:
    return census.load(app, family=0)


def questions(page: Page) -> dict[str, str]:
    """Name of each visible field → all that describes it, its own words and those of the groups it stands in."""
    found: dict[str, str] = {}
    for control in page.tree.xpath("//main//form//*[self::input or self::select or self::textarea][@name]"):
        form = next(control.iterancestors("form"))
        if control.get("type") in ("hidden", "submit") or form.get("method") != "post":
            continue
        around = (control, *control.iterancestors("fieldset"))
        ids = [one for part in around for one in (part.get("aria-describedby") or "").split()]
        said = [" ".join(part.itertext()) for one in ids for part in page.tree.xpath("//*[@id=$id]", id=one)]
        found[control.get("name")] = " ".join(said)
    return found


def needs_none(name: str) -> str:
    """The row of the table for this field: its name, without the number of a person."""
    return re.sub(r"\d+$", "", name)


def pages(demo: census.Demo, browse: Any) -> list[Page]:
    """Every page of these rooms that somebody fills in: by the worker, the word lists by the administrator."""
    sanne, admin = browse(demo.staff["sanne"]), browse(demo.staff["beheer"])
    adapter = demo.app.url_map.bind("localhost")
    rooms = [one for one in census.addresses(demo, most=2) if adapter.match(one)[0].split(".")[0] in ROOMS]
    home = f"/casus/{demo.ref}"
    rooms += [f"{home}/map/new/{kind.value}" for kind in ItemKind]
    words = ["/settings/words/vaag", "/settings/words/jargon", "/settings/words/vaag/remove?word=vaak"]
    words += ["/settings/examples/new", "/settings/examples/party", "/settings/examples/party/hide"]
    shown = [sanne.open(one) for one in rooms] + [admin.open(one) for one in words]
    return [page for page in shown if page.status == 200] + steps(sanne, f"{home}/goals/new")


def steps(browser: Browser, address: str) -> list[Page]:
    """The pages of the form of a worry with its goal, after the first."""
    page, found = browser.open(address), []
    events = page.tree.xpath("//input[@name='examples']/@value")
    people = page.tree.xpath("//input[@name='worried']/@value")[:1]
    child = page.tree.xpath("//input[@name='children']/@value")[:1]
    worry = {"title": "Ruzie", "worried": people, "about": "zij schreeuwen.", "examples": events[:1], "children": child,
             "impact_now": "Noa huilt.", "impact_later": "Noa gaat weg."}  # fmt: skip
    goal = {"shows": people, "sees": people, "behaviour": "zij regelmatig groeten.", "child_notices": "Noa lacht."}
    for answers in (worry, goal, {"hold_for": "8", "hold_unit": "weeks", "good_enough": "8"}):
        page = browser.send(page, answers)
        found.append(page)
    return found


def test_every_question_has_one_short_example_or_needs_none(demo, browse):
    without: dict[str, set[str]] = {}
    asked: set[str] = set()
    for page in pages(demo, browse):
        for name, said in questions(page).items():
            asked.add(name)
            assert said.count(EXAMPLE) < 2 or name in ("is_first", "is_worst", "is_last"), (name, said)
            if EXAMPLE not in said:
                without.setdefault(needs_none(name), set()).add(page.address)

    assert {name: where for name, where in without.items() if name not in NEED_NONE} == {}
    assert set(NEED_NONE) - set(without) == set(), "a row that no field needs"
    assert asked >= {"text", "impact", "about", "behaviour", "hold_for", "sentence", "family_text", "words", "reason"}
    assert len(asked) > 50


def test_no_question_is_said_to_be_required_twice(demo, browse):
    for page in pages(demo, browse):
        for label in page.tree.xpath("//main//label | //main//legend"):
            assert " ".join(label.itertext()).count("verplicht") < 2, page.address
