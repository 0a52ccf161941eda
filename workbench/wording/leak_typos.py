"""One typing error in a long word: a letter wrong, missing, extra or doubled, or two letters changed about."""

from workbench.wording.leak_form import is_common
from workbench.wording.leak_words import COMMON, STREET_ENDS

ENDINGS = ("", "s", "se", "en", "n", "je", "er")


def one_error(word: str, term: str) -> bool:
    """Whether a word, give or take an ending, is the term with exactly one error. Both folded."""
    if word == term or abs(len(word) - len(term)) > 3:
        return False
    return any(
        word.endswith(end) and differs_by_one(word.removesuffix(end), term) for end in ENDINGS
    ) and not is_a_word(word)


def is_a_word(word: str) -> bool:
    """Whether a word is one by itself, and so no typing error: an ordinary word, or a street named after one."""
    if is_common(word):
        return True
    for end in STREET_ENDS:
        if word.endswith(end) and len(word) > len(end) + 2:
            stem = word.removesuffix(end)
            return stem in COMMON or stem.removesuffix("s") in COMMON or stem.removesuffix("en") in COMMON
    return False


def differs_by_one(one: str, other: str) -> bool:
    """Whether exactly one error stands between two words."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    at = 0
    while at < min(len(one), len(other)) and one[at] == other[at]:
        at += 1
    if len(one) == len(other):
        changed_about = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
        return changed_about or one[at + 1 :] == other[at + 1 :]
    long, short = (one, other) if len(one) > len(other) else (other, one)
    return long[at + 1 :] == short[at:]
