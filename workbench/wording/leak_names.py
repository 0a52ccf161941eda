"""The ways to write the name of a school, group, town, practice or place of work, and the parts that give it away."""

import re
from collections.abc import Iterator

from workbench.wording import leak_words as w
from workbench.wording.leak_form import LONG, Form, How, Typo, joined_form, typos_of, variants, whole
from workbench.wording.leak_text import plain_letters, squeeze

SHORTEST = 3  # less than this would be found everywhere


def name_forms(part: str, kind: str) -> Iterator[Form | Typo]:
    """A name with and without what it is ("school"), its article, and the words of it that give it away."""
    words = [(word, plain) for word in re.split(r"[\s/&+]+", part) if (plain := plain_letters(word))]
    core = trimmed(words)
    if not core:
        return
    squeezed = [plain for _word, plain in core]
    if len(words) > len(core):
        yield whole(" ".join(word for word, _plain in words))
    lead = 0
    while lead < len(squeezed) - 1 and (squeezed[lead] in w.TUSSENVOEGSELS or len(squeezed[lead]) == 1):
        lead += 1
    rest = squeezed[lead:]
    if len(rest) == 1:
        yield from one_word(rest[0], squeezed[:lead])
    else:
        yield from many_words(rest, squeezed, kind)


def trimmed(words: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The words of a name without kinds and titles before and behind it, and without a number behind it."""
    says_nothing = w.KINDS_OF_PLACE | w.TITLES | {"bij", "van", "voor", "op", "in", "te", "mijn", "lijf", "nr"}
    start, end = 0, len(words)
    while start < end and words[start][1] in says_nothing and not is_surname(words, start):
        start += 1
    while end > start and (words[end - 1][1] in says_nothing or words[end - 1][1].isdecimal()) and end - start > 1:
        end -= 1
    if start == end:
        return []
    if start and words[start - 1][1] in ("van", "te"):  # "dokter van der Meer"
        start -= 1
    return words[start:end]


def is_surname(words: list[tuple[str, str]], at: int) -> bool:
    """Whether a word that is also a kind is the name itself: "dokter Bakker", "huisarts Kerk"."""
    last = at == len(words) - 1
    return last and at > 0 and words[at - 1][1] in w.TITLES | w.ARTICLES and words[at][0][:1].isupper()


def one_word(word: str, before: list[str]) -> Iterator[Form | Typo]:
    """A name of one word, with its article or "van der" where it has one."""
    if before:
        joined = "".join((*before, word))
        how = How.GLUED if w.ARTICLES.issuperset(before) and before != ["t"] else How.WORD
        yield Form(squeeze(joined), joined, how, len(before) + 1)
        if len(before) > 1:
            for way in ("".join(one[0] for one in before), "v" + "".join(one[0] for one in before[1:])):
                yield Form(squeeze(way + word), way + word, How.WORD, 2)
    if len(word) < SHORTEST:
        return
    ordinary = word in w.COMMON or w.ARTICLES.issuperset(before) * bool(before) or (bool(before) and len(word) < LONG)
    how = How.NAME if ordinary else How.ANYWHERE if len(word) >= LONG else How.WORD
    yield Form(squeeze(word), word, how, 1, w.DETERMINERS)
    for kind in ("school", "opvang", "groep", "huis", "bso", "kdv"):
        yield Form(squeeze(word + kind), word + kind, How.WORD)
    if ordinary:
        yield from typos_of(word)
    else:
        yield from variants(word)
        for city_end in place_ends(word):
            yield Form(squeeze(city_end), city_end, How.WORD)


def place_ends(word: str) -> Iterator[str]:
    """A town as an adjective: "Oosterlings", "Amsterdamse"."""
    if len(word) >= 6 and word.endswith("e"):
        yield word[:-1] + "se"
        yield word[:-1] + "s"


def many_words(rest: list[str], plain: list[str], kind: str) -> Iterator[Form | Typo]:
    """A name of several words: whole, without its last or first word, and each rare word by itself."""
    for words in dict.fromkeys((tuple(plain), tuple(rest))):
        yield joined_form(words)
    if len(rest) > 2:
        yield joined_form(tuple(rest[:-1]), least=10)
        yield joined_form(tuple(rest[1:]), least=10)
    if kind == "doctor":
        yield from one_word(rest[-1], [])
    initials = "".join(word[0] for word in rest)
    if len(initials) >= 4:
        yield Form(squeeze(initials), initials, How.NAME)
    for nr, word in enumerate(rest):
        if len(word) < 5 or word in w.KINDS_OF_PLACE or word in w.FIRST_NAMES or (kind == "doctor" and nr == 0):
            continue
        yield Form(squeeze(word), word, How.NAME)
        if len(word) >= LONG + 2 and word not in w.COMMON:
            yield Form(squeeze(word), word, How.WORD, 1, w.DETERMINERS)
            yield from typos_of(word)
