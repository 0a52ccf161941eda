"""Both pictures can go into Word: there is no style sheet there, so every shape and word carries a colour of its own."""

from datetime import date
from types import SimpleNamespace

import pytest
from lxml import etree

from workbench.casus import genogram
from workbench.network import circles
from workbench.network.rules import Standing

GENOGRAM = """{% from "components/genogram.html" import genogram %}{{ genogram("g", d, day, palette=palette) }}"""
CIRCLES = """{% from "components/circles.html" import circles %}{{ circles("c", ["Noa"], d, palette=palette) }}"""
SHAPES = ("path", "rect", "circle", "polygon", "text")
COLOURS = {"ink": "#16202a", "muted": "#52616b", "paper": "#ffffff", "ground": "#f4f6f7", "soft": "#e3f1f3", "edge": "#0b5c6b",
           "sun": "#fff3cd", "good": "#1d6b3a", "child": "#fff3cd", "home": "#eef7f8"}  # fmt: skip


def somebody(number, name, role="parent", **more):
    given = {"id": number, "name": name, "family_role": role, "age": 40, "born_on": None, "household_id": 1, "in_family": True,
             "natural": False, "protected": False, "deceased": number == 2, "side_of_id": None,
             "age_on": lambda _day: 40}  # fmt: skip
    return SimpleNamespace(**given | more)


@pytest.fixture
def drawn(app):
    """drawn(template, …) is the picture as a tree."""

    def draw(text, **values):
        with app.test_request_context():
            return etree.fromstring(app.jinja_env.from_string(text).render(palette=COLOURS, **values).strip())

    return draw


def unpainted(tree):
    found = [one for one in tree.iter() if etree.QName(one).localname in SHAPES]
    assert len(found) > 8
    return [one for one in found if one.get("fill") not in {*COLOURS.values(), "none"} or (
        one.get("fill") == "none" and one.get("stroke") not in COLOURS.values())]  # fmt: skip


def test_the_genogram(drawn):
    people = [somebody(1, "Kim"), somebody(2, "Bas"), somebody(3, "Noa", "child"), somebody(4, "Truus", "relative")]
    ties = [(1, 3, "parent_of"), (2, 3, "parent_of"), (1, 2, "ex_partner"), (4, 3, "grandparent_of")]
    relations = [SimpleNamespace(from_id=one, to_id=other, kind=kind) for one, other, kind in ties]
    drawing = genogram.draw(people, relations, [SimpleNamespace(id=1, name="Thuis", protected=False)])

    tree = drawn(GENOGRAM, d=drawing, day=date(2026, 6, 18))

    assert unpainted(tree) == []
    assert tree.get("role") == "img"


def test_the_circles(drawn):
    ineke = somebody(4, "Ineke", in_family=False)
    found = [Standing(somebody(1, "Kim"), SimpleNamespace(ring=1), 3), Standing(ineke, SimpleNamespace(ring=2))]

    tree = drawn(CIRCLES, d=circles.draw(found))

    assert unpainted(tree) == []
    assert "Kim ging van kring 3 naar kring 1." in "".join(tree.itertext())
