"""Numbers as people say them: "nul zes", "tweeënveertig", "dubbel nul", "negentienhonderd negenennegentig".

The tokens of a text become a line in which every number word is digits ("06 00 42"), so that one pattern finds a telephone
number or postcode however it is said. "een" stays a word: it is more often an article.
"""

import re
from bisect import bisect_right
from functools import cached_property, lru_cache
from itertools import accumulate

from workbench.wording.leak_text import Seen

UNITS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
TEENS = ("tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien")
TENS = {
    20: "twintig",
    30: "dertig",
    40: "veertig",
    50: "vijftig",
    60: "zestig",
    70: "zeventig",
    80: "tachtig",
    90: "negentig",
}
SAID = {word: value for value, word in enumerate(UNITS + TEENS) if word != "een"}
SAID |= {word: value for value, word in TENS.items()}
SAID |= {f"{unit}en{word}": value + nr for value, word in TENS.items() for nr, unit in enumerate(UNITS) if nr}
SAID |= {
    f"{unit[:-1]}n{word}": value + nr for value, word in TENS.items() for nr, unit in enumerate(UNITS) if nr in (2, 3)
}
SAID |= {f"{unit}{word}": value + nr for value, word in TENS.items() for nr, unit in enumerate(UNITS) if nr > 1}
OTHER_WAYS = {
    "zeuven": 7, "seven": 7, "zese": 6, "viere": 4, "vijve": 5, "achte": 8, "negene": 9, "veerteen": 14, "vyf": 5, "seuven": 7,
    "nill": 0, "zero": 0, "noel": 0, "nulletje": 0, "tweee": 2, "dry": 3, "nege": 9, "zeve": 7,
}  # fmt: skip
SAID |= OTHER_WAYS
DIGITS = {word: str(value) for word, value in SAID.items()}
WITHOUT_TENS = {word: value for word, value in SAID.items() if value < 100} | {"een": 1}
GREAT = re.compile(r"honderd|duizend")
TIMES = {"dubbel": 2, "dubbele": 2, "dubbelnul": 2, "tweemaal": 2, "driemaal": 3, "viermaal": 4, "vijfmaal": 5, "zesmaal": 6,
         "triple": 3, "tripel": 3}  # fmt: skip
PLURALS = {f"{word}{end}": str(nr) for nr, word in enumerate(UNITS) for end in ("en", "len", "ens") if nr != 1} | {
    "nullen": "0", "enen": "1", "tweeen": "2", "drieen": "3", "zessen": "6", "zevens": "7", "achten": "8", "negens": "9",
}  # fmt: skip
# What stands behind a number word that makes one number of several words.
CONTINUES = frozenset({"en", "maal", "keer", "x", "honderd", "duizend"})
STARTS = frozenset(TIMES) | {"honderd", "duizend"}
NUMBER_SAID = DIGITS.keys() | TIMES.keys()
MOST_SAID = 40  # letters in the longest number word of four digits


@lru_cache(maxsize=2048)
def great(word: str) -> str | None:
    """A number word of a hundred or more as digits ("negentienhonderdnegenennegentig"), or None."""
    value = 0
    for name, worth in (("duizend", 1000), ("honderd", 100)):
        before, found, after = word.partition(name)
        if not found:
            continue
        many = 1 if not before else WITHOUT_TENS.get(before)
        if many is None:
            return None
        value, word = (
            value + many * worth,
            after.removeprefix("en") if after.removeprefix("en") in WITHOUT_TENS else after,
        )
    if word and word not in WITHOUT_TENS:
        return None
    return str(value + (WITHOUT_TENS[word] if word else 0))


def as_digits(tokens: list[str], text: str) -> list[str]:
    """The tokens with number words as digits. Hundreds and thousands are read only where such a word stands."""
    values = list(map(DIGITS.get, tokens, tokens))
    if GREAT.search(text):
        values = [great(one) or one if len(one) <= MOST_SAID and GREAT.search(one) else one for one in values]
    return values  # type: ignore[return-value]


UNSURE = bytes(code for code in range(256) if chr(code) not in "23456789")


def sure_digits(line: str) -> str:
    """The digits from 2 to 9, in their order: the others are also written as letters."""
    return line.encode("ascii", "ignore").translate(None, UNSURE).decode("ascii")


