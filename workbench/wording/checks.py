"""The text checks T1-T23 (domain.md 6.6), each a pure function in one table. They point and ask; they approve nothing."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from flask_babel import lazy_gettext as _l

from workbench.wording import acting, burden, danger, holding, passive, people, plain, services, timing
from workbench.wording.findings import Context, Finding
from workbench.wording.leaks import find_contact_details
from workbench.wording.look import Look, Point
from workbench.wording.words import SHIPPED, WordLists

LET_OP, QUESTION = "let_op", "vraag"
ALL = frozenset({"goal", "agreement", "danger", "map", "family"})
GOAL, AGREEMENT, BOTH = frozenset({"goal"}), frozenset({"agreement"}), frozenset({"goal", "agreement"})
MOST = 40  # findings of one check in one text: more would not be read
MOST_TEXT = 200_000  # characters that are looked at


class Settings(NamedTuple):
    """What an organisation may choose: the reading score to aim for and the longest sentence (domain.md 6.6)."""

    target: int = 70
    longest: int = 20
    average: int = 15


class Check(NamedTuple):
    """A check: which texts it looks at, how strongly it speaks, and what finds."""

    id: str
    kinds: frozenset[str]
    severity: str
    find: Callable[[Look], Iterator[Point]]


def open_contact_details(look: Look) -> Iterator[Point]:
    """T19: a way to find somebody stands open in the text."""
    for leak in find_contact_details(look.text):
        yield Point(
            leak.start, leak.end,
            _l("Here stands a phone number, postcode, address or e-mail. Everybody who gets this text can find somebody by it."),
            _l("Must it be in this text? A name is often enough: “rings Truus” instead of her number."),
        )  # fmt: skip


CHECKS: tuple[Check, ...] = (
    Check("T1", BOTH, LET_OP, people.nobody_named),
    Check("T2", BOTH, LET_OP, acting.nothing_to_see),
    Check("T3", AGREEMENT, LET_OP, timing.no_time),
    Check("T4", BOTH, LET_OP, plain.vague_words),
    Check("T5", BOTH, LET_OP, plain.negative_wording),
    Check("T6", BOTH, QUESTION, services.service_as_goal),
    Check("T7", ALL, LET_OP, plain.jargon),
    Check("T8", ALL, LET_OP, plain.long_sentences),
    Check("T9", frozenset({"family"}), LET_OP, plain.hard_to_read),
    Check("T10", GOAL, QUESTION, people.no_child_named),
    Check("T11", GOAL, LET_OP, holding.no_holding_period),
    Check("T13", frozenset({"danger"}), LET_OP, danger.incomplete_danger),
    Check("T17", AGREEMENT, LET_OP, acting.intentions),
    Check("T18", AGREEMENT, QUESTION, burden.victim_burden),
    Check("T19", ALL, LET_OP, open_contact_details),
    Check("T20", ALL, LET_OP, people.role_for_name),
    Check("T21", BOTH, LET_OP, passive.passive),
    Check("T22", AGREEMENT, LET_OP, people.all_or_nobody),
    Check("T23", frozenset({"danger", "map"}), LET_OP, plain.labels),
)


def check(
    text: str, kind: str, context: Context, *, lists: WordLists = SHIPPED, settings: Settings = Settings()
) -> list[Finding]:
    """Every point of attention in a text of this kind ("goal", "agreement", "danger", "map", "family"), in its order."""
    look = Look(text[:MOST_TEXT], kind, context, lists, settings)
    return [
        Finding(row.id, row.severity, point.message, point.start, point.end, point.suggestion)
        for row in CHECKS
        if kind in row.kinds
        for point in islice(row.find(look), MOST)
    ]


def checks_for(kind: str) -> tuple[str, ...]:
    """The ids of the automatic checks that look at a text of this kind."""
    return tuple(row.id for row in CHECKS if kind in row.kinds)
