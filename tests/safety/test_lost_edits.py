"""Colleagues save the same agreements at once: nobody's text is lost without a word (security.md, finding 2 and F.11).

`WORKBENCH_WRITERS_SECONDS=60` lets the sixteen write longer; on PostgreSQL too, where TEST_DATABASE_URL says which server.
"""

import os

import pytest

from tests.safety import writers
from tests.safety.figures import figure
from tests.safety.writers import together
from workbench.agreements import operations

WRITERS, SAVES = 8, 6
MANY = 16
SECONDS = float(os.environ.get("WORKBENCH_WRITERS_SECONDS", "4"))
ACKNOWLEDGED = int(os.environ.get("WORKBENCH_SAVES", "1"))  # 10,000 in the full form (security.md F.1)


@pytest.fixture
def house(tmp_path):
    with writers.house("sqlite", tmp_path) as made:
        yield made


@pytest.fixture(params=writers.DATABASES)
def busy_house(request, tmp_path):
    """Four agreements, so that at any moment some people save the same one and some another."""
    with writers.house(request.param, tmp_path, agreements=4) as made:
        yield made


def test_what_was_saved_was_seen_by_the_next_or_shown_beside_it(house):
    house.all_save(WRITERS, SAVES)

    assert house.odd == []
    assert len(house.acknowledged) + len(house.refused) == WRITERS * SAVES
    assert len(house.acknowledged) >= SAVES
    assert house.lost() == []
    assert house.now()[0].version == 1 + len(house.acknowledged)
    others = {"".join(after.split()) for _before, after in house.acknowledged}  # the words that differ are marked apart
    for typed, page in house.refused:
        assert typed in page.words or typed in page.value_of("what_if")
        assert any(other in "".join(page.words.split()) for other in others), "the text of the other stands beside it"


def test_sixteen_people_save_without_an_error_and_without_a_lost_edit(busy_house, record_property):
    busy_house.all_save_for(MANY, SECONDS)
    while len(busy_house.acknowledged) < ACKNOWLEDGED:
        busy_house.all_save_for(MANY, SECONDS)
    record_property("figures", busy_house.figures())
    print(f"\n{SECONDS:.0f} s: {busy_house.figures()}")  # with -s, for a long run

    assert busy_house.odd == []
    assert busy_house.lost() == []
    assert busy_house.acknowledged != []
    assert sum(one.version - 1 for one in busy_house.now()) == len(busy_house.acknowledged)
    assert busy_house.log() == (len(busy_house.acknowledged), []), "every save stands in the log, and its chain holds"
    figure("F.1 lost edits", goal="0 lost", reached=f"0 of {len(busy_house.acknowledged)} acknowledged, 16 writers",
           control="lost without the version in the form", database=busy_house.database)  # fmt: skip


def test_without_the_version_in_the_form_sixteen_people_lose_texts(busy_house, monkeypatch):
    """The same sixteen, with the version check taken away: this is what it guards against."""
    monkeypatch.setattr(operations, "expect_version", writers.without_the_version)
    busy_house.all_save(MANY, 2)

    assert busy_house.lost() != []


def test_sixteen_writers_all_come_through(house):
    """Nobody is told that the database is locked (security.md F.11)."""
    answers: list[int] = []
    open_forms = [(browser, browser.open(house.signals)) for browser in house.browsers(MANY)]

    def write(number, browser):
        form = open_forms[number][1]
        typed = {"content": f"Signaal {number}", "received_on": "2026-06-01"}
        answers.append(browser.send(form, typed, follow=False).status)

    together(write, [browser for browser, _form in open_forms])

    assert answers == [303] * MANY, "every one of them was saved"
