"""Finds the entries of a word list in a text, in every form: separable verbs, phrases, compounds (domain.md 6.6)."""

from collections.abc import Iterable, Iterator

from workbench.wording.entries import Entry, Match
from workbench.wording.groups import group
from workbench.wording.morphology import split_particle, verb_forms, word_forms
from workbench.wording.tokens import WORD, Reading, Word

GAP = 6  # words between the parts of a separable verb or a fixed phrase (domain.md 6.6)
FAR = 18  # words before a particle that closes its clause: "ruimt elke zaterdag met Luuk de hele kamer op"
MOST_KNOWN = 20_000  # words remembered between texts
# Forms of verbs that are nearly always another word ("was", "weg", "trek in drank", "per app").
OTHER_WORDS = group("other_words")


# Particles that are prepositions too belong to a verb when one of these follows: "levert … in bij Remco", but "zet … in bed".
PREPOSITIONS = group("prepositions")
AFTER_PARTICLE = group("after_particle")
ARTICLES = group("articles")
AFTER_FAR = frozenset({"", "en", "om", "zodat", "als"})


class Matcher:
    """Finds entries among the words of a text, the longest first; what is found is consumed."""

    def __init__(self, entries: Iterable[Entry], exact: bool = False) -> None:
        self.single: dict[str, Entry] = {}
        self.capitals: dict[str, tuple[str, Entry]] = {}  # "GI", but not "gi": only as it is written
        self.phrases: dict[str, dict[tuple[str, ...], Entry]] = {}
        self.loose: dict[str, list[tuple[tuple[str, ...], Entry, bool]]] = {}  # bool: only after the verb
        self.ends: dict[str, Entry] = {}
        self.starts: dict[str, Entry] = {}
        for entry in entries:
            self._add(entry, exact)
        self._known: dict[str, bool] = {}
        self._compounds: dict[str, Entry | None] = {}
        self._sizes = 1 + max(map(len, (*self.ends, *self.starts)), default=0)
        self.lengths = {
            first: sorted({len(words) for words in phrases}, reverse=True) for first, phrases in self.phrases.items()
        }

    def _add(self, entry: Entry, exact: bool) -> None:
        written = [found.replace("’", "'") for found in WORD.findall(entry.text.replace("*", "")) or [entry.text]]
        low = [word.lower() for word in written]
        if entry.verb:
            self._add_verb(entry, low)
        elif len(low) > 1:
            self._add_words(entry, low, exact)
        elif written[0].isupper() and len(written[0]) <= 2:
            self.capitals.setdefault(low[0], (written[0], entry))
        else:
            for form in forms_of(written[0], exact):
                self.single.setdefault(form, entry)
                if entry.text.startswith("*") and len(form) > 3:
                    self.ends.setdefault(form, entry)
                if entry.text.endswith("*") and len(form) > 3:
                    self.starts.setdefault(form, entry)
            for spelling in spellings(entry.text.replace("*", "")):
                self._add_phrase(spelling, entry)

    def _add_words(self, entry: Entry, low: list[str], exact: bool) -> None:
        self._add_phrase(tuple(low), entry)
        if not exact:
            for form in word_forms(low[-1]):
                self._add_phrase((*low[:-1], form), entry)
            if len(low) == 2:
                self.single.setdefault("-".join(low), entry)

    def _add_phrase(self, words: tuple[str, ...], entry: Entry) -> None:
        self.phrases.setdefault(words[0], {}).setdefault(words, entry)

    def _add_verb(self, entry: Entry, low: list[str]) -> None:
        head, rest = low[0], tuple(low[1:])
        if not head.endswith("n"):  # "haar best doen", "zich voornemen": the verb comes last
            head, rest = low[-1], tuple(low[:-1])
        particle, simple = split_particle(head)
        if rest:
            for form in verb_forms(head):
                self.loose.setdefault(form, []).append((rest, entry, False))
        else:
            for form in verb_forms(head) - OTHER_WORDS:
                self.single.setdefault(form, entry)
        if particle:
            for form in verb_forms(simple):
                for parts in {(*rest, particle), (particle, *rest)}:
                    self.loose.setdefault(form, []).append((parts, entry, True))

    def knows(self, low: str) -> bool:
        """Whether an entry may begin with this word."""
        if low not in self._known:
            if len(self._known) > MOST_KNOWN:
                self._known.clear()
                self._compounds.clear()
            self._known[low] = (
                low in self.single
                or low in self.phrases
                or low in self.loose
                or low in self.capitals
                or bool(self._compound(low))
            )
        return self._known[low]

    def find(self, text: Reading, skip: frozenset[int] | set[int] = frozenset()) -> Iterator[Match]:
        """Every entry in a text, in order, without overlap; words in `skip` (names) are never the start of one."""
        wanted = {low for low in text.vocabulary if self.knows(low)}
        if not wanted:
            return
        words, free = text.words, 0
        for at, low in enumerate(text.lows):
            if low in wanted and at >= free and at not in skip:
                found = self._at(words, at, low)
                if found:
                    yield found
                    free = max(at + 1, found.after)

    def _at(self, words: list[Word], at: int, low: str) -> Match | None:
        found = self._phrase(words, at) if low in self.phrases else None
        if found is None and low in self.loose:
            found = self._loose(words, at)
        if found is None:
            written, entry = self.capitals.get(low, ("", None))
            if entry is None or words[at].raw != written:
                entry = self.single.get(low) or self._compounds.get(low)
            found = Match(entry, at, at + 1) if entry else None
        return found

    def _phrase(self, words: list[Word], at: int) -> Match | None:
        group = self.phrases[words[at].low]
        for length in self.lengths[words[at].low]:
            entry = group.get(tuple([word.low for word in words[at : at + length]]))
            if entry and at + length <= len(words):
                return Match(entry, at, at + length)
        return None

    def _loose(self, words: list[Word], at: int) -> Match | None:
        """A verb with what belongs to it somewhere near, in the same clause: "doet … haar best", "haar best te doen"."""
        clause, begin = words[at].clause, max(0, at - GAP)
        if words[at].low in OTHER_WORDS and at and words[at - 1].low in ARTICLES:  # "de namen … op"
            return None
        near = [word.low if word.clause == clause else "" for word in words[begin : at + FAR + 2]] + [""]
        for rest, entry, later in self.loose[words[at].low]:
            if rest[0] not in near:
                continue
            for place in range(at - begin + 1 if later else 0, len(near)):
                after = parts_end(near, place, rest) if near[place] == rest[0] and begin + place != at else 0
                if after and belongs(near, begin + place - at, after, rest[-1] if later else ""):
                    return Match(entry, at, max(at + 1, begin + after))
        return None

    def _compound(self, low: str) -> Entry | None:
        """The entry with a star that this longer word ends or begins with."""
        found = None
        if self._sizes > 1:
            sizes = range(4, min(len(low), self._sizes))
            found = next(
                (entry for size in sizes if (entry := self.ends.get(low[-size:]) or self.starts.get(low[:size]))), None
            )
        self._compounds[low] = found
        return found


