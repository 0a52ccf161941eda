"""A text as the leak scan looks at it: folded to plain letters and digits, with the way back to what was typed.

Folding sees through capitals, accents, full-width and mathematical letters, look-alikes of other alphabets, characters of no
width, and HTML or percent codes. Each table is filled as characters are met, so a fold is one pass in C (`str.translate`).
"""

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import compress
from operator import attrgetter
from typing import NamedTuple
from urllib.parse import unquote

ALIKE = (
    "a:аαᴀɑɐ b:вьъƀɓʙßᏏβ c:сϲᴄƈɔ d:ԁᴅđɗժ e:еєεᴇɛǝəё f:ꜰƒ g:ɢɡցԍ h:һнʜħհɥ i:іιıɪɩɨӏᎥ j:јᴊյ k:кκᴋƙ l:ʟłℓⱡլ m:мᴍɯμ n:ηɴոռп o:оοσᴏøօ "
    "p:рρᴘք q:ԛգ r:гᴦʀɹ s:ѕꜱʂ t:тτᴛŧʇ u:υᴜʊսц v:νѵᴠʌ w:ωԝᴡʍшѡա x:хχ y:уγүʏʎ z:ᴢƶʐζ 3:зʒ"
)
LOOK_ALIKE = {ord(other): pair[0] for pair in ALIKE.split() for other in pair[2:]}
CHEROKEE_AND_LISU = "aᎪꓮ bᏴꓐ cᏟꓚ dᎠꓓ eᎬꓰ fꓝ gᏀꓖ hᎻꓧ iᎥꓲ jᎫꓙ kᏦꓗ lᏞꓡ mᎷꓟ nꓠ oꓳ pᏢꓑ rᎡꓣ sᏚꓢ tᎢꓔ uꓴ vᏙꓦ wᎳꓪ xꓫ yᎩꓬ zᏃꓜ"
LOOK_ALIKE |= {ord(other): letters[0] for letters in CHEROKEE_AND_LISU.split() for other in letters[1:]}
LOOK_ALIKE |= {ord("œ"): "oe", ord("æ"): "ae", ord("þ"): "th", ord("ß"): "ss"}
CAPITALS = {"Η": "h", "Ν": "n", "Υ": "y", "Μ": "m", "Χ": "x"}  # Greek: other letters than their small ones
BLOCKS = ((0x1F1E6, 26), (0x1F150, 26), (0x1F170, 26), (0x1F130, 26))  # flags and letters in circles and squares
LEET = str.maketrans("1l03457", "iioeast", "")
SIGNS = {"@": "a", "$": "s", "!": "i", "|": "i", "€": "e"}
CODES = re.compile(
    r"&(?:amp;){0,3}(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});|(?:%(?:25){0,3}[0-9A-Fa-f]{2})+|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}"
    r"|<!--[^<>]{0,60}-->|</?(?P<tag>[A-Za-z][a-z0-9]{0,9})(?:[ /][^<>]{0,80})?>"
)
IN_LINE = frozenset(
    (
        "b",
        "i",
        "u",
        "s",
        "em",
        "strong",
        "span",
        "a",
        "mark",
        "small",
        "sub",
        "sup",
        "font",
        "del",
        "ins",
        "wbr",
        "code",
    )
)
MOST_CODED = 3  # times that one code is coded again: "%2520"
TOKEN = re.compile(r"[^\W0-9_]+|[0-9]+")  # in folded text every digit is one of these
WIDEST = 20_000  # characters a table remembers
MOST_DIFFERENT = 5_000  # characters in a text that says something
# Characters that are never a Latin letter, a digit or a mark in disguise: of these a text of noise keeps the place only.
NEVER = re.compile(
    r"[^\d\x00-\u058f\u13a0-\u13ff\u1c80-\u1c8f\u1d00-\u1dff\u1e00-\u218f\u2460-\u24ff\u2c60-\u2c7f\u3000\u3164\ua4d0-\ua4ff"
    r"\ua720-\ua7ff\uab30-\uabbf\ufb00-\ufb1d\ufe00-\ufe6f\ufeff-\uffef\U0001d400-\U0001d7ff\U0001f100-\U0001f1ff]"
)


class Folding(dict[int, str]):
    """Character → its plain form, worked out the first time it is met."""

    def __missing__(self, code: int) -> str:
        plain = self.form(chr(code))
        if (
            len(self) >= WIDEST
        ):  # forget them all: a text with every character there is must not make the next ones slow
            self.clear()
        self[code] = plain
        return plain

    def form(self, character: str) -> str:
        """Lower case without accents; digits of any script as 0-9; nothing for what has no width; a mark stays a mark."""
        return fold_character(character)


class Keeping(Folding):
    """Letters, digits and the signs that are read as letters; digits and look-alike letters are taken together (1, l, i)."""

    def form(self, character: str) -> str:
        if character in SIGNS:
            return character
        return "".join(one for one in FOLD[ord(character)] if one.isalnum() or one in SIGNS).translate(LEET)


class Squeezing(Folding):
    """What is kept of a character, with each sign read in one way."""

    def __init__(self, signs: dict[str, str]) -> None:
        super().__init__()
        self.signs = signs

    def form(self, character: str) -> str:
        return self.of_kept(KEEP[ord(character)])

    def of_kept(self, kept: str) -> str:
        """The same of a text of which was kept what may be a letter: a few passes in C."""
        for sign, letter in self.signs.items():
            kept = kept.replace(sign, letter)
        return kept


PIECE_START = attrgetter("shown")


