"""T18: keeping the dangerous person calm by giving in, or "zodat hij rustig blijft" (domain.md 6.6 [P05])."""

from workbench.wording.burden_words import giving_in
from workbench.wording.groups import group
from workbench.wording.look import Look
from workbench.wording.subjects import first_subject, subject_of

SO_THAT = frozenset({"zodat", "opdat", "omdat", "anders"})
CALM = group("calm")
HE = frozenset({"hij", "ie", "die"})
SOON = 3  # words between "zodat" and whoever has to stay calm


def appeases(look: Look, place: int) -> bool:
    """Whether somebody else gives in to the dangerous person here, or does something to keep that person calm."""
    danger = look.context.dangerous
    if not danger or not look.about_danger or look.context.doers == [danger]:
        return False
    if look.words[place].low in SO_THAT:
        return keeps_calm(look, place)
    return gives_in(look, place)


def keeps_calm(look: Look, place: int) -> bool:
    """ "…, zodat Emre in een goed humeur blijft": a consequence for the dangerous person of what another does."""
    words, sentence = look.words, look.words[place].sentence
    ahead = range(place + 1, min(place + 1 + SOON, len(words)))
    meant = any(at in look.about_danger or words[at].low in HE for at in ahead if words[at].sentence == sentence)
    rest = {word.low for word in words[place + 1 : place + 16] if word.sentence == sentence}
    if words[place].low == "omdat" or not meant or CALM.isdisjoint(rest) or with_danger(look, place):
        return False
    return first_subject(look, place) not in (look.context.dangerous, None)


def with_danger(look: Look, place: int) -> bool:
    """ "Wim loopt met Rick naar buiten": they do it together."""
    words = look.words
    return any(
        at in look.about_danger and words[at - 1].low in ("met", "samen") for at in range(max(1, place - 15), place)
    )


def gives_in(look: Look, place: int) -> bool:
    """ "geeft Rick gelijk", "blijft stil als Rick schreeuwt": of somebody other than the dangerous person."""
    wanted = giving_in().get(look.words[place].low)
    if wanted is None or place in look.conditional or subject_of(look, place) in (look.context.dangerous, None):
        return False
    return look.words[place].sentence in look.danger_sentences and (
        "" in wanted or not wanted.isdisjoint(near(look, place))
    )


def near(look: Look, place: int) -> set[str]:
    """The words around this one, in its clause."""
    clause = look.words[place].clause
    return {word.low for word in look.words[max(0, place - 8) : place + 12] if word.clause == clause}
