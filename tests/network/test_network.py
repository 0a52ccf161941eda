"""The network room: circles, moves, who knows what, and what the network can do."""

from datetime import date
from types import SimpleNamespace

import pytest

from tests import factories
from workbench.casus.models import FamilyRole
from workbench.network import rules

EARLY, LATE = "2026-01-12", "2026-06-15"


@pytest.fixture
def casus(app):
    return factories.casus()


@pytest.fixture
def worker(browse, casus):
    return browse(factories.worker_of(casus))


@pytest.fixture
def place(worker, casus):
    """place(fatiha, 1) as the worker notes it on the form."""

    def put(person, ring, since=LATE, **more):
        return worker.fill(
            "network.place",
            {"ring": ring, "since": since, "invited": "yes"} | more | {"person_id": person.id},
            ref=casus.ref,
        )

    return put


def room(worker, casus, **asked):
    return worker.open("network.index", ref=casus.ref, **asked)


def row(page, name):
    """The words of the first row of the first table that is about somebody."""
    found = next(one for one in page.tree.iter("tr") if name in "".join(one.find("th").itertext()))
    return " ".join("".join(found.itertext()).split())


def test_a_neighbour_who_came_nearer_stands_where_she_is_and_where_she_was(worker, casus, place):
    fatiha = factories.neighbour(casus, "Fatiha")
    place(fatiha, 3, EARLY)
    place(fatiha, 1, LATE)

    page = room(worker, casus)

    assert "3 →naar 1" in row(page, "Fatiha")
    assert "Fatiha ging van kring 3 naar kring 1." in page.tree.findtext(".//desc")
    assert "Fatiha weet het meeste. Op 12 januari 2026 was dat nog niemand." in page.words


def test_two_days_can_be_chosen_and_in_between_she_stood_elsewhere(worker, casus, place):
    fatiha = factories.neighbour(casus, "Fatiha")
    for ring, day in ((3, EARLY), (2, "2026-03-16"), (1, LATE)):
        place(fatiha, ring, day)

    assert "3 →naar 2" in row(room(worker, casus, **{"from": EARLY, "to": "2026-03-16"}), "Fatiha")
    assert "2 →naar 1" in row(room(worker, casus, **{"from": LATE, "to": "2026-03-16"}), "Fatiha")  # in the right order
    assert "3 →naar 1" in row(room(worker, casus, **{"from": "gisteren", "to": "1999-01-01"}), "Fatiha")


def test_somebody_who_is_not_invited_needs_a_reason(worker, casus, place):
    page = place(factories.neighbour(casus, "Joris"), 2, EARLY, invited="no")

    assert page.error_at("why_not")


def test_somebody_of_another_family_cannot_be_placed(casus, place):
    page = place(factories.neighbour(factories.casus(), "Ans"), 2)

    assert page.error_at("person_id")


def test_what_somebody_knows_who_told_it_and_since_when_stands_on_the_page(worker, casus, place):
    marloes, joris = factories.neighbour(casus, "Marloes"), factories.neighbour(casus, "Joris")

    place(joris, 2, knows_danger="y", knows_danger_since="2026-03-16", knows_what="Van de nacht van 14 november.",
          told_by_id=marloes.id)  # fmt: skip

    words = room(worker, casus).words
    assert "sinds 16 maart 2026" in words
    assert "Van de nacht van 14 november." in words
    assert "verteld door Marloes" in words


def test_a_new_step_begins_with_what_was_noted_before(worker, casus, place):
    fatiha = factories.neighbour(casus, "Fatiha")
    place(fatiha, 3, EARLY, knows_danger="y", knows_danger_since=EARLY, knows_what="Alles.", reachable_at_night="y")

    form = worker.open("network.place", ref=casus.ref, person=fatiha.id)

    assert (form.value_of("ring"), form.value_of("knows_danger_since"), form.value_of("knows_what")) == (
        "3",
        EARLY,
        "Alles.",
    )
    assert form.value_of("reachable_at_night")


def test_the_day_somebody_learned_of_the_danger_is_the_day_of_the_step_when_it_is_left_open(worker, casus, place):
    place(factories.neighbour(casus, "Fatiha"), 2, EARLY, knows_danger="y")

    assert "sinds 12 januari 2026" in room(worker, casus).words


def test_every_step_of_somebody_can_be_read_back_with_who_noted_it(worker, casus, place):
    fatiha = factories.neighbour(casus, "Fatiha")
    place(fatiha, 3, EARLY, invited="later", why_not="Eerst vertelt Kim het zelf.")
    place(fatiha, 1, LATE, knows_danger="y")

    page = worker.open("network.member", ref=casus.ref, person_id=fatiha.id)

    assert page.words.index("Kring 1") < page.words.index("Kring 3")
    assert "Eerst vertelt Kim het zelf." in page.words
    assert "door Sanne Verbeek" in page.words


