"""Successes come first on what the family reads: the participant's page and the plan of a child."""

from datetime import date

import pytest

from tests import factories
from tests.reviews.conftest import enter, family  # noqa: F401 - fixtures
from workbench.successes.models import Success, SuccessChild, SuccessPerson, SuccessTold


@pytest.fixture
def successes(family):  # noqa: F811
    """One for everybody, one only Kim was told, one not shared; then a new version."""
    made = {
        "Kim belde op tijd.": {"shared_with_family": True, "celebrated": "samen poffertjes"},
        "Kim goot de fles leeg.": {"told": [SuccessTold(person_id=family.kim.id)]},
        "Nog niet verteld.": {},
    }
    for what, more in made.items():
        factories.made(lambda what=what, more=more: Success(
            casus_id=family.casus.id, happened_on=date(2026, 6, 1), what=what, **more
        ))()  # fmt: skip
    family.version = family.freeze()
    return family


def test_what_went_well_stands_on_top_of_the_page_before_anything_is_asked(successes, enter):  # noqa: F811
    page = enter(*successes.invite()).open("/o/afspraken")

    assert page.words.index("Kim belde op tijd.") < page.words.index("Afspraak 1 van")
    assert "Gevierd: samen poffertjes" in page.words
    assert len(page.body) <= 15 * 1024


def test_each_reads_only_what_was_shared_with_him_or_her(successes, enter):  # noqa: F811
    fatiha = enter(*successes.invite()).open("/o/afspraken").words
    kim = enter(*successes.invite(successes.kim)).open("/o/afspraken").words

    assert "Kim goot de fles leeg." in kim
    assert "Kim goot de fles leeg." not in fatiha
    assert "Nog niet verteld." not in kim + fatiha


def test_the_plan_of_a_child_says_what_went_well_for_that_child_alone(family, browse):  # noqa: F811
    noa = factories.child(family.casus)
    shared = {"casus_id": family.casus.id, "happened_on": date(2026, 6, 1), "shared_with_family": True}
    factories.made(
        lambda: Success(what="Noa oefende de magneet.", people=[SuccessPerson(person_id=noa.id)], **shared)
    )()
    factories.made(lambda: Success(what="Noa sliep door.", children=[SuccessChild(person_id=noa.id)], **shared))()
    factories.made(lambda: Success(what="Kim dronk niet.", people=[SuccessPerson(person_id=family.kim.id)], **shared))()
    family.freeze()

    page = browse(family.worker).open("plans.child_plan", ref=family.casus.ref, child_id=noa.id)

    assert {"Noa oefende de magneet.", "Noa sliep door."} <= set(page.items("Dit ging goed"))
    assert "Kim dronk niet." not in page.words
