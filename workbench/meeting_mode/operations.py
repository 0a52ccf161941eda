"""Every change while a meeting runs: clocks, who is there, what was said, numbers, agreements, the end. The caller commits."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.agreements import operations as agreements
from workbench.agreements.models import Agreement, Audience
from workbench.casus.models import Casus, Person, Phase
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.goals import operations as goals
from workbench.goals.models import Rating, SafetyGoal
from workbench.meeting_mode import labels, queries, rounds, rules
from workbench.meeting_mode.models import RatingRound, Sitting
from workbench.meetings import agendas, minuting, preparing
from workbench.meetings.models import (
    AgendaItem,
    AgendaKind,
    AgreementChange,
    Attendance,
    AttendanceStatus,
    EntryKind,
    Meeting,
    MeetingEntry,
    MeetingStatus,
)
from workbench.meetings.rules import may_attend
from workbench.records import expect_version
from workbench.successes import operations as successes

audit.declare({
    "meeting begun": _l("began a meeting on the screen"),
    "meeting went on": _l("went to another item of a meeting"),
    "attendance noted": _l("noted who is at a meeting"),
    "rating changed": _l("changed a number before it was shown"),
    "numbers shown": _l("showed the numbers of everybody together"),
    "next step noted": _l("noted a next small step with a number"),
    "next date noted": _l("noted when people meet again"),
    "meeting ended": _l("ended a meeting on the screen"),
})  # fmt: skip

OTHER_PART = _l("This person belongs to the other part of the network.")
CLASH = _l("Somebody else changed this agreement meanwhile. Look at both; save again to put yours in its place.")
BEFORE_READING_BACK = (AgendaKind.NEXT_DATE, AgendaKind.CLOSING)
LONG_PHASES = (Phase.DIRECT, Phase.STABLE, Phase.RECOVERY)


# --- beginning, going on, ending


def begin(casus: Casus, meeting: Meeting, *, by: Any) -> Sitting:
    """Put a meeting on the screen; one that was under way goes on where it was. Raises RuleBroken before its day."""
    preparing.refuse_when_over(meeting)
    found = queries.sitting_of(meeting)
    if found is not None:
        found.ended_at = None
        return found
    if not rules.may_begin(meeting.held_on, clock.today()):
        raise RuleBroken(_("This meeting is on another day. Change the day first, or begin on the day itself."))
    _complete_agenda(meeting)
    db.session.flush()
    sitting = Sitting(casus_id=casus.id, meeting_id=meeting.id, item_id=meeting.agenda[0].id)
    meeting.agenda[0].opened_at = clock.now()
    db.session.add(sitting)
    audit.record("meeting begun", casus, by=by, record=meeting)
    return sitting


def _complete_agenda(meeting: Meeting) -> None:
    """An agenda that names no steps gets those of the default one (domain.md 1.12); reading back has a place of its own.

    Agendas that were made before their items said which step they are still have the titles of the default.
    """
    if not meeting.agenda:
        meeting.agenda = [AgendaItem(kind=one.kind, title=one.title, planned_minutes=one.minutes, spent_seconds=0)
                          for one in agendas.default()]  # fmt: skip
    titles = {one.title: one.kind for one in agendas.of_the_method()}
    for item in meeting.agenda:
        if item.kind is AgendaKind.OWN:
            item.kind = titles.get(item.title, AgendaKind.OWN)
    if all(one.kind is not AgendaKind.READ_BACK for one in meeting.agenda):
        later = [nr for nr, one in enumerate(meeting.agenda) if one.kind in BEFORE_READING_BACK]
        title = str(labels.READING_BACK)
        item = AgendaItem(order=0, kind=AgendaKind.READ_BACK, title=title, spent_seconds=0)
        meeting.agenda.insert(later[0] if later else len(meeting.agenda), item)
    for order, one in enumerate(meeting.agenda, 1):
        one.order = order


def go_to(casus: Casus, meeting: Meeting, sitting: Sitting, nr: int, *, by: Any) -> None:
    """Stop the clock that runs and start that of another item of the agenda; a number that is not there does nothing."""
    item = next((one for one in meeting.agenda if one.order == nr), None)
    if item is None or item.id == sitting.item_id:
        return
    stop_clocks(meeting)
    item.opened_at, sitting.item_id, sitting.ended_at = clock.now(), item.id, None
    audit.record("meeting went on", casus, by=by, record=meeting, item=nr)


def stop_clocks(meeting: Meeting) -> None:
    """Count what every running clock has, and let it stand; private family time is kept with the meeting too."""
    for one in meeting.agenda:
        one.spent_seconds, one.opened_at = rules.spent(one, clock.now()), None
        if one.kind is AgendaKind.FAMILY_TIME and one.spent_seconds:
            meeting.family_time_minutes = max(round(one.spent_seconds / 60), 1)


def choose_round(casus: Casus, meeting: Meeting, sitting: Sitting, group: int, *, by: Any) -> None:
    """In a meeting of two rounds: of which side the people are who are in the room now."""
    if group not in dict(queries.sub_groups(casus)):
        raise RuleBroken(_("Choose one of the two sides."))
    sitting.sub_group_id = group
    audit.record("meeting went on", casus, by=by, record=meeting, round=group)


def end(casus: Casus, meeting: Meeting, sitting: Sitting, *, by: Any) -> None:
    """Everybody goes home: clocks stand still, the meeting was held, the minutes can be read."""
    stop_clocks(meeting)
    sitting.ended_at = clock.now()
    if meeting.status in (MeetingStatus.PLANNED, MeetingStatus.INVITED):
        meeting.status = MeetingStatus.HELD
    meeting.updated_at = clock.now()
    audit.record("meeting ended", casus, by=by, record=meeting, people=len(meeting.attendance))


def change_look(sitting: Sitting, what: str) -> None:
    """Larger letters or more contrast, and back. It says nothing of the family, so the log has no line of it."""
    setattr(sitting, what, not getattr(sitting, what))


# --- who is there


def note_attendance(
    casus: Casus,
    meeting: Meeting,
    sitting: Sitting,
    person: Person,
    status: AttendanceStatus,
    *,
    by: Any,
    words: str = "",
) -> Attendance:
    """Somebody is here, online, not here, or somebody or something stands in. Who comes in late has that beside the name.

    `words`: who or what stands in. Raises RuleBroken for somebody of the other part of a separated network (B13).
    """
    if not may_attend(person, queries.round_of(meeting, sitting)):
        raise RuleBroken(OTHER_PART)
    one = next((row for row in meeting.attendance if row.person_id == person.id), None)
    was = one.status if one is not None else None
    if one is None:
        one = Attendance(casus_id=casus.id, person_id=person.id, status=status)
        meeting.attendance.append(one)
    elif one.status in rules.THERE and status is AttendanceStatus.ABSENT and not _just_begun(sitting):
        return _leaves(casus, meeting, one, by)
    late = status in rules.THERE and was not in rules.THERE and rules.came_late(sitting.started_at, clock.now())
    one.status = status
    one.part_of_it = _("from %(time)s", time=_time()) if late else one.part_of_it if status in rules.THERE else None
    one.represented_by = words or None if status is AttendanceStatus.REPRESENTED else None
    audit.record("attendance noted", casus, by=by, record=meeting, person=person.id, status=status.value)
    return one


def _leaves(casus: Casus, meeting: Meeting, one: Attendance, by: Any) -> Attendance:
    """Who was there for a while was there: the name stays, with until when."""
    left = one.part_of_it and one.part_of_it.startswith(_("until %(time)s", time="").strip())
    one.part_of_it = None if left else _("until %(time)s", time=_time())
    audit.record("attendance noted", casus, by=by, record=meeting, person=one.person_id, left=bool(one.part_of_it))
    return one


def _just_begun(sitting: Sitting) -> bool:
    return not rules.came_late(sitting.started_at, clock.now())


def _time() -> str:
    return f"{clock.dutch_time(clock.now()):%H.%M}"


# --- what was said


def add_note(
    casus: Casus, meeting: Meeting, item: AgendaItem | None, *, by: Any, kind: EntryKind, text: str, **more: Any
) -> MeetingEntry:
    """Write down what was said at an item. `more`: said_by_id, goal_id, agreement_id, agreement_change. Raises RuleBroken."""
    answers = {"kind": kind, "text": text, "agenda_item_id": item.id if item else None, **more}
    entry = minuting.type_entry(casus, meeting, by=by, **answers)
    db.session.flush()
    return entry


def change_note(casus: Casus, meeting: Meeting, entry: MeetingEntry, version: int, *, by: Any, **answers: Any) -> None:
    """Mend a note; what is not named stays. Raises EditConflict when somebody else did so meanwhile, RuleBroken."""
    kept = {"kind": entry.kind, "said_by_id": entry.said_by_id, "agreement_id": entry.agreement_id}
    minuting.change_entry(casus, meeting, entry, version, by=by, **{**kept, **answers})
    db.session.flush()


def takes_home(room: queries.Room, person: int, text: str, version: int, *, by: Any) -> MeetingEntry | None:
    """What somebody takes home, in one line; `version` is that of the line the field was made from, 0 where there was none."""
    found = queries.takes_home(room).get(person)
    if found is None:
        return _add_line(room, person, text, by) if text else None
    expect_version(found, version)
    if text:
        change_note(room.casus, room.meeting, found, version, by=by, text=text)
    else:
        minuting.withdraw_entry(room.casus, room.meeting, found, version, by=by)
    return found


def _add_line(room: queries.Room, person: int, text: str, by: Any) -> MeetingEntry:
    return add_note(room.casus, room.meeting, room.item, by=by, kind=EntryKind.OPINION, text=text, said_by_id=person)


def add_success(room: queries.Room, *, by: Any, what: str, people: list[int]) -> None:
    """Something that worked, in a line; it is in the room of successes at once, and in the minutes when somebody tells it."""
    successes.add_success(
        room.casus, people, by=by, what=what, happened_on=room.meeting.held_on, celebrated_on=None, shared_with_family=True,
        sub_group_id=queries.round_of(room.meeting, room.sitting),
    )  # fmt: skip
    if people:
        add_note(room.casus, room.meeting, room.item, by=by, kind=EntryKind.FACT, text=what, said_by_id=people[0])


# --- numbers


def give_number(
    casus: Casus, meeting: Meeting, goal: SafetyGoal, person: int, version: int, *, by: Any, number: int, reason: str
) -> Rating:
    """One person's number with the reason. It may change until the numbers are shown; then only by somebody who says so.

    `version` is that of the number the form was made from, 0 where there was none. Raises EditConflict, RuleBroken.
    """
    found = rounds.rating_of(meeting, goal.id, person)
    if found is None:
        return goals.rate(
            goal, by=by, person=person, number=number, rated_on=meeting.held_on, reason=reason, meeting_id=meeting.id
        )
    expect_version(found, version)
    audit.record("rating changed", casus, by=by, record=found, goal=goal.id, person=person)
    found.number, found.reason, found.updated_at = number, reason or None, clock.now()
    return found


def show_numbers(casus: Casus, meeting: Meeting, goal: SafetyGoal, *, by: Any) -> None:
    """Everybody's numbers on the ladder, at once."""
    found = rounds.round_row(meeting, goal.id)
    if found is None:
        found = RatingRound(casus_id=casus.id, meeting_id=meeting.id, goal_id=goal.id)
        db.session.add(found)
    if found.shown_at is None:
        found.shown_at = clock.now()
        audit.record("numbers shown", casus, by=by, record=meeting, goal=goal.id)


