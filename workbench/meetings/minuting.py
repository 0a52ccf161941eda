"""The minutes: what was said and decided, how far they are, and corrections that only grow. The caller commits."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from workbench import audit, clock
from workbench.accounts.models import User
from workbench.accounts.settings import setting
from workbench.casus.models import Casus, Person
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.meetings import preparing, rules
from workbench.meetings.models import (
    InviteBy,
    Meeting,
    MeetingEntry,
    MeetingStatus,
    MinutesCorrection,
)
from workbench.outbox import operations as outbox
from workbench.records import expect_version, filled

audit.declare(
    {
        "entry typed": _l("noted what was said at a meeting"),
        "entry changed": _l("changed what was noted of a meeting"),
        "entry withdrawn": _l("took back what was noted of a meeting"),
        "minutes in concept": _l("finished the minutes in concept"),
        "minutes sent": _l("sent the minutes of a meeting"),
        "correction given": _l("added a correction to minutes"),
    }
)
NEEDS_SPEAKER = ("fact", "opinion")


def _colleague(by: Any) -> int | None:
    """The account of who did this; a participant has none."""
    return by.id if isinstance(by, User) else None


def type_entry(casus: Casus, meeting: Meeting, *, by: Any, **answers: Any) -> MeetingEntry:
    """Note one thing that was said or decided. Raises RuleBroken without who said it, or for somebody of the other part."""
    preparing.refuse_when_over(meeting)
    _check(casus, meeting, answers)
    last = select(func.max(MeetingEntry.order)).where(MeetingEntry.meeting_id == meeting.id)
    order = (db.session.scalar(last) or 0) + 1
    entry = MeetingEntry(
        casus_id=casus.id, meeting_id=meeting.id, order=order, created_by_id=_colleague(by), **filled(answers)
    )
    db.session.add(entry)
    audit.record("entry typed", casus, by=by, record=entry, action="C", meeting=meeting.id)
    return entry


def change_entry(casus: Casus, meeting: Meeting, entry: MeetingEntry, version: int, *, by: Any, **answers: Any) -> None:
    """Change what was noted, as long as the minutes are not sent. Raises EditConflict or RuleBroken."""
    expect_version(entry, version)
    preparing.refuse_when_over(meeting)
    _check(casus, meeting, answers)
    for name, value in filled(answers).items():
        setattr(entry, name, value)
    audit.record("entry changed", casus, by=by, record=entry, meeting=meeting.id)


def withdraw_entry(casus: Casus, meeting: Meeting, entry: MeetingEntry, version: int, *, by: Any) -> None:
    """Typed by mistake: it stands no longer in the minutes. Raises EditConflict, or RuleBroken when they are sent."""
    expect_version(entry, version)
    preparing.refuse_when_over(meeting)
    entry.withdrawn = True
    audit.record("entry withdrawn", casus, by=by, record=entry, meeting=meeting.id)


def _check(casus: Casus, meeting: Meeting, answers: dict[str, Any]) -> None:
    """Who said it is asked for facts and opinions (domain.md 8.4), and sits at this table (B13)."""
    said_by = answers.get("said_by_id")
    if answers["kind"] in NEEDS_SPEAKER and said_by is None:
        raise RuleBroken(_("Say who: a fact has a source, and an opinion is somebody’s."), field="said_by_id")
    if answers.get("agreement_change") and answers.get("agreement_id") is None:
        raise RuleBroken(_("Choose which agreement."), field="agreement_id")
    _at_table(casus, meeting, said_by, "said_by_id")


def _at_table(casus: Casus, meeting: Meeting, person_id: int | None, field: str) -> None:
    person = db.session.get(Person, person_id) if person_id else None
    if person is None:
        return
    if person.casus_id != casus.id or not rules.may_attend(person, meeting.sub_group_id):
        raise RuleBroken(_("This person belongs to the other part of the network."), field=field)


def has_words(meeting: Meeting) -> bool:
    """Whether there is anything to read: entries, or the one text of before."""
    entries = select(MeetingEntry.id).where(MeetingEntry.meeting_id == meeting.id, MeetingEntry.withdrawn.is_(False))
    return bool(meeting.minutes) or db.session.scalar(entries.limit(1)) is not None


def finish_concept(casus: Casus, meeting: Meeting, version: int, *, by: Any) -> None:
    """The minutes are there in concept. Raises EditConflict; RuleBroken when nobody was there or nothing is written."""
    expect_version(meeting, version)
    if meeting.status is not MeetingStatus.HELD:
        raise RuleBroken(_("Note first who was there."))
    if not has_words(meeting):
        raise RuleBroken(_("Write down first what was said and decided."))
    meeting.status, meeting.minutes_concept_on = MeetingStatus.MINUTES_CONCEPT, clock.today()
    audit.record("minutes in concept", casus, by=by, record=meeting)


def send_minutes(casus: Casus, meeting: Meeting, version: int, *, by: Any) -> None:
    """Note that everybody who gets the minutes has them, and tell those who hear by mail that something is waiting.

    Needs `attendance`. Raises EditConflict; RuleBroken when there are none.
    """
    expect_version(meeting, version)
    preparing.refuse_when_over(meeting)
    if not has_words(meeting):
        raise RuleBroken(_("Write down first what was said and decided."))
    meeting.status, meeting.minutes_sent_on = MeetingStatus.MINUTES_SENT, clock.today()
    meeting.minutes_concept_on = meeting.minutes_concept_on or clock.today()
    audit.record("minutes sent", casus, by=by, record=meeting)
    addresses = preparing.addresses_of(casus)
    for one in meeting.attendance:
        point = addresses.get(one.person_id)
        if one.gets_minutes and one.invite_by is InviteBy.MAIL and point is not None and outbox.why_no_mail(point) is None:
            outbox.tell_person(casus, point, f"minutes:{meeting.id}:{one.person_id}", by=by)


def corrections_until(meeting: Meeting) -> date | None:
    """The last day on which a participant can correct the minutes; None as long as they are not sent."""
    if meeting.minutes_sent_on is None:
        return None
    days = setting("minutes.correction_days", meeting.minutes_sent_on)
    return rules.last_day(meeting.minutes_sent_on, days)


def correct(
    casus: Casus, meeting: Meeting, *, person_id: int, text: str, by: Any, entry_id: int | None = None, on_time: bool = False
) -> MinutesCorrection:
    """Add what should have been otherwise, with name and day; nothing is overwritten (domain.md 6.3, 8.4).

    `on_time`: a participant's own, within the term; a worker writes down what comes in later too. Raises RuleBroken.
    """
    if meeting.status is not MeetingStatus.MINUTES_SENT:
        raise RuleBroken(_("The minutes are not sent yet. Change them instead."))
    until = corrections_until(meeting)
    if on_time and (until is None or clock.today() > until):
        raise RuleBroken(_("The days to correct these minutes are over. Call us."))
    _at_table(casus, meeting, person_id, "person_id")
    if entry_id is not None and not _is_shown(meeting, entry_id):
        raise RuleBroken(_("This was not said at this meeting."), field="entry_id")
    made = MinutesCorrection(
        casus_id=casus.id, meeting_id=meeting.id, entry_id=entry_id, person_id=person_id, text=text,
        given_on=clock.today(), created_by_id=_colleague(by),
    )  # fmt: skip
    db.session.add(made)
    audit.record("correction given", casus, by=by, record=made, action="C", meeting=meeting.id, person=person_id)
    return made


def _is_shown(meeting: Meeting, entry_id: int) -> bool:
    asked = select(MeetingEntry.id).where(
        MeetingEntry.id == entry_id, MeetingEntry.meeting_id == meeting.id, MeetingEntry.withdrawn.is_(False)
    )
    return db.session.scalar(asked) is not None

