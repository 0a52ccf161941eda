"""Dutch word forms by rule: what can be made from a verb, an adjective or a noun; and syllables. A form too many does no harm.

The rules are those of school grammar (open and closed syllables, v/f and z/s, 't kofschip); strong verbs stand in a list.
"""

import re
from functools import cache
from typing import NamedTuple

from workbench.wording.groups import LISTS, group

SHORT = frozenset("aeou")
VOWELS = frozenset("aeiouyáéíóúàèäëïöüâêî")
VOICELESS = ("t", "k", "f", "s", "ch", "p", "x", "c")  # 't kofschip
UNSPLIT = ("be", "ge", "ver", "ont", "her", "er")  # prefixes that never leave the verb
UNSPLIT_TOO = ("onder", "over", "voor", "door", "achter", "om", "weer", "mis")  # sometimes they do not
PARTICLES = tuple(sorted(group("particles"), key=lambda particle: (-len(particle), particle)))  # the longest first
SYLLABLE = re.compile(
    r"[aàáâä]i?[ae]?u?|[eèéê](?:[euio]u?)?|ij|i[ej]?(?:uw)?|[oòóôö](?:[oeui])?|[uùúû](?:[ui])?|[äëïöü]|y|[ei]eu"
)


class Strong(NamedTuple):
    """The forms of a verb that no rule gives."""

    past: str
    past_plural: str
    participle: str


@cache
def strong_verbs() -> dict[str, Strong]:
    """The strong verbs by infinitive."""
    text = "".join(
        line for line in (LISTS / "sterke_werkwoorden.txt").read_text("utf-8").splitlines(True) if line[0] != "#"
    )
    rows = (entry.split() for entry in text.split(";"))
    return {infinitive: Strong(*forms) for infinitive, *forms in rows}


def prefixed(infinitive: str, prefixes: tuple[str, ...] = UNSPLIT) -> str:
    """The prefix that never leaves this verb: "ver" of "vertellen", none of "bellen"."""
    return next(
        (prefix for prefix in prefixes if infinitive.startswith(prefix) and VOWELS & set(infinitive[len(prefix) : -2])),
        "",
    )


@cache
def split_particle(infinitive: str) -> tuple[str, str]:
    """("op", "halen") for "ophalen"; ("", infinitive) when no particle can be taken off."""
    if infinitive in WHOLE or (
        infinitive.endswith("eren") and infinitive.startswith(("in", "op", "om")) and infinitive not in PARTED
    ):
        return "", infinitive
    for particle in PARTICLES:
        rest = infinitive[len(particle) :]
        if infinitive.startswith(particle) and len(rest) > 3 and rest.endswith("n") and VOWELS & set(rest[:-2]):
            return particle, rest.lstrip("-")
    return "", infinitive


def stems(infinitive: str) -> tuple[str, ...]:
    """The stem, or the stems it may have when the spelling does not tell ("luisteren": luister, luisteer)."""
    if infinitive.endswith("appen") and infinitive in ("appen", "terugappen", "whatsappen"):
        return (infinitive[:-2],)
    if infinitive in ("gaan", "staan", "slaan", "doen", "zien") or infinitive.endswith(("gaan", "staan", "slaan")):
        return (infinitive[:-2] if infinitive.endswith("aan") else infinitive[:-1],)
    if not infinitive.endswith("en"):
        return (infinitive[:-1] if infinitive.endswith("n") else infinitive,)
    base = infinitive[:-2]
    found = [base]
    if base.endswith("uw"):
        pass
    elif len(base) > 2 and base[-1] == base[-2] and base[-1] not in VOWELS:
        found = [base[:-1]]
    elif len(base) > 1 and base[-1] not in VOWELS and base[-2] in SHORT and (len(base) < 3 or base[-3] not in VOWELS):
        long = base[:-1] + base[-2] + base[-1]
        quiet = (base[-2] == "e" or base.endswith("or")) and len(base) > 3 and bool(VOWELS & set(base[:-2]))
        found = [base, long] if quiet else [long]
    elif base.endswith("uer"):  # "evalueren": u and e are two sounds
        found = [base[:-1] + "er"]
    return tuple(devoiced(stem) for stem in found)


def devoiced(stem: str) -> str:
    """No Dutch word ends in v or z."""
    return stem[:-1] + {"v": "f", "z": "s"}.get(stem[-1:], stem[-1:])


def third_person(infinitive: str) -> str:
    """What he or she does: "haalt", "komt", "geeft", "is"."""
    if infinitive in IRREGULAR_PRESENT:
        return IRREGULAR_PRESENT[infinitive]
    stem = stems(infinitive)[0]
    if infinitive in ("gaan", "staan", "slaan") or infinitive.endswith(("gaan", "staan", "slaan")):
        return stem + "at"
    if infinitive.endswith("eren") and infinitive not in QUIET and len(stems(infinitive)) > 1:
        stem = stems(infinitive)[1]
    return stem if stem.endswith("t") else stem + "t"


IRREGULAR_PRESENT = {
    "zijn": "is",
    "hebben": "heeft",
    "kunnen": "kan",
    "zullen": "zal",
    "mogen": "mag",
    "willen": "wil",
    "komen": "komt",
}
# No particle in these, whatever their first letters say; and verbs in -eren that do have one.
WHOLE = group("whole")
PARTED = group("parted")
QUIET = group("weak_eren")


