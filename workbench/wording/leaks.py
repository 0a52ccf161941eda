"""Find what must stay hidden in text that is about to leave: an address, a phone number, a place, a code word.

People type `1999zq`, `WILGENPAD  7`, `+31 6 0000 0742`, `Wílgen-pad`, "nul zes" or "bij De Luwte". Each term becomes a few
forms (leak_forms), each text a few folded lines (leak_text, leak_numbers); a form that stands in a line is looked at where it
stands (leak_context). domain.md GA4, security.md threat 2. Pure: no database, no Flask. What it cannot see: hints such as
"naast de molen".
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice, repeat

from workbench.crypto import refuse_damaged
from workbench.wording.leak_contacts import find_contact_details
from workbench.wording.leak_context import PAUSE, is_meant, is_named
from workbench.wording.leak_digits import is_chance
from workbench.wording.leak_form import LONG, Form, How, Typo, is_known
from workbench.wording.leak_forms import Compiled, compiled, names_a_place, without_repeats
from workbench.wording.leak_numbers import Spoken
from workbench.wording.leak_terms import Leak, ProtectedTerm
from workbench.wording.leak_text import (
    KEEP,
    SQUEEZE,
    SQUEEZE_MAIL,
    SQUEEZE_SIGNS,
    TOKEN,
    Folding,
    Seen,
    fold,
    squeeze,
)
from workbench.wording.leak_typos import differs_by_one, one_error
from workbench.wording.leak_words import SPELLED

__all__ = ["Leak", "ProtectedTerm", "find_contact_details", "find_leaks", "names_a_place"]

LONGEST = 40  # letters in a word in which an error is looked for
MOST_LOOKS = 400  # places of one form in one text that are looked at; beyond it each counts
MOST_FINDS = 200  # leaks told of one term in one text: enough to stop it
STRETCHED = re.compile(r"([^\W\d_])\1\1+")
LAST_LETTERS = re.compile(r"[^\W\d_]*$")
FIRST_LETTERS = re.compile(r"[^\W\d_]*")
LONG_WORD = re.compile(rf"[^\W0-9_]{{{LONG - 1},{LONGEST}}}")
NEARBY = ((0, 0), (0, 1), (0, -1), (-1, 1), (1, -1))  # where a word with one error begins, and its letters more
MARKS = dict.fromkeys("abcdefghijklmnopqrstuvwxyz", "c") | {"van": "v"} | dict.fromkeys(SPELLED, "s")
LETTERS_SAID = re.compile(r"(?:s|c(?:vs)?){4,}")
Span = tuple[int, int]


def find_leaks(text: str, terms: Iterable[ProtectedTerm]) -> list[Leak]:
    """Every protected term that stands in the text, in the order of the text; one find per term and place."""
    seen = Scan(text)
    found: dict[tuple[ProtectedTerm, int], Leak] = {}
    for term in dict.fromkeys(terms):
        refuse_damaged(term.text, "protected term")  # a secret that cannot be read is a secret that cannot be found
        for nr, span in enumerate(seen.spans_of(compiled(term))):
            start, end = seen.seen.typed(*span)
            known = found.get((term, start))
            if known is None or known.end < end:
                found[term, start] = Leak(term, start, end)
            if nr >= MOST_FINDS:
                break
    return sorted(found.values(), key=lambda leak: (leak.start, -leak.end))


class Scan:
    """One text, and the lines that are looked along; each is made when a term asks for it."""

    def __init__(self, text: str) -> None:
        self.seen = Seen(text)
        self.kept = self.seen.shown.translate(KEEP)
        self.views = [View(self.seen.shown, SQUEEZE, SQUEEZE.of_kept(self.kept))]
        if len(self.views[0].letters) < len(self.kept):
            self.views.append(View(self.seen.shown, SQUEEZE_SIGNS, SQUEEZE_SIGNS.of_kept(self.kept)))

    def spans_of(self, term: Compiled) -> Iterator[Span]:
        """Where one term stands in what is shown."""
        for view in self.views:
            for form in term.forms_in(view.letters):
                yield from view.spans(form)
        yield from self.spans_of_numbers(term)
        yield from self.spans_of_mail(term)
        yield from self.spans_of_halves(term)
        for typo in term.typos:
            yield from self.spans_with_error(typo)
            yield from self.spans_apart_with_error(typo)
        if self.said:
            yield from self.spans_said(term.forms)
        for word, start, end in self.stretched:
            if any(letters in word for letters in term.drawn_out):
                yield self.seen.fold_places[start], self.seen.fold_places[end - 1] + 1

    def spans_of_numbers(self, term: Compiled) -> Iterator[Span]:
        """Where a telephone number, postcode or house number stands or is said."""
        for digits, pattern in term.spoken:
            if digits in self.spoken.sure_digits:
                for match in pattern.finditer(self.spoken.line):
                    start, end = self.spoken.place(*match.span())
                    if not is_chance(pattern, match, self.seen.shown[start:end]):
                        yield start, end

    def spans_of_mail(self, term: Compiled) -> Iterator[Span]:
        """Where an e-mail address stands or is said."""
        for first, pattern in term.mail:
            if first in self.mail.letters:
                for match in pattern.finditer(self.mail.letters):
                    yield self.mail.place(*match.span())

    def spans_of_halves(self, term: Compiled) -> Iterator[Span]:
        """Where half an e-mail address stands that is nobody else's."""
        for first, pattern in term.halves:
            if first in self.seen.folded:
                for match in pattern.finditer(self.seen.folded):
                    yield self.seen.fold_places[match.start()], self.seen.fold_places[match.end() - 1] + 1

    @cached_property
    def spoken(self) -> Spoken:
        return Spoken(self.seen)

    @cached_property
    def mail(self) -> "View":
        return View(self.seen.shown, SQUEEZE_MAIL, SQUEEZE_MAIL.of_kept(self.kept))

    @cached_property
    def stretched(self) -> list[tuple[str, int, int]]:
        """Words that were drawn out ("Wilgenpaaaad"), without their repeats, and where they stand in what is folded."""
        spans = dict.fromkeys(map(self.word_around, islice(STRETCHED.finditer(self.seen.folded), MOST_LOOKS)))
        return [(without_repeats(squeeze(self.seen.folded[start:end])), start, end) for start, end in spans]

    def word_around(self, letters: re.Match[str]) -> Span:
        """The word in which some letters stand, in what is folded."""
        folded, (start, end) = self.seen.folded, letters.span()
        before = LAST_LETTERS.search(folded[max(0, start - LONGEST) : start])
        behind = FIRST_LETTERS.match(folded[end : end + LONGEST])
        return start - len(before[0] if before else ""), end + len(behind[0] if behind else "")

    @cached_property
    def long_words(self) -> str:
        """The different long words of the text, each between spaces."""
        return f" {' '.join(set(LONG_WORD.findall(self.seen.folded)))} "

    def words_with(self, part: str) -> Iterator[str]:
        """The long words in which a part stands."""
        for at in occurrences(self.long_words, part):
            yield self.long_words[self.long_words.rfind(" ", 0, at) + 1 : self.long_words.find(" ", at)]

    @cached_property
    def said(self) -> list[tuple[str, list[int]]]:
        """Stretches in which letters are said by name ("Willem Isaak Lodewijk"), and the token each letter came from."""
        tokens = self.seen.tokens
        if SPELLED.keys().isdisjoint(self.seen.words):
            return []
        marks = "".join(map(MARKS.get, tokens, repeat(".")))
        stretches = []
        for run in LETTERS_SAID.finditer(marks):
            if "s" in run[0]:  # and the word before and behind: "Willem Isaak Lodewijk Gerard Eduard Nico pad"
                around = range(max(0, run.start() - 1), min(len(tokens), run.end() + 1))
                kept = [nr for nr in around if marks[nr] != "v" and marks[nr - 1 : nr + 1] != "vs"]
                letters = [SPELLED.get(tokens[nr], tokens[nr]) for nr in kept]
                owners = [nr for nr, said in zip(kept, letters, strict=True) for _letter in said]
                stretches.append(("".join(letters), owners))
        return stretches

    def spans_said(self, forms: Iterable[Form]) -> Iterator[Span]:
        """Where the letters of a form are said one by one."""
        for letters, kept in self.said:
            for form in forms:
                at = letters.find(form.typed) if len(form.typed) >= 4 else -1
                if at >= 0:
                    yield self.seen.token_range(kept[at], kept[at + len(form.typed) - 1])

    def spans_with_error(self, typo: Typo) -> Iterator[Span]:
        """Where a long word stands with one error in it."""
        near = {word for half in typo.halves if half in self.long_words for word in self.words_with(half)}
        wrong = {word for word in near if one_error(word, typo.word)}
        if not wrong:
            return
        for nr, token in enumerate(self.seen.tokens):
            if token in wrong:
                start, end = self.seen.token_range(nr, nr)
                if not typo.common or is_named(self.seen.shown, Form("", typo.word, How.NAME), start, end):
                    yield start, end

    def spans_apart_with_error(self, typo: Typo) -> Iterator[Span]:
        """Where a long word stands in pieces and with one error in it: "Koorhoen-laan"."""
        word, view = squeeze(typo.word), self.views[0]
        if typo.common or len(word) < LONG + 2:
            return
        for half, offset in ((word[: len(word) // 2 - 1], 0), (word[len(word) // 2 + 1 :], len(word) // 2 + 1)):
            for at in islice(occurrences(view.letters, half), MOST_LOOKS):
                for begin, size in NEARBY:
                    first = at - offset + (begin if offset else 0)
                    letters = view.letters[max(0, first) : first + len(word) + size]
                    if first >= 0 and differs_by_one(letters, word) and self.stands_apart(view, first, len(letters)):
                        yield view.place(first, first + len(letters))

    def stands_apart(self, view: "View", first: int, size: int) -> bool:
        """Whether letters stand in two pieces, with nothing but marks around them."""
        start, end = view.place(first, first + size)
        shown = self.seen.shown
        around = shown[start - 1 : start] + shown[end : end + 1]
        stretch = shown[start:end]
        if len(stretch) <= size or any(map(str.isalpha, around)) or PAUSE.search(stretch):
            return False
        return not all(is_known(piece) for piece in TOKEN.findall(fold(stretch))) or not any(map(str.isspace, stretch))


class View:
    """A text squeezed by one table, and where each letter of it stood."""

    def __init__(self, shown: str, table: Folding, letters: str) -> None:
        self.shown, self.table, self.letters = shown, table, letters

    @cached_property
    def places(self) -> Sequence[int]:
        return Seen.places_in(self.shown, self.table)

    def place(self, start: int, end: int) -> Span:
        """A stretch of the letters, as a stretch of what is shown."""
        return self.places[start], self.places[end - 1] + 1

    def spans(self, form: Form) -> Iterator[Span]:
        """Where a form is meant."""
        for nr, at in enumerate(occurrences(self.letters, form.letters)):
            start, end = self.place(at, at + len(form.letters))
            if nr > MOST_LOOKS or is_meant(self.shown, form, start, end):
                yield start, end


def occurrences(letters: str, form: str) -> Iterator[int]:
    """Where a form stands among the letters."""
    at = letters.find(form)
    while at >= 0:
        yield at
        at = letters.find(form, at + 1)
