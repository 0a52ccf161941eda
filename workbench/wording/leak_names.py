"""The ways to write the name of a school, group, town, practice or place of work, and the parts that give it away."""

import re
from collections.abc import Iterator

from workbench.wording import leak_words as w
from workbench.wording.leak_form import LONG, Form, How, Typo, is_common, joined_form, variants, whole
from workbench.wording.leak_places import inhabitants
from workbench.wording.leak_text import plain_letters, squeeze

SHORTEST = 3  # less than this would be found everywhere


def name_forms(part: str, kind: str) -> Iterator[Form | Typo]:
    """A name with and without what it is ("school"), its article, and the words of it that give it away."""
    words = [(word, plain) for word in re.split(r"[\s/&+-]+", part) if (plain := plain_letters(word))]
    core = trimmed(words)
    if not core:
        return
    squeezed = [plain for _word, plain in core]
    if len(words) > len(core):
        yield whole(" ".join(word for word, _plain in words))
    lead = leading(squeezed, kind)
    rest = squeezed[lead:]
    if len(rest) == 1:
        yield from one_word(rest[0], squeezed[:lead])
    else:
        yield from many_words(rest, squeezed, kind)
    if lead and len(words) > len(core):  # "café Toren" for Café De Toren
        yield from (whole(f"{plain} {' '.join(rest)}") for _word, plain in words if plain in w.KINDS_OF_PLACE)
    if kind == "place":
        yield from inhabitants(rest[-1])


def leading(words: list[str], kind: str) -> int:
    """How many words of a name are often left out before it: "de", "van der", and "Oud" of a town."""
    lead = 0
    while lead < len(words) - 1 and (words[lead] in w.TUSSENVOEGSELS or len(words[lead]) == 1):
        lead += 1
    if kind == "place" and len(words) - lead == 2 and words[lead] in w.POINTS and len(words[-1]) >= LONG - 2:
        return lead + (words[-1] not in w.FIRST_NAMES)
    return lead


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
    for nr in range(start + 1, end - 1):  # "sporthal De Kuil": what stands before a capital article is what it is
        if words[nr][1] in w.ARTICLES and words[nr][0][0] in "DH'’" and words[nr - 1][1] not in w.TUSSENVOEGSELS:
            return words[nr:end]
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
    ordinary = is_common(word) or (bool(before) and len(word) < LONG)
    how = How.NAME if ordinary else How.ANYWHERE if len(word) >= LONG else How.WORD
    yield Form(squeeze(word), word, how, 1, w.INDEFINITE if how is How.ANYWHERE else w.DETERMINERS)
    for kind in w.OF_THE_GROUP:
        yield Form(
            squeeze(word + kind), word + kind, How.NAME if ordinary and kind not in w.KINDS_OF_PLACE else How.WORD
        )
    if word.startswith("vander") and len(word) > LONG:
        yield Form(squeeze("vd" + word[6:]), "vd" + word[6:], How.WORD)
    yield from variants(word, How.NAME if ordinary else How.WORD)


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
        if (
            len(word) < 5
            or word in w.COUNTING
            or word in w.KINDS_OF_PLACE
            or word in w.FIRST_NAMES
            or (kind == "doctor" and nr == 0)
        ):
            continue
        yield Form(squeeze(word), word, How.NAME)
        if len(word) >= LONG + 2 and word not in w.COMMON:
            yield Form(squeeze(word), word, How.WORD, 1, w.DETERMINERS)
            yield from variants(word)
