"""T18: is somebody else made answerable for what the dangerous person does, or a young child put on guard (domain.md 6.6 [P05]).

Calling for help is no burden: "Lotte belt Daphne als Rick aanbelt" may stand. Heuristic, so always a question.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from flask_babel import lazy_gettext as _l

from workbench.wording.appeasing import SO_THAT, appeases, near
from workbench.wording.burden_words import giving_in, loose_ways, ways
from workbench.wording.groups import group
from workbench.wording.look import Look, Point
from workbench.wording.morphology import verb_forms
from workbench.wording.subjects import subject_of

YOUNG = 12
CARE = verb_forms("zorgen") | {"regelt", "regelen", "toeziet", "ziet", "zien", "maakt", "maken"}
WATCH = verb_forms("letten")
KEEP = verb_forms("houden")
LET = verb_forms("laten")
ALLOW = verb_forms("staan")
STAY = verb_forms("blijven") | verb_forms("gaan") | verb_forms("lopen")
NEGATIVE = group("negative")
HE = group("he")
QUIET = NEGATIVE | group("kept_quiet")
COUNT = verb_forms("tellen")
BETWEEN_THEM = verb_forms("staan") | verb_forms("springen") | verb_forms("komen") | verb_forms("gaan")
STANDING, COUNTING = KEEP | BETWEEN_THEM, COUNT | BETWEEN_THEM
UPRIGHT = frozenset({"staan", "staat", "springt", "springen"})
LOOKOUT = frozenset({"uitkijk", "wacht", "loer"})
SPAN = 14
REACH = 25
TELLS = frozenset({"zien", "weten", "horen", "merken", "lezen"})  # "laat weten of Rick niet …"


@cache
def steering_words() -> frozenset[str]:
    """Every form with which one of the wordings can begin, the refusals excepted; and that of a child on guard."""
    parts = {form.split()[1] for form in loose_ways()}
    return frozenset(
        ways()["beïnvloeden"]
        | ways()["bewaken"]
        | ways()["weigeren"]
        | parts
        | CARE
        | WATCH
        | KEEP
        | LET
        | ALLOW
        | STAY
        | SO_THAT
        | giving_in().keys()
        | COUNT
    )


def victim_burden(look: Look) -> Iterator[Point]:
    """T18, at most once for each sentence, whichever of the dangerous people it is about."""
    done: set[int] = set()
    yield from _of_one(look, done)
    for other in look.context.also_dangerous:
        context = replace(look.context, dangerous=other)
        yield from _of_one(Look(look.text, look.kind, context, look.lists, look.settings), done)


def _of_one(look: Look, done: set[int]) -> Iterator[Point]:
    """What is asked of others because of one dangerous person; `done` are the sentences that were pointed at."""
    seen = look.lists.matcher("waarneembaar").single
    steering = {
        low for low in look.reading.vocabulary if low in steering_words() or (look.about_danger and low in seen)
    }
    for place in look.places(steering):
        word = look.words[place]
        if word.sentence in done or word.quoted or place in look.names:
            continue
        if guards_as_child(look, place) or answers_for_danger(look, place) or appeases(look, place):
            done.add(word.sentence)
            yield Point(
                *look.reading.span(word.sentence),
                _why(look, place),
                _l(
                    "Who is answerable for this behaviour? For example: “Rick walks by the park”, not “Lotte keeps him away”."
                ),
            )


def _why(look: Look, place: int) -> Any:
    """Why it is asked about, by name where somebody who is at risk has to do it."""
    subject = subject_of(look, place)
    at_risk = [one for one in ([subject] if subject else look.context.doers) if one in look.context.at_risk]
    if at_risk:
        return _l("%(name)s is at risk, and has to keep the danger away here.", name=at_risk[0])
    return _l("Here somebody else has to keep the danger away.")


def guards_as_child(look: Look, place: int) -> bool:
    """Whether a child under twelve protects, warns or keeps watch here."""
    low = look.words[place].low
    if low in STANDING and not LOOKOUT.isdisjoint(near(look, place)):
        return is_young(look, place)
    if low in COUNTING:
        return stands_guard(look, place) and is_young(look, place)
    if not (
        low in ways()["bewaken"]
        or separated(look, place, "bewaken")
        or low in CARE
        or (low in KEEP and ways()["houden"] & near(look, place))
    ):
        return False
    return keeps_watch(low, near(look, place)) and is_young(look, place)


def keeps_watch(low: str, around: set[str]) -> bool:
    """Whether the words beside these verbs make them guarding: "let op", "kijkt of", "zorgt voor"."""
    if low in WATCH:
        return bool(around & {"op", "erop"})
    if low.startswith(("kijk", "zorg")):
        return bool(around & {"dat", "voor", "ervoor", "of"})
    return low not in ("ziet", "zien", "maakt", "maken", "regelt", "regelen")


def is_young(look: Look, place: int) -> bool:
    """Whether whoever does what this verb says is a child under twelve."""
    young = {name for name, age in look.context.ages.items() if age < YOUNG}
    subject = subject_of(look, place)
    if subject is None:
        return bool(look.context.doers) and set(look.context.doers) <= young
    return subject in young


def stands_guard(look: Look, place: int) -> bool:
    """ "telt de flessen van Kim", "gaat tussen Bilal en Samira staan"."""
    around = near(look, place)
    if look.words[place].low in COUNT:
        return not ways()["tellen"].isdisjoint(around)
    upright = not around.isdisjoint(UPRIGHT)
    ahead = range(place, min(place + 10, len(look.words) - 1))
    return "ertussen" in around or any(
        at + 1 in look.named_at and (look.words[at].low == "tussen" or (upright and look.words[at].low == "voor"))
        for at in ahead
    )


def answers_for_danger(look: Look, place: int) -> bool:
    """Whether somebody other than the dangerous person has to steer, avoid or keep out that person."""
    danger = look.context.dangerous
    if not danger or look.context.doers == [danger]:
        return False
    if not look.about_danger:
        return False
    sentence = look.words[place].sentence
    near_places = range(max(0, place - REACH), min(place + REACH, len(look.words)))
    here = []
    if sentence in look.danger_sentences:
        here = [at for at in near_places if at in look.about_danger and look.words[at].sentence == sentence]
    targets = here or [at for at in near_places if at >= place and look.words[at].low in HE]
    if not targets or not steers(look, place, targets):
        return False
    subject = subject_of(look, place)
    return subject != danger and not (subject is None and pronoun_is_danger(look, place))


def steers(look: Look, place: int, targets: list[int]) -> bool:
    """The wordings, one by one; `targets` are the places where the dangerous person is named or meant."""
    if all(abs(at - place) > SPAN for at in targets):
        return False
    low, around = look.words[place].low, near(look, place)
    if low in ways()["beïnvloeden"] or separated(look, place, "beïnvloeden"):
        return True
    return (
        sees_to_it(look, place, targets)
        or keeps_away(look, place, targets)
        or (low in LET and not {"toe", "rust", *NEGATIVE}.isdisjoint(around) and TELLS.isdisjoint(around))
        or refuses(look, place, targets)
    )


def sees_to_it(look: Look, place: int, targets: list[int]) -> bool:
    """ "zorgt dat Rick …", "ziet erop toe dat …", "let op of Rick …", "staat niet toe dat …"."""
    word = look.words[place]
    rest = [w.low for w in look.words[place + 1 : place + SPAN] if w.sentence == word.sentence]
    after = any(0 < at - place <= SPAN for at in targets)
    if word.low.startswith("zorg"):
        return "dat" in (rest[:8] if "voor" in rest[:7] else rest[:3]) and (
            subject_after_that(look, place, targets) or (after and not QUIET.isdisjoint(rest))
        )
    if word.low in CARE or word.low in ALLOW:
        return after and "toe" in rest and "dat" in rest
    return word.low in WATCH and after and not {"op", "erop"}.isdisjoint(rest)


def keeps_away(look: Look, place: int, targets: list[int]) -> bool:
    """ "houdt Rick op afstand", "blijft uit de buurt van Rick"."""
    word, around = look.words[place], near(look, place)
    here = any(clause_of(look, at) == word.clause for at in targets)
    if word.low in STAY:
        return here and not {"buurt", "weg"}.isdisjoint(around)
    ahead = here or any(at > place for at in targets)
    return word.low in KEEP and ahead and "zich" not in around and not ways()["houden"].isdisjoint(around)


def refuses(look: Look, place: int, targets: list[int]) -> bool:
    """ "maakt Rick niet boos", "doet niet open als Rick aanbelt": a verb with "niet" or "geen" that is aimed at this person."""
    word = look.words[place]
    if place in look.conditional or (
        word.low not in ways()["weigeren"] and word.low not in look.lists.matcher("waarneembaar").single
    ):
        return False
    around = near(look, place)
    if not NEGATIVE & around or {"wel", "of"} <= around:
        return False
    if any(clause_of(look, at) == word.clause and at not in look.conditional for at in targets):
        return True
    return bool(ways()["openen"] & around) and bool(targets)


def subject_after_that(look: Look, place: int, targets: list[int]) -> bool:
    """ "zorgt dat Rick …", "zorgt ervoor dat hij …"."""
    that = next((at for at in range(place + 1, min(place + 9, len(look.words))) if look.words[at].low == "dat"), None)
    if that is None or that + 1 >= len(look.words):
        return False
    return that + 1 in targets or look.words[that + 1].low == "hij"


def clause_of(look: Look, place: int) -> int:
    return look.words[place].clause


def separated(look: Look, place: int, section: str) -> bool:
    """ "past … op", "schermt … af": the verb here, its particle further on in the clause."""
    particles = loose_ways().get(f"{section} {look.words[place].low}")
    if not particles:
        return False
    clause = look.words[place].clause
    return any(word.low in particles for word in look.words[place + 1 : place + 9] if word.clause == clause)


def pronoun_is_danger(look: Look, place: int) -> bool:
    """ "houdt hij zich in": hij is the dangerous person when nobody else does this."""
    words = look.words
    around = {
        words[at].low
        for at in (place - 1, place + 1)
        if 0 <= at < len(words) and words[at].clause == words[place].clause
    }
    return "hij" in around and (not look.context.doers or look.context.dangerous in look.context.doers)
