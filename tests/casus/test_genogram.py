"""The genogram: whatever a family looks like, and whatever was noted wrongly, it is a picture that tells what was noted."""

from datetime import date
from itertools import combinations
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.casus import genogram

TODAY = date(2026, 6, 18)
ROLES = {"child": "child", "step": "step_parent", "relative": "relative"}


class Family:
    """People by first name and what they are to each other; `home` is a name too."""

    def __init__(self):
        self.people, self.relations, self.households = [], [], []

    def person(self, name, role="parent", age=None, home=None, *, in_family=True, born_on=None, **more):
        given = {"id": len(self.people) + 1, "name": name, "family_role": ROLES.get(role, role), "age": age, "born_on": born_on,
                 "household_id": self.home(home), "in_family": in_family, "protected": False, "deceased": False}  # fmt: skip
        self.people.append(SimpleNamespace(**given | more))
        return self

    def home(self, name, protected=False):
        if name is None:
            return None
        found = next((one for one in self.households if one.name == name), None)
        if found is None:
            found = SimpleNamespace(id=len(self.households) + 1, name=name, protected=protected)
            self.households.append(found)
        return found.id

    def tie(self, one, kind, *others):
        ids = {person.name: person.id for person in self.people}
        self.relations += [SimpleNamespace(from_id=ids[one], to_id=ids[other], kind=kind) for other in others]
        return self

    def drawn(self):
        return genogram.draw(self.people, self.relations, self.households)


def at(drawing):
    return {spot.person.name: (spot.x, spot.y) for spot in drawing.spots}


def lines(drawing, kind):
    return [line for line in drawing.lines if line.kind == kind]


def children_of(drawing, *parents):
    ids = {name: one for one, name in drawing.names.items()}
    return [drawing.names[one] for one in drawing.kin.families[tuple(sorted(ids[name] for name in parents))]]


def everybody_has_room(drawing):
    """Nobody stands on somebody else, and everybody stands on the sheet."""
    for one, other in combinations(drawing.spots, 2):
        assert abs(one.x - other.x) >= 2 * genogram.HALF + 40 or abs(one.y - other.y) > 2 * genogram.HALF
    for spot in drawing.spots:
        assert genogram.HALF < spot.x < drawing.width - genogram.HALF
        assert genogram.HALF < spot.y < drawing.height - genogram.HALF


def inside(outline, point):
    """Whether a point lies within an outline."""
    (x, y), found = point, False
    corners = outline.corners
    for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            found = not found
    return found


@pytest.fixture
def parents_and_two_children():
    return (
        Family().person("Kim", home="Thuis").person("Bas", home="Thuis")
        .person("Daan", "child", born_on="2021-09-21", home="Thuis").person("Noa", "child", born_on="2016-05-03", home="Thuis")
        .tie("Kim", "partner", "Bas").tie("Kim", "parent_of", "Noa", "Daan").tie("Bas", "parent_of", "Noa", "Daan")
    )  # fmt: skip


def test_two_parents_stand_side_by_side_over_their_children_by_age(parents_and_two_children):
    drawing = parents_and_two_children.drawn()
    where = at(drawing)

    assert where["Kim"][1] == where["Bas"][1] < where["Noa"][1] == where["Daan"][1]
    assert where["Noa"][0] < where["Daan"][0]
    assert children_of(drawing, "Kim", "Bas") == ["Noa", "Daan"]
    assert [line.kind for line in drawing.lines] == ["partner", "children"]
    everybody_has_room(drawing)


def test_who_lives_together_stands_in_one_outline_with_its_name(parents_and_two_children):
    drawing = parents_and_two_children.drawn()

    [home] = drawing.homes

    assert home.name == "Thuis"
    assert all(inside(home, (spot.x, spot.y)) for spot in drawing.spots)


def test_separated_parents_have_a_broken_line_and_each_a_home():
    family = (
        Family().person("Kim", home="Bij Kim").person("Bas", home="Bij Bas")
        .person("Noa", "child", age=10, home="Bij Kim").person("Daan", "child", age=4, home="Bij Kim")
        .tie("Kim", "ex_partner", "Bas").tie("Kim", "parent_of", "Noa", "Daan").tie("Bas", "parent_of", "Noa", "Daan")
    )  # fmt: skip

    drawing = family.drawn()
    where = at(drawing)
    homes = {home.name: home for home in drawing.homes}

    assert [line.kind for line in drawing.lines] == ["ex_partner", "children"]
    assert {name for name in where if inside(homes["Bij Kim"], where[name])} == {"Kim", "Noa", "Daan"}
    assert {name for name in where if inside(homes["Bij Bas"], where[name])} == {"Bas"}
    assert where["Noa"][0] < where["Daan"][0]


