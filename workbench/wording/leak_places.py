"""A town in other words: who lives there and what comes from it ("Oosterlingers", "Hagenveners", "Amsterdamse")."""

import re
from collections.abc import Iterator

from workbench.wording.leak_form import Form, How, is_common
from workbench.wording.leak_text import squeeze

SHORTEST_TOWN = 5
CLOSED = re.compile(r"([aeou])\1([bcdfghjklmnprstvwxz])$")
ENDS = (
    "er",
    "ers",
    "se",
    "s",
    "aar",
    "aars",
    "aren",
    "enaar",
    "enaars",
    "enaren",
    "ner",
    "ners",
    "ees",
    "ezen",
    "erse",
    "ster",
)
SURE_ENDS = (
    "aar",
    "aars",
    "aren",
    "enaar",
    "enaren",
    "enaars",
    "se",
)  # behind a town that is also a word: "Lindenaren"


def inhabitants(town: str) -> Iterator[Form]:
    """The names of those who live in a town, and its adjective; none of a town of four letters."""
    if len(town) < SHORTEST_TOWN:
        return
    for stem in dict.fromkeys(stems(town)):
        for end in SURE_ENDS if is_common(town) else ENDS:
            if len(stem) >= SHORTEST_TOWN - 1 and not is_common(stem + end) and stem + end != town:
                yield Form(squeeze(stem + end), stem + end, How.WORD)


def stems(town: str) -> Iterator[str]:
    """What an ending is put behind: Hagenveen, Hagenven-; Oosterlinge, Oosterling-; Leiden, Leid-; Delf, Delv-."""
    yield town
    if town.endswith("e"):
        yield town[:-1]
    if town.endswith("en"):
        yield town[:-2]
    if CLOSED.search(town):
        open_ = CLOSED.sub(r"\1\2", town)
        yield open_
        yield open_[:-1] + {"f": "v", "s": "z"}.get(open_[-1], open_[-1])
    elif town[-1] in "fs":
        yield town[:-1] + {"f": "v", "s": "z"}[town[-1]]
    elif town[-1] in "bdgklmnpt":
        yield town + town[-1]
