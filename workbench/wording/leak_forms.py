"""The ways in which people write a protected term: what the leak scan looks for.

A term is typed by people ("basisschool Het Anker (groep 4)", "Wilgenpad 7, 1999 ZQ Oosterlinge", "tel. 06-00000742"), so it
is taken apart first; each part gives forms of its own. A form says how sure it is by itself (see `How`).
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from workbench.wording import leak_words as w
from workbench.wording.leak_digits import (
    Said,
    email_said,
    email_written,
    own_digits,
    phone_patterns,
    postcode_backwards,
    postcode_said,
)
from workbench.wording.leak_form import LONG, Form, How, Typo, is_ordinary, variants, whole
from workbench.wording.leak_names import SHORTEST, name_forms
from workbench.wording.leak_numbers import sure_digits
from workbench.wording.leak_streets import NUMBERED, ends_as_street, street_forms, street_in
from workbench.wording.leak_terms import ProtectedTerm, kind_of
from workbench.wording.leak_text import TOKEN, fold, plain_letters

SURE = (How.ANYWHERE, How.WORD)
STEM = 5  # letters of a form that are looked for first

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
POSTCODE = re.compile(r"(?<!\w)([1-9]\d{3})[\s.-]?([A-Za-z]{2})(?!\w)")
PHONE = re.compile(r"(?<!\w)(?:\+|00)?\d(?:[\s()./-]{0,3}\d){6,14}(?!\w)")
SPLIT = re.compile(r"[,;|()\[\]\n\r\t•]|\s[-–—/]\s|:\s")

PERSON_AT_HOME = re.compile(
    r"^(?:thuis\s+)?(?:bij|huis van|woning van|adres van)\s+(?!de |het |'t )\w+(?:\s+thuis)?$", re.IGNORECASE
)


class Compiled(NamedTuple):
    """Everything to look for on behalf of one term."""

    stems: tuple[tuple[str, tuple[Form, ...]], ...]  # forms by their first letters
    drawn_out: tuple[str, ...]  # long forms without repeated letters
    typos: tuple[Typo, ...]
    spoken: tuple[Said, ...]  # on the line of words and digits, where the digits of it stand in order
    mail: tuple[Said, ...]  # on squeezed text in which the at-sign stays, where the first letters of it stand
    halves: tuple[Said, ...]  # half an e-mail address, on folded text

    @property
    def forms(self) -> Iterator[Form]:
        return (form for _stem, forms in self.stems for form in forms)

    def forms_in(self, letters: str) -> list[Form]:
        """The forms whose letters stand somewhere in these. Most texts hold not even a stem."""
        return [form for stem, forms in self.stems if stem in letters for form in forms if form.letters in letters]


# Few: what is compiled holds the opened secrets of a casus, and should not stay in memory after it was looked for.
@lru_cache(maxsize=48)
def compiled(term: ProtectedTerm) -> Compiled:
    """What to look for on behalf of a term. Empty for a term of one letter, or of words that say nothing."""
    kind = kind_of(term)
    text, spoken, mail = numbers_of(term.text, kind)
    forms: dict[tuple[str, str], Form] = {}
    typos: dict[str, Typo] = {}
    for nr, part in enumerate(parts_of(text, kind)):
        for form in forms_of(part, kind, nr):
            if isinstance(form, Typo):
                typos.setdefault(form.word, form)
            elif isinstance(form, Said):
                spoken.append(form)
            elif len(form.letters) >= SHORTEST:
                known = forms.get((form.letters, form.typed))
                if known is None or form.how.value < known.how.value:
                    forms[form.letters, form.typed] = form
    stems: dict[str, list[Form]] = {}
    for form in forms.values():
        stems.setdefault(form.letters[:STEM], []).append(form)
    return Compiled(
        tuple((stem, tuple(alike)) for stem, alike in stems.items()),
        tuple({without_repeats(form.letters) for form in forms.values()
               if len(form.letters) >= LONG and form.how in SURE and form.typed.isalpha()}),
        tuple(typos.values()), tuple(Said(sure_digits(one.first), one.pattern) for one in spoken), tuple(mail),
        tuple(half for found in EMAIL.finditer(term.text) for half in email_written(found[0])),
    )  # fmt: skip


def without_repeats(letters: str) -> str:
    """Each run of one letter as one letter."""
    return "".join(letter for letter, _run in groupby(letters))


def numbers_of(text: str, kind: str) -> tuple[str, list[Said], list[Said]]:
    """The e-mail addresses, telephone numbers and postcodes in a term as patterns, and what else it holds."""
    spoken: list[Said] = []
    mail: list[Said] = []
    for found in EMAIL.finditer(text):
        mail.append(email_said(found[0]))
    text = EMAIL.sub(" , ", text)
    for found in POSTCODE.finditer(text):
        spoken += [postcode_said(found[1], found[2]), postcode_backwards(found[1], found[2])]
    text = POSTCODE.sub(" , ", text)
    if kind != "name":
        for found in PHONE.finditer(text):
            if found[0][0] in "0+" or kind not in (
                "street",
                "place",
            ):  # behind a street another number is a house number
                spoken += phone_patterns(re.sub(r"\D", "", found[0].replace("(0)", "")))
                spoken += own_digits(found[0])
                text = text.replace(found[0], " , ")
    if kind == "postcode" and not spoken and (digits := re.sub(r"\D", "", text)):
        spoken.append(postcode_said(digits, "".join(re.findall(r"[A-Za-z]", text))[:2]))
        text = ""
    return text, spoken, mail


def parts_of(text: str, kind: str) -> Iterator[str]:
    """The parts of a term, without those that say nothing ("groep 4", "tel")."""
    for part in [text] if kind == "name" else SPLIT.split(text):
        trimmed = part.strip(" .\"'“”‘’:-–/_")
        words = [word for word in TOKEN.findall(fold(trimmed)) if not word.isdecimal()]
        surname = len(words) > 1 and words[-2] in w.TITLES and trimmed.split()[-1][:1].isupper()  # "Huisarts Bakker"
        if (
            surname
            or any(len(word) > 1 and word not in w.KINDS_OF_PLACE and word not in w.NOTHING for word in words)
            or (
                kind in ("street", "other")
                and words
                and (NUMBERED.match(trimmed) or (len(words) == 1 and kind == "other"))
            )
        ):
            yield trimmed


def forms_of(part: str, kind: str, nr: int) -> Iterator[Form | Typo | Said]:
    """The forms of one part of a term."""
    if kind == "name":
        yield whole(part, How.NAME if is_ordinary(part) else How.WORD)
    elif (
        kind in ("work", "school", "childcare", "doctor")
        and len(part.split()) > 2
        and ends_as_street(part.rsplit(maxsplit=1)[-1])
    ):
        yield from street_forms(part.rsplit(maxsplit=1)[-1], "")
        yield from name_forms(part.rsplit(maxsplit=1)[0], kind)
    elif (street := street_in(part, kind, nr)) is not None:
        yield from street_forms(*street)
    elif kind in ("phone", "email", "postcode") and nr == 0 and len(plain_letters(part)) < LONG:
        return
    elif kind == "other" and not is_named_place(part):
        yield from code_word_forms(part)
    elif PERSON_AT_HOME.match(part):
        yield whole(part, How.WORD)
    elif nr and part[:1].islower() and kind != "other" and not street_in(part, kind, 0):
        return  # "Hotel Gilde, receptie": what was added in lower case describes
    else:
        yield from name_forms(part, kind)


def is_named_place(part: str) -> bool:
    """Whether a text of no particular kind is the name of a place: "Opvang De Luwte", "Het Anker"."""
    words = part.split()
    folded = [plain_letters(word) for word in words]
    if len(words) < 2:
        return False
    named = any(
        one in w.ARTICLES and word[0] in "DH'’" and after[:1].isupper()
        for one, word, after in zip(folded, words, words[1:], strict=False)
    )
    return named or folded[0] in w.KINDS_OF_PLACE or (folded[0] in w.ARTICLES and words[-1][:1].isupper())


def code_word_forms(part: str) -> Iterator[Form | Typo]:
    """A code word: found however it is written, also in lower case, with endings."""
    yield whole(part)
    for form in variants(part):
        yield form._replace(common=False) if isinstance(form, Typo) else form


def names_a_place(text: str) -> bool:
    """Whether the name of a household is that of a place ("Opvang De Luwte", "Wilgenpad 7"), and not of people ("Bij Kim")."""
    if EMAIL.search(text) or POSTCODE.search(text) or PHONE.search(text):
        return True
    for part in SPLIT.split(text):
        words = [plain_letters(word) for word in part.split()]
        known = [word in w.KINDS_OF_PLACE for word in words]
        if NUMBERED.match(part.strip()) or ends_as_street(part) or (any(known) and not all(known)):
            return not PERSON_AT_HOME.match(part.strip())
        if len(words) > 1 and words[0] in w.ARTICLES and part.split()[-1][:1].isupper():
            return True
    return False
