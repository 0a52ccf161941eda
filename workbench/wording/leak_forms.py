"""The ways in which people write a protected term: what the leak scan looks for.

A term is typed by people ("basisschool Het Anker (groep 4)", "Wilgenpad 7, 1999 ZQ Oosterlinge", "tel. 06-00000742"), so it
is taken apart first; each part gives forms of its own. A form says how sure it is by itself (see `How`).
"""

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import lru_cache
from itertools import groupby, product
from typing import NamedTuple

from workbench.wording import leak_words as w
from workbench.wording.leak_digits import Said, email_said, phone_patterns, postcode_said, street_said
from workbench.wording.leak_numbers import sure_digits
from workbench.wording.leak_terms import ProtectedTerm, kind_of
from workbench.wording.leak_text import TOKEN, fold, plain_letters, squeeze

LONG = 8  # letters from which a form is looked for inside other words too ("Oosterlingestraat"), and with a typing error
SHORTEST = 3  # less than this would be found everywhere
STEM = 5  # letters of a form that are looked for first
MOST_WAYS = 24  # spellings of one street

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
POSTCODE = re.compile(r"(?<!\w)([1-9]\d{3})[\s.-]?([A-Za-z]{2})(?!\w)")
PHONE = re.compile(r"(?<!\w)(?:\+|00)?\d(?:[\s()./-]{0,3}\d){6,14}(?!\w)")
SPLIT = re.compile(r"[,;|()\[\]\n\r\t•]|\s[-–—/]\s|:\s")
NUMBERED = re.compile(
    r"^(?P<street>(?:\d{1,2}(?:e|ste|de)\s+)?\D{3,80}?(?:\s+\d{3,4})?)[\s,]+(?:nr\.?|nummer|no\.?|huisnummer)?\s*(?P<number>\d{1,5})\s?[-/]?\s?(?:\w{0,4}|bis|hs)$",
    re.IGNORECASE,
)
PERSON_AT_HOME = re.compile(r"^(?:thuis\s+)?(?:bij|huis van|woning van|adres van)\s+(?!de |het |'t )\w+(?:\s+thuis)?$", re.IGNORECASE)


class How(Enum):
    """How sure a form is by itself."""

    ANYWHERE = 1  # long and rare: inside a longer word too
    WORD = 2  # as a word, with an ending
    NAME = 3  # an ordinary word too: needs a capital, a cue beside it, or a disguise
    GLUED = 4  # an article and such a word: only where they are written as one


class Form(NamedTuple):
    """Letters to look for: squeezed as texts are, and as they were typed."""

    letters: str
    typed: str
    how: How
    words: int = 1
    apart: frozenset[str] = frozenset()  # words before it after which it is an ordinary word, unless it is named or in disguise


class Typo(NamedTuple):
    """A long word that is also found with one typing error; one half of it stays whole."""

    word: str
    halves: tuple[str, str]
    common: bool


class Compiled(NamedTuple):
    """Everything to look for on behalf of one term."""

    stems: tuple[tuple[str, tuple[Form, ...]], ...]  # forms by their first letters
    drawn_out: tuple[str, ...]  # long forms without repeated letters
    typos: tuple[Typo, ...]
    spoken: tuple[Said, ...]  # on the line of words and digits, where the digits of it stand in order
    mail: tuple[Said, ...]  # on squeezed text in which the at-sign stays, where the first letters of it stand

    @property
    def forms(self) -> Iterator[Form]:
        return (form for _stem, forms in self.stems for form in forms)

    def forms_in(self, letters: str) -> list[Form]:
        """The forms whose letters stand somewhere in these. Most texts hold not even a stem."""
        return [form for stem, forms in self.stems if stem in letters for form in forms if form.letters in letters]


@lru_cache(maxsize=512)
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
        tuple({without_repeats(form.letters) for form in forms.values() if form.how is How.ANYWHERE and form.typed.isalpha()}),
        tuple(typos.values()), tuple(Said(sure_digits(one.first), one.pattern) for one in spoken), tuple(mail),
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
        spoken.append(postcode_said(found[1], found[2]))
    text = POSTCODE.sub(" , ", text)
    if kind not in ("street", "place", "name"):
        for found in PHONE.finditer(text):
            spoken += phone_patterns(re.sub(r"\D", "", found[0].replace("(0)", "")))
        text = PHONE.sub(" , ", text)
    if kind == "postcode" and not spoken and (digits := re.sub(r"\D", "", text)):
        spoken.append(postcode_said(digits, "".join(re.findall(r"[A-Za-z]", text))[:2]))
        text = ""
    return text, spoken, mail


