"""The genogram as places on a sheet: generations on rows, couples beside each other, children by age, homes around them. Pure.

Source: domain.md 1.2 and 1.10 (genogram), 2.7 (a protected home is never named). Beside it always stands the table of people.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from workbench.casus import kinship
from workbench.casus.kinship import Kin, Pair
from workbench.casus.rows import APART, BESIDE_LINE, MARGIN, across, in_order, lone_parents

HALF = 30  # half of the shape of a person
ROW, TOP, ABOVE, BELOW, SIDE = 196, 50, 44, 102, 54
LETTER = 9.2  # about the width of a letter on the sheet

Point = tuple[float, float]


@dataclass(frozen=True)
class Spot:
    """One person on the sheet. `beside`: the name stands beside the line to the children, not under the shape."""

    person: Any
    name: str
    x: float
    y: float
    beside: bool


@dataclass(frozen=True)
class Line:
    """A tie: partner, ex_partner, parents, children, siblings or grand; as strokes, and where a word may stand."""

    kind: str
    strokes: tuple[tuple[Point, ...], ...]
    at: Point

    @property
    def path(self) -> str:
        """The line as SVG."""
        return "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in points) for points in self.strokes)


@dataclass(frozen=True)
class Outline:
    """Around people who live together. `name` is None for a protected home: that it is one home may be seen, not where."""

    corners: tuple[Point, ...]
    name: str | None
    at: Point
    together: bool

    @property
    def path(self) -> str:
        """The outline as SVG, with round corners."""
        return rounded(self.corners)


@dataclass(frozen=True)
class Genogram:
    """Everything there is to draw, and the ties in words for who cannot see it."""

    width: int
    height: int
    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]
    homes: tuple[Outline, ...]
    kin: Kin
    names: dict[int, str]


def draw(people: list[Any], relations: Iterable[Any], households: Iterable[Any] = ()) -> Genogram:
    """The sheet for these people, their relations and homes. Without anybody of the family it is an empty sheet."""
    kin = kinship.read(people, relations)
    by_id = {person.id: person for person in people}
    rows, first = in_order(kin, by_id)
    right = across(kin, rows, first, by_id)
    down = {one: float(TOP + nr * ROW) for nr, row in enumerate(rows) for one in row}
    at = {one: (right[one], down[one]) for row in rows for one in row}
    lone = lone_parents(kin)
    spots = tuple(Spot(by_id[one], short(by_id[one].name), *at[one], beside=one in lone) for row in rows for one in row)
    height = round(max((y for _x, y in at.values()), default=0) + BELOW + 12) if at else 0
    width = round(max((x for x, _y in at.values()), default=0) + MARGIN + (BESIDE_LINE if lone else 0)) if at else 0
    names = {one: by_id[one].name for one in at}
    homes = tuple(_homes(households, rows, by_id, at))
    return Genogram(width, height, spots, tuple(_lines(kin, rows, at)), homes, kin, names)


def short(text: str, room: int = 13) -> str:
    """A text that fits its place; the whole stands in the table."""
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"


# Lines ----------------------------------------------------------------------------------------------------------------


def _lines(kin: Kin, rows: list[list[int]], at: dict[int, Point]) -> Iterable[Line]:
    place = {one: nr for row in rows for nr, one in enumerate(row)}
    drops: dict[Pair, Point] = {}
    for (one, other), kind in kin.couples.items():
        line = _couple(kind, at[one], at[other], beside=abs(place[one] - place[other]) == 1)
        drops[(one, other)] = line.at
        yield line
    yield from _descents(kin, at, drops)
    for group in kin.siblings:
        xs, y = sorted(at[one][0] for one in group), at[group[0]][1]
        strokes = (((xs[0], y - 50), (xs[-1], y - 50)), *(((x, y - 50), (x, y - HALF)) for x in xs))
        yield Line("siblings", strokes, ((xs[0] + xs[-1]) / 2, y - 50))
    for grandparent, child in kin.grand:
        (x, y), (to_x, to_y) = at[grandparent], at[child]
        bar = to_y - HALF - 20
        yield Line("grand", (((x, y + HALF), (x, bar), (to_x, bar), (to_x, to_y - HALF)),), (x, bar))


def _couple(kind: str, one: Point, other: Point, *, beside: bool) -> Line:
    """A line between two people; over the heads of who stands between. A word and the children hang from `at`."""
    (left, y), (right, _y) = sorted((one, other))
    if beside:
        return Line(kind, (((left + HALF, y), (right - HALF, y)),), ((left + right) / 2, y))
    over = y - HALF - 14
    return Line(kind, (((left, y - HALF), (left, over), (right, over), (right, y - HALF)),), (right - APART / 2, over))


def _descents(kin: Kin, at: dict[int, Point], drops: dict[Pair, Point]) -> Iterable[Line]:
    taken: dict[tuple[float, int], list[tuple[float, float]]] = {}
    for parents, children in kin.families.items():
        alone = at[parents[0]]
        start = drops[parents] if len(parents) == 2 else (alone[0], alone[1] + HALF)
        xs, y = sorted(at[child][0] for child in children), at[children[0]][1]
        span = (min(xs[0], start[0]), max(xs[-1], start[0]))
        bar = y - 66 - 9 * _level(taken, y, span)
        strokes = [(start, (start[0], bar)), ((span[0], bar), (span[1], bar))]
        strokes += [((x, bar), (x, y - HALF)) for x in xs]
        yield Line("children", tuple(strokes), (start[0], bar))


def _level(taken: dict[tuple[float, int], list[tuple[float, float]]], y: float, span: tuple[float, float]) -> int:
    """The lowest height at which this line touches no line of another family."""
    level = 0
    while any(span[0] <= high + 8 and low - 8 <= span[1] for low, high in taken.get((y, level), ())):
        level += 1
    taken.setdefault((y, level), []).append(span)
    return level


# Homes ----------------------------------------------------------------------------------------------------------------


def _homes(
    households: Iterable[Any], rows: list[list[int]], by_id: dict[int, Any], at: dict[int, Point]
) -> Iterable[Outline]:
    for home in households:
        members = {one for one in at if by_id[one].household_id == home.id}
        hidden = home.protected or any(by_id[one].protected for one in members)
        if hidden and len(members) < 2:
            continue  # an outline around one person would say nothing but that there is a place
        for run in _runs(rows, members, at):
            yield _outline(run, None if hidden else home.name, together=len(members) > 1)


Box = tuple[float, float, float]  # left, right, and the height of the row


def _runs(rows: list[list[int]], members: set[int], at: dict[int, Point]) -> list[list[Box]]:
    """Members that can stand in one outline without anybody else in it: side by side, and row under row."""
    found: list[list[Box]] = []
    above: list[list[Box]] = []
    for row in rows:
        here: list[list[Box]] = []
        for box in _side_by_side(row, members, at):
            run = next((run for run in above if _touch(run[-1], box)), None)
            if run is None:
                run = []
                found.append(run)
            else:
                above.remove(run)
            run.append(box)
            here.append(run)
        above = here
    return found


def _side_by_side(row: list[int], members: set[int], at: dict[int, Point]) -> Iterable[Box]:
    group: list[int] = []
    for one in [*row, -1]:
        if one in members:
            group.append(one)
        elif group:
            yield at[group[0]][0] - SIDE, at[group[-1]][0] + SIDE, at[group[0]][1]
            group = []


def _touch(one: Box, other: Box) -> bool:
    return min(one[1], other[1]) - max(one[0], other[0]) >= SIDE


def _outline(run: list[Box], name: str | None, *, together: bool) -> Outline:
    """The corners of the outline, clockwise, with a step where a row is wider or narrower than the one above."""
    right: list[Point] = [(run[0][1], run[0][2] - ABOVE)]
    left: list[Point] = [(run[0][0], run[0][2] - ABOVE)]
    for one, other in pairwise(run):
        middle = (one[2] + BELOW - 28 + other[2] - ABOVE) / 2
        right += [(one[1], middle), (other[1], middle)]
        left += [(one[0], middle), (other[0], middle)]
    last = run[-1]
    bottom = last[2] + BELOW
    corners = [*right, (last[1], bottom), (last[0], bottom), *reversed(left)]
    room = max(4, int((last[1] - last[0] - 8) / LETTER))
    return Outline(
        tuple(corners), short(name, room) if name else None, ((last[0] + last[1]) / 2, bottom - 10), together
    )


def rounded(corners: Sequence[Point], radius: float = 14) -> str:
    """The path of an outline with round corners, as SVG."""
    around = [corner for corner, after in zip(corners, [*corners[1:], corners[0]], strict=True) if corner != after]
    path: list[str] = []
    for nr, here in enumerate(around):
        before, after = around[nr - 1], around[(nr + 1) % len(around)]
        a, b = _toward(here, before, radius), _toward(here, after, radius)
        path.append(f"{'L' if path else 'M'}{a[0]:g} {a[1]:g}Q{here[0]:g} {here[1]:g} {b[0]:g} {b[1]:g}")
    return "".join(path) + "Z"


def _toward(here: Point, other: Point, radius: float) -> Point:
    far = max(abs(other[0] - here[0]), abs(other[1] - here[1])) or 1
    part = min(radius, far / 2) / far
    return round(here[0] + (other[0] - here[0]) * part, 1), round(here[1] + (other[1] - here[1]) * part, 1)
