"""Open contact details in a text: telephone numbers, postcodes, e-mail and street addresses, whoever they belong to (GA4).

Public numbers (112, 0800, 0900, 113, 144), times, dates, amounts, years, rooms and articles of law are none. Each pattern
begins at one place and walks on from there, so the work grows with the length of the text and no faster.
"""

import re
from collections.abc import Iterator
from itertools import islice

from workbench.wording.leak_digits import BETWEEN, WORDS_OF_TWO
from workbench.wording.leak_numbers import DIGITS, Spoken
from workbench.wording.leak_terms import Leak, ProtectedTerm
from workbench.wording.leak_text import Seen
from workbench.wording.leak_words import listed

MOST_FINDS = 200  # of one kind in one text
GAP = r"[ \t\xa0]?[-./ \xa0–]?[ \xa0]?"
PHONE = re.compile(
    rf"(?<![\w.,+/-])(?:(?:\+|00){GAP}31{GAP}(?:\(0\){GAP})?|\(?0)(?!800|900|906|88\b)(?:\)?{GAP}\d){{9}}(?!\d|[.:]\d)"
)
A_DATE = re.compile(r"^(?:0?[1-9]|[12]\d|3[01])([-/. ])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d")
ACCOUNT = re.compile(r"\b[A-Z]{2}\d\d ?[A-Z]{4} ?(?:\d{4} ?){0,2}$")
POSTCODE = re.compile(
    r"[1-9](?<![\w.,€-].)(?<!€ .)\d{3}(?:[ \xa0]?(?!SA|SD|SS)([A-Z]{2})|([a-z]{2})|[ \xa0]([a-z]{2}))(?![\w-])"
)
ABBREVIATIONS = listed(
    """VT GI EU TV NS AH OM CJ NL BV NV JB OT GZ PI WA ID IQ PC CV CT KM KG CM MM ML UU EN DE IN OP IS"""
)
UNITS = listed("km cm mm kg mg ml gr cl dl kb gb mb uu ww kw wh ah va hz pk st de en ex xx eu")
MEASURES = frozenset({"ML", "CL", "DL", "KG", "GR", "MG", "MM", "CM", "KM", "KB", "MB", "GB"})
MEASURED = re.compile(r"[ \xa0][a-zà-ÿ]")
PLACE_CUE = re.compile(r"\b(?:op|aan|naar|postcode|adres|woonachtig|verblijft|woont)[:,]? $")
YEAR = re.compile(r"^(?:19|20)\d\d")
EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?:@| ?[\[({] ?(?:at|@|apenstaartje) ?[\])}] ?| (?:apenstaartje|apestaartje) )"
    r"[\w-]{1,63}(?:(?:\.| ?[\[({] ?(?:dot|punt|\.) ?[\])}] ?| (?:punt|dot) )[\w-]{1,63}){1,5}"
)
HAS_AT = re.compile(r"@|ap(?:en)?staart|[\[({] ?at ?[\])}]")
SUFFIXES = (
    r"straat|str\.|straatweg|laan|weg|plein|pad|kade|dijk|gracht|singel|hof|steeg|dreef|markt|ring|brink|wal|boulevard|allee"
    r"|horst|burg|burgh|akker|erf|baan|kamp|zijde|oord|donk|veld|berg|haven|poort|voorhout|plantsoen"
)
ENDS_AS_STREET = re.compile(rf"^[^\W\d_]{{0,40}}(?:{SUFFIXES}),?$", re.IGNORECASE)
HOUSE_NUMBER = re.compile(
    r" (?<=[^\W\d_] |[.,] )(?:op )?(?:(?:nr\.?|nummer|huisnummer|no\.) ?)?(?P<number>[1-9]\d{0,4})(?!\d|[.,:]\d|e\b|ste\b|de\b)"
    r"(?: ?[-/]? ?[A-Za-z](?!\w))?(?P<rest>[-\w]*)"
)
STREET_TAILS = tuple(SUFFIXES.replace("\\", "").split("|"))
LONGEST = 45  # letters of a street's last word
# Ordinary words that end as a street does.
NO_STREET = listed(
    """onderweg terugweg heenweg snelweg autoweg omweg uitweg zijweg vluchtweg middenweg voorweg rijksweg luchtweg spoorweg
    waterweg landweg weg fietspad voetpad zebrapad wandelpad ruiterpad bospad schoolplein speelplein marktplein kerkplein
    kerkhof gerechtshof tuinpad zandpad levenspad zandweg autobaan loopbaan rijbaan baan startbaan achterbaan bijbaan
    hoofdbaan zwembaan busbaan ijsbaan vakantiebaan glijbaan achterkamp zomerkamp schoolkamp kamp werkkamp veldslag
    voetbalveld sportveld speelveld korenveld veld werkveld ijsberg berg schuldenberg oorring ring trouwring tering dering
    verwijzing buitenboord aanboord rommelmarkt arbeidsmarkt markt woningmarkt kerstmarkt huizenmarkt supermarkt jachthaven
    haven luchthaven hof hofstad plein straat laan pad kade dijk gracht singel steeg dreef wal erf akker poort burg
    voetbalpoort waarborg winkelstraat woonstraat zijstraat hoofdstraat doodlopende zijde achterzijde voorzijde bovenzijde
    bladzijde keerzijde overzijde vergadering aflevering uitkering verzekering
    binnenkant kantoor oord vooroord woonoord rijlaan oprijlaan voorburg schoolweg"""
) - {"kerkplein", "marktplein", "zandweg", "schoolweg", "hoofdstraat", "zandpad", "voorburg", "kerkhof"}
COUNTED = listed(
    """keer maal uur uren minuut minuten seconden meter kilometer km m cm dag dagen week weken maand maanden jaar jaren euro
    graden procent kinderen mensen stappen huizen autos auto fietsen tot x kinderen keren ronden rondjes personen kamers
    nachten bezoeken lessen pagina bladen punten stuks kilo liter januari februari maart april mei juni juli augustus september
    oktober november december jan feb mrt apr jun jul aug sept sep okt nov dec"""
)
GOES_ON = listed(
    """in te en of bij is was woont wonen woonde waar met om op dat die aan naar achter voor van zijn staat tot waarin want dan
    als maar en daar hier heeft had komt moet mag kan zou haalt brengt belt gaat wacht ophalen a b c bis hs thuis langs
    afgesproken staan stond voor door ligt lag opgehaald gebracht geweest wil weer ook niet wel nog nu"""
)


