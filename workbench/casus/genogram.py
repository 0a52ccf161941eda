"""The genogram as places on a sheet: generations on rows, couples beside each other, children by age, homes around them. Pure.

Source: domain.md 1.2 and 1.10 (genogram), 2.7 (a protected home is never named). Beside it always stands the table of people.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from workbench.casus import kinship
from workbench.casus.kinship import Kin, Pair

HALF = 30  # half of the shape of a person
ROW, APART, COUPLE, BESIDE_LINE = 196, 142, 224, 36
MARGIN, ABOVE, BELOW, SIDE = 78, 44, 102, 54
LETTER = 9.2  # about the width of a letter on the sheet
ROUNDS = 40

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
    rows, first = _in_order(kin, by_id)
    across = _across(kin, rows, first, by_id)
    down = {one: float(MARGIN + nr * ROW) for nr, row in enumerate(rows) for one in row}
    at = {one: (across[one], down[one]) for row in rows for one in row}
    lone = _lone_parents(kin)
    spots = tuple(Spot(by_id[one], short(by_id[one].name), *at[one], beside=one in lone) for row in rows for one in row)
    height = round(max((y for _x, y in at.values()), default=0) + BELOW + 12) if at else 0
    width = round(max((x for x, _y in at.values()), default=0) + MARGIN + (BESIDE_LINE if lone else 0)) if at else 0
    names = {one: by_id[one].name for one in at}
    homes = tuple(_homes(households, rows, by_id, at))
    return Genogram(width, height, spots, tuple(_lines(kin, rows, at)), homes, kin, names)


def short(text: str, room: int = 13) -> str:
    """A text that fits its place; the whole stands in the table."""
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"


# Who stands where in a row --------------------------------------------------------------------------------------------


def _in_order(kin: Kin, by_id: dict[int, Any]) -> tuple[list[list[int]], int]:
    """The rows with couples side by side, brothers and sisters next to them, and children under their parents.

    With them the number of the row of the parents, from which the others are put in order.
    """
    rows = [list(row) for row in kin.rows]
    children = {child for own in kin.families.values() for child in own if by_id[child].family_role == "child"}
    first = next((nr - 1 for nr, row in enumerate(rows) if nr and children & set(row)), 0)
    added = {one: place for place, one in enumerate(by_id)}
    if rows:
        rows[first] = _one_row(kin, rows[first], {one: float(added[one]) for one in rows[first]}, by_id)
    for nr in range(first - 1, -1, -1):
        rows[nr] = _one_row(kin, rows[nr], _hints(kin, rows[nr], rows[nr + 1], up=True), by_id)
    for nr in range(first + 1, len(rows)):
        rows[nr] = _one_row(kin, rows[nr], _hints(kin, rows[nr], rows[nr - 1], up=False), by_id)
    return rows, first


def _hints(kin: Kin, row: list[int], known: list[int], *, up: bool) -> dict[int, float]:
    """Where in the known row the children (or the parents) of each person stand, on average."""
    place = {one: nr for nr, one in enumerate(known)}
    found: dict[int, list[int]] = {one: [] for one in row}
    for parents, children in kin.families.items():
        for one in parents if up else children:
            if one in found:
                found[one] += [place[other] for other in (children if up else parents) if other in place]
    return {one: sum(near) / len(near) if near else float(len(known)) for one, near in found.items()}


def _one_row(kin: Kin, row: list[int], hint: dict[int, float], by_id: dict[int, Any]) -> list[int]:
    order = {one: (hint[one], kinship.oldest_first(by_id[one])) for one in row}
    mates = _mates(kin, row)
    kin_of = _brothers_and_sisters(kin, row)
    seen: set[int] = set()
    found: list[int] = []
    for start in sorted(row, key=order.__getitem__):
        if start not in seen:
            found += _with_siblings(_chain(start, mates, order, seen), mates, kin_of, order, seen)
    return found


def _mates(kin: Kin, row: list[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {one: [] for one in row}
    for one, other in kin.couples:
        if one in found and other in found:
            found[one].append(other)
            found[other].append(one)
    return found


def _brothers_and_sisters(kin: Kin, row: list[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {one: [] for one in row}
    by_parent: dict[int, list[int]] = {}
    for parents, children in kin.families.items():
        for one in parents:
            by_parent.setdefault(one, []).extend(children)
    for group in [*by_parent.values(), *kin.siblings]:
        for one in group:
            if one in found:
                found[one] += [other for other in group if other != one and other in found and other not in found[one]]
    return found


def _chain(start: int, mates: dict[int, list[int]], order: dict[int, Any], seen: set[int]) -> list[int]:
    """Everybody tied to somebody as partner, now or before, in a row in which as many as possible stand side by side."""
    group, waiting = {start}, [start]
    while waiting:
        fresh = set(mates[waiting.pop()]) - group - seen
        group |= fresh
        waiting += sorted(fresh)
    end = min(group, key=lambda one: (len(mates[one]) > 1, order[one]))
    found, waiting = [], [end]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            found.append(one)
            waiting += sorted((other for other in mates[one] if other in group and other not in seen),
                              key=lambda other: (len(mates[other]) > 1, order[other]), reverse=True)  # fmt: skip
    return found


def _with_siblings(
    chain: list[int], mates: dict[int, list[int]], kin_of: dict[int, list[int]], order: dict[int, Any], seen: set[int]
) -> list[int]:
    """The couple in the middle, the brothers and sisters of each at that one's own side."""
    found, alone = list(chain), len(chain) == 1
    waiting = [(one, not alone and place <= (len(chain) - 1) / 2) for place, one in enumerate(chain)]
    while waiting:
        one, left = waiting.pop(0)
        others = [other for other in sorted(kin_of[one], key=order.__getitem__, reverse=left) if other not in seen]
        for other in others:
            if other in seen:
                continue
            more = _chain(other, mates, order, seen)
            more = [other, *(mate for mate in more if mate != other)]
            found = [*reversed(more), *found] if left else [*found, *more]
            waiting += [(mate, left) for mate in more]
    return found


