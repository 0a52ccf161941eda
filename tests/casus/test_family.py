"""The family room: people, homes, and contact data that stays where it belongs (GA1, GA9)."""

import pytest

from tests import factories
from workbench import clock
from workbench.audit.models import AuditEntry
from workbench.casus import rules
from workbench.casus.models import ContactKind, ContactPoint, Person, Reveal, Visibility
from workbench.extensions import db


@pytest.fixture
def casus(app):
    return factories.casus()


@pytest.fixture
def worker(browse, casus):
    return browse(factories.worker_of(casus))


@pytest.fixture
def supervisor(browse, casus):
    return browse(factories.supervisor_of(casus))


def test_a_person_is_added_and_stands_in_the_family(worker, casus):
    page = worker.fill(
        "casus.add_person",
        {"first_name": "Truus", "family_role": "relative", "authority": "not_applicable", "natural": "y"},
        ref=casus.ref,
    )

    assert page.address == f"/casus/{casus.ref}/family"
    assert "Truus" in page.words


def test_a_child_needs_a_day_of_birth_or_an_age(worker, casus):
    page = worker.fill(
        "casus.add_person", {"first_name": "Noa", "family_role": "child", "authority": "not_applicable"}, ref=casus.ref
    )

    assert page.error_at("born_on")
    assert page.value_of("first_name") == "Noa"


def test_an_address_is_shown_but_a_protected_one_only_after_it_was_noted_who_looks_and_why(app, worker, casus):
    lotte = factories.person(casus, "Lotte", protected=True)
    factories.contact_point(lotte, "Wilgenpad 7", protected=True, visibility=Visibility.WORKER_ONLY)
    factories.contact_point(lotte, "088 000 07 43", kind=ContactKind.PHONE)

    page = worker.open("casus.family", ref=casus.ref)
    assert "088 000 07 43" in page.words
    assert "Wilgenpad" not in page.words

    ask = {"ref": casus.ref, "person_id": lotte.id}
    why = {"purpose": "call", "reason": "Lotte vroeg of ik terugbel."}
    for field, given in (("reason", ""), ("reason", "zomaar"), ("purpose", None)):
        refused = worker.fill("casus.reveal", {**why, field: given}, **ask)
        assert refused.error_at(field) and "Wilgenpad" not in refused.words
    shown = worker.fill("casus.reveal", why, **ask)

    assert "Wilgenpad 7" in shown.words
    assert "Wilgenpad" not in worker.open("casus.reveal", **ask).words
    with app.app_context():
        entry = db.session.query(AuditEntry).filter_by(event="protected contact shown").one()
        point = db.session.query(ContactPoint).filter_by(protected=True).one()
        assert (entry.record_type, entry.record_id, entry.detail["of"]) == ("contact_point", point.id, lotte.id)
        assert db.session.get(Reveal, entry.detail["reveal"]).reason == why["reason"]
        assert why["reason"] not in str(entry.detail)


def test_contact_data_of_a_protected_person_is_for_the_worker_only(app, worker, casus):
    lotte = factories.person(casus, "Lotte", protected=True)

    worker.fill(
        "casus.add_contact_point",
        {"kind": "school", "value": "basisschool Het Anker", "visibility": "network"},
        ref=casus.ref,
        person_id=lotte.id,
    )

    with app.app_context():
        point = db.session.query(ContactPoint).one()
        assert (point.visibility, point.protected) == (Visibility.WORKER_ONLY, True)


def test_a_secret_address_is_not_opened_by_one_person_alone(app, worker, casus):
    lotte = factories.person(casus, "Lotte", protected=True)

    page = worker.fill("casus.person", {"protected": None}, ref=casus.ref, person_id=lotte.id)

    assert page.error_at("protected")
    with app.app_context():
        assert db.session.get(Person, lotte.id).protected


def test_two_people_change_the_same_person_and_nothing_is_lost(app, browse, worker, casus):
    kim = factories.person(casus, "Kim")
    first = worker.open("casus.person", ref=casus.ref, person_id=kim.id)
    worker.fill("casus.person", {"described_as": "mama"}, ref=casus.ref, person_id=kim.id)

    second = worker.send(first, {"described_as": "moeder van Noa"})

    assert second.status == 409
    assert "moeder van Noa" in second.words
    assert "mama" in second.words


def test_a_supervisor_reads_but_does_not_change_people(supervisor, casus):
    assert supervisor.open("casus.family", ref=casus.ref).status == 200
    assert supervisor.open("casus.add_person", ref=casus.ref).status == 403


def test_nobody_is_related_to_himself(worker, casus):
    kim = factories.person(casus, "Kim")

    page = worker.fill(
        "casus.add_relation", {"from_id": kim.id, "to_id": kim.id, "kind": "partner", "safe": "yes"}, ref=casus.ref
    )

    assert page.error_at("to_id")


@pytest.mark.parametrize(
    ("text", "is_one"), [("123456782", True), ("123456789", False), ("06-00000742", False), ("bsn 111222333", True)]
)
def test_a_citizen_service_number_is_recognised(text, is_one):
    assert rules.looks_like_bsn(text) is is_one


def test_a_telephone_is_checked_with_the_person_it_is_of(app, worker, casus):
    kim = factories.person(casus, "Kim")
    number = factories.contact_point(kim, "06 12 34 56 78", kind=ContactKind.PHONE)
    answers = {"only_theirs": "y", "checked": "y", "safe_from": "9.00", "safe_until": ""}

    half = worker.fill("casus.check_contact_point", answers, ref=casus.ref, point_id=number.id)
    worker.fill("casus.check_contact_point", answers | {"safe_until": "15.00"}, ref=casus.ref, point_id=number.id)

    assert half.error_at("safe_until")
    with app.app_context():
        point = db.session.get(ContactPoint, number.id)
        assert (point.only_theirs, point.checked_on) == (True, clock.today())
        assert f"{point.safe_from:%H}-{point.safe_until:%H}" == "09-15"
        assert db.session.query(AuditEntry).filter_by(event="contact point checked", record_id=number.id).count() == 1
    assert "gecontroleerd" in worker.open("casus.family", ref=casus.ref).words


def test_two_colleagues_who_check_the_same_number_see_each_other(worker, browse, casus):
    kim = factories.person(casus, "Kim")
    number = factories.contact_point(kim, "06 12 34 56 78", kind=ContactKind.PHONE)
    where = {"ref": casus.ref, "point_id": number.id}
    form = worker.open("casus.check_contact_point", **where)
    worker.fill("casus.check_contact_point", {"do_not_contact": "hij leest mee"}, **where)

    assert worker.send(form, {"only_theirs": "y"}).status == 409