def find_contact_details(text: str) -> list[Leak]:
    """Whatever looks like a telephone number, postcode, e-mail or street address, in the order of the text."""
    seen = Seen(text)
    found: dict[tuple[int, int], str] = {}
    for kind, look in LOOKS:
        for start, end in islice(look(seen.shown), MOST_FINDS):
            found[seen.typed(start, end)] = kind
    for kind, start, end in islice(said(seen), MOST_FINDS):
        found.setdefault(seen.typed(start, end), kind)
    leaks = [Leak(ProtectedTerm(kind, text[start:end]), start, end) for (start, end), kind in found.items()]
    return sorted(leaks, key=lambda leak: (leak.start, -leak.end))


def phones(text: str) -> Iterator[tuple[int, int]]:
    """Dutch numbers in digits, however they are grouped; no dates, no bank accounts."""
    for match in PHONE.finditer(text):
        if not A_DATE.match(match[0]) and not ACCOUNT.search(text, max(0, match.start() - 20), match.start()):
            yield match.span()


def postcodes(text: str) -> Iterator[tuple[int, int]]:
    """Postcodes as they are written; no year before an abbreviation, no measure."""
    for match in POSTCODE.finditer(text):
        year = YEAR.match(match[0])
        spaced = len(match[0]) > 6
        if match[1] and year and spaced and match[1] in ABBREVIATIONS:
            continue
        if match[1] in MEASURES and spaced and MEASURED.match(text, match.end()):  # "1000 ML melk"
            continue
        loose = match[3]  # "op 1999 zq": only where a place is expected
        if loose and (
            loose in UNITS | WORDS_OF_TWO or not PLACE_CUE.search(text, max(0, match.start() - 14), match.start())
        ):
            continue
        if match[2] and (match[2] in UNITS or (year and match[2] in WORDS_OF_TWO)):
            continue
        yield match.span()


