"""An entry of a word list, where it was found, and how a list file is read (domain.md 6.6)."""

from collections.abc import Iterator
from typing import NamedTuple


class Entry(NamedTuple):
    """What somebody put in a list."""

    text: str
    verb: bool = False
    meaning: str = ""
    section: str = ""

    def __str__(self) -> str:
        return f"{self.text}={self.meaning}" if self.meaning else self.text


class Match(NamedTuple):
    """An entry found in a text: from word `first` up to word `after`."""

    entry: Entry
    first: int
    after: int


def parse(text: str) -> Iterator[Entry]:
    """The entries of a list file."""
    section = ""
    for line in text.splitlines():
        if line.startswith("["):
            section = line.strip("[] ")
        elif not line.startswith("#"):
            for part in line.split(";"):
                if part.strip():
                    yield entry_of(part, section)


def entry_of(part: str, section: str = "") -> Entry:
    word, _equals, meaning = part.strip().replace("’", "'").partition("=")
    return Entry(" ".join(word.split()), section == "werkwoorden", meaning.strip(), section)
