"""Nine families and what a sly and a careless person would write about them (leaks.jsonl), labelled before the scan was tried.

The sentences in which nothing is hidden are the hard ones: they hold the very words the places are named after.
"""

import pytest

from tests.wording.measuring import labelled
from workbench.wording import leak_text
from workbench.wording.leaks import ProtectedTerm, find_leaks

ROWS = labelled("leaks.jsonl")
FAMILIES = {row["family"]: [ProtectedTerm(*term) for term in row["terms"]] for row in ROWS if "family" in row}


def found(row):
    return bool(find_leaks(row["text"], [term for family in row["families"] for term in FAMILIES[family]]))


def test_of_the_disguises_one_in_a_hundred_at_most_is_missed():
    hidden = [row for row in ROWS if row.get("hidden")]
    missed = [row["text"] for row in hidden if not found(row)]

    assert len(missed) <= len(hidden) // 100, missed


def test_of_the_ordinary_sentences_one_in_a_hundred_at_most_raises_an_alarm():
    ordinary = [row for row in ROWS if row.get("hidden") is False]
    alarms = [row["text"] for row in ordinary if found(row)]

    assert len(alarms) <= len(ordinary) // 100, alarms


@pytest.mark.parametrize(
    ("text", "term", "leaks"),
    [
        ("Kijk op roestkade.example voor foto's.", ("email", "info@roestkade.example"), True),
        ("Mail info@kade.example voor de boot.", ("email", "info@roestkade.example"), False),
        ("Zij heet daar lotte.smeets.", ("email", "lotte.smeets@gmail.com"), True),
        ("Lotte Smeets belt om drie uur.", ("email", "lotte.smeets@gmail.com"), False),
        ("Kijk op gmail.com.", ("email", "lotte.smeets@gmail.com"), False),
        ("Nora zit op de vuurvlinder.", ("school", "obs De Vuurvlinder"), True),
        ("De juf van bs. het anker belde.", ("school", "basisschool Het Anker"), True),
        ("Krekels zijn 's avonds te horen.", ("school", "Montessorischool De Krekel"), False),
        ("Krekel belde over Finn.", ("school", "Montessorischool De Krekel"), True),
        ("Zij zijn nu Hagenveners.", ("place", "Hagenveen"), True),
        ("Elke week belt Rick.", ("doctor", "gezondheidscentrum De Eik"), False),
    ],
)
def test_half_of_a_term_tells_it_when_nobody_else_has_that_half(text, term, leaks):
    assert bool(find_leaks(text, [ProtectedTerm(*term)])) is leaks


def test_a_text_with_every_character_there_is_does_not_make_the_tables_grow():
    find_leaks("".join(map(chr, range(0x20, 0xD800))), FAMILIES["1"])

    assert max(map(len, (leak_text.FOLD, leak_text.KEEP))) <= leak_text.WIDEST
