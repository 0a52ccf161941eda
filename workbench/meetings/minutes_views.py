"""The minutes: typing what was said, in concept, sending, and corrections."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench.access import Permission, requires
from workbench.casus.models import Casus, Person
from workbench.casus.queries import of_casus, people_of
from workbench.errors import RuleBroken
from workbench.meetings import bp, for_reader, labels, minuting, queries, rules
from workbench.meetings.forms import CorrectionForm, EntryForm
from workbench.meetings.models import Meeting, MeetingEntry, MeetingStatus
from workbench.meetings.prepare_views import say_why_not
from workbench.web.forms import ConfirmForm

FIELDS = ("kind", "text", "said_by_id", "agenda_item_id", "goal_id", "agreement_id", "agreement_change")


@bp.route("/<id:meeting_id>/minutes", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def minutes(casus: Casus, meeting_id: int) -> ResponseReturnValue:
    """All that was noted, by item, with room to add one more."""
    meeting = of_casus(Meeting, casus, meeting_id, *queries.ALL)
    everybody = people_of(casus)
    form = _offered(EntryForm(data={"agenda_item_id": _item_asked(meeting)}), casus, meeting, everybody)
    if form.validate_on_submit() and form.save(lambda: minuting.type_entry(casus, meeting, by=current_user, **form.answers)):
        item = form.agenda_item_id.data
        place = f"item-{item}" if item else "besides"
        return redirect(url_for("meetings.minutes", ref=casus.ref, meeting_id=meeting_id, item=item, _anchor=place), 303)
    return render_template(
        "meetings/minutes.html", casus=casus, form=form, meeting=meeting, labels=labels, entries=queries.entries_of(meeting),
        names={one.id: one.name for one in everybody},
        is_open=meeting.status is not MeetingStatus.MINUTES_SENT,
    )  # fmt: skip


def _item_asked(meeting: Meeting) -> int | None:
    asked = request.args.get("item", type=int)
    return asked if any(item.id == asked for item in meeting.agenda) else None


def _offered(form: EntryForm, casus: Casus, meeting: Meeting, everybody: list[Person]) -> EntryForm:
    """The people who may sit at this table, those who were there first; the agenda, goals and agreements."""
    there = {one.person_id for one in meeting.attendance if one.status in (*rules.THERE, "represented")}
    people = [one for one in everybody if rules.may_attend(one, meeting.sub_group_id)]
    people.sort(key=lambda one: one.id not in there)
    form.said_by_id.offer([(one.id, one.name) for one in people])
    form.agenda_item_id.offer([(item.id, f"{item.order}. {item.title}") for item in meeting.agenda])
    goals = queries.goals_of(casus, meeting.sub_group_id)
    form.goal_id.offer([(goal.id, f"{number}. {title}") for goal, number, title in goals])
    form.agreement_id.offer(
        [(one.id, f"{one.label or one.number}. {one.what}") for one in queries.agreements_of(casus, meeting.sub_group_id)]
    )
    return form


@bp.route("/<id:meeting_id>/minutes/<id:entry_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def entry(casus: Casus, meeting_id: int, entry_id: int) -> ResponseReturnValue:
    """Change one thing that was noted."""

    def stored() -> tuple[MeetingEntry, dict[str, Any]]:
        found = queries.entry_of(casus, meeting_id, entry_id)
        return found, {name: getattr(found, name) for name in (*FIELDS, "version")}

    meeting = of_casus(Meeting, casus, meeting_id, *queries.ALL)
    found, now = stored()
    form = _offered(EntryForm(data=now), casus, meeting, people_of(casus))

    def change() -> None:
        minuting.change_entry(casus, meeting, found, form.made_from, by=current_user, **form.answers)

    if form.validate_on_submit() and form.save(change, stored=stored):
        return _to_minutes(casus, meeting_id, entry_id)
    return render_template("meetings/entry.html", casus=casus, form=form, meeting_id=meeting_id, labels=labels)


@bp.route("/<id:meeting_id>/minutes/<id:entry_id>/withdraw", methods=["POST"])
@requires(Permission.EDIT_PLAN)
def withdraw_entry(casus: Casus, meeting_id: int, entry_id: int) -> ResponseReturnValue:
    meeting, found, form = of_casus(Meeting, casus, meeting_id), queries.entry_of(casus, meeting_id, entry_id), ConfirmForm()
    if form.validate() and form.save(
        lambda: minuting.withdraw_entry(casus, meeting, found, form.made_from, by=current_user)
    ):
        flash(_("It is not in the minutes any more. The log keeps that you took it back."))
    else:
        say_why_not(form)
    return _to_minutes(casus, meeting_id)


def _to_minutes(casus: Casus, meeting_id: int, entry_id: int | None = None) -> ResponseReturnValue:
    place = f"entry-{entry_id}" if entry_id else None
    return redirect(url_for("meetings.minutes", ref=casus.ref, meeting_id=meeting_id, _anchor=place), 303)


@bp.route("/<id:meeting_id>/concept", methods=["POST"])
@requires(Permission.EDIT_PLAN)
def concept(casus: Casus, meeting_id: int) -> ResponseReturnValue:
    meeting, form = of_casus(Meeting, casus, meeting_id), ConfirmForm()
    if form.validate() and form.save(lambda: minuting.finish_concept(casus, meeting, form.made_from, by=current_user)):
        flash(_("The minutes are there in concept. Read them once more, then send them."))
        return redirect(url_for("meetings.send", ref=casus.ref, meeting_id=meeting_id), 303)
    say_why_not(form)
    return _to_minutes(casus, meeting_id)


@bp.route("/<id:meeting_id>/send")
@requires(Permission.EDIT_PLAN)
def send(casus: Casus, meeting_id: int) -> str:
    """Who gets the minutes, and whether something in them may not go to somebody."""
    meeting = of_casus(Meeting, casus, meeting_id, *queries.ALL)
    known = for_reader.material(casus, meeting)
    readers = [(person, known.names[person], _why_not(known, person)) for person in for_reader.receivers(known)]
    how = {one.person_id: one.invite_by for one in meeting.attendance}
    return render_template(
        "meetings/send.html", casus=casus, meeting=meeting, readers=readers, how=how, labels=labels,
        has_words=bool(known.entries or meeting.minutes), until=minuting.corrections_until(meeting),
    )  # fmt: skip


def _why_not(known: for_reader.Material, person_id: int) -> str:
    try:
        for_reader.project(known, person_id)
    except RuleBroken as error:
        return str(error)
    return ""


@bp.route("/<id:meeting_id>/sent", methods=["POST"])
@requires(Permission.EDIT_PLAN)
def sent(casus: Casus, meeting_id: int) -> ResponseReturnValue:
    meeting, form = of_casus(Meeting, casus, meeting_id, *queries.ALL), ConfirmForm()
    if form.validate() and form.save(lambda: _send(casus, meeting, form.made_from)):
        flash(_("Noted that the minutes were sent."))
    else:
        say_why_not(form)
    return redirect(url_for("meetings.one", ref=casus.ref, meeting_id=meeting_id), 303)


def _send(casus: Casus, meeting: Meeting, version: int) -> None:
    """Nothing goes to anybody as long as something in it may not go to one of them."""
    known = for_reader.material(casus, meeting)
    for person in for_reader.receivers(known):
        for_reader.project(known, person)
    minuting.send_minutes(casus, meeting, version, by=current_user)


@bp.route("/<id:meeting_id>/correct", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def correct(casus: Casus, meeting_id: int) -> ResponseReturnValue:
    """Write down what somebody says should have been otherwise; our own changes after sending go here too."""
    meeting = of_casus(Meeting, casus, meeting_id, *queries.ALL)
    form = CorrectionForm()
    people = [one for one in people_of(casus) if rules.may_attend(one, meeting.sub_group_id)]
    form.person_id.offer([(one.id, one.name) for one in people])
    form.entry_id.offer([(one.id, _start(one.text)) for one in queries.entries_of(meeting)])
    if form.validate_on_submit() and form.save(
        lambda: minuting.correct(casus, meeting, by=current_user, **form.answers)
    ):
        flash(_("The correction stands below the minutes, with the name and the day."))
        return redirect(url_for("meetings.one", ref=casus.ref, meeting_id=meeting_id, _anchor="corrections"), 303)
    return render_template(
        "meetings/correct.html", casus=casus, form=form, meeting=meeting, until=minuting.corrections_until(meeting)
    )


def _start(text: str) -> str:
    return text if len(text) < 90 else text[:88] + "…"