# How far apart --------------------------------------------------------------------------------------------------------


def _lone_parents(kin: Kin) -> set[int]:
    return {parents[0] for parents in kin.families if len(parents) == 1} | {one for one, _child in kin.grand}


def _across(kin: Kin, rows: list[list[int]], first: int, by_id: dict[int, Any]) -> dict[int, float]:
    """How far to the right each stands: every row as near to what its ties ask as the space between people allows."""
    gaps = [_gaps(kin, row) for row in rows]
    at = {one: float(x) for row, gap in zip(rows, gaps, strict=True) for one, x in zip(row, _run(gap), strict=True)}
    for _round in range(ROUNDS):
        above, below = _asked(kin, at, by_id)
        for row, gap in zip(rows, gaps, strict=True):
            at |= _settled(row, gap, at, [above, below])
    for nr in [*range(first - 1, -1, -1), *range(first + 1, len(rows))]:  # the row of the parents stays; the others follow
        above, below = _asked(kin, at, by_id)
        at |= _settled(rows[nr], gaps[nr], at, [below if nr < first else above])
    least = min(at.values(), default=0.0)
    return {one: round(x - least + MARGIN, 1) for one, x in at.items()}


def _settled(row: list[int], gap: list[float], at: dict[int, float], pulls: list[dict[int, list[float]]]) -> dict[int, float]:
    asked = {one: [x for pull in pulls for x in pull.get(one, ())] for one in row}
    wanted = [sum(asked[one]) / len(asked[one]) if asked[one] else at[one] for one in row]
    return dict(zip(row, spaced(wanted, gap), strict=True))


def _gaps(kin: Kin, row: list[int]) -> list[float]:
    lone = _lone_parents(kin)
    return [
        (COUPLE if kin.couple(one, other) else APART) + (BESIDE_LINE if one in lone else 0) for one, other in pairwise(row)
    ]


def _run(gaps: Sequence[float]) -> list[float]:
    found = [0.0]
    for gap in gaps:
        found.append(found[-1] + gap)
    return found


def spaced(wanted: Sequence[float], gaps: Sequence[float]) -> list[float]:
    """Places as near as can be to what is wanted, in the same order and at least `gaps` apart (least squares)."""
    before = _run(gaps)[: len(wanted)]
    blocks: list[list[float]] = []  # mean, how many
    for target, offset in zip(wanted, before, strict=True):
        blocks.append([target - offset, 1])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            mean, many = blocks.pop()
            last, number = blocks[-1]
            blocks[-1] = [(last * number + mean * many) / (number + many), number + many]
    flat = [mean for mean, many in blocks for _nr in range(round(many))]
    return [mean + offset for mean, offset in zip(flat, before, strict=True)]


def _asked(kin: Kin, at: dict[int, float], by_id: dict[int, Any]) -> tuple[dict[int, list[float]], dict[int, list[float]]]:
    """Where parents pull their children (nearer to the one they live with), and where children pull who stands over them."""
    above: dict[int, list[float]] = {}
    below: dict[int, list[float]] = {}
    for parents, children in kin.families.items():
        left, right = at[parents[0]], at[parents[-1]]
        leans = [_leaning(parents, child, by_id) for child in children]
        for child, lean in zip(children, leans, strict=True):
            above.setdefault(child, []).append(left + lean * (right - left))
        middle, lean = sum(at[child] for child in children) / len(children), sum(leans) / len(leans)
        below.setdefault(parents[0], []).append(middle - lean * (right - left))
        if len(parents) == 2:
            below.setdefault(parents[1], []).append(middle + (1 - lean) * (right - left))
    for grandparent, child in kin.grand:
        below.setdefault(grandparent, []).append(at[child])
    return above, below


def _leaning(parents: Pair, child: int, by_id: dict[int, Any]) -> float:
    """0 under the first parent, 1 under the second; in the middle unless the child lives with one of them."""
    home = by_id[child].household_id
    with_ = [home is not None and by_id[one].household_id == home for one in parents]
    if len(parents) == 1 or with_[0] == with_[1]:
        return 0.5
    return 0.25 if with_[0] else 0.75


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
    return Outline(tuple(corners), short(name, room) if name else None, ((last[0] + last[1]) / 2, bottom - 10), together)


def rounded(corners: Sequence[Point], radius: float = 14) -> str:
    """The path of an outline with round corners, as SVG."""
    around = [corner for corner, after in zip(corners, [*corners[1:], corners[0]], strict=True) if corner != after]
    path = []
    for nr, here in enumerate(around):
        before, after = around[nr - 1], around[(nr + 1) % len(around)]
        a, b = _toward(here, before, radius), _toward(here, after, radius)
        path.append(f"{'L' if path else 'M'}{a[0]:g} {a[1]:g}Q{here[0]:g} {here[1]:g} {b[0]:g} {b[1]:g}")
    return "".join(path) + "Z"


def _toward(here: Point, other: Point, radius: float) -> Point:
    far = max(abs(other[0] - here[0]), abs(other[1] - here[1])) or 1
    part = min(radius, far / 2) / far
    return round(here[0] + (other[0] - here[0]) * part, 1), round(here[1] + (other[1] - here[1]) * part, 1)

