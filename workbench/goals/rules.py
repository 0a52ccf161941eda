"""What the method asks of danger statements and goals, and how their sentences are made (domain.md 1.3-1.6, 6.4)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

MOST_DANGERS = 3  # B8: one for each issue, try not to have more
MOST_BOTTOM_LINES = 5  # few, or they are no bottom lines any more
LOWEST, HIGHEST = 0, 10  # B9


def too_many_dangers(number: int) -> bool:
    """B8: more than three divides the attention of everybody."""
    return number > MOST_DANGERS


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


def compose_danger(who: str, number: int, about: str, now: str, later: str) -> str:
    """The danger statement as one text. `who` are `number` names; the parts are what people filled in (domain.md 1.3)."""
    worry = ngettext("%(who)s worries that %(about)s.", "%(who)s worry that %(about)s.", number, who=who, about=_part(about))
    return " ".join([worry, *(_sentence(text) for text in (now, later) if text)])


def compose_goal(shows: str, number: int, sees: str, *, behaviour: str, notices: str, hold: str) -> str:
    """The goal as one text: who shows whom what, what the child notices, and how long it holds (domain.md 1.4)."""
    shown = ngettext(
        "%(shows)s shows %(sees)s that %(behaviour)s.", "%(shows)s show %(sees)s that %(behaviour)s.", number,
        shows=shows, sees=sees, behaviour=_part(behaviour),
    )  # fmt: skip
    return " ".join([shown, *(_sentence(text) for text in (notices, hold) if text)])


def compose_hold(number: int | None, unit: Any) -> str:
    """How long it goes well, in words; nothing when that is not agreed yet."""
    if not number:
        return ""
    if unit == "visits":
        return ngettext("This goes well for one visit.", "This goes well for %(num)s visits in a row.", number)
    return ngettext("This goes well for one week.", "This goes well for %(num)s weeks in a row.", number)


def reached_gaps(
    goal: Any, latest: Mapping[int, int], *, parents: Collection[int], network: Collection[int], workers: Collection[int],
    today: date,
) -> Iterator[Any]:  # fmt: skip
    """What still stands between a goal and "reached" (domain.md 6.3). `latest` is the last number of each person."""
    if goal.hold_for and goal.hold_unit == "weeks":
        if goal.hold_since is None:
            yield _l("Write down since which day it goes well.")
        elif goal.hold_since + timedelta(weeks=goal.hold_for) > today:
            yield _l("It does not go well for long enough yet.")
    fine = {person for person, number in latest.items() if number >= goal.good_enough}
    if not set(parents) <= fine:
        yield _l("Not every parent gives a number that is good enough.")
    if fine.isdisjoint(network):
        yield _l("Nobody from the network gives a number that is good enough.")
    if workers and fine.isdisjoint(workers):
        yield _l("The worker does not give a number that is good enough yet.")


def spread(numbers: Iterable[int]) -> tuple[int, int] | None:
    """The lowest and the highest number; never an average."""
    found = list(numbers)
    return (min(found), max(found)) if found else None


def _part(text: str) -> str:
    """Words that go on inside a sentence: without the full stop somebody typed."""
    return text.strip().rstrip(".").strip()


def _sentence(text: str) -> str:
    """Words that stand on their own: with a full stop."""
    text = text.strip()
    return text if text.endswith((".", "!", "?", "”", "\"")) else f"{text}."
