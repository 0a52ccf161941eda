"""The word lists of the coach: shipped as text files, extended or shortened by an organisation, and turned into every form.

A file of lists/ holds entries separated by ";" or new lines. "[werkwoorden]" starts entries of which the first word is a verb,
"*" stands for the rest of a longer word, "…=…" gives the plainer word (domain.md 6.6).
"""

from collections.abc import Iterable, Mapping
from functools import cache, cached_property

from workbench.wording.entries import Entry, entry_of, parse
from workbench.wording.groups import LISTS
from workbench.wording.matching import Matcher
from workbench.wording.morphology import infinitive_of, participle_of, strong_verbs, word_forms

NAMES = (
    "vaag", "waarneembaar", "niet_waarneembaar", "ontkenning", "intentie", "dienst_werkwoord", "dienst_woord", "jargon",
    "rolwoord", "label", "gevolg", "alle_of_niemand", "abstract", "niet_deelwoord", "tijd",
)  # fmt: skip
VERBS = frozenset({"waarneembaar", "niet_waarneembaar", "dienst_werkwoord"})  # whatever is added here is a verb
EXACT = frozenset({"tijd", "niet_deelwoord", "alle_of_niemand", "abstract", "ontkenning", "gevolg"})


class WordLists:
    """All lists together. Unchangeable: `changed` gives new ones."""

    def __init__(self, entries: Mapping[str, tuple[Entry, ...]]) -> None:
        self._entries = dict(entries)
        self._matchers: dict[str, Matcher] = {}

    def __getitem__(self, name: str) -> tuple[str, ...]:
        """The entries of a list as people write them."""
        return tuple(map(str, self._entries[name]))

    def entries(self, name: str) -> tuple[Entry, ...]:
        return self._entries[name]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._entries)

    def changed(
        self,
        additions: Mapping[str, Iterable[str]] | None = None,
        removals: Mapping[str, Iterable[str]] | None = None,
    ) -> "WordLists":
        """These lists with an organisation's additions and without its removals; a word that is both is added."""
        entries = dict(self._entries)
        for name, words in (removals or {}).items():
            gone = {form for word in words for form in removed_by(entry_of(word).text)}
            entries[name] = tuple(entry for entry in entries[name] if entry.text.strip("*").casefold() not in gone)
        for name, words in (additions or {}).items():
            entries[name] += tuple(added(word, name) for word in words if word.strip(" ;="))
        return WordLists(entries)

    def matcher(self, name: str) -> "Matcher":
        """What finds the entries of one list in a text; made once."""
        if name not in self._matchers:
            self._matchers[name] = Matcher(self._entries[name], exact=name in EXACT)
        return self._matchers[name]

    @cached_property
    def participles(self) -> dict[str, str]:
        """Past participle → infinitive, for every verb of the lists."""
        verbs = {
            entry.text
            for name in self._entries
            for entry in self._entries[name]
            if entry.verb and " " not in entry.text
        }
        return {form: verb for verb in sorted(verbs | set(strong_verbs())) for form in participle_of(verb)}


def removed_by(text: str) -> set[str]:
    """A removed word and its other forms, when these are entries too: with "adequaat" goes "adequate"."""
    low = text.strip("*").casefold()
    return {low} if " " in low else {low, *word_forms(low)}


def added(word: str, name: str) -> Entry:
    """An organisation's own entry: in a list of verbs a verb, whatever form it was typed in; elsewhere what its ending says."""
    entry = entry_of(word)
    verb = name in VERBS or (" " not in entry.text and entry.text.endswith("eren"))
    if not verb:
        return entry
    head, *rest = entry.text.lower().split()
    return entry._replace(text=" ".join([infinitive_of(head), *rest]), verb=True, section="werkwoorden")


@cache
def shipped() -> WordLists:
    return WordLists({name: tuple(parse((LISTS / f"{name}.txt").read_text("utf-8"))) for name in NAMES})


SHIPPED = shipped()
