"""Planning a meeting and who was there. The caller commits. Preparing stands in preparing.py, the minutes in minuting.py."""

import secrets
from typing import Any

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from workbench import audit, clock
from workbench.casus.models import Casus, Person
from workbench.casus.operations import note_why
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.goals import operations as goals
from workbench.goals.models import SafetyGoal
from workbench.meetings import agendas, preparing, queries, rules
from workbench.meetings.models import AgendaItem, Attendance, AttendanceStatus, Meeting, MeetingStatus
from workbench.records import expect_version, filled
from workbench.second_look.secrets import SECRETS, Secret

audit.declare(
    {
        "meeting planned": _l("planned a network meeting"),
        "meeting changed": _l("changed a network meeting"),
        "meeting recorded": _l("recorded who was at a meeting and what was said"),
        "ratings given": _l("noted numbers at a meeting"),
        "secret place shown": _l("looked at the secret place of a meeting"),
    }
)
SECRETS.append(Secret(
    "places", Meeting, "place_protected", _l("Place of a meeting no longer secret"),
    lambda one: _("The place of the meeting of %(day)s", day=format_date(one.held_on, "d MMMM yyyy")),
))  # fmt: skip


def plan_meeting(casus: Casus, *, by: Any, other_rounds: bool = False, **answers: Any) -> Meeting:
    """Plan a meeting with the agenda of the house. `other_rounds`: each other part of the network gets a round of its own.

    Raises RuleBroken for times that run backwards or a chair of the other part.
    """
    _check(casus, answers)
    meeting = _planned(casus, by, answers)
    if other_rounds and casus.separate_networks:
        for group in queries.other_groups(casus, answers["sub_group_id"]):
            # Who chairs and writes is asked for each round, and the place may not be the same.
            own = {"sub_group_id": group, "chair_id": None, "minute_taker_id": None, "inviter_id": None, "place": ""}
            _planned(casus, by, {**answers, **own})
    return meeting


def _planned(casus: Casus, by: Any, answers: dict[str, Any]) -> Meeting:
    number = (db.session.scalar(select(func.max(Meeting.number)).where(Meeting.casus_id == casus.id)) or 0) + 1
    meeting = Meeting(casus_id=casus.id, number=number, ics_uid=secrets.token_hex(16), created_by_id=by.id, **filled(answers))
    meeting.agenda = [
        AgendaItem(order=order, kind=line.kind, title=line.title, planned_minutes=line.minutes)
        for order, line in enumerate(agendas.default(), 1)
    ]
    db.session.add(meeting)
    audit.record("meeting planned", casus, by=by, record=meeting, action="C")
    return meeting


def change_meeting(casus: Casus, meeting: Meeting, version: int, *, by: Any, **answers: Any) -> None:
    """Change day, time, place or people; a calendar item gets its next number when people must hear of it.

    Raises EditConflict or RuleBroken.
    """
    expect_version(meeting, version)
    _check(casus, answers)
    if meeting.place_protected and not answers["place_protected"]:
        raise RuleBroken(_("A secret place stays secret. To open it, ask your supervisor."), field="place_protected")
    if meeting.place_protected and not answers["place"]:
        answers["place"] = meeting.place  # the form does not show a secret place, so leaving it open keeps it
    if answers["sub_group_id"] != meeting.sub_group_id and queries.has_people(meeting):
        raise RuleBroken(_("People are already asked. Plan another meeting for the other part."), field="sub_group_id")
    changed = [name for name, value in answers.items() if (getattr(meeting, name) or None) != (value or None)]
    if meeting.status in rules.TO_COME and answers["held_on"] > meeting.held_on:
        meeting.postponed += 1
    for name in changed:
        setattr(meeting, name, answers[name] if answers[name] != "" else None)
    audit.record("meeting changed", casus, by=by, record=meeting, fields=changed)
    if set(changed) & set(rules.TOLD):
        meeting.ics_sequence += 1
        preparing.tell_again(casus, meeting, by=by)


