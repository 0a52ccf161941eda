"""Rehearsals with what changes by them, and the diary with its filters and its successes."""

from datetime import timedelta

import pytest

from tests import factories
from workbench import clock
from workbench.extensions import db
from workbench.monitoring.models import DiaryLine, Rehearsal
from workbench.successes.models import Success


@pytest.fixture
def casus(app):
    return factories.casus()


@pytest.fixture
def worker(browse, casus):
    return browse(factories.worker_of(casus))


def test_what_was_never_rehearsed_is_asked_for_with_a_scenario_at_hand(worker, casus):
    kim, truus = factories.person(casus), factories.neighbour(casus, "Truus")
    factories.agreement(casus, doers=[kim], phase="direct", backup_id=truus.id, label="A1", what_if="Dan belt Kim Fatiha.")
    page = worker.open("monitoring.index", ref=casus.ref)
    asked = page.links()["Oefen afspraak A1 met Kim"]

    form = worker.open(asked)
    chosen = worker.open(next(where for where in form.links().values() if where.endswith("try=plan_b")))

    assert "Een slechte dag voor Kim" in form.words
    assert chosen.value_of("scenario") == "Het lukt niet meteen. Probeer plan B: Dan belt Kim Fatiha."
    done = worker.send(chosen, {"went_well": "Fatiha nam op."})
    assert "Oefen afspraak A1" not in done.words
    assert "Fatiha nam op." in done.words
    assert "trek" not in asked  # no words of anybody in an address


def test_what_is_learned_leads_to_the_agreement_that_changes(app, worker, casus):
    first, second = factories.agreement(casus, label="A1"), factories.agreement(casus, label="A2")
    answers = {"agreement_ids": [first.id], "scenario": "Een slechte dag.", "changed": "Het nummer hangt op de koelkast."}

    wrong = worker.fill("monitoring.rehearse", {**answers, "changed_agreement_id": second.id}, ref=casus.ref)
    assert wrong.error_at("changed_agreement_id")
    page = worker.send(wrong, {"changed_agreement_id": first.id})

    assert page.address.endswith(f"/agreements/{first.id}/edit")
    with app.app_context():
        assert db.session.scalar(db.select(Rehearsal)).changed_agreement_id == first.id
    links = worker.open("monitoring.index", ref=casus.ref).links()
    assert links["afspraak A1 verandert"].endswith(f"/agreements/{first.id}")


@pytest.fixture
def diary(casus):
    """Three lines: of Noa, about an agreement, and one that went well."""
    noa, agreement = factories.child(casus), factories.agreement(casus, label="A1")

    def line(text, **values):
        given = {"written_on": clock.today(), "text": text, "casus_id": casus.id, **values}
        return factories.made(lambda: DiaryLine(**given))()

    return noa, agreement, [
        line("Noa belde aan.", child_id=noa.id), line("De thee stond klaar.", agreement_id=agreement.id),
        line("Kim belde voor zij dronk.", is_success=True, person_id=factories.person(casus, "Kim").id),
    ]  # fmt: skip


@pytest.mark.parametrize(("chosen", "shown"), [("child", 0), ("agreement", 1), ("success", 2)])
def test_the_diary_is_filtered_by_child_agreement_and_success(worker, casus, diary, chosen, shown):
    noa, agreement, lines = diary
    values = {"child": noa.id, "agreement": agreement.id, "success": 1}
    page = worker.open("monitoring.diary", ref=casus.ref, **{chosen: values[chosen]})

    assert [line.text in page.words for line in lines] == [at == shown for at in range(3)]
    assert page.items("1 regel")


def test_a_line_leads_to_a_success_that_is_filled_in_and_only_once(app, worker, casus, diary):
    line = diary[2][2]
    page = worker.open("successes.new", ref=casus.ref, line=line.id)
    assert f"line={line.id}" in worker.open("monitoring.diary", ref=casus.ref).text_source

    assert page.value_of("what") == "Kim belde voor zij dronk."
    worker.send(page, {"person_ids": [str(line.person_id)]})
    assert f"line={line.id}" not in worker.open("monitoring.diary", ref=casus.ref).text_source
    with app.app_context():
        (success,) = db.session.scalars(db.select(Success)).all()
        assert success.diary_line_id == line.id


def test_a_long_diary_has_pages(worker, casus):
    for at in range(25):
        line = {"casus_id": casus.id, "written_on": clock.today() - timedelta(days=at), "text": f"Regel {at}."}
        factories.made(lambda line=line: DiaryLine(**line))()

    first = worker.open("monitoring.diary", ref=casus.ref)
    second = worker.open(first.links()["Ouder"])

    assert ("Regel 0." in first.words, "Regel 24." in first.words) == (True, False)
    assert ("Regel 0." in second.words, "Regel 24." in second.words) == (False, True)
