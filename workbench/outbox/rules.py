"""When mail is tried again, and what a mail server's answer means (security.md F.13). Pure."""

from datetime import datetime, time, timedelta

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 4 * 60, 12 * 60))  # after each attempt that failed
TIME_OUT = 5.0  # seconds of silence
LONGEST = 15.0  # seconds for one whole mail, however slowly a server goes on answering
LOST_AFTER = timedelta(minutes=10)  # a claim this old was left behind by a run that died


def next_try(attempts: int, now: datetime) -> datetime | None:
    """When a mail that could not go is tried again after so many attempts; None: it is given up."""
    return now + PAUSES[attempts - 1] if attempts <= len(PAUSES) else None


def is_safe_hour(safe_from: time | None, safe_until: time | None, now: time) -> bool:
    """Whether a message may come at this hour, Dutch time (security.md D.8). From 22:00 until 07:00 goes over midnight."""
    if safe_from is None or safe_until is None or safe_from == safe_until:
        return True
    if safe_from < safe_until:
        return safe_from <= now < safe_until
    return now >= safe_from or now < safe_until


def next_safe(safe_from: time, now: datetime) -> datetime:
    """The next moment at which it is this hour; `now` in Dutch time."""
    at = now.replace(hour=safe_from.hour, minute=safe_from.minute, second=0, microsecond=0)
    return at if at > now else at + timedelta(days=1)


def is_final(code: int) -> bool:
    """A 5xx is a refusal of this mail; a 4xx asks to come back later (RFC 5321, 4.2.1)."""
    return 500 <= code <= 599
