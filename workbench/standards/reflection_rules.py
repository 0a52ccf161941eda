"""What the method asks of a reflection, which question fits now, and what is asked where a barrier of the field shows.

Sources: domain.md 3 (barriers and remedies), 3.3 (fields), 2.6 (why a reflection is the worker's own). Pure.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from workbench.standards.rules import NUMBERS

FEWEST_CHARACTERS = 20  # of the example (domain.md 3.3)
STRENGTHS = 3  # so many strengths and not one worry: ask what nobody says
OFTEN_POSTPONED = 2  # moved to a later day so often: ask what makes it hard
NOT_NOW = timedelta(weeks=3)  # how long a prompt that was put away stays away
WITH_SOMEBODY = ("together", "watch_along")  # needs a colleague can help with
FAMILIES_SAY = 20  # answers of families a team reads at once

# Which question goes with what happened: seeing only strengths, a signal that waits, a step that is put off.
STANDARD_OF = {
    "strengths_only": 1, "signal_waits": 3, "step_postponed": 2, "meeting_postponed": 2, "learning_postponed": 2,
}  # fmt: skip


@dataclass(frozen=True)
class Written:
    """What a reflection says, as far as rules look at it."""

    example: str
    need: Any
    need_reason: str
    with_id: int | None
    reserved_on: date | None
    reserved_at: Any
    reserved_minutes: int | None
    discussed_in: Any
    discussed_on: date | None


def faults(said: Written, today: date) -> Iterator[tuple[str, Any]]:
    """Yield (field, message) for what a reflection lacks (domain.md 3.3)."""
    if len(said.example) < FEWEST_CHARACTERS:
        yield "example", _l("Give an example of at least %(least)s characters.", least=FEWEST_CHARACTERS)
    if said.need == "none" and not said.need_reason:
        yield "need_reason", _l("Say why nothing is needed now.")
    if said.with_id is not None and said.need not in WITH_SOMEBODY:
        yield "with_id", _l("A colleague goes with “together” or with watching a colleague at work.")
    if said.reserved_on is None and (said.reserved_at is not None or said.reserved_minutes is not None):
        yield "reserved_on", _l("On which day?")
    yield from talk_faults(said.discussed_in, said.discussed_on, today)


def talk_faults(discussed_in: Any, discussed_on: date | None, today: date) -> Iterator[tuple[str, Any]]:
    """Yield (field, message) for when and where a reflection was talked about."""
    if discussed_on is not None and discussed_on > today:
        yield "discussed_on", _l("It was discussed on a day that has been.")
    if discussed_on is not None and discussed_in == "not_yet":
        yield "discussed_in", _l("Where did you discuss it?")


# --- which question fits now


class Fits(NamedTuple):
    """The standard whose question fits now, and why: something "happened", "never" reflected on, or the "oldest"."""

    standard: int
    why: str
    prompt: Any = None


def fitting(newest: Mapping[int, date], prompts: Sequence[Any]) -> Fits:
    """What happened since a reflection on it comes first, then what was never reflected on, then what is longest ago.

    `newest`: standard → day of the newest reflection; `prompts` have a `standard` and a day (`since`).
    """
    for prompt in prompts:
        if prompt.standard not in newest or newest[prompt.standard] < prompt.since:
            return Fits(prompt.standard, "happened", prompt)
    never = [number for number in NUMBERS if number not in newest]
    if never:
        return Fits(never[0], "never")
    return Fits(min(newest, key=lambda number: (newest[number], number)), "oldest")


# --- development: the own words put in a row, for their owner only


class Step(NamedTuple):
    """One reflection in the row of its standard."""

    id: int
    on: date
    level: int


def rows_of(steps: Iterable[tuple[int, Step]]) -> dict[int, list[Step]]:
    """The steps of each standard, oldest first; a standard without any is not in it."""
    found: dict[int, list[Step]] = {}
    for standard, step in steps:
        found.setdefault(standard, []).append(step)
    return {number: sorted(found[number], key=lambda one: (one.on, one.id)) for number in NUMBERS if number in found}
