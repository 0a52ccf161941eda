"""Following the plan: a check, a rehearsal, a line in the diary."""

import pytest

from tests import factories
from workbench import clock
from workbench.agreements.models import Agreement
from workbench.extensions import db

TODAY = clock.today().isoformat()


@pytest.fixture
def casus(app):
    return factories.casus()


@pytest.fixture
def worker(browse, casus):
    return browse(factories.worker_of(casus))


def test_a_check_shows_at_its_agreement_and_in_the_chain(app, worker, casus):
    bas = factories.person(casus, "Bas")
    agreement = factories.agreement(casus, checker=bas)

    page = worker.fill(
        "monitoring.check",
        {"outcome": "partly", "seen": "Kim belde na het tweede glas."},
        ref=casus.ref,
        agreement_id=agreement.id,
    )

    assert "Kim belde na het tweede glas." in page.words
    with app.app_context():
        assert db.session.get(Agreement, agreement.id).last_outcome == "partly"


@pytest.mark.parametrize("day", ["9999-12-31", "1800-01-01", "morgen", "2099-01-01"])
def test_a_check_on_a_day_that_cannot_be_is_asked_again(worker, casus, day):
    agreement = factories.agreement(casus)

    page = worker.fill(
        "monitoring.check", {"outcome": "done", "checked_on": day}, ref=casus.ref, agreement_id=agreement.id
    )

    assert page.error_at("checked_on")


def test_an_older_check_does_not_hide_a_newer_one(app, worker, casus):
    agreement = factories.agreement(casus)
    worker.fill("monitoring.check", {"outcome": "done", "checked_on": TODAY}, ref=casus.ref, agreement_id=agreement.id)
    worker.fill(
        "monitoring.check", {"outcome": "partly", "checked_on": "2026-05-02"}, ref=casus.ref, agreement_id=agreement.id
    )

    with app.app_context():
        assert db.session.get(Agreement, agreement.id).last_outcome == "done"


def test_a_rehearsal_is_noted_at_its_agreement(app, worker, casus):
    fatiha = factories.neighbour(casus)
    agreement = factories.agreement(casus, doers=[fatiha])

    page = worker.fill(
        "monitoring.rehearse",
        {
            "rehearsed_on": "2026-03-19",
            "agreement_ids": [agreement.id],
            "person_ids": [fatiha.id],
            "scenario": "De magneet hangt op het raam.",
        },
        ref=casus.ref,
    )

    assert "De magneet hangt op het raam." in page.words
    with app.app_context():
        assert db.session.get(Agreement, agreement.id).rehearsed_on.isoformat() == "2026-03-19"


def test_an_agreement_of_another_family_cannot_be_rehearsed(worker, casus):
    other = factories.agreement(factories.casus())
    factories.agreement(casus)

    page = worker.fill("monitoring.rehearse", {"agreement_ids": [other.id], "scenario": "x"}, ref=casus.ref)

    assert page.error_at("agreement_ids")


def test_the_diary_tells_what_happened(worker, casus):
    fatiha = factories.neighbour(casus)

    page = worker.fill(
        "monitoring.write_diary", {"person_id": fatiha.id, "text": "De thee stond al klaar."}, ref=casus.ref
    )

    assert "De thee stond al klaar." in page.words
