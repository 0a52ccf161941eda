"""What the children's-rights check asks, and when placing a child elsewhere is reasoned (domain.md 4, B15, B16). Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from workbench.rights.models import Ground, Reply

OF_A_CHILD = (1, 2, 3, 4, 5, 6, 7, 8, 10)
OF_THE_FAMILY = (9, 11, 12)
ALL = tuple(range(1, 13))
FEWEST = 10  # a group smaller than this, and a cell smaller than this, never leaves the team (security.md G.4)

BLOCK = _l(
    "Being without a home is no ground to part children and parents. Which shelter for the whole family was asked, when, "
    "of whom, with which answer?"
)


def questions_of(child_id: int | None) -> tuple[int, ...]:
    """Which questions are answered for a child, and which (None) once for the family."""
    return OF_THE_FAMILY if child_id is None else OF_A_CHILD


def answer_gaps(reply: Reply | None, *, where: str, record: Any) -> Iterator[tuple[str, Any]]:
    """Yield (field, message): a yes says where it is found (domain.md 4: "yes/no + where"), and a place has an answer."""
    if reply is Reply.YES and not where and record is None:
        yield "where", _l("Say where this is found: choose a record or write it down.")
    if reply is None and (where or record is not None):
        yield "answer", _l("Choose an answer too, or empty where it is found.")


def only_housing(grounds: Collection[Any]) -> bool:
    """B16: the only ground is being without a home, housing or poverty."""
    return set(grounds) == {Ground.HOUSING}


def thought_gaps(
    *,
    considered_since: date,
    evaluate_on: date | None,
    children: Collection[int],
    grounds: Collection[Any],
    today: date,
) -> Iterator[tuple[str, Any]]:
    """Yield (field, message) for what cannot be of a thought that is written down."""
    if considered_since > today:
        yield "considered_since", _l("This day has not come yet.")
    if evaluate_on and evaluate_on < considered_since:
        yield "evaluate_on", _l("This lies before the beginning.")
    if not children:
        yield "children", _l("Choose at least one.")
    if not grounds:
        yield "grounds", _l("Choose at least one.")


def request_gaps(*, asked_on: date, answered_on: date | None, outcome: Any, today: date) -> Iterator[tuple[str, Any]]:
    """Yield (field, message) for what cannot be of a request for the whole family."""
    if asked_on > today:
        yield "asked_on", _l("This day has not come yet.")
    if answered_on and answered_on > today:
        yield "answered_on", _l("This day has not come yet.")
    elif answered_on and answered_on < asked_on:
        yield "answered_on", _l("This lies before the day it was asked.")
    if outcome and not answered_on:
        yield "answered_on", _l("On which day did the answer come?")
    if answered_on and not outcome:
        yield "outcome", _l("What was the answer?")


def unreasoned(thought: Any, scientist_id: int | None) -> Iterator[tuple[str, Any]]:
    """Yield (field, what to do) for each thing a thought of placing elsewhere lacks to be reasoned (domain.md 4; B15, B16).

    `thought` has its grounds and children loaded; what blocks stands first.
    """
    if only_housing([one.ground for one in thought.grounds]):
        yield "grounds", BLOCK
    if scientist_id is None:
        yield "behavioural_scientist_id", _l("Name a behavioural scientist who looks along.")
    for child in thought.children:
        if not child.interest:
            yield f"interest_{child.person_id}", _l("Write down for each child what is best for this child.")
            break
    for field, words in ASKED_OF_A_THOUGHT.items():
        if not getattr(thought, field):
            yield field, words


ASKED_OF_A_THOUGHT = {
    "alternatives": _l("Write down what was tried to keep the children at home."),
    "network_answer": _l("Ask who of the network could take the children in, and write down the answer."),
    "evaluate_on": _l("Choose the day on which you look at it again."),
    "contact": _l("Write down how the children keep contact with both parents."),
    "together": _l("Say whether brothers and sisters stay together."),
    "decided_by": _l("Write down who decides."),
    "return_possible": _l("Say whether the children can come back home."),
}


def changed_since(answered_on: date, days: Iterable[date | None]) -> date | None:
    """The newest day of what the file shows, when it lies after the day of the answer; else nothing changed."""
    newest = max((day for day in days if day is not None), default=None)
    return newest if newest is not None and newest > answered_on else None


# --- the file analysis: counts only


def fit_to_leave(counts: Mapping[Any, int]) -> dict[Any, int | None]:
    """The counts of one question as they may leave the team: None for a cell below FEWEST (security.md G.4).

    Of the one hidden cell the total would tell the number, so then the smallest of the others is hidden with it.
    """
    hidden = {name for name, count in counts.items() if count < FEWEST}
    if len(hidden) == 1 and len(counts) > 1:
        hidden.add(min((name for name in counts if name not in hidden), key=lambda name: counts[name]))
    return {name: None if name in hidden else count for name, count in counts.items()}
