"""T13: does a danger statement say who worries, about what, and what it does to the child (domain.md 1.3, 6.6)."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l

from workbench.wording.groups import group
from workbench.wording.look import Look, Point

WORRY = group("worry")
LEADS = group("leads")
FEWEST_WORDS = 3
SHORT_CLAUSE = 6
WHEREABOUTS = group("whereabouts")
OBJECTS_AFTER = group("before_object")


def incomplete_danger(look: Look) -> Iterator[Point]:
    """T13: one finding for each part that is missing."""
    if not look.words:
        return
    worry = worried_at(look)
    if worry is None:
        yield Point(
            *look.whole,
            _l("It does not say who worries about this."),
            _l("Who worries? Begin with the names, for example: “Truus and Sanne worry that …”."),
        )
    elif not says_about_what(look, worry) or only_outcome(look, worry):
        yield Point(
            *look.whole,
            _l("It does not say what the worry is about."),
            _l(
                "What does somebody do, and when did it happen? For example: “that Kim drives after drinking, as on 20 December”."
            ),
        )
    if not has_consequence(look, worry):
        yield Point(
            *look.whole,
            _l("It does not say what this does to the child, now or later."),
            _l(
                "What does the child notice now, and what later if nothing changes? For example: “Noa is afraid and stays awake.”"
            ),
        )


def worried_at(look: Look) -> int | None:
    """Where somebody (a name, "wij", a role) is said to worry."""
    words = look.words
    for place in look.places(WORRY):
        word = words[place]
        if word.quoted:
            continue
        first, after = look.reading.sentences[word.sentence]
        near = {w.low for w in words[max(first, place - 12) : min(after, place + 4)]}
        named = any(max(first, place - 14) <= at <= place + 3 for at in look.names)
        if word.low in NEEDS and not near & NEEDS[word.low]:
            continue
        if word.low in ("zorgen", "zorg") and not near & MAKE:
            continue
        if word.low == "bang" and not {w.low for w in words[place + 1 : place + 3]} & LEADS:
            continue
        if (named and not is_child_only(look, place, first)) or near & ALSO_WORRY:
            return place
    return None


NEEDS = {"hart": frozenset({"vast", "houden", "houdt"}), "wakker": frozenset({"van"})}
MAKE = group("make")
THEREFORE = group("therefore")
MAY = group("may")
OF_A_BODY = group("of_a_body")
UNITS_OF_TIME = group("short_units") | group("long_units")
ALSO_WORRY = group("also_worry")


def is_child_only(look: Look, place: int, first: int) -> bool:
    """ "Noa is bang dat …" is what it does to Noa, not who worries — unless others worry with her."""
    if look.words[place].low not in ("bang", "wakker"):
        return False
    people = {look.named_at[at] for at in range(first, place) if at in look.named_at}
    return bool(people) and people <= set(look.children)


def says_about_what(look: Look, worry: int) -> bool:
    """Whether something follows the worry: "dat Kim drinkt", "over …"."""
    words = look.words
    sentence = words[worry].sentence
    after = [word for word in words[worry + 1 : worry + 40] if word.sentence == sentence]
    if not after:  # "Truus en Bas maken zich zorgen. Kim drinkt als …"
        return worry + FEWEST_WORDS < len(words)
    return len(after) > FEWEST_WORDS or (any(word.low in LEADS for word in after[:2]) and len(after) >= FEWEST_WORDS)


def only_outcome(look: Look, worry: int) -> bool:
    """ "dat Noa later ongelukkig wordt": one short clause about a child and nothing on what somebody does."""
    words = look.words
    sentence = words[worry].sentence
    if len(look.reading.sentences) > 1 or not look.children:
        return False
    rest = [at for at in range(worry + 1, len(words)) if words[at].sentence == sentence]
    named = [look.named_at[at] for at in rest if at in look.named_at]
    opens = next((at for at in rest if words[at].low == "dat"), None)
    about = bool(named) and set(named) <= set(look.children) and opens is not None and opens + 1 in look.named_at
    return about and len(rest) <= SHORT_CLAUSE


def has_consequence(look: Look, worry: int | None) -> bool:
    """Whether a word says what happens to the child; the "bang" of whoever worries does not count, nor what stands in "als …"."""
    if look.places(THEREFORE):
        return True
    for match in look.find("gevolg"):
        place = match.first
        if place != worry and place not in look.conditional and not look.words[place].quoted and counts(look, place):
            return True
    return any(may_happen(look, place) for place in look.places(MAY)) or (
        worry is not None and any(tells_of_child(look, first, after) for first, after in after_worry(look, worry))
    )


def after_worry(look: Look, worry: int) -> Iterator[tuple[int, int]]:
    """The sentences after that of the worry, and what stands behind a semicolon or colon in it."""
    sentence = look.words[worry].sentence
    yield from look.reading.sentences[sentence + 1 :]
    after = look.reading.sentences[sentence][1]
    for at in range(worry + 1, after):
        gap = look.text[look.words[at - 1].end : look.words[at].start]
        if ";" in gap or ":" in gap:
            yield at, after


def tells_of_child(look: Look, first: int, after: int) -> bool:
    """Whether a sentence is about a child and says more than where the child is ("Mila is thuis") or how old."""
    subject = next((at for at in range(first, min(after, first + 8)) if at in look.named_at), None)
    if subject is None or look.named_at[subject] not in (look.children or look.named_at.values()):
        return False
    if look.words[subject].quoted or (look.words[subject - 1].low in OBJECTS_AFTER and subject > first):
        return False
    told = [at for at in range(first, after) if at not in look.names and at not in look.conditional]
    return any(not says_where(look.words[at].low) for at in told)


def says_where(low: str) -> bool:
    """Whether a word belongs to saying where somebody is, or how old."""
    return low in WHEREABOUTS or low[0].isdigit()


def may_happen(look: Look, place: int) -> bool:
    """ "Daan kan …", "de kinderen kunnen …": what can still happen to a child."""
    before = {word.low for word in look.words[max(0, place - 4) : place] if word.clause == look.words[place].clause}
    child = any(look.named_at.get(at) in look.children for at in range(max(0, place - 4), place + 2))
    return child or bool(before & {"kinderen", "kind", "baby"})


def counts(look: Look, place: int) -> bool:
    """ "alleen" counts for somebody who is alone, not for "alleen als"."""
    words = look.words
    low = words[place].low
    after = words[place + 1].low if place + 1 < len(words) else ""
    before = words[place - 1].low if place else ""
    if low in OF_A_BODY and belongs_to_adult(look, place):
        return False
    if low == "alleen":
        return after not in ("met", "als", "maar", "via", "op", "aan") and before != "niet"
    if low in ("moe", "boos"):
        return not any(w.low == look.context.dangerous for w in words[max(0, place - 3) : place]) and is_about_child(
            look, place
        )
    if low in ("slaapt", "slapen", "valt", "vallen", "later"):
        return not (low in ("valt", "vallen") and "slaap" in (before, after)) and (
            low != "later" or (after not in ("thuis", "dan") and before not in UNITS_OF_TIME)  # "een uur later"
        )
    return True


def belongs_to_adult(look: Look, place: int) -> bool:
    """ "Wendy pijn in haar rug heeft": whoever is named last before the word is no child, and no child comes after it."""
    words = look.words
    clause = words[place].clause
    names = [
        look.named_at[at]
        for at in range(max(0, place - 8), place)
        if at in look.named_at and words[at].clause == clause
    ]
    return bool(look.children and names) and names[-1] not in look.children


def is_about_child(look: Look, place: int) -> bool:
    """Whether the nearest person named before a word is a child, or nobody's age is known."""
    if not look.children:
        return True
    near = next((look.named_at[at] for at in range(place - 1, max(-1, place - 8), -1) if at in look.named_at), None)
    return near in look.children
