"""A family with a harm on the map, and the three pages of the form as they would be filled in."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests import factories


@dataclass
class Family:
    casus: Any
    worker: Any
    kim: Any
    truus: Any
    noa: Any
    harm: Any

    def pages(self, **changed: Any) -> list[dict[str, Any]]:
        """What is filled in on each of the three pages."""
        worry = {
            "title": "Alleen als Kim drinkt", "worried": [self.truus.id], "about": "Kim in slaap valt van de drank.",
            "examples": [self.harm.id], "children": [self.noa.id], "impact_now": "Noa is bang",
            "impact_later": "Noa is nooit kind.",
        }  # fmt: skip
        goal = {
            "shows": [self.kim.id], "behaviour": "er altijd iemand zonder drank bij Noa is.", "sees": [self.truus.id],
            "child_notices": "Noa gaat rustig slapen.",
        }  # fmt: skip
        enough = {"hold_for": "26", "hold_unit": "weeks", "good_enough": "8"}
        return [{name: changed.get(name, value) for name, value in page.items()} for page in (worry, goal, enough)]

    def fill_in(self, browser: Any, **changed: Any) -> Any:
        """Go through the pages up to the last look; stops where the form does not go on."""
        page = browser.open("goals.new", ref=self.casus.ref)
        for answers in self.pages(**changed):
            page = browser.send(page, answers)
        return page


@pytest.fixture
def family(app):
    worker = factories.worker()
    casus = factories.casus(worker)
    kim, truus = factories.person(casus), factories.neighbour(casus, "Truus")
    return Family(casus, worker, kim, truus, factories.child(casus), factories.map_item(casus))


@pytest.fixture
def danger(family):
    """A worry whose sentence is what its parts make."""
    worry = "Truus maakt zich zorgen dat Kim drinkt zoveel dat zij in slaap valt."
    sentence = f"{worry} Noa is bang. Noa leert dat zij nooit kind mag zijn."
    why = "Er is nog niets gebeurd."
    return factories.danger(family.casus, [family.truus], [family.noa], threat_without_harm=why, sentence=sentence)


@pytest.fixture
def goal(family, danger):
    sentence = (
        "Kim laat aan Truus zien dat er op elk moment een volwassene zonder drank bij Noa en Daan is. "
        "Noa weet elke avond wie er voor haar zorgt. Dit gaat 26 weken achter elkaar goed."
    )
    behaviour = "er op elk moment een volwassene zonder drank bij Noa en Daan is"
    return factories.goal(family.casus, danger, [family.kim], [family.truus], behaviour=behaviour, sentence=sentence)
