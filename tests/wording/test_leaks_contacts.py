"""Open contact details: what is one, and what only looks like one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.wording.leaks import find_contact_details

OPEN = (
    ("street", "Dorpsstraat 12"),
    ("street", "aan de Kerklaan 3b"),
    ("street", "Plein 1945 nr 4"),
    ("street", "Oude Gracht 5"),
    ("street", "Kerkstraat 14 bis"),
    ("street", "op de dorpsstraat 12 wonen zij"),
    ("street", "Kerklaan nummer drie"),
    ("street", "Beukenweg 7-2"),
    ("street", "Kerkstr. 5"),
    ("street", "Lindelaan op nummer 9"),
    ("street", "Nieuwstraat 1, 2e etage"),
    ("phone", "Bel 06-12345678."),
    ("phone", "06 12 34 56 78"),
    ("phone", "+31 6 12345678"),
    ("phone", "0031612345678"),
    ("phone", "+31 (0)20 123 45 67"),
    ("phone", "(020) 123 4567"),
    ("phone", "0572/34 56 78"),
    ("phone", "06.12.34.56.78"),
    ("phone", "nul zes een twee drie vier vijf zes zeven acht"),
    ("phone", "nul-zes, twaalf, vierendertig, zesenvijftig, achtenzeventig"),
    ("postcode", "1234 AB"),
    ("postcode", "1234AB"),
    ("postcode", "1234ab"),
    ("email", "ans@example.org"),
    ("email", "ans[at]example.org"),
    ("email", "ans apenstaartje example punt org"),
)
NONE = (
    "Bel 112.",
    "0800-2000",
    "0900-1234567",
    "bel 113 of 0800-0113",
    "144 voor dieren",
    "om 18.30 uur",
    "op 06-02-2026 om 18.30 uur",
    "06-02-2026 18.30",
    "van 06-02-2026 tot 09-02-2026",
    "€ 1234,50",
    "1250 euro",
    "groep 4",
    "kamer 12",
    "artikel 255",
    "blad 3",
    "snelweg A12",
    "in 2026 GI en VT",
    "schooldag 3 van 5",
    "onderweg 2 keer gebeld",
    "de weg 3 uur kwijt",
    "op het plein 3 kinderen",
    "hij loopt de straat 4 keer op en neer",
    "het pad 2 kilometer",
    "NL91 ABNA 0417 1643 00",
    "1500kg",
    "12345678",
    "van nul tot tien",
    "nul, een, twee, drie, vier, vijf, zes, zeven, acht, negen, tien",
    "cijfers 2/4/6 en 6/6/7",
    "in de laan 3 bomen",
    "Yvonne Straat belt om 3 uur",
    "Artikel 1:255 BW",
    "B27 en T19",
    "tussen 12 en 14 uur",
    "2026-02-20",
    "02/03/2026",
    "1e straat rechts",
    "woningmarkt 2026",
    "16 weken",
    "op 1 mei",
    "om 0.30 uur",
    "3 x per week",
)


@pytest.mark.parametrize(("kind", "text"), OPEN)
def test_an_open_contact_detail_is_seen(kind, text):
    assert kind in {leak.term.kind for leak in find_contact_details(text)}


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_one_is_not(text):
    assert find_contact_details(text) == []


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("06 +31()-.@&#%;AZazKerkstraatnulzesé️\u200b\n"), max_size=200))
def test_any_text_can_be_looked_through(text):
    for leak in find_contact_details(text):
        assert 0 <= leak.start < leak.end <= len(text)
        assert leak.term.text == text[leak.start : leak.end]
