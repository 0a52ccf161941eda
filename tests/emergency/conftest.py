"""A family with a secret address, which colleagues who are not on it may have to read."""

import pytest

from tests import factories
from workbench.casus.models import ContactKind, Visibility


@pytest.fixture
def casus(app):
    made = factories.casus()
    kim = factories.person(made, "Kim", last_name="Jansma")
    factories.contact_point(kim, "Wilgenpad 7", protected=True, visibility=Visibility.WORKER_ONLY)
    factories.contact_point(kim, "088 000 07 43", kind=ContactKind.PHONE)
    return made
