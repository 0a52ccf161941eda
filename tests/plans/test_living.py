"""The living final plan on its page: what is said, what was not talked about yet, and where to mend that."""

from datetime import timedelta

import pytest

from tests import factories
from workbench import clock
from workbench.extensions import db
from workbench.plans import operations, queries
from workbench.plans.models import PlanKind, Situation
from workbench.plans.projection import project


@pytest.fixture
def casus(app):
    casus = factories.casus(worker=factories.worker())
    casus.kim, casus.noa, casus.truus = factories.person(casus), factories.child(casus), factories.neighbour(casus, "Truus")
    casus.worker_account = factories.account(casus.worker_id)
    return casus


def test_every_question_without_an_answer_is_a_link_to_its_field(casus, browse):
    links = browse(casus.worker_account).open("plans.index", ref=casus.ref).links()
    fields = {where.partition("#")[2] for where in links.values() if "/plan/edit#" in where}
    situations = {f"situation_{one.value}" for one in Situation}

    assert fields >= situations | {"stand_ins", "stand_in_how", "other_children", "what_if_unsafe", "diary", "rehearsing",
                                   "evaluate_on", "evaluate_who", "adapt_by_age", "explained_to_child", "duration"}  # fmt: skip
    assert any(where.endswith(f"/plan/children/{casus.noa.id}") for where in links.values())


def test_who_stands_in_and_the_day_to_look_again_are_kept_and_offered(casus, browse):
    browser = browse(casus.worker_account)
    again = (clock.today() + timedelta(days=21)).isoformat()
    answers = {"stand_ins": [casus.truus.id], "stand_in_how": "Kim belt Truus voor 18.00 uur.", "evaluate_on": again}
    page = browser.fill("plans.edit", answers, ref=casus.ref)

    assert "Truus" in page.words
    assert "Kim belt Truus voor 18.00 uur." in page.words
    assert browser.open("plans.edit", ref=casus.ref).value_of("stand_ins") == str(casus.truus.id)
    assert browser.open("plans.freeze", ref=casus.ref).value_of("evaluate_on") == again


def test_the_safe_people_and_the_thing_of_a_child_are_kept_for_that_child(casus, browse):
    browser = browse(casus.worker_account)
    page = browser.fill("plans.child_safety", {"safe_people": [casus.truus.id], "safety_object": "de rode magneet"},
                        ref=casus.ref, child_id=casus.noa.id)  # fmt: skip

    assert "Veilige personen: Truus" in page.words
    assert "de rode magneet" in page.words


def test_two_people_who_change_the_same_child_both_keep_their_words(casus, browse):
    first, second = browse(casus.worker_account), browse(casus.worker_account)
    early, late = (one.open("plans.child_safety", ref=casus.ref, child_id=casus.noa.id) for one in (first, second))
    first.send(early, {"safety_object": "de magneet"})
    page = second.send(late, {"safety_object": "de lamp"})

    assert page.status == 409
    assert "de magneet" in page.words


def test_somebody_who_is_no_child_has_no_such_page(casus, browse):
    assert browse(casus.worker_account).open("plans.child_safety", ref=casus.ref, child_id=casus.kim.id).status == 404


def test_a_version_holds_who_stands_in_and_a_reader_sees_only_who_he_may_know(app, casus):
    with app.test_request_context():
        here = db.session.get(type(casus), casus.id)
        here.separate_networks = True
        green, blue = factories.sub_group(here), factories.sub_group(here, "Blauw", "b")
        ans = factories.neighbour(here, "Ans", sub_group_id=green.id)
        rick = factories.person(here, "Rick", sub_group_id=blue.id)
        texts = {"stand_in_how": "Wij bellen."}
        operations.write(here, by=casus.worker_account, version=0, texts=texts, stand_ins=[ans.id, rick.id])
        version = operations.freeze(here, by=casus.worker_account, kind=PlanKind.FINAL, starts_on=clock.today())

        assert project(version, rick.id).stand_ins == ("Rick",)
        assert project(version, ans.id).stand_ins == ("Ans",)
        assert queries.living_plan(here, PlanKind.FINAL).stand_in_how == "Wij bellen."
        db.session.rollback()
