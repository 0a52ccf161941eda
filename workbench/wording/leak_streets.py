"""The ways to write a street: with and without its number, shortened, spelled out, by its last word alone."""

import re
from collections.abc import Iterator
from itertools import product

from workbench.wording import leak_words as w
from workbench.wording.leak_digits import Said, street_said
from workbench.wording.leak_form import LONG, Form, How, Typo, is_common, is_ordinary_phrase, variants
from workbench.wording.leak_text import plain_letters, squeeze

MOST_WAYS = 24  # spellings of one street
NUMBERED = re.compile(
    r"^(?P<street>(?:\d{1,2}(?:e|ste|de)\s+)?\D{3,80}?(?:\s+\d{3,4})?)[\s,]+(?:nr\.?|nummer|no\.?|huisnummer)?\s*(?P<number>\d{1,5})\s?[-/]?\s?(?:\w{0,4}|bis|hs)$",
    re.IGNORECASE,
)


def street_in(part: str, kind: str, nr: int) -> tuple[str, str] | None:
    """(street, number) when a part is a street; the number may be empty."""
    found = NUMBERED.match(part)
    if found and (kind in ("street", "place", "other") or ends_as_street(found["street"])):
        return found["street"].strip(" ,."), found["number"]
    if kind not in ("street", "place") and is_common(plain_letters(part.rsplit(maxsplit=1)[-1])):
        return None  # "tandartspraktijk Melkweg"
    if (kind == "street" and nr == 0) or (ends_as_street(part) and kind != "other"):
        return part, ""
    return None


def ends_as_street(part: str) -> bool:
    """Whether the last word is that of a street: "Wilgenpad", "Oude Gracht"."""
    words = [plain_letters(word) for word in part.split()]
    if not words:
        return False
    return any(
        words[-1].endswith(end) and (len(words[-1]) > len(end) + 2 or len(words) > 1)
        for end in list(w.STREET_ENDS)[:13]
    )


def street_forms(street: str, number: str) -> Iterator[Form | Typo | Said]:
    """A street with and without its number, shortened and spelled out."""
    words = [plain_letters(word) for word in re.split(r"[\s.]+", street) if plain_letters(word)]
    words = [full for word in words for full in w.FULL.get(word, word).split()]
    if not words:
        return
    ways = spellings(words)
    strong = len("".join(words)) >= 5 and not (len(words) == 1 and words[0] in w.COMMON)
    rare = [word for word in words if word not in w.ARTICLES]
    if is_ordinary_phrase(rare):
        strong, words, ways = False, rare, spellings(rare)
    for way in ways:
        letters = "".join(way)
        how = (How.ANYWHERE if len(letters) >= LONG else How.WORD) if strong else How.NAME
        if len(letters) >= 4 and (strong or way == tuple(words)):
            yield Form(squeeze(letters), letters, how, len(way))
        if number:
            yield Form(squeeze(letters + number), letters + number, How.WORD, len(way) + 1)
    yield from last_word(words, number)
    yield from variants("".join(words) if len(words) == 1 else words[-1])
    if number and not strong:
        yield street_said(words, number)


def last_word(words: list[str], number: str) -> Iterator[Form]:
    """ "de Vrieslaan" for the Burgemeester de Vrieslaan, and "Wilgenp. 7"."""
    last = words[-1]
    end = next((end for end in w.STREET_ENDS if last.endswith(end) and len(last) >= len(end) + 3), None)
    if end is None:
        return
    if len(words) > 1 and last not in w.COMMON:
        for way in w.STREET_ENDS[end]:
            letters = last.removesuffix(end) + way
            if len(letters) >= 5:
                yield Form(squeeze(letters), letters, How.WORD)
    stem = last.removesuffix(end)
    if not number or len(stem) < 4:
        return
    for between in ("", "nr", "no", "nummer"):
        yield Form(squeeze(stem + end[0] + between + number), stem + end[0] + between + number, How.WORD, 2)
    for size in range(5, len(stem)):  # "Kerkdw.str. 61"
        letters = stem[:size] + w.STREET_ENDS[end][min(1, len(w.STREET_ENDS[end]) - 1)] + number
        yield Form(squeeze(letters), letters, How.WORD, 3)


def spellings(words: list[str]) -> list[tuple[str, ...]]:
    """The ways to write these words: each shortened or not, the street's ending in every way."""
    choices: list[tuple[str, ...]] = []
    for nr, word in enumerate(words):
        if nr == len(words) - 1:
            end = next((end for end in w.STREET_ENDS if word.endswith(end)), None)
            stem = word.removesuffix(end) if end else word
            many = end is not None and (len(stem) >= 3 or len(words) > 1)
            choices.append(tuple(stem + way for way in w.STREET_ENDS[end]) if end and many else (word,))
        else:
            choices.append(tuple(dict.fromkeys((word, *w.SHORT.get(word, ())))))
    ways = list(product(*choices))
    ways = ways if len(ways) <= MOST_WAYS else [tuple(words), *ways[:MOST_WAYS], *ways[-MOST_WAYS:]]
    return [
        spelled for way in ways for spelled in dict.fromkeys((way, swapped(way, "ij", "y"), swapped(way, "y", "ij")))
    ]


def swapped(words: tuple[str, ...], heard: str, other: str) -> tuple[str, ...]:
    """The same words with one spelling of a sound for another."""
    return tuple(word.replace(heard, other) for word in words)
