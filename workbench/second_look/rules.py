"""When a step that was asked can still be decided. Pure; no database, no Flask request."""

from datetime import datetime, timedelta

WAITS = timedelta(days=14)  # after this it has to be asked anew
WAITS_AT_THE_DOOR = timedelta(hours=24)  # somebody stands before a locked door; an old request is nobody's any more
FEWEST_WORDS = 3  # of a reason


def says_why(reason: str) -> bool:
    """Whether a reason is more than a word or two."""
    return len(reason.split()) >= FEWEST_WORDS


def is_over(until: datetime, now: datetime) -> bool:
    """Whether nobody decided in time."""
    return now >= until