def test_the_history_of_somebody_of_another_family_is_not_there(worker, casus):
    stranger = factories.neighbour(factories.casus(), "Ans")

    assert worker.open("network.member", ref=casus.ref, person_id=stranger.id).status == 404


def test_when_two_people_move_somebody_at_once_the_second_sees_both(browse, worker, casus):
    fatiha = factories.neighbour(casus, "Fatiha")
    colleague = browse(factories.worker_of(casus))
    mine = worker.open("network.place", ref=casus.ref, person=fatiha.id)
    theirs = colleague.open("network.place", ref=casus.ref, person=fatiha.id)
    colleague.send(theirs, {"ring": 2, "since": LATE, "invited": "yes", "knows_what": "Alleen van school."})

    answer = worker.send(mine, {"ring": 1, "since": LATE, "invited": "yes", "knows_what": "Alles."})

    assert answer.status == 409
    assert "Alles" in answer.words
    assert "Alleen van school" in answer.words
    assert "Alles." not in room(worker, casus).words  # nothing was added yet

    worker.send(answer, {})

    assert len(worker.open("network.member", ref=casus.ref, person_id=fatiha.id).items("Elke stap")) > 2
    assert "Alles." in room(worker, casus).words


def test_moving_somebody_else_meanwhile_is_no_conflict(browse, worker, casus):
    fatiha, joris = factories.neighbour(casus, "Fatiha"), factories.neighbour(casus, "Joris")
    mine = worker.open("network.place", ref=casus.ref, person=fatiha.id)
    colleague = browse(factories.worker_of(casus))
    colleague.fill("network.place", {"person_id": joris.id, "ring": 2, "since": LATE, "invited": "yes"}, ref=casus.ref)

    assert worker.send(mine, {"ring": 1, "since": LATE, "invited": "yes"}).status == 200


# What is still missing ------------------------------------------------------------------------------------------------


def missing(page):
    return page.items("Wat ontbreekt nog")


def test_a_parent_of_whose_side_nobody_is_there_is_named(worker, casus, place):
    kim, _bas = factories.person(casus, "Kim"), factories.person(casus, "Bas")
    place(factories.neighbour(casus, "Truus", side_of_id=kim.id), 1)

    page = room(worker, casus)

    assert any("Van de kant van Bas staat nog niemand in de kring." in one for one in missing(page))
    assert not any("Kim" in one for one in missing(page))
    assert "Van de kant van Kim staat Truus in de kring." in page.words


def test_the_question_of_whose_side_opens_the_form_with_that_side(worker, casus, place):
    bas = factories.person(casus, "Bas")
    place(factories.neighbour(casus, "Truus"), 1)
    page = room(worker, casus)

    form = worker.open(page.links()["Van de kant van Bas staat nog niemand in de kring."])

    assert form.value_of("side_of_id") == str(bas.id)


def test_somebody_who_is_not_invited_yet_without_a_reason_is_a_gap_with_a_link_to_the_field(worker, casus, place):
    joris = factories.neighbour(casus, "Joris")
    place(joris, 2, invited="later")

    links = room(worker, casus).links()

    assert links["Waarom is Joris nog niet uitgenodigd?"].endswith(f"person={joris.id}#why_not")


def test_with_a_reason_it_is_none(worker, casus, place):
    place(factories.neighbour(casus, "Joris"), 2, invited="no", why_not="Hij werkt in het buitenland.")

    page = room(worker, casus)

    assert "Hij werkt in het buitenland." in page.words
    assert "uitgenodigd?" not in page.words


def test_somebody_of_the_network_without_a_place_is_asked_for(worker, casus):
    factories.neighbour(casus, "Joris")

    assert any("Waar staat Joris?" in one for one in missing(room(worker, casus)))


def test_a_goal_with_too_few_of_the_network_says_so_in_words(worker, casus, place):
    fatiha = factories.neighbour(casus, "Fatiha")
    goal = factories.goal(casus)
    place(fatiha, 1)
    factories.agreement(casus, goal=goal, doers=[fatiha])

    page = room(worker, casus)

    assert any("1 mens uit het netwerk heeft een taak; u wilt er ten minste 2." in one for one in missing(page))
    assert "Fatiha heeft een taak." in page.words


# Separated networks (GA6) ---------------------------------------------------------------------------------------------


