"""The picture of the circles: everybody in the right ring, nobody's name on another, the same direction on every day."""

from itertools import combinations
from math import hypot
from types import SimpleNamespace

import pytest

from workbench.network import circles
from workbench.network.rules import Standing


def standing(number, ring, was=None, natural=True):
    person = SimpleNamespace(id=number, name=f"Persoon {number}", natural=natural, in_family=False, side_of_id=None)
    return Standing(person, SimpleNamespace(ring=ring) if ring else None, was)


def far(point):
    return hypot(point[0] - circles.CENTRE, point[1] - circles.CENTRE)


@pytest.mark.parametrize("ring", [1, 2, 3])
@pytest.mark.parametrize("number", [1, 2, 7, 14])
def test_everybody_stands_within_the_ring(ring, number):
    for dot in circles.draw([standing(one, ring) for one in range(number)]):
        assert circles.EDGES[ring - 1] + circles.DOT < far((dot.x, dot.y)) < circles.EDGES[ring] - circles.DOT


def test_fourteen_people_in_the_nearest_ring_do_not_stand_on_each_other():
    dots = circles.draw([standing(one, 1) for one in range(14)])

    assert all(hypot(one.x - other.x, one.y - other.y) > 2 * circles.DOT for one, other in combinations(dots, 2))


def test_the_names_of_eight_people_in_one_ring_do_not_cover_each_other():
    dots = circles.draw([standing(one, 1, was=3) for one in range(8)])

    boxes = [
        next(box for name, box in circles._names(dot.standing, (dot.x, dot.y), dot.was) if name == dot.name)
        for dot in dots
    ]
    assert not [1 for one, other in combinations(boxes, 2) if circles._shared(one, other)]


def test_somebody_who_came_nearer_has_an_arrow_from_the_old_ring_to_the_new():
    [dot] = circles.draw([standing(1, 1, was=3)])

    start, end = dot.arrow
    assert circles.EDGES[2] < far(dot.was) < circles.EDGES[3]
    assert far(dot.was) > far(start) > far(end) > far((dot.x, dot.y))


def test_somebody_who_stayed_has_none():
    [dot] = circles.draw([standing(1, 1, was=1)])

    assert (dot.was, dot.arrow) == (None, None)


def test_somebody_without_a_place_is_not_drawn_but_keeps_a_direction():
    before = circles.draw([standing(1, None), standing(2, 2)])
    after = circles.draw([standing(1, 1), standing(2, 2)])

    assert [dot.standing.person.id for dot in before] == [2]
    assert (before[0].x, before[0].y) == (after[1].x, after[1].y)
