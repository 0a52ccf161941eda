"""What the coach makes of findings: which words in which sentence, in which order, and which were left with a reason.

Source: domain.md 6.6. A point of attention is never an approval: what has none was not judged.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from workbench.wording import Finding

SHOWN = 3  # at once; more at a time is not read
AROUND = 28  # characters beside the words that are quoted
LONGEST = 90  # more than this is not quoted whole
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'’”)]*\s+|\n+")
# What helps most stands first: safety, then who does what and when, then how it reads.
IN_FRONT = ("T19", "T18", "T1", "T2", "T3", "T6", "T17", "T5", "T4", "T22", "T21", "T13", "T23", "T10", "T11", "T16", "T14",
            "T20", "T7", "T8", "T9")  # fmt: skip


class Left(NamedTuple):
    """A point that somebody left as it is, with a reason."""

    id: int
    finding: str
    words: str
    sentence: str
    reason: str
    who: str | None
    at: datetime


@dataclass(frozen=True)
class Point:
    """One point of attention as it is shown: the words in their sentence, why, and what to ask oneself."""

    finding: Finding
    key: str
    words: str
    sentence: str
    quote: tuple[str, str, str]  # before, the words, after; empty where the whole text is meant
    left: Left | None = None

    @property
    def is_question(self) -> bool:
        return self.finding.severity == "vraag"

    @property
    def asks(self) -> tuple[str, str]:
        """The question to ask oneself, and what comes after it: an example."""
        question, mark, example = str(self.finding.suggestion or "").partition("?")
        return (f"{question}{mark}", example) if mark else ("", question)


@dataclass(frozen=True)
class Reading:
    """What the coach says of one text: points that are open, points left with a reason, and how many checks found nothing."""

    open: Sequence[Point]
    left: Sequence[Point]
    checks: int
    clean: int
    level: Any = None  # wording.ReadingLevel, from three sentences on
    target: int = 0

    @property
    def first(self) -> Sequence[Point]:
        return self.open[:SHOWN]

    @property
    def more(self) -> Sequence[Point]:
        return self.open[SHOWN:]


def points_of(text: str, findings: Iterable[Finding], left: Iterable[Left]) -> list[Point]:
    """The findings with their words and sentence, the most helpful first; the same words in one sentence once."""
    known = {key_of(one.finding, one.words, one.sentence): one for one in left}
    found: dict[str, Point] = {}
    for finding in findings:
        words, sentence = text[finding.start : finding.end], sentence_of(text, finding.start, finding.end)
        key = key_of(finding.id, words, sentence)
        point = Point(finding, key, words, sentence, quoted(text, finding.start, finding.end), known.get(key))
        found.setdefault(key, point)
    return _helpful_first(found.values())


def reading_of(points: Sequence[Point], checks: Iterable[str], level: Any = None, target: int = 0) -> Reading:
    """What is said of a text. A point that was left with a reason is still a point: its check does not count as clean."""
    asked = set(checks)
    clean = asked - {point.finding.id for point in points}
    return Reading(
        open=[point for point in points if point.left is None], left=[point for point in points if point.left],
        checks=len(asked), clean=len(clean), level=level, target=target,
    )  # fmt: skip


def key_of(finding: str, words: str, sentence: str) -> str:
    """The same check, the same words, the same sentence: then it is the same point, however it is spaced or capitalised."""
    said = "\n".join((finding, plain(words), plain(sentence)))
    return f"{finding}-{hashlib.sha256(said.encode()).hexdigest()[:12]}"


def plain(text: str) -> str:
    """A text without capitals, double spaces and the mark at its end."""
    return " ".join(text.casefold().split()).rstrip(" .!?…")


def sentence_of(text: str, start: int, end: int) -> str:
    """The sentence or sentences these words stand in; the whole text when it is about no words at all."""
    if start >= end:
        return text.strip()
    first, last = 0, len(text)
    for border in SENTENCE_END.finditer(text):
        if border.end() <= start:
            first = border.end()
        elif border.start() >= end:
            last = border.start()
            break
    return text[first:last].strip()


def quoted(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The words with a little of what stands around them; nothing where the whole text is meant."""
    words = text[start:end].strip()
    if not words or words == text.strip():
        return "", "", ""
    if len(words) > LONGEST:
        words = f"{words[:LONGEST].rsplit(' ', 1)[0]} …"
    sentence = sentence_of(text, start, end)
    at = sentence.find(text[start:end])
    before, after = ("", "") if at < 0 else (sentence[:at], sentence[at + end - start :])
    return _tail(before), words, _head(after)


def _tail(before: str) -> str:
    if len(before) <= AROUND:
        return before
    return f"… {before[-AROUND:].partition(' ')[2]}"


def _head(after: str) -> str:
    if len(after) <= AROUND:
        return after
    return f"{after[:AROUND].rpartition(' ')[0]} …"


def _helpful_first(points: Iterable[Point]) -> list[Point]:
    """The first point of each check before the second one of any; then by what helps most; then in the order of the text."""
    seen: dict[str, int] = {}
    ranked = []
    for nr, point in enumerate(points):
        name = point.finding.id
        turn = seen[name] = seen.get(name, 0) + 1
        ranked.append((turn, IN_FRONT.index(name) if name in IN_FRONT else len(IN_FRONT), nr, point))
    return [point for *_rank, point in sorted(ranked, key=lambda one: one[:3])]
