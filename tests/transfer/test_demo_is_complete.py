"""Demo A in the database holds every line of domain.md 7.1; test_demo_b_is_complete.py does the same for 7.2."""

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import select

from tests.transfer.families import Family
from workbench.aftercare.models import AftercareContact, AftercareNeed, AftercarePlan
from workbench.agreements.models import AgreementBottomLine, Audience, EarlierAgreement, Part
from workbench.casus.models import ContactPoint, SafePerson
from workbench.extensions import db
from workbench.goals.models import (
    BottomLine,
    DangerStatement,
    DangerWorried,
    ParentOpinion,
    Rating,
)
from workbench.goals.rules import compose_danger, compose_goal, compose_hold
from workbench.mapping.models import MapItem
from workbench.meetings.models import Attendance, Meeting
from workbench.monitoring.models import Check, Rehearsal
from workbench.network.models import CircleMembership
from workbench.partners.models import Partner
from workbench.plans.models import PlanVersion, SpecialSituation
from workbench.plans.projection import project
from workbench.reviews.models import Answer
from workbench.standards.models import Coverage
from workbench.successes.models import Success
from workbench.voices.models import ChildVoice, Panel, WordsAndPictures


@pytest.fixture
def a(take_in, family):
    return Family(take_in(family("A")))


def test_a_is_a_supervision_order_with_its_people(a, staff):
    casus = a.casus
    assert (casus.framework, casus.framework_since, casus.framework_until) == (
        "supervision_order", date(2026, 1, 12), date(2027, 1, 12)
    )  # fmt: skip
    assert casus.phase == "stable"
    assert (casus.worker_id, casus.deputy_id, casus.supervisor_id, casus.behavioural_scientist_id) == tuple(
        staff[name].id for name in ("sanne", "mehmet", "henk", "rachida")
    )
    assert a.names[casus.eyes_on_safety_id] == "Sanne"
    assert list(a.people) == ["Kim", "Bas", "Noa", "Daan", "Truus", "Marloes", "Fatiha", "Joris", "Ineke", "Tom", "Sanne"]
    assert [name for name, person in a.people.items() if person.natural] == ["Truus", "Marloes", "Fatiha", "Joris"]
    assert (a.people["Noa"].born_on, a.people["Daan"].born_on) == ("2016-05-03", "2021-09-21")
    assert a.people["Tom"].described_as == "verslavingsbehandelaar"
    assert a.people["Ineke"].organisation == "basisschool De Wilg"
    assert [point.value for point in a.all(ContactPoint)] == ["Vlierdam", "basisschool De Wilg"]


def test_a_knows_who_is_safe_and_the_red_magnet(a):
    asked = select(SafePerson).filter_by(casus_id=a.casus.id)
    pairs = {(a.names[one.child_id], a.names[one.person_id]) for one in db.session.scalars(asked)}
    assert pairs == {("Noa", "Fatiha"), ("Noa", "Marloes"), ("Daan", "Truus")}
    assert "rode visje-magneet" in a.people["Noa"].safety_object
    assert "aan de straatkant, dan komt Fatiha meteen kijken" in a.people["Noa"].safety_object


def test_a_shows_who_came_nearer(a):
    rings: dict[str, list[int]] = {}
    for one in sorted(a.all(CircleMembership), key=lambda row: row.since):
        rings.setdefault(a.names[one.person_id], []).append(one.ring)
    assert rings == {
        "Bas": [2, 1], "Truus": [2, 1], "Marloes": [1, 1], "Fatiha": [3, 1], "Joris": [3, 2], "Ineke": [2, 2]
    }  # fmt: skip
    assert {one.since for one in a.all(CircleMembership)} == {date(2026, 1, 12), date(2026, 6, 15)}


