"""Groups of little words that the checks look at (pronouns, numbers …): lists/taal.txt, each under its [name]."""

from functools import cache
from pathlib import Path

LISTS = Path(__file__).parent / "lists"


@cache
def groups() -> dict[str, frozenset[str]]:
    """Every group by name."""
    found: dict[str, set[str]] = {}
    name = ""
    for line in (LISTS / "taal.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[] ")
        elif not line.startswith("#"):
            found.setdefault(name, set()).update(word.strip() for word in line.split(";") if word.strip())
    return {name: frozenset(words) for name, words in found.items()}


def group(name: str) -> frozenset[str]:
    """One group."""
    return groups()[name]
