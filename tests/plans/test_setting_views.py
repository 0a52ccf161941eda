"""The page of one version and what can be done from it, and two versions side by side."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from tests import factories
from tests.safety import census
from workbench.accounts.models import Setting
from workbench.extensions import db
from workbench.plans.models import PlanStatus, PlanVersion


@pytest.fixture
def demo(app):
    return census.load(app, family=0)


@pytest.fixture
def apart(app):
    """Demo B: two networks that must not know of each other."""
    return census.load(app, family=1)


def made(browser, demo, **answers):
    """The page of a new version."""
    form = browser.open(f"/casus/{demo.ref}/plan/freeze")
    return browser.send(form, {"starts_on": "2026-06-18", "ends_on": "", "evaluate_on": "2026-07-20", **answers})


def version_of(demo, number):
    with demo.app.app_context():
        return db.session.scalar(select(PlanVersion).filter_by(casus_id=demo.casus_id, number=number))


def approval_is_asked(demo):
    with demo.app.app_context():
        db.session.add(Setting(key="plan.approval", value="final", holds_from=date(2020, 1, 1)))
        db.session.commit()


def test_a_version_says_what_is_missing_what_to_think_about_and_what_is_done(demo, browse):
    page = made(browse(demo.staff["sanne"]), demo, evaluate_on="2026-12-01")

    assert page.heading == "Versie 4"
    links = page.links()
    assert links["Kijk samen naar het plan binnen 6 weken na het begin."].endswith("/plan/freeze#evaluate_on")
    assert any("Vertel" in words for words in links)
    assert "Elke zorg heeft een doel, en elk doel een afspraak" in links


def test_a_day_later_than_the_term_is_passed_with_a_reason_and_then_the_version_is_set(demo, browse):
    sanne = browse(demo.staff["sanne"])
    page = made(sanne, demo, evaluate_on="2026-12-01")
    assert sanne.send(page, {}, action=page.address + "/set").status == 422

    page = sanne.fill(f"{page.address}/without/B11", {"reason": "In de zomer is iedereen weg."})
    assert "In de zomer is iedereen weg." in page.words
    page = sanne.send(page, {}, action=page.address + "/set")
    assert "Dit is het plan dat nu geldt." in page.words
    assert "In de zomer is iedereen weg." in page.words
    assert version_of(demo, 3).status is PlanStatus.REPLACED


def test_what_may_not_be_passed_has_no_page_for_a_reason(demo, browse):
    sanne = browse(demo.staff["sanne"])
    page = made(sanne, demo)

    for name in ("B1", "B11", "B7-9999", "../freeze"):
        assert sanne.open(f"{page.address}/without/{name}").status == 404


def test_a_version_is_put_before_people_and_withdrawn(demo, browse):
    sanne = browse(demo.staff["sanne"])
    page = made(sanne, demo)
    page = sanne.send(page, {}, action=page.address + "/review")
    assert version_of(demo, 4).status is PlanStatus.IN_REVIEW

    refused = sanne.fill(f"{page.address}/withdraw", {"why": ""})
    assert refused.error_at("why")
    page = sanne.send(refused, {"why": "De oude afspraak stond er nog in."})
    assert "De oude afspraak stond er nog in." in page.words
    assert "Deze versie vaststellen" not in page.words
    assert sanne.open(f"/casus/{demo.ref}/plan/").status == 200


def test_where_it_is_asked_the_supervisor_approves_before_a_version_is_set(demo, browse):
    approval_is_asked(demo)
    sanne, henk = browse(demo.staff["sanne"]), browse(demo.staff["henk"])
    page = made(sanne, demo)
    where = page.address
    assert sanne.send(page, {}, action=where + "/set").status == 422
    assert henk.open(where).words.count("Goedkeuren of terugsturen") == 0

    sanne.send(sanne.open(where), {}, action=where + "/ask-approval")
    assert "Goedkeuren of terugsturen" in henk.open(where).links()
    assert "belt zij Marloes" in henk.open(where + "/approval").words, "what is approved is read on the same page"
    refused = henk.fill(where + "/approval", {"approved": "no", "words": ""})
    assert refused.error_at("words")
    henk.send(refused, {"approved": "no", "words": "Wie komt er als Fatiha weg is?"})
    assert "Wie komt er als Fatiha weg is?" in sanne.open(where).words

    sanne.send(sanne.open(where), {}, action=where + "/ask-approval")
    henk.fill(where + "/approval", {"approved": "yes"})
    page = sanne.open(where)
    assert sanne.send(page, {}, action=where + "/set").status == 200
    assert version_of(demo, 4).status is PlanStatus.SET


def test_the_page_of_a_version_that_is_not_set_does_not_grow_with_the_plan(browse, statements):
    def costs(agreements):
        casus = factories.casus(worker=(worker := factories.worker()))
        goal, kim = factories.goal(casus), factories.person(casus)
        for _ in range(agreements):
            factories.agreement(casus, goal, doers=[kim], when="bij Wilgenpad 7")
        factories.contact_point(kim, "Wilgenpad 7")
        browser = browse(worker)
        where = browser.fill("plans.freeze", {"starts_on": "2026-06-18"}, ref=casus.ref).address
        statements.clear()
        assert "Wilgenpad" not in browser.open(where).words
        return len(statements)

    assert costs(1) == costs(10) <= 11


def test_only_who_leads_the_team_approves(demo, browse):
    approval_is_asked(demo)
    sanne = browse(demo.staff["sanne"])
    where = made(sanne, demo).address

    assert sanne.open(where + "/approval").status == 403
    assert browse(factories.supervisor(team_id=None)).open(where + "/approval").status == 404


def test_two_versions_stand_side_by_side_with_the_changed_words_marked(demo, browse):
    sanne = browse(demo.staff["sanne"])
    number = demo.ids()["agreement"][1]
    sanne.fill(f"/casus/{demo.ref}/agreements/{number}/edit", {"when": "elke zaterdag om 20.30 uur"})
    made(sanne, demo)

    page = sanne.open(f"/casus/{demo.ref}/plan/compare")
    assert page.status == 200
    assert [one.text_content().split("]")[1].split("[")[0].strip() for one in page.tree.xpath("//ins")]
    assert page.tree.xpath("//del")
    assert re.search(r"Afspraak A\d", page.words)


def test_the_frozen_text_can_be_read_as_it_stands(demo, browse):
    sanne, henk = browse(demo.staff["sanne"]), browse(demo.staff["henk"])
    number = demo.ids()["agreement"][1]
    sanne.fill(f"/casus/{demo.ref}/agreements/{number}/edit", {"what": "Fatiha komt altijd op zondag."})

    words = henk.open(f"/casus/{demo.ref}/plan/3/read").words
    assert "Fatiha loopt elke vrijdag en zaterdag" in words
    assert "op zondag" not in words
    assert henk.open(f"/casus/{demo.ref}/plan/99/read").status == 404


def test_nothing_to_compare_says_what_comes(browse):
    casus = factories.casus(worker=(worker := factories.worker()))

    assert "Zodra er twee versies" in browse(worker).open("plans.compare", ref=casus.ref).words


def test_compared_as_one_side_nothing_of_the_other_side_shows(apart, browse):
    mehmet = browse(apart.staff["mehmet"])
    with apart.app.app_context():
        people = {one.first_name: one.id for one in apart.people()}
        body = db.session.scalars(select(PlanVersion.body).filter_by(casus_id=apart.casus_id)).all()[-1]
        daphne = next(one for one in body["agreements"] if one["label"] == "F8")
    mehmet.fill(f"/casus/{apart.ref}/agreements/{daphne['id']}/edit", {"what": "Daphne slaapt elke nacht bij Lotte."})
    form = mehmet.open(f"/casus/{apart.ref}/plan/freeze")
    mehmet.send(form, {"starts_on": "2026-06-18", "ends_on": "", "evaluate_on": "2026-07-20"})

    everything = mehmet.open(f"/casus/{apart.ref}/plan/compare").words
    rick = mehmet.open(f"/casus/{apart.ref}/plan/compare?reader={people['Rick']}").tree.xpath("string(//main)")
    assert "Daphne" in everything
    assert "elke nacht" not in rick
    assert "F8" not in rick


@pytest.mark.parametrize("asked", ["older=x&newer=2", "older=3&newer=2", "older=99&newer=99", "reader=0", "reader=abc"])
def test_an_address_that_asks_something_odd_still_compares(demo, browse, asked):
    assert browse(demo.staff["sanne"]).open(f"/casus/{demo.ref}/plan/compare?{asked}").status == 200
