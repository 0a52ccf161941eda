"""Open contact details in a text: telephone numbers, postcodes, e-mail and street addresses, whoever they belong to (GA4).

Public numbers (112, 0800, 0900, 113, 144), times, dates, amounts, years, rooms and articles of law are none. Each pattern
begins at one place and walks on from there, so the work grows with the length of the text and no faster.
"""

import re
from collections.abc import Iterator

from workbench.wording.leak_digits import BETWEEN, WORDS_OF_TWO
from workbench.wording.leak_numbers import DIGITS, Spoken
from workbench.wording.leak_terms import Leak, ProtectedTerm
from workbench.wording.leak_text import Seen

GAP = r"[ \t\xa0]?[-./ \xa0–]?[ \xa0]?"
PHONE = re.compile(
    rf"(?<![\w.,+/-])(?:(?:\+|00){GAP}31{GAP}(?:\(0\){GAP})?|\(?0)(?!800|900|906|88\b)(?:\)?{GAP}\d){{9}}(?!\d|[.:]\d)"
)
A_DATE = re.compile(r"^(?:0?[1-9]|[12]\d|3[01])([-/. ])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d")
ACCOUNT = re.compile(r"\b[A-Z]{2}\d\d ?[A-Z]{4} ?(?:\d{4} ?){0,2}$")
POSTCODE = re.compile(r"(?<![\w.,€-])(?<!€ )[1-9]\d{3}[ \xa0]?(?!SA|SD|SS)([A-Z]{2})(?![\w-])|(?<![\w.,-])[1-9]\d{3}([a-z]{2})(?![\w-])")
ABBREVIATIONS = frozenset("VT GI EU TV NS AH OM CJ NL BV NV JB OT GZ PI WA ID IQ PC CV CT KM KG CM MM ML UU EN DE IN OP IS".split())
UNITS = frozenset("km cm mm kg mg ml gr cl dl kb gb mb uu ww kw wh ah va hz pk st de en ex xx eu".split())
YEAR = re.compile(r"^(?:19|20)\d\d")
EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?:@| ?[\[({] ?(?:at|@|apenstaartje) ?[\])}] ?| (?:apenstaartje|apestaartje) )"
    r"[\w-]{1,63}(?:(?:\.| ?[\[({] ?(?:dot|punt|\.) ?[\])}] ?| (?:punt|dot) )[\w-]{1,63}){1,5}"
)
SUFFIXES = (
    r"straat|str\.|straatweg|laan|weg|plein|pad|kade|dijk|gracht|singel|hof|steeg|dreef|markt|ring|brink|wal|boulevard|allee"
    r"|horst|burg|burgh|akker|erf|baan|kamp|zijde|oord|donk|veld|berg|haven|poort|voorhout|plantsoen"
)
NUMBER = (
    r",?[ \xa0](?:op[ ])?(?:(?:nr\.?|nummer|huisnummer|no\.)[ ]?)?(?P<number>[1-9]\d{0,4})(?!\d|[.,:]\d|e\b|ste\b|de\b)"
    r"(?:[ ]?[-/]?[ ]?[A-Za-z](?![\w]))?(?P<rest>[-\w]*)"
)
ADDRESS = re.compile(
    rf"(?<![\w-])(?P<street>[^\W\d_]{{0,40}}?(?:{SUFFIXES})(?:[ ]1[89]\d\d)?){NUMBER}", re.IGNORECASE
)
ADDRESS_SAID = re.compile(
    rf"(?<![\w-])(?P<street>[^\W\d_]{{2,40}}?(?:{SUFFIXES})),?[ ](?:op[ ])?(?:nr\.?|nummer|huisnummer)?[ ]?(?P<number>[^\W\d_]{{3,20}})(?![\w])",
    re.IGNORECASE,
)
# Ordinary words that end as a street does.
NO_STREET = frozenset(
    """onderweg terugweg heenweg snelweg autoweg omweg uitweg zijweg vluchtweg middenweg voorweg rijksweg luchtweg spoorweg
    waterweg landweg weg fietspad voetpad zebrapad wandelpad ruiterpad bospad schoolplein speelplein marktplein kerkplein
    kerkhof gerechtshof tuinpad zandpad levenspad zandweg autobaan loopbaan rijbaan baan startbaan achterbaan bijbaan
    hoofdbaan zwembaan busbaan ijsbaan vakantiebaan glijbaan achterkamp zomerkamp schoolkamp kamp werkkamp veldslag
    voetbalveld sportveld speelveld korenveld veld werkveld ijsberg berg schuldenberg oorring ring trouwring tering dering
    verwijzing buitenboord aanboord rommelmarkt arbeidsmarkt markt woningmarkt kerstmarkt huizenmarkt supermarkt jachthaven
    haven luchthaven hof hofstad plein straat laan pad kade dijk gracht singel steeg dreef wal erf akker poort burg
    voetbalpoort waarborg winkelstraat woonstraat zijstraat hoofdstraat doodlopende zijde achterzijde voorzijde bovenzijde
    binnenkant kantoor oord vooroord woonoord rijlaan oprijlaan voorburg schoolweg""".split()
) - {"kerkplein", "marktplein", "zandweg", "schoolweg", "hoofdstraat", "zandpad", "voorburg", "kerkhof"}
COUNTED = frozenset(
    """keer maal uur uren minuut minuten seconden meter kilometer km m cm dag dagen week weken maand maanden jaar jaren euro
    graden procent kinderen mensen stappen huizen autos auto fietsen tot x kinderen keren ronden rondjes personen kamers
    nachten bezoeken lessen pagina bladen punten stuks kilo liter""".split()
)
GOES_ON = frozenset(
    """in te en of bij is was woont wonen woonde waar met om op dat die aan naar achter voor van zijn staat tot waarin want dan
    als maar en daar hier heeft had komt moet mag kan zou haalt brengt belt gaat wacht ophalen a b c bis hs thuis langs
    afgesproken staan stond voor door ligt lag opgehaald gebracht geweest wil weer ook niet wel nog nu""".split()
)


