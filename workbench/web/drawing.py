"""Many small pieces of markup at once: a grid of five thousand cells is drawn from a few pieces the template made."""

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from flask import Flask
from markupsafe import Markup, escape

# In a piece: where the reference, the first name and the name of this row come. No text that people typed has them (`clean`).
PLACES = ("\x01", "\x02", "\x03")
IN_PARTS = re.compile("([\x01\x02\x03])")
ROUND = 7  # days


def drawn(rows: Iterable[Any], pieces: Mapping[Any, Markup], keys: Callable[[Any], Iterable[Hashable]],
          below: Callable[[Any], str]) -> Markup:  # fmt: skip
    """Every row from the pieces of its `keys`, with its `words` (escaped) in their places, and what comes `below` it.

    The pieces are the template's own markup, and so is what comes below.
    """
    parts = {key: IN_PARTS.split(piece) for key, piece in pieces.items()}
    text: list[str] = []
    for row in rows:
        said = dict(zip(PLACES, map(escape, row.words), strict=True)).get
        text += [said(part, part) for key in keys(row) for part in parts[key]]
        text.append(below(row))
    return Markup("".join(text))  # noqa: S704 - pieces captured in a template, the words escaped


def unbroken(moments: Sequence[Any], told: Collection[Any]) -> list[list[int]]:
    """The places of the moments that are told, in runs: a line does not walk over a moment of which nothing is known."""
    runs: list[list[int]] = []
    for at, moment in enumerate(moments):
        if moment in told:
            if runs and runs[-1][-1] == at - 1:
                runs[-1].append(at)
            else:
                runs.append([at])
    return runs


def rounds(people: Sequence[tuple[str, Sequence[tuple[date, int]]]]) -> list[list[date]]:
    """The days on which people gave a number, in rounds: those of one week in which nobody was asked twice.

    Where networks are separated, or somebody is asked at home a day later, the numbers of one round come on several days.
    """
    asked: dict[date, set[str]] = {}
    for name, numbers in people:
        for day, _number in numbers:
            asked.setdefault(day, set()).add(name)
    found: list[list[date]] = []
    there: set[str] = set()
    for day in sorted(asked):
        if not found or (day - found[-1][0]).days >= ROUND or there & asked[day]:
            found.append([])
            there = set()
        found[-1].append(day)
        there |= asked[day]
    return found


def init_app(app: Flask) -> None:
    app.jinja_env.filters["rounds"] = rounds
    app.jinja_env.filters["unbroken"] = unbroken
    app.jinja_env.filters["drawn"] = drawn
    app.jinja_env.globals["PLACES"] = PLACES
