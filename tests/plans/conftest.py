"""A casus whose plan misses nothing."""

import pytest

from tests import factories
from workbench.casus.models import SafePerson
from workbench.extensions import db
from workbench.voices.models import ChildVoice, VoiceForm


@pytest.fixture
def worker(context):
    return factories.worker()


@pytest.fixture
def casus(worker):
    """A casus whose plan misses nothing: one danger, one goal, one agreement, one child."""
    casus = factories.casus(worker)
    kim, bas = factories.person(casus, "Kim"), factories.person(casus, "Bas")
    noa, fatiha = factories.child(casus), factories.neighbour(casus)
    danger = factories.danger(casus, worried=[bas], children=[noa])
    goal = factories.goal(casus, danger, shows=[kim])
    factories.agreement(casus, goal, doers=[kim], checker=bas, what="Als Kim trek in drank heeft, belt zij Bas.")
    factories.rating(goal, kim, 6)
    db.session.add(SafePerson(casus_id=casus.id, child_id=noa.id, person_id=fatiha.id))
    heard = {"heard_on": factories.TODAY, "heard_by": "Sanne", "form": VoiceForm.CONVERSATION}
    db.session.add(ChildVoice(casus_id=casus.id, child_id=noa.id, **heard))
    db.session.flush()
    casus.kim, casus.bas, casus.noa, casus.fatiha, casus.danger = kim, bas, noa, fatiha, danger
    return casus
