"""T21: it is done, but by whom: "wordt" with a past participle (domain.md 6.6)."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l

from workbench.wording.groups import group
from workbench.wording.look import Look, Point
from workbench.wording.morphology import PARTICLES, UNSPLIT, split_particle, third_person

WORDEN = group("worden")
HAVE = group("have")
WITH_GE = tuple((particle, particle + "ge") for particle in PARTICLES)


def passive(look: Look) -> Iterator[Point]:
    """T21: it is done, but by whom? "wordt" with a past participle in the same clause."""
    participles = {low for low in look.reading.vocabulary if is_participle(look, low)}
    for place in look.places(WORDEN) if participles else ():
        word = look.words[place]
        if word.quoted:
            continue
        found = participle_near(look, place, participles)
        if found is not None:
            first, last = sorted((place, found))
            yield Point(
                *look.at(first, last + 1), _l("It is done, but it does not say by whom."), who_does(look, place, found)
            )


def participle_near(look: Look, place: int, participles: set[str]) -> int | None:
    """The past participle that goes with a form of "worden": before it ("gebracht wordt") or after it, in the same clause."""
    words = look.words
    clause = words[place].clause
    previous = place - 1
    if previous > 0 and words[previous].low == "te" and words[previous].clause == clause:  # "dient gebeld te worden"
        previous -= 1
    had = previous > 0 and words[previous - 1].low in HAVE
    if (
        previous >= 0
        and words[previous].clause == clause
        and not had
        and words[previous].low in participles
        and previous not in look.names
    ):
        return previous
    after = place + 1
    while after < len(words) and words[after].clause == clause and after - place < 25:
        if (words[after].low in HAVE and words[after].low not in ("zijn",)) or words[after].low in WORDEN:
            return None
        if words[after].low in participles and after not in look.names:
            follows = words[after + 1].low if after + 1 < len(words) else ""
            return None if follows in HAVE - {"zijn"} and words[after].clause == clause and follows != "is" else after
        after += 1
    return beyond_aside(look, after, participles) if after < place + 4 else None


def beyond_aside(look: Look, aside: int, participles: set[str]) -> int | None:
    """ "Daan wordt, als hij huilt, getroost door Wim": the participle behind what stands between commas."""
    words = look.words
    if aside not in look.conditional or words[aside].sentence != words[aside - 1].sentence:
        return None
    at = aside
    while at < len(words) and at - aside < 20 and words[at].clause == words[aside].clause:
        at += 1
    same = [near for near in range(at, min(at + 6, len(words))) if words[near].sentence == words[aside].sentence]
    return next((near for near in same if words[near].low in participles and near not in look.names), None)


def is_participle(look: Look, low: str) -> bool:
    """Whether a word is a past participle: of a known verb, or by its shape ("ge…d", "be…d", "op…ge…t")."""
    if low in look.lists.matcher("niet_deelwoord").single:
        return False
    bare = next((low[len(particle) :] for particle, with_ge in WITH_GE if low.startswith(with_ge)), low)
    if low in look.lists.participles or bare in look.lists.participles:
        return not low.endswith("en") or bare.startswith("ge") or low in SAME_AS_INFINITIVE
    if len(low) < 5:
        return False
    if low.startswith("ge") or bare != low:
        return bare.endswith(("d", "t")) and len(bare) > 5 and not bare.endswith("heid")
    if low.startswith(UNSPLIT):
        return len(low) > 6 and low.endswith("d") and not low.endswith("heid")
    return False


SAME_AS_INFINITIVE = group("same_as_infinitive")


def who_does(look: Look, place: int, found: int) -> object:
    """ "Wie troost Bo? Schrijf de naam op: “Wim troost Bo.”" where verb and person are known; else the question alone."""
    words = look.words
    near = range(place, min(place + 20, len(words) - 1))
    agent = next((look.named_at.get(at + 1, "") for at in near if words[at].low == "door"), "")
    verb = look.lists.participles.get(words[found].low)
    whom = next((words[at].raw for at in (place - 1, place + 1) if at in look.named_at), "")
    name = agent or look.helper
    if verb and whom and name and name != whom:
        particle, simple = split_particle(verb)
        if not words[found].low.startswith(particle + "ge"):
            particle, simple = "", verb
        doing = f"{third_person(simple)} {whom}" + (f" {particle}" if particle else "")
        return _l("Who %(does)s? Write the name: “%(name)s %(does)s.”", name=name, does=doing)
    return _l("Who does it? Begin with the name, for example: “%(name)s brings …”.", name=name or "Truus")
