"""The sentences of domain.md 6.7 and the checker notes of the demo casussen (7.1, 7.2)."""

import json
from pathlib import Path

import pytest

from workbench.wording import Context, check

PEOPLE = ["Kim", "Noa", "Daan", "Bas", "Marloes", "Truus", "Rick", "Lotte", "Mila", "Finn"]
ALL = {"T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10", "T11", "T17", "T18", "T19", "T20", "T21", "T22"}
LOTTE = Context(PEOPLE, doers=["Lotte"], dangerous="Rick")
FINN = Context(PEOPLE, doers=["Finn"], ages={"Finn": 8})
SENTENCES = (
    (1, "Moeder volgt therapie.", "goal", None, "T1 T6 T20 T11", "T5"),
    (2, "Ouders gaan beter communiceren.", "goal", None, "T1 T4 T20", "T5 T6"),
    (3, "Kim drinkt niet meer.", "goal", None, "T5 T11", "T1 T4"),
    (4, "Er wordt voldoende toezicht gehouden.", "agreement", None, "T1 T3 T4 T21", "T5"),
    (5, "Bas probeert vaker op tijd te zijn.", "agreement", None, "T4 T17", "T1"),
    (6, "De jeugdbeschermer monitort de thuissituatie.", "agreement", None, "T1 T3 T7 T20", "T5"),
    (7, "Mila voelt zich veilig.", "goal", None, "T2 T4 T11", "T5"),
    (8, "Lotte zorgt dat Rick niet in de buurt van Mila komt.", "agreement", LOTTE, "T5 T18 T3", "T1"),
    (
        9,
        "Adequate hulpverlening wordt ingezet ter stabilisatie van het systeem.",
        "agreement",
        None,
        "T1 T4 T6 T7 T21 T3",
        "T5",
    ),
    (10, "Iedereen houdt zich aan de afspraken.", "agreement", None, "T1 T3 T4 T22", "T5"),
    (11, "Finn let op of mama heeft gedronken en waarschuwt oma.", "agreement", FINN, "T18 T3", "T1"),
    (12, "Daan wordt niet alleen gelaten.", "agreement", None, "T5 T21 T3", "T4"),
    (13, "Elke schooldag om 07.45 uur brengt Kim Daan naar de opvang.", "agreement", None, "", "all"),
    (
        14,
        "Als Kim trek in drank heeft, belt zij Marloes. Marloes brengt Noa en Daan binnen een uur naar Truus.",
        "agreement",
        None,
        "",
        "all",
    ),
    (
        15,
        "Kim laat twaalf weken lang aan Marloes en Truus zien dat zij Noa en Daan elke avond zelf naar bed brengt, zodat Noa weet"
        " wie er voor haar zorgt.",
        "goal",
        None,
        "T8",
        "T1 T4 T5 T11",
    ),
    (
        16,
        "Rick belt elke dinsdag en vrijdag om 18.30 uur met Finn; Ans zit erbij.",
        "agreement",
        Context([*PEOPLE, "Ans"], dangerous="Rick"),
        "",
        "all",
    ),
)
DEMO = Path(__file__).parents[2] / "workbench" / "transfer" / "demo"
NOTES = {
    "jansma-de-wit": {"A4": {"T8"}, "A6": {"T8"}, "A10": {"T5"}, "D1": {"T5", "T8"}, "D2": {"T8"}},
    "smeets-verhoeven": {"F3": {"T2"}, "D1": {"T4"}, "D2": {"T4", "T8", "T21"}},
}
DANGEROUS = {"jansma-de-wit": None, "smeets-verhoeven": "Rick"}


def flags(text, kind, context):
    return {finding.id for finding in check(text, kind, context)}


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: str(sentence[0]))
def test_the_sentences_of_the_reference(sentence):
    _number, text, kind, context, must, never = sentence
    found = flags(text, kind, context or Context(PEOPLE))

    assert set(must.split()) <= found
    assert not found & (ALL if never == "all" else set(never.split()))


def demo_texts():
    for name, notes in NOTES.items():
        casus = json.loads((DEMO / f"{name}.json").read_text("utf-8"))
        people = {person["key"]: person["first_name"] for person in casus["people"]}
        ages = {
            person["first_name"]: 2026 - int(person["born_on"][:4])
            for person in casus["people"]
            if person.get("born_on")
        }
        ages |= {person["first_name"]: person["age"] for person in casus["people"] if person.get("age")}
        context = Context(list(people.values()), dangerous=DANGEROUS[name], ages=ages)
        for number, goal in enumerate(casus["goals"], 1):
            yield f"{name} D{number}", goal["sentence"], "goal", context, notes.get(f"D{number}", set())
        letter = "A" if name.startswith("j") else "F"
        for number, agreement in enumerate(casus["agreements"], 1):
            doers = [people[key] for key in agreement["doers"]]
            own = Context(context.people, doers, context.dangerous, ages)
            yield f"{name} {letter}{number}", agreement["what"], "agreement", own, notes.get(f"{letter}{number}", set())


@pytest.mark.parametrize(("which", "text", "kind", "context", "expected"), [*demo_texts()])
def test_the_notes_of_the_demo_casussen(which, text, kind, context, expected):
    assert flags(text, kind, context) == expected, which


def test_the_sentence_that_lays_the_burden_on_the_victim():
    found = flags("Lotte laat Rick niet binnen en zorgt dat hij haar niet vindt.", "agreement", LOTTE)

    assert "T18" in found
