"""The second demo family, whose network is in two parts, and the colleagues who decide on its file."""

from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask

from tests.cli.conftest import demo_file, machine  # noqa: F401 - a machine of its own
from tests.safety import census
from workbench.casus.models import Casus, Person
from workbench.extensions import db


@dataclass
class Family:
    """The demo with ways to get at its records again in each context."""

    demo: census.Demo

    @property
    def casus(self) -> Casus:
        return db.session.get_one(Casus, self.demo.casus_id)

    def person(self, name: str) -> Person:
        return next(one for one in self.demo.people() if one.first_name == name)

    def staff(self, name: str) -> Any:
        return self.demo.staff[name]


@pytest.fixture
def family(app: Flask) -> Family:
    return Family(census.load(app))
