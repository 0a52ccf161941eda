"""A colleague writes down what somebody said of a meeting: of a child under twelve, or of who has no phone at hand."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench.access import Permission, requires
from workbench.casus.models import Casus, Person
from workbench.casus.queries import of_casus
from workbench.meetings import bp, feedback_operations, feedback_queries, queries
from workbench.meetings.feedback_forms import WriteDownForm
from workbench.meetings.models import Meeting, MeetingFeedback


@bp.route("/<id:meeting_id>/said/<id:person_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def write_down(casus: Casus, meeting_id: int, person_id: int) -> ResponseReturnValue:
    """Only of somebody who was there and is no colleague."""
    meeting, person = of_casus(Meeting, casus, meeting_id, *queries.ALL), of_casus(Person, casus, person_id)
    if person not in who_was_there(meeting, [person]):
        abort(404)

    def stored() -> tuple[MeetingFeedback, dict[str, Any]]:
        found = feedback_queries.said_by(meeting, person_id) or MeetingFeedback(version=0)
        return found, {"heard": found.heard, "went_well": found.went_well or "", "next_time": found.next_time or ""}

    said, answers = stored()
    form = WriteDownForm(data={**answers, "version": said.version})
    if form.validate_on_submit() and form.save(
        lambda: feedback_operations.write_down(casus, meeting, person_id, form.made_from, by=current_user, **form.answers),
        stored=stored,
    ):
        flash(_("Written down."))
        return redirect(url_for("meetings.one", ref=casus.ref, meeting_id=meeting_id, _anchor="after"), 303)
    return render_template("meetings/write_down.html", casus=casus, form=form, meeting=meeting, person=person)


def who_was_there(meeting: Meeting, people: list[Person]) -> list[Person]:
    """Of these people those who were at this meeting, without colleagues; needs its attendance."""
    there = {one.person_id for one in meeting.attendance if one.status in feedback_queries.THERE}
    held = meeting.status in queries.HELD
    return [one for one in people if held and one.id in there and one.user_id is None]
