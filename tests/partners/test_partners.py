"""Partners in the chain know the newest plan, or it shows that they do not (B17); who consents at which age (B14)."""

from types import SimpleNamespace

import pytest

from tests import factories
from workbench.partners import rules


@pytest.fixture
def casus(app):
    return factories.casus()


@pytest.fixture
def worker(browse, casus):
    return browse(factories.worker_of(casus))


@pytest.mark.parametrize(
    ("informed", "newest", "ended", "behind"),
    [(1, 2, None, True), (2, 2, None, False), (None, 1, None, True), (None, None, None, False), (1, 2, "x", False)],
)
def test_who_has_an_older_version_is_not_up_to_date(informed, newest, ended, behind):
    assert rules.is_behind(SimpleNamespace(informed_version=informed, ended_on=ended), newest) is behind


@pytest.mark.parametrize(("age", "who"), [(None, "parents"), (11, "parents"), (12, "both"), (15, "both"), (16, "self")])
def test_consent_depends_on_age(age, who):
    assert rules.who_consents(age) == who


def test_a_partner_is_added_and_changed(worker, casus):
    page = worker.fill("partners.new", {"name": "Ineke Postma", "role": "juf van Noa"}, ref=casus.ref)
    assert "Ineke Postma" in page.words

    page = worker.fill(page.links()["Ineke Postma"], {"organisation": "De Wilg"})

    assert "De Wilg" in page.words


def test_a_day_without_a_version_is_asked_for(worker, casus):
    page = worker.fill("partners.new", {"name": "Ineke", "role": "juf", "informed_on": "2026-03-20"}, ref=casus.ref)

    assert page.error_at("informed_version")
