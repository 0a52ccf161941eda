"""One way in which a protected term is written: its letters, and how sure it is by itself."""

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from workbench.wording import leak_words as w
from workbench.wording.leak_text import TOKEN, fold, plain_letters, squeeze

LONG = (
    8  # letters from which a form is looked for inside other words too ("Oosterlingestraat"), and with a typing error
)
NOUN_ENDS = ("s", "en", "n", "tje", "tjes", "je", "jes")
OPEN = re.compile(r"([aeou])([bcdfghjklmnprstvwxz])$")
DOUBLE = re.compile(r"([a-z])\1")
HEARD = 6  # letters from which a word is also looked for as it sounds


class How(Enum):
    """How sure a form is by itself."""

    ANYWHERE = 1  # long and rare: inside a longer word too
    WORD = 2  # as a word, with an ending
    NAME = 3  # an ordinary word too: needs a capital, a cue beside it, or a disguise
    GLUED = 4  # an article and such a word, or a sound spelled in another way: only where it is written as one


class Form(NamedTuple):
    """Letters to look for: squeezed as texts are, and as they were typed."""

    letters: str
    typed: str
    how: How
    words: int = 1
    apart: frozenset[str] = (
        frozenset()
    )  # words before it after which it is an ordinary word, unless it is named or in disguise


class Typo(NamedTuple):
    """A long word that is also found with one typing error; one half of it stays whole."""

    word: str
    halves: tuple[str, str]
    common: bool


def whole(part: str, how: How | None = None) -> Form:
    """A part as one form."""
    letters, words = squeeze(part), len(TOKEN.findall(fold(part)))
    return Form(letters, plain_letters(part), how or (How.ANYWHERE if len(letters) >= LONG else How.WORD), words)


def is_ordinary(part: str) -> bool:
    """Whether a name is also a word that stands in any text."""
    return is_common(plain_letters(part))


def is_common(word: str) -> bool:
    """Whether a word is an ordinary noun, or its plural or diminutive."""
    if word in w.COMMON or any(word.endswith(end) and word.removesuffix(end) in w.COMMON for end in NOUN_ENDS):
        return True
    if not word.endswith("en"):
        return False
    stem = word[:-2].removesuffix(word[-3:-2]) if word[-4:-3] == word[-3:-2] else OPEN.sub(r"\1\1\2", word[:-2])
    return stem in w.COMMON or stem[:-1] + {"v": "f", "z": "s"}.get(stem[-1:], "") in w.COMMON


def is_known(word: str) -> bool:
    """Whether a word stands in any text: a noun, adjective, article or small word."""
    return is_common(word) or word in w.ADJECTIVES or word in w.FUNCTION_WORDS


def is_ordinary_phrase(words: Iterable[str]) -> bool:
    """Whether these words also stand together in any text: "oude gracht", "kleine wereld"."""
    return all(word in w.COMMON or word in w.ADJECTIVES or word in w.ARTICLES for word in words)


def joined_form(words: Iterable[str], least: int = 0) -> Form:
    """Words of a name together; too short to say anything becomes a form that is never used."""
    words = tuple(words)
    letters = "".join(words)
    if len(letters) < least:
        return Form("", "", How.WORD)
    how = How.NAME if is_ordinary_phrase(words) else How.ANYWHERE if len(letters) >= LONG else How.WORD
    return Form(squeeze(letters), letters, how, len(words), w.DETERMINERS - w.ARTICLES)


def variants(part: str, how: How = How.WORD) -> Iterator[Form | Typo]:
    """A word spelled as it sounds, a long one backwards or with one error."""
    letters = plain_letters(part)
    if len(letters) >= HEARD:
        yield from heard_as(letters, how)
        for written in otherwise_written(letters):
            if not is_common(written):
                yield Form(squeeze(written), written, How.GLUED if how is How.WORD else how)
    if len(letters) >= LONG:
        yield Form(squeeze(letters[::-1]), letters[::-1], How.ANYWHERE if how is How.WORD else how)
        yield from typos_of(part)


def otherwise_written(letters: str) -> Iterator[str]:
    """A word without one of its double letters, and with a digit for a number in it: "galop", "8sprong"."""
    for double in DOUBLE.finditer(letters):
        yield letters[: double.start()] + letters[double.start() + 1 :]
    for word, digit in w.DIGIT_OF.items():
        if letters.startswith(word) and len(letters) > len(word) + 2:
            yield digit + letters[len(word) :]


def heard_as(letters: str, how: How) -> Iterator[Form]:
    """A word with one sound spelled in another way, unless that makes another word."""
    for heard, other in w.SOUNDS:
        at = letters.find(heard)
        while at >= 0:
            spelled = letters[:at] + other + letters[at + len(heard) :]
            if not is_common(spelled):
                yield Form(squeeze(spelled), spelled, How.GLUED if how is How.WORD else how)
            at = letters.find(heard, at + 1)


def typos_of(part: str) -> Iterator[Typo]:
    """The long words of a part, each to be found with one error."""
    for word in TOKEN.findall(fold(part)):
        if len(word) >= LONG and word not in w.KINDS_OF_PLACE:
            half = len(word) // 2  # one error, also two letters changed about in the middle, leaves one of these whole
            yield Typo(word, (word[: half - 1], word[half + 1 :]), is_common(word))