def test_a_has_its_map(a):
    items = a.all(MapItem)
    assert Counter(item.kind.value for item in items) == {
        "harm": 4, "complicating": 4, "strength": 3, "existing_safety": 3, "wish": 1, "next_step": 2,
    }  # fmt: skip
    by = {item.label: item for item in items if item.label}
    assert by["S1"].text.startswith("Kim sliep van de drank op de bank. Noa en Daan waren van 21.00 tot 01.30 uur alleen wakker.")
    assert (by["S1"].is_first, by["S1"].is_worst, by["S1"].severity, a.names[by["S1"].source_id]) == (True, True, 3, "Fatiha")
    assert (by["S2"].period, by["S2"].source, by["S2"].frequency) == ("september-december 2025", "schoollijst", "often")
    assert (by["S3"].is_last, by["S3"].happened_on) == (True, date(2025, 12, 2))
    assert (by["S4"].other_view, by["S4"].frequency) == ("Ik had twee glazen op, vier uur eerder.", "once")
    assert [by[name].happened_on for name in ("BV1", "BV2", "BV3")] == [date(2025, 11, 28), date(2025, 12, 6), date(2025, 12, 8)]
    assert [item.text for item in items if item.by_professionals] == ["Wachttijd van vier maanden bij verslavingszorg."]


def test_a_has_two_dangers_with_their_goals_in_their_own_words(a):
    first, second = a.all(DangerStatement)
    assert first.sentence.startswith("Sanne, Truus, Marloes, Fatiha en Bas maken zich zorgen dat Kim zoveel drinkt")
    assert first.sentence.endswith("Als dit doorgaat, leert Noa dat zij nooit kind mag zijn.")
    assert second.sentence.endswith("Daan krijgt buikpijn en leert minder praten.")
    assert all(danger.title for danger in (first, second))
    goals = a.goals()
    assert (goals[1].hold_for, goals[1].good_enough, goals[2].hold_for, goals[2].good_enough) == (26, 8, 12, 8)
    assert "er op elk moment een volwassene zonder drank bij Noa en Daan is" in goals[1].sentence
    assert "elke schooldag met ontbijt op en om 08.25 uur op school of opvang zijn" in goals[2].sentence
    worried = select(DangerWorried.person_id).filter_by(danger_id=first.id)
    assert set(a.named(db.session.scalars(worried))) == {"Sanne", "Truus", "Marloes", "Fatiha", "Bas"}
    opinions = [(a.names[one.person_id], one.danger_id == first.id, one.words) for one in a.all(ParentOpinion)]
    assert opinions == [
        ("Kim", True, "Die nacht was verschrikkelijk. Maar ik ben geen alcoholist."), ("Bas", True, None), ("Kim", False, None)
    ]  # fmt: skip


def test_the_sentences_of_a_are_what_their_parts_make(a):
    """So that changing one part of a goal in its form does not bend the rest of its sentence."""
    for number, shows, count, sees in ((1, "Kim", 1, "Marloes, Truus, Bas en Sanne"), (2, "Kim en Bas", 2, "Ineke en Sanne")):
        goal = a.goals()[number]
        hold = compose_hold(goal.hold_for, goal.hold_unit)
        parts = {"behaviour": goal.behaviour, "moment": goal.difficult_moment or "", "notices": goal.child_notices}
        made = compose_goal(shows, count, sees, hold=hold, **parts)
        assert made == goal.sentence
    for danger, who in zip(a.all(DangerStatement), ("Sanne, Truus, Marloes, Fatiha en Bas", "Sanne, Ineke en Bas"), strict=True):
        assert compose_danger(who, 3, danger.about, danger.impact_now, danger.impact_later or "") == danger.sentence


def test_each_bottom_line_of_a_is_covered(a):
    lines = a.all(BottomLine)
    assert [line.text for line in lines] == [
        "Bij Noa en Daan is dag en nacht een volwassene die niet gedronken heeft.",
        "Ten minste vier mensen buiten het gezin kennen de zorgen en het plan.",
        "Kim rijdt met de kinderen alleen als zij die dag niet gedronken heeft.",
    ]
    assert {line.set_on for line in lines} == {date(2026, 1, 26)}
    covered = set(db.session.scalars(select(AgreementBottomLine.bottom_line_id)))
    assert {line.id for line in lines} == covered


