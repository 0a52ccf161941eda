"""What holds for personal links and answers (security.md D): ages, limits, codes, whose agreement it is. Pure."""

import re
import secrets
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Protocol

from flask_babel import lazy_gettext as _l

from workbench.plans.reader import ASKED, with_a_part
from workbench.plans.temporary_rules import named

LEAST_AGE = 12  # security.md D, domain.md B14: for younger children grown-ups answer; the child is asked in person
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # 31 that cannot be mistaken for one another: 39.6 bits in eight
CODE_LENGTH = 8
TRIES = 5  # wrong codes in a row, then wait
MOST_WRONG = 10  # wrong codes of one link in all, then it locks
WAIT = timedelta(minutes=15)
IDLE = timedelta(minutes=20)
LONGEST = timedelta(hours=2)
SEEN_EVERY = timedelta(minutes=1)
SENT_LENGTH = 6  # digits of a code that is sent
SENT_LIFE = timedelta(minutes=10)  # ASVS 6.5.5
SENDS_AN_HOUR, SENDS_A_DAY = 3, 5  # codes of one link
HOUSE_SENDS_AN_HOUR = 200  # codes of the whole organisation
UNKNOWN_A_MINUTE = 300  # addresses that are no link, asked for by anybody: more is an alarm
ALARM_EVERY = timedelta(hours=1)
MANY_BROWSERS = 2  # more than this in a day: ask the worker whether that is right


class LinkState(StrEnum):
    """What a worker sees of a link. The participant's page says none of this."""

    OPEN = "open"
    USED = "used"
    WAITING = "waiting"
    LOCKED = "locked"
    EXPIRED = "expired"
    REVOKED = "revoked"


class Link(Protocol):
    """What the rules look at in an invitation."""

    expires_at: datetime
    revoked_at: datetime | None
    locked_at: datetime | None
    wait_until: datetime | None
    last_verified_at: datetime | None


def state_of(link: Link, now: datetime) -> LinkState:
    """The state of a link at a moment; what ended it for good comes first."""
    if link.revoked_at is not None:
        return LinkState.REVOKED
    if link.locked_at is not None:
        return LinkState.LOCKED
    if link.expires_at <= now:
        return LinkState.EXPIRED
    if link.wait_until is not None and link.wait_until > now:
        return LinkState.WAITING
    return LinkState.OPEN if link.last_verified_at is None else LinkState.USED


def why_no_link(person: Any, age: int | None) -> Any:
    """Why this person cannot have a link, in words for the worker; None when he or she can."""
    name = person.name
    if person.family_role == "child" and age is None:
        return _l("Note first how old %(name)s is. A personal link is for people of 12 and older.", name=name)
    if age is not None and age < LEAST_AGE:
        return _l(
            "%(name)s is younger than 12. Talk with %(name)s in person; a link is for people of 12 and older.",
            name=name,
        )
    if person.ended_on is not None or person.deceased:
        return _l("%(name)s no longer takes part.", name=name)
    if person.user_id is not None:
        return _l("%(name)s is a colleague and signs in to the workbench.", name=name)
    return None


def new_code() -> str:
    """Eight characters that can be read aloud."""
    return "".join(secrets.choice(LETTERS) for _place in range(CODE_LENGTH))


def new_sent_code() -> str:
    """Six digits; at most ten guesses are ever looked at for one link."""
    return f"{secrets.randbelow(10**SENT_LENGTH):0{SENT_LENGTH}d}"


def code_as_shown(code: str) -> str:
    """k7m4-9tqz; of a code that is sent: 482 913."""
    return f"{code[:3]} {code[3:]}" if code.isdigit() and len(code) == SENT_LENGTH else f"{code[:4]}-{code[4:]}"


def code_as_typed(text: str) -> str:
    """What somebody typed, as the code it stands for: capitals, spaces and the line do not matter."""
    return "".join(character for character in text.lower() if character.isalnum())


def mobile_number(text: str) -> str | None:
    """A Dutch mobile number as 31612345678, or a foreign one that says its country; None for anything else."""
    digits = "".join(sign for sign in text if sign.isdigit())
    if text.strip().startswith("+"):
        found = digits
    elif digits.startswith("00"):
        found = digits[2:]
    else:
        found = f"31{digits[1:]}" if digits.startswith("0") else ""
    if found.startswith("31"):
        return found if found.startswith("316") and len(found) == 11 else None
    return found if 8 <= len(found) <= 15 else None


def may_send(sent: Iterable[datetime], now: datetime) -> bool:
    """Whether one more code may be sent for a link, after those that were sent at these moments (security.md D.7)."""
    moments = [one for one in sent if one > now - timedelta(days=1)]
    in_the_hour = sum(one > now - timedelta(hours=1) for one in moments)
    return in_the_hour < SENDS_AN_HOUR and len(moments) < SENDS_A_DAY


def until(now: datetime, life: timedelta, last_days: Iterable[date | None], zone: Any) -> datetime:
    """When a link stops: after its life, or at the end of the first of these days that is still to come (security.md D.3).

    A day that is today or past does not shorten it: then the round it belonged to is over and this is another.
    """
    ends = [now + life]
    today = now.astimezone(zone).date()
    ends += [datetime.combine(day, time(23, 59), zone) for day in last_days if day is not None and day > today]
    return min(ends)


def own_agreements(body: dict[str, Any], person_id: int) -> set[int]:
    """The agreements of a frozen plan in which a person has a part: does it, helps, it is for this child, stands in or looks."""
    return {one["id"] for one in body["agreements"] if person_id in with_a_part(one, ASKED)}


def participants(body: dict[str, Any]) -> set[int]:
    """Everybody who has a part in some agreement of a frozen plan, or stands in its temporary plan."""
    return set().union(*(with_a_part(one, ASKED) for one in body["agreements"]), named(body))


def checks_any(body: dict[str, Any], person_id: int) -> bool:
    """Whether this person looks whether some agreement of a frozen plan happens, as first or second."""
    return any(person_id in (one["checker"], one["second_checker"]) for one in body["agreements"])


def first_open(ids: Iterable[int], answered: set[int]) -> int | None:
    """The place (from 1) of the first agreement without an answer; None when all have one."""
    return next((place for place, one in enumerate(ids, 1) if one not in answered), None)


def text_as_read(what: str, when: str, otherwise: str) -> str:
    """An agreement as one text, a line for each part that is shown; the same words always give the same text."""
    when = "" if when.lower() in what.lower() else when
    return "\n".join(part for part in (what, when, otherwise) if part)


def text_in(body: dict[str, Any], agreement_id: int) -> str | None:
    """The text of an agreement in a frozen plan, as somebody reads it; None when it does not stand in it."""
    one = next((one for one in body["agreements"] if one["id"] == agreement_id), None)
    return text_as_read(one["what"], one["when"], one["what_if"]) if one else None


def names(name: str, words: str) -> bool:
    """Whether somebody is called by name in these words."""
    return re.search(rf"\b{re.escape(name)}\b", words, re.IGNORECASE) is not None
