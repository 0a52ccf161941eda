"""T1, T10, T14, T16, T20 and T22: is somebody named, and the right one (domain.md 6.6)."""

from collections.abc import Iterable, Iterator

from flask_babel import lazy_gettext as _l

from workbench.wording.entries import Match
from workbench.wording.findings import Finding
from workbench.wording.groups import group
from workbench.wording.look import Look, Point

POSSESSIVES = group("possessives")
ALWAYS = "altijd"
SAMEN = frozenset({"samen", "gezamenlijk", "onderling"})
TOGETHER_PHRASES = frozenset({"met elkaar"})
ALWAYS_SUBJECT = frozenset({"men", "we", "wij", "met z'n allen", "met zijn allen"})
ASKING = group("asking")
BEFORE_OBJECT = group("before_object")


def nobody_named(look: Look) -> Iterator[Point]:
    """T1: no person of this casus is named anywhere in the text."""
    if look.words and not look.mentions:
        yield Point(
            *look.whole,
            _l("Nobody is named, so everybody can think that it is somebody else's turn."),
            _l("Who does this? Write the name, for example: “%(name)s rings …”.", name=look.helper or "Truus"),
        )


def no_child_named(look: Look) -> Iterator[Point]:
    """T10: the casus has children and the goal names none of them."""
    if look.words and look.children and not {mention.person for mention in look.mentions} & set(look.children):
        child = look.children[0]
        yield Point(
            *look.whole,
            _l("No child is named, so it does not show what changes for a child."),
            _l(
                "What does %(child)s notice of it? For example: “%(child)s knows each evening who looks after him or her.”",
                child=child,
            ),
        )


def role_for_name(look: Look) -> Iterator[Point]:
    """T20: "moeder", "vader", "cliënt" always; other roles only where nobody is named. The family's own words may stay."""
    nameless = look.kind in ("goal", "agreement") and not look.mentions
    for match in look.find("rolwoord"):
        word = look.words[match.first]
        before = look.words[match.first - 1] if match.first else None
        if word.quoted or (before and before.low in POSSESSIVES and before.clause == word.clause):
            continue
        if match.entry.section != ALWAYS and not nameless:
            continue
        said = look.said(match.first, match.after)
        yield Point(
            *look.at(match.first, match.after),
            _l("“%(said)s” is a role. A name is kinder, and it is clear who is meant.", said=said),
            _l(
                "What is this person called at home? Write that name, for example: “Kim” instead of “%(said)s”.",
                said=said,
            ),
        )


def all_or_nobody(look: Look) -> Iterator[Point]:
    """T22: "iedereen", "we", "samen" without names: then nobody in particular does it."""
    for match in look.find("alle_of_niemand"):
        if look.words[match.first].quoted or somebody_does(look, match):
            continue
        yield Point(
            *look.at(match.first, match.after),
            _l("“%(said)s”: what everybody does, nobody has to do.", said=look.said(match.first, match.after)),
            _l("Who exactly? Write the names, for example: “%(name)s rings …”.", name=look.helper or "Truus"),
        )
    yield from somebody(look)


def somebody_does(look: Look, match: Match) -> bool:
    """Whether it is clear who does it all the same: "Kim en Bas … samen", "Kim belt iedereen", "vertelt hoe iedereen heet"."""
    word, text = look.words[match.first], match.entry.text
    if text in SAMEN | TOGETHER_PHRASES:
        return word.sentence in named_sentences(look) and not they_follow(look, match)
    if text in ALWAYS_SUBJECT:
        return text == "men" and word.raw.isupper()
    before = look.words[match.first - 1].low if match.first else ""
    if text == "iemand" and match.first in look.conditional:
        return True
    if before in ASKING | BEFORE_OBJECT and look.mentions:
        return True
    return before not in ("dat", "zodat") and named_before(look, match.first)


def named_sentences(look: Look) -> set[int]:
    """The sentences in which somebody is named."""
    return {look.words[mention.first].sentence for mention in look.mentions}


def they_follow(look: Look, match: Match) -> bool:
    """ "Samen brengen ze Bo …": who "ze" are is not said in this sentence."""
    after = look.words[match.after + 1 : match.after + 2]
    return match.first in look.first_words and bool(after) and after[0].low in ("ze", "zij", "we", "wij", "jullie")


def named_before(look: Look, place: int) -> bool:
    """Whether somebody who does something is named before this word in its clause ("Kim belt …", not "bij Kim …")."""
    clause = look.words[place].clause
    for back in range(place - 1, max(-1, place - 20), -1):
        if look.words[back].clause != clause:
            return False
        if back in look.named_at and (back == 0 or look.words[back - 1].low not in BEFORE_OBJECT):
            return True
    return False


def somebody(look: Look) -> Iterator[Point]:
    """ "Iemand belt …", "Je ruimt op …": a sentence that begins with nobody in particular."""
    for first in sorted(look.first_words):
        word = look.words[first]
        if word.low in ("je", "ieder") and not word.quoted and first + 1 < len(look.words):
            if word.low == "ieder" and look.words[first + 1].low.endswith(
                ("uur", "week", "dag", "weekend", "bezoek", "kind")
            ):
                continue
            yield Point(
                word.start, word.end,
                _l("“%(said)s”: what everybody does, nobody has to do.", said=word.raw),
                _l("Who exactly? Write the names, for example: “%(name)s rings …”.", name=look.helper or "Truus"),
            )  # fmt: skip


def only_professionals(doers: Iterable[Iterable[str]], network: Iterable[str]) -> Finding | None:
    """T14, about one goal: the doers of each agreement, and who belongs to the family or its own network. None: somebody does."""
    own = set(network)
    all_doers = [set(names) for names in doers]
    if not any(all_doers) or any(names & own for names in all_doers):
        return None
    return Finding(
        "T14", "vraag", _l("Only professionals do something for this goal. When they leave, nothing is left."), 0, 0,
        _l("What can somebody of the family or network do? For example: “Fatiha looks in on Friday at 20.30.”"),
    )  # fmt: skip


def checker_is_doer(doers: Iterable[str], checker: str | None) -> Finding | None:
    """T16, about one agreement: whoever does it also checks it. None: somebody else does, or nobody yet."""
    if not checker or checker not in set(doers):
        return None
    return Finding(
        "T16", "let_op", _l("%(name)s does this and also checks it.", name=checker), 0, 0,
        _l("Who else can see whether it works? For example: “Truus asks about it every Sunday.”"),
    )  # fmt: skip