def past_and_participle(infinitive: str) -> set[str]:
    """Past tenses and past participles of a verb without particle."""
    known = strong_verbs().get(infinitive)
    if known:
        return set(known)
    for prefix in (*UNSPLIT, *UNSPLIT_TOO):
        if infinitive.startswith(prefix) and infinitive[len(prefix) :] in strong_verbs():
            past, plural, participle = strong_verbs()[infinitive[len(prefix) :]]
            return {prefix + past, prefix + plural, prefix + participle.removeprefix("ge")}
    found: set[str] = set()
    last = infinitive.removesuffix("en")
    ending = "t" if last.endswith(VOICELESS) else "d"
    for stem in stems(infinitive):
        found |= {stem + ending + "e", stem + ending + "en"}
        whole = stem if stem.endswith(ending) else stem + ending
        found.add(whole if prefixed(infinitive) else ("geë" + whole[1:] if whole.startswith("e") else "ge" + whole))
        if prefixed(infinitive, UNSPLIT_TOO):
            found.add(whole)
    return found


@cache
def simple_verb(infinitive: str) -> frozenset[str]:
    """Every form of a verb without particle."""
    found = {infinitive, third_person(infinitive)} | set(stems(infinitive)) | past_and_participle(infinitive)
    found |= {stem if stem.endswith("t") else stem + "t" for stem in stems(infinitive)}
    if infinitive.endswith(("gaan", "staan", "slaan")):
        found.add(third_person(infinitive))
    irregular = {
        "zijn": "is ben bent zijn was waren geweest wees", "hebben": "heb hebt heeft had hadden gehad",
        "kunnen": "kan kunt kun", "zullen": "zal zult zul", "mogen": "mag", "willen": "wil wilt wilde wilden",
        "komen": "kom komt",
        "houden": "hou houd houdt", "rijden": "rij rijd rijdt", "snijden": "snij snijdt", "doen": "doe doet", "zien": "zie ziet",
    }  # fmt: skip
    found |= set(irregular.get(infinitive, "").split())
    return frozenset(found - {""})


@cache
def verb_forms(infinitive: str) -> frozenset[str]:
    """Every form that is one word: for a separable verb "ophalen, ophaalt, haal…"; its loose parts are not among them."""
    particle, rest = split_particle(infinitive)
    if not particle:
        return simple_verb(infinitive)
    joined = {particle + form for form in simple_verb(rest)} | {particle + "te" + rest}
    return frozenset(joined | simple_verb(infinitive))


@cache
def participle_of(infinitive: str) -> frozenset[str]:
    """The past participles a verb may have."""
    particle, rest = split_particle(infinitive)
    known = strong_verbs().get(rest) if particle else strong_verbs().get(infinitive)
    if known:
        return frozenset({particle + known.participle})
    forms = past_and_participle(rest)
    return frozenset(particle + form for form in forms if form.endswith(("t", "d")) or form.startswith("ge"))


def infinitive_of(form: str) -> str:
    """The infinitive of "belt", "loopt", "geeft", "leest"; a word that already is one stays what it is."""
    if form.endswith("en") or form in ("gaan", "staan", "slaan", "doen", "zien", "zijn"):
        return form
    for infinitive, present in IRREGULAR_PRESENT.items():
        if form == present:
            return infinitive
    stem = form[:-1] if form.endswith("t") and len(form) > 3 and not form.endswith("tt") else form
    if stem.endswith(("gaa", "staa", "slaa")):
        return stem + "n"
    return from_stem(stem)


def from_stem(stem: str) -> str:
    """stem + en, with the spelling it asks for."""
    if len(stem) < 2:
        return stem + "en"
    last, before = stem[-1], stem[-2]
    if len(stem) > 2 and stem[-3] == before and before in SHORT and last not in VOWELS:
        return stem[:-2] + {"f": "v", "s": "z"}.get(last, last) + "en"
    if len(stem) > 2 and before in VOWELS and stem[-3] in VOWELS and last in "fs":
        return stem[:-1] + {"f": "v", "s": "z"}[last] + "en"
    if stem.endswith(("el", "er", "en", "em", "ig")) and VOWELS & set(stem[:-2]):
        return stem + "en"  # the last syllable is weak: "wandel-en", "simpel-e"
    if before in SHORT | {"i"} and last not in VOWELS and (len(stem) < 3 or stem[-3] not in VOWELS):
        return stem + last + "en"
    return stem + "en"


@cache
def word_forms(word: str) -> frozenset[str]:
    """An adjective or noun with its endings: "vaag, vage, vager", "traject, trajecten, trajectje"."""
    if len(word) < 3 or not word[-1].isalpha():
        return frozenset({word})
    long = from_stem(word)[:-2] if word[-1] not in VOWELS else word
    found = {word, word + "s", word + "'s", word + "e", word + "en"}
    if word[-1] in VOWELS:
        found |= {word + "n", word + "tje", word + "tjes", word[:-1] + "ën", word + "ën"}
    else:
        for base in {long, word, word + word[-1] if word[-2] in SHORT else word}:
            found |= {base + ending for ending in ("e", "en", "er", "ere", "s")}
        found |= {word + ending for ending in ("st", "ste", "je", "jes", "tje", "tjes", "etje", "kje", "pje")}
    if word.endswith("heid"):
        found.add(word[:-2] + "den")
    if word.endswith("ing"):
        found.add(word[:-1] + "kje")
    return frozenset(found)


def syllables(word: str) -> int:
    """How many groups of vowels a Dutch word has; a number counts as one."""
    return len(SYLLABLE.findall(word.lower())) or 1