@pytest.mark.parametrize(
    ("label", "doers", "checker", "based_on", "words", "otherwise"),
    [
        ("A1", ["Kim", "Marloes"], "Bas", "BV1", "Als Kim trek in drank heeft, belt zij Marloes.", "dan belt Kim Fatiha"),
        ("A2", ["Fatiha"], "Truus", "BV2", "elke vrijdag en zaterdag om 20.30 uur", "blijft zij bij Noa en Daan"),
        ("A3", ["Fatiha"], "Marloes", "BV2", "Hangt Noa de rode magneet op het raam", "(nummer staat in haar telefoon en op"),
        ("A4", ["Kim"], "Bas", None, "een foto van het boek dat zij leest", "Komt er om 20.15 uur geen foto"),
        ("A5", ["Truus"], "Bas", "BV1", "als Kim dat vraagt of als Marloes dat vraagt, binnen een uur", "bij Bas of Joris"),
        ("A6", ["Kim", "Joris"], "Truus", None, "Bij feest of barbecue", "een taxi en betaalt hij die"),
        ("A7", ["Kim"], "Ineke", "BV3", "Op maandag, dinsdag en woensdag", "haalt Fatiha Noa op"),
        ("A8", ["Bas"], "Ineke", "BV3", "Op donderdag en vrijdag", "de avond ervoor voor 20.00 uur"),
        ("A9", ["Kim"], "Truus", None, "twee broodtrommels en twee bekers", "dan appt Kim Fatiha voor 21.00 uur"),
        ("A10", ["Kim"], "Marloes", None, "hoeveel dagen zij niet heeft gedronken", "met toestemming van Kim"),
    ],
)
def test_each_agreement_of_a(a, label, doers, checker, based_on, words, otherwise):  # noqa: PLR0917
    agreement = a.agreements()[label]
    items = {item.id: item.label for item in a.all(MapItem)}
    assert (a.those(agreement, Part.DOER), a.names[agreement.checker_id]) == (doers, checker)
    assert items.get(agreement.based_on_item_id) == based_on
    assert words in agreement.what
    assert otherwise in agreement.what_if
    assert agreement.status == ("trying" if label == "A5" else "active")
    assert agreement.audience is Audience.EVERYONE


def test_a_met_three_times(a):
    meetings = a.all(Meeting)
    times = [f"{one.starts_at:%H.%M}-{one.ends_at:%H.%M}" for one in meetings]
    assert [(one.number, one.held_on, time, a.names[one.chair_id]) for one, time in zip(meetings, times, strict=True)] == [
        (1, date(2026, 1, 26), "18.30-20.30", "Marloes"), (2, date(2026, 3, 16), "18.30-20.15", "Marloes"),
        (3, date(2026, 6, 15), "18.30-20.00", "Truus"),
    ]  # fmt: skip
    assert meetings[0].minutes.endswith("Fatiha hoort voor het eerst het hele verhaal.")
    assert meetings[2].minutes == "Definitief plan vastgesteld. Verschil: Ineke geeft 6 voor school, Kim 9."
    there = {one.number: {a.names[row.person_id]: row for row in a.all(Attendance, meeting_id=one.id)} for one in meetings}
    assert there[1]["Noa"].represented_by == "tekening drie huizen"
    assert (there[2]["Tom"].part_of_it, there[2]["Ineke"].part_of_it) == ("45 minuten", "30 minuten")
    assert there[2]["Daan"].status == "absent"
    assert set(there[3]) == {"Kim", "Bas", "Truus", "Marloes", "Fatiha", "Joris", "Ineke", "Sanne", "Noa"}
    assert there[3]["Noa"].part_of_it == "eerste 30 minuten"


def test_every_number_of_a(a):
    assert a.scale(1) == {
        "Kim": [6, 7, 8], "Bas": [2, 4, 7], "Truus": [3, 5, 7], "Marloes": [3, 5, 7], "Fatiha": [2, 6, 8], "Ineke": [3, 4, 6],
        "Noa": [3, 5, 7], "Sanne": [2, 5, 7],
    }  # fmt: skip
    assert a.scale(2) == {
        "Kim": [7, 8, 9], "Bas": [3, 6, 8], "Truus": [5, 6, 8], "Marloes": [4, 6, 7], "Ineke": [2, 5, 6], "Noa": [4, 6, 7],
        "Sanne": [3, 6, 7],
    }  # fmt: skip
    assert {one.form.value for one in a.all(Rating) if a.names[one.person_id] == "Noa"} == {"house_path"}


