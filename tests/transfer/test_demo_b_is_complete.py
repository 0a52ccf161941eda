"""Demo B in the database holds every line of domain.md 7.2, with its secrets where they are planted."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.transfer.families import Family
from workbench.aftercare.models import AftercareNeed, AftercarePlan
from workbench.agreements.models import Part
from workbench.casus.models import ContactPoint, Household, ProtectedTerm, SubGroup
from workbench.extensions import db
from workbench.goals.models import (
    BottomLine,
    DangerChild,
    DangerStatement,
    GoalPart,
    GoalPerson,
    ParentOpinion,
)
from workbench.mapping.models import MapItem
from workbench.meetings.models import Attendance, Meeting
from workbench.plans.models import PlanVersion
from workbench.plans.projection import project
from workbench.rights.models import HousingRequest, RightsAnswer
from workbench.standards.models import Coverage
from workbench.successes.models import Success

SECRET = ("Wilgenpad 7", "1999 ZQ", "Opvang De Luwte", "basisschool Het Anker", "06-00000742", "Oosterlinge")


@pytest.fixture
def b(take_in, family):
    return Family(take_in(family("B")))


def test_b_keeps_two_networks_apart(b):
    groups = {one.id: one.name for one in b.all(SubGroup)}
    assert b.casus.separate_networks
    assert {name: groups.get(person.sub_group_id) for name, person in b.people.items()} == {
        "Lotte": "Groen", "Rick": "Blauw", "Finn": "Groen", "Mila": "Groen", "Bo": "Groen", "Ans": "Groen", "Daphne": "Groen",
        "Wim": "Blauw", "Remco": "Blauw", "Petra": "Groen", "Mehmet": None, "Yvonne": None,
    }  # fmt: skip
    assert {name for name, person in b.people.items() if person.protected} == {"Lotte", "Finn", "Mila", "Bo", "Ans"}
    assert [name for name, person in b.people.items() if person.is_danger] == ["Rick"]
    assert [b.people[name].born_on for name in ("Finn", "Mila", "Bo")] == ["2014-01-10", "2018-08-18", "2024-12-02"]
    assert {one.name: one.protected for one in b.all(Household)} == {"Lotte en de kinderen": True, "Bij Rick": False}


def test_the_secrets_of_b_are_planted_and_protected(b):
    contacts = b.all(ContactPoint, person_id=b.people["Lotte"].id)
    assert {point.value for point in contacts} == set(SECRET)
    assert all(point.protected and point.visibility == "worker_only" for point in b.all(ContactPoint))
    harm = next(item for item in b.all(MapItem) if item.label == "S3")
    assert all(word in harm.source for word in ("Wilgenpad 7", "1999 ZQ", "Opvang De Luwte", "Oosterlinge"))
    meeting = b.all(Meeting, number=1)[0]
    assert (meeting.place_protected, "Wilgenpad 7" in meeting.place) == (True, True)
    assert [term.text for term in b.all(ProtectedTerm)] == ["pannenkoek"]


@pytest.mark.parametrize("name", ["Rick", "Wim", "Remco"])
def test_nobody_of_blue_reads_a_secret_of_b(b, name):
    for version in b.all(PlanVersion):
        said = str(project(version, b.people[name].id))
        assert [word for word in (*SECRET, "pannenkoek", "De Luwte", "Het Anker") if word in said] == []


def test_b_has_three_dangers_with_their_goals(b):
    assert [danger.sentence.split(" dat ")[0] for danger in b.all(DangerStatement)] == [
        "Mehmet, Yvonne, Ans en Lotte zijn bang", "Mehmet en Lotte maken zich zorgen", "Lotte, Finn en Mehmet maken zich zorgen"
    ]  # fmt: skip
    goals = b.goals()
    assert [(goals[n].hold_for, goals[n].hold_unit.value, goals[n].good_enough) for n in (1, 2, 3)] == [
        (26, "weeks", 8), (12, "visits", 9), (16, "weeks", 8)
    ]  # fmt: skip
    seen = select(GoalPerson.person_id).filter_by(goal_id=goals[1].id, part=GoalPart.SEES)
    assert set(b.named(db.session.scalars(seen))) == {"Wim", "Remco", "Mehmet"}
    children = select(DangerChild.person_id).join(DangerStatement).where(DangerStatement.casus_id == b.casus.id)
    assert set(b.named(db.session.scalars(children))) == {"Finn", "Mila", "Bo"}
    assert [one.words for one in b.all(ParentOpinion)] == [
        "Ik ben te ver gegaan, maar zij provoceert.", "Rick betwist dat hij schudde en wil wel leren wat te doen."
    ]  # fmt: skip
    assert len(b.all(BottomLine)) == 4
    assert {line.set_on for line in b.all(BottomLine)} == {date(2026, 2, 9)}


@pytest.mark.parametrize(
    ("label", "doers", "checkers", "readers", "words"),
    [
        ("F1", ["Rick"], ["Remco"], "b", "loopt hij meteen naar buiten en belt hij Wim"),
        ("F2", ["Remco"], ["Wim"], "b", "elke zondag om 20.00 uur"),
        ("F3", ["Wim"], ["Mehmet"], "b", "in dezelfde kamer als Rick en Bo"),
        ("F4", ["Rick", "Wim"], ["Mehmet"], "b", "legt Rick Bo in de box"),
        ("F5", ["Rick", "Ans"], ["Daphne"], None, "elke dinsdag en vrijdag om 18.30 uur"),
        ("F6", ["Rick"], ["Mehmet"], "b", "op 14 februari in bij Remco"),
        ("F7", ["Lotte", "Rick"], ["Mehmet", "Daphne"], None, "alleen aan Mehmet, op maandag voor 12.00 uur"),
        ("F8", ["Daphne"], ["Ans"], "a", "slaapt de nacht voor een bezoek bij Lotte"),
        ("F9", ["Daphne"], ["Ans"], "a", 'Zegt Finn het woord "pannenkoek"'),
    ],
)
def test_each_agreement_of_b(b, label, doers, checkers, readers, words):  # noqa: PLR0917
    agreement = b.agreements()[label]
    groups = {one.id: one.key for one in b.all(SubGroup)}
    found = [number for number in (agreement.checker_id, agreement.second_checker_id) if number]
    assert (b.those(agreement, Part.DOER), b.named(found)) == (doers, checkers)
    assert groups.get(agreement.sub_group_id) == readers
    assert agreement.audience == ("everyone" if readers is None else "sub_group")
    assert words in agreement.what


def test_b_met_apart_and_the_lists_never_cross(b):
    groups = {one.id: one.key for one in b.all(SubGroup)}
    lists = {
        (one.held_on, groups[one.sub_group_id]): {b.names[row.person_id] for row in b.all(Attendance, meeting_id=one.id)}
        for one in b.all(Meeting)
    }
    assert lists[date(2026, 2, 11), "a"] == {"Ans", "Lotte", "Daphne", "Petra", "Mehmet", "Finn"}
    assert lists[date(2026, 2, 13), "b"] == {"Remco", "Rick", "Wim", "Mehmet", "Yvonne"}
    assert {key for key in lists if key[0] == date(2026, 5, 28)} == {(date(2026, 5, 28), "a"), (date(2026, 5, 28), "b")}
    assert all(one.online and not one.place for one in b.all(Meeting, held_on=date(2026, 5, 28)))


def test_every_number_of_b(b):
    assert b.scale(1) == {
        "Lotte": [2, 4, 6], "Rick": [6, 6, 7], "Finn": [3, 5, 6], "Ans": [2, 4, 6], "Wim": [4, 5, 7], "Remco": [5, 6, 7],
        "Mehmet": [2, 4, 6],
    }  # fmt: skip
    assert b.scale(2) == {"Lotte": [1, 4, 7], "Rick": [7, 7, 9], "Wim": [5, 7, 9], "Mehmet": [2, 5, 8]}
    assert b.scale(3) == {
        "Lotte": [1, 3, 6], "Finn": [2, 4, 7], "Rick": [5, 6, 7], "Daphne": [3, 5, 7], "Mehmet": [2, 4, 7]
    }  # fmt: skip


def test_b_has_its_map_successes_rights_and_aftercare(b):
    items = {item.label or item.text: item for item in b.all(MapItem)}
    assert items["S1"].happened_on == date(2026, 1, 31)
    assert items["S3"].period == "november 2025-januari 2026"
    assert "Rick slaapt slecht en drinkt niet." in items
    assert [one.happened_on for one in b.all(Success)] == [date(2026, 3, 6), date(2026, 4, 2), date(2026, 5, 17)]
    asked = b.all(HousingRequest)[0]
    assert (asked.asked_on, asked.answered_on, asked.outcome) == (date(2026, 2, 3), date(2026, 2, 20), "granted")
    assert (asked.what, asked.asked_of) == ("Urgentie voor een woning voor Lotte met drie kinderen.", "Gemeente Oosterlinge.")
    assert asked.protected
    assert not b.casus.placement_considered
    family = {one.question: one for one in b.all(RightsAnswer) if one.child_id is None}
    assert {number: one.answer for number, one in family.items()} == {9: "not_applicable", 11: "yes"}
    assert "Dakloosheid is geen grond om de kinderen bij Lotte weg te halen" in family[11].where
    assert b.all(AftercarePlan)[0].signals == "Rick vraagt naar plaats, oude telefoon, Finn buikpijn op dinsdag."
    assert len(b.all(AftercareNeed)) == 3


def test_b_covers_the_standards_as_expected(b):
    db.session.commit()
    row = db.session.get(Coverage, b.casus.id)
    assert [getattr(row, f"state_{number}").value for number in (6, 7, 8, 9)] == ["evidence", "partly", "evidence", "evidence"]
