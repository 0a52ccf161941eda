"""The coverage the two demo families must have on 15 June 2026 (the last lines of domain.md 7.1 and 7.2)."""

from datetime import date

import pytest

from workbench import clock
from workbench.accounts.models import Team, User
from workbench.accounts.operations import DEMO_STAFF
from workbench.casus.models import Casus, Person
from workbench.extensions import db
from workbench.network.models import CircleMembership
from workbench.plans.models import PlanVersion
from workbench.standards import queries
from workbench.standards.gaps import missing
from workbench.transfer import demonstration
from workbench.transfer.importing import import_casus
from workbench.transfer.reading import read


@pytest.fixture
def demo(context, monkeypatch):
    monkeypatch.setattr("workbench.clock.today", lambda: date(2026, 6, 15))
    staff = [User(email=email, name=name, role=role, team_id=team and 1) for email, name, role, team in DEMO_STAFF]
    db.session.add_all(staff)
    db.session.flush()
    sanne, team = staff[0], db.session.get_one(Team, 1)
    found = [import_casus(read(file.read_bytes()), by=sanne, team=team) for file in (demonstration.CASE_A, demonstration.CASE_B)]
    demonstration.reflect(sanne, found[0])
    db.session.commit()
    return [queries.page_of(casus) for casus in found]


REFLECTION = "Een reflectie van de jeugdbeschermer op deze standaard"


def test_the_jansma_de_wit_family_as_domain_7_1_says(demo):
    assert {number: shown.value for number, shown in demo[0].shown.items()} == {
        1: "evidence", 2: "evidence",  # Sanne reflected on these two, with what she needs, or why nothing
        3: "none",  # and not on this one; no signal was discussed either
        4: "part",  # what Bas thinks of worry 2 is missing
        5: "evidence", 6: "evidence", 7: "evidence", 8: "evidence",
        9: "part",  # the neighbourhood team knows version 1
        10: "later",  # the family is in the phase of stable safety
    }  # fmt: skip


def test_what_is_missing_in_the_jansma_de_wit_family_and_nothing_more(demo):
    """Since 15 June there is a third version and a third meeting, so nobody in the chain is up to date (B17)."""
    assert words(demo[0]) == {
        3: [REFLECTION],
        4: ["Wat Bas vindt van zorg 2"],
        9: ["Tom Hendriks kent het nieuwste plan nog niet", "Ineke Postma kent het nieuwste plan nog niet",
            "Huisarts kent het nieuwste plan nog niet", "Wijkteam kent het nieuwste plan nog niet",
            "Het verslag van bijeenkomst 3 is niet verstuurd"],
    }  # fmt: skip


def test_until_the_third_version_only_the_neighbourhood_team_lags_behind(demo):
    """Version 2 was told to Tom, Ineke and the doctor (domain.md 7.1)."""
    [third] = db.session.scalars(db.select(PlanVersion).where(PlanVersion.number == 3))
    third.withdrawn_at = clock.now()
    db.session.flush()
    page = queries.page_of(db.session.get_one(Casus, third.casus_id))

    assert words(page)[9] == ["Wijkteam kent het nieuwste plan nog niet", "Het verslag van bijeenkomst 3 is niet verstuurd"]


def test_the_smeets_verhoeven_family_as_domain_7_2_says(demo):
    assert {number: shown.value for number, shown in demo[1].shown.items()} == {
        1: "none", 2: "none", 3: "old", 4: "part", 5: "evidence", 6: "evidence", 7: "part", 8: "evidence", 9: "evidence",
        10: "later",
    }  # fmt: skip


def test_what_is_missing_in_the_smeets_verhoeven_family_and_nothing_more(demo):
    """The network is two sides; each goal says on which side too few people who know the danger have a task."""
    assert words(demo[1]) == {
        1: [REFLECTION],
        2: [REFLECTION, "Een leeractie met een datum"],
        3: [REFLECTION],
        4: ["Wat Lotte vindt van zorg 1", "Wat Lotte vindt van zorg 2", "Wat Lotte vindt van zorg 3", "Wat Rick vindt van zorg 3",
            "De stem van Mila", "Of een familiegroepsplan is aangeboden"],
        7: ["Genoeg mensen van Groen met een taak voor doel 1", "Genoeg mensen van Blauw met een taak voor doel 1",
            "Genoeg mensen van Blauw met een taak voor doel 2", "Genoeg mensen van Groen met een taak voor doel 3",
            "Genoeg mensen van Blauw met een taak voor doel 3", "Ans heeft een taak en weet nog niet van het gevaar",
            "Daphne heeft een taak en weet nog niet van het gevaar", "Wim heeft een taak en weet nog niet van het gevaar",
            "Remco heeft een taak en weet nog niet van het gevaar"],
    }  # fmt: skip


def test_on_the_one_side_enough_people_does_not_make_up_for_the_other(demo):
    """Ans, Daphne, Wim and Remco hear what the danger is: then Groen carries goals 1 and 3, and Blauw carries goal 1."""
    casus = db.session.scalar(db.select(Casus).where(Casus.separate_networks.is_(True)))
    people = db.session.scalars(db.select(Person).where(Person.casus_id == casus.id, Person.natural.is_(True)))
    day = {"ring": 1, "since": date(2026, 6, 1), "knows_danger": True}
    db.session.add_all([CircleMembership(casus_id=casus.id, person_id=person.id, **day) for person in people])
    db.session.flush()

    assert words(queries.page_of(casus))[7] == [
        "Genoeg mensen van Blauw met een taak voor doel 2", "Genoeg mensen van Blauw met een taak voor doel 3",
    ]  # fmt: skip


def words(page):
    found = missing(page.facts, page.places, page.named)
    return {number: [str(gap.words) for gap in gaps] for number, gaps in found.items() if gaps}