@pytest.fixture
def apart(app, browse):
    """A family whose network is separated: Lotte and Ans in Groen, Rick and Wim in Blauw."""
    casus = factories.casus(separate_networks=True)
    green, blue = factories.sub_group(casus, "Groen", "a"), factories.sub_group(casus, "Blauw", "b")
    lotte = factories.person(casus, "Lotte", sub_group_id=green.id)
    rick = factories.person(casus, "Rick", sub_group_id=blue.id)
    ans = factories.neighbour(casus, "Ans", sub_group_id=green.id, side_of_id=lotte.id)
    wim = factories.neighbour(casus, "Wim", sub_group_id=blue.id, side_of_id=rick.id)
    worker = browse(factories.worker_of(casus))
    for one in (ans, wim):
        worker.fill("network.place", {"person_id": one.id, "ring": 1, "since": LATE, "invited": "yes"}, ref=casus.ref)
    return SimpleNamespace(casus=casus, green=green, blue=blue, worker=worker)


def test_separated_networks_have_a_picture_each_and_none_shows_the_other(apart):
    page = room(apart.worker, apart.casus)

    told = [" ".join(one.itertext()) for one in page.tree.iter("svg") if one.get("role") == "group"]
    assert len(told) == 2
    assert ["Ans" in one for one in told] == ["Wim" not in one for one in told] == [True, False]


def test_each_side_begins_on_its_own_first_day(apart):
    early = apart.casus.ref
    for name, ring, day in (("Ans", 3, EARLY), ("Wim", 2, "2026-02-13")):
        one = next(link for words, link in room(apart.worker, apart.casus).links().items() if words == name)
        apart.worker.send(apart.worker.open(one), {"ring": ring, "since": day})

    page = apart.worker.open("network.index", ref=early)

    assert "Wim ging van kring 2 naar kring 1." in page.text_source
    assert "van 13 februari 2026" in page.words


def test_one_side_can_be_shown_alone_without_a_name_of_the_other(apart):
    page = room(apart.worker, apart.casus, part=apart.blue.id)

    words = " ".join(page.tree.xpath("//main")[0].itertext())
    assert "Wim" in words
    assert "Waar staat" not in words
    assert "Ans" not in words
    assert "Lotte" not in words


# Rules ----------------------------------------------------------------------------------------------------------------


def person(number, natural=True, side=None, **more):
    given = {
        "id": number,
        "natural": natural,
        "in_family": False,
        "side_of_id": side,
        "deceased": False,
        "family_role": "relative",
    }
    return SimpleNamespace(**given | more)


def move(number, ring, since=date(2026, 1, 12), **more):
    given = {"person_id": number, "ring": ring, "since": since, "knows_danger": True, "invited": "yes", "why_not": "",
             "reachable_at_night": number == 1, "depends_on_id": None}  # fmt: skip
    return SimpleNamespace(**given | more)


def test_strength_is_about_people_who_are_not_paid():
    people = [person(1, side=8), person(2, side=9), person(3, natural=False), person(4)]
    moves = [move(1, 1), move(2, 2, depends_on_id=8), move(3, 2), move(4, 3, knows_danger=False)]

    found = rules.strength(rules.standings(people, moves))

    def ids(some):
        return [one.person.id for one in some]

    assert ids(found.members) == [1, 2, 4]
    assert (ids(found.knows), ids(found.not_yet)) == ([1, 2], [4])
    assert (ids(found.at_night), ids(found.depends)) == ([1], [2])


def test_what_was_noted_last_of_a_day_counts():
    moves = [move(1, 3), move(1, 2), move(1, 1, date(2026, 6, 15))]

    [one] = rules.standings([person(1)], moves, date(2026, 1, 12), date(2026, 3, 1))

    assert (one.ring, one.was, one.moved) == (2, 2, False)


def test_somebody_who_died_no_longer_stands_in_the_circles():
    assert rules.standings([person(1, deceased=True)], [move(1, 1)]) == []


def test_a_task_counts_for_the_goal_it_belongs_to():
    found = rules.standings([person(1), person(2, natural=False)], [move(1, 1), move(2, 1)])
    goals = [SimpleNamespace(id=70, number=1), SimpleNamespace(id=71, number=2)]

    assert [(nr, len(who)) for nr, who in rules.helpers(goals, {(70, 1), (70, 2), (71, 2)}, found)] == [(1, 1), (2, 0)]


def test_each_parent_of_the_family_has_a_side_of_the_family():
    kim = person(8, natural=False, in_family=True, family_role=FamilyRole.PARENT)
    bas = person(9, natural=False, in_family=True, family_role=FamilyRole.PARENT)
    found = rules.standings([kim, bas, person(1, side=8), person(2, side=9)], [move(1, 1)])

    assert [(parent.id, [one.person.id for one in who]) for parent, who in rules.family_sides([kim, bas], found)] == [
        (8, [1]),
        (9, []),
    ]
