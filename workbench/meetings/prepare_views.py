"""Preparing: the agenda, who is asked and how, inviting, the calendar item, calling it off."""

from typing import Any

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.casus.models import Casus
from workbench.casus.queries import of_casus, people_of
from workbench.errors import EditConflict, RuleBroken
from workbench.extensions import db
from workbench.meetings import agendas, bp, calendar, for_reader, labels, preparing, queries, rules
from workbench.meetings.forms import AgendaForm, CancelForm, agenda_form, people_form
from workbench.meetings.models import InviteBy, Meeting
from workbench.outbox.operations import why_no_mail
from workbench.outbox.queries import mail_under
from workbench.web.forms import ConfirmForm


@bp.route("/<id:meeting_id>/agenda", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def agenda(casus: Casus, meeting_id: int) -> ResponseReturnValue:
    """The agenda of this meeting. The buttons for up, down, remove and add draw the page anew; only "Save" keeps it."""
    meeting = of_casus(Meeting, casus, meeting_id, *queries.ALL)
    lines = [agendas.Line(one.kind, one.title, one.planned_minutes, one.id) for one in meeting.agenda]
    form, at, verb = agenda_on_screen(AgendaForm, lines, version=meeting.version)
    if not verb and form.validate_on_submit() and form.save(
        lambda: preparing.change_agenda(casus, meeting, form.made_from, form.lines, by=current_user)
    ):
        flash(_("Saved."))
        return redirect(url_for("meetings.one", ref=casus.ref, meeting_id=meeting_id), 303)
    return render_template("meetings/agenda.html", casus=casus, form=form, meeting_id=meeting_id, at=at, verb=verb,
                           minutes=agendas.minutes_of(form.lines))  # fmt: skip


def agenda_on_screen(kind: type[AgendaForm], lines: list[agendas.Line], **data: Any) -> tuple[Any, int | None, str]:
    """(the form, the item somebody goes on with, the button that was pressed); without a button: as it is, or as it was sent."""
    sent = request.method == "POST"
    form, what = agenda_form(kind, lines, sent=sent, **data), request.form.get("do", "")
    if not what or (not form.validate() and set(form.errors) - {"holds_from", "source"}):  # those are asked when it is saved
        return form, None, ""
    moved, at = agendas.done(form.lines, what)
    typed = {name: value for name, value in form.answers.items() if name in ("holds_from", "source")}
    return agenda_form(kind, moved, sent=False, version=form.made_from, **typed), at, what.partition("-")[0]


@bp.route("/<id:meeting_id>/people", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def people(casus: Casus, meeting_id: int) -> ResponseReturnValue:
    """Who is asked, and how each of them hears of it."""

    def stored() -> tuple[Meeting, dict[str, Any]]:
        found = of_casus(Meeting, casus, meeting_id, *queries.ALL)
        return found, _choices(found) | {"version": found.version}

    meeting, now = stored()
    everybody = [one for one in people_of(casus) if rules.may_attend(one, meeting.sub_group_id) and one.ended_on is None]
    addresses = preparing.addresses_of(casus)
    by_mail = {one.id for one in everybody if one.family_role != "child" and why_no_mail(addresses.get(one.id)) is None}
    new = {f"minutes_{one.id}": rules.own_copy(one, clock.today()) for one in everybody}
    before = queries.meeting_before(casus, meeting) if not meeting.attendance else None
    form = people_form(everybody, by_mail)(data=new | (_choices(before) if before else {}) | now)

    def change() -> None:
        choices = {person: preparing.Choice(**how) for person, how in form.chosen.items()}
        preparing.ask_people(casus, meeting, form.made_from, choices, by=current_user)

    if form.validate_on_submit() and form.save(change, stored=stored):
        flash(_("Saved."))
        return redirect(url_for("meetings.invitations", ref=casus.ref, meeting_id=meeting_id), 303)
    no_mail = {one.id: why_no_mail(addresses[one.id]) if one.id in addresses else None for one in everybody}
    return render_template("meetings/people.html", casus=casus, form=form, meeting_id=meeting_id, people=everybody,
                           no_mail=no_mail, standing=queries.standing_of(casus), as_before=before)  # fmt: skip


def _choices(meeting: Meeting) -> dict[str, Any]:
    """What stands in the form now; somebody who was noted before this could be chosen, was told."""
    found: dict[str, Any] = {}
    for one in meeting.attendance:
        found |= {
            f"by_{one.person_id}": one.invite_by or InviteBy.SAID, f"calendar_{one.person_id}": one.calendar_item,
            f"place_{one.person_id}": one.place_in_calendar, f"minutes_{one.person_id}": one.gets_minutes,
        }  # fmt: skip
    return found


@bp.route("/<id:meeting_id>/invitations")
@requires(Permission.EDIT_PLAN)
def invitations(casus: Casus, meeting_id: int) -> str:
    """Everybody who is asked, with the invitation on paper, the calendar item, and how the mail went."""
    meeting = of_casus(Meeting, casus, meeting_id, *queries.ALL)
    keys = {preparing.mail_key(meeting, one.person_id): one.person_id for one in meeting.attendance}
    mails = {keys[key]: mail for key, mail in mail_under(casus.id, list(keys)).items()}
    return render_template(
        "meetings/invitations.html", casus=casus, meeting=meeting, labels=labels, mails=mails,
        people={one.id: one for one in people_of(casus)}, new=[one for one in meeting.attendance if one.invited_on is None],
        form=ConfirmForm(formdata=None, data={"version": meeting.version}), day=clock.today(),
    )  # fmt: skip


@bp.route("/<id:meeting_id>/invite", methods=["POST"])
@requires(Permission.EDIT_PLAN)
def invite(casus: Casus, meeting_id: int) -> ResponseReturnValue:
    meeting, form = of_casus(Meeting, casus, meeting_id, *queries.ALL), ConfirmForm()
    told: list[int] = []
    if form.validate() and form.save(lambda: told.append(preparing.invite(casus, meeting, form.made_from, by=current_user))):
        flash(ngettext("%(num)s person is invited. Hand over what goes on paper.",
                       "%(num)s people are invited. Hand over what goes on paper.", told[0]))  # fmt: skip
    else:
        say_why_not(form)
    return redirect(url_for("meetings.invitations", ref=casus.ref, meeting_id=meeting_id), 303)


def say_why_not(form: Any) -> None:
    """The reason a button did not work, on the page people come back to."""
    flash(form.form_errors[0] if form.form_errors else _("This did not come through well"), "warning")


@bp.route("/<id:meeting_id>/calendar/<id:person_id>", methods=["POST"])
@requires(Permission.EDIT_PLAN)
def calendar_file(casus: Casus, meeting_id: int, person_id: int) -> ResponseReturnValue:
    """The calendar item of this meeting for this person, as a file to hand over."""
    meeting = of_casus(Meeting, casus, meeting_id, *queries.ALL)
    try:
        preparing.calendar_item(casus, meeting, person_id, by=current_user)
        view = for_reader.project(for_reader.material(casus, meeting), person_id)
    except (RuleBroken, EditConflict) as error:
        db.session.rollback()
        flash(str(error), "warning")
        return redirect(url_for("meetings.invitations", ref=casus.ref, meeting_id=meeting_id), 303)
    db.session.commit()
    return as_calendar(calendar.calendar_item(view, clock.now()))


def as_calendar(content: bytes) -> Response:
    """A calendar file under a name that says nothing, that no cache keeps."""
    response = make_response(content)
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{calendar.FILE_NAME}"'
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.route("/<id:meeting_id>/cancel", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def cancel(casus: Casus, meeting_id: int) -> ResponseReturnValue:
    def stored() -> tuple[Meeting, dict[str, Any]]:
        found = of_casus(Meeting, casus, meeting_id)
        return found, {"version": found.version, "reason": found.cancel_reason}

    meeting, now = stored()
    form = CancelForm(data=now)
    change = lambda: preparing.cancel(casus, meeting, form.made_from, form.reason.data, by=current_user)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=stored):
        flash(_("The meeting is called off. Tell everybody who was invited."))
        return redirect(url_for("meetings.invitations", ref=casus.ref, meeting_id=meeting_id), 303)
    return render_template("meetings/cancel.html", casus=casus, form=form, meeting=meeting)
