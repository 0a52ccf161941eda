"""What two texts do not share, word by word, so that a page can mark it."""

import re
from difflib import SequenceMatcher

PIECES = re.compile(r"\s+|\w+|[^\w\s]")

Parts = list[tuple[str, str]]  # ("same" or "ins", words)


def joined(parts: Parts) -> Parts:
    """The same parts with changed words that have only a space between them as one, so that they are said as one."""
    found: Parts = []
    for kind, words in parts:
        if found and found[-1][0] == kind:
            found[-1] = (kind, found[-1][1] + words)
        elif kind == "ins" and len(found) > 1 and found[-2][0] == "ins" and found[-1][1].isspace():
            between = found.pop()[1]
            found[-1] = ("ins", found[-1][1] + between + words)
        else:
            found.append((kind, words))
    return found


def marked(one: str, other: str) -> tuple[Parts, Parts]:
    """Both texts in parts; "ins" is what the other one does not say."""
    first, second = PIECES.findall(one), PIECES.findall(other)
    mine: Parts = []
    theirs: Parts = []
    for kind, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        mark = "same" if kind == "equal" else "ins"
        if a < b:
            mine.append((mark, "".join(first[a:b])))
        if c < d:
            theirs.append((mark, "".join(second[c:d])))
    return mine, theirs
