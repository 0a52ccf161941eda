"""Who consents depends on age (B14), a consent is complete or says who is absent, and what does not hold stands on Vandaag."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from tests import factories
from workbench import clock
from workbench.accounts.models import User
from workbench.casus.models import Authority, Casus, FamilyRole, Person, Relation, RelationKind
from workbench.extensions import db
from workbench.partners import rules
from workbench.partners.models import Consent, Ground, Partner
from workbench.partners.rules import Lack
from workbench.plans.models import PlanKind
from workbench.plans.operations import freeze

TODAY = clock.today()
BORN = date(2014, 1, 10)


def person(number, born=None, *, child=False, authority=Authority.NOT_APPLICABLE):
    return Person(id=number, first_name=f"P{number}", family_role=FamilyRole.CHILD if child else FamilyRole.PARENT,
                  born_on=born and born.isoformat(), authority=authority, deceased=False)  # fmt: skip


KIM, BAS, OMA, FINN = (
    person(1, authority=Authority.YES), person(2, authority=Authority.YES), person(3), person(4, BORN, child=True),
)  # fmt: skip
PEOPLE, PARENTS = [KIM, BAS, OMA, FINN], {(1, 4), (2, 4)}


def consent(givers, about=(4,), **values):
    given = {"given_on": date(2020, 1, 1), "until": None, "withdrawn_on": None}
    return SimpleNamespace(givers=givers, about=about, **{**given, **values})


@pytest.mark.parametrize(("age", "who"), [(None, "parents"), (11, "parents"), (12, "both"), (15, "both"), (16, "self")])
def test_consent_depends_on_age(age, who):
    assert rules.who_consents(age) == who


@pytest.mark.parametrize(
    ("day", "who"),
    [
        (date(2026, 1, 9), {1, 2}),
        (date(2026, 1, 10), {1, 2, 4}),
        (date(2030, 1, 9), {1, 2, 4}),
        (date(2030, 1, 10), {4}),
    ],
)
def test_who_has_to_consent_changes_on_the_birthday_itself(day, who):
    assert rules.must_consent(FINN, PEOPLE, PARENTS, day) == who


def test_somebody_born_on_29_february_is_twelve_on_that_day_or_on_1_march():
    leap = person(5, date(2012, 2, 29), child=True)
    assert rules.who_consents(leap.age_on(date(2024, 2, 28))) == "parents"
    assert rules.who_consents(leap.age_on(date(2024, 2, 29))) == "both"
    assert rules.ask_again_on(consent([1, 2], (5,)), [*PEOPLE, leap], set()) == date(2024, 2, 1)


def test_an_adult_decides_alone_and_a_parent_of_another_child_does_not_decide():
    assert rules.must_consent(KIM, PEOPLE, PARENTS, TODAY) == {1}
    other = person(6, date(2020, 1, 1), child=True)
    assert rules.must_consent(other, [*PEOPLE, other], {(1, 6), (1, 4), (2, 4)}, TODAY) == {1}


@pytest.mark.parametrize(
    ("given", "day", "lack"),
    [
        (None, TODAY, Lack.MISSING),
        (consent([1, 2]), date(2026, 1, 9), None),
        (consent([1, 2]), date(2026, 1, 10), Lack.INCOMPLETE),
        (consent([1, 2, 4]), date(2026, 1, 10), None),
        (consent([1]), date(2025, 1, 1), Lack.INCOMPLETE),
        (consent([1, 2]), date(2019, 12, 31), Lack.NOT_YET),
        (consent([1, 2], until=date(2025, 1, 1)), date(2025, 1, 1), None),
        (consent([1, 2], until=date(2025, 1, 1)), date(2025, 1, 2), Lack.ENDED),
        (consent([1, 2], withdrawn_on=date(2025, 1, 1)), date(2025, 1, 1), Lack.WITHDRAWN),
        (consent([1, 2], about=()), date(2025, 1, 1), Lack.NO_SUBJECT),
        (consent([4]), date(2030, 1, 10), None),
        (consent([1, 2]), date(2030, 1, 10), Lack.INCOMPLETE),
    ],
)
def test_a_consent_holds_or_says_why_not(given, day, lack):
    assert rules.standing(given, PEOPLE, PARENTS, day).lack == lack


def test_it_is_named_who_is_absent_and_about_whom():
    assert rules.standing(consent([1]), PEOPLE, PARENTS, date(2026, 6, 1)).absent == ((2, 4), (4, 4))


@pytest.mark.parametrize(
    ("given", "month"),
    [
        (consent([1, 2]), date(2026, 1, 1)),
        (consent([1, 2, 4]), None),
        (consent([1]), date(2020, 1, 1)),
        (consent([1], (1,)), None),
    ],
)
def test_the_month_to_ask_again_gives_no_day_of_birth_away(given, month):
    assert rules.ask_again_on(given, PEOPLE, PARENTS) == month


@pytest.fixture
def casus(app):
    return factories.casus()


@pytest.fixture
def worker(browse, casus):
    return browse(factories.worker_of(casus))


@pytest.fixture
def family(casus):
    """Kim and Bas with authority over Noa, and the school as a partner on consent."""
    kim, bas, noa = factories.person(casus, "Kim"), factories.person(casus, "Bas"), factories.child(casus, "Noa")
    for parent in (kim, bas):
        factories.made(
            lambda parent=parent: Relation(
                casus_id=casus.id, from_id=parent.id, to_id=noa.id, kind=RelationKind.PARENT_OF
            )
        )()
    school = factories.made(lambda: Partner(casus_id=casus.id, name="De Wilg", role="school", ground=Ground.CONSENT))()
    return kim, bas, noa, school


def said(about, givers, **more):
    return {"about": [one.id for one in about], "givers": [one.id for one in givers], "what_for": "Of Noa op school was",
            "to_whom": "De Wilg", "given_on": TODAY.isoformat(), **more}  # fmt: skip


def test_a_partner_without_consent_is_said_at_once_and_on_vandaag(worker, casus, family):
    kim, bas, noa, school = family
    assert "geen toestemming vastgelegd" in worker.open("partners.index", ref=casus.ref).words
    assert "Vraag opnieuw toestemming" in worker.open("/").words
    ask = next(
        link for link in worker.open("partners.index", ref=casus.ref).links().values() if f"partner={school.id}" in link
    )

    half = worker.fill(ask, said([noa], [kim]))
    assert "toestemming is niet compleet" in half.words
    assert "Bas over Noa" in half.words
    assert "Vraag opnieuw toestemming" in worker.open("/").words

    where = half.tree.xpath("//h3/a/@href")[0]
    whole = worker.fill(where, {"givers": [kim.id, bas.id]})
    assert "niet compleet" not in whole.words
    assert "Vraag opnieuw toestemming" not in worker.open("/").words


def test_telling_a_partner_without_consent_is_noted_and_warned_of(worker, app, casus, family):
    with app.test_request_context():
        here = db.session.get_one(Casus, casus.id)
        freeze(
            here, by=db.session.get_one(User, casus.worker_id), kind=PlanKind.FINAL, starts_on=TODAY, evaluate_on=TODAY
        )
        db.session.commit()

    page = worker.press("partners.index", "partners.tell", ref=casus.ref)

    assert "de toestemming voor De Wilg geldt niet" in page.words


@pytest.mark.parametrize("field", ["about", "givers", "what_for", "to_whom", "given_on"])
def test_a_consent_says_who_what_and_when(worker, casus, family, field):
    kim, bas, noa, _school = family

    left_out = {field: None if field in ("about", "givers") else ""}
    page = worker.fill("partners.new_consent", said([noa], [kim, bas]) | left_out, ref=casus.ref)

    assert page.error_at(field)


def test_a_consent_is_taken_back_without_a_reason(worker, casus, family):
    kim, bas, noa, school = family
    page = worker.fill(f"/casus/{casus.ref}/partners/consents/new?partner={school.id}", said([noa], [kim, bas]))
    where = next(link for link in page.links().values() if link.endswith("/withdraw"))

    page = worker.fill(where, {})

    assert "toestemming is ingetrokken" in page.words
    assert "Vraag opnieuw toestemming" in worker.open("/").words


def test_it_comes_on_vandaag_in_the_month_in_which_a_child_turns_twelve(worker, app, casus, family):
    kim, bas, noa, school = family
    worker.fill(f"/casus/{casus.ref}/partners/consents/new?partner={school.id}", said([noa], [kim, bas]))

    with app.app_context():
        given = db.session.scalars(select(Consent)).one()
        assert given.ask_again_on == date(2028, 5, 1)  # Noa was born on 3 May 2016
        version = given.version
    page = worker.open("casus.person", ref=casus.ref, person_id=noa.id)
    worker.send(page, {"born_on": (TODAY - timedelta(days=13 * 365)).isoformat()})

    with app.app_context():
        given = db.session.scalars(select(Consent)).one()
        assert given.ask_again_on <= TODAY
        assert given.version == version
    assert "Vraag opnieuw toestemming" in worker.open("/").words
    assert "Noa zelf" in worker.open("partners.index", ref=casus.ref).words
