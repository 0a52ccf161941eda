"""T18: is somebody else made answerable for what the dangerous person does, or a young child put on guard (domain.md 6.6 [P05]).

Calling for help is no burden: "Lotte belt Daphne als Rick aanbelt" may stand. Heuristic, so always a question.
"""

from collections.abc import Iterator
from functools import cache

from flask_babel import lazy_gettext as _l

from workbench.wording.groups import LISTS, group
from workbench.wording.look import CONDITIONS, Look, Point
from workbench.wording.morphology import split_particle, verb_forms
from workbench.wording.words import parse

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
JOINS = group("joins")
PRONOUNS = group("pronouns")
SPAN = 14
REACH = 25


@cache
def ways() -> dict[str, frozenset[str]]:
    """The words of the list, verbs in every form, by section."""
    found: dict[str, set[str]] = {}
    for entry in parse((LISTS / "last.txt").read_text("utf-8")):
        found.setdefault(entry.section, set()).update(
            {entry.text} if entry.section in ("houden", "openen") else verb_forms(entry.text)
        )
    return {section: frozenset(words) for section, words in found.items()}


@cache
def loose_ways() -> dict[str, frozenset[str]]:
    """For separable verbs ("past … op", "houdt … tegen") the form of the verb → the particles that make it one of these."""
    found: dict[str, set[str]] = {}
    for entry in parse((LISTS / "last.txt").read_text("utf-8")):
        particle, simple = split_particle(entry.text)
        if particle and entry.section in ("beïnvloeden", "bewaken"):
            for form in verb_forms(simple):
                found.setdefault(f"{entry.section} {form}", set()).add(particle)
    return {form: frozenset(particles) for form, particles in found.items()}


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
    )


def victim_burden(look: Look) -> Iterator[Point]:
    """T18, at most once for each sentence."""
    done: set[int] = set()
    seen = look.lists.matcher("waarneembaar").single
    steering = {
        low for low in look.reading.vocabulary if low in steering_words() or (look.about_danger and low in seen)
    }
    for place in look.places(steering):
        word = look.words[place]
        if word.sentence in done or word.quoted or place in look.names:
            continue
        if guards_as_child(look, place) or answers_for_danger(look, place):
            done.add(word.sentence)
            yield Point(
                *look.reading.span(word.sentence),
                _l("Here somebody else has to keep the danger away."),
                _l(
                    "Who is answerable for this behaviour? For example: “Rick stays away from the street” instead of “Lotte keeps Rick away”."
                ),
            )


def guards_as_child(look: Look, place: int) -> bool:
    """Whether a child under twelve protects, warns or keeps watch here."""
    low = look.words[place].low
    if not (
        low in ways()["bewaken"]
        or separated(look, place, "bewaken")
        or low in CARE
        or (low in KEEP and ways()["houden"] & near(look, place))
    ):
        return False
    if place in look.conditional and look.words[place].low in ("ziet", "zien", "maakt", "maken"):
        return False
    if low in ("ziet", "zien", "maakt", "maken", "regelt", "regelen") or (
        low in WATCH and not near(look, place) & {"op", "erop"}
    ):
        return False
    if low.startswith(("kijk", "zorg")) and not near(look, place) & {"dat", "voor", "ervoor", "of"}:
        return False
    young = {name for name, age in look.context.ages.items() if age < YOUNG}
    subject = subject_of(look, place)
    if subject is None:
        return bool(look.context.doers) and set(look.context.doers) <= young
    return subject in young


def answers_for_danger(look: Look, place: int) -> bool:
    """Whether somebody other than the dangerous person has to steer, avoid or keep out that person."""
    danger = look.context.dangerous
    if not danger or look.context.doers == [danger]:
        return False
    if not look.about_danger:
        return False
    sentence = look.words[place].sentence
    near_places = range(max(0, place - REACH), min(place + REACH, len(look.words)))
    here = [at for at in near_places if at in look.about_danger and look.words[at].sentence == sentence]
    targets = here or [at for at in near_places if at >= place and look.words[at].low in HE]
    if not targets:
        return False
    if not steers(look, place, targets):
        return False
    subject = subject_of(look, place)
    return subject != danger and not (subject is None and pronoun_is_danger(look, place))


