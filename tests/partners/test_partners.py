"""Partners in the chain know the newest plan, or it shows that they do not (B17); somebody keeps sight of the safety."""

from types import SimpleNamespace

import pytest
from sqlalchemy import select

from tests import factories
from workbench import clock
from workbench.accounts.models import User
from workbench.casus.models import Authority, Casus, FamilyRole
from workbench.extensions import db
from workbench.partners import rules
from workbench.partners.models import Ground, Partner, SafetyKeeper
from workbench.plans.models import PlanKind
from workbench.plans.operations import freeze

TODAY = clock.today()


@pytest.fixture
def casus(app):
    return factories.casus()


@pytest.fixture
def worker(browse, casus):
    return browse(factories.worker_of(casus))


@pytest.fixture
def versions(app, casus):
    """Two frozen versions of the plan."""
    with app.test_request_context():
        here = db.session.get_one(Casus, casus.id)
        for _version in range(2):
            freeze(
                here,
                by=db.session.get_one(User, casus.worker_id),
                kind=PlanKind.FINAL,
                starts_on=TODAY,
                evaluate_on=TODAY,
            )
        db.session.commit()


def partner(casus, name="Ineke Postma", **values):
    given = {"role": "juf van Noa", "organisation": "De Wilg", "ground": Ground.LAW}
    return factories.made(lambda: Partner(casus_id=casus.id, name=name, **{**given, **values}))()


def professional(casus, name="Tom", **values):
    given = {"family_role": FamilyRole.PROFESSIONAL, "in_family": False, "authority": Authority.NOT_APPLICABLE}
    return factories.person(casus, name, **{**given, **values})


@pytest.mark.parametrize(
    ("informed", "newest", "ended", "behind"),
    [(1, 2, None, True), (2, 2, None, False), (None, 1, None, True), (None, None, None, False), (1, 2, "x", False)],
)
def test_who_has_an_older_version_is_not_up_to_date(informed, newest, ended, behind):
    assert rules.is_behind(SimpleNamespace(informed_version=informed, ended_on=ended), newest) is behind


def test_a_partner_is_added_and_changed(worker, casus):
    page = worker.fill("partners.new", {"name": "Ineke Postma", "role": "juf van Noa"}, ref=casus.ref)
    assert "Ineke Postma" in page.words

    page = worker.fill(page.links()["Ineke Postma"], {"organisation": "De Wilg"})

    assert "De Wilg" in page.words


def test_a_conflict_of_duties_says_what_weighs_heavier(worker, casus):
    said = {"name": "Huisarts", "role": "arts", "ground": "conflict_of_duties"}

    assert worker.fill("partners.new", said, ref=casus.ref).error_at("ground_why")
    assert (
        "Bo liep gevaar." in worker.fill("partners.new", said | {"ground_why": "Bo liep gevaar."}, ref=casus.ref).words
    )


def test_one_press_says_that_a_partner_was_told_today(worker, casus, versions):
    partner(casus, informed_version=1, informed_on=TODAY)

    page = worker.open("partners.index", ref=casus.ref)
    assert "niet bijgewerkt" in page.words
    page = worker.press("partners.index", "partners.tell", ref=casus.ref)

    assert "bekend met versie 2: Ineke Postma" in page.words
    assert "niet bijgewerkt" not in page.words


def test_some_are_told_at_once_and_what_they_were_told_before_stays(worker, casus, versions):
    first, second = partner(casus, "Ineke Postma"), partner(casus, "Tom Hendriks")
    chosen = {"partners": [first.id, second.id], "told_on": TODAY.isoformat()}

    worker.fill("partners.tell", chosen | {"number": 1}, ref=casus.ref)
    page = worker.fill("partners.tell", chosen | {"number": 2}, ref=casus.ref)

    assert page.words.count("versie 1,") == 2
    assert "niet bijgewerkt" not in page.words


def test_being_told_of_an_older_version_takes_nothing_back(worker, app, casus, versions):
    known = partner(casus, informed_version=2, informed_on=TODAY)

    worker.fill("partners.tell", {"partners": known.id, "number": 1}, ref=casus.ref)

    with app.app_context():
        assert db.session.get_one(Partner, known.id).informed_version == 2


