"""What must be so in any case: who sets it, what covers it, how it changes; it never disappears."""

import pytest
from sqlalchemy import select

from tests import factories
from workbench.accounts.models import Setting
from workbench.agreements.models import AgreementBottomLine
from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.goals.models import BottomLine, BottomLineGround


@pytest.fixture
def line(app, family):
    with app.app_context():
        made = BottomLine(
            casus_id=family.casus.id, text="Er is altijd een volwassene.", set_by="Veilig Thuis", reason="Het is te gevaarlijk.",
            ground=BottomLineGround.SAFE_AT_HOME, set_on=factories.TODAY,
        )  # fmt: skip
        db.session.add(made)
        db.session.commit()
        db.session.expunge_all()
        return made


@pytest.fixture
def where(family, line):
    return {"ref": family.casus.ref, "line_id": line.id}


def stored(app):
    with app.app_context():
        return db.session.scalar(select(BottomLine))


def test_the_text_changes_with_a_reason_and_how_it_read_stays(app, browse, family, where):
    worker = browse(family.worker)
    page = worker.fill("goals.edit_bottom_line", {"text": "Er is dag en nacht een volwassene."}, **where)
    assert page.error_at("why")
    page = worker.send(page, {"why": "De rechter zei het zo."})

    assert "Er is dag en nacht een volwassene." in page.words
    assert "Er is altijd een volwassene." in page.words
    assert "Waarom: De rechter zei het zo." in page.words


def test_only_the_worker_of_the_family_changes_it(app, browse, family, where):
    deputy = factories.worker(name="Mehmet Kaya")
    with app.app_context():
        db.session.get(Casus, family.casus.id).deputy_id = deputy.id
        db.session.commit()
    with_deputy = browse(deputy)

    assert with_deputy.open("goals.bottom_line", **where).status == 200
    assert "Alleen Sanne Verbeek" in with_deputy.open("goals.bottom_line", **where).words
    for endpoint, values in (("goals.edit_bottom_line", where), ("goals.new_bottom_line", {"ref": family.casus.ref})):
        assert with_deputy.open(endpoint, **values).status == 403


def test_reached_needs_what_shows_it_and_can_be_taken_back(app, browse, family, where):
    worker = browse(family.worker)
    action = worker.address("goals.move_bottom_line", **where)
    page = worker.send(worker.open("goals.bottom_line", **where), {"status": "reached"}, action=action)
    assert page.error_at("reason")
    page = worker.send(page, {"reason": "Zes mensen weten het."}, action=action)
    assert "Zes mensen weten het." in page.words
    worker.send(page, {"status": "active", "reason": "Bas weet het niet meer."}, action=action)

    assert stored(app).status == "active"


def test_what_is_withdrawn_stays_withdrawn(app, browse, family, where):
    worker = browse(family.worker)
    action = worker.address("goals.move_bottom_line", **where)
    page = worker.open("goals.bottom_line", **where)
    token = page.fields(action)
    worker.send(page, {"status": "withdrawn", "reason": "De rechter hief het op."}, action=action)
    worker.request("POST", action, data=token | {"status": "active", "reason": "Toch."})

    assert stored(app).status == "withdrawn"


def test_it_says_which_agreements_cover_it_or_that_there_is_none(app, browse, goal, line, where):
    ref = where["ref"]
    with app.app_context():
        casus = db.session.get(Casus, goal.casus_id)
        db.session.expunge_all()
    worker = browse(factories.worker_of(casus))
    page = worker.open("goals.index", ref=ref)
    assert "Nog geen afspraak" in page.words
    assert any(label.startswith("Maak er een") for label in page.links())

    agreement = factories.agreement(casus, goal, label="A7")
    with app.app_context():
        db.session.add(AgreementBottomLine(agreement_id=agreement.id, bottom_line_id=line.id))
        db.session.commit()
    for page in (worker.open("goals.index", ref=ref), worker.open("goals.bottom_line", **where)):
        assert "gedekt door afspraak A7" in page.words
        assert page.links()["A7"].endswith(f"/agreements/{agreement.id}")


def test_the_houses_own_word_and_number_are_used(app, browse, family, line):
    with app.app_context():
        for key, value in (("label.bottom_line", "veiligheidsvoorwaarde"), ("goals.most_bottom_lines", 1)):
            db.session.add(Setting(key=key, value=value, holds_from=factories.TODAY))
        db.session.commit()
    page = browse(family.worker).open("goals.new_bottom_line", ref=family.casus.ref)

    assert page.heading == "Nieuwe veiligheidsvoorwaarde"
    assert "Er zijn er al 1." in page.words
    assert (
        "In het plan: veiligheidsvoorwaarden" in browse(family.worker).open("goals.index", ref=family.casus.ref).words
    )
