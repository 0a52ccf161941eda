"""One look at one text: what was read, who is named in it, and where; shared by all checks, worked out once."""

from collections.abc import Container, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from workbench.wording.entries import Match
from workbench.wording.findings import Context
from workbench.wording.groups import group
from workbench.wording.naming import Mention, behind_title, called, mentions_in
from workbench.wording.ordinary import is_meant
from workbench.wording.tokens import Reading, Word, read
from workbench.wording.words import WordLists

CONDITIONS = group("conditions")
CHILD = 18
MOST_BACK = 30  # words of a condition that are looked at
TITLES = group("titles")
THEN = frozenset({"dan"})


class Point(NamedTuple):
    """Words to point at, why, and what to ask or suggest."""

    start: int
    end: int
    message: Any
    suggestion: Any


class Look:
    """Everything the checks ask about a text."""

    def __init__(self, text: str, kind: str, context: Context, lists: WordLists, settings: Any) -> None:
        self.text, self.kind, self.context, self.lists, self.settings = text, kind, context, lists, settings
        self.reading: Reading = read(text)
        self.words: list[Word] = self.reading.words

    @cached_property
    def mentions(self) -> list[Mention]:
        """Who is named, in order."""
        context = self.context
        people = [*context.people, *context.doers, *([context.dangerous] if context.dangerous else [])]
        known = called(list(dict.fromkeys(people)))
        return list(mentions_in(self.words, known, self.first_words)) if known else []

    @cached_property
    def first_words(self) -> set[int]:
        """The words with which a sentence begins, where a capital tells nothing."""
        return {first for first, _after in self.reading.sentences}

    @cached_property
    def names(self) -> set[int]:
        """The places of words that are (part of) a name: of somebody in the plan, or behind "meneer", "juf"."""
        named = {place for mention in self.mentions for place in range(mention.first, mention.after)}
        return named | {place for at in self.places(TITLES) for place in behind_title(self.words, at)}

    @cached_property
    def named_at(self) -> dict[int, str]:
        """The person by the place of the name."""
        return {place: m.person for m in self.mentions for place in range(m.first, m.after) if not m.owner}

    @cached_property
    def about_danger(self) -> set[int]:
        """Where the person from whom the danger comes is named."""
        return {
            mention.first
            for mention in self.mentions
            if self.context.dangerous and mention.person == self.context.dangerous
        }

    @cached_property
    def danger_sentences(self) -> set[int]:
        """The sentences in which that person is named."""
        return {self.words[place].sentence for place in self.about_danger}

    @cached_property
    def conditional(self) -> set[int]:
        """Words inside "als …", "zodra …" up to the end of that clause: what sets something off, not what is promised."""
        inside = self.before_then()
        if CONDITIONS.isdisjoint(self.reading.vocabulary):
            return inside
        clause = -1
        for place, word in enumerate(self.words):
            if word.clause != clause and word.low in CONDITIONS and self.opens_condition(place):
                clause = word.clause
            if word.clause == clause:
                inside.add(place)
        return inside

    def opens_condition(self, place: int) -> bool:
        """Not the "als" that compares, nor the "toen" of "Mira is toen gevallen"."""
        if self.words[place].low == "toen":
            return place == 0 or self.words[place - 1].clause != self.words[place].clause or not self.is_verb(place - 1)
        return not self.compares(place)

    def before_then(self) -> set[int]:
        """The words before ", dan …": "Neemt Wim niet op, dan belt Rick Remco"."""
        inside: set[int] = set()
        done = 0
        for place in self.places(THEN):
            word, previous = self.words[place], self.words[place - 1]
            first = max(done, self.reading.sentences[word.sentence][0])
            new_clause = place and previous.sentence == word.sentence and previous.clause != word.clause
            if new_clause and first < place and self.sets_off(first, place):
                inside.update(range(first, place))
                done = place
        return inside

    def sets_off(self, first: int, then: int) -> bool:
        """Whether words before "dan" are a condition: they begin with a verb or "als"; "eerst …, dan" is an order."""
        lows = set(self.reading.lows[max(first, then - MOST_BACK) : then])
        low = self.words[first].low
        begins = (
            low in CONDITIONS or (first not in self.names and low.endswith(("t", "en", "d"))) or self.is_verb(first)
        )
        return (begins or not CONDITIONS.isdisjoint(lows)) and "eerst" not in lows

    def is_verb(self, place: int) -> bool:
        """Whether a word looks like a verb: one of the lists, or a form of "zijn", "kunnen" and their like."""
        low = self.words[place].low
        if place in self.names or low in NO_VERBS:
            return False
        known = (self.lists.matcher(name).single for name in ("waarneembaar", "niet_waarneembaar"))
        return low in SMALL_VERBS or any(low in verbs for verbs in known)

    def has_verb(self, first: int, after: int) -> bool:
        """Whether a verb stands among these words, up to the end of their clause."""
        clause = self.words[first].clause if first < len(self.words) else -1
        return any(
            self.is_verb(at) for at in range(first, min(after, len(self.words))) if self.words[at].clause == clause
        )

    @property
    def beside_conditions(self) -> bool:
        """Whether something is said outside the conditions too."""
        return len(self.words) - len(self.conditional) > 2

    def compares(self, place: int) -> bool:
        """Whether "als" at this place compares ("dezelfde kamer als Rick")."""
        if self.words[place].low != "als":
            return False
        before = {word.low for word in self.words[max(0, place - 4) : place]}
        if before & COMPARING:
            return True
        if place + 1 < len(self.words) and self.words[place + 1].low in ROLES_AFTER_AS and self.ends_soon(place):
            return True
        return not self.may_hold_verb(place)

    def may_hold_verb(self, place: int) -> bool:
        """Whether a verb can follow "als": "slaapt als opa bij Bo op de kamer" has none."""
        clause, last = self.words[place].clause, place
        while last + 1 < len(self.words) and self.words[last + 1].clause == clause and last - place < 20:
            last += 1
        follows = next((word.sentence for word in self.words[last + 1 : last + 2]), -1)
        if follows == self.words[place].sentence or last - place >= 20:
            return True  # "als Kim, na haar werk, …"
        return last > place + 1 and (self.has_verb(place + 2, last + 1) or self.ends_as_verb(last))

    def ends_as_verb(self, place: int) -> bool:
        """Whether an unknown word could be a verb by its last letters."""
        word = self.words[place]
        return (
            place not in self.names
            and not word.raw[:1].isupper()
            and word.low not in PLACES
            and word.low.endswith(("t", "en", "de", "te", "d"))
        )

    def ends_soon(self, place: int) -> bool:
        """Whether the clause is over within a word or two ("als ouders")."""
        clause = self.words[place].clause
        after = self.words[place + 2 : place + 3]
        return not after or after[0].clause != clause

    def find(self, name: str) -> Iterator[Match]:
        """Entries of a list in this text, names and words with another meaning here excepted."""
        for match in self.lists.matcher(name).find(self.reading, self.names):
            if is_meant(self.reading, name, match):
                yield match

    def places(self, wanted: Container[str]) -> list[int]:
        """Where any of these words stand, in order; at once when there are none."""
        here = {low for low in self.reading.vocabulary if low in wanted}
        return [place for place, low in enumerate(self.reading.lows) if low in here] if here else []

    def at(self, first: int, after: int) -> tuple[int, int]:
        """Where words stand in the text."""
        return self.words[first].start, self.words[after - 1].end

    def said(self, first: int, after: int) -> str:
        """Those words as they were written."""
        start, end = self.at(first, after)
        return self.text[start:end]

    @property
    def whole(self) -> tuple[int, int]:
        """The text without the white space around it."""
        start = len(self.text) - len(self.text.lstrip())
        return start, max(start, len(self.text.rstrip()))

    @cached_property
    def children(self) -> list[str]:
        """The people of this casus who are known to be younger than eighteen."""
        return [name for name, age in self.context.ages.items() if age < CHILD]

    @cached_property
    def helper(self) -> str:
        """Somebody to use in an example: who does this, else a grown-up from whom no danger comes."""
        able = [
            name for name in (*self.context.doers, *self.context.people) if self.context.ages.get(name, CHILD) >= CHILD
        ]
        return next((name for name in able if name != self.context.dangerous), "")


NO_VERBS = group("no_verbs")
PLACES = group("places")
SMALL_VERBS = group("small_verbs")
COMPARING = group("comparing")
ROLES_AFTER_AS = group("roles_after_as")