@pytest.mark.parametrize("answers", [{"partners": None}, {"told_on": "2099-01-01"}, {"number": 7}])
def test_a_telling_names_somebody_a_day_and_a_version_that_is_there(worker, casus, versions, answers):
    partner(casus)

    page = worker.fill("partners.tell", answers, ref=casus.ref)

    assert page.error_at(next(iter(answers)))


def test_a_partner_stops_with_a_day_and_the_reason(worker, casus, versions):
    known = partner(casus)

    refused = worker.fill("partners.stop", {"why": ""}, ref=casus.ref, partner_id=known.id)
    page = worker.fill("partners.stop", {"why": "Noa gaat naar een andere school."}, ref=casus.ref, partner_id=known.id)

    assert refused.error_at("why")
    assert "Noa gaat naar een andere school." in page.words
    assert "niet bijgewerkt" not in page.words


def test_exactly_one_professional_keeps_sight_and_who_it_was_stays_readable(worker, app, casus):
    tom, ineke = professional(casus, "Tom"), professional(casus, "Ineke")
    known = partner(casus, informed_on=TODAY.replace(year=TODAY.year - 1), informed_version=1)
    assert "nog niemand" in worker.open("partners.index", ref=casus.ref).words

    worker.fill("partners.sight", {"person_id": tom.id, "reason": "Zo begonnen."}, ref=casus.ref)
    again = worker.fill("partners.sight", {"person_id": tom.id, "reason": "Nog eens."}, ref=casus.ref)
    page = worker.fill("partners.sight", {"person_id": ineke.id, "reason": "Tom is met verlof."}, ref=casus.ref)

    assert again.error_at("person_id")
    assert "Tom is met verlof." in page.words
    assert "Zo begonnen." in page.words
    assert f"Vertel het iedereen die meedoet: {known.name}" in page.words
    assert "weet nog niet wie nu zicht houdt" in page.words
    with app.app_context():
        assert db.session.get_one(Casus, casus.id).eyes_on_safety_id == ineke.id
        assert len(db.session.scalars(select(SafetyKeeper)).all()) == 2


def test_a_grandmother_and_who_left_do_not_keep_sight(worker, casus):
    oma, gone = factories.neighbour(casus, "Truus"), professional(casus, "Tom", ended_on=TODAY)

    for person in (oma, gone):
        professional(casus, f"Iemand {person.id}")
        page = worker.fill("partners.sight", {"person_id": person.id, "reason": "x"}, ref=casus.ref)
        assert page.error_at("person_id")


def test_in_separated_networks_nobody_of_one_side_keeps_sight_and_who_works_with_both_is_warned_of(browse, app):
    casus = factories.casus(separate_networks=True)
    green = factories.sub_group(casus)
    factories.person(casus, "Lotte", protected=True, sub_group_id=green.id)
    petra = professional(casus, "Petra", sub_group_id=green.id)
    partner(casus, "Petra", person_id=petra.id)
    worker = browse(factories.worker_of(casus))

    assert not rules.may_keep_sight(petra, True)
    assert rules.may_keep_sight(petra, False)
    page = worker.open("partners.index", ref=casus.ref)
    assert "geheim adres" in page.words
    assert "werkt met beide kanten" not in page.words
    partner(casus, "Huisarts")
    assert "werkt met beide kanten" in worker.open("partners.index", ref=casus.ref).words


def test_who_only_looks_sees_the_chain_and_changes_nothing(browse, casus, versions):
    partner(casus)
    supervisor, stranger = browse(factories.supervisor_of(casus)), browse(factories.worker(name="Iemand", team_id=2))

    assert "Ineke Postma" in supervisor.open("partners.index", ref=casus.ref).words
    for where in ("partners.tell", "partners.sight", "partners.new_consent"):
        assert supervisor.open(where, ref=casus.ref).status == 403
        assert stranger.open(where, ref=casus.ref).status == 404


def test_the_chain_costs_the_same_whatever_its_size(worker, casus, versions, statements):
    for name in ("een", "twee"):
        partner(casus, name)
    worker.open("partners.index", ref=casus.ref)
    statements.clear()
    worker.open("partners.index", ref=casus.ref)
    few = len(statements)
    for nr in range(20):
        partner(casus, f"Partner {nr}")
    worker.fill("partners.tell", {"number": 1}, ref=casus.ref)
    statements.clear()
    worker.open("partners.index", ref=casus.ref)

    assert len(statements) == few <= 16
