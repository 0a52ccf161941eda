"""The words of T18 (lists/last.txt) by section, verbs in every form."""

from functools import cache

from workbench.wording.entries import parse
from workbench.wording.groups import LISTS
from workbench.wording.morphology import split_particle, verb_forms

PLAIN = ("houden", "openen", "tellen")  # sections of words that are no verbs


@cache
def ways() -> dict[str, frozenset[str]]:
    """The words of the list, verbs in every form, by section."""
    found: dict[str, set[str]] = {}
    for entry in parse((LISTS / "last.txt").read_text("utf-8")):
        found.setdefault(entry.section, set()).update(
            {entry.text} if entry.section in PLAIN else verb_forms(entry.text.split()[0])
        )
    return {section: frozenset(words) for section, words in found.items()}


@cache
def loose_ways() -> dict[str, frozenset[str]]:
    """For separable verbs ("past … op", "houdt … tegen") the form of the verb → the particles that make it one of these."""
    found: dict[str, set[str]] = {}
    for entry in parse((LISTS / "last.txt").read_text("utf-8")):
        particle, simple = split_particle(entry.text)
        if particle and entry.section in ("beïnvloeden", "bewaken"):
            for form in verb_forms(simple):
                found.setdefault(f"{entry.section} {form}", set()).add(particle)
    return {form: frozenset(particles) for form, particles in found.items()}


@cache
def giving_in() -> dict[str, frozenset[str]]:
    """The form of a verb → the words with one of which it is giving in: "geeft" with "gelijk" or "zin"."""
    found: dict[str, set[str]] = {}
    for entry in parse((LISTS / "last.txt").read_text("utf-8")):
        if entry.section == "toegeven":
            head, _space, rest = entry.text.partition(" ")
            for form in verb_forms(head):
                found.setdefault(form, set()).add(rest)
    return {form: frozenset(words) for form, words in found.items()}
