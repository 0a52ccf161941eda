"""Signals: noted as facts, discussed, and never with days that cannot be."""

import pytest

from tests import factories
from workbench import clock


@pytest.fixture
def casus(app):
    return factories.casus()


@pytest.fixture
def worker(browse, casus):
    return browse(factories.worker_of(casus))


def test_a_signal_that_was_not_discussed_says_so(worker, casus):
    page = worker.fill("signals.new", {"content": "Noa was vrijdagavond alleen."}, ref=casus.ref)

    assert "Noa was vrijdagavond alleen." in page.words
    assert "bespreken vóór" in page.words


@pytest.mark.parametrize(
    ("field", "day"), [("received_on", "9999-01-01"), ("received_on", "1800-01-01"), ("discussed_on", "2001-01-01")]
)
def test_a_day_that_cannot_be_gets_a_message_and_keeps_the_text(worker, casus, field, day):
    page = worker.fill("signals.new", {"content": "Noa was alleen.", field: day}, ref=casus.ref)

    assert page.error_at(field)
    assert page.value_of("content") == "Noa was alleen."


def test_adding_what_was_discussed_keeps_the_rest(worker, casus):
    page = worker.fill("signals.new", {"content": "Noa was alleen."}, ref=casus.ref)
    edit = next(link for words, link in page.links().items() if "/signals/" in link and "new" not in link)

    page = worker.fill(edit, {"discussed_on": clock.today().isoformat(), "discussed_with": "Henk"})

    assert "Noa was alleen." in page.words
    assert "Henk" in page.words
