"""Who is named in a text: the people of the casus in every way they are called, and surnames behind a title."""

from collections.abc import Iterator
from typing import NamedTuple

from workbench.wording.groups import group
from workbench.wording.tokens import Word

# First names that are also words (or the start of a sentence): "Wil je …", "de hoop", "een roos".
ALSO_WORDS = group("also_words")
IN_FRONT = group("in_front")
BETWEEN = group("between")
NOT_A_SUBJECT_VERB = group("not_a_subject_verb")


class Mention(NamedTuple):
    """A person named in the text: the words, and what this person is called in the plan."""

    first: int
    after: int
    person: str
    owner: bool  # "Kims telefoon": the name says whose, not who


def called(people: list[str]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word → the ways to call somebody, the longest first. "oma Truus" is also "Truus"; "Kim Jansma" also "Kim"."""
    known: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for person in people:
        parts = tuple(part.lower() for part in person.replace("’", "'").replace(".", " ").split())
        own = tuple(part for part in parts if part not in IN_FRONT)
        for way in {parts, own, own[:1]} - {()}:
            if way[0] not in BETWEEN or len(way) > 1:
                known.setdefault(way[0], []).append((way, person))
    for ways in known.values():
        ways.sort(key=lambda way: -len(way[0]))
    return known


def mentions_in(
    words: list[Word], known: dict[str, list[tuple[tuple[str, ...], str]]], firsts: set[int]
) -> Iterator[Mention]:
    """Every name in the text. A name that is also a word needs its capital, and more than that where a sentence begins."""
    at, count = 0, len(words)
    while at < count:
        low = words[at].low
        ways = known.get(low)
        owner = False
        if ways is None:
            base = low[:-2] if low.endswith("'s") else low[:-1] if low.endswith("s") else ""
            ways = known.get(base) if base and words[at].raw[:1].isupper() else None
            owner = ways is not None
        found = next((way for way in ways or () if owner or matches(words, at, way[0])), None)
        if found and is_name(words, at, at in firsts, owner):
            size = 1 if owner else len(found[0])
            yield Mention(at, at + size, found[1], owner)
            at += size
        else:
            at += 1


def matches(words: list[Word], at: int, way: tuple[str, ...]) -> bool:
    """Whether a name of one or more words stands here."""
    return len(way) == 1 or tuple(word.low for word in words[at : at + len(way)]) == way


def behind_title(words: list[Word], title: int) -> range:
    """The surname behind "meneer", "mevrouw Van der", "juf": words with a capital, and what stands between them."""
    clause, after = words[title].clause, title + 1
    while after < len(words) and words[after].clause == clause and after - title < 5:
        if not (words[after].raw[:1].isupper() or words[after].low in BETWEEN):
            break
        after += 1
    while after > title + 1 and not words[after - 1].raw[:1].isupper():
        after -= 1
    return range(title + 1, after)


def is_name(words: list[Word], at: int, begins: bool, owner: bool) -> bool:
    """Whether this word is meant as a name here."""
    word = words[at]
    if word.low not in ALSO_WORDS or owner:
        return True
    if not word.raw[:1].isupper():
        return False
    follows = words[at + 1] if at + 1 < len(words) else None
    if word.low == "wil" and begins and follows and follows.clause == word.clause and follows.raw[:1].islower():
        return follows.low == "en" or (follows.low.endswith("t") and follows.low not in NOT_A_SUBJECT_VERB)
    if not begins or follows is None or word.low not in ("hoop", "mark", "door", "roos", "vlinder", "zon"):
        return True
    return not (follows.low in NOT_A_SUBJECT_VERB or follows.raw[:1].isupper())
