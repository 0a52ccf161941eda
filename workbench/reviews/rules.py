"""What holds for personal links and answers (security.md D): ages, limits, codes, whose agreement it is. Pure."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from flask_babel import lazy_gettext as _l

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
MANY_BROWSERS = 2  # more than this in a day: ask the worker whether that is right
PARTS = ("doer", "together", "child")


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


def code_as_shown(code: str) -> str:
    """k7m4-9tqz."""
    return f"{code[:4]}-{code[4:]}"


def code_as_typed(text: str) -> str:
    """What somebody typed, as the code it stands for: capitals, spaces and the line do not matter."""
    return "".join(character for character in text.lower() if character.isalnum())


def own_agreements(body: dict[str, Any], person_id: int) -> set[int]:
    """The agreements of a frozen plan in which a person has a part: does it, helps, it is for this child, stands in or looks."""
    return {one["id"] for one in body["agreements"] if person_id in _people_with_a_part(one)}


def _people_with_a_part(agreement: dict[str, Any]) -> set[int]:
    chosen = {link["person"] for link in agreement["people"] if link["part"] in PARTS}
    return chosen | {agreement[part] for part in ("checker", "second_checker", "backup") if agreement[part]}


def participants(body: dict[str, Any]) -> set[int]:
    """Everybody who has a part in some agreement of a frozen plan, or stands in its temporary plan."""
    return set().union(*(_people_with_a_part(one) for one in body["agreements"]), named(body))


def first_open(ids: Iterable[int], answered: set[int]) -> int | None:
    """The place (from 1) of the first agreement without an answer; None when all have one."""
    return next((place for place, one in enumerate(ids, 1) if one not in answered), None)