def steers(look: Look, place: int, targets: list[int]) -> bool:
    """The wordings: zorgt dat …, let op …, laat … niet binnen, houdt … op afstand, blijft uit de buurt van …, maakt … niet boos."""
    word, low = look.words[place], look.words[place].low
    around = near(look, place)
    ahead = [w.low for w in look.words[place + 1 : place + 4] if w.sentence == word.sentence]
    close = any(abs(at - place) <= SPAN for at in targets)
    after = any(0 < at - place <= SPAN for at in targets)
    rest = {w.low for w in look.words[place + 1 : place + SPAN] if w.sentence == word.sentence}
    if low in ways()["beïnvloeden"] or separated(look, place, "beïnvloeden"):
        return close
    if low in CARE and low.startswith("zorg"):
        return "dat" in ahead and (subject_after_that(look, place, targets) or (after and bool(QUIET & rest)))
    if low in CARE and ("toe" in ahead or "toe" in around) and "dat" in rest and after:
        return True
    if low in WATCH:
        return bool({"op", "erop"} & rest) and after
    if low in KEEP:
        return (
            close
            and bool(ways()["houden"] & around)
            and any(at > place or clause_of(look, at) == word.clause for at in targets)
            and "zich" not in around
        )
    if low in LET:
        return close and (bool(NEGATIVE & around) or "toe" in around or "rust" in around) and "zien" not in around
    if low in ALLOW and "toe" in around:
        return after
    if low in STAY and ({"buurt", "weg"} & around):
        return any(clause_of(look, at) == word.clause for at in targets)
    return refuses(look, place, targets)


def refuses(look: Look, place: int, targets: list[int]) -> bool:
    """ "maakt Rick niet boos", "doet niet open als Rick aanbelt": a verb with "niet" or "geen" that is aimed at this person."""
    word = look.words[place]
    if place in look.conditional or (
        word.low not in ways()["weigeren"] and word.low not in look.lists.matcher("waarneembaar").single
    ):
        return False
    around = near(look, place)
    if not NEGATIVE & around:
        return False
    if any(clause_of(look, at) == word.clause and at not in look.conditional for at in targets):
        return True
    return bool(ways()["openen"] & around) and bool(targets)


def subject_after_that(look: Look, place: int, targets: list[int]) -> bool:
    """ "zorgt dat Rick …", "zorgt ervoor dat hij …"."""
    that = next((at for at in range(place + 1, min(place + 4, len(look.words))) if look.words[at].low == "dat"), None)
    if that is None or that + 1 >= len(look.words):
        return False
    return that + 1 in targets or look.words[that + 1].low == "hij"


def clause_of(look: Look, place: int) -> int:
    return look.words[place].clause


def near(look: Look, place: int) -> set[str]:
    """The words around this one, in its clause."""
    clause = look.words[place].clause
    return {word.low for word in look.words[max(0, place - 8) : place + 12] if word.clause == clause}


def separated(look: Look, place: int, section: str) -> bool:
    """ "past … op", "schermt … af": the verb here, its particle further on in the clause."""
    particles = loose_ways().get(f"{section} {look.words[place].low}")
    if not particles:
        return False
    clause = look.words[place].clause
    return any(word.low in particles for word in look.words[place + 1 : place + 9] if word.clause == clause)


def subject_of(look: Look, place: int) -> str | None:
    """Who does what this verb says: the name before it, after it when the verb comes first, or that of the verb it is joined to."""
    words, clause = look.words, look.words[place].clause
    before = words[place - 1] if place and words[place - 1].clause == clause else None
    if before is None or place - 1 not in look.named_at:
        follows = place + 1
        if before is None or before.low not in JOINS | PRONOUNS:
            if (
                follows < len(words)
                and words[follows].clause == clause
                and follows in look.named_at
                and not object_first(look, place)
            ):
                return look.named_at[follows]
    if before is not None and before.low in JOINS:
        return first_subject(look, place)
    if before is not None and before.low in PRONOUNS:
        return None
    for back in range(place - 1, max(-1, place - 10), -1):
        if words[back].clause != clause:
            break
        if (
            words[back].low in JOINS
            and back + 1 < place
            and words[back + 1].low not in CONDITIONS
            and back + 1 not in look.named_at
        ):
            return first_subject(look, place)
        if back in look.named_at:
            return named_first(look, back, clause)
    if before is None or (place + 1 < len(words) and words[place + 1].low in PRONOUNS):
        return None
    return first_subject(look, place)


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
    """The first person named in this sentence outside "als …"; for "en zorgt dat …"."""
    sentence = look.words[place].sentence
    first, _after = look.reading.sentences[sentence]
    for at in range(first, min(place, first + 40)):
        if at in look.named_at and at not in look.conditional:
            return look.named_at[at]
    return None


def pronoun_is_danger(look: Look, place: int) -> bool:
    """ "houdt hij zich in": hij is the dangerous person when nobody else does this."""
    words = look.words
    around = {
        words[at].low
        for at in (place - 1, place + 1)
        if 0 <= at < len(words) and words[at].clause == words[place].clause
    }
    return "hij" in around and (not look.context.doers or look.context.dangerous in look.context.doers)
