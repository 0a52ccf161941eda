"""The drawing on the family page: what is clicked, what is told to who cannot see it, and what never stands in it."""

import pytest

from tests import factories
from workbench.casus.models import Relation, RelationKind
from workbench.extensions import db


@pytest.fixture
def casus(app):
    return factories.casus()


@pytest.fixture
def family(app, casus):
    """Kim and Bas are apart; Noa lives with Kim."""
    home = factories.household(casus, "Bij Kim")
    kim, bas = factories.person(casus, "Kim", household_id=home.id), factories.person(casus, "Bas")
    noa = factories.child(casus, "Noa", household_id=home.id)
    with app.app_context():
        for one, kind, other in (
            (kim, RelationKind.PARENT_OF, noa),
            (bas, RelationKind.PARENT_OF, noa),
            (kim, RelationKind.EX_PARTNER, bas),
        ):
            db.session.add(Relation(casus_id=casus.id, from_id=one.id, to_id=other.id, kind=kind))
        db.session.commit()
    return kim, bas, noa


def picture(page):
    return next(one for one in page.tree.iter("svg") if one.findtext("title") == "Genogram: de familie als tekening")


def test_the_ties_are_told_in_words_too(browse, casus, family):
    page = browse(factories.worker_of(casus)).open("casus.family", ref=casus.ref)

    told = picture(page).findtext("desc")
    assert "Kim en Bas zijn uit elkaar." in told
    assert "Noa is een kind van Kim en Bas." in told
    assert "Bij Kim" in "".join(picture(page).itertext())


def test_who_may_change_people_does_so_by_choosing_them_in_the_drawing(browse, casus, family):
    worker = browse(factories.worker_of(casus))
    page = worker.open("casus.family", ref=casus.ref)
    links = {"".join(one.itertext()).strip(): one.get("href") for one in picture(page).iter("a")}

    assert {name.split()[0] for name in links} == {"Kim", "Bas", "Noa"}
    [kim] = [where for name, where in links.items() if name.startswith("Kim")]
    assert worker.open(kim).value_of("first_name") == "Kim"


def test_a_supervisor_sees_the_drawing_without_links(browse, app, casus, family):
    with app.app_context():
        henk = db.session.get(type(factories.supervisor()), casus.supervisor_id)
    page = browse(henk).open("casus.family", ref=casus.ref)

    assert picture(page).get("role") == "img"
    assert not list(picture(page).iter("a"))


def test_the_name_of_a_secret_home_never_stands_in_the_drawing(browse, casus):
    home = factories.household(casus, "Opvang De Luwte", protected=True)
    factories.person(casus, "Lotte", household_id=home.id)
    factories.child(casus, "Mila", household_id=home.id)

    page = browse(factories.worker_of(casus)).open("casus.family", ref=casus.ref)

    words = "".join(picture(page).itertext())
    assert "Lotte" in words
    assert "wonen samen" in words
    assert "Luwte" not in words


def test_a_family_of_nobody_has_no_drawing(browse, casus):
    page = browse(factories.worker_of(casus)).open("casus.family", ref=casus.ref)

    assert "Genogram" not in page.words