def test_a_step_parent_stands_beside_the_parent_and_not_over_the_child():
    family = (
        Family().person("Kim").person("Bas").person("Peter", "step").person("Noa", "child", age=10)
        .tie("Kim", "ex_partner", "Bas").tie("Kim", "partner", "Peter")
        .tie("Kim", "parent_of", "Noa").tie("Bas", "parent_of", "Noa")
    )  # fmt: skip

    drawing = family.drawn()
    order = sorted(("Kim", "Bas", "Peter"), key=lambda name: at(drawing)[name][0])

    assert order[1] == "Kim"  # between the one she was with and the one she is with
    assert children_of(drawing, "Kim", "Bas") == ["Noa"]
    assert sorted(line.kind for line in drawing.lines) == ["children", "ex_partner", "partner"]


def test_a_third_parent_has_a_line_of_her_own():
    family = (
        Family().person("Peter", "step").person("Kim").person("Bas").person("Noa", "child", age=10)
        .tie("Peter", "parent_of", "Noa").tie("Kim", "parent_of", "Noa").tie("Bas", "parent_of", "Noa")
    )  # fmt: skip

    drawing = family.drawn()

    assert children_of(drawing, "Kim", "Bas") == ["Noa"]
    assert children_of(drawing, "Peter") == ["Noa"]


def test_grandparents_on_both_sides_stand_over_their_own_child():
    family = (
        Family().person("Kim").person("Bas").person("Noa", "child", age=10)
        .person("Truus", "relative", 61, in_family=False).person("Piet", "relative", 66, in_family=False)
        .person("Wil", "relative", 64, in_family=False)
        .tie("Kim", "partner", "Bas").tie("Kim", "parent_of", "Noa").tie("Bas", "parent_of", "Noa")
        .tie("Truus", "parent_of", "Kim").tie("Piet", "parent_of", "Bas").tie("Wil", "parent_of", "Bas")
        .tie("Piet", "partner", "Wil")
        .tie("Truus", "grandparent_of", "Noa")
    )  # fmt: skip

    drawing = family.drawn()
    where = at(drawing)

    assert where["Truus"][1] < where["Kim"][1] < where["Noa"][1]
    assert where["Truus"][0] == where["Kim"][0]  # right above her
    assert where["Truus"][0] < min(where["Piet"][0], where["Wil"][0])
    assert not lines(drawing, "grand")  # the parent between them is there
    everybody_has_room(drawing)


def test_a_grandparent_without_the_parent_between_has_a_line_of_its_own():
    family = (
        Family().person("Noa", "child", age=10).person("Truus", "relative", 61).tie("Truus", "grandparent_of", "Noa")
    )

    drawing = family.drawn()

    assert len(lines(drawing, "grand")) == 1
    assert at(drawing)["Truus"][1] < at(drawing)["Noa"][1]


def test_half_brothers_and_sisters_hang_under_their_own_parents():
    family = (
        Family().person("Bas").person("Kim").person("Peter")
        .person("Noa", "child", age=10).person("Sam", "child", age=2).person("Daan", "child", age=4)
        .tie("Kim", "ex_partner", "Bas").tie("Kim", "partner", "Peter").tie("Kim", "parent_of", "Noa", "Daan", "Sam")
        .tie("Bas", "parent_of", "Noa", "Daan").tie("Peter", "parent_of", "Sam").tie("Noa", "sibling", "Sam")
    )  # fmt: skip

    drawing = family.drawn()
    where = at(drawing)
    bars = [line.strokes[1][0][1] for line in lines(drawing, "children")]

    assert children_of(drawing, "Bas", "Kim") == ["Noa", "Daan"]
    assert children_of(drawing, "Kim", "Peter") == ["Sam"]
    assert where["Noa"][0] < where["Daan"][0] < where["Sam"][0]
    assert not lines(drawing, "siblings")  # the mother they share says it
    assert len(bars) == 2
    everybody_has_room(drawing)


def test_brothers_whose_parents_are_not_known_have_a_line_between_them():
    family = (
        Family().person("Kim").person("Bas").person("Noa", "child", age=10).person("Joris", "relative", 39, in_family=False)
        .tie("Kim", "ex_partner", "Bas").tie("Kim", "parent_of", "Noa").tie("Bas", "parent_of", "Noa")
        .tie("Joris", "sibling", "Bas")
    )  # fmt: skip

    drawing = family.drawn()
    where = at(drawing)

    assert len(lines(drawing, "siblings")) == 1
    assert where["Kim"][0] < where["Bas"][0] < where["Joris"][0]


def test_a_child_alone_is_a_picture_too():
    drawing = Family().person("Noa", "child", age=10).drawn()

    assert list(at(drawing)) == ["Noa"]
    assert not drawing.lines
    everybody_has_room(drawing)


