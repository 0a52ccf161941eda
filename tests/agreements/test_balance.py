"""Who carries a goal, in names; whose behaviour it is; and who looks."""

import pytest

from tests import factories
from workbench.agreements import labels
from workbench.casus.models import FamilyRole, Relation, RelationKind
from workbench.extensions import db


@pytest.fixture
def tom(family):
    return factories.person(family.casus, "Tom", family_role=FamilyRole.PROFESSIONAL, in_family=False)


@pytest.mark.parametrize(
    ("own", "professionals", "said"),
    [
        (["Kim"], [], ["Familie en netwerk: Kim.", "Hulpverleners: niemand."]),
        ([], ["Tom"], ["Familie en netwerk: nog niemand.", "Hulpverleners: Tom."]),
        (["Kim", "Bas"], ["Tom"], ["Familie en netwerk: Kim en Bas.", "Hulpverleners: Tom."]),
        ([], [], []),
    ],
)
def test_the_balance_is_said_in_names_and_never_in_a_figure(app, own, professionals, said):
    with app.test_request_context():
        assert labels.balance_words(own, professionals) == said


def test_the_list_and_the_goal_name_who_carries_it(browse, family, tom):
    factories.agreement(family.casus, family.goal, [family.kim, tom], family.bas)
    factories.agreement(family.casus, family.goal, [family.marloes], family.bas, status="ended")
    worker = browse(family.worker)

    for page in (
        worker.open("agreements.index", ref=family.casus.ref),
        worker.open("goals.one", ref=family.casus.ref, goal_id=family.goal.id),
    ):
        assert "Familie en netwerk: Kim. Hulpverleners: Tom." in page.words


def test_a_goal_only_professionals_do_something_for_gets_the_question(browse, family, tom):
    factories.agreement(family.casus, family.goal, [tom], family.bas)
    worker = browse(family.worker)

    assert "Alleen hulpverleners" in worker.open("agreements.index", ref=family.casus.ref).words
    assert "Alleen hulpverleners" in worker.open("goals.one", ref=family.casus.ref, goal_id=family.goal.id).words


def test_who_helps_and_also_looks_gets_the_question_who_else_could(browse, family):
    helped = factories.agreement(family.casus, family.goal, [family.kim], family.bas)
    helped_by_bas = factories.agreement(family.casus, family.goal, [family.kim], family.bas)
    worker = browse(family.worker)
    where = {"ref": family.casus.ref, "agreement_id": helped_by_bas.id}
    worker.fill("agreements.edit", {"together": [family.bas.id]}, **where)

    said = [worker.open("agreements.one", ref=family.casus.ref, agreement_id=one.id).words for one in (helped, helped_by_bas)]
    assert ["Bas doet dit en kijkt ook" in words for words in said] == [False, True]


# --- whose behaviour is it (T18)


@pytest.fixture
def danger(app, family):
    """Rick and his brother Wim, from whom danger comes; Lotte was together with Rick."""
    rick = factories.person(family.casus, "Rick", is_danger=True)
    wim = factories.person(family.casus, "Wim", is_danger=True)
    lotte = factories.person(family.casus, "Lotte")
    with app.app_context():
        db.session.add(Relation(casus_id=family.casus.id, from_id=lotte.id, to_id=rick.id, kind=RelationKind.EX_PARTNER))
        db.session.commit()
    return rick, wim, lotte


def after_saving(browse, family, what, doer):
    return browse(family.worker).fill("agreements.new", family.answers(what=what, doers=[doer.id]), ref=family.casus.ref)


def asked(browse, family, page):
    """What the coach says on the form of the agreement that was just saved."""
    edit = page.links()["Veranderen"]
    return browse(family.worker).open(edit).words


def test_the_form_asks_first_what_the_dangerous_people_can_do(browse, family, danger):
    page = browse(family.worker).open("agreements.new", ref=family.casus.ref)

    assert "Het gevaar komt van Rick en Wim. Wie is verantwoordelijk voor dit gedrag?" in page.words


def test_without_a_dangerous_person_it_is_not_asked(browse, family):
    assert "Het gevaar komt van" not in browse(family.worker).open("agreements.new", ref=family.casus.ref).words


@pytest.mark.parametrize("name", ["Rick", "Wim"])
def test_whoever_of_several_dangerous_people_it_is_about_the_question_is_asked(browse, family, danger, name):
    page = after_saving(browse, family, f"Lotte zorgt dat {name} niet binnenkomt.", danger[2])

    assert "Lotte loopt hier zelf gevaar" in asked(browse, family, page)


def test_what_a_dangerous_person_does_about_himself_is_not_asked_about(browse, family, danger):
    page = after_saving(browse, family, "Rick loopt naar buiten en belt Bas.", danger[0])

    assert "het gevaar weghouden" not in asked(browse, family, page).replace("iemand anders het gevaar moet weghouden", "")
