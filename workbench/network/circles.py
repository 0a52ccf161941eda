"""Where everybody stands in the picture of the safety circles (domain.md 1.10). Pure; the children are in the middle."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians, sin

from workbench.network.rules import Standing

CENTRE = 360
EDGES = {0: 74, 1: 196, 2: 276, 3: 350}  # the radius of each circle
MIDDLES = {1: 138, 2: 236, 3: 313}
AWAY = {1: 26, 2: 9, 3: 9}  # neighbours stand a little nearer and farther in turn
FREE = 30  # degrees at either side of the top, where the names of the circles stand
DOT = 11
LETTER, LINE, LONGEST = 12.5, 24, 14  # about the size of the words, and the longest name that is drawn whole

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Name:
    """Where the name of somebody stands, and of a professional the word for that (at `word_y`)."""

    x: float
    y: float
    anchor: str
    word_y: float


@dataclass(frozen=True)
class Dot:
    """Somebody in the picture: the place now, the place before with an arrow, and where the name stands."""

    standing: Standing
    x: float
    y: float
    name: Name
    was: Point | None
    arrow: tuple[Point, Point] | None
    head: tuple[Point, Point, Point] | None


def draw(found: Sequence[Standing]) -> tuple[Dot, ...]:
    """A dot for everybody who has a place. Somebody keeps the same direction whatever days are compared."""
    everybody = sorted(found, key=lambda one: (one.professional, one.person.side_of_id or 0, one.person.id))
    turn = (360 - 2 * FREE) / max(len(everybody), 1)
    placed = []
    for nr, one in enumerate(everybody):
        if one.ring:
            angle, side = -90 + FREE + turn * (nr + 0.5), 1 if nr % 2 else -1
            was = _at(one.was, angle, side) if one.moved and one.was else None
            placed.append((one, _at(one.ring, angle, side), was))
    return tuple(_dots(placed))


def _dots(placed: list[tuple[Standing, Point, Point | None]]) -> Iterable[Dot]:
    """The dots with their names, each where it touches least of what is already there."""
    there = [_around(at, DOT + 2) for _one, at, _was in placed] + [(CENTRE - 52, CENTRE - 40, CENTRE + 52, CENTRE + 40)]
    for _one, at, was in placed:
        if was:
            there += [
                _around((at[0] + (was[0] - at[0]) * part, at[1] + (was[1] - at[1]) * part), 3)
                for part in (0.35, 0.5, 0.75, 1)
            ]
    for one, at, was in placed:
        name, box = min(_names(one, at, was), key=lambda choice: _touched(choice[1], there))
        there.append(box)
        arrow, head = _arrow(was, at) if was else (None, None)
        yield Dot(one, *at, name, was, arrow, head)


def _names(one: Standing, at: Point, was: Point | None) -> list[tuple[Name, Box]]:
    """The places a name can stand, the best first: under the dot, but not where the arrow comes from."""
    (x, y), word = at, 21 if one.professional else 0
    wide = max(min(len(one.person.name), LONGEST) * LETTER, 105 if word else 0)
    under = Name(x, y + 34, "middle", y + 34 + word), (x - wide / 2, y + 15, x + wide / 2, y + 15 + LINE + word)
    over = Name(x, y - 20 - word, "middle", y - 20), (x - wide / 2, y - 15 - LINE - word, x + wide / 2, y - 15)
    right = Name(x + 18, y + 8, "start", y + 8 + word), (x + 16, y - 12, x + 16 + wide, y + 12 + word)
    left = Name(x - 18, y + 8, "end", y + 8 + word), (x - 16 - wide, y - 12, x - 16, y + 12 + word)
    return [over, under, right, left] if was and was[1] > y + 14 else [under, over, right, left]


def _touched(box: Box, there: list[Box]) -> float:
    """How much of what is there already a name would cover; a name half outside the sheet counts as covered."""
    outside = max(0, -box[0]) + max(0, box[2] - 2 * CENTRE) + max(0, -box[1]) + max(0, box[3] - 2 * CENTRE)
    return sum(_shared(box, other) for other in there) + outside * LINE


def _shared(one: Box, other: Box) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide * high if wide > 0 and high > 0 else 0


def _around(point: Point, far: float) -> Box:
    return point[0] - far, point[1] - far, point[0] + far, point[1] + far


def _at(ring: int, angle: float, side: int) -> Point:
    far = MIDDLES[ring] + side * AWAY[ring]
    return round(CENTRE + far * cos(radians(angle)), 1), round(CENTRE + far * sin(radians(angle)), 1)


def _arrow(start: Point, end: Point) -> tuple[tuple[Point, Point], tuple[Point, Point, Point]]:
    """A stroke between two dots that touches neither, and its point."""
    long = hypot(end[0] - start[0], end[1] - start[1])
    dx, dy = (end[0] - start[0]) / long, (end[1] - start[1]) / long
    tip = (end[0] - dx * (DOT + 4), end[1] - dy * (DOT + 4))
    foot = (tip[0] - dx * 13, tip[1] - dy * 13)
    head = (tip, (foot[0] - dy * 7, foot[1] + dx * 7), (foot[0] + dy * 7, foot[1] - dx * 7))
    begin = (start[0] + dx * DOT, start[1] + dy * DOT)
    return (_near(begin), _near(foot)), (_near(head[0]), _near(head[1]), _near(head[2]))


def _near(point: Point) -> Point:
    return round(point[0], 1), round(point[1], 1)
