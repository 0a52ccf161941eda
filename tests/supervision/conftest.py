"""A family with its worker Sanne and supervisor Henk, committed, and Rachida of another team who is named in it."""

import pytest

from tests import factories
from tests.standards.conftest import Family
from workbench.accounts.models import Role
from workbench.extensions import db


@pytest.fixture(autouse=True)
def that_day(monkeypatch):
    monkeypatch.setattr("workbench.clock.today", lambda: factories.TODAY)


class Home:
    def __init__(self, app):
        self.app = app
        with app.test_request_context():
            self.sanne, self.henk = factories.worker(), factories.supervisor()
            self.rachida = factories.user(Role.BEHAVIOURAL_SCIENTIST, name="Rachida Amrani", team_id=2)
            self.family = Family(worker=self.sanne, supervisor=self.henk)
            casus = self.family.casus
            casus.behavioural_scientist_id = self.rachida.id
            db.session.commit()
            self.ref, self.id, self.agreement = casus.ref, casus.id, self.family.agreement.id


@pytest.fixture
def home(app):
    return Home(app)
