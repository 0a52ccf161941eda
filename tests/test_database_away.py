"""When the database does not answer, nobody loses what was typed and nobody sees a bare error."""

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tests import factories


@pytest.fixture
def database_goes_away(monkeypatch):
    def away(*_args, **_options):
        raise OperationalError("select", {}, Exception("no database"))

    def go():
        for way in ("execute", "scalar", "scalars", "get", "flush"):
            monkeypatch.setattr(Session, way, away)

    return go


def test_a_page_says_calmly_that_it_cannot_be_reached(browse, database_goes_away):
    browser = browse(factories.worker())
    database_goes_away()
    page = browser.open("/casus/")

    assert page.status == 503
    assert page.heading
    assert "112" in page.words


def test_what_was_typed_is_given_back(browse, database_goes_away):
    browser = browse(factories.worker())
    form = browser.open("/casus/new")
    database_goes_away()
    page = browser.send(form, {"name": "Gezin Haverkamp & Zoon"})

    assert page.status == 503
    assert "Gezin Haverkamp & Zoon" in page.words
