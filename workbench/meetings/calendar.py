"""A meeting as a calendar item (.ics, RFC 5545): day and time, called "Afspraak", and nothing else (security.md D.8).

No name, no description, no attendees and no organiser: a calendar is often shared, also with the one it should be kept from.
A place only where it was chosen for this person and is no secret. The UID stays for as long as the meeting exists; the
SEQUENCE goes up when day, time or place change, so that the old item is replaced; calling off takes it away.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Protocol

from icalendar import Calendar, Component, Event

from workbench.clock import AMSTERDAM
from workbench.meetings.rules import USUAL_MINUTES

TITLE = "Afspraak"
PRODUCT = "-//Afspraken//NL"  # says nothing of what we are
FILE_NAME = "afspraak.ics"
# The rule of the European Union. What icalendar makes by itself begins an hour late in March (its onset is not local time before
# the change), so that other programs are an hour wrong on that morning: tests/meetings/test_calendar.py.
ZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


class Occasion(Protocol):
    """What a calendar item is made of; a meeting as one reader may know it (MeetingView) is one."""

    @property
    def uid(self) -> str: ...
    @property
    def sequence(self) -> int: ...
    @property
    def status(self) -> str: ...
    @property
    def held_on(self) -> date: ...
    @property
    def starts_at(self) -> time | None: ...
    @property
    def ends_at(self) -> time | None: ...
    @property
    def calendar_place(self) -> str: ...


def calendar_item(view: Occasion, moment: datetime) -> bytes:
    """The calendar item of this meeting for this reader, made at this moment."""
    called_off = view.status == "cancelled"
    calendar = Calendar()
    for name, value in (("prodid", PRODUCT), ("version", "2.0"), ("method", "CANCEL" if called_off else "PUBLISH")):
        calendar.add(name, value)
    calendar.add_component(_event(view, moment, called_off))
    if view.starts_at is not None:
        calendar.subcomponents.insert(0, Component.from_ical(ZONE))
    return bytes(calendar.to_ical())


def _event(view: Occasion, moment: datetime, called_off: bool) -> Event:
    event = Event()
    event.add("uid", view.uid)
    event.add("sequence", view.sequence)
    event.add("dtstamp", moment.astimezone(UTC).replace(microsecond=0))
    event.add("summary", TITLE)
    for name, value in _when(view):
        event.add(name, value)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if called_off else "CONFIRMED")
    if view.calendar_place and not called_off:
        event.add("location", view.calendar_place)
    return event


def _when(view: Occasion) -> list[tuple[str, Any]]:
    """Begin and end in Dutch time; a whole day where no time was noted. The clock decides, also in a night it changes."""
    if view.starts_at is None:
        return [("dtstart", view.held_on), ("dtend", view.held_on + timedelta(days=1))]
    start = datetime.combine(view.held_on, view.starts_at, AMSTERDAM)
    if view.ends_at is not None:
        return [("dtstart", start), ("dtend", datetime.combine(view.held_on, view.ends_at, AMSTERDAM))]
    end = (start.astimezone(UTC) + timedelta(minutes=USUAL_MINUTES)).astimezone(AMSTERDAM)
    return [("dtstart", start), ("dtend", end)]