def note_reveal(casus: Casus, meeting: Meeting, *, by: Any, **answers: Any) -> None:
    """Somebody looks at the secret place of a meeting: noted, with what it is needed for, before it is shown."""
    why = note_why(casus, by=by, **answers)
    audit.record("secret place shown", casus, by=by, record=meeting, action="R", reveal=why.id, purpose=why.purpose.value)


def _check(casus: Casus, answers: dict[str, Any]) -> None:
    if answers["starts_at"] and answers["ends_at"] and answers["ends_at"] <= answers["starts_at"]:
        raise RuleBroken(_("This is before it begins."), field="ends_at")
    if casus.separate_networks and answers["sub_group_id"] is None:
        raise RuleBroken(
            _("The networks are separated: each part has a meeting or a round of its own. Choose one part."),
            field="sub_group_id",
        )
    for field in ("chair_id", "minute_taker_id", "inviter_id"):
        person = db.session.get(Person, answers[field]) if answers.get(field) else None
        if person is not None and not rules.may_attend(person, answers["sub_group_id"]):
            raise RuleBroken(_("%(name)s belongs to the other part of the network.", name=person.name), field=field)


def record_meeting(
    casus: Casus,
    meeting: Meeting,
    version: int,
    presence: dict[int, AttendanceStatus],
    *,
    by: Any,
    minutes: str | None = None,
    family_time_minutes: int | None,
    next_on: Any,
    stood_in: dict[int, str] | None = None,
) -> None:
    """Who was there, who or what stood in, when people meet again; `minutes`: where they are one text, as they used to be.

    Raises EditConflict; RuleBroken for the other part or a wrong date.
    """
    expect_version(meeting, version)
    if next_on and next_on <= meeting.held_on:
        raise RuleBroken(_("The next date comes after this meeting."), field="next_on")
    _set_presence(casus, meeting, presence)
    for one in meeting.attendance:
        if stood_in is not None and one.person_id in stood_in:
            one.represented_by = stood_in[one.person_id] or None
    if minutes is not None:
        meeting.minutes = minutes or None
    meeting.family_time_minutes, meeting.next_on = family_time_minutes, next_on
    if meeting.status in (MeetingStatus.PLANNED, MeetingStatus.INVITED) and rules.is_held(
        meeting.held_on, meeting.attendance, clock.today()
    ):
        meeting.status = MeetingStatus.HELD
    meeting.updated_at = clock.now()
    audit.record("meeting recorded", casus, by=by, record=meeting, people=len(presence))


def _set_presence(casus: Casus, meeting: Meeting, presence: dict[int, AttendanceStatus]) -> None:
    people = {
        p.id: p for p in db.session.scalars(select(Person).where(Person.casus_id == casus.id, Person.id.in_(presence)))
    }
    for person_id in presence:
        if person_id not in people or not rules.may_attend(people[person_id], meeting.sub_group_id):
            raise RuleBroken(_("This person belongs to the other part of the network."), field=f"present_{person_id}")
    known = {one.person_id: one for one in meeting.attendance}
    meeting.attendance = [
        known.get(p) or Attendance(casus_id=casus.id, person_id=p, status=presence[p]) for p in presence
    ]
    for one in meeting.attendance:
        one.status = presence[one.person_id]


def give_ratings(
    casus: Casus, meeting: Meeting, goal: SafetyGoal, numbers: dict[int, tuple[int, str]], *, by: Any
) -> None:
    """Numbers round the table for one goal: person → (0–10, reason). Raises RuleBroken when nobody gave one."""
    if not numbers:
        raise RuleBroken(_("Nobody has given a number yet."))
    for person, (number, reason) in numbers.items():
        goals.rate(
            goal, by=by, person=person, number=number, rated_on=meeting.held_on, reason=reason, meeting_id=meeting.id
        )
    audit.record("ratings given", casus, by=by, record=meeting, goal=goal.id, people=len(numbers))
