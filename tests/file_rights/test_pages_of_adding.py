"""Somebody says that something is not right, or sees it otherwise: by the pages, from the request to where it is read."""

import pytest
from sqlalchemy import select

from tests import factories
from workbench.casus.models import Person
from workbench.extensions import db
from workbench.mapping.models import MapItem
from workbench.own_views.models import FileStatement

WRONG, RIGHT = "Kim dronk in maart op een woensdag drie glazen wijn.", "Kim dronk in mei op een woensdag drie glazen wijn."


@pytest.fixture
def home(app):
    """(reference, Kim, the item about Kim, the worker)."""
    with app.app_context():
        casus = factories.casus()
        kim, bas = factories.person(casus, "Kim", last_name="Jansma"), factories.person(casus, "Bas", last_name="de Wit")
        item = factories.map_item(casus, text=WRONG, actor_id=kim.id)
        factories.map_item(casus, text="Bas kwam drie keer te laat.", actor_id=bas.id)
        db.session.commit()
        return casus.ref, kim.id, item.id, factories.worker_of(casus)


@pytest.fixture
def asked(home, browse):
    """Registers what Kim asks; gives the browser of the worker and where the request is."""
    ref, kim, _item, worker = home

    def register(kind, wish="Het was in mei."):
        sanne = browse(worker)
        answers = {"kind": kind, "person_id": kim, "asked_by_id": kim, "ground": "own", "wish": wish}
        page = sanne.fill("file_rights.new", answers, ref=ref)
        return sanne, {"ref": ref, "request_id": int(page.address.rpartition("/")[2])}

    return register


def test_a_request_without_a_kind_says_so_beside_it_and_keeps_the_words(home, browse):
    page = browse(home[3]).fill("file_rights.new", {"ground": "own", "wish": "Het was in mei."}, ref=home[0])

    assert page.error_at("kind")
    assert page.value_of("wish") == "Het was in mei."


def test_what_is_corrected_reads_so_everywhere_and_what_stood_there_stays_beside_it(app, home, asked):
    sanne, here = asked("correction")
    page = sanne.open("file_rights.correct", **here)
    assert "Het was in mei." in page.words and "Bas kwam drie keer" not in page.words
    page = sanne.open(page.links()[next(words for words in page.links() if "Kim dronk" in words)])
    page = sanne.open(page.links()["Tekst"])
    assert page.value_of("text") == WRONG  # nobody types it all again

    page = sanne.send(page, {"text": RIGHT, "why": ""})
    assert page.error_at("why")
    assert page.value_of("text") == RIGHT
    page = sanne.send(page, {"text": WRONG, "why": "Dat zei Kim."})
    assert "Zo is het al." in page.error_at("text")
    page = sanne.send(page, {"text": RIGHT, "why": "Dat staat in de brief van school."})

    assert "Gecorrigeerd" in sanne.open("file_rights.index", ref=here["ref"]).words
    assert WRONG in sanne.open("file_rights.index", ref=here["ref"]).words
    assert RIGHT in sanne.open("mapping.index", ref=here["ref"]).words
    assert sanne.open("file_rights.correct", **here).status == 404  # it is done once
    with app.app_context():
        assert db.session.get_one(MapItem, home[2]).text == RIGHT
        assert db.session.scalars(select(FileStatement)).one().was == WRONG


def test_a_name_with_one_text_only_is_not_asked_twice_and_a_record_of_another_is_not_offered(app, home, asked):
    sanne, here = asked("correction")
    with app.app_context():
        bas = db.session.scalars(select(Person.id).where(Person.id != home[1])).first()

    assert sanne.open("file_rights.correct", item=f"person-{bas}", **here).heading == "Wat klopt er niet?"
    assert sanne.open("file_rights.correct", item=f"person-{home[1]}", field="born_on", **here).heading.startswith("Corrigeren")


def test_an_own_view_stands_word_for_word_beside_what_it_is_about_and_changes_nothing(app, home, asked):
    sanne, here = asked("own_view", wish="")
    page = sanne.open("file_rights.own_view", **here)
    assert page.heading == "Eigen zienswijze van Kim"
    page = sanne.send(page, {"item": f"map_item-{home[2]}", "text": ""})
    assert page.error_at("text")
    assert page.value_of("item") == f"map_item-{home[2]}"

    sanne.send(page, {"text": "Ik dronk die avond niets."})

    assert "“Ik dronk die avond niets.”" in sanne.open("mapping.index", ref=here["ref"]).words
    with app.app_context():
        assert db.session.get_one(MapItem, home[2]).text == WRONG
    assert sanne.open("file_rights.own_view", **here).status == 404


def test_a_colleague_of_another_team_does_not_learn_that_anybody_asked(home, asked, browse):
    _sanne, here = asked("correction")
    stranger = browse(factories.supervisor(team_id=2))

    assert [stranger.open(f"file_rights.{page}", **here).status for page in ("one", "correct")] == [404, 404]
