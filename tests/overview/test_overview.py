"""The overview of one casus, the list, Vandaag and search: what people see first."""


import pytest

from tests import factories
from workbench.overview.search import plain


@pytest.fixture
def casus(app):
    return factories.casus()


@pytest.fixture
def worker(browse, casus):
    return browse(factories.worker_of(casus))


def test_the_chain_hangs_together(worker, casus):
    kim, bas = factories.person(casus, "Kim"), factories.person(casus, "Bas")
    goal = factories.goal(casus, factories.danger(casus, number=1), shows=[kim], sees=[bas])
    factories.rating(goal, kim, 8)
    factories.rating(goal, bas, 6)
    factories.agreement(casus, goal, doers=[kim], checker=bas, number=1)

    page = worker.open("overview.casus", ref=casus.ref)

    assert page.heading == casus.name
    for words in (
        "Noa en Daan zijn alleen als Kim drinkt",
        "er op elk moment een volwassene",
        "Nu tussen 6 en 8.",
        "Als Kim trek in drank heeft, belt zij Marloes.",
        "Kim doet dit",
        "Bas let op",
    ):
        assert words in page.words


def test_numbers_are_never_averaged(worker, casus):
    kim, bas = factories.person(casus, "Kim"), factories.person(casus, "Bas")
    goal = factories.goal(casus)
    factories.rating(goal, kim, 9)
    factories.rating(goal, bas, 2)

    assert "5,5" not in worker.open("overview.casus", ref=casus.ref).words


def test_an_empty_casus_says_what_to_do_first(worker, casus):
    page = worker.open("overview.casus", ref=casus.ref)

    assert "Zo begint een plan" in page.words
    assert "Mensen toevoegen" in page.links()


def test_each_thing_that_is_missing_is_a_link_to_the_place_to_mend_it(worker, casus):
    kim = factories.person(casus, "Kim")
    danger = factories.danger(casus, number=1)
    factories.agreement(casus, factories.goal(casus, danger), doers=[kim], checker=None, number=1)

    page = worker.open("overview.casus", ref=casus.ref)
    links = page.links()

    wanted = (
        "Zet erbij wie oplet bij afspraak 1",
        "Vraag wat Kim vindt van zorg 1",
        "Vraag iedereen een cijfer bij doel 1",
    )
    for words in wanted:
        assert worker.open(links[words].split("#")[0]).status == 200


def test_a_supervisor_is_offered_nothing_to_change(browse, casus):
    factories.goal(casus)
    page = browse(factories.supervisor_of(casus)).open("overview.casus", ref=casus.ref)

    assert page.status == 200
    assert not [words for words in page.links() if "toevoegen" in words.lower()]


def test_a_supervisor_is_never_sent_to_a_page_that_refuses(browse, casus):
    meeting = factories.meeting(casus)
    factories.agreement(casus, factories.goal(casus), doers=[factories.person(casus, "Kim")])
    supervisor = browse(factories.supervisor_of(casus))
    page = supervisor.open("overview.casus", ref=casus.ref)

    assert meeting.number and "Plan de volgende bijeenkomst" in page.words
    refused = {
        address
        for address in page.links().values()
        if address.startswith("/casus/") and supervisor.open(address).status != 200
    }
    assert refused == set()


def test_the_list_shows_only_ones_own_families(worker, casus):
    factories.casus(name="Gezin Smeets-Verhoeven")

    page = worker.open("overview.index")

    assert casus.name in page.words
    assert "Smeets" not in page.words


@pytest.mark.parametrize("asked", ["jansma", "JANSMA", "Jans de", "ozturk"])
def test_search_finds_a_family_however_it_is_typed(browse, asked):
    casus = factories.casus(name="Gezin Jansma-de Öztürk")

    page = browse(factories.worker_of(casus)).open("overview.find", q=asked)

    assert casus.name in page.links()


def test_search_finds_nobody_in_a_family_one_may_not_see(browse, worker):
    factories.person(factories.casus(name="Gezin Smeets"), "Lotte")

    for asked in ("Lotte", "Smeets"):
        assert "Niets gevonden" in worker.open("overview.find", q=asked).words


def test_an_administrator_finds_no_family(browse, casus):
    page = browse(factories.administrator()).open("overview.find", q="Jansma")

    assert casus.name not in page.words


def test_a_casus_is_opened_in_ones_own_team(browse):
    worker, supervisor = factories.worker(), factories.supervisor()
    answers = {
        "name": "Gezin El Idrissi",
        "framework": "voluntary",
        "started_on": "2026-06-01",
        "worker_id": worker.id,
        "supervisor_id": supervisor.id,
    }

    page = browse(worker).fill("overview.new", answers)

    assert page.heading == "Gezin El Idrissi"


def test_nobody_of_another_team_is_offered_a_casus(browse):
    worker, elsewhere = factories.worker(), factories.worker(team_id=2)
    answers = {"name": "Gezin X", "framework": "voluntary", "started_on": "2026-06-01", "worker_id": elsewhere.id}

    page = browse(worker).fill("overview.new", answers)

    assert page.error_at("worker_id")
    assert page.value_of("name") == "Gezin X"




def test_accents_and_capitals_do_not_matter():
    assert plain("Öztürk") == plain("ozturk")
