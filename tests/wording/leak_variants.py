"""Thousands of disguises and of ordinary sentences, made from a seed: what the leak scan is measured on."""

import random
import unicodedata
from collections.abc import Callable, Iterator

from tests.wording import leak_disguises as more
from workbench.wording.leaks import ProtectedTerm

TERMS = tuple(
    ProtectedTerm(kind, text)
    for kind, text in (
        ("street", "Wilgenpad 7"),
        ("street", "Dorpsstraat 112a"),
        ("street", "Burgemeester de Vrieslaan 3"),
        ("street", "Sint Annaplein 21"),
        ("street", "Prof. Kaiserlaan 8"),
        ("street", "Kerkweg 14, 3456 PD Molendijk"),
        ("street", "Oude Gracht 19"),
        ("street", "Meidoornhof 2"),
        ("postcode", "1999 ZQ"),
        ("postcode", "3456PD"),
        ("postcode", "8021 XK Waardburen"),
        ("place", "Oosterlinge"),
        ("place", "Waardburen"),
        ("place", "Opvang De Luwte"),
        ("place", "Blijfhuis Zonnewende"),
        ("school", "basisschool Het Anker"),
        ("school", "obs De Bolderik (groep 6)"),
        ("school", "Prins Clausschool"),
        ("childcare", "kdv Pippeloentje"),
        ("childcare", "BSO De Vlinder"),
        ("childcare", "Hummelhoek - peuterspeelzaal"),
        ("work", "Bakkerij Terpstra"),
        ("work", "kapsalon Haarfijn"),
        ("doctor", "dr. Quispel"),
        ("doctor", "huisarts P. van Oudenaarde"),
        ("doctor", "tandarts Wiersinga"),
        ("phone", "06-00000742"),
        ("phone", "+31 6 4321 0987"),
        ("phone", "tel. 0572-345678"),
        ("email", "lotte.smeets@example.org"),
        ("email", "l.brandsma87@post.example.nl"),
        ("other", "pannenkoek"),
        ("other", "zeepaardje"),
        ("other", "blauwe paraplu"),
    )
)
FRAMES = (
    "Ze zijn bij {}, zegt hij.",
    "{}",
    "Ans brengt Bo dinsdag naar {} en belt dan Mehmet.",
    "Het is {}.",
    "Volgens Finn: {}",
    "Rick vroeg naar {}; Lotte zei niets.",
    "(zie {})",
    'Daphne schreef: "{}"',
    "Overdracht om 18.30 uur, {}, Wim erbij.",
)
HOMOGLYPHS = str.maketrans("aeopcxyiABEHKMOPTX", "аеорсхуіАВЕНКМОРТХ")
LEET = str.maketrans("aeiols", "4310l5")
DIGIT_WORDS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
TENS = ("", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
TEENS = ("tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien")
Disguise = Callable[[str, random.Random], str]


def core(term: ProtectedTerm) -> str:
    """What of a term somebody would write: without "tel.", brackets and the town behind a comma."""
    text = term.text.split(" - ")[0].split(",")[0].split(" (")[0].removeprefix("tel. ")
    if term.kind == "postcode":
        return text[:7].strip()
    for kind in ("Opvang ", "Blijfhuis ", "basisschool ", "obs ", "kdv ", "BSO ", "Bakkerij ", "kapsalon "):
        text = text.removeprefix(kind)
    return text


def capitals(text: str, pick: random.Random) -> str:
    return pick.choice((text.upper(), text.title(), text.swapcase()))


def accents(text: str, pick: random.Random) -> str:
    marks = {letter: pick.choice("\u0301\u0300\u0308\u0302") for letter in "aeiou"}
    return "".join(one + marks.get(one.lower(), "") for one in text)


def decomposed(text: str, pick: random.Random) -> str:
    return unicodedata.normalize(pick.choice(("NFD", "NFKD")), accents(text, pick))


def full_width(text: str, pick: random.Random) -> str:
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


def mathematical(text: str, pick: random.Random) -> str:
    small = pick.choice((0x1D41A, 0x1D4EA, 0x1D5BA, 0x1D68A))
    return "".join(chr(small + ord(one) - 97) if "a" <= one <= "z" else one for one in text)


def look_alikes(text: str, pick: random.Random) -> str:
    return text.translate(HOMOGLYPHS)


def without_width(text: str, pick: random.Random) -> str:
    return "".join(one + pick.choice(("", "\u200b", "\u200c", "\u2060", "\u00ad", "\ufeff")) for one in text)


def spaced(text: str, pick: random.Random) -> str:
    return pick.choice((" ", "-", ".", "_", "/", "*", "·")).join(text.replace(" ", ""))


def one_gap(text: str, pick: random.Random) -> str:
    at = pick.randrange(1, len(text))
    return text[:at] + pick.choice(("-", "­", "\u200b", "-\n", "_", ".")) + text[at:]


def other_gaps(text: str, pick: random.Random) -> str:
    return text.replace(" ", pick.choice(("  ", "-", "_", "\n", "\u00a0", "\t", " - ")))


def coded(text: str, pick: random.Random) -> str:
    return pick.choice(
        (
            text.replace(" ", "%20"),
            text.replace(" ", "&nbsp;"),
            "".join(f"&#{ord(one)};" for one in text),
            text.replace("e", "&#101;"),
        )
    )


def emphasis(text: str, pick: random.Random) -> str:
    sign = pick.choice(("*", "**", "_", "🌳", "«", "#"))
    return f"{sign}{text}{sign}"


def leet(text: str, pick: random.Random) -> str:
    letters = [nr for nr, one in enumerate(text) if one in "aeios"]
    chosen = set(pick.sample(letters, min(len(letters), pick.choice((1, 2, 3)))))
    return "".join(one.translate(LEET) if nr in chosen else one for nr, one in enumerate(text))


def typo(text: str, pick: random.Random) -> str:
    """One error in the longest word, if it is long."""
    word = max(text.split(), key=len)
    if len(word) < 8:
        return text
    at = pick.randrange(1, len(word) - 1)
    wrong = pick.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + pick.choice("aeiounrst") + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )
    return text.replace(word, wrong)