def find_contact_details(text: str) -> list[Leak]:
    """Whatever looks like a telephone number, postcode, e-mail or street address, in the order of the text."""
    found = {(start, end): kind for kind, start, end in details(text)}
    leaks = [Leak(ProtectedTerm(kind, text[start:end]), start, end) for (start, end), kind in found.items()]
    return sorted(leaks, key=lambda leak: (leak.start, -leak.end))


def details(text: str) -> Iterator[tuple[str, int, int]]:
    """(kind, start, end) of each."""
    seen = Seen(text)
    shown = seen.shown
    if any(one.isdigit() for one in shown):
        for kind, match in (*phones(shown), *postcodes(shown), *addresses(shown)):
            yield kind, *seen.typed(match.start(), match.end())
    for match in EMAIL.finditer(shown):
        yield "email", *seen.typed(*match.span())
    yield from said(seen)


def phones(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Dutch numbers in digits, however they are grouped; no dates, no bank accounts."""
    for match in PHONE.finditer(text):
        if not A_DATE.match(match[0]) and not ACCOUNT.search(text, max(0, match.start() - 20), match.start()):
            yield "phone", match


def postcodes(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Postcodes as they are written; no year before an abbreviation, no measure."""
    for match in POSTCODE.finditer(text):
        year = YEAR.match(match[0])
        spaced = len(match[0]) > 6
        if match[1] and year and spaced and match[1] in ABBREVIATIONS:
            continue
        if match[2] and (match[2] in UNITS or (year and match[2] in WORDS_OF_TWO)):
            continue
        yield "postcode", match


def addresses(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """A word as of a street with a number behind it; no number of times, hours or metres."""
    for match in ADDRESS.finditer(text):
        if is_address(match, text):
            yield "street", match


def is_address(match: re.Match[str], text: str) -> bool:
    """Whether a street-like word and a number are an address: "Kerklaan 3b", not "onderweg 2 keer" or "de weg 3 uur"."""
    street = match["street"]
    name = street.split(" ")[0].rstrip(".").lower()
    following = re.match(r"[ \xa0]([^\W\d_]+)", text[match.end() : match.end() + 30])
    word = following[1].lower() if following else ""
    if word in COUNTED or match["rest"] or (name in NO_STREET and not is_capital_inside(match, text)):
        return False
    return street[0].isupper() or not following or word in GOES_ON or following[1][0].isupper()


def is_capital_inside(match: re.Match[str], text: str) -> bool:
    """Whether a word as "Plein" has a capital that no sentence asked for, or another name before it ("Oude Gracht 5")."""
    before = text[max(0, match.start() - 30) : match.start()].rstrip()
    if not match["street"][0].isupper():
        return False
    return bool(before) and before[-1] not in ".!?:\n\"“‘'" or "nr" in match[0] or "nummer" in match[0]


def said(seen: Seen) -> Iterator[tuple[str, int, int]]:
    """Telephone numbers and house numbers in words: "nul zes, dubbel nul ...", "Kerklaan nummer drie"."""
    if DIGITS.keys().isdisjoint(seen.tokens):
        return
    spoken = Spoken(seen)
    for match in SAID_PHONE.finditer(spoken.line):
        start, end = spoken.place(*match.span())
        number = re.sub(r"\D", "", match[0])
        words = seen.shown[start:end]
        if number not in COUNTING and sum(one.isalpha() for one in words) > 5 and not number.startswith(("0800", "0900")):
            yield "phone", *seen.typed(start, end)
    for match in ADDRESS_SAID.finditer(seen.shown):
        if match["number"].lower() in HOUSE_NUMBERS and is_address_said(match, seen.shown):
            yield "street", *seen.typed(*match.span())


SAID_PHONE = re.compile(rf"(?<!\d)(?<!\d )(?:0{BETWEEN}|31{BETWEEN})\d(?:{BETWEEN}\d){{8}}(?! ?\d)")
COUNTING = ("0123456789", "0987654321")
HOUSE_NUMBERS = frozenset(DIGITS)


def is_address_said(match: re.Match[str], text: str) -> bool:
    """A house number in words needs a street with a capital, and nothing that is counted behind it."""
    name = match["street"].lower()
    following = re.match(r"[ \xa0]([^\W\d_]+)", text[match.end() : match.end() + 30])
    free = not following or following[1].lower() in GOES_ON
    return match["street"][0].isupper() and name not in NO_STREET and (free or "nummer" in match[0] or "nr" in match[0])
