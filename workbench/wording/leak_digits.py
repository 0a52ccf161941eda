"""Patterns for telephone numbers, postcodes and e-mail addresses of one casus, however they are said.

Telephone numbers and postcodes are looked for on the line of words and digits (leak_numbers.Spoken); e-mail on squeezed text.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from workbench.wording import leak_words as w
from workbench.wording.leak_text import SQUEEZE_MAIL, fold, plain_letters

SHORTEST_LOCAL = 4
PHONE_DIGITS = 9  # a Dutch number without its 0 or +31
AREA_CODE = re.compile(r"^(?:10|13|15|20|23|24|26|30|33|35|36|38|40|43|45|46|5[0358]|7[0-9]|6|[1-5]\d\d)")
BETWEEN = (
    r"(?:(?: (?:streepje|streep|dan|en|punt|spatie|slash|schuine|min|koppelteken|daarna|vervolgens|komma)){1,3} | ?)"
)
AT = r"(?:@|apenstaartje|apenstaart|apestaartje|apestaart|aapje|at)"
DOT = r"(?:punt|dot|puntje|stip|point)?"
JOIN = r"(?:punt|dot|puntje|streepje|minteken|koppeiteken|iaagstreepje|iiggendstreepje|underscore|pius)?"  # squeezed: l is i
# Two letters that are a Dutch word or an abbreviation: after a year they are no postcode unless written as one.
WORDS_OF_TWO = w.listed(
    """al af an as at ba bo da de die do eb ei el en er es ex ga ge ha he ik in is ja je ka la ma me mr na ne no nu of oh om on
    op ow pa ra re se st te to tv ui uw va ve vt wc we ze zo gi vt jb eu nl ns om cm km kg ml mm gr uu kb gb mb"""
)


class Said(NamedTuple):
    """What must stand in a text before a pattern is tried: digits in their order, or the first letters of an e-mail address."""

    first: str
    pattern: re.Pattern[str]


def digit(one: str) -> str:
    """One digit on the line, also as the letter that looks like it, or "een"."""
    return {"0": "[0o]", "1": "(?:1|een|[il])"}.get(one, one)


def digits(many: str) -> str:
    """These digits in a row, with anything people say between them."""
    return BETWEEN.join(map(digit, many))


def phone_patterns(number: str) -> Iterator[Said]:
    """A telephone number with or without +31 or 0, and without the code of its area."""
    core = number.removeprefix("00") if number.startswith("00") else number
    core = core.removeprefix("31") if len(core) > PHONE_DIGITS + 1 and core.startswith("31") else core
    core = core.lstrip("0") if len(core) > PHONE_DIGITS else core
    if len(core) < 6:
        return
    yield Said(core, re.compile(digits(core) + r"(?!\d)"))
    backwards = (core if len(core) < PHONE_DIGITS else f"0{core}")[::-1]
    yield Said(backwards, re.compile(rf"(?<!\d){digits(backwards)}(?!\d)"))
    if len(core) != PHONE_DIGITS or (found := AREA_CODE.match(core)) is None:
        return
    rest = core[found.end() :]
    if len(set(rest)) > 1 or len(rest) > 6:
        yield Said(rest, re.compile(r"(?<!\d)(?<!\d )" + digits(rest) + r"(?! ?\d)"))


def own_digits(typed: str) -> Iterator[Said]:
    """The digits of a telephone number behind the code of its area, where it was typed apart: "0799-001284"."""
    found = re.match(r"\(?0\d{2,3}\)?[-/ ]+([\d ]{6,10})$", typed)
    own = re.sub(r"\D", "", found[1]) if found else ""
    if len(own) >= 6 and len(set(own)) > 1:
        yield Said(own, re.compile(r"(?<!\d)(?<!\d )" + digits(own) + r"(?! ?\d)"))


def letter(one: str) -> str:
    """One letter on the line, also as its name or in a telephone alphabet."""
    names = sorted((word for word, meant in w.SPELLED.items() if meant == one), key=len, reverse=True)
    return f"(?:de )?(?:{'|'.join(names)}|{one}(?: van [a-z]{{2,12}})?)\\b"


def postcode_said(number: str, letters: str) -> Said:
    """A postcode with any gaps, its letters before or behind, said in words; its digits alone beside the word postcode."""
    said_before = r"\b(?:postcode|postkode|pc|postcodegebied|cijfers)(?: (?:is|van|begint|met|de|cijfers|in|gebied))*"
    alone = rf"{said_before} {digits(number)}(?!\d)"
    if len(letters) < 2:
        return Said(number, re.compile(alone))
    one, two = plain_letters(letters)[:1], plain_letters(letters)[1:2]
    apart = rf"(?:{one} ?{two}\b|{letter(one)}(?: en)? {letter(two)})"
    pattern = re.compile(
        rf"(?<!\d)(?P<behind>{digits(number)}(?: (?:en|letters|de|dan))* ?{apart})"
        rf"|\b(?P<before>{apart} ?{digits(number)}(?!\d))|{alone}"
    )
    return Said(number, pattern)


def postcode_backwards(number: str, letters: str) -> Said:
    """A postcode read from its end: "QZ 9991"."""
    one, two = plain_letters(letters)[:1], plain_letters(letters)[1:2]
    return Said(number[::-1], re.compile(rf"\b{two} ?{one} ?{digits(number[::-1])}(?!\d)"))


def is_chance(pattern: re.Pattern[str], found: re.Match[str], raw: str) -> bool:
    """Whether a postcode that was found is more likely a year and a word ("in 1999 de kinderen")."""
    if "behind" not in pattern.groupindex or not (found["behind"] or found["before"]):
        return False
    letters = "".join(filter(str.isalpha, raw))
    return len(letters) == 2 and letters.islower() and letters in WORDS_OF_TWO and any(one.isspace() for one in raw)


def street_said(words: list[str], number: str) -> Said:
    """A street with its number on the line of words and digits: "dijk nummer 4", "dijk, op 4"."""
    street = " ".join(words) if not words[0].isdecimal() else words[-1]
    return Said(number, re.compile(rf"\b{re.escape(street)}(?: (?:nr|no|nummer|huisnummer|op|huis))* {number}(?!\d)"))


def email_said(address: str) -> Said:
    """An e-mail address on squeezed text: said with "punt" and "apenstaartje", and its first half before another at-sign."""
    local, _at, domain = fold(address).rpartition("@")
    parts = [squeezed(part) for part in re.split(r"[^a-z0-9]+", local) if part]
    first = JOIN.join(parts)
    labels = [squeezed(part) for part in domain.split(".") if part]
    second = DOT.join(labels[:-1])
    common = local in w.GENERIC_MAIL or local in w.FIRST_NAMES or len(local) < SHORTEST_LOCAL
    pattern = re.compile(
        f"{first}(?:{AT}?{second}(?:{DOT}{labels[-1]})?{'' if common else '|@|apenstaartje|apestaartje'})"
    )
    return Said(parts[0] if parts else labels[0], pattern)


def squeezed(part: str) -> str:
    return re.escape(part.translate(SQUEEZE_MAIL))


def email_written(address: str) -> Iterator[Said]:
    """Half of an e-mail address that tells whose it is, on folded text: "lotte.smeets", "roestkade.example"; not "info"."""
    local, _at, domain = fold(address).rpartition("@")
    parts = re.findall(r"[a-z]+|\d+", local)
    letters = "".join(parts)
    if local not in w.GENERIC_MAIL and (len(parts) > 1 and len(letters) >= (7 if parts[-1].isalpha() else 5)):
        yield Said(parts[0], re.compile(rf"(?<![a-z0-9]){HALF_JOIN.join(parts)}(?![a-z0-9])"))
    labels = domain.split(".")
    if len(labels) < 2 or labels[-2] in w.PUBLIC_MAIL:
        return
    name, top = re.escape(labels[-2]), re.escape(labels[-1])
    site = rf"(?<![a-z0-9])(?:{name}{HALF_DOT}{top}|(?:www ?\.? ?|(?:web)?(?:site|domein) (?:van |is )?){name})(?![a-z0-9])"
    yield Said(labels[-2], re.compile(site))


HALF_JOIN = r"(?:[._+-]{0,2}| [._-] | ?(?:punt|dot|streepje|underscore) ?)"
HALF_DOT = r"(?: ?\. ?| ?[\[({]? ?(?:punt|dot|\.) ?[\])}]? ?)"
