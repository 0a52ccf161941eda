"""Successes come first, with who did it and how it was celebrated."""

import pytest

from tests import factories


@pytest.fixture
def casus(app):
    return factories.casus()


@pytest.fixture
def worker(browse, casus):
    return browse(factories.worker_of(casus))


def test_a_success_stands_first_on_the_overview(worker, casus):
    kim = factories.person(casus)
    worker.fill(
        "successes.new",
        {"person_ids": [kim.id], "what": "Kim belde Marloes voor zij dronk.", "happened_on": "2026-02-22"},
        ref=casus.ref,
    )

    page = worker.open("overview.casus", ref=casus.ref)

    assert "Kim belde Marloes voor zij dronk." in page.items("Wat er lukt")[0]


def test_a_success_without_a_name_is_nobodys(worker, casus):
    page = worker.fill("successes.new", {"what": "Het ging goed.", "happened_on": "2026-02-22"}, ref=casus.ref)

    assert page.error_at("person_ids")
    assert page.value_of("what") == "Het ging goed."


def test_it_is_celebrated_after_it_happened(worker, casus):
    kim = factories.person(casus)
    answers = {"person_ids": [kim.id], "what": "Gelukt.", "happened_on": "2026-02-22", "celebrated_on": "2026-02-21"}

    assert worker.fill("successes.new", answers, ref=casus.ref).error_at("celebrated_on")


def test_how_it_was_celebrated_can_be_added_later(worker, casus):
    success = factories.success(casus, celebrated=None)
    kim = factories.person(casus)

    page = worker.fill(
        "successes.edit",
        {"celebrated": "samen poffertjes", "person_ids": [kim.id]},
        ref=casus.ref,
        success_id=success.id,
    )

    assert "samen poffertjes" in page.words
