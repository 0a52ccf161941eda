"""The day of these tests, and a casus in which every standard has evidence."""

from datetime import timedelta

import pytest

from tests import factories
from workbench import audit
from workbench.aftercare.models import AftercareContact, AftercarePlan
from workbench.casus.models import FamilyPlanOffer, Phase
from workbench.extensions import db
from workbench.goals.models import Opinion, ParentOpinion
from workbench.mapping.models import ItemKind
from workbench.network.models import CircleMembership
from workbench.partners.models import Ground, Partner
from workbench.standards import coverage, operations
from workbench.standards.models import NUMBERS, Coverage, Evidence, ReflectionNeed
from workbench.voices.models import ChildVoice, VoiceForm

TODAY = factories.TODAY
LONG_AGO = TODAY - timedelta(days=140)
RECENTLY = TODAY - timedelta(days=3)
audit.declare({"something changed": "changed something"})


@pytest.fixture(autouse=True)
def that_day(monkeypatch):
    monkeypatch.setattr("workbench.clock.today", lambda: TODAY)


class Family:
    """A casus in which every standard has evidence; a test takes away the one thing it is about."""

    def __init__(self, **values):
        self.casus = factories.casus(**{"phase": Phase.RECOVERY, "family_plan_offer": FamilyPlanOffer.MADE,
                                        "family_plan_offered_on": LONG_AGO, **values})
        self.kim = factories.person(self.casus, "Kim")
        self.noa = factories.child(self.casus)
        self.fatiha, self.truus = factories.neighbour(self.casus), factories.neighbour(self.casus, "Truus")
        self.casus.eyes_on_safety_id = factories.person(self.casus, "Sanne", in_family=False, authority="no").id
        self.danger = factories.danger(self.casus, number=1)
        self.goal = factories.goal(self.casus, self.danger)
        self.item = factories.map_item(self.casus, ItemKind.EXISTING_SAFETY, danger_id=self.danger.id, label="BV1")
        self.agreement = factories.agreement(self.casus, self.goal, [self.fatiha], self.truus, number=1, label="A1",
                                             based_on_item_id=self.item.id)
        for person in (self.kim, self.fatiha):
            for day in (LONG_AGO, RECENTLY):
                factories.rating(self.goal, person, rated_on=day)
        for person in (self.fatiha, self.truus):
            self.add(CircleMembership(person_id=person.id, ring=1, since=LONG_AGO, knows_danger=True))
        self.opinion = self.add(ParentOpinion(danger_id=self.danger.id, person_id=self.kim.id, opinion=Opinion.PARTLY,
                                              given_on=LONG_AGO))
        self.voice = self.add(ChildVoice(child_id=self.noa.id, heard_on=LONG_AGO, heard_by="Sanne", form=VoiceForm.THREE_HOUSES))
        self.meeting = factories.meeting(self.casus, [self.kim, self.fatiha], number=1, minutes_sent_on=TODAY)
        self.success = factories.success(self.casus)
        self.partner = self.add(Partner(name="huisarts", organisation="praktijk", role="huisarts", ground=Ground.CONSENT,
                                        informed_on=RECENTLY, informed_version=1))
        self.plan = self.add(AftercarePlan(signals="flessen", first_help="Marloes", who_calls_whom="Noa belt Fatiha."))
        for months in (6, 12):
            self.add(AftercareContact(planned_on=TODAY + timedelta(days=30 * months)))

    def add(self, thing):
        thing.casus_id = self.casus.id
        db.session.add(thing)
        db.session.flush()
        return thing

    def changed(self, record):
        """What an operation does at its end: a line in the log, and the commit."""
        audit.record("something changed", self.casus, by=audit.SYSTEM, record=record)
        db.session.commit()
        return self.states()

    def states(self):
        db.session.expire_all()
        row = db.session.get(Coverage, self.casus.id)
        return {number: getattr(row, f"state_{number}").value for number in NUMBERS}

    def reflected(self, worker, numbers=(1, 2, 3)):
        for number in numbers:
            operations.add_reflection(by=worker, casus=None, standard=number, self_level=3, need=ReflectionNeed.TIME,
                                      example="Het gesprek over de nacht van 14 november.")
        operations.add_learning_action(by=worker, standard=2, what="Meekijken", planned_on=TODAY)
        db.session.commit()

    def evidence(self, standard):
        asked = db.select(Evidence).where(Evidence.casus_id == self.casus.id, Evidence.standard == standard)
        return {(one.record_type, one.record_id) for one in db.session.scalars(asked)}


@pytest.fixture
def worker(context):
    return factories.worker()


@pytest.fixture
def family(context, worker):
    made = Family(worker=worker)
    made.reflected(worker)
    coverage.refresh(made.casus.id, None)
    db.session.commit()
    return made
