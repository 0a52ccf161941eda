"""Terms as people type them, and what a single word of them may and may not set off."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.wording.leaks import ProtectedTerm, find_leaks, names_a_place


def found(text, *terms):
    return [leak.term.text for leak in find_leaks(text, [ProtectedTerm(kind, words) for kind, words in terms])]


@pytest.mark.parametrize(
    "text", ["Wilgenpad", "1999zq", "in Oosterlinge", "nul zes nul nul nul nul nul zeven vier twee", "bij De Luwte"]
)
def test_a_term_with_everything_in_it_is_taken_apart(text):
    assert found(text, ("address", "Wilgenpad 7, 1999 ZQ Oosterlinge (tel. 06-00000742), opvang De Luwte"))


@pytest.mark.parametrize("term", ["", " ", "x", "7", "school", "de opvang", "groep 4", "Het huis", "tel.", "-"])
def test_a_term_that_says_nothing_sets_nothing_off(term):
    text = "De school en de opvang zijn open; het huis van groep 4 heeft 7 kamers. Tel. x."

    assert not found(text, ("school", term), ("place", term))


@pytest.mark.parametrize("kind", ["Zand", "Rust", "Best"])
def test_a_town_that_is_also_a_word_needs_a_capital_or_a_cue(kind):
    low = kind.lower()

    assert found(f"Zij wonen nu in {kind}.", ("place", kind))
    assert found(f"zij woont in {low}", ("place", kind))
    assert not found(f"Het {low} is goed, zegt opa.", ("place", kind))


@pytest.mark.parametrize(
    "text",
    [
        "bij De Luwte",
        "de Luwte",
        "Luwte belt",
        "opa haalt Bo bij de luwte",
        "opvang luwte",
        "l.u.w.t.e",
        "in DE LUWTE van ons",
    ],
)
def test_a_part_that_gives_the_name_away_is_found(text):
    assert found(text, ("childcare", "Opvang De Luwte"))


@pytest.mark.parametrize(
    "text", ["in de luwte van de schuur", "de luwte is fijn", "bij de luwte van het bos", "zij zoekt luwte"]
)
def test_the_same_word_as_a_word_is_left_alone(text):
    assert not found(text, ("childcare", "Opvang De Luwte"))


def test_a_name_this_reader_may_not_know_is_a_word_of_its_own():
    assert found("Dan belt Petra's zus.", ("name", "Petra"))
    assert not found("De petraat is op.", ("name", "Petra"))
    assert not found("Een roos in de tuin.", ("name", "Roos"))


def test_a_place_in_a_text_with_codes_is_a_place_in_that_text():
    text = "Kom naar &#87;ilgenpad%207 vandaag."
    (leak, *_rest) = find_leaks(text, [ProtectedTerm("street", "Wilgenpad 7")])

    assert text[leak.start : leak.end].startswith("&#87;ilgenpad")


def test_each_term_and_place_is_told_once():
    leaks = find_leaks("Wilgenpad 7 en Wilgenpad 7", [ProtectedTerm("street", "Wilgenpad 7")] * 2)

    assert [leak.start for leak in leaks] == [0, 15]


@pytest.mark.parametrize("name", ["Opvang De Luwte", "Wilgenpad 7", "De Luwte", "pleeggezin De Vries"])
def test_the_name_of_a_household_may_be_a_place(name):
    assert names_a_place(name)


@pytest.mark.parametrize("name", ["Lotte en de kinderen", "Bij Kim", "Thuis", "bij Ans thuis", "Gezin"])
def test_the_name_of_a_household_may_be_people(name):
    assert not names_a_place(name)


@settings(deadline=None)
@given(
    st.text(max_size=60),
    st.text(max_size=200),
    st.sampled_from(["street", "postcode", "place", "phone", "email", "doctor", "other", "?"]),
)
def test_any_term_can_be_looked_for_in_any_text(term, text, kind):
    for leak in find_leaks(text, [ProtectedTerm(kind, term)]):
        assert 0 <= leak.start < leak.end <= len(text)


@settings(deadline=None)
@given(
    st.text(alphabet="abcdefghijklmnoprstuvwz", min_size=5, max_size=14),
    st.sampled_from(["street", "place", "school", "work", "other"]),
)
def test_a_term_is_found_in_a_sentence_as_it_was_typed(word, kind):
    name = word.capitalize()
    if not found(name, (kind, name)):  # a word that says nothing: "school"
        return

    assert found(f"Zij zijn bij {name}, zegt hij.", (kind, name))
