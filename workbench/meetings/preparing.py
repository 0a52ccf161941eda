"""Preparing a meeting: its agenda, who is asked and how, sending the invitations, calling it off. The caller commits."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update

from workbench import audit, clock
from workbench.casus.models import Casus, ContactKind, ContactPoint, Person
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.meetings import agendas, queries, rules
from workbench.meetings.models import (
    AgendaItem,
    Attendance,
    AttendanceStatus,
    InviteBy,
    Meeting,
    MeetingEntry,
    MeetingStatus,
)
from workbench.outbox import operations as outbox
from workbench.records import expect_version

audit.declare(
    {
        "agenda changed": _l("changed the agenda of a meeting"),
        "people asked": _l("chose who is asked for a meeting, and how"),
        "invitations sent": _l("invited people to a meeting"),
        "meeting cancelled": _l("called off a meeting"),
        "calendar item made": _l("made a calendar item"),
    }
)


class Choice(NamedTuple):
    """How one person hears of a meeting."""

    by: InviteBy
    calendar_item: bool = False
    place_in_calendar: bool = False
    gets_minutes: bool = True


def change_agenda(casus: Casus, meeting: Meeting, version: int, lines: Iterable[agendas.Line], *, by: Any) -> None:
    """Another agenda: in this order, with these minutes. What was said under an item that goes, stays, under no item.

    Raises EditConflict, or RuleBroken when nothing is left on it.
    """
    expect_version(meeting, version)
    refuse_when_over(meeting)
    checked = agendas.whole(lines)
    known = {item.id: item for item in meeting.agenda}
    kept = {line.id for line in checked if line.id in known}
    gone = [item for item in meeting.agenda if item.id not in kept]
    of_gone = MeetingEntry.agenda_item_id.in_([item.id for item in gone])
    db.session.execute(update(MeetingEntry).where(MeetingEntry.meeting_id == meeting.id, of_gone).values(agenda_item_id=None))
    meeting.agenda = [_item(line, order, known) for order, line in enumerate(checked, 1)]
    meeting.updated_at = clock.now()
    audit.record("agenda changed", casus, by=by, record=meeting, items=len(checked))


def _item(line: agendas.Line, order: int, known: Mapping[int, AgendaItem]) -> AgendaItem:
    item = known.get(line.id or 0) or AgendaItem(kind=line.kind)
    item.order, item.title, item.planned_minutes = order, line.title, line.minutes
    return item


def ask_people(casus: Casus, meeting: Meeting, version: int, choices: Mapping[int, Choice], *, by: Any) -> None:
    """Who is asked, and how each of them hears of it (GA6, security.md D.8).

    Raises EditConflict; RuleBroken for somebody of the other part, or an address that may not be used.
    """
    expect_version(meeting, version)
    refuse_when_over(meeting)
    found = select(Person).where(Person.casus_id == casus.id, Person.id.in_(choices))
    people = {person.id: person for person in db.session.scalars(found)}
    addresses = addresses_of(casus)
    for person_id, choice in choices.items():
        _check_choice(meeting, people.get(person_id), choice, addresses.get(person_id))
    known = {one.person_id: one for one in meeting.attendance}
    meeting.attendance = [_asked(casus, person_id, choice, known.get(person_id)) for person_id, choice in choices.items()]
    meeting.updated_at = clock.now()
    audit.record("people asked", casus, by=by, record=meeting, people=sorted(choices))


def _check_choice(meeting: Meeting, person: Person | None, choice: Choice, address: ContactPoint | None) -> None:
    if person is None or not rules.may_attend(person, meeting.sub_group_id):
        raise RuleBroken(_("This person belongs to the other part of the network."))
    if choice.by is InviteBy.MAIL:
        why_not = outbox.why_no_mail(address)
        if person.family_role == "child":
            why_not = _("A child gets no mail. Tell it, or let somebody tell it.")
        if why_not:
            raise RuleBroken(why_not, field=f"by_{person.id}")
    if choice.place_in_calendar and (meeting.place_protected or person.protected):
        raise RuleBroken(_("This place is secret, so it never goes into a calendar."), field=f"place_{person.id}")


def _asked(casus: Casus, person_id: int, choice: Choice, known: Attendance | None) -> Attendance:
    one = known or Attendance(casus_id=casus.id, person_id=person_id, status=AttendanceStatus.INVITED)
    one.invite_by, one.gets_minutes = choice.by, choice.gets_minutes
    one.calendar_item, one.place_in_calendar = choice.calendar_item, choice.calendar_item and choice.place_in_calendar
    return one


def addresses_of(casus: Casus) -> dict[int, ContactPoint]:
    """Person → the e-mail address that may be used, else one that may not (so that can be said why)."""
    asked = select(ContactPoint).where(ContactPoint.casus_id == casus.id, ContactPoint.kind == ContactKind.EMAIL,
                                       ContactPoint.withdrawn_on.is_(None))  # fmt: skip
    found: dict[int, ContactPoint] = {}
    for point in db.session.scalars(asked.order_by(ContactPoint.id)):
        if point.person_id is not None and (point.person_id not in found or outbox.why_no_mail(point) is None):
            found[point.person_id] = point
    return found


def invite(casus: Casus, meeting: Meeting, version: int, *, by: Any) -> int:
    """Note that everybody who is asked is invited today, and put the mail in the outbox. Returns how many are new.

    Raises EditConflict; RuleBroken when nobody is asked or the day is over.
    """
    expect_version(meeting, version)
    refuse_when_over(meeting)
    new = [one for one in meeting.attendance if one.invite_by is not None and one.invited_on is None]
    if not any(one.invite_by is not None for one in meeting.attendance):
        raise RuleBroken(_("Choose first who is asked."))
    if meeting.held_on < clock.today():
        raise RuleBroken(_("The day of this meeting is over."))
    for one in new:
        one.invited_on = clock.today()
    if meeting.status is MeetingStatus.PLANNED:
        meeting.status = MeetingStatus.INVITED
    meeting.invited_on = meeting.invited_on or clock.today()
    meeting.updated_at = clock.now()
    audit.record("invitations sent", casus, by=by, record=meeting, people=sorted(one.person_id for one in new))
    _mail(casus, meeting, new, by=by)
    return len(new)


def tell_again(casus: Casus, meeting: Meeting, *, by: Any) -> None:
    """Day, time or place is another, or it is called off: everybody who hears by mail gets a message that says nothing."""
    invited = select(Attendance).where(Attendance.meeting_id == meeting.id, Attendance.invited_on.is_not(None))
    _mail(casus, meeting, db.session.scalars(invited), by=by)


def _mail(casus: Casus, meeting: Meeting, to: Iterable[Attendance], *, by: Any) -> None:
    asked = [one for one in to if one.invite_by is InviteBy.MAIL]
    addresses = addresses_of(casus) if asked else {}
    for one in asked:
        point = addresses.get(one.person_id)
        if point is not None and outbox.why_no_mail(point) is None:
            outbox.tell_person(casus, point, mail_key(meeting, one.person_id), by=by)


def mail_key(meeting: Meeting, person_id: int) -> str:
    """What a mail about this meeting is called: one for each person and each change."""
    return f"meeting:{meeting.id}:{meeting.ics_sequence}:{person_id}"


def cancel(casus: Casus, meeting: Meeting, version: int, reason: str, *, by: Any) -> None:
    """Call a meeting off. It stays in the list, with the reason. Raises EditConflict, or RuleBroken when it was held."""
    expect_version(meeting, version)
    refuse_when_over(meeting)
    meeting.status, meeting.cancelled_on, meeting.cancel_reason = MeetingStatus.CANCELLED, clock.today(), reason
    meeting.ics_sequence += 1
    audit.record("meeting cancelled", casus, by=by, record=meeting)
    tell_again(casus, meeting, by=by)


def calendar_item(casus: Casus, meeting: Meeting, person_id: int, *, by: Any) -> None:
    """Note that a calendar item is made for this person. It keeps one UID for as long as the meeting exists."""
    if not queries.gets_calendar_item(meeting, person_id):
        raise RuleBroken(_("For this person no calendar item is made. Change that with who is asked."))
    if meeting.ics_uid is None:  # it came out of a casus file
        meeting.ics_uid = secrets.token_hex(16)
    audit.record("calendar item made", casus, by=by, record=meeting, action="E", person=person_id)


def refuse_when_over(meeting: Meeting) -> None:
    """What is called off is not prepared, and sent minutes are not changed. Raises RuleBroken."""
    if meeting.status is MeetingStatus.CANCELLED:
        raise RuleBroken(_("This meeting was called off."))
    if meeting.status is MeetingStatus.MINUTES_SENT:
        raise RuleBroken(_("The minutes are sent. What should be otherwise is added below them as a correction."))