def ending(text: str, pick: random.Random) -> str:
    return text + pick.choice(("s", "'s", "-kant", "je") if text[-1].isalpha() else ("",))


def short_street(text: str, pick: random.Random) -> str:
    for long, short in (
        ("straat", "str."),
        ("laan", "ln"),
        ("plein", "pln"),
        ("Sint", "St."),
        ("Burgemeester", "Burg."),
        ("weg", "wg"),
    ):
        text = text.replace(long, short) if pick.random() < 0.7 else text
    return text


def without_number(text: str, pick: random.Random) -> str:
    return text.rstrip("0123456789abc ")


def grouped(text: str, pick: random.Random) -> str:
    """The digits of a telephone number, grouped in some way."""
    number = "0" + "".join(filter(str.isdigit, text))[-9:]
    start = pick.choice((number[:1], "+31", "0031", "+31 (0)", "31 "))
    start, rest = ("0", number[1:]) if start == "0" else (start, number[1:])
    gap, size = pick.choice((" ", "-", ".", "/", "  ", " - ", "")), pick.choice((1, 2, 3, 4, 9))
    return start + gap.join(rest[at : at + size] for at in range(0, 9, size))


def in_words(text: str, pick: random.Random) -> str:
    """Digits as words: one by one, or in pairs."""
    text = unicodedata.normalize("NFKC", text)
    digits = (
        "0" + "".join(filter(str.isdigit, text))[-9:]
        if sum(map(str.isdigit, text)) > 4
        else "".join(filter(str.isdigit, text))
    )
    letters = "".join(filter(str.isalpha, text)) if len(digits) == 4 else ""
    said, at = [], 0
    pairs = pick.random() < 0.5
    while at < len(digits):
        two = digits[at : at + 2]
        if pairs and len(two) == 2 and two[0] != "0":
            said.append(pair(int(two), pick))
            at += 2
        elif two == "00" and pick.random() < 0.4:
            said.append("dubbel nul")
            at += 2
        else:
            said.append(digits[at] if pick.random() < 0.1 else DIGIT_WORDS[int(digits[at])])
            at += 1
    return pick.choice((" ", "-", ", ", " ")).join(said) + (f" {letters}" if letters else "")


