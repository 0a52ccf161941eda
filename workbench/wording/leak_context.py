"""Whether letters that were found are the protected term there, or chance or an ordinary word ("een anker op de boot").

A long, rare term counts wherever it stands. A short one must be a word of its own. A name that is also an ordinary word counts
with a capital that no sentence asked for, with a cue beside it ("school anker", "bij de luwte"), or in disguise ("L.u.w.t.e"):
who hides a word means the secret one. In doubt it counts.
"""

import re

from workbench.wording import leak_words as w
from workbench.wording.leak_form import LONG, Form, How
from workbench.wording.leak_text import FOLD, fold, plain_letters

WORD = re.compile(r"[^\W\d_]+")
PIECE = re.compile(r"[^\W_]+")
DIGIT_ALONE = re.compile(r"(?<![^\W_])\d+(?![^\W_])")
ENDING = re.compile(r"(?:['’`´-]?s|se|en|n|e|er|ers|je|jes|tje|tjes|pje|etje)?(?![^\W\d_])")
SENTENCE_START = re.compile(r"(?:^|[.!?:\n\r\"“”„‘«•*>])[\s\"“”„‘'(\[–—-]*$")
CLOSE_CUES = w.listed(
    """opvang noodopvang vrouwenopvang school basisschool obs cbs ikc bso kdv kinderdagverblijf kinderopvang peuterspeelzaal
    dagopvang peutergroep kindcentrum huisarts dokter dr tandarts praktijk huisartsenpraktijk arts blijfhuis psz naschoolse
    opvanghuis gezinshuis college lyceum mavo havo bs rkbs pcb pcbs sbo kc ghc hap gezondheidscentrum tandartspraktijk
    peuterschool gob sporthal kinderhuis vrouwenhuis"""
)
LIVING = w.listed(
    """woon woont wonen woonde woonden verhuisd verhuist verhuizen gemeente woonplaats plaats plaatsje dorp stad"""
)
# A capital that the sentence asks for, before one of these, is that of a noun: "Krekels zijn", "Eik, beuk en", "Toren bouwen".
AS_A_NOUN = re.compile(
    r"(?:en|n|s|es|jes|tjes|pjes|etjes)(?![^\W\d_])|,? (?:en|of) [a-z]"
    r"|, (?!de |het |een |die |mijn |haar |zijn )[a-z]+ (?:en|of) "
    r"| (?:nodig|kapot|gezocht|weg|kwijt|klaar|mee|vol|op|af)(?![^\W\d_])"
    r"|(?:[a-z]{0,4})? (?!hebben|kinderen|zeggen|kunnen|willen)[a-z]{3,}en(?![^\W\d_])"
)
SOMEBODY_DOES = re.compile(
    r" (?:belt|belde|weet|wist|haalt|haalde|brengt|bracht|zegt|zei|vraagt|vroeg|mailt|mailde|appt|appte|schrijft|schreef|meldt"
    r"|meldde|helpt|hielp|denkt|vindt|vond|sluit|opent|wil|wilde|wacht|stuurt|stuurde)\b"
)
PAUSE = re.compile(r"[,;:!?.]\s")
SHORTENED = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,})\. ?(?:(?:de|het|'t|’t) )?$")
SITTING = w.listed("zit zitten zat zaten gaat gaan ging gingen blijft blijven start begint begon")
PLANTS = ("bloem", "roos", "klaver", "boom", "tak", "blad", "tulp", "struik", "lelie", "gras")
GOING = (["op"], ["bij"], ["naar"], ["vanaf"], ["vanuit"], ["van"], ["uit"])
TOWARDS = frozenset({"bij", "naar", "vanaf", "vanuit"})
LOOKING = re.compile(
    r"\b(?:k[ie]{1,2}k|keek|keken|wijs|wijz|wees|zoek|zocht|luister|verlang|duik|dook|vraag|vroeg|teken|verf"
    r"|zwaai|lacht?e?|roept?|riep|glimlach)\w*\b",
    re.I,
)
OF_SOMETHING = re.compile(
    r"\s+(?:van|op|in|achter|tussen|onder|aan|boven|langs|naast|met|voor)\s+"
    r"(?:de|het|een|die|dat|haar|zijn|hun|mijn|ons|onze|t)\b",
    re.I,
)
# Where everybody may go: "bij de brug" tells nothing.
OUTDOORS = w.listed(
    """brug molen haven kerk kapel park bos markt speeltuin boomgaard kasteel strand duin duinen rivier plas meer plein toren
    vuurtoren dijk heide weide wei veld velden akker tuin poort kade gracht singel beek bron berg heuvel eiland baai oever
    stal schuur bakker slager kapper visser boer smid smit trein boot schip wip schommel glijbaan zandbak boom eik linde
    wilg hut tent zee water vogels vissen vis bij bijen paard koe kip schaap geit maan zon sterren ster hoek straat weg pad
    laan huisje dokter post school opvang groep klas deur raam dak wagen fiets berg bergen grot rots klif steen vriend
    vrienden familie oma opa koning wereld spiegel fontein regenton ploeg vijver waterval windmolen watermolen lantaarn
    lantaarnpaal schatkist ladder hooiberg hooimijt vlot waterput put bron kampvuur vuur bus kabelbaan draaimolen carrousel
    olifant giraf giraffe leeuw tijger aap apen zeehond egel egels uil zebra beer beren papegaai dolfijn pinguin spin slak
    merel specht kikker kikkers eekhoorn vos haas hert herten ezel pony veulen lam eend eenden zwaan zwanen ooievaar
    kerstboom appelboom kastanje beuk berk bloem bloemen roos rozen struik heg haag bijenkorf vogelhuisje vogelnest nest"""
)


def is_meant(shown: str, form: Form, start: int, end: int) -> bool:
    """Whether the letters of a form that stand here mean the term."""
    slice_ = shown[start:end]
    if slice_ == form.typed and form.how is How.NAME:  # nearly always an ordinary word, and often there
        return stands_alone(shown, start, end, form) and is_named(shown, form, start, end)
    pieces = PIECE.findall(fold(slice_))
    alone = stands_alone(shown, start, end, form)
    spaced = any(map(str.isspace, slice_)) and len(pieces) > (form.words if form.how is not How.GLUED else 1)
    if not alone and (form.how is not How.ANYWHERE or spaced):
        return False
    if not leet_is_fair(fold(slice_), form, pieces) or is_other_letter(slice_, form):
        return False
    if is_apart(shown, form, (start, end), pieces) if spaced else is_rare_noun(shown, form, (start, end)):
        return False
    if form.how is How.NAME or (form.apart and alone and is_after_one_of(shown, start, form.apart)):
        return is_disguised(slice_, form, pieces) or is_named(shown, form, start, end)
    return True


def is_apart(shown: str, form: Form, span: tuple[int, int], pieces: list[str]) -> bool:
    """Whether words with spaces between them are others than the term: chance, or a form that is written as one only."""
    start, end = span
    longest = max(map(len, pieces))
    if longest > 1 and form.how is How.GLUED:
        return True
    cut = len(pieces[-1]) < min(3, longest) and shown[end : end + 1].isalpha()  # "Hassan is"
    return cut or is_chance(shown[start:end], shown[max(0, start - 60) : start], form)


def is_rare_noun(shown: str, form: Form, span: tuple[int, int]) -> bool:
    """Whether a name that no list knows stands there as a noun: "de golfbreker op het strand"."""
    slice_ = shown[slice(*span)]
    return slice_ == form.typed and form.apart == w.INDEFINITE and is_of_a_thing(shown, *span)


def is_of_a_thing(shown: str, start: int, end: int) -> bool:
    """Whether a rare noun with its article lies somewhere: "de golfbreker op het strand"; not "op de vuurvlinder in groep 3"."""
    before = WORD.findall(shown[max(0, start - 20) : start].lower())
    return (
        before[-1:] in (["de"], ["het"])
        and before[-2:-1] not in GOING
        and bool(OF_SOMETHING.match(shown[end : end + 30]))
    )


def is_other_letter(slice_: str, form: Form) -> bool:
    """Whether a word only differs in l and i, which look alike as capital and small letter alone: "elk" is no "eik"."""
    if not (slice_.isascii() and slice_.isalpha()) or len(slice_) >= LONG or slice_.lower() == form.typed:
        return False
    return slice_[1:].islower() or slice_.isupper()


def is_chance(slice_: str, before: str, form: Form) -> bool:
    """Whether separate words happen to spell a term: "meer zicht", "de venter", "een pijl, man"; not "bij Meer zicht"."""
    pieces = WORD.findall(slice_)
    if form.words == 1 and len(slice_) <= LONG + 2 and PAUSE.search(slice_) and all(len(piece) > 1 for piece in pieces):
        return True
    if not all(one.isalnum() or one.isspace() for one in slice_):
        return False
    if slice_[0].isupper() and not SENTENCE_START.search(before):
        return False
    if pieces and pieces[0].lower() in w.COUNTING and slice_.isascii():
        return True
    return any(len(piece) > 1 and piece.lower() in w.FUNCTION_WORDS for piece in pieces)


def is_after_one_of(shown: str, start: int, words: frozenset[str]) -> bool:
    """Whether one of these words stands just before: "het gilde" is any guild."""
    before = WORD.findall(shown[max(0, start - 20) : start])
    return bool(before) and before[-1].lower() in words


def leet_is_fair(slice_: str, form: Form, pieces: list[str]) -> bool:
    """Digits read as letters must touch letters ("4nker"), or everything is spelled out; a number beside a word is a number."""
    if not any(one.isdigit() for one in slice_) or any(one.isdigit() for one in form.typed):
        return plain_digits(slice_).endswith(plain_digits(form.typed))
    letters = sum(not one.isdigit() for piece in pieces for one in piece)
    if all(len(piece) == 1 for piece in pieces):
        return letters > 0
    return not DIGIT_ALONE.search(slice_) and letters >= 2


def plain_digits(text: str) -> str:
    return "".join(one for one in text if one.isdigit())


def stands_alone(shown: str, start: int, end: int, form: Form) -> bool:
    """Whether it is a word of its own, give or take an ending or a house number."""
    while start and not FOLD[ord(shown[start - 1])]:
        start -= 1
    while end < len(shown) and not FOLD[ord(shown[end])]:
        end += 1
    numbered = form.typed[-1].isdigit()
    if start and shown[start - 1].isalpha():
        return False
    if numbered:
        return not shown[end : end + 1].isdigit()
    return ENDING.match(fold(shown[end : end + 12])) is not None


def is_disguised(slice_: str, form: Form, pieces: list[str]) -> bool:
    """Whether somebody took pains: other letters, marks inside, spelled out, capitals in the middle."""
    if plain_letters(slice_) != form.typed or not slice_.isascii():
        return True
    if len(pieces) > form.words:
        return all(len(piece) == 1 for piece in pieces) or not all(one.isspace() or one.isalnum() for one in slice_)
    return form.words == 1 and not slice_.isupper() and any(one.isupper() for one in slice_[1:])


def is_named(shown: str, form: Form, start: int, end: int) -> bool:
    """Whether an ordinary word is used as a name here."""
    before, after = shown[max(0, start - 60) : start], shown[end : end + 30]
    earlier = WORD.findall(fold(before))
    word, mass = form.typed, form.typed in w.MASS
    cue = has_cue(earlier, before, after)
    slice_ = shown[start:end]
    names = [piece for piece in WORD.findall(slice_) if piece.lower() not in w.ARTICLES]
    if all(piece[0].isupper() for piece in names[-1:] + names[:1]):
        return cue or is_capital_of_a_name(slice_, before, after, mass, shown)
    if mass:
        return is_home(earlier, word)
    if form.words > 2 and not OF_SOMETHING.match(after):  # "de kleine kapitein", article and all
        return True
    return cue or is_home(earlier, word) or is_where_somebody_goes(word, before, earlier, after)


def has_cue(earlier: list[str], before: str, after: str) -> bool:
    """Whether a school, group or doctor is said just before or just behind it."""
    near = [word for word in earlier[-4:] if word not in w.TUSSENVOEGSELS or word in ("op", "in", "aan")]
    short = SHORTENED.search(before)
    if short and any(cue.startswith(fold(short[1])) for cue in CLOSE_CUES | {"centrum"}) and len(short[1]) > 2:
        return True
    if near[-1:] == ["centrum"] and any(near[-2:-1][0].startswith(kind) for kind in ("gez", "med", "kind")):
        return True
    following = WORD.match(after.lstrip(" -")) if after[:1] in (" ", "-") else None
    return (bool(near) and near[-1] in CLOSE_CUES) or (
        following is not None and fold(following[0]) in CLOSE_CUES - {"opvang"}
    )


def is_home(earlier: list[str], word: str) -> bool:
    """Whether somebody lives there: "zij woont in zand"."""
    near = [one for one in earlier[-4:] if one not in ("in", "te", "naar", "nu", "hier", "van", "de", "het")]
    return bool(near) and near[-1] in LIVING and earlier[-1] in ("in", "te", "naar", *LIVING)


def is_capital_of_a_name(slice_: str, before: str, after: str, mass: bool, shown: str) -> bool:
    """Whether a capital says that it is a name: no sentence begins there, and nobody is shouting an ordinary word."""
    if len(slice_) > 1 and slice_.isupper() and mass and not SENTENCE_START.search(before):
        around = [word for word in (WORD.findall(before)[-1:] + WORD.findall(after)[:1]) if len(word) > 1]
        return bool(around) and not any(word.isupper() for word in around)
    if SENTENCE_START.search(before):
        if shown.strip(" .!?\n") == slice_:
            return True
        bare = fold(slice_) in w.BARE and not SOMEBODY_DOES.match(after)
        return not (mass or bare or (" " not in slice_ and AS_A_NOUN.match(after)))
    return True


def is_where_somebody_goes(word: str, before: str, earlier: list[str], after: str) -> bool:
    """Lower case, after bij or naar: "opa haalt Bo bij de luwte"; not "in de luwte", not "bij het anker op de boot"."""
    with_article = bool(earlier) and earlier[-1] in w.ARTICLES
    towards = earlier[-2:-1] if with_article else earlier[-1:]
    sits = (
        with_article and towards == ["op"] and earlier[-3:-2] and earlier[-3] in SITTING and not word.endswith(PLANTS)
    )
    if not towards or (towards[0] not in TOWARDS and not sits) or word in OUTDOORS:
        return False
    if towards[0] == "naar" and (LOOKING.search(before) or LOOKING.match(after.lstrip())):
        return False
    return not (with_article and OF_SOMETHING.match(after))
