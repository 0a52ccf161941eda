"""What must stay hidden is found, however somebody types it, and ordinary sentences are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.wording.leaks import ProtectedTerm, find_leaks

TERMS = tuple(
    ProtectedTerm(kind, text)
    for kind, text in (
        ("address", "Wilgenpad 7"),
        ("postcode", "1999 ZQ"),
        ("place", "Opvang De Luwte"),
        ("school", "basisschool Het Anker"),
        ("phone", "06-00000742"),
        ("town", "Oosterlinge"),
        ("code word", "pannenkoek"),
    )
)
ORDINARY = (
    "Rick belt elke dinsdag en vrijdag om 18.30 uur met Finn en Mila; Ans zit erbij.",
    "Fatiha loopt elke vrijdag om 20.30 uur bij Kim langs en drinkt een kop thee.",
    "Noa ziet een anker op de boot en zwaait.",
    "Op 14 februari 2026 levert Rick zijn telefoon in, 1999 euro was die waard.",
    "De wilgen langs het pad worden gesnoeid.",
    "Bel Veilig Thuis: 0800-2000. Nu gevaar? Bel 112.",
    "Tijdens de vakantie zijn zij in het oosten, bij opa.",
    "Hij wacht 7 minuten. Daarna belt hij Wim op nummer 3.",
)


@pytest.mark.parametrize(
    "text",
    [
        "Zij wonen op Wilgenpad 7.",
        "zij wonen op WILGENPAD",
        "Wílgen-pad 7 is het",
        "w i l g e n p a d 7",
        "1999zq",
        "postcode 1999  ZQ!",
        "\uff11\uff19\uff19\uff19 ZQ",
        "Wilgen\u200bpad 7",
        "Opa haalt op bij De Luwte",
        "bij opvang de luwte",
        "het anker? nee: basisschool Het  Anker",
        "+31 6 0000 0742",
        "0031600000742",
        "06 00 00 07 42",
        "+31 (0)6-00000742",
        "de Oosterlingestraat",
        "Finn zegt pannenkoeken",
    ],
)
def test_a_protected_term_is_found_however_it_is_typed(text):
    assert find_leaks(text, TERMS)


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_sentence_raises_no_alarm(text):
    assert find_leaks(text, TERMS) == []


def test_a_leak_says_where_it_stands():
    text = "Kom naar Wilgen-pad 7, bij de brug."
    (leak, *_rest) = find_leaks(text, TERMS)

    assert text[leak.start : leak.end] in {"Wilgen-pad 7", "Wilgen-pad"}
    assert leak.term.kind == "address"


@st.composite
def disguised(draw):
    """A term of the casus with capitals, accents, gaps and characters of no width between its letters."""
    term = draw(st.sampled_from(TERMS))
    dress = st.sampled_from(("", "", "", " ", "-", "\u200b", "\u00ad", "\u2060", "."))
    letters = (draw(st.sampled_from((letter, letter.upper()))) + draw(dress) for letter in term.text)
    return "Ze zijn bij ".join(("", "".join(letters))) + ", zegt hij."


@given(disguised())
def test_no_disguise_hides_a_term(text):
    assert find_leaks(text, TERMS)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_any_text_can_be_searched(text):
    for leak in find_leaks(text, TERMS):
        assert 0 <= leak.start < leak.end <= len(text)