def pair(number: int, pick: random.Random) -> str:
    """A number below a hundred in words."""
    ten, one = divmod(number, 10)
    if number < 20:
        return TEENS[one] if ten else DIGIT_WORDS[one]
    if not one:
        return TENS[ten]
    joint = "ën" if one in (2, 3) else "en"
    return pick.choice((f"{DIGIT_WORDS[one]}{joint}{TENS[ten]}", f"{DIGIT_WORDS[one]} en {TENS[ten]}"))


def behind(text: str, pick: random.Random) -> str:
    """A postcode the other way about."""
    return f"{text[-2:]} {text[:4]}"


def said_mail(text: str, pick: random.Random) -> str:
    at, dot = pick.choice(
        ((" apenstaartje ", " punt "), ("[at]", "[dot]"), (" (at) ", "."), (" at ", " dot "), ("＠", "．"))
    )
    return text.replace("@", at).replace(".", dot)


EVERY: tuple[Disguise, ...] = (
    capitals,
    accents,
    decomposed,
    full_width,
    look_alikes,
    without_width,
    spaced,
    one_gap,
    other_gaps,
    coded,
    emphasis,
    more.separated,
    more.tagged,
    more.escaped,
    more.table_cell,
    more.pictures,
)
TYPED_WRONG = (typo, ending, more.neighbour_key, more.doubled, more.sound_alike, more.dweller, more.of_the_group)
NAMES: tuple[Disguise, ...] = (
    *EVERY,
    mathematical,
    leet,
    more.greek,
    more.backwards,
    more.with_short_kind,
    *TYPED_WRONG,
)
BY_KIND: dict[str, tuple[Disguise, ...]] = {
    "street": (*NAMES, short_street, without_number),
    "postcode": (capitals, full_width, without_width, spaced, one_gap, other_gaps, coded, emphasis, in_words, behind,
                 more.separated, more.tagged, more.escaped, more.table_cell, more.pictures, more.letters_spelled),
    "phone": (full_width, without_width, spaced, other_gaps, coded, emphasis, grouped, grouped, in_words, in_words,
              more.separated, more.tagged, more.escaped, more.pictures, more.from_its_end, more.many_noughts),
    "email": (capitals, full_width, without_width, emphasis, said_mail, said_mail, more.tagged, more.escaped,
              more.half_an_address),
}  # fmt: skip
LAST = {
    "in_words", "said_mail", "coded", "grouped", "tagged", "escaped", "table_cell", "backwards", "letters_spelled",
    "from_its_end", "many_noughts", "half_an_address", "with_short_kind",
}  # fmt: skip
WRONG = {way.__name__ for way in TYPED_WRONG}
FROM_PLAIN = {
    "behind",
    "letters_spelled",
    "from_its_end",
    "many_noughts",
    "half_an_address",
    "with_short_kind",
    "backwards",
}


def variants(count: int, seed: int) -> Iterator[tuple[ProtectedTerm, str]]:
    """(term, sentence in which it is hidden), each with one or two disguises."""
    pick = random.Random(seed)  # noqa: S311
    for nr in range(count):
        term = TERMS[nr % len(TERMS)]
        ways = BY_KIND.get(term.kind, NAMES)
        chosen = pick.sample(ways, pick.choice((1, 1, 2)))
        if len(chosen) == 2 and (chosen[0] is chosen[1] or not goes_together(*chosen)):
            chosen = chosen[:1]
        text = core(term)
        for way in chosen:
            text = way(text, pick)
        yield term, pick.choice(FRAMES).format(text)


def goes_together(one: Disguise, other: Disguise) -> bool:
    """A typing error is found in a word that is otherwise readable; what is coded or said comes last."""
    names = {one.__name__, other.__name__}
    if other.__name__ in FROM_PLAIN or one.__name__ in LAST:
        return False
    if names & WRONG:
        return one.__name__ in WRONG and bool(
            names & {"capitals", "emphasis", "without_width", "full_width", "tagged", "escaped"}
        )
    return True


