"""What subjects above put beside a record on its page: which standards it gives evidence for, what the supervisor said of it.

A subject appends a callable to `beside` that takes (casus, record type, record id) and gives a piece of page, or "" for
nothing. It loads what it shows of a casus once a request, not once a record. Templates call `beside(casus, "agreement", id)`.
"""

from collections.abc import Callable
from typing import Any

from flask import Flask
from markupsafe import Markup

beside: list[Callable[[Any, str, int], Markup | str]] = []


def beside_record(casus: Any, record_type: str, record_id: int) -> Markup:
    """Everything that stands beside this record now, in the order in which the subjects were tied in."""
    return Markup("").join(entry(casus, record_type, record_id) for entry in beside)


def init_app(app: Flask) -> None:
    """Give templates the function `beside`."""
    app.jinja_env.globals["beside"] = beside_record
