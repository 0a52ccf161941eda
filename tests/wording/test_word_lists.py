"""An organisation adds and takes away words; the shipped lists stay as they are."""

import pytest

from workbench.wording import SHIPPED, Context, check
from workbench.wording.morphology import syllables, third_person, verb_forms, word_forms
from workbench.wording.ordinary import surroundings

PEOPLE = Context(["Kim", "Noa"])


def shown(id, text, kind, lists):
    return [text[found.start : found.end] for found in check(text, kind, PEOPLE, lists=lists) if found.id == id]


@pytest.mark.parametrize(
    ("name", "word", "where", "text", "words"),
    [
        ("vaag", "knus", ("T4", "goal"), "Kim maakt het huis knusser.", ["knusser"]),
        (
            "vaag",
            "op zijn janboerenfluitjes",
            ("T4", "goal"),
            "Kim kookt op zijn janboerenfluitjes.",
            ["op zijn janboerenfluitjes"],
        ),
        ("jargon", "kernbesluit=besluit", ("T7", "map"), "De kernbesluiten zijn bekend.", ["kernbesluiten"]),
        ("jargon", "pamperen=verwennen", ("T7", "map"), "Kim pampert Noa en pamperde haar.", ["pampert", "pamperde"]),
        ("label", "foute boel", ("T23", "map"), "Het is foute boel.", ["foute boel"]),
    ],
)
def test_an_added_word_is_found_in_its_forms(name, word, where, text, words):
    id, kind = where
    assert shown(id, text, kind, SHIPPED) == []
    assert shown(id, text, kind, SHIPPED.changed(additions={name: [word]})) == words


def test_an_added_verb_may_be_typed_in_any_form():
    lists = SHIPPED.changed(additions={"waarneembaar": ["zwirrelt"]})

    assert shown("T2", "Kim en Noa zwirrelen.", "goal", SHIPPED)
    assert not shown("T2", "Kim en Noa zwirrelen.", "goal", lists)


def test_a_removed_word_is_no_longer_pointed_at():
    assert shown("T4", "Kim belt vaker.", "goal", SHIPPED) == ["vaker"]
    assert shown("T4", "Kim belt vaker.", "goal", SHIPPED.changed(removals={"vaag": ["vaker", "Vaak"]})) == []


def test_with_a_removed_word_go_its_other_forms():
    lists = SHIPPED.changed(removals={"vaag": ["adequaat"]})

    assert shown("T4", "Kim vindt adequate hulp.", "goal", SHIPPED) == ["adequate"]
    assert shown("T4", "Kim vindt adequate hulp.", "goal", lists) == []


def test_a_jargon_word_is_removed_with_or_without_its_plainer_one():
    for word in ("pupil", "pupil=kind"):
        assert shown("T7", "De pupil.", "map", SHIPPED.changed(removals={"jargon": [word]})) == []


def test_a_word_is_removed_with_or_without_its_star():
    for word in ("*misbruik", "misbruik", "misbruik*"):
        assert shown("T23", "Er was misbruik.", "map", SHIPPED.changed(removals={"label": [word]})) == []


@pytest.mark.parametrize("name", SHIPPED.names)
def test_no_word_stands_in_a_list_twice(name):
    entries = [(entry.text.casefold(), entry.verb) for entry in SHIPPED.entries(name)]

    assert len(entries) == len(set(entries))


@pytest.mark.parametrize(("name", "entry"), sorted(surroundings()))
def test_what_must_stand_near_a_word_is_said_of_a_word_in_that_list(name, entry):
    assert entry in {known.text.strip("*") for known in SHIPPED.entries(name)}


def test_the_shipped_lists_do_not_change():
    before = SHIPPED["vaag"]
    SHIPPED.changed(additions={"vaag": ["knus"]}, removals={"vaag": ["beter"]})

    assert SHIPPED["vaag"] == before
    assert "beter" in before


def test_an_unknown_list_is_refused():
    with pytest.raises(KeyError):
        SHIPPED.changed(additions={"zomaar": ["iets"]})


@pytest.mark.parametrize(
    ("infinitive", "forms"),
    [
        ("halen", "haal haalt haalde haalden gehaald"),
        ("geven", "geef geeft gaf gaven gegeven"),
        ("lezen", "lees leest las lazen gelezen"),
        ("bellen", "bel belt belde gebeld"),
        ("ophalen", "ophaalt ophaalde opgehaald ophalen"),
        ("luisteren", "luister luistert geluisterd"),
        ("controleren", "controleer controleert gecontroleerd"),
        ("waarschuwen", "waarschuw waarschuwt gewaarschuwd"),
        ("vertellen", "vertel vertelt verteld"),
        ("gaan", "ga gaat ging gegaan"),
        ("fietsen", "fiets fietst gefietst"),
    ],
)
def test_the_forms_of_a_verb(infinitive, forms):
    assert set(forms.split()) <= verb_forms(infinitive)


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("vaag", "vage vager vaagst"),
        ("traject", "trajecten trajectje"),
        ("begeleiding", "begeleidingen"),
        ("stabiel", "stabiele stabieler"),
    ],
)
def test_the_forms_of_a_word(word, forms):
    found = word_forms(word)

    assert set(forms.split()) <= found


def test_the_third_person():
    assert [
        third_person(verb) for verb in ("troosten", "komen", "brengen", "gaan", "controleren", "luisteren", "zijn")
    ] == [
        "troost",
        "komt",
        "brengt",
        "gaat",
        "controleert",
        "luistert",
        "is",
    ]


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("school", 1),
        ("moeder", 2),
        ("veiligheidsplan", 4),
        ("jeugdbeschermer", 4),
        ("geëscaleerd", 4),
        ("ei", 1),
        ("nieuwe", 2),
        ("zeeën", 2),
        ("trouwen", 2),
        ("idee", 2),
        ("18.30", 1),
    ],
)
def test_syllables(word, count):
    assert syllables(word) == count
