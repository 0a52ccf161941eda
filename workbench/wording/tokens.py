"""A text as words, clauses and sentences, read once from front to back (so reading a long text is never slow)."""

import re
from typing import NamedTuple

from workbench.wording.groups import group

WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|['’‘][stnkm](?![\w])|\d+(?:[.:,/-]\d+)*(?:e|ste|de|u|uur|h)?(?![^\W\d_])|[^\W_]+(?:[-'’][^\W_]+)*"
)
ABBREVIATIONS = group("abbreviations")
MAY_END = frozenset({"z.s.m.", "a.s.", "e.d.", "e.a.", "o.i.d.", "a.u.b.", "s.v.p.", "a.s.a.p.", "t.z.t.", "d.d."})
CLOSERS = {'"': '"', "“": "”", "„": "”“", "«": "»", "‘": "’", "‹": "›"}
STOPS = frozenset(".!?…")
BREAKS = frozenset(",;:()[]–—/\n.!?…")
QUOTES = re.compile("[\"“”„«»‹›]|(?<![\\w])‘|’(?!\\w)|(?<![\\w])'(?!(?:[stnkmr]|ns)\\b)(?=\\w)|(?<=[\\w.!?])'(?![\\w])")


class Word(NamedTuple):
    """A word, where it stands, and whether it is quoted. low: in small letters, with straight apostrophes."""

    low: str
    start: int
    end: int
    clause: int
    sentence: int
    quoted: bool
    raw: str


class Reading(NamedTuple):
    """A text that has been read: its words, and for each sentence the first word and the word after the last."""

    text: str
    words: list[Word]
    sentences: list[tuple[int, int]]
    lows: list[str]
    vocabulary: frozenset[str]

    def span(self, sentence: int) -> tuple[int, int]:
        """Where a sentence stands in the text, with the mark that ends it."""
        first, after = self.sentences[sentence]
        end = self.words[after - 1].end
        while end < len(self.text) and self.text[end] in STOPS and end - self.words[after - 1].end < 3:
            end += 1
        return self.words[first].start, end


def read(text: str) -> Reading:
    """The words of a text with their place, clause, sentence and whether somebody is quoted."""
    words: list[Word] = []
    sentences: list[tuple[int, int]] = []
    inside = quoted_places(text)
    clause = sentence = first = at = 0
    quote, quotes = 0, len(inside)
    for found in WORD.finditer(text):
        raw, start = found[0], found.start()
        if (words and start - at != 1) or text[at:start] not in " ":
            ends, breaks = gap_says(text[at:start], words[-1] if words else None, raw)
            if ends and words:
                sentences.append((first, len(words)))
                first, sentence = len(words), sentence + 1
            clause += ends or breaks
        while quote < quotes and inside[quote][1] <= start:
            quote += 1
        quoted = quote < quotes and inside[quote][0] < start
        at = found.end()
        words.append(Word(raw.lower().replace("’", "'").replace("‘", "'"), start, at, clause, sentence, quoted, raw))
    if words:
        sentences.append((first, len(words)))
    lows = [word.low for word in words]
    return Reading(text, words, sentences, lows, frozenset(lows))


def gap_says(gap: str, before: Word | None, after: str) -> tuple[bool, bool]:
    """Whether the marks between two words end a sentence, and whether they end a clause."""
    marks = set(gap[:80]) | set(gap[-80:])
    if before is None:
        return False, False
    if "\n" in marks:
        return True, True
    if before.raw.endswith("."):  # o.a., z.s.m.
        ends = bool(marks & STOPS) or (before.low in MAY_END and after[:1].isupper())
        return ends, ends or bool(marks & BREAKS)
    if marks & STOPS:
        abbreviated = (
            before.low in ABBREVIATIONS and gap.startswith(". ") and (not after[:1].isupper() or len(before.low) < 5)
        )
        if abbreviated and before.low not in (
            "min",
            "max",
            "zo",
            "do",
            "ma",
            "di",
            "wo",
            "vr",
            "za",
            "art",
            "enz",
            "etc",
            "st",
            "gem",
        ):
            return False, False
        glued = gap == "." and after[:1].islower()
        return not glued, True
    return False, bool(marks & BREAKS)


def quoted_places(text: str) -> list[tuple[int, int]]:
    """From where to where somebody is quoted, in order; a mark that is never closed quotes nothing."""
    places: list[tuple[int, int]] = []
    opened, closer = -1, ""
    for found in QUOTES.finditer(text):
        mark = found[0]
        if opened >= 0 and mark in closer:
            places.append((opened, found.end()))
            opened = -1
        elif opened < 0 and (mark in CLOSERS or mark == "'"):
            opened, closer = found.start(), CLOSERS.get(mark, "'")
    return places
