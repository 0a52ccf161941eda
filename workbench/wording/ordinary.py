"""Words with two meanings: what must stand near an entry for it to count, or may not (lists/omgeving.txt).

A "pupil" is a child of the court, beside "oog" or "voetbal" it is not; "laat … staan" abstains only beside "bier" or "wijn".
"""

from functools import cache
from typing import NamedTuple

from workbench.wording.entries import Match
from workbench.wording.groups import LISTS
from workbench.wording.tokens import Reading

REACH = 14  # words that are looked at on either side, in the same sentence


class Near(NamedTuple):
    """Words beside an entry: one of `wanted` must be there (when there are any), none of `other`."""

    wanted: tuple[str, ...]
    other: tuple[str, ...]


@cache
def surroundings() -> dict[tuple[str, str], Near]:
    """(list, entry) → what must or may not stand near it."""
    found: dict[tuple[str, str], Near] = {}
    name = ""
    for line in (LISTS / "omgeving.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[] ")
        elif line.strip() and not line.startswith("#"):
            entries, _colon, words = line.partition(":")
            near = tuple(words.split())
            wanted = tuple(word[1:] for word in near if word.startswith("+"))
            other = tuple(word for word in near if not word.startswith("+"))
            found.update({(name, entry.strip(" *")): Near(wanted, other) for entry in entries.split(";")})
    return found


def is_meant(reading: Reading, name: str, match: Match) -> bool:
    """Whether an entry of this list has the meaning here for which it stands in the list."""
    near = surroundings().get((name, match.entry.text.strip("*")))
    if near is None:
        return True
    words, sentence = reading.words, reading.words[match.first].sentence
    around = range(max(0, match.first - REACH), min(len(words), match.after + REACH))
    lows = [
        words[at].low
        for at in around
        if words[at].sentence == sentence
        and (at not in range(match.first, match.after) or match.after - match.first > 2)
    ]
    if near.wanted and not any(fits(low, near.wanted) for low in lows):
        return False
    return not any(fits(low, near.other) for low in lows)


def fits(low: str, patterns: tuple[str, ...]) -> bool:
    """Whether a word is one of these; "fles*" begins so, "*tas" ends so."""
    return any(
        low.startswith(one[:-1]) if one.endswith("*") else low.endswith(one[1:]) if one[0] == "*" else low == one
        for one in patterns
    )
