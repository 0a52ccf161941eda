"""What is still missing on the map, in worries, goals, numbers and bottom lines: each a link to the field that mends it."""

from datetime import date

import pytest

from tests import factories
from workbench.goals.models import BottomLine, BottomLineGround, HoldUnit
from workbench.mapping.models import ItemKind


@pytest.fixture
def casus(app):
    return factories.casus()


@pytest.fixture
def links(browse, casus):
    """links() is words → address of everything the overview of this casus says is missing."""

    def read(user=None):
        return browse(user or factories.worker_of(casus)).open("overview.casus", ref=casus.ref).links()

    return read


@pytest.fixture
def opens(browse, casus):
    """opens(address) is the page behind it, for the worker."""
    return lambda address: browse(factories.worker_of(casus)).open(address.split("#")[0])


@factories.made
def bottom_line(casus, number=1):
    return BottomLine(
        casus_id=casus.id, text=f"Bij Noa is dag en nacht iemand die niet gedronken heeft ({number}).", set_by="Vlierland",
        ground=BottomLineGround.INSTITUTION, set_on=date(2026, 1, 26), reason="Zo gaat het niet.",
    )  # fmt: skip


def test_a_worry_without_a_goal_asks_for_one(casus, links, opens):
    danger = factories.danger(casus, number=2)

    asked = links()["Maak een doel bij zorg 2"]

    assert f"/dangers/{danger.id}/goal" in asked
    assert opens(asked).status == 200


def test_a_goal_that_does_not_say_how_long_leads_to_that_field(casus, links, opens):
    goal = factories.goal(casus, factories.danger(casus, number=1), hold_for=None)

    asked = links()["Spreek af hoe lang doel 1 achter elkaar goed gaat"]

    assert asked.endswith(f"/goals/{goal.id}/edit#hold_for")
    assert opens(asked).value_of("hold_for") == ""


def test_a_goal_that_says_how_long_is_not_asked(casus, links):
    factories.goal(casus, factories.danger(casus, number=1), hold_for=26, hold_unit=HoldUnit.WEEKS)

    assert not [words for words in links() if "achter elkaar" in words]


def test_an_event_of_which_something_is_open_leads_to_the_first_open_field(casus, links, opens):
    item = factories.map_item(casus, severity=None, source_id=factories.person(casus, "Fatiha").id)

    page_links = links()
    asked = page_links["Maak een gebeurtenis op de kaart af"]

    assert f"/map/{item.id}/edit" in asked
    assert opens(asked).status == 200


def test_three_events_with_something_open_are_one_line_to_the_matrix(casus, links):
    for _each in range(3):
        factories.map_item(casus, severity=None)

    asked = links()["Maak 3 gebeurtenissen op de kaart af"]

    assert asked.endswith("/map/matrix")


def test_a_worry_at_which_it_never_stayed_safe_asks_for_such_a_time(casus, links, opens):
    danger = factories.danger(casus, number=1)

    asked = links()["Vraag wanneer het veilig bleef bij zorg 1"]
    page = opens(asked)

    assert page.value_of("danger") == str(danger.id)


def test_a_worry_with_existing_safety_is_not_asked_for_it(casus, links):
    danger = factories.danger(casus, number=1)
    factories.map_item(casus, ItemKind.EXISTING_SAFETY, danger_id=danger.id, actor="Marloes")

    assert "Vraag wanneer het veilig bleef bij zorg 1" not in links()


def test_four_worries_are_many(casus, links):
    for number in (1, 2, 3):
        factories.danger(casus, number=number)
    assert "Kijk of twee zorgen samen één zorg zijn" not in links()

    factories.danger(casus, number=4)

    assert "Kijk of twee zorgen samen één zorg zijn" in links()


def test_a_parent_whose_opinion_is_open_is_asked_by_name_in_the_form(casus, links, opens):
    kim = factories.person(casus, "Kim")
    danger = factories.danger(casus, number=1)

    asked = links()["Vraag wat Kim vindt van zorg 1"]

    assert f"/dangers/{danger.id}/opinion" in asked
    assert opens(asked.replace("&amp;", "&")).value_of("person") == str(kim.id)


def test_numbers_are_asked_of_who_gave_none(casus, links):
    kim, bas = factories.person(casus, "Kim"), factories.person(casus, "Bas")
    fatiha = factories.neighbour(casus)
    goal = factories.goal(casus, factories.danger(casus, number=1))
    assert "Vraag iedereen een cijfer bij doel 1" in links()

    factories.rating(goal, kim, 8)

    assert {"Vraag Bas een cijfer bij doel 1", "Vraag het netwerk een cijfer bij doel 1"} <= set(links())

    factories.rating(goal, bas, 6)
    factories.rating(goal, fatiha, 7)

    assert not [words for words in links() if "een cijfer" in words]


def test_a_goal_for_which_only_professionals_do_something_asks_the_family(casus, links):
    tom = factories.person(casus, "Tom", family_role="professional", in_family=False, authority="not_applicable")
    goal = factories.goal(casus, factories.danger(casus, number=1))
    factories.agreement(casus, goal, doers=[tom], number=1)
    assert "Vraag wat gezin of netwerk zelf doet voor doel 1" in links()

    factories.agreement(casus, goal, doers=[factories.neighbour(casus)], number=2)

    assert "Vraag wat gezin of netwerk zelf doet voor doel 1" not in links()


def test_a_bottom_line_without_an_agreement_leads_to_it(casus, links, opens):
    line = bottom_line(casus)
    factories.danger(casus)

    asked = links()["Maak een afspraak bij wat in elk geval moet"]

    assert asked.endswith(f"/bottom-lines/{line.id}")
    assert opens(asked).status == 200


def test_more_than_five_bottom_lines_are_many(casus, links):
    factories.danger(casus)
    for number in range(6):
        bottom_line(casus, number)

    assert "Kijk of er een bodemeis af kan" in links()


def test_a_supervisor_is_led_to_rooms_only(casus, links, browse):
    factories.danger(casus, number=1)
    supervisor = factories.supervisor_of(casus)

    for address in links(supervisor).values():
        if address.startswith(f"/casus/{casus.ref}"):
            assert browse(supervisor).open(address.split("#")[0]).status == 200