def emails(text: str) -> Iterator[tuple[int, int]]:
    """E-mail addresses, also with the at-sign said or between brackets."""
    if HAS_AT.search(text):
        yield from (match.span() for match in EMAIL.finditer(text))


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """A word as of a street with a number behind it; no number of times, hours or metres."""
    for match in HOUSE_NUMBER.finditer(text):
        if not text[max(0, match.start() - 12) : match.start()].rstrip(",").lower().endswith(STREET_TAILS):
            continue
        start = start_of_word(text, match.start())
        street = text[start : match.start()]
        if ENDS_AS_STREET.match(street) and ADDITION.fullmatch(match["rest"]) and is_address(text, start, match):
            yield start, match.end()


def start_of_word(text: str, end: int) -> int:
    """Where the word that ends here begins."""
    before = text[max(0, end - LONGEST) : end]
    return end - len(re.split(r"[\s(\"“„'‘:;/-]", before)[-1])


def is_address(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a street-like word and a number are an address: "Kerklaan 3b", not "onderweg 2 keer" or "de weg 3 uur"."""
    street = text[start : match.start()].rstrip(",.")
    following = FOLLOWING.match(text, match.end())
    word = following[1].lower() if following else ""
    numbered = any(one.isalpha() for one in match[0].partition(match["number"])[0]) or word in NUMBER_WORDS
    if word in COUNTED or (street.lower() in NO_STREET and not is_name(text, start, numbered)):
        return False
    return street[0].isupper() or not following or word in GOES_ON or following[1][0].isupper()


def is_name(text: str, start: int, numbered: bool) -> bool:
    """Whether a word as "Plein" has a capital that no sentence asked for, or a number that is called one."""
    if not text[start].isupper():
        return False
    before = text[max(0, start - 30) : start].rstrip()
    return numbered or (bool(before) and before[-1] not in ".!?:\n\"“‘'")


def said(seen: Seen) -> Iterator[tuple[str, int, int]]:
    """Telephone numbers and house numbers in words: "nul zes, dubbel nul ...", "Kerklaan nummer drie"."""
    if DIGITS.keys().isdisjoint(seen.words):
        return
    spoken = Spoken(seen)
    for match in SAID_PHONE.finditer(spoken.line):
        start, end = spoken.place(*match.span())
        number = re.sub(r"\D", "", match[0].replace("een", "1"))
        words = seen.shown[start:end]
        if (
            number not in COUNTING
            and sum(one.isalpha() for one in words) > 5
            and not number.startswith(("0800", "0900"))
        ):
            yield "phone", start, end
    for nr, token in enumerate(seen.tokens):
        if token in DIGITS and nr and (first := street_before(seen, nr)) is not None:
            yield "street", *seen.token_range(first, nr)


def street_before(seen: Seen, nr: int) -> int | None:
    """The token of the street a house number in words belongs to; it needs a capital, and nothing counted behind it."""
    tokens = seen.tokens
    named = tokens[nr - 1] in NUMBER_WORDS
    first = nr - 1 - named
    if first > 0 and named and tokens[first] == "op":
        first -= 1
    if first < 0 or tokens[first] in NO_STREET or len(tokens[first]) < 6 or not tokens[first].endswith(STREET_TAILS):
        return None
    start, end = seen.token_range(first, nr)
    following = FOLLOWING.match(seen.shown, end)
    free = named or not following or following[1].lower() in GOES_ON
    return first if seen.shown[start].isupper() and free else None


ADDITION = re.compile(r"(?:-(?:\d{1,3}|[IVX]{1,4}|hs|huis|bis|boven|beneden|bg))?")
FOLLOWING = re.compile(r"[ \xa0]([^\W\d_]+)")
NUMBER_WORDS = frozenset({"nr", "nummer", "huisnummer"})
SAID_PHONE = re.compile(rf"(?<!\d)(?<!\d )(?:0|31){BETWEEN}(?:\d|een)(?:{BETWEEN}(?:\d|een)){{8}}(?! ?\d)")
COUNTING = ("0123456789", "0987654321")
LOOKS = (("phone", phones), ("postcode", postcodes), ("email", emails), ("street", addresses))
