"""The network room: circles, moves, and what the network can do."""

from datetime import date
from types import SimpleNamespace

import pytest

from tests import factories
from workbench.network import rules


@pytest.fixture
def casus(app):
    return factories.casus()


@pytest.fixture
def worker(browse, casus):
    return browse(factories.worker_of(casus))


def test_a_neighbour_who_came_nearer_stands_where_she_is_and_where_she_was(worker, casus):
    fatiha = factories.neighbour(casus, "Fatiha")
    for ring, day in ((3, "2026-01-12"), (1, "2026-06-15")):
        worker.fill(
            "network.place", {"person_id": fatiha.id, "ring": ring, "since": day, "invited": "yes"}, ref=casus.ref
        )

    page = worker.open("network.index", ref=casus.ref)

    assert "1 (was 3)" in page.words
    assert "Fatiha" in page.words


def test_somebody_who_is_not_invited_needs_a_reason(worker, casus):
    joris = factories.neighbour(casus, "Joris")

    page = worker.fill(
        "network.place", {"person_id": joris.id, "ring": 2, "since": "2026-01-12", "invited": "no"}, ref=casus.ref
    )

    assert page.error_at("why_not")


def test_somebody_of_another_family_cannot_be_placed(worker, casus):
    stranger = factories.neighbour(factories.casus(), "Ans")

    page = worker.fill(
        "network.place", {"person_id": stranger.id, "ring": 2, "since": "2026-01-12", "invited": "yes"}, ref=casus.ref
    )

    assert page.error_at("person_id")


def test_strength_is_counted_over_people_who_are_not_paid():
    def person(number, natural=True, side=None):
        return SimpleNamespace(id=number, natural=natural, in_family=False, side_of_id=side)

    def move(number, ring, **more):
        return SimpleNamespace(person_id=number, ring=ring, since=date(2026, 1, 12), knows_danger=True, invited="yes", why_not="",
                               reachable_at_night=number == 1, depends_on_id=None, **more)  # fmt: skip

    people = [person(1, side=8), person(2, side=9), person(3, natural=False)]
    moves = [move(1, 1), move(2, 2), move(3, 2)]

    found = rules.strength(rules.standings(people, moves), moves)

    assert found == {"natural": 2, "knows": 2, "night": 1, "sides": 2, "depends": 0}
