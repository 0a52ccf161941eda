"""When aftercare can begin and a casus can close (domain.md 6.3). Pure."""

from collections.abc import Iterable
from datetime import date
from typing import Any

NEEDED_CONTACTS = 2


def next_contact(contacts: Iterable[Any], today: date) -> Any:
    """The first planned contact that was not held yet; None when there is none."""
    return min((one for one in contacts if one.done_on is None), key=lambda one: one.planned_on, default=None)


def is_late(contact: Any, today: date) -> bool:
    return contact.done_on is None and contact.planned_on < today


def enough_contacts(contacts: Iterable[Any]) -> bool:
    """Closing asks for at least two contacts that were held, or a reason."""
    return sum(one.done_on is not None for one in contacts) >= NEEDED_CONTACTS
