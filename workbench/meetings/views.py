"""Network meetings: planning one, recording who was there and what was said, and the numbers round the table."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.casus.models import Casus
from workbench.casus.queries import of_casus, people_of, sub_groups
from workbench.extensions import db
from workbench.goals.models import SafetyGoal
from workbench.meetings import labels, operations, queries, rules
from workbench.meetings.forms import MeetingForm, ratings_form, record_form
from workbench.meetings.models import Meeting
from workbench.web.forms import ConfirmForm

bp = Blueprint("meetings", __name__, url_prefix="/casus/<ref:ref>/meetings")
FIELDS = (
    "kind",
    "held_on",
    "starts_at",
    "ends_at",
    "place",
    "place_protected",
    "online",
    "sub_group_id",
    "chair_id",
    "minute_taker_id",
)


@bp.route("")
@requires(Permission.SEE_CASUS)
def index(casus: Casus) -> str:
    return render_template(
        "meetings/index.html", casus=casus, meetings=queries.meetings_of(casus), labels=labels, day=clock.today()
    )


def _offered(form: MeetingForm, casus: Casus) -> MeetingForm:
    people = [(person.id, person.name) for person in people_of(casus) if person.family_role != "child"]
    form.chair_id.offer(people)
    form.minute_taker_id.offer(people)
    form.sub_group_id.offer(sub_groups(casus))
    return form


def _to(meeting: Meeting, casus: Casus) -> ResponseReturnValue:
    flash(_("Saved."))
    return redirect(url_for("meetings.one", ref=casus.ref, meeting_id=meeting.id), 303)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def new(casus: Casus) -> ResponseReturnValue:
    form = _offered(MeetingForm(), casus)
    made: list[Meeting] = []
    if form.validate_on_submit() and form.save(
        lambda: made.append(operations.plan_meeting(casus, by=current_user, **form.answers))
    ):
        return _to(made[0], casus)
    return render_template("meetings/form.html", casus=casus, form=form, meeting=None)


@bp.route("/<id:meeting_id>")
@requires(Permission.SEE_CASUS)
def one(casus: Casus, meeting_id: int) -> str:
    return _page(casus, of_casus(Meeting, casus, meeting_id, *queries.ALL))


@bp.route("/<id:meeting_id>/place", methods=["POST"])
@requires(Permission.REVEAL_PROTECTED)
def reveal(casus: Casus, meeting_id: int) -> str:
    """The same page with its secret place, after it was noted who looks."""
    meeting = of_casus(Meeting, casus, meeting_id, *queries.ALL)
    operations.note_reveal(casus, meeting, by=current_user)
    db.session.commit()
    return _page(casus, meeting, shows_place=True)


def _page(casus: Casus, meeting: Meeting, *, shows_place: bool = False) -> str:
    return render_template(
        "meetings/one.html", casus=casus, meeting=meeting, labels=labels,
        shows_place=shows_place or not meeting.place_protected, names={p.id: p.name for p in people_of(casus)},
        goals=queries.goals_of(casus), ratings=queries.ratings_at(meeting), form=ConfirmForm(data={"version": meeting.version}),
        day=clock.today(),
    )  # fmt: skip


@bp.route("/<id:meeting_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def edit(casus: Casus, meeting_id: int) -> ResponseReturnValue:
    def stored() -> tuple[Meeting, dict[str, Any]]:
        found = of_casus(Meeting, casus, meeting_id)
        place = "" if found.place_protected else found.place  # a secret place is asked for apart, and that is noted
        return found, {name: getattr(found, name) for name in (*FIELDS, "version")} | {"place": place}

    meeting, answers = stored()
    form = _offered(MeetingForm(data=answers), casus)
    change = lambda: operations.change_meeting(casus, meeting, form.made_from, by=current_user, **form.answers)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=stored):
        return _to(meeting, casus)
    return render_template("meetings/form.html", casus=casus, form=form, meeting=meeting)


@bp.route("/<id:meeting_id>/record", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def record(casus: Casus, meeting_id: int) -> ResponseReturnValue:
    def stored() -> tuple[Meeting, dict[str, Any]]:
        found = of_casus(Meeting, casus, meeting_id, *queries.ALL)
        there = {f"present_{a.person_id}": a.status for a in found.attendance}
        return found, there | {n: getattr(found, n) for n in ("minutes", "family_time_minutes", "next_on", "version")}

    meeting, answers = stored()
    people = [person for person in people_of(casus) if rules.may_attend(person, meeting.sub_group_id)]
    form = record_form(people)(data=answers)

    def change() -> None:
        text = {name: form[name].data for name in ("minutes", "family_time_minutes", "next_on")}
        operations.record_meeting(casus, meeting, form.made_from, form.presence, by=current_user, **text)

    if form.validate_on_submit() and form.save(change, stored=stored):
        return _to(meeting, casus)
    return render_template("meetings/record.html", casus=casus, form=form, meeting=meeting, people=people)


@bp.route("/<id:meeting_id>/goals/<id:goal_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def ratings(casus: Casus, meeting_id: int, goal_id: int) -> ResponseReturnValue:
    """One goal at a time: everybody gives a number and says why."""
    meeting = of_casus(Meeting, casus, meeting_id, *queries.ALL)
    goal = of_casus(SafetyGoal, casus, goal_id)
    given = queries.ratings_at(meeting).get(goal.id, {})
    there = {one.person_id for one in meeting.attendance if one.status in (*rules.THERE, "represented")}
    people = [
        p
        for p in people_of(casus)
        if (p.id in there or not there) and p.id not in given and rules.may_attend(p, meeting.sub_group_id)
    ]
    form = ratings_form(people)()
    if form.validate_on_submit() and form.save(
        lambda: operations.give_ratings(casus, meeting, goal, _numbers(form, people), by=current_user)
    ):
        return _to(meeting, casus)
    return render_template("meetings/ratings.html", casus=casus, form=form, meeting=meeting, goal=goal, people=people)


def _numbers(form: Any, people: list[Any]) -> dict[int, tuple[int, str]]:
    answers = form.answers
    return {
        p.id: (answers[f"number_{p.id}"], answers[f"reason_{p.id}"])
        for p in people
        if answers[f"number_{p.id}"] is not None
    }


@bp.route("/<id:meeting_id>/sent", methods=["POST"])
@requires(Permission.EDIT_PLAN)
def sent(casus: Casus, meeting_id: int) -> ResponseReturnValue:
    meeting = of_casus(Meeting, casus, meeting_id)
    form = ConfirmForm()
    if form.validate() and form.save(lambda: operations.send_minutes(casus, meeting, form.made_from, by=current_user)):
        flash(_("Noted that the minutes were sent."))
    else:
        flash(form.form_errors[0] if form.form_errors else _("This did not come through well"), "warning")
    return redirect(url_for("meetings.one", ref=casus.ref, meeting_id=meeting_id), 303)
