"""A family with a goal, and three people who could do something."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests import factories


@dataclass
class Family:
    casus: Any
    worker: Any
    kim: Any
    marloes: Any
    bas: Any
    noa: Any
    goal: Any

    def answers(self, **changed: Any) -> dict[str, Any]:
        """A right and complete agreement, as it would be filled in."""
        return {
            "goal": self.goal.id, "doers": [self.kim.id, self.marloes.id], "what": "Kim belt Marloes.", "when": "bij trek",
            "what_if": "Dan belt Kim Fatiha.", "checker": self.bas.id, "check_how": "Bas belt Kim.", "check_every_days": 14,
            "starts_on": "2026-06-18", **changed,
        }  # fmt: skip


@pytest.fixture
def family(app):
    worker = factories.worker()
    casus = factories.casus(worker)
    kim, marloes, bas = (factories.person(casus, name) for name in ("Kim", "Marloes", "Bas"))
    return Family(casus, worker, kim, marloes, bas, factories.child(casus), factories.goal(casus, shows=[kim]))


@pytest.fixture
def agreement(family):
    return factories.agreement(family.casus, family.goal, [family.kim], family.bas, label="A1")