def parts_of(text: str, kind: str) -> Iterator[str]:
    """The parts of a term, without those that say nothing ("groep 4", "tel")."""
    for part in [text] if kind == "name" else SPLIT.split(text):
        trimmed = part.strip(" .\"'“”‘’:-–/_")
        words = [word for word in TOKEN.findall(fold(trimmed)) if not word.isdecimal()]
        if any(len(word) > 1 and word not in w.KINDS_OF_PLACE and word not in w.NOTHING for word in words):
            yield trimmed
        elif kind in ("street", "other") and words and (NUMBERED.match(trimmed) or len(words) == 1 and kind == "other"):
            yield trimmed


def forms_of(part: str, kind: str, nr: int) -> Iterator[Form | Typo | Said]:
    """The forms of one part of a term."""
    if kind == "name":
        yield whole(part, How.NAME if is_ordinary(part) else How.WORD)
    elif kind in ("work", "school", "childcare", "doctor") and len(part.split()) > 2 and ends_as_street(part.split()[-1]):
        yield from street_forms(part.split()[-1], "")
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


def whole(part: str, how: How | None = None) -> Form:
    """A part as one form."""
    letters, words = squeeze(part), len(TOKEN.findall(fold(part)))
    return Form(letters, plain_letters(part), how or (How.ANYWHERE if len(letters) >= LONG else How.WORD), words)


def is_ordinary(part: str) -> bool:
    """Whether a name is also a word that stands in any text."""
    return plain_letters(part) in w.COMMON


def is_named_place(part: str) -> bool:
    """Whether a text of no particular kind is the name of a place: "Opvang De Luwte", "Het Anker"."""
    words = part.split()
    folded = [plain_letters(word) for word in words]
    if len(words) < 2:
        return False
    return folded[0] in w.KINDS_OF_PLACE or (folded[0] in w.ARTICLES and words[-1][:1].isupper())


def code_word_forms(part: str) -> Iterator[Form | Typo]:
    """A code word: found however it is written, also in lower case, with endings."""
    yield whole(part)
    yield from variants(part)


def variants(part: str) -> Iterator[Form | Typo]:
    """A long word spelled as it sounds, backwards, or with one error."""
    letters = plain_letters(part)
    if len(letters) < LONG:
        return
    for heard, other in w.SOUNDS:
        at = letters.find(heard)
        while at >= 0:
            spelled = letters[:at] + other + letters[at + len(heard) :]
            yield Form(squeeze(spelled), spelled, How.WORD)
            at = letters.find(heard, at + 1)
    yield Form(squeeze(letters[::-1]), letters[::-1], How.WORD)
    yield from typos_of(part)


def typos_of(part: str) -> Iterator[Typo]:
    """The long words of a part, each to be found with one error."""
    for word in TOKEN.findall(fold(part)):
        if len(word) >= LONG and word not in w.KINDS_OF_PLACE:
            half = len(word) // 2  # one error, also two letters changed about in the middle, leaves one of these whole
            yield Typo(word, (word[: half - 1], word[half + 1 :]), word in w.COMMON)


# --- streets


def street_in(part: str, kind: str, nr: int) -> tuple[str, str] | None:
    """(street, number) when a part is a street; the number may be empty."""
    found = NUMBERED.match(part)
    if found and (kind in ("street", "place", "other") or ends_as_street(found["street"])):
        return found["street"].strip(" ,."), found["number"]
    if (kind == "street" and nr == 0) or (ends_as_street(part) and kind != "other"):
        return part, ""
    return None


def ends_as_street(part: str) -> bool:
    """Whether the last word is that of a street: "Wilgenpad", "Oude Gracht"."""
    words = [plain_letters(word) for word in part.split()]
    if not words:
        return False
    return any(words[-1].endswith(end) and (len(words[-1]) > len(end) + 2 or len(words) > 1) for end in list(w.STREET_ENDS)[:13])


