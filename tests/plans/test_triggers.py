"""A new partner, a move, a birth, a signal, a new worry: the plan asks to be looked at again until somebody did."""

import pytest
from sqlalchemy import select

from tests import factories
from workbench import clock
from workbench.audit.models import AuditEntry
from workbench.casus import operations as people
from workbench.casus.models import Authority, ContactKind, FamilyRole, RelationKind, Visibility, YesNoUnknown
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.plans import operations as plans
from workbench.plans import trigger_operations as triggers
from workbench.plans.models import PlanKind, TriggerKind, TriggerOutcome
from workbench.signals import operations as signals

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def worker(context):
    return factories.worker()


@pytest.fixture
def casus(worker):
    """A family that was shown a plan."""
    casus = factories.casus(worker=worker)
    casus.kim = factories.person(casus)
    version = plans.freeze(casus, by=worker, kind=PlanKind.FINAL, starts_on=clock.today())
    plans.put_in_review(casus, version, by=worker)
    db.session.commit()
    return casus


def person(**more):
    given = {"first_name": "Tom", "family_role": FamilyRole.FRIEND, "born_on": None, "age": None, "protected": False,
             "authority": Authority.NOT_APPLICABLE, "in_family": False}  # fmt: skip
    return given | more


def raised(casus):
    db.session.commit()
    return [one.kind for one in triggers.open_triggers(casus)]


def test_a_new_partner_asks_for_a_look(casus, worker):
    people.add_person(casus, by=worker, **person(family_role=FamilyRole.PARTNER))

    assert raised(casus) == [TriggerKind.NEW_PARTNER]


def test_two_people_who_became_partners_ask_for_a_look(casus, worker):
    tom = factories.person(casus, "Tom", family_role=FamilyRole.FRIEND)
    people.add_relation(casus, casus.kim.id, tom.id, RelationKind.PARTNER, YesNoUnknown.UNKNOWN, by=worker)

    assert raised(casus) == [TriggerKind.NEW_PARTNER]


def test_a_child_that_is_born_asks_for_a_look(casus, worker):
    people.add_person(casus, by=worker, **person(first_name="Bo", family_role=FamilyRole.CHILD, age=0, in_family=True))

    assert raised(casus) == [TriggerKind.BIRTH]


def test_somebody_of_the_family_who_moves_asks_for_a_look_and_a_neighbour_does_not(casus, worker):
    home = factories.household(casus)
    fatiha = factories.neighbour(casus)
    db.session.commit()
    moved = person(first_name="Fatiha", family_role=FamilyRole.NEIGHBOUR, household_id=home.id)
    people.change_person(casus, fatiha, 1, by=worker, **moved)
    assert raised(casus) == []
    kim = {"first_name": "Kim", "family_role": FamilyRole.PARENT, "in_family": True, "authority": Authority.YES}
    people.change_person(casus, casus.kim, 1, by=worker, **person(**kim, household_id=home.id))
    assert raised(casus) == [TriggerKind.MOVE]


def test_a_new_address_of_the_family_asks_for_a_look_and_a_telephone_number_does_not(casus, worker):
    point = {"visibility": Visibility.PROFESSIONALS, "protected": False, "only_theirs": False, "do_not_contact": ""}
    people.add_contact_point(casus, casus.kim, by=worker, kind=ContactKind.PHONE, value="06-00000742", **point)
    assert raised(casus) == []
    people.add_contact_point(casus, casus.kim, by=worker, kind=ContactKind.ADDRESS, value="Wilgenpad 7", **point)
    assert raised(casus) == [TriggerKind.MOVE]


def signal(casus, worker, words="Noa was alleen buiten."):
    signals.add_signal(casus, by=worker, received_on=clock.today(), source="school", content=words, discussed_on=None)


def test_a_new_signal_asks_for_a_look_once_a_day(casus, worker):
    signal(casus, worker)
    assert raised(casus) == [TriggerKind.SIGNAL]
    signal(casus, worker, "Nog een keer.")
    assert raised(casus) == [TriggerKind.SIGNAL]


def test_before_people_were_shown_a_plan_nothing_is_asked(worker):
    casus = factories.casus(worker=worker)
    db.session.commit()
    signal(casus, worker)
    people.add_person(casus, by=worker, **person(family_role=FamilyRole.PARTNER))

    assert raised(casus) == []


def test_the_log_says_what_kind_of_change_it_was_and_no_name(casus, worker):
    people.add_person(casus, by=worker, **person(first_name="Zwaluwstaart", family_role=FamilyRole.PARTNER))
    db.session.commit()
    noted = db.session.scalars(select(AuditEntry).where(AuditEntry.event == "plan needs another look")).one()

    assert noted.detail == {"kind": "new_partner"}
    assert "Zwaluwstaart" not in str([one.detail for one in db.session.scalars(select(AuditEntry))])


def test_looking_needs_an_outcome_and_words_and_then_it_is_done(casus, worker):
    one = triggers.raise_by_hand(casus, by=worker, kind=TriggerKind.OTHER, reason="Bas werkt nu overdag.")
    for outcome, words, field in ((None, "Niets.", "outcome"), (TriggerOutcome.FITS, "", "words")):
        with pytest.raises(RuleBroken) as broken:
            triggers.look_again(casus, one, 1, by=worker, outcome=outcome, words=words)
        assert broken.value.field == field
    triggers.look_again(casus, one, 1, by=worker, outcome=TriggerOutcome.CHANGED, words="Bas brengt Noa nu.")

    assert raised(casus) == []
    assert (one.looked_on, one.looked_by_id) == (clock.today(), worker.id)


def test_raising_by_hand_needs_a_reason(casus, worker):
    with pytest.raises(RuleBroken):
        triggers.raise_by_hand(casus, by=worker, kind=TriggerKind.OTHER, reason="")


def test_the_worker_meets_it_on_both_pages_looks_and_it_is_gone(casus, worker, browse):
    signal(casus, worker)
    db.session.commit()
    ref, browser = casus.ref, browse(factories.account(worker.id))
    home = browser.open("overview.casus", ref=ref)
    where = next(to for words, to in home.links().items() if words.startswith("Bekijk het plan opnieuw"))
    assert any(to == where for to in browser.open("plans.index", ref=ref).links().values())
    page = browser.fill(where, {"outcome": "fits", "words": ""})
    assert page.error_at("words")
    done = browser.send(page, {"words": "De school belt voortaan Marloes."})

    assert done.address.endswith("/plan/")
    assert "Bekijk het plan opnieuw" not in [words for words, to in done.links().items() if to == where]
    assert "De school belt voortaan Marloes." in browser.open(where).words
