"""The two demo files, and the colleagues they name."""

import copy
import json
from typing import Any

import pytest

from workbench.accounts.models import Role, Team, User
from workbench.accounts.operations import DEMO_STAFF
from workbench.extensions import db
from workbench.transfer import demonstration
from workbench.transfer.importing import import_casus

FILES = {"A": demonstration.CASE_A, "B": demonstration.CASE_B}
READ = {name: json.loads(file.read_text()) for name, file in FILES.items()}


@pytest.fixture
def family() -> Any:
    """family("A") is the data of that demo file, to change at will."""
    return lambda name: copy.deepcopy(READ[name])


@pytest.fixture
def staff(context: None) -> dict[str, User]:
    """The six colleagues of the demo, without passwords, by first part of their address."""
    people = {
        email.partition("@")[0]: User(email=email, name=name, role=role, team_id=None if team is None else 1)
        for email, name, role, team in DEMO_STAFF
    }
    db.session.add_all(people.values())
    db.session.flush()
    assert people["sanne"].role is Role.WORKER
    return people


@pytest.fixture
def take_in(staff: dict[str, User]) -> Any:
    """Read data in for Team Vlierdam."""

    def read_in(data: Any, **options: Any) -> Any:
        return import_casus(data, by=staff["sanne"], team=db.session.get_one(Team, 1), **options)

    return read_in