def street_forms(street: str, number: str) -> Iterator[Form | Typo | Said]:
    """A street with and without its number, shortened and spelled out."""
    words = [plain_letters(word) for word in re.split(r"[\s.]+", street) if plain_letters(word)]
    words = [full for word in words for full in w.FULL.get(word, word).split()]
    if not words:
        return
    ways = spellings(words)
    strong = len("".join(words)) >= 5 and not (len(words) == 1 and words[0] in w.COMMON)
    rare = [word for word in words if word not in w.ARTICLES]
    if is_ordinary_phrase(rare):
        strong, words, ways = False, rare, spellings(rare)
    for way in ways:
        letters = "".join(way)
        how = (How.ANYWHERE if len(letters) >= LONG else How.WORD) if strong else How.NAME
        if len(letters) >= 4 and (strong or way == tuple(words)):
            yield Form(squeeze(letters), letters, how, len(way))
        if number:
            yield Form(squeeze(letters + number), letters + number, How.WORD, len(way) + 1)
    yield from last_word(words, number)
    yield from variants("".join(words) if len(words) == 1 else words[-1])
    if number and not strong:
        yield street_said(words, number)


def last_word(words: list[str], number: str) -> Iterator[Form]:
    """ "de Vrieslaan" for the Burgemeester de Vrieslaan, and "Wilgenp. 7"."""
    last = words[-1]
    end = next((end for end in w.STREET_ENDS if last.endswith(end) and len(last) >= len(end) + 3), None)
    if end is None:
        return
    if len(words) > 1 and last not in w.COMMON:
        for way in w.STREET_ENDS[end]:
            letters = last.removesuffix(end) + way
            if len(letters) >= 5:
                yield Form(squeeze(letters), letters, How.WORD)
    if number and len(last) - len(end) >= 4:
        letters = last.removesuffix(end) + end[0] + number
        yield Form(squeeze(letters), letters, How.WORD, 2)


def spellings(words: list[str]) -> list[tuple[str, ...]]:
    """The ways to write these words: each shortened or not, the street's ending in every way."""
    choices: list[tuple[str, ...]] = []
    for nr, word in enumerate(words):
        if nr == len(words) - 1:
            end = next((end for end in w.STREET_ENDS if word.endswith(end)), None)
            stem = word.removesuffix(end) if end else word
            many = end is not None and (len(stem) >= 3 or len(words) > 1)
            choices.append(tuple(stem + way for way in w.STREET_ENDS[end]) if end and many else (word,))
        else:
            choices.append(tuple(dict.fromkeys((word, *w.SHORT.get(word, ())))))
    ways = list(product(*choices))
    ways = ways if len(ways) <= MOST_WAYS else [tuple(words), *ways[:MOST_WAYS], *ways[-MOST_WAYS:]]
    return [spelled for way in ways for spelled in dict.fromkeys((way, swapped(way, "ij", "y"), swapped(way, "y", "ij")))]


def swapped(words: tuple[str, ...], heard: str, other: str) -> tuple[str, ...]:
    """The same words with one spelling of a sound for another."""
    return tuple(word.replace(heard, other) for word in words)


# --- names of schools, groups, places and people


def name_forms(part: str, kind: str) -> Iterator[Form | Typo | Said]:
    """A name with and without what it is ("school"), its article, and the words of it that give it away."""
    words = [(word, plain) for word in re.split(r"[\s/&+]+", part) if (plain := plain_letters(word))]
    core = trimmed(words)
    if not core:
        return
    plain = [plain for _word, plain in core]
    if len(words) > len(core):
        yield whole(" ".join(word for word, _plain in words))
    lead = 0
    while lead < len(plain) - 1 and (plain[lead] in w.TUSSENVOEGSELS or len(plain[lead]) == 1):
        lead += 1
    rest = plain[lead:]
    if len(rest) == 1:
        yield from one_word(rest[0], plain[:lead])
    else:
        yield from many_words(rest, plain, kind)


