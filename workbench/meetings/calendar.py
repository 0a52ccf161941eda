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
KEPT_MINUTES = 30  # of time somebody keeps without saying how long
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
    """What a calendar item is made of: a meeting as its reader may know it, a talk in supervision, a learning meeting."""

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
    return _calendar(_event(view, moment, called_off), "CANCEL" if called_off else "PUBLISH", view.starts_at is not None)


def kept_time(
    uid: str, sequence: int, moment: datetime, *, day: date, starts_at: time | None, minutes: int | None
) -> bytes:
    """Time a colleague keeps for something of his or her own; a whole day where no time was chosen. Says nothing of what."""
    when: list[tuple[str, Any]] = [("dtstart", day), ("dtend", day + timedelta(days=1))]
    if starts_at is not None:
        start = datetime.combine(day, starts_at, AMSTERDAM)
        when = [("dtstart", start), ("dtend", _later(start, minutes or KEPT_MINUTES))]
    return _calendar(_plain(uid, sequence, moment, when), "PUBLISH", starts_at is not None)


def _calendar(event: Event, method: str, with_zone: bool) -> bytes:
    calendar = Calendar()
    for name, value in (("prodid", PRODUCT), ("version", "2.0"), ("method", method)):
        calendar.add(name, value)
    calendar.add_component(event)
    if with_zone:
        calendar.subcomponents.insert(0, Component.from_ical(ZONE))
    return bytes(calendar.to_ical())


def _plain(uid: str, sequence: int, moment: datetime, when: list[tuple[str, Any]]) -> Event:
    """What every item has, and nothing else."""
    event = Event()
    event.add("uid", uid)
    event.add("sequence", sequence)
    event.add("dtstamp", moment.astimezone(UTC).replace(microsecond=0))
    event.add("summary", TITLE)
    for name, value in when:
        event.add(name, value)
    event.add("class", "PRIVATE")
    return event


def _event(view: Occasion, moment: datetime, called_off: bool) -> Event:
    event = _plain(view.uid, view.sequence, moment, _when(view))
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
    return [("dtstart", start), ("dtend", _later(start, USUAL_MINUTES))]


def _later(start: datetime, minutes: int) -> datetime:
    return (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(AMSTERDAM)
