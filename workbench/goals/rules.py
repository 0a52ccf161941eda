"""What the method asks of danger statements, goals, bottom lines and numbers (domain.md 1.3-1.6, 6.3, 6.4)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l

from workbench.goals.models import BottomLineStatus, DangerStatus, GoalStatus, HoldUnit, RatingForm
from workbench.goals.sentences import compose_danger, compose_goal, compose_hold, unnamed

__all__ = ["compose_danger", "compose_goal", "compose_hold"]

LOWEST, HIGHEST = 0, 10  # B9
MOST_DANGERS = 3  # B8: one for each issue, try not to have more
MOST_BOTTOM_LINES = 5  # few, or they are no bottom lines any more
FEWEST_WORDS = 4  # of a behaviour that somebody can see
APART = 2  # from here a difference between two numbers is worth a question
FACES = (0, 3, 5, 8, 10)  # B9: five faces on the scale of 0 to 10

# domain.md 6.3: concept → discussed → set → reached, or let go with a reason. What was over can be taken up again, with a
# reason: a worry may return, and then it has its history.
NEXT_DANGER = {
    DangerStatus.CONCEPT: (DangerStatus.DISCUSSED, DangerStatus.WITHDRAWN),
    DangerStatus.DISCUSSED: (DangerStatus.WITHDRAWN,),
    DangerStatus.WITHDRAWN: (DangerStatus.DISCUSSED,),
}
NEXT_GOAL = {
    GoalStatus.CONCEPT: (GoalStatus.DISCUSSED, GoalStatus.LET_GO),
    GoalStatus.DISCUSSED: (GoalStatus.SET, GoalStatus.LET_GO),
    GoalStatus.SET: (GoalStatus.REACHED, GoalStatus.LET_GO),
    GoalStatus.REACHED: (GoalStatus.SET,),
    GoalStatus.LET_GO: (GoalStatus.DISCUSSED,),
}
NEXT_BOTTOM_LINE = {
    BottomLineStatus.ACTIVE: (BottomLineStatus.REACHED, BottomLineStatus.WITHDRAWN),
    BottomLineStatus.REACHED: (BottomLineStatus.ACTIVE, BottomLineStatus.WITHDRAWN),
    BottomLineStatus.WITHDRAWN: (),
}


def too_many_dangers(number: int, most: int = MOST_DANGERS) -> bool:
    """B8: more than three divides the attention of everybody; the organisation may set another number."""
    return number > most


def too_many_bottom_lines(number: int, most: int = MOST_BOTTOM_LINES) -> bool:
    """domain.md 1.6: few, or they are no bottom lines any more; the organisation may set another number."""
    return number > most


def needs_reason(now: Any, to: Any) -> bool:
    """Whether this step asks for a reason: letting go, withdrawing, reaching a bottom line, and taking up again."""
    over = (DangerStatus.WITHDRAWN, GoalStatus.LET_GO, BottomLineStatus.WITHDRAWN)
    again = now in over or now in (GoalStatus.REACHED, BottomLineStatus.REACHED)
    return to in over or again or (now, to) == (BottomLineStatus.ACTIVE, BottomLineStatus.REACHED)


def danger_gaps(
    *, worried: Collection[int], children: Collection[int], examples: Collection[int], threat_without_harm: str
) -> Iterator[tuple[str, Any]]:
    """Yield (field, message) for what a danger statement lacks: who, about which child, and what it rests on."""
    if not worried:
        yield "worried", _l("Choose who worries: at least one person.")
    if not children:
        yield "children", _l("Choose for which child.")
    if not examples and not threat_without_harm:
        yield "examples", _l("Choose at least one event from the map, or write why there is none.")


def goal_gaps(*, shows: Collection[int], sees: Collection[int], good_enough: int | None) -> Iterator[tuple[str, Any]]:
    """Yield (field, message) for what a goal lacks: who shows it, who sees it, and a number on the scale."""
    if not shows:
        yield "shows", _l("Choose who shows this.")
    if not sees:
        yield "sees", _l("Choose who sees this.")
    if good_enough is None or not LOWEST <= good_enough <= HIGHEST:
        yield "good_enough", _l("Choose a number from 0 to 10.")


def smart_gaps(goal: Any, children: Collection[str]) -> Iterator[tuple[str, Any]]:
    """Yield (field, advice) for each thing that makes a goal less than SMART (domain.md 1.4). `children` are their names."""
    if len(goal.behaviour.split()) < FEWEST_WORDS:
        yield "behaviour", _l("Write down more precisely what somebody will see.")
    if not goal.difficult_moment and "ook als" not in goal.sentence.lower():
        yield "difficult_moment", _l("Name a difficult moment at which it works as well.")
    if children and set(unnamed(children, goal.child_notices)) == set(children):
        yield "child_notices", _l("Call the child by its name: what does this child notice?")
    if not goal.professional_sees:
        yield "professional_sees", _l("Write down by what professionals see it.")
    if not goal.hold_for:
        yield "hold_for", _l("Agree how long it goes well in a row.")
    if not goal.family_text:
        yield "family_text", _l("Ask the family to say the goal in its own words.")
    if goal.status is GoalStatus.SET and goal.hold_unit is HoldUnit.WEEKS and goal.hold_since is None:
        yield "hold_since", _l("Write down since which day it goes well.")


@dataclass(frozen=True)
class Condition:
    """One thing that "reached" asks for: whether it is so, what to do if not, and who stands in the way."""

    key: str
    met: bool
    gap: Any
    people: tuple[int, ...] = ()


def reached_conditions(
    goal: Any, latest: Mapping[int, int], *, parents: Collection[int], network: Collection[int], workers: Collection[int],
    today: date,
) -> list[Condition]:  # fmt: skip
    """What "reached" asks for (domain.md 6.3): long enough, and good enough for every parent, one of the network and the worker.

    `latest` is the last number of each person.
    """
    fine = {person for person, number in latest.items() if number >= goal.good_enough}
    missing = tuple(sorted(set(parents) - fine))
    long_enough, why = _held(goal, today)
    return [
        Condition("hold", long_enough, why),
        Condition("parents", not missing, _l("Not every parent gives a number that is good enough."), missing),
        Condition("network", not fine.isdisjoint(network), _l("Nobody from the network gives a number that is good enough.")),
        Condition("worker", not fine.isdisjoint(workers), _l("The worker does not give a number that is good enough yet."),
                  tuple(sorted(set(workers) - fine))),
    ]  # fmt: skip


def reached_gaps(
    goal: Any, latest: Mapping[int, int], *, parents: Collection[int], network: Collection[int], workers: Collection[int],
    today: date,
) -> Iterator[Any]:  # fmt: skip
    """What still stands between a goal and "reached" (domain.md 6.3), in words."""
    who = {"parents": parents, "network": network, "workers": workers}
    return (one.gap for one in reached_conditions(goal, latest, **who, today=today) if not one.met)


def _held(goal: Any, today: date) -> tuple[bool, Any]:
    """Whether it went well for as long as was agreed, and what to do if not."""
    if not goal.hold_for:
        return False, _l("Agree how long it goes well in a row.")
    if goal.hold_unit == HoldUnit.VISITS:
        if goal.hold_count is None:
            return False, _l("Write down how many visits went well in a row.")
        return goal.hold_count >= goal.hold_for, _l("Not enough visits went well in a row yet.")
    if goal.hold_since is None:
        return False, _l("Write down since which day it goes well.")
    return holds_until(goal) <= today, _l("It does not go well for long enough yet.")


def holds_until(goal: Any) -> date:
    """The day on which a goal that is counted in weeks has held for long enough."""
    until: date = goal.hold_since + timedelta(weeks=goal.hold_for)
    return until


def weeks_held(goal: Any, today: date) -> int:
    """How many whole weeks it goes well already."""
    return max(0, (today - goal.hold_since).days // 7)


def rating_gaps(*, number: int | None, reason: str, next_step: str = "") -> Iterator[tuple[str, Any]]:
    """Yield (field, message) for what a number lacks: a whole number from 0 to 10 (B9) and what makes it that number."""
    if number is None or not LOWEST <= number <= HIGHEST:
        yield "number", _l("Choose a number from 0 to 10.")
    if not reason:
        yield "reason", _l("Write down what makes it this number.")


def fits_form(number: int, form: RatingForm) -> bool:
    """B9: the five faces stand for five numbers; everything else gives any number from 0 to 10."""
    return number in FACES if form is RatingForm.SMILEYS else LOWEST <= number <= HIGHEST


def spread(numbers: Iterable[int]) -> tuple[int, int] | None:
    """The lowest and the highest number; never an average."""
    found = list(numbers)
    return (min(found), max(found)) if found else None


def furthest_apart(latest: Sequence[tuple[str, int]]) -> tuple[list[str], int, list[str], int] | None:
    """Who differs most from whom: (names, lowest, names, highest); nothing when all are about the same."""
    found = spread(number for _name, number in latest)
    if found is None or found[1] - found[0] < APART:
        return None
    low, high = found
    return (
        [name for name, number in latest if number == low],
        low,
        [name for name, number in latest if number == high],
        high,
    )
