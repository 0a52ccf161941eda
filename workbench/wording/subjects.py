"""Who does what a verb says, by name: an estimate from word order, for T18."""

from workbench.wording.groups import group
from workbench.wording.look import CONDITIONS, Look

JOINS = frozenset({"en", "of", "maar"})
PRONOUNS = frozenset({"hij", "zij", "ze", "hem", "haar"})
BACK = 10  # words that are looked back
MODALS = group("modals")
BEFORE_OBJECT = group("before_object")


def subject_of(look: Look, place: int) -> str | None:
    """The name before the verb, after it when the verb comes first, or that of the verb it is joined to. None: not by name."""
    words, clause = look.words, look.words[place].clause
    before = words[place - 1].low if place and words[place - 1].clause == clause else ""
    modal = modal_before(look, place)
    if modal is not None:
        return subject_of(look, modal)
    if before in PRONOUNS:
        return None
    if before in JOINS:
        return first_subject(look, place)
    if place - 1 not in look.named_at and (inverted := name_after(look, place)):
        return inverted
    found = name_before(look, place)
    if found:
        return found
    follows = words[place + 1].low if place + 1 < len(words) else ""
    return None if not before or follows in PRONOUNS else first_subject(look, place)


def modal_before(look: Look, place: int) -> int | None:
    """The "mag" of "Wanda mag Gosia niet thuishouden": whoever may is the subject."""
    words, clause = look.words, look.words[place].clause
    if not words[place].low.endswith("n") or words[place].low in MODALS:
        return None
    for back in range(place - 1, max(-1, place - BACK), -1):
        if words[back].clause != clause or words[back].low in JOINS | CONDITIONS:
            return None
        if words[back].low in MODALS:
            return back
    return None


def is_object(look: Look, place: int) -> bool:
    """Whether a name stands behind a preposition: "de lijst van Noa", "tussen Bilal en Samira"."""
    words = look.words
    if place >= 2 and words[place - 1].low == "en" and place - 2 in look.named_at:
        return is_object(look, place - 2)
    return place > 0 and words[place - 1].low in BEFORE_OBJECT


def name_after(look: Look, place: int) -> str | None:
    """ "laat Lotte …": the name right after the verb, unless somebody was named before it."""
    follows = place + 1
    if (
        follows not in look.named_at
        or look.words[follows].clause != look.words[place].clause
        or object_first(look, place)
    ):
        return None
    return look.named_at[follows]


def name_before(look: Look, place: int) -> str | None:
    """The nearest name before the verb in its clause; past an "en" that joins verbs, the first of the sentence."""
    words, clause = look.words, look.words[place].clause
    for back in range(place - 1, max(-1, place - BACK), -1):
        if words[back].clause != clause:
            return None
        if back in look.named_at and not is_object(look, back):
            return named_first(look, back, clause)
        next_is_new = words[back + 1].low not in CONDITIONS and back + 1 not in look.named_at
        if words[back].low in JOINS and back + 1 < place and next_is_new:
            return first_subject(look, place)
    return None


def named_first(look: Look, back: int, clause: int) -> str | None:
    """In "dat Lotte Rick tegenhoudt" the first of two names side by side is who does it."""
    if back - 1 in look.named_at and look.words[back - 1].clause == clause:
        return look.named_at[back - 1]
    return look.named_at[back]


def object_first(look: Look, place: int) -> bool:
    """Whether somebody is named before the verb in this clause, so that the name after it is the object."""
    clause = look.words[place].clause
    for back in range(place - 1, max(-1, place - 10), -1):
        if look.words[back].clause != clause or look.words[back].low in JOINS:
            return look.words[back].clause == clause and look.words[back].low in JOINS
        if back in look.named_at:
            return True
    return False


def first_subject(look: Look, place: int) -> str | None:
    """The first person named in this statement outside "als …" and not behind a preposition; for "en zorgt dat …"."""
    for at in range(statement_start(look, place), place):
        if at in look.named_at and at not in look.conditional and not is_object(look, at):
            return look.named_at[at]
    return None


def statement_start(look: Look, place: int) -> int:
    """Where the sentence begins, or the part of it behind the last semicolon."""
    at = place
    while at and look.words[at - 1].sentence == look.words[place].sentence and place - at < 40:
        if ";" in look.text[look.words[at - 1].end : look.words[at].start]:
            break
        at -= 1
    return at