def trimmed(words: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The words of a name without kinds and titles before and behind it, and without a number behind it."""
    says_nothing = w.KINDS_OF_PLACE | w.TITLES | {"bij", "van", "voor", "op", "in", "te", "mijn", "lijf", "nr"}
    start, end = 0, len(words)
    while start < end and words[start][1] in says_nothing and not is_surname(words, start):
        start += 1
    while end > start and (words[end - 1][1] in says_nothing or words[end - 1][1].isdecimal()) and end - start > 1:
        end -= 1
    if start == end:
        return []
    if start and words[start - 1][1] in ("van", "te"):  # "dokter van der Meer"
        start -= 1
    return words[start:end]


def is_surname(words: list[tuple[str, str]], at: int) -> bool:
    """Whether a word that is also a kind is the name itself: "dokter Bakker", "huisarts Kerk"."""
    last = at == len(words) - 1
    return last and at > 0 and words[at - 1][1] in w.TITLES | w.ARTICLES and words[at][0][:1].isupper()


def one_word(word: str, before: list[str]) -> Iterator[Form | Typo]:
    """A name of one word, with its article or "van der" where it has one."""
    if before:
        joined = "".join((*before, word))
        how = How.GLUED if w.ARTICLES.issuperset(before) and before != ["t"] else How.WORD
        yield Form(squeeze(joined), joined, how, len(before) + 1)
        if len(before) > 1:
            for way in ("".join(one[0] for one in before), "v" + "".join(one[0] for one in before[1:])):
                yield Form(squeeze(way + word), way + word, How.WORD, 2)
    if len(word) < SHORTEST:
        return
    ordinary = word in w.COMMON or w.ARTICLES.issuperset(before) * bool(before) or (bool(before) and len(word) < LONG)
    how = How.NAME if ordinary else How.ANYWHERE if len(word) >= LONG else How.WORD
    yield Form(squeeze(word), word, how, 1, w.DETERMINERS)
    for kind in ("school", "opvang", "groep", "huis", "bso", "kdv"):
        yield Form(squeeze(word + kind), word + kind, How.WORD)
    if ordinary:
        yield from typos_of(word)
    else:
        yield from variants(word)
        for city_end in place_ends(word):
            yield Form(squeeze(city_end), city_end, How.WORD)


def place_ends(word: str) -> Iterator[str]:
    """A town as an adjective: "Oosterlings", "Amsterdamse"."""
    if len(word) >= 6 and word.endswith("e"):
        yield word[:-1] + "se"
        yield word[:-1] + "s"


def many_words(rest: list[str], plain: list[str], kind: str) -> Iterator[Form | Typo]:
    """A name of several words: whole, without its last or first word, and each rare word by itself."""
    for words in dict.fromkeys((tuple(plain), tuple(rest))):
        yield joined_form(words)
    if len(rest) > 2:
        yield joined_form(tuple(rest[:-1]), least=10)
        yield joined_form(tuple(rest[1:]), least=10)
    if kind == "doctor":
        yield from one_word(rest[-1], [])
    initials = "".join(word[0] for word in rest)
    if len(initials) >= 4:
        yield Form(squeeze(initials), initials, How.NAME)
    for nr, word in enumerate(rest):
        if len(word) < 5 or word in w.KINDS_OF_PLACE or word in w.FIRST_NAMES or (kind == "doctor" and nr == 0):
            continue
        yield Form(squeeze(word), word, How.NAME)
        if len(word) >= LONG + 2 and word not in w.COMMON:
            yield Form(squeeze(word), word, How.WORD, 1, w.DETERMINERS)
            yield from typos_of(word)


def is_ordinary_phrase(words: Iterable[str]) -> bool:
    """Whether these words also stand together in any text: "oude gracht", "kleine wereld"."""
    return all(word in w.COMMON or word in w.ADJECTIVES or word in w.ARTICLES for word in words)


def joined_form(words: Iterable[str], least: int = 0) -> Form:
    """Words of a name together; too short to say anything becomes a form that is never used."""
    words = tuple(words)
    letters = "".join(words)
    if len(letters) < least:
        return Form("", "", How.WORD)
    how = How.NAME if is_ordinary_phrase(words) else How.ANYWHERE if len(letters) >= LONG else How.WORD
    return Form(squeeze(letters), letters, how, len(words), w.DETERMINERS - w.ARTICLES)


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
