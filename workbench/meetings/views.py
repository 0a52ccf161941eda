"""Network meetings: planning one, recording who was there and what was said, and the numbers round the table."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.accounts.settings import setting
from workbench.casus.forms import WhyForm
from workbench.casus.models import Casus
from workbench.casus.queries import of_casus, people_of, sub_groups
from workbench.goals.models import SafetyGoal
from workbench.meetings import (
    agendas,
    bp,
    feedback_queries,
    feedback_views,
    labels,
    minutes_views,
    minuting,
    operations,
    prepare_views,
    queries,
    rules,
)
from workbench.meetings.forms import MeetingForm, NewMeetingForm, ratings_form, record_form
from workbench.meetings.models import Meeting, MeetingStatus
from workbench.monitoring.queries import to_discuss
from workbench.successes import queries as successes
from workbench.web.forms import ConfirmForm
from workbench.workdays import working_days_after

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
    "inviter_id",
    "purpose",
    "bring",
    "share",
)
__all__ = ["bp", "feedback_views", "minutes_views", "prepare_views"]


@bp.route("")
@requires(Permission.SEE_CASUS)
def index(casus: Casus) -> str:
    return render_template(
        "meetings/index.html", casus=casus, meetings=queries.meetings_of(casus), labels=labels, day=clock.today(),
        groups=dict(sub_groups(casus)) if casus.separate_networks else {}, workers_only=_workers_only(casus),
    )  # fmt: skip


def _workers_only(casus: Casus) -> bool:
    """Whether it was always a colleague who chaired (domain.md 1.11)."""
    chairs, workers = queries.chairs_of(casus)
    return rules.only_workers_chaired(chairs, workers)


def _offered(form: MeetingForm, casus: Casus) -> MeetingForm:
    people = [(person.id, person.name) for person in people_of(casus) if person.family_role != "child"]
    form.chair_id.offer(people)
    form.minute_taker_id.offer(people)
    form.inviter_id.offer(people)
    form.sub_group_id.offer(sub_groups(casus))
    return form


def _to(meeting: Meeting, casus: Casus) -> ResponseReturnValue:
    flash(_("Saved."))
    return redirect(url_for("meetings.one", ref=casus.ref, meeting_id=meeting.id), 303)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def new(casus: Casus) -> ResponseReturnValue:
    form = _offered(NewMeetingForm(), casus)
    made: list[Meeting] = []
    if form.validate_on_submit() and form.save(
        lambda: made.append(operations.plan_meeting(casus, by=current_user, **form.answers))
    ):
        return _to(made[0], casus)
    return render_template("meetings/form.html", casus=casus, form=form, meeting=None, workers_only=_workers_only(casus))


@bp.route("/<id:meeting_id>")
@requires(Permission.SEE_CASUS)
def one(casus: Casus, meeting_id: int) -> str:
    return _page(casus, of_casus(Meeting, casus, meeting_id, *queries.ALL))


@bp.route("/<id:meeting_id>/place", methods=["GET", "POST"])
@requires(Permission.REVEAL_PROTECTED)
def reveal(casus: Casus, meeting_id: int) -> ResponseReturnValue:
    """The same page with its secret place, after it was noted who looks, what for and why."""
    meeting = of_casus(Meeting, casus, meeting_id, *queries.ALL)
    form = WhyForm()
    if form.validate_on_submit() and form.save(
        lambda: operations.note_reveal(casus, meeting, by=current_user, **form.answers)
    ):
        return _page(casus, meeting, shows_place=True)
    title = _("The secret place of meeting %(number)s", number=meeting.number)
    back = url_for("meetings.one", ref=casus.ref, meeting_id=meeting_id)
    return render_template("casus/why.html", casus=casus, form=form, title=title, back=back)


def _page(casus: Casus, meeting: Meeting, *, shows_place: bool = False) -> str:
    people = people_of(casus)
    entries, day = queries.entries_of(meeting), clock.today()
    return render_template(
        "meetings/one.html", casus=casus, meeting=meeting, labels=labels, day=day, entries=entries,
        shows_place=shows_place or not meeting.place_protected, names={p.id: p.name for p in people},
        goals=queries.goals_of(casus, meeting.sub_group_id), ratings=queries.ratings_at(meeting),
        form=ConfirmForm(data={"version": meeting.version}), steps=list(rules.steps(meeting.status.value)),
        to_prepare=_to_prepare(meeting, people) if meeting.status in rules.TO_COME else [],
        step=_next_step(meeting, day), minutes=agendas.minutes_of(meeting.agenda),
        corrections=queries.corrections_of(meeting), until=minuting.corrections_until(meeting),
        draft_by=_draft_by(meeting), comes_back=_comes_back(casus, meeting),
        well=_well(casus, meeting) if meeting.status in rules.TO_COME else None,
        said=feedback_queries.said_at(meeting), there=feedback_views.who_was_there(meeting, people),
    )  # fmt: skip


def _comes_back(casus: Casus, meeting: Meeting) -> Sequence[Any]:
    """Agreements that were not kept and wait to be discussed; of a separated network those of the part that meets."""
    if meeting.status in (MeetingStatus.CANCELLED, MeetingStatus.MINUTES_SENT):
        return ()
    return to_discuss(casus, meeting.sub_group_id, separate=casus.separate_networks)


def _draft_by(meeting: Meeting) -> date | None:
    """The day on which the minutes should be there in concept (domain.md 8.4)."""
    if meeting.status is not MeetingStatus.HELD:
        return None
    return working_days_after(meeting.held_on, setting("minutes.draft_days", meeting.held_on))


def _well(casus: Casus, meeting: Meeting) -> dict[str, Any]:
    """What went well since last time, to begin the meeting with, and what to ask about (domain.md 1.12, B19)."""
    since = queries.last_held_before(meeting)
    return {"since": since, "successes": successes.successes_since(casus, since, meeting.sub_group_id),
            "runs": successes.kept_runs(Casus.id == casus.id)}  # fmt: skip


PLACES = {
    "people": ("network", "children"), "agenda": ("agenda",), "invitations": ("invited",),
    "edit": ("time", "place", "chair", "minute_taker", "purpose", "share"),
}  # fmt: skip
PLACE_OF = {what: f"meetings.{page}" for page, all_of_it in PLACES.items() for what in all_of_it}


def _to_prepare(meeting: Meeting, people: list[Any]) -> list[tuple[str, bool, str]]:
    """(what, whether it is done, the page to do it on) for everything people need beforehand."""
    at_table = [one for one in people if rules.may_attend(one, meeting.sub_group_id) and one.ended_on is None]
    asked = {one.person_id for one in meeting.attendance}
    known = rules.Ready(
        meeting, [one for one in at_table if one.id in asked], {one.id for one in people if one.user_id is not None},
        [one for one in at_table if one.family_role == "child"], len(meeting.agenda),
    )  # fmt: skip
    return [(what, is_done, PLACE_OF[what]) for what, is_done in rules.to_prepare(known)]


def _next_step(meeting: Meeting, day: date) -> tuple[Any, str, str] | None:
    """The one thing to do next: words, page, icon."""
    status = meeting.status
    if status in rules.TO_COME and meeting.held_on <= day and meeting.attendance:
        return _("Note who was there"), "meetings.record", "users"
    if status is MeetingStatus.PLANNED:
        return (_("Invite people"), "meetings.invitations", "mail") if meeting.attendance else (
            _("Choose who is asked"), "meetings.people", "users")  # fmt: skip
    return {
        MeetingStatus.INVITED: (_("Look at the invitations"), "meetings.invitations", "mail"),
        MeetingStatus.HELD: (_("Write the minutes"), "meetings.minutes", "pencil"),
        MeetingStatus.MINUTES_CONCEPT: (_("Read and send the minutes"), "meetings.send", "send"),
    }.get(status)


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
    return render_template("meetings/form.html", casus=casus, form=form, meeting=meeting, workers_only=_workers_only(casus))


@bp.route("/<id:meeting_id>/record", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def record(casus: Casus, meeting_id: int) -> ResponseReturnValue:
    def stored() -> tuple[Meeting, dict[str, Any]]:
        found = of_casus(Meeting, casus, meeting_id, *queries.ALL)
        there: dict[str, Any] = {f"present_{a.person_id}": a.status for a in found.attendance}
        there |= {f"stood_{a.person_id}": a.represented_by for a in found.attendance}
        return found, there | {n: getattr(found, n) for n in ("minutes", "family_time_minutes", "next_on", "version")}

    meeting, answers = stored()
    people = [person for person in people_of(casus) if rules.may_attend(person, meeting.sub_group_id)]
    form = record_form(people)(data=answers)

    def change() -> None:
        text = {name: form[name].data for name in ("minutes", "family_time_minutes", "next_on")}
        operations.record_meeting(
            casus, meeting, form.made_from, form.presence, by=current_user, stood_in=form.stood_in, **text
        )

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
