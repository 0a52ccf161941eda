"""Many small pieces of markup at once: a grid of five thousand cells is drawn from a few pieces the template made."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from flask import Flask
from markupsafe import Markup, escape

# In a piece: where the reference, the first name and the name of this row come. The name comes last: nothing is looked for in it.
PLACES = ("\N{SYMBOL FOR NULL}", "\N{SYMBOL FOR START OF TEXT}", "\N{SYMBOL FOR START OF HEADING}")
ROUND = 7  # days


def drawn(keys: Iterable[Hashable], pieces: Mapping[Any, Markup], *words: str) -> Markup:
    """The pieces of these keys, in order, with each of the `words` (escaped) in its place. The pieces are the template's own."""
    text = "".join([pieces[key] for key in keys])
    for place, word in zip(PLACES, words, strict=True):
        text = text.replace(place, str(escape(word)))
    return Markup(text)  # noqa: S704 - pieces captured in a template, the words escaped


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
