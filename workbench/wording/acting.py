"""T2 and T17: does somebody do something that others can see (domain.md 6.6)."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l

from workbench.wording.entries import Match
from workbench.wording.groups import group
from workbench.wording.look import SMALL_VERBS, Look, Point
from workbench.wording.matching import OTHER_WORDS
from workbench.wording.morphology import PARTICLES, split_particle
from workbench.wording.tokens import Word

BEFORE_NOUN = group("before_noun")
BEFORE_PLURAL = group("before_plural")
CONNECTING = group("connecting")
YOU_AND_I = frozenset({"ik", "je", "jij"})
PERSONS = group("persons")
NOUNS_TOO = group("nouns_too")
LIGHT = group("light")
KNOWING = group("knowing")
OPENS_CLAUSE = group("opens_clause")
DIRECTIONS = group("directions")
NO_WALK = frozenset({"goed", "beter", "vooruit"})
CONCRETE = group("concrete")
AUXILIARY = group("auxiliary")
PARTICLE_STARTS = frozenset(particle[:2] for particle in PARTICLES)


def nothing_to_see(look: Look) -> Iterator[Point]:
    """T2: no verb in the text that somebody in the room could see or hear."""
    outside = look.beside_conditions
    seen = (match for match in seen_verbs(look) if not (outside and match.first in look.conditional))
    if look.words and not any(is_seen(look, match) for match in seen) and not unknown_doing(look):
        match = next((found for found in look.find("niet_waarneembaar")), None)
        start, end = look.at(match.first, match.after) if match and match.entry.text != "zijn" else look.whole
        yield Point(
            start, end,
            _l("Nobody can see or hear this happen."),
            _l("What would you see on a film? For example: “Kim reads to Daan and switches off the light.”"),
        )  # fmt: skip


def seen_verbs(look: Look) -> Iterator[Match]:
    """The verbs in the text that can be seen. Phrases of verbs that cannot ("houdt rekening met") are taken out first."""
    hidden: set[int] = set()
    for match in look.find("niet_waarneembaar"):
        if " " in match.entry.text or split_particle(match.entry.text)[0]:
            hidden |= set(range(match.first, match.after))
        if match.entry.text in KNOWING:
            hidden |= what_is_known(look, match.after)
    for match in look.find("waarneembaar"):
        if match.first not in hidden:
            yield match
    yield from unknown_compounds(look, hidden)


def what_is_known(look: Look, after: int) -> set[int]:
    """The words of "… dat Rick belt" after "Mila weet": what is known or felt is not seen."""
    words = look.words
    opens = next((at for at in range(after, min(after + 5, len(words))) if words[at].low in OPENS_CLAUSE), None)
    if opens is None or words[opens].sentence != words[after - 1].sentence:
        return set()
    end = opens
    while (
        end < len(words)
        and end - opens < 30
        and words[end].clause == words[opens].clause
        and words[end].low not in ("en", "maar", "zodat")
    ):
        end += 1
    return set(range(opens, end))


def unknown_compounds(look: Look, hidden: set[int]) -> Iterator[Match]:
    """Verbs that no list has, but that are a particle with one that can be seen: "rondfietst", "klaargezet"."""
    taken = look.lists.matcher("waarneembaar").single
    plain = look.lists.matcher("niet_waarneembaar").single
    made = {}
    for low in look.reading.vocabulary:
        if (
            len(low) > 5
            and low[:2] in PARTICLE_STARTS
            and low not in taken
            and low not in plain
            and low not in OTHER_WORDS
        ):
            particle = next((particle for particle in PARTICLES if low.startswith(particle)), "")
            entry = taken.get(low[len(particle) :].removeprefix("te")) if particle else None
            if entry and entry.text not in LIGHT and len(low) > len(particle) + 3:
                made[low] = entry
    for place in look.places(made):
        if place not in look.names and place not in hidden:
            yield Match(made[look.words[place].low], place, place + 1)


def unknown_doing(look: Look) -> bool:
    """A verb no list has, beside whoever does it and before a thing: "Elke vrijdag speldt Ans de nummers op het shirt"."""
    words = look.words
    for place in look.named_at:
        for at in (place - 1, place + 1):
            if not (0 <= at < len(words)) or at in look.names or at in look.conditional or words[at].quoted:
                continue
            low, same = words[at].low, words[at].clause == words[place].clause
            if (
                same
                and len(low) > 4
                and low.endswith("t")
                and not is_known(look, low)
                and thing_follows(look, max(at, place))
            ):
                return True
    return False


def is_known(look: Look, low: str) -> bool:
    """Whether a list or a group has this word, so that it says nothing new."""
    lists = (
        "waarneembaar",
        "niet_waarneembaar",
        "niet_deelwoord",
        "tijd",
        "intentie",
        "dienst_werkwoord",
        "vaag",
        "ontkenning",
        "jargon",
        "label",
    )
    known = any(look.lists.matcher(name).knows(low) for name in lists)
    return known or low in SMALL_VERBS or low in OTHER_WORDS or low in look.lists.participles


def thing_follows(look: Look, place: int) -> bool:
    """Whether "de", "het", "een", "haar" and a word for a thing come next."""
    after = [word for word in look.words[place + 1 : place + 5] if word.clause == look.words[place].clause]
    abstract = look.lists.matcher("abstract").single
    for nr, word in enumerate(after[:-1]):
        if word.low in ("de", "het", "een", "haar", "zijn"):
            return after[nr + 1].low not in abstract and not is_abstract(after[nr + 1].low)
    return False


def is_seen(look: Look, match: Match) -> bool:
    """Whether a form of such a verb is one here: no noun ("het eten"), no "geeft aandacht", no "gaat goed"."""
    words, place = look.words, match.first
    low = words[place].low
    if is_noun_here(look, place):
        return False
    if match.entry.text not in LIGHT:
        return True
    near = beside(words, place)
    if low in AUXILIARY and match.entry.text == "gaan":
        to_do = (
            low == "gaan" and place > 1 and words[place - 1].low == "te" and words[place - 2].low in ("om", "elkaar")
        )
        return not to_do and not NO_WALK & set(near) and bool(DIRECTIONS & set(near)) and not will_do(look, near)
    abstract = look.lists.matcher("abstract").single
    return not any(word in abstract or is_abstract(word) for word in near)


def will_do(look: Look, near: list[str]) -> bool:
    """ "gaat inzien", "gaat nadenken": what somebody is going to do cannot be seen."""
    unseen = look.lists.matcher("niet_waarneembaar").single
    return any(word.endswith("n") and word in unseen and word not in SMALL_VERBS for word in near)


def is_abstract(word: str) -> bool:
    """ "geeft erkenning", "toont betrokkenheid": a noun made of what cannot be seen."""
    return word.endswith(("heid", "iteit", "schap")) and word not in CONCRETE


def beside(words: list[Word], place: int) -> list[str]:
    """The words around a verb that go with it: in its clause, up to "en", "om", "dat" and their like."""
    clause = words[place].clause
    near: list[str] = []
    for step in (-1, 1):
        at = place + step
        while (
            0 <= at < len(words)
            and abs(at - place) < 8
            and words[at].clause == clause
            and words[at].low not in CONNECTING
        ):
            if at == 0 or not words[at].raw[:1].isupper():  # a name: "buurthuis Samen Sterk"
                near.append(words[at].low)
            at += step
    return near


def is_noun_here(look: Look, place: int) -> bool:
    """ "het eten", "twaalf bezoeken", "een stap", "per fiets": the form of a verb that is used as a noun."""
    words, low = look.words, look.words[place].low
    before = words[place - 1] if place and words[place - 1].clause == words[place].clause else None
    if before is None or (before.low == "het" and place > 1 and words[place - 2].low == "aan"):
        return False
    if low in look.lists.participles and (low.startswith("ge") or not low.endswith("en")):
        return False
    if low.endswith(("en", "aan", "doen", "zien")):
        return before.low in BEFORE_PLURAL or before.low[0].isdigit()
    if low.endswith(("t", "de", "te")) and low not in NOUNS_TOO:
        return not low.endswith("t") and before.low in BEFORE_NOUN
    return not has_person_beside(look, place)


def has_person_beside(look: Look, place: int) -> bool:
    """A stem ("bel", "ontbijt") is a verb beside "ik" or "je", after a name, or before "zij"."""
    before, follows = look.words[place - 1], look.words[place + 1 : place + 2]
    if before.low in YOU_AND_I | {"en"} or before.low in PERSONS or place - 1 in look.names:
        return True
    if not follows or follows[0].clause != before.clause:
        return False
    return follows[0].low in YOU_AND_I or (look.words[place].low in NOUNS_TOO and follows[0].low in PERSONS)


def intentions(look: Look) -> Iterator[Point]:
    """T17: wanting or trying. What sets something off ("als Kim moet werken") is no intention."""
    for match in look.find("intentie"):
        first = match.first
        word = look.words[first]
        if word.quoted or first in look.conditional or is_no_intention(look, match):
            continue
        said = look.said(first, min(match.after, first + 4))
        yield Point(
            *look.at(first, match.after),
            _l("“%(said)s” is an intention. An agreement says what somebody does.", said=said),
            _l("What does this person do? For example: “Bas rings at 08.00” instead of “Bas tries to ring”."),
        )


def is_no_intention(look: Look, match: Match) -> bool:
    """ "Moet Wim weg, dan …" sets something off; "hij wilde" tells."""
    words, first = look.words, match.first
    text = match.entry.text
    begins = first in look.first_words
    if begins and text in ("moeten", "willen", "proberen", "zou", "kijken of", "dreigen"):
        return True
    if text in ("wensen", "hopen", "pogen") and first and words[first - 1].low in BEFORE_NOUN | {"wat"}:
        return True
    if text == "willen" and first and words[first - 1].low in ("wat", "hoe", "wie", "wanneer"):
        return True
    if text in ("willen", "moeten"):
        back = [word.low for word in words[max(0, first - 6) : first] if word.clause == words[first].clause]
        return any(word in ("wat", "hoe", "waar", "waarom", "of", "welke", "wie") for word in back)
    if text == "werken aan" and words[first].low == "werk":
        return first > 0 and words[first - 1].low in BEFORE_NOUN
    return text == "werken aan" and first + 1 < len(words) and words[first + 1].low in ("mee", "samen")