# --- ordinary sentences

PEOPLE = (
    "Rick",
    "Ans",
    "Wim",
    "Fatiha",
    "Kim",
    "Noa",
    "Truus",
    "Mehmet",
    "Daphne",
    "opa",
    "oma",
    "de buurvrouw",
    "de juf",
    "Finn",
    "haar moeder",
)
DO = (
    "belt",
    "helpt",
    "haalt",
    "brengt",
    "ziet",
    "vraagt",
    "troost",
    "bedankt",
    "spreekt",
    "wacht op",
    "appt",
    "schrijft",
)
WHEN = (
    "elke dinsdag",
    "om 18.30 uur",
    "op 14 februari 2026",
    "na school",
    "voor het eten",
    "om half acht",
    "twee keer per week",
    "in de vakantie",
    "op 06-02-2026",
    "iedere zondag om 20.00 uur",
    "tussen 12 en 14 uur",
    "vanaf 1 mei",
    "sinds 2019",
)
PLACES = (
    "op school",
    "bij de brug",
    "in de tuin",
    "op de markt",
    "bij het zwembad",
    "op het plein",
    "in de luwte van de muur",
    "thuis",
    "in het park",
    "aan zee",
    "op de dijk",
    "in Amersfoort",
    "bij de huisarts",
    "op de opvang",
    "in de kerk",
    "op straat",
    "langs de gracht",
    "in een hof",
    "bij de kapper",
    "op het werk",
    "in de Zuiderlaan",
    "naast de bakker",
)
THINGS = (
    "een anker op de boot",
    "een vlinder in de tuin",
    "een wilg bij het water",
    "een pan soep",
    "een koek",
    "een blauwe jas",
    "een paraplu",
    "een paard in de wei",
    "de zee",
    "een regenboog",
    "oosterse muziek",
    "200 euro",
    "12 knikkers",
    "de post",
    "een boek over vlinders",
    "het weer",
    "een haar in de soep",
    "zeven zussen",
    "nul fouten",
    "een oude gracht",
    "een kerk",
    "het dorp",
    "een straatje",
    "€ 19,99",
    "1999 stappen",
    "een prins",
    "een hoekje",
    "de terp",
    "een hummel",
)
ENDS = (
    "",
    " en zegt dat rustig.",
    ", en dat gaat goed.",
    ". Daarna eten zij samen.",
    "; in groep 6 ging dat ook zo.",
    " (zie artikel 255).",
    ". Bij gevaar: bel 112 of 0800-2000.",
    ", kamer 12, tweede deur.",
    ". Dat kost 45 minuten.",
    " en geeft een 7 op de schaal.",
    ". Niemand schreeuwt of slaat.",
    ", van nul tot tien.",
    ". De afspraak duurt tot 30-06-2026.",
    ". Op blad 3 staat meer.",
)
SHAPES = (
    "{who} {do} {other} {when}{end}",
    "{when} {do} {who} {other} {place}{end}",
    "{who} ziet {thing} {place}{end}",
    "Als {who} boos wordt, dan {do} {other} {who}{end}",
    "{other} vertelt over {thing}{end}",
    "{who} en {other} zijn {place} {when}{end}",
    "{place} is het rustig, zegt {who}{end}",
    "{thing}, daar houdt {who} van{end}",
    "{who} koopt {thing} voor {other}{end}",
    "Wanneer {other} {when} {place} is, {do} {who} {other}{end}",
)


def ordinary(count: int, seed: int) -> Iterator[str]:
    """Sentences in which nothing is hidden, with words that look like what is."""
    pick = random.Random(seed)  # noqa: S311
    for _nr in range(count):
        said = pick.choice(SHAPES).format(
            who=pick.choice(PEOPLE),
            other=pick.choice(PEOPLE),
            do=pick.choice(DO),
            when=pick.choice(WHEN),
            place=pick.choice(PLACES),
            thing=pick.choice(THINGS),
            end=pick.choice(ENDS),
        )
        yield said[0].upper() + said[1:] + ("" if said.endswith((".", ")")) else ".")
