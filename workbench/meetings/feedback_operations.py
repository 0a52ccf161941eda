"""What people say after a meeting: by themselves through their link, or written down by a colleague. The caller commits."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.casus.models import Casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.meetings import feedback_queries, feedback_rules
from workbench.meetings.models import Heard, Meeting, MeetingFeedback
from workbench.records import expect_version
from workbench.reviews.models import Via

audit.declare({
    "meeting feedback given": _l("said something of a meeting afterwards"),
    "meeting feedback written down": _l("wrote down what somebody said of a meeting"),
})


def give_own(
    casus: Casus, meeting: Meeting, person_id: int, *, by: Any, via: Via, heard: Heard | None, went_well: str, next_time: str
) -> MeetingFeedback:
    """Somebody answers the three questions; answering once more takes the place of what was said. Raises RuleBroken."""
    _check(heard, went_well, next_time)
    said = _said(casus, meeting, person_id)
    said.heard, said.went_well, said.next_time = heard, went_well or None, next_time or None
    said.given_on, said.via, said.created_by_id = clock.today(), via, None
    audit.record("meeting feedback given", casus, by=by, record=said, action="C" if said.id is None else "U", meeting=meeting.id)
    return said


def write_down(
    casus: Casus, meeting: Meeting, person_id: int, version: int, *, by: Any, heard: Heard | None, went_well: str, next_time: str
) -> MeetingFeedback:
    """A colleague notes what somebody said or pointed at. What somebody answered alone is never overwritten.

    Raises EditConflict or RuleBroken.
    """
    said = _said(casus, meeting, person_id)
    if said.id is not None and said.via is not Via.TABLE:
        raise RuleBroken(_("This person answered already. Those words stay as they are."))
    if said.id is not None or version:
        expect_version(said, version)
    _check(heard, went_well, next_time)
    said.heard, said.went_well, said.next_time = heard, went_well or None, next_time or None
    said.given_on, said.via, said.created_by_id = clock.today(), Via.TABLE, by.id
    action = "C" if said.id is None else "U"
    audit.record("meeting feedback written down", casus, by=by, record=said, action=action, meeting=meeting.id)
    return said


def _said(casus: Casus, meeting: Meeting, person_id: int) -> MeetingFeedback:
    """What this person said of this meeting, or a new record for it."""
    found = feedback_queries.said_by(meeting, person_id)
    if found is None:
        found = MeetingFeedback(casus_id=casus.id, meeting_id=meeting.id, person_id=person_id)
        db.session.add(found)
    return found


def _check(heard: Heard | None, went_well: str, next_time: str) -> None:
    for field, message in feedback_rules.faults(heard, went_well, next_time):
        raise RuleBroken(message, field=field)