def parts_end(near: list[str], place: int, rest: tuple[str, ...]) -> int:
    """The place after the last of these words, when they stand here in their order, a word or two between them; else 0."""
    for part in rest[1:]:
        place = next((at for at in range(place + 1, min(place + 4, len(near))) if near[at] == part), 0)
        if not place:
            return 0
    return place + 1


def belongs(near: list[str], distance: int, after: int, particle: str) -> bool:
    """Whether what was found goes with the verb: near it, or a particle at the end of the clause; no "zet Daan in bed"."""
    follows = near[after] if after < len(near) else ""
    if distance > GAP + 2 and not (particle and follows in AFTER_FAR):
        return False
    return not (particle in PREPOSITIONS and follows and follows not in AFTER_PARTICLE)


def forms_of(word: str, exact: bool) -> Iterable[str]:
    """The forms of a word that is no verb."""
    if exact or "." in word or word.isupper():
        return {word.lower()}
    return word_forms(word.lower())


def spellings(text: str) -> Iterator[tuple[str, ...]]:
    """Other ways to write one word: "de-escalatie" in two words or in one, "z.s.m." without points."""
    parts = [part for part in text.lower().replace(".", "-").split("-") if part]
    if len(parts) > 1 and all(len(part) > 1 for part in parts):
        yield tuple(parts)
        yield ("".join(parts),)
    elif len(parts) > 1:
        yield ("".join(parts),)
