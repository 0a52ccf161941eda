"""T1, T10, T14, T16, T20 and T22: is somebody named, and the right one (domain.md 6.6)."""

from collections.abc import Iterable, Iterator

from flask_babel import lazy_gettext as _l

from workbench.wording.findings import Finding
from workbench.wording.groups import group
from workbench.wording.look import Look, Point

POSSESSIVES = group("possessives")
ALWAYS = "altijd"
SAMEN = frozenset({"samen", "gezamenlijk", "onderling"})
TOGETHER_PHRASES = frozenset({"met elkaar"})


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
    named = {look.words[mention.first].sentence for mention in look.mentions}
    for match in look.find("alle_of_niemand"):
        word = look.words[match.first]
        if word.quoted or (match.entry.text in SAMEN | TOGETHER_PHRASES and word.sentence in named):
            continue
        if match.entry.text == "men" and word.raw.isupper():
            continue
        yield Point(
            *look.at(match.first, match.after),
            _l("“%(said)s”: what everybody does, nobody has to do.", said=look.said(match.first, match.after)),
            _l("Who exactly? Write the names, for example: “%(name)s rings …”.", name=look.helper or "Truus"),
        )
    yield from somebody(look)


def somebody(look: Look) -> Iterator[Point]:
    """ "Iemand belt …", "Je ruimt op …": a sentence that begins with nobody in particular."""
    for first in sorted(look.first_words):
        word = look.words[first]
        if (
            word.low in ("iemand", "je", "jullie", "ieder", "een ander")
            and not word.quoted
            and first + 1 < len(look.words)
        ):
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