def fold_character(character: str) -> str:
    """One character folded. Marks and characters of no width fold to nothing."""
    if character in CAPITALS:
        return CAPITALS[character]
    if any(start <= ord(character) < start + many for start, many in BLOCKS):
        return next(
            chr(97 + ord(character) - start) for start, many in BLOCKS if start <= ord(character) < start + many
        )
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold()).translate(LOOK_ALIKE)
    return "".join(map(fold_part, folded))


def fold_part(part: str) -> str:
    """What is left of one part of a decomposed character."""
    if part.isascii() and part.isprintable():
        return part
    category = unicodedata.category(part)
    if category[0] == "M" or category == "Cf" or part in "\u115f\u1160\u3164\uffa0":
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(part))
    if category[0] in "LN":
        return part
    return "\n" if part == "\n" else " " if part.isspace() else "~"


FOLD = Folding()
KEEP = Keeping()
SQUEEZE = Squeezing(dict.fromkeys(SIGNS, ""))
SQUEEZE_SIGNS = Squeezing(SIGNS)
SQUEEZE_MAIL = Squeezing(dict.fromkeys(SIGNS, "") | {"@": "@"})


def fold(text: str) -> str:
    """Lower case, plain letters; spaces and marks stay."""
    return text.lower() if text.isascii() else text.translate(FOLD)


def squeeze(text: str) -> str:
    """Only letters and digits, look-alikes taken together: what two spellings of a term have in common."""
    return text.translate(SQUEEZE)


def plain_letters(text: str) -> str:
    """Only letters and digits, each as it is."""
    return "".join(filter(str.isalnum, text.translate(FOLD)))


class Piece(NamedTuple):
    """A stretch of what is shown: where it starts there, where it stands in what was given, and whether it was a code."""

    shown: int
    start: int
    end: int
    coded: bool


class Seen:
    """A text and its folded forms, each made when it is first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.shown, self._pieces = decoded(without_noise(text))

    @cached_property
    def folded(self) -> str:
        return fold(self.shown)

    @cached_property
    def tokens(self) -> list[str]:
        """Words and numbers, folded, in order."""
        return TOKEN.findall(self.folded)

    @cached_property
    def words(self) -> frozenset[str]:
        """The different tokens."""
        return frozenset(self.tokens)

    @cached_property
    def token_spans(self) -> list[tuple[int, int]]:
        """Where each token stands in what is folded."""
        return [found.span() for found in TOKEN.finditer(self.folded)]

    @cached_property
    def fold_places(self) -> Sequence[int]:
        """For each character of what is folded the place it came from."""
        return self.places_in(self.shown, FOLD)

    @staticmethod
    def places_in(shown: str, table: Folding) -> Sequence[int]:
        """For each character of `shown.translate(table)` the place it came from."""
        widths = {character: len(table[ord(character)]) for character in set(shown)}
        everywhere = range(len(shown))
        if max(widths.values(), default=1) > 1:
            return [place for place, character in enumerate(shown) for _ in range(widths[character])]
        if min(widths.values(), default=1) == 1:
            return everywhere
        return list(compress(everywhere, map(widths.__getitem__, shown)))

    def token_range(self, first: int, last: int) -> tuple[int, int]:
        """From the first to the last of these tokens, in what is shown."""
        start, end = self.token_spans[first][0], self.token_spans[last][1]
        return self.fold_places[start], self.fold_places[end - 1] + 1

    def typed(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of what is shown, as a stretch of the text that was given."""
        if self._pieces is None:
            return start, end
        first, last = self._piece(start), self._piece(end - 1)
        return (
            first.start if first.coded else first.start + start - first.shown,
            last.end if last.coded else last.start + end - last.shown,
        )

    def _piece(self, place: int) -> Piece:
        """The piece a place in what is shown belongs to; of a code that shows nothing, the piece behind it."""
        pieces = self._pieces or []
        return pieces[bisect_right(pieces, place, key=PIECE_START) - 1]


def without_noise(text: str) -> str:
    """The text itself, or of one with thousands of different characters only those that can mean something; as long as it was."""
    if len(text) <= MOST_DIFFERENT or text.isascii() or len(set(text)) <= MOST_DIFFERENT:
        return text
    return NEVER.sub("~", text)


def decoded(text: str) -> tuple[str, list[Piece] | None]:
    """The text with HTML and percent codes read, and where each piece of it came from (None: as given)."""
    if not any(sign in text for sign in "&%<\\") or not CODES.search(text):
        return text, None
    shown: list[str] = []
    pieces: list[Piece] = []
    meanings: dict[str, str] = {}
    at = length = 0
    for code in CODES.finditer(text):
        meant = meanings.get(code[0])
        if meant is None:
            meant = meanings[code[0]] = meaning(code)
        if meant == code[0] or "\ufffd" in meant:
            continue
        start, end = code.span()
        if at < start:
            pieces.append(Piece(length, at, start, coded=False))
            shown.append(text[at:start])
            length += start - at
        pieces.append(Piece(length, start, end, coded=True))
        shown.append(meant)
        length += len(meant)
        at = end
    pieces.append(Piece(length, at, len(text), coded=False))
    shown.append(text[at:])
    return "".join(shown), pieces


def meaning(code: re.Match[str]) -> str:
    """What an HTML, percent or \\u code stands for; a tag within a line is nothing, any other a space."""
    meant = code[0]
    if meant[0] == "<":
        return "" if meant[1] == "!" or code["tag"].lower() in IN_LINE else " "
    if meant[0] == "\\":
        return chr(int(meant[2:], 16))
    for _again in range(MOST_CODED + 1):
        meant = html.unescape(meant) if meant[0] == "&" else unquote(meant)
    return meant
