"""The contacts of aftercare for the worker's own calendar (.ics, RFC 5545): days called "Afspraak", and nothing else.

No name, no family and no link: a calendar is often shared (security.md D.8). The UID stays for as long as the contact exists,
so that a file that is taken in again replaces what was there; the SEQUENCE goes up with every change.
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from workbench.aftercare.models import AftercareContact

TITLE, PRODUCT, FILE_NAME = "Afspraak", "-//Afspraken//NL", "afspraken.ics"


def calendar_of(contacts: Iterable[AftercareContact], ref: str, moment: datetime) -> bytes:
    """The contacts that are still to come, each as a whole day; `ref` only keeps the items of two casussen apart."""
    made = Calendar()
    for name, value in (("prodid", PRODUCT), ("version", "2.0"), ("method", "PUBLISH")):
        made.add(name, value)
    for contact in contacts:
        if contact.done_on is None:
            made.add_component(_event(contact, ref, moment))
    return bytes(made.to_ical())


def _event(contact: AftercareContact, ref: str, moment: datetime) -> Event:
    event = Event()
    event.add("uid", hashlib.sha256(f"{ref}:{contact.id}:{contact.created_at.isoformat()}".encode()).hexdigest()[:32])
    event.add("sequence", contact.version)
    event.add("dtstamp", moment.astimezone(UTC).replace(microsecond=0))
    event.add("summary", TITLE)
    event.add("dtstart", contact.planned_on)
    event.add("dtend", contact.planned_on + timedelta(days=1))
    event.add("class", "PRIVATE")
    return event
