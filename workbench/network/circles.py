"""Where everybody stands in the picture of the safety circles (domain.md 1.10). Pure; the children are in the middle."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, radians, sin

from workbench.network.rules import Standing

CENTRE = 360
EDGES = {0: 74, 1: 196, 2: 276, 3: 350}  # the radius of each circle
MIDDLES = {1: 138, 2: 236, 3: 313}
AWAY = {1: 20, 2: 9, 3: 9}  # neighbours stand a little nearer and farther in turn, so that names do not touch
FREE = 30  # degrees at either side of the top, where the names of the circles stand
DOT = 11

Point = tuple[float, float]


@dataclass(frozen=True)
class Dot:
    """Somebody in the picture: the place now, the place before with an arrow, and where the name stands."""

    standing: Standing
    x: float
    y: float
    label_y: float
    was: Point | None
    arrow: tuple[Point, Point] | None
    head: tuple[Point, Point, Point] | None


def draw(found: Sequence[Standing]) -> tuple[Dot, ...]:
    """A dot for everybody who has a place. Somebody keeps the same direction whatever days are compared."""
    everybody = sorted(found, key=lambda one: (one.professional, one.person.side_of_id or 0, one.person.id))
    turn = (360 - 2 * FREE) / max(len(everybody), 1)
    return tuple(
        _dot(one, -90 + FREE + turn * (nr + 0.5), 1 if nr % 2 else -1) for nr, one in enumerate(everybody) if one.ring
    )


def _dot(one: Standing, angle: float, side: int) -> Dot:
    assert one.ring is not None
    x, y = _at(one.ring, angle, side)
    was = _at(one.was, angle, side) if one.moved and one.was else None
    up = was is not None and was[1] > y + 14  # the arrow comes from below: the name stands above
    arrow, head = _arrow(was, (x, y)) if was else (None, None)
    return Dot(one, x, y, round(y - 20 if up else y + 34, 1), was, arrow, head)


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