def note_step(casus: Casus, rating: Rating, version: int, *, by: Any, next_step: str) -> None:
    """What would make it one step safer, according to who gave the number."""
    expect_version(rating, version)
    audit.record("next step noted", casus, by=by, record=rating)
    rating.next_step = next_step or None


# --- agreements


def add_agreement(room: queries.Room, goal: SafetyGoal, *, by: Any, **answers: Any) -> Agreement:
    """A new agreement, typed once: it is in the plan as a proposal and among the decisions of this meeting."""
    group = queries.round_of(room.meeting, room.sitting)
    phase = room.casus.phase if room.casus.phase in LONG_PHASES else Phase.RECOVERY
    made = agreements.add_agreement(
        room.casus, by=by, goal=goal.id, phase=phase, starts_on=room.meeting.held_on, meeting=room.meeting.id,
        audience=Audience.SUB_GROUP if group else Audience.EVERYONE, sub_group=group, **answers,
    )  # fmt: skip
    _decided(room, made, AgreementChange.NEW, by)
    return made


def change_agreement(room: queries.Room, agreement: Agreement, version: int, *, by: Any, **answers: Any) -> None:
    """An agreement that is changed at the table; who, what or when asks everybody again (domain.md 6.3)."""
    before = agreement.updated_at
    agreements.change_agreement(
        agreement, version, by=by, at_meeting=room.meeting.id, at_table=list(room.there), **answers
    )
    if agreement.updated_at != before:
        _decided(room, agreement, AgreementChange.CHANGED, by)


def _decided(room: queries.Room, agreement: Agreement, change: AgreementChange, by: Any) -> None:
    """The decision that belongs to an agreement; one line, whatever often it was changed this evening."""
    found = next(
        (one for one in room.entries if one.agreement_id == agreement.id and one.agreement_change is not None), None
    )
    if found is not None:
        return change_note(room.casus, room.meeting, found, found.version, by=by, text=agreement.what)
    add_note(
        room.casus, room.meeting, room.item, by=by, kind=EntryKind.DECISION, text=agreement.what, goal_id=agreement.goal_id,
        agreement_id=agreement.id, agreement_change=change,
    )  # fmt: skip
    return None


def note_next(casus: Casus, meeting: Meeting, version: int, *, by: Any, next_on: Any) -> None:
    """When people meet again. Raises EditConflict; RuleBroken for a day that is not later."""
    expect_version(meeting, version)
    if next_on and next_on <= meeting.held_on:
        raise RuleBroken(_("The next date comes after this meeting."), field="next_on")
    audit.record("next date noted", casus, by=by, record=meeting)
    meeting.next_on, meeting.updated_at = next_on, clock.now()
