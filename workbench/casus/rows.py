"""Who stands where in a genogram: the order of people in a row, and how far apart they stand. Pure.

Couples stand side by side with their brothers and sisters at their own side; parents stand over their children as far as the
space between people allows.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from workbench.casus import kinship
from workbench.casus.kinship import Kin, Pair

APART, COUPLE, BESIDE_LINE = 142, 224, 36  # between neighbours, between a couple, and more for a name beside a line
MARGIN = 78
ROUNDS = 40


# Who stands where in a row --------------------------------------------------------------------------------------------


def in_order(kin: Kin, by_id: dict[int, Any]) -> tuple[list[list[int]], int]:
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


def lone_parents(kin: Kin) -> set[int]:
    return {parents[0] for parents in kin.families if len(parents) == 1} | {one for one, _child in kin.grand}


def across(kin: Kin, rows: list[list[int]], first: int, by_id: dict[int, Any]) -> dict[int, float]:
    """How far to the right each stands: every row as near to what its ties ask as the space between people allows."""
    gaps = [_gaps(kin, row) for row in rows]
    at = {one: float(x) for row, gap in zip(rows, gaps, strict=True) for one, x in zip(row, _run(gap), strict=True)}
    for _round in range(ROUNDS):
        above, below = _asked(kin, at, by_id)
        for row, gap in zip(rows, gaps, strict=True):
            at |= _settled(row, gap, at, [above, below])
    for nr in [
        *range(first - 1, -1, -1),
        *range(first + 1, len(rows)),
    ]:  # the row of the parents stays; the others follow
        above, below = _asked(kin, at, by_id)
        at |= _settled(rows[nr], gaps[nr], at, [below if nr < first else above])
    least = min(at.values(), default=0.0)
    return {one: round(x - least + MARGIN, 1) for one, x in at.items()}


def _settled(
    row: list[int], gap: list[float], at: dict[int, float], pulls: list[dict[int, list[float]]]
) -> dict[int, float]:
    asked = {one: [x for pull in pulls for x in pull.get(one, ())] for one in row}
    wanted = [sum(asked[one]) / len(asked[one]) if asked[one] else at[one] for one in row]
    return dict(zip(row, spaced(wanted, gap), strict=True))


def _gaps(kin: Kin, row: list[int]) -> list[float]:
    lone = lone_parents(kin)
    return [
        (COUPLE if kin.couple(one, other) else APART) + (BESIDE_LINE if one in lone else 0)
        for one, other in pairwise(row)
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


def _asked(
    kin: Kin, at: dict[int, float], by_id: dict[int, Any]
) -> tuple[dict[int, list[float]], dict[int, list[float]]]:
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
