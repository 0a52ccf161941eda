"""Find what must stay hidden in text that is about to leave: an address, a phone number, a place, a code word.

People type `1999zq`, `WILGENPAD  7`, `+31 6 0000 0742` or `Wílgen-pad`; the comparison sees through capitals, accents,
spaces, dashes and characters of no width (domain.md GA4, security.md threat 2). Pure: no database, no Flask.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

LONG = 8  # letters from which a term is looked for inside words too ("Oosterlingestraat")
SHORTEST = 3  # less than this would be found everywhere
PHONE_DIGITS = 9  # a Dutch number without its 0 or +31
NO_LETTERS = re.compile(r"[\W_]+")
STREET = re.compile(r"^(?P<street>\D{5,}?)\s+\d+\s*\S{0,6}$")
# What looks like a way to find somebody, whoever it belongs to. 0800 and 0900 are public numbers.
CONTACT_DETAILS = {
    "postcode": re.compile(r"(?<![\w-])[1-9]\d{3}\s?[A-Z]{2}(?!\w)"),
    "phone": re.compile(r"(?<![\w.,])(?:(?:\+|00)31[\s-]?(?:\(0\))?|0(?!800|900))(?:[\s-]?\d){9}(?!\d)"),
    "email": re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w"),
}
# What comes before a name and says nothing: people leave it out ("bij De Luwte").
KINDS_OF_PLACE = re.compile(
    r"^(opvang|basisschool|school|kinderdagverblijf|kinderopvang|bso|huisarts|huisartsenpraktijk|praktijk|gemeente|"
    r"woonplaats|stichting|blijf van mijn lijfhuis)\s+(?=\S.{5,})",
    re.IGNORECASE,
)


class ProtectedTerm(NamedTuple):
    """Words of one casus that some readers must never see. `kind` says what it is, without saying it."""

    kind: str
    text: str


class Leak(NamedTuple):
    """A protected term found in a text, with its place in that text."""

    term: ProtectedTerm
    start: int
    end: int


def find_leaks(text: str, terms: Iterable[ProtectedTerm]) -> list[Leak]:
    """Every protected term that stands in the text, in the order of the text; one find per place."""
    written = [(term, forms(term.text)) for term in terms]
    plain = letters_of(text)
    near = [(term, form) for term, all_forms in written for form in all_forms if form in plain]
    if not near:  # nearly always: no need to know where each letter stood
        return []
    letters, places = squeezed(text)
    found: dict[tuple[ProtectedTerm, int], Leak] = {}
    for term, form in near:
        for at in occurrences(letters, form):
            start, end = places[at], places[at + len(form) - 1] + 1
            if len(form) >= LONG or stands_alone(text, start, end):
                found.setdefault((term, start), Leak(term, start, end))
    return sorted(found.values(), key=lambda leak: (leak.start, -leak.end))


def find_contact_details(text: str) -> list[Leak]:
    """Whatever looks like a postcode, telephone number or e-mail address (GA4)."""
    return [
        Leak(ProtectedTerm(kind, found[0]), found.start(), found.end())
        for kind, pattern in CONTACT_DETAILS.items()
        for found in pattern.finditer(text)
    ]


def letters_of(text: str) -> str:
    """Only the letters and digits, without capitals and accents."""
    return NO_LETTERS.sub("", unicodedata.normalize("NFKD", text).casefold())


def squeezed(text: str) -> tuple[str, list[int]]:
    """The same letters, and where each of them stood in the text."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for plain in unicodedata.normalize("NFKD", character).casefold():
            if plain.isalnum():
                letters.append(plain)
                places.append(place)
    return "".join(letters), places


def forms(term: str) -> set[str]:
    """The ways in which people write a term, squeezed: a number with and without +31, a street without its number."""
    digits = re.sub(r"\D", "", term)
    if len(digits) >= PHONE_DIGITS and not re.search(r"[^\W\d_]", term):
        return {digits[-PHONE_DIGITS:]}
    written = {term, KINDS_OF_PLACE.sub("", term.strip())}
    if street := STREET.match(term.strip()):
        written.add(street["street"])
    return {form for form in map(letters_of, written) if len(form) >= SHORTEST}


def occurrences(letters: str, form: str) -> Iterator[int]:
    """Where a form stands among the letters."""
    at = letters.find(form)
    while at >= 0:
        yield at
        at = letters.find(form, at + 1)


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no letter or digit touches it: a short term inside a longer word is another word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or after.isalnum())