def test_a_has_its_successes_its_relapse_and_its_rehearsal(a):
    assert [(one.happened_on, one.celebrated) for one in a.all(Success)] == [
        (date(2026, 2, 22), "samen poffertjes"), (date(2026, 3, 19), "Noa koos de film."),
        (date(2026, 4, 30), "Ineke liet Noa de groep toespreken."), (date(2026, 6, 12), "taart met netwerk"),
    ]  # fmt: skip
    relapse = a.all(Check, checked_on=date(2026, 5, 2))[0]
    assert (relapse.agreement_id, relapse.outcome) == (a.agreements()["A1"].id, "partly")
    assert relapse.seen == "Kim dronk thuis, belde Marloes na het tweede glas, kinderen sliepen bij Truus."
    assert relapse.follow_up == "Bellen bij trek, niet bij eerste glas."
    assert (relapse.decision, relapse.what_if_used, relapse.handled_on) == ("adapt", "no", date(2026, 5, 4))
    assert [one.rehearsed_on for one in a.all(Rehearsal)] == [date(2026, 3, 19)]


def test_a_tells_its_children(a):
    stories = {a.names[one.child_id]: one for one in a.all(WordsAndPictures)}
    panels = {name: db.session.scalars(select(Panel).filter_by(story_id=one.id)).all() for name, one in stories.items()}
    assert (len(panels["Noa"]), stories["Noa"].told_by, stories["Noa"].told_on) == (6, "Kim en Marloes", date(2026, 3, 20))
    assert stories["Daan"].kind == "card"
    assert {a.names[one.child_id] for one in a.all(ChildVoice)} == {"Noa", "Daan"}


def test_a_informed_its_partners_and_looks_ahead(a):
    told = {one.name: (one.informed_on, one.informed_version) for one in a.all(Partner)}
    assert told == {
        "Tom Hendriks": (date(2026, 3, 20), 2), "Ineke Postma": (date(2026, 3, 20), 2), "Huisarts": (date(2026, 3, 23), 2),
        "Wijkteam": (None, 1),
    }  # fmt: skip
    plan = a.all(AftercarePlan)[0]
    assert plan.signals == "Flessen in de fietsenkelder, Kim neemt tweemaal niet op, Noa te laat."
    assert (plan.first_help, plan.is_concept, plan.starts_on) == ("Marloes", True, date(2026, 9, 1))
    assert [a.names[one.person_id] for one in a.all(AftercareNeed)] == ["Kim", "Noa", "Bas"]
    assert [one.planned_on for one in a.all(AftercareContact)] == [date(2026, 12, 15), date(2027, 3, 15), date(2027, 6, 15)]


def test_a_has_three_versions_and_everybody_who_was_there_agreed(a):
    versions = a.all(PlanVersion)
    assert [(one.number, one.kind, one.starts_on) for one in versions] == [
        (1, "temporary", date(2026, 1, 26)), (2, "final", date(2026, 3, 16)), (3, "final", date(2026, 6, 15))
    ]  # fmt: skip
    assert (versions[0].ends_on, versions[2].status) == (date(2026, 2, 8), "set")
    shown = {one.id: one.text_sha256 for one in project(versions[2], a.people["Truus"].id).agreements}
    for answer in a.all(Answer):
        assert (answer.outcome, answer.via, answer.text_sha256) == ("agree", "paper", shown[answer.agreement_id])
    assert {one.situation.value for one in a.all(SpecialSituation)} >= {"party", "illness", "babysitter", "contact"}


def test_a_covers_the_standards_as_expected(a):
    db.session.commit()
    row = db.session.get(Coverage, a.casus.id)
    assert [getattr(row, f"state_{number}").value for number in range(3, 11)] == [
        "no_evidence", "partly", "evidence", "evidence", "evidence", "evidence", "partly", "later"
    ]  # fmt: skip


def test_the_second_meeting_of_a_made_the_first_six_agreements_and_a1_was_changed_after_may(a):
    second = next(one for one in a.all(Meeting) if one.number == 2)
    agreements = a.agreements()
    assert {label for label, one in agreements.items() if one.meeting_id == second.id} == {f"A{nr}" for nr in range(1, 7)}
    [earlier] = a.all(EarlierAgreement)
    assert (earlier.agreement_id, earlier.replaced_at.date()) == (agreements["A1"].id, date(2026, 5, 4))
    assert (agreements["A2"].repeat_days, agreements["A2"].repeat_at.isoformat()) == ("56", "20:30:00")
    assert (agreements["A10"].repeat_days, agreements["A10"].repeat_every) == ("1", 2)
