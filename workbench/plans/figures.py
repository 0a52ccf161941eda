"""The scale over time and the circles, of the people one reader may know. Pure."""

from datetime import date
from typing import Any

from workbench.plans.plan_view import PersonScale, RingView
from workbench.plans.reader import Body, Reader

MOST_DAYS = 6  # more moments than this do not fit in one small picture
People = dict[int, Body]


def day_of(value: str | None) -> date | None:
    """A day from its ISO text."""
    return date.fromisoformat(value) if value else None


def scale(goal: Body, people: People, reader: Reader) -> tuple[tuple[date, ...], tuple[PersonScale, ...]]:
    """The figures of people this reader may know, day by day; never an average.

    A figure somebody of neither side gave in a meeting of the other side would tell that there was one (B13).
    """
    given: dict[int, dict[str, int]] = {}
    for rating in goal["ratings"]:
        if reader.may_list(rating["person"]) and reader.in_group(rating["group"]):
            given.setdefault(rating["person"], {})[rating["day"]] = rating["number"]
    days = sorted({day for figures in given.values() for day in figures})[-MOST_DAYS:]
    those = (person for person in people if person in given)
    curves = (PersonScale(people[one]["name"], tuple(given[one].get(day) for day in days)) for one in those)
    return tuple(date.fromisoformat(day) for day in days), tuple(curves)


def rings(body: Body, people: People, reader: Reader) -> dict[str, Any]:
    """Who stood and stands how near, of the people this reader may know."""
    moves = [one for one in body["rings"] if reader.may_list(one["person"])]
    first = min((one["since"] for one in moves), default=None)
    latest: dict[int, int] = {}
    before: dict[int, int] = {}
    for one in sorted(moves, key=lambda move: move["since"]):
        latest[one["person"]] = one["ring"]
        if one["since"] == first:
            before[one["person"]] = one["ring"]
    views = (RingView(people[one]["name"], before.get(one), latest[one]) for one in people if one in latest)
    return {"rings_from": day_of(first), "rings": tuple(views)}
