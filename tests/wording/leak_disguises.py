"""More ways to hide a term: what people and machines write around, between and in place of its letters."""

import random
import re
import unicodedata

SEPARATORS = [
    chr(code)
    for code in range(0x20, 0x3100)
    if unicodedata.category(chr(code)) in {"Zs", "Zl", "Zp", "Pd", "Pc", "Po", "Cf", "Sk", "Sm", "So"}
    and chr(code).isascii() <= (chr(code) in "-._/*~^:;#+=")
    and not unicodedata.normalize("NFKD", chr(code)).strip().isalnum()
    and not re.search(r"[A-Za-z0-9&%<]", unicodedata.normalize("NFKD", chr(code)))
]
GREEK = str.maketrans("aoivpkxABEZHIKMNOPTYX", "αοινρκχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ")
KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
ALPHABET = {
    word[0].lower(): word
    for word in (
        "Anna", "Bernard", "Cornelis", "Dirk", "Eduard", "Ferdinand", "Gerard", "Hendrik", "Isaak", "Jan", "Karel", "Lodewijk",
        "Maria", "Nico", "Otto", "Pieter", "Quotient", "Rudolf", "Simon", "Theodoor", "Utrecht", "Victor", "Willem", "Xantippe",
        "Ypsilon", "Zacharias",
    )
}  # fmt: skip
LETTER_NAMES = {
    "a": "aa", "b": "bee", "c": "cee", "d": "dee", "e": "ee", "f": "ef", "g": "gee", "h": "haa", "i": "ie", "j": "jee",
    "k": "kaa", "l": "el", "m": "em", "n": "en", "o": "oo", "p": "pee", "q": "ku",
    "r": "er", "s": "es", "t": "tee", "u": "uu", "v": "vee",
    "w": "wee", "x": "ix", "y": "ypsilon", "z": "zet",
}  # fmt: skip
SHORT_KINDS = {
    "basisschool": ("bs.", "bs", "basissch."),
    "obs": ("obs.", "obs"),
    "kdv": ("kdv.", "kdv"),
    "BSO": ("bso.", "bso"),
    "Opvang": ("opv.", "opvang"),
    "kapsalon": ("kapsalon",),
}


def separated(text: str, pick: random.Random) -> str:
    """One mark of Unicode between all letters, whichever it is."""
    return pick.choice(SEPARATORS).join(text.replace(" ", ""))


def tagged(text: str, pick: random.Random) -> str:
    """A tag somewhere in it."""
    at = pick.randrange(1, len(text))
    tags = ("<b>{}</b>", '<span class="x">{}</span>', "<br>{}", "<!-- x -->{}", "<wbr>{}", "</td><td>{}")
    return text[:at] + pick.choice(tags).format(text[at:])


def escaped(text: str, pick: random.Random) -> str:
    """Codes as of programs, also coded twice."""
    ways = (
        lambda one: f"\\u{ord(one):04x}",
        lambda one: f"%25{ord(one):02X}",
        lambda one: f"&#x{ord(one):x};",
        lambda one: f"&amp;#{ord(one)};",
    )
    way = pick.choice(ways)
    return "".join(way(one) if one.isascii() and one.isalnum() else one for one in text)


def table_cell(text: str, pick: random.Random) -> str:
    return pick.choice(("| {} |", "|| {} ||", "| adres | {} | x |")).format(
        text.replace(" ", pick.choice((" ", " | ")))
    )


def pictures(text: str, pick: random.Random) -> str:
    return pick.choice("🌳🏠⭐🌸✨🚲").join(text.replace(" ", ""))


def greek(text: str, pick: random.Random) -> str:
    return text.translate(GREEK)


def neighbour_key(text: str, pick: random.Random) -> str:
    """The key beside the right one, in the longest word if it is long."""
    word = max(text.split(), key=len)
    if len(word) < 8:
        return text
    at = pick.randrange(1, len(word))
    row = next((row for row in KEYBOARD if word[at] in row), "")
    near = row[max(0, row.find(word[at]) - 1) : row.find(word[at]) + 2].replace(word[at], "") if row else ""
    return text.replace(word, word[:at] + (pick.choice(near) if near else word[at]) + word[at + 1 :])


def doubled(text: str, pick: random.Random) -> str:
    """A letter of the longest word twice or more."""
    word = max(text.split(), key=len)
    if len(word) < 8:
        return text
    at = pick.randrange(len(word))
    return text.replace(word, word[:at] + word[at] * pick.choice((1, 1, 3)) + word[at:])


def sound_alike(text: str, pick: random.Random) -> str:
    """One sound of the longest word spelled in another way."""
    word = max(text.split(), key=len)
    ways = [
        (one, other)
        for one, other in (("ei", "ij"), ("ou", "au"), ("ch", "g"), ("ks", "x"), ("v", "f"), ("z", "s"))
        if one in word
    ]
    if len(word) < 8 or not ways:
        return text
    one, other = pick.choice(ways)
    return text.replace(word, word.replace(one, other, 1))


def backwards(text: str, pick: random.Random) -> str:
    """All letters from the last to the first."""
    return text.replace(" ", "")[::-1] if len(max(text.split(), key=len)) >= 8 else text


def letters_spelled(text: str, pick: random.Random) -> str:
    """The letters of a postcode by name."""
    names = pick.choice((ALPHABET, LETTER_NAMES))
    return f"{text[:4]} " + pick.choice((" ", ", ", " en ")).join(names[one.lower()] for one in text[-2:])


def from_its_end(text: str, pick: random.Random) -> str:
    """A telephone number read backwards."""
    return ("0" + "".join(filter(str.isdigit, text))[-9:])[::-1]


def many_noughts(text: str, pick: random.Random) -> str:
    """Digits that are alike, told as how many there are."""
    number = "0" + "".join(filter(str.isdigit, text))[-9:]
    names = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
    times = {2: "dubbel", 3: "driemaal", 4: "viermaal", 5: "vijfmaal"}
    said = []
    for run in re.finditer(r"(\d)\1*", number):
        many, one = len(run[0]), names[int(run[1])]
        said += [f"{times[many]} {one}"] if many in times and run[1] != "1" else [one] * many
    return pick.choice((" ", ", ")).join(said)


def half_an_address(text: str, pick: random.Random) -> str:
    """What stands before the at-sign, when that is somebody's own."""
    return text.partition("@")[0].replace(".", pick.choice((".", "_", "-")))


def dweller(text: str, pick: random.Random) -> str:
    """Those who live in a town."""
    return text.removesuffix("e") + pick.choice(("ers", "er")) if text in ("Oosterlinge", "Waardburen") else text


def with_short_kind(text: str, pick: random.Random) -> str:
    """A school or group in lower case behind what it is, shortened."""
    kind = {
        "Het Anker": "basisschool",
        "De Bolderik": "obs",
        "De Vlinder": "BSO",
        "Pippeloentje": "kdv",
        "De Luwte": "Opvang",
    }.get(text)
    return f"{pick.choice(SHORT_KINDS[kind])} {text.lower()}" if kind else text


def of_the_group(text: str, pick: random.Random) -> str:
    """A name and what belongs to it as one word."""
    name = text.rsplit(maxsplit=1)[-1]
    return (
        name + pick.choice(("school", "kinderen", "groep", "juf"))
        if text in ("De Bolderik", "Pippeloentje", "Het Anker")
        else text
    )
