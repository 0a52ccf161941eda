"""What aftercare asks for: contacts on time, something for each person, and more after bad news (domain.md 2.3, 6.3). Pure."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from workbench.aftercare.models import ContactOutcome

NEEDED_CONTACTS = 2
SAME_MOMENT = timedelta(days=14)  # a contact planned as near as this is the one that is meant


def next_contact(contacts: Iterable[Any]) -> Any:
    """The first planned contact that was not held yet; None when there is none."""
    return min((one for one in contacts if one.done_on is None), key=lambda one: one.planned_on, default=None)


def is_late(contact: Any, today: date) -> bool:
    """Whether a contact should have been held by now."""
    return contact.done_on is None and contact.planned_on < today


def held(contacts: Iterable[Any]) -> int:
    """How many contacts were held."""
    return sum(one.done_on is not None for one in contacts)


def enough_contacts(contacts: Iterable[Any]) -> bool:
    """Closing asks for at least two contacts that were held, or a reason."""
    return held(contacts) >= NEEDED_CONTACTS


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month; a day in the weekend becomes the Monday after."""
    year, month = divmod(day.month - 1 + months, 12)
    found = date(day.year + year, month + 1, min(day.day, monthrange(day.year + year, month + 1)[1]))
    return found + timedelta(days=7 - found.weekday() if found.weekday() > 4 else 0)


def proposed(start: date, months: Iterable[int], contacts: Iterable[Any]) -> list[date]:
    """The days for contacts, counted from the start of aftercare, without those that are planned or held already."""
    known = [one.planned_on for one in contacts]
    wanted = [months_after(start, count) for count in sorted(months)]
    return [day for day in wanted if not any(abs(day - other) <= SAME_MOMENT for other in known)]


def without_need(people: Iterable[Any], needs: Iterable[Any]) -> list[Any]:
    """Who of the family was not asked yet what he or she needs later (domain.md 6.1: needs per person)."""
    asked = {one.person_id for one in needs}
    return [one for one in people if one.in_family and not one.deceased and one.ended_on is None and one.id not in asked]


def asks_for_more(outcome: ContactOutcome | None) -> bool:
    """Whether what was heard at a contact leads to something: a worry, or it went wrong again."""
    return outcome in (ContactOutcome.WORRY, ContactOutcome.RELAPSE)


def contact_gaps(done_on: date | None, outcome: ContactOutcome | None, words: str, today: date) -> Sequence[tuple[str, str]]:
    """(field, what is wrong) of a contact: "future", "outcome" or "words"."""
    if done_on and done_on > today:
        return [("done_on", "future")]
    if done_on and outcome is None:
        return [("outcome", "outcome")]
    if outcome and done_on is None:
        return [("done_on", "day")]
    return [("words", "words")] if asks_for_more(outcome) and not words else []
