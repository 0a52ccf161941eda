"""A neighbour with a link, a code on paper and a phone."""

import pytest

from tests import factories
from workbench.reviews.models import Answer, Outcome


def answer(browser, page, outcome, **words):
    return browser.send(page, {"outcome": outcome, **words}, action=page.form().get("action"))


def test_from_the_link_to_the_last_answer(family, browse):
    """The whole way: the worker makes a link, the neighbour types the code and answers, the worker reads it."""
    worker = browse(family.worker)
    shown = worker.press("reviews.index", "reviews.new", ref=family.casus.ref, person_id=family.fatiha.id)
    path = shown.tree.xpath("//input[@id='address']")[0].get("value").split("localhost")[1]
    code = shown.tree.xpath("//section[@aria-labelledby='card-code']//b")[0].text
    phone = browse()

    welcome = phone.open(path)
    first = phone.send(welcome, {"code": code.upper().replace("-", " ")}, action=f"{path}/code")
    assert first.address == "/o/afspraken"
    assert first.heading == "Fatiha loopt elke vrijdag om 20.30 uur bij Kim langs."
    thanks = answer(phone, first, "agree_but", change="In de vakantie ben ik er niet.")
    assert "1 van 2" in thanks.words
    second = phone.open("/o/afspraken")
    assert second.heading == "Fatiha drinkt thee met Kim."
    done = answer(phone, second, "agree")
    assert done.address == "/o/klaar"

    read = worker.open("reviews.answers", ref=family.casus.ref)
    assert "In de vakantie ben ik er niet." in read.words


def test_nobody_is_thanked_for_answers_that_were_not_given(family, enter):
    page = enter(*family.invite()).open("/o/klaar")

    assert page.address == "/o/afspraken"
    assert "Dank u wel" not in page.words


def test_what_is_shown_is_only_ones_own(family, enter):
    page = enter(*family.invite()).open("/o/afspraken", follow=True)

    assert "Kim belt Truus voor zij drinkt" not in page.words
    assert family.casus.name not in page.text_source


def test_the_title_is_neutral_and_the_page_small_and_alone(family, enter):
    phone = enter(*family.invite())

    for path in ("/o/afspraken", "/o/klaar"):
        page = phone.open(path)
        assert page.tree.findtext(".//title") == "Afspraken"
        assert len(page.body) <= 15 * 1024
        assert not page.tree.xpath("//script[@src] | //link[@rel='stylesheet'] | //img")
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in page.headers["X-Robots-Tag"]


@pytest.mark.parametrize("many", [2, 20])
def test_the_page_costs_four_statements_whatever_the_size(family, enter, statements, many):
    for _more in range(many - 2):
        factories.agreement(family.casus, doers=[family.fatiha], checker=family.truus)
    family.freeze()
    phone = enter(*family.invite())
    del statements[:]

    phone.open("/o/afspraken", nr=1)

    assert len(statements) <= 4, statements


def test_the_page_of_links_costs_as_much_whatever_the_size(family, browse, statements):
    worker = browse(family.worker)
    costs = []
    for _round in range(2):
        del statements[:]
        worker.open("reviews.index", ref=family.casus.ref)
        costs.append(len(statements))
        for name in ("Bas", "Ria", "Jan", "Els"):
            helper = factories.neighbour(family.casus, name)
            factories.agreement(family.casus, doers=[helper], checker=family.truus)
        family.version = family.freeze()
        family.invite(helper)

    assert costs[0] == costs[1]


OUTCOMES = [
    ("agree", {}),
    ("agree_but", {"change": "Later op de avond."}),
    ("disagree", {"instead": "Zaterdag."}),
    ("not_understood", {}),
    ("talk_first", {}),
]


def test_the_page_after_each_answer_is_the_same(family, enter):
    seen = set()
    for outcome, words in OUTCOMES:
        phone = enter(*family.invite())
        thanks = answer(phone, phone.open("/o/afspraken?nr=1"), outcome, **words)
        seen.add(thanks.body)
        assert not any(word in thanks.words for word in words.values())

    assert len(seen) == 1
    assert [one.outcome for one in family.rows(Answer)] == [Outcome(outcome) for outcome, _words in OUTCOMES]
