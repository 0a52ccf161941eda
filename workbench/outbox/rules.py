"""When mail is tried again, and what a mail server's answer means (security.md F.13). Pure."""

from datetime import datetime, timedelta

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 4 * 60, 12 * 60))  # after each attempt that failed
TIME_OUT = 5.0  # seconds of silence
LONGEST = 15.0  # seconds for one whole mail, however slowly a server goes on answering
LOST_AFTER = timedelta(minutes=10)  # a claim this old was left behind by a run that died


def next_try(attempts: int, now: datetime) -> datetime | None:
    """When a mail that could not go is tried again after so many attempts; None: it is given up."""
    return now + PAUSES[attempts - 1] if attempts <= len(PAUSES) else None


def is_final(code: int) -> bool:
    """A 5xx is a refusal of this mail; a 4xx asks to come back later (RFC 5321, 4.2.1)."""
    return 500 <= code <= 599
