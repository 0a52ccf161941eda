"""Many small pieces of markup at once: a grid of five thousand cells is drawn from a few pieces the template made."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from flask import Flask
from markupsafe import Markup, escape

PLACE = "\N{SYMBOL FOR NULL}"  # in a piece: where the word of this row comes


def drawn(keys: Iterable[Hashable], pieces: Mapping[Any, Markup], word: str) -> Markup:
    """The pieces of these keys, in order, with `word` (escaped) in each place. The pieces are the template's own markup."""
    text = "".join([pieces[key] for key in keys])
    return Markup(text.replace(PLACE, str(escape(word))))  # noqa: S704 - pieces captured in a template, the word escaped


def init_app(app: Flask) -> None:
    app.jinja_env.filters["drawn"] = drawn
    app.jinja_env.globals["PLACE"] = PLACE