def test_people_without_any_relation_stand_on_their_rows():
    drawing = Family().person("Kim").person("Bas").person("Noa", "child", age=10).person("Daan", "child", age=4).drawn()
    where = at(drawing)

    assert not drawing.lines
    assert where["Kim"][1] == where["Bas"][1] < where["Noa"][1] == where["Daan"][1]
    everybody_has_room(drawing)


def test_nobody_at_all_is_an_empty_sheet():
    drawing = Family().drawn()

    assert (drawing.width, drawing.height, drawing.spots) == (0, 0, ())


def test_neighbours_and_professionals_are_not_family():
    family = (
        Family().person("Kim").person("Noa", "child", age=10).person("Fatiha", "neighbour", in_family=False)
        .person("Tom", "professional", in_family=False).tie("Kim", "parent_of", "Noa").tie("Tom", "helps", "Kim")
    )  # fmt: skip

    assert set(at(family.drawn())) == {"Kim", "Noa"}


def test_twelve_people_in_four_generations_all_have_room():
    family = (
        Family().person("Kim", home="Bij Kim").person("Bas", home="Bij Bas").person("Peter", "step", home="Bij Kim")
        .person("Noa", "child", age=10, home="Bij Kim").person("Daan", "child", age=4, home="Bij Kim")
        .person("Sam", "child", age=1, home="Bij Kim")
        .person("Truus", "relative", 61).person("Henk", "relative", 63, deceased=True).person("Piet", "relative", 66)
        .person("Wil", "relative", 64).person("Marloes", "relative", 30).person("Toos", "relative", 88)
        .tie("Kim", "ex_partner", "Bas").tie("Kim", "partner", "Peter")
        .tie("Kim", "parent_of", "Noa", "Daan", "Sam").tie("Bas", "parent_of", "Noa", "Daan").tie("Peter", "parent_of", "Sam")
        .tie("Truus", "parent_of", "Kim", "Marloes").tie("Henk", "parent_of", "Kim", "Marloes").tie("Truus", "partner", "Henk")
        .tie("Piet", "parent_of", "Bas").tie("Wil", "parent_of", "Bas").tie("Piet", "ex_partner", "Wil")
        .tie("Toos", "parent_of", "Truus")
    )  # fmt: skip

    drawing = family.drawn()
    where = at(drawing)

    assert len(drawing.spots) == 12
    assert len({y for _x, y in where.values()}) == 4
    everybody_has_room(drawing)
    for home in drawing.homes:
        ids = {person.id for person in family.people if person.household_id and home.name == _home_of(family, person)}
        strangers = [spot for spot in drawing.spots if spot.person.id not in ids]
        assert not [spot.name for spot in strangers if inside(home, (spot.x, spot.y))]


def _home_of(family, person):
    return next(one.name for one in family.households if one.id == person.household_id)


def test_somebody_noted_as_the_parent_of_their_own_parent_is_drawn_once():
    family = (
        Family().person("Kim").person("Noa", "child", age=10)
        .tie("Kim", "parent_of", "Noa").tie("Noa", "parent_of", "Kim").tie("Noa", "partner", "Kim").tie("Kim", "sibling", "Kim")
        .tie("Noa", "grandparent_of", "Kim")
    )  # fmt: skip

    drawing = family.drawn()

    assert len(drawing.spots) == 2
    assert [line.kind for line in drawing.lines] == ["children"]


def test_a_protected_home_has_no_name_and_alone_no_outline():
    family = Family()
    family.home("Opvang De Luwte", protected=True)
    family.home("Wilgenpad", protected=False)
    family.person("Lotte", home="Opvang De Luwte").person("Mila", "child", age=7, home="Opvang De Luwte")
    family.person("Ans", "relative", 63, home="Wilgenpad", protected=True).tie("Lotte", "parent_of", "Mila")
    family.tie("Ans", "parent_of", "Lotte")

    drawing = family.drawn()

    assert [(home.name, home.together) for home in drawing.homes] == [(None, True)]


KINDS = ("parent_of", "partner", "ex_partner", "sibling", "grandparent_of", "friend", "relative", "helps")
someone = st.integers(1, 9)
noted = st.builds(SimpleNamespace, from_id=someone, to_id=st.integers(1, 12), kind=st.sampled_from(KINDS))


@settings(max_examples=150, deadline=None)
@given(st.lists(noted, max_size=30), st.lists(st.sampled_from(["child", "parent", "relative"]), min_size=1, max_size=9))
def test_whatever_was_noted_it_ends_in_a_picture_of_everybody_of_the_family(relations, roles):
    family = Family()
    for nr, role in enumerate(roles):
        family.person(f"P{nr}", role, age=nr, home=f"H{nr % 3}")
    family.relations = relations

    drawing = family.drawn()

    assert len(drawing.spots) == len(roles)
    everybody_has_room(drawing)
    assert [home.path for home in drawing.homes]
    assert all(line.path for line in drawing.lines)
