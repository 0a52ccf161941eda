"""The twelve steps from preparing to aftercare (domain.md 1.7): what is there of each, from the records. Facts in, steps out.

An orientation and not a form: nothing is ticked, nothing waits for a step, and a family may go back. What a step leaves behind is
named, so that people see where they are. Where no record can tell, a part is not named at all.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

VOICE_FROM_AGE = 4


class Seen(StrEnum):
    """How much of a step is there."""

    ALL = "all"
    SOME = "some"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Facts:
    """Counts of one casus."""

    sourced_harm: int = 0  # what happened, with where that comes from
    parents: int = 0  # with authority, and in reach
    parents_heard: int = 0  # of those, with words of their own: on the map, or about a worry
    temporary_plans: int = 0  # that were set
    children: int = 0  # of four years and older
    children_heard: int = 0
    dangers: int = 0
    dangers_discussed: int = 0  # with what a parent thinks of it
    goals: int = 0
    goals_rated: int = 0
    in_circles: int = 0  # people of the network in the circles
    informed: int = 0  # of those, who know the worry
    stories_approved: int = 0
    stories_told: int = 0
    meetings: int = 0
    agreements: int = 0
    tried: int = 0
    successes: int = 0
    final_plans: int = 0  # that were set
    followed: int = 0  # checks since the first final plan was set
    aftercare_plans: int = 0


@dataclass(frozen=True)
class Part:
    """One thing a step leaves behind: what, whether it is there, of how many where that counts, and the room where it is made."""

    words: Any
    there: bool
    endpoint: str
    some: int | None = None
    all: int | None = None


@dataclass(frozen=True)
class Step:
    """One step with what is there of it."""

    number: int
    title: Any
    parts: Sequence[Part]
    note: Any = None

    @property
    def seen(self) -> Seen:
        found = sum(part.there for part in self.parts)
        if found == len(self.parts):
            return Seen.ALL
        return Seen.SOME if found or any(part.some for part in self.parts) else Seen.NOTHING


def _each(words: Any, some: int, all_: int, endpoint: str) -> Part:
    """A part that is there when it is there for each of some."""
    return Part(words, all_ > 0 and some >= all_, endpoint, some, all_)


def _any(words: Any, count: int, endpoint: str) -> Part:
    return Part(words, count > 0, endpoint)


def preparing(f: Facts) -> list[Part]:
    return [_any(_l("what happened stands on the map, with its source"), f.sourced_harm, "mapping.index")]


def working_together(f: Facts) -> list[Part]:
    return [_each(_l("own words of each parent with authority, on the map or with a worry"), f.parents_heard, f.parents,
                  "goals.index")]  # fmt: skip


def directly_safe(f: Facts) -> list[Part]:
    return [_any(_l("a temporary plan with a last day"), f.temporary_plans, "plans.index")]


def voice_of_the_child(f: Facts) -> list[Part]:
    return [_each(_l("the voice of each child of four years and older"), f.children_heard, f.children, "voices.index")]


def danger_statements(f: Facts) -> list[Part]:
    return [_any(_l("a worry in words"), f.dangers, "goals.index"),
            _each(_l("what a parent thinks of it, with each worry"), f.dangers_discussed, f.dangers, "goals.index")]


def goals_and_scale(f: Facts) -> list[Part]:
    return [_each(_l("a goal with each worry"), f.goals, f.dangers, "goals.index"),
            _each(_l("a first number with each goal"), f.goals_rated, f.goals, "goals.index")]


def finding_the_network(f: Facts) -> list[Part]:
    return [_any(_l("people of the network in the circles"), f.in_circles, "network.index"),
            _each(_l("everybody in the circles knows the worry"), f.informed, f.in_circles, "network.index")]


def words_and_pictures(f: Facts) -> list[Part]:
    return [_any(_l("a story that a parent approved"), f.stories_approved, "voices.index"),
            _any(_l("a story that was told to a child"), f.stories_told, "voices.index")]


def meetings(f: Facts) -> list[Part]:
    return [_any(_l("a meeting that was held"), f.meetings, "meetings.index"),
            _any(_l("agreements"), f.agreements, "agreements.index")]


def trying_out(f: Facts) -> list[Part]:
    return [_any(_l("an agreement that was rehearsed or checked"), f.tried, "monitoring.index"),
            _any(_l("a success that was written down"), f.successes, "successes.index")]


def final_plan(f: Facts) -> list[Part]:
    return [_any(_l("a final plan that was set"), f.final_plans, "plans.index"),
            _any(_l("an approved story, for the child’s own version"), f.stories_approved, "voices.index")]


def following(f: Facts) -> list[Part]:
    return [_any(_l("a check since the final plan was set"), f.followed, "monitoring.index"),
            _any(_l("an aftercare plan"), f.aftercare_plans, "aftercare.index")]


STEPS: tuple[tuple[Any, Callable[[Facts], list[Part]], Any], ...] = (
    (_l("Prepare: put the information in order"), preparing, None),
    (_l("Get to know each other, build working together"), working_together, None),
    (_l("Directly safe: a temporary safety plan"), directly_safe, _l("Only needed where there is danger now.")),
    (_l("The voice of the child"), voice_of_the_child, None),
    (_l("Put the worries into words"), danger_statements, None),
    (_l("Goals, bottom lines and a first number"), goals_and_scale, None),
    (_l("Find the network and tell it"), finding_the_network, None),
    (_l("Words and pictures: explain it to the child"), words_and_pictures, None),
    (_l("Meet and make agreements"), meetings, None),
    (_l("Try out and test"), trying_out, None),
    (_l("Set the final plan, with a version for the child"), final_plan, None),
    (_l("Follow, do less, aftercare"), following, None),
)
NUMBERS = range(1, len(STEPS) + 1)


def steps(facts: Facts) -> list[Step]:
    """The twelve steps, each with what is there of it."""
    return [Step(number, title, rule(facts), note) for number, (title, rule, note) in enumerate(STEPS, 1)]


def first_open(found: Sequence[Step]) -> Step | None:
    """The first step of which not everything is there. One that is only needed for some families is passed over while empty."""
    return next((step for step in found if step.seen is not Seen.ALL and not (step.note and step.seen is Seen.NOTHING)), None)


def farthest(found: Sequence[Step]) -> Step | None:
    """The last step of which something is there."""
    return next((step for step in reversed(found) if step.seen is not Seen.NOTHING), None)
