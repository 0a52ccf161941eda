"""What must not leave a casus: from contact points, households, meeting places and words of the worker; where that is said."""

from datetime import date

import pytest

from tests import factories
from tests.safety import census
from workbench.casus.models import ContactKind, HouseholdKind, ProtectedTerm
from workbench.extensions import db
from workbench.plans import queries


@pytest.fixture
def casus(context):
    return factories.casus()


def terms(casus):
    db.session.flush()
    return {(term.kind, term.text) for term, _group in queries.protected_terms(casus.id)}


def test_a_protected_contact_point_is_a_term_of_its_kind(casus):
    lotte = factories.person(casus, "Lotte", protected=True)
    factories.contact_point(lotte, "Wilgenpad 7")
    factories.contact_point(lotte, "basisschool Het Anker", kind=ContactKind.SCHOOL)

    assert terms(casus) == {("street", "Wilgenpad 7"), ("school", "basisschool Het Anker")}


def test_a_withdrawn_contact_point_still_counts(casus):
    lotte = factories.person(casus, "Lotte", protected=True)
    factories.contact_point(lotte, "Wilgenpad 7", withdrawn_on=date(2026, 3, 1))

    assert terms(casus) == {("street", "Wilgenpad 7")}


def test_an_open_school_is_no_secret(casus):
    factories.contact_point(
        factories.person(casus, "Kim"), "basisschool De Wilg", kind=ContactKind.SCHOOL, protected=False
    )

    assert terms(casus) == set()


def test_the_name_of_a_protected_household_is_a_term_where_it_is_a_place(casus):
    factories.household(casus, "Opvang De Luwte", kind=HouseholdKind.SHELTER, protected=True)
    factories.household(casus, "Lotte en de kinderen", kind=HouseholdKind.SHELTER, protected=True)
    factories.household(casus, "Opvang De Brug", kind=HouseholdKind.SHELTER, protected=False)

    assert terms(casus) == {("place", "Opvang De Luwte")}


def test_a_protected_meeting_place_is_a_term(casus):
    factories.meeting(casus, place="Buurthuis De Spil", place_protected=True)
    factories.meeting(casus, number=2, place="Stadhuis", place_protected=False)

    assert terms(casus) == {("place", "Buurthuis De Spil")}


def test_another_family_has_its_own_secrets(casus):
    other = factories.casus()
    factories.contact_point(factories.person(other, "Iris", protected=True), "Eikenlaan 9")

    assert terms(casus) == set()


def test_all_of_it_in_one_statement(casus, statements):
    factories.household(casus, "Opvang De Luwte", protected=True)
    db.session.flush()
    statements.clear()
    queries.protected_terms(casus.id)

    assert len(statements) == 1


# --- where a secret in a plan is said


@pytest.fixture
def demo(app):
    """The Jansma family: Fatiha drinks a cup of tea at Kim's (A2)."""
    return census.load(app, family=0)


def keep_secret(demo):
    """A word that stands in the plan becomes secret after the plan was made."""
    with demo.app.app_context():
        db.session.add(ProtectedTerm(casus_id=demo.casus_id, kind=ContactKind.OTHER, text="kop thee"))
        db.session.commit()


def test_the_page_of_the_version_says_which_field_of_which_agreement(demo, browse):
    keep_secret(demo)
    page = browse(demo.staff["sanne"]).open(f"/casus/{demo.ref}/plan/3")

    assert "Dit kan nog niet naar Fatiha. Kijk bij: afspraak A2 (wat er is afgesproken)." in page.words


def test_no_document_is_made_and_it_says_where_to_look(demo, browse):
    keep_secret(demo)
    sanne = browse(demo.staff["sanne"])
    with demo.app.app_context():
        fatiha = min(one.id for one in demo.people() if one.first_name == "Fatiha")
    page = sanne.open(f"/casus/{demo.ref}/documents/")
    token = page.tree.xpath("//input[@name='csrf_token']/@value")[0]
    sent = {"csrf_token": token, "document": "safety-plan", "reader": fatiha, "plan": 3, "version": 3}
    made = sanne.request("POST", f"/casus/{demo.ref}/documents/download", data=sent)

    assert made.status == 422
    assert "afspraak A2 (wat er is afgesproken)" in made.words
    assert "kop thee" not in made.words


def test_a_participant_reads_a_calm_page_without_the_secret(demo, browse):
    path, code = demo.invite("Fatiha")
    phone = browse()
    phone.send(phone.open(path), {"code": code}, action=f"{path}/code")
    assert "kop thee" in phone.open("/o/afspraken?nr=2").words
    keep_secret(demo)
    page = phone.open("/o/afspraken?nr=2")

    assert page.status == 409
    assert "Je afspraken kunnen nu niet getoond worden" in page.words
    assert "thee" not in page.words
    assert "A2" not in page.words


def test_a_new_version_tells_at_once_whom_it_cannot_reach(demo, browse):
    keep_secret(demo)
    sanne = browse(demo.staff["sanne"])
    form = sanne.open(f"/casus/{demo.ref}/plan/freeze")
    page = sanne.send(form, {"starts_on": "2026-07-01", "ends_on": "", "evaluate_on": "2026-09-01"})

    assert page.status == 200
    assert "Dit kan nog niet naar Fatiha. Kijk bij: afspraak A2" in page.words
