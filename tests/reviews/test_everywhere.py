"""Links of the whole organisation: numbers and the emergency stop, for who looks after it and for nobody else."""

import pytest

from tests import factories
from tests.reviews.conftest import PASSWORD, with_password
from workbench.reviews.models import Invitation


@pytest.mark.parametrize("who", [factories.administrator, factories.privacy_officer])
def test_the_emergency_stop_asks_for_the_password_and_ends_every_link(family, enter, browse, who):
    somebody = with_password(family.app, who())
    phone = enter(*family.invite())
    family.invite(family.truus)
    browser = browse(somebody)

    wrong = browser.fill("reviews.everywhere", {"password": "raden"})
    assert wrong.error_at("password")
    assert phone.open("/o/afspraken").status == 200
    done = browser.fill("reviews.everywhere", {"password": PASSWORD})

    assert "2 links zijn gestopt" in done.words
    assert phone.open("/o/afspraken").status == 403
    assert {link.revoked_why for link in family.rows(Invitation)} == {"stop"}
    assert "omdat alle links zijn stopgezet" in browse(family.worker).open("reviews.index", ref=family.casus.ref).words


def test_the_page_shows_numbers_and_no_names(family, browse):
    family.invite()
    page = browse(factories.privacy_officer()).open("reviews.everywhere")

    assert "Links die werken 1" in page.words
    for word in (family.casus.name, family.casus.ref, "Fatiha", "Sanne"):
        assert word not in page.text_source


def test_workers_and_supervisors_stop_their_own_links_only(family, browse):
    for somebody in (family.worker, family.supervisor):
        assert browse(somebody).open("reviews.everywhere").status == 403
