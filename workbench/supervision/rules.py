"""Whose turn it is in a thread of supervision, and who may end it (domain.md 1.13: they look together). Pure."""

from workbench.standards.models import AskKind, Turn


def first_turn(kind: AskKind) -> Turn:
    """A question waits for the worker; a compliment asks for nothing."""
    return Turn.WORKER if kind is AskKind.QUESTION else Turn.NOBODY


def turn_after(*, by_worker: bool) -> Turn:
    """Whoever spoke, the other is next: after the worker who asked, after anybody else the worker."""
    return Turn.ASKER if by_worker else Turn.WORKER


def may_end(asker: int | None, asker_is_here: bool, user: int) -> bool:
    """Who asked ends it. Of a question whose asker is unknown here or left, whoever may ask can."""
    return asker == user or asker is None or not asker_is_here