class Spoken:
    """The tokens of a text as a line of words and digits with one space between, and where each came from."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen
        self._values = as_digits(seen.tokens, seen.folded)
        self._joins: list[tuple[int, int]] = []  # (item, how many tokens more than one it was made of)
        if starts := starts_of_joined(seen, self._values):
            self._values, self._joins = joined(self._values, seen.tokens, starts)
        self.line = " ".join(self._values)

    @cached_property
    def sure_digits(self) -> str:
        return sure_digits(self.line)

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(len(value) + 1 for value in self._values))

    def place(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the line, as a stretch of what is shown."""
        first, last = bisect_right(self._ends, start), bisect_right(self._ends, end - 1)
        return self.seen.token_range(self._token(first), self._token(last + 1) - 1)

    def _token(self, item: int) -> int:
        """The first token of an item of the line."""
        return item + sum(more for joined_at, more in self._joins if joined_at < item)


def starts_of_joined(seen: Seen, values: list[str]) -> list[int]:
    """Where several words may be one number. Nearly always nowhere, and then nothing more is done."""
    tokens, words, text = seen.tokens, seen.words, seen.folded
    if NUMBER_SAID.isdisjoint(words) and not GREAT.search(text):
        return []
    pairs = enumerate(zip(values, [*tokens[1:], ""], strict=True))
    return [
        nr for nr, (value, following) in pairs
        if (
            following in CONTINUES or following in PLURALS or value in STARTS
            or (value[-2:] == "00" and not tokens[nr].isdecimal())
        )
        and (value in STARTS or value.isdecimal() or value == "een")
    ]  # fmt: skip


def joined(values: list[str], tokens: list[str], starts: list[int]) -> tuple[list[str], list[tuple[int, int]]]:
    """The line with "2 en 40" as 42, "dubbel 0" as 00, "3 nullen" as 000 and "1900 99" as 1999 where those were words."""
    line: list[str] = []
    joins: list[tuple[int, int]] = []
    at = 0
    for start in starts:
        if start < at:
            continue
        value, used = one_number(values[start : start + 5], tokens[start : start + 5])
        if used > 1:
            line += values[at:start]
            joins.append((len(line), used - 1))
            line.append(value)
            at = start + used
    return line + values[at:], joins


def one_number(ahead: list[str], tokens: list[str]) -> tuple[str, int]:
    """What the next words say together, and how many words that takes."""
    one, two, three, *_rest = [*ahead, "", "", ""]
    unit = "1" if one == "een" else one
    if (
        two == "en"
        and len(unit) == 1
        and unit in "123456789"
        and len(three) == 2
        and three[1] == "0"
        and three[0] in "23456789"
    ):
        return three[0] + unit, 3
    if one in TIMES and (times := many_times(one, two, three)) is not None:
        return times
    if one.isdecimal() and len(one) == 1 and one != "0":
        if two in PLURALS:
            return PLURALS[two] * int(one), 2
        if two in ("maal", "keer", "x") and three in ("0", *"23456789", "een"):
            return ("1" if three == "een" else three) * int(one), 3
    return hundreds(ahead, tokens) or (one, 1)


def many_times(one: str, two: str, three: str) -> tuple[str, int] | None:
    """ "dubbel nul", "driemaal nullen", "tweemaal dubbel nul"."""
    if two in TIMES and three.isdecimal() and len(three) < 3:
        return three * TIMES[one] * TIMES[two], 3
    if two.isdecimal() and len(two) < 3:
        return two * TIMES[one], 2
    return (PLURALS[two] * TIMES[one], 2) if two in PLURALS else None


def hundreds(ahead: list[str], tokens: list[str]) -> tuple[str, int] | None:
    """ "19 honderd 99", "2 duizend" and words for "1900 99" as one number; digits that stand beside each other stay apart."""
    if ahead[0].isdecimal() and tokens[0].isdecimal() and (len(ahead) < 2 or ahead[1] not in ("honderd", "duizend")):
        return None
    value, used = 0, 0
    for word in ahead:
        if word in ("honderd", "duizend"):
            value = (value or 1) * (100 if word == "honderd" else 1000)
        elif word != "en" or not used or value % 100:
            number = 1 if word == "een" else int(word) if word.isdecimal() and len(word) <= 4 else 0
            if not number or (used and not fits(value, number)):
                break
            value += number
        used += 1
    if used and ahead[used - 1] in ("en", "een"):
        used -= 1
    great_word = any(word in ("honderd", "duizend") or word.endswith("00") for word in ahead[:used])
    return (str(value), used) if used > 1 and great_word and value <= 9999 else None


def fits(value: int, number: int) -> bool:
    """Whether a smaller number can be said behind a round one: 1900 and 99, 2000 and 400."""
    return value > 0 and ((value % 1000 == 0 and number < 1000) or (value % 100 == 0 and number < 100))
