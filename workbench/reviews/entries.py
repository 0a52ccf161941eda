"""What a participant can do besides answering: subjects above this one add a line to the foot of every page (ADR 0016).

Imports: a subject above appends a callable to `more`; it gets the participant and gives an Entry, or None when there is
nothing for this person. Templates ask `more_pages()`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import g, request


@dataclass(frozen=True)
class Entry:
    """A page for this participant: the words of the link and where it goes."""

    words: Any
    endpoint: str


more: list[Callable[[Any], Entry | None]] = []


def more_pages() -> list[Entry]:
    """The pages there are for whoever this browser belongs to now, without the one that is open."""
    participant = g.get("participant")
    found = [ask(participant) for ask in more] if participant is not None else []
    return [one for one in found if one is not None and one.endpoint != request.endpoint]
