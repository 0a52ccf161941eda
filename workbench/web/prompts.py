"""Questions that subjects above put at the head of a room, where something happened that asks for a moment of thought.

A subject appends a callable to `prompts` that takes (casus, room: "map", "signals", "meetings" or "standards") and gives a
piece of page, or "" for nothing. Templates call `prompts(casus, "map")`.
"""

from collections.abc import Callable
from typing import Any

from flask import Flask
from markupsafe import Markup

prompts: list[Callable[[Any, str], Markup | str]] = []


def prompts_in(casus: Any, room: str) -> Markup:
    """What is asked in this room now."""
    return Markup("").join(entry(casus, room) for entry in prompts)


def init_app(app: Flask) -> None:
    """Give templates the function `prompts`."""
    app.jinja_env.globals["prompts"] = prompts_in
