"""The pages of the supervision talks: noting one while looking together, what was agreed, the next one in the diary."""

from typing import Any

from flask import Response, abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.casus.models import Casus
from workbench.casus.queries import of_casus
from workbench.meetings import calendar
from workbench.standards import gaps, labels
from workbench.standards import queries as standards
from workbench.standards.catalogue import BY_NUMBER, STANDARDS
from workbench.standards.links import mend_at
from workbench.standards.models import SupervisionTalk, TalkAction
from workbench.supervision import bp, queries, talk_operations, talk_queries
from workbench.supervision.forms import ActionForm, TalkForm
from workbench.web.filters import together
from workbench.web.forms import ConfirmForm


@bp.route("/talks/")
@requires(Permission.SEE_CASUS)
def talks(casus: Casus) -> str:
    """All talks about this casus, newest first, with what is still to be done."""
    return render_template("supervision/talks.html", casus=casus, talks=talk_queries.talks_of(casus), BY_NUMBER=BY_NUMBER)


@bp.route("/talks/new", methods=["GET", "POST"])
@requires(Permission.TALK)
def new_talk(casus: Casus) -> ResponseReturnValue:
    """Note a talk, with beside the form what the plan shows and what is open, so that people look together."""
    form = TalkForm(data={"held_on": clock.today(), "with_whom": _usual(casus)})
    made: list[SupervisionTalk] = []
    if form.validate_on_submit() and form.save(
        lambda: made.append(talk_operations.note_talk(casus, by=current_user, **form.answers))
    ):
        flash(_("The talk is noted. Add below what you agreed."))
        return _to(casus, made[0].id)
    return render_template("supervision/talk_form.html", casus=casus, form=form, talk=None, **_beside(casus))


@bp.route("/talks/<id:talk_id>/edit", methods=["GET", "POST"])
@requires(Permission.TALK)
def edit_talk(casus: Casus, talk_id: int) -> ResponseReturnValue:
    talk = of_casus(SupervisionTalk, casus, talk_id)
    form = TalkForm(data={"version": talk.version, **_answers(talk)})
    if form.validate_on_submit() and form.save(
        lambda: talk_operations.change_talk(casus, talk, form.made_from, by=current_user, **form.answers),
        stored=lambda: _stored(casus, talk_id),
    ):
        flash(_("The talk is saved."))
        return _to(casus, talk_id)
    return render_template("supervision/talk_form.html", casus=casus, form=form, talk=talk, **_beside(casus))


def _stored(casus: Casus, talk_id: int) -> tuple[SupervisionTalk, dict[str, Any]]:
    talk = of_casus(SupervisionTalk, casus, talk_id)
    return talk, _answers(talk)


def _answers(talk: SupervisionTalk) -> dict[str, Any]:
    names = ("held_on", "with_whom", "discussed", "next_on", "next_at")
    return {name: getattr(talk, name) for name in names} | {"standards": talk_queries.numbers_of(talk)}


def _usual(casus: Casus) -> str:
    """Who sits together: the worker and whoever notes it; the worker notes it with nobody filled in yet."""
    names = queries.colleague_names({casus.worker_id, current_user.id})
    return together(sorted(names.values())) if len(names) > 1 else ""


@bp.route("/talks/<id:talk_id>")
@requires(Permission.SEE_CASUS)
def talk(casus: Casus, talk_id: int) -> str:
    return _show(casus, talk_id, ActionForm(formdata=None))


@bp.route("/talks/<id:talk_id>/agree", methods=["GET", "POST"])
@requires(Permission.TALK)
def agree(casus: Casus, talk_id: int) -> ResponseReturnValue:
    """Note one thing that was agreed; refused, it is asked again on the page of the talk."""
    one, form = of_casus(SupervisionTalk, casus, talk_id), ActionForm()
    form.who.offer(_colleagues(casus))
    if form.validate_on_submit() and form.save(lambda: talk_operations.agree(casus, one, by=current_user, **form.answers)):
        flash(_("That is agreed. It stands on Today of who does it."))
        return _to(casus, talk_id)
    return _show(casus, talk_id, form)


def _show(casus: Casus, talk_id: int, form: ActionForm) -> str:
    found = talk_queries.talks_of(casus, talk_id)
    if not found:
        abort(404)
    form.who.offer(_colleagues(casus))
    return render_template("supervision/talk.html", casus=casus, one=found[0], form=form, **_beside(casus))


def _colleagues(casus: Casus) -> list[tuple[int, str]]:
    return [(user.id, user.name) for user in queries.professionals(casus)]


def _beside(casus: Casus) -> dict[str, Any]:
    """What people look at together: the ten standards as counted, what is missing, and the open questions."""
    page = standards.page_of(casus)
    return {"page": page, "standards": STANDARDS, "labels": labels, "gaps": gaps.missing(page.facts, page.places, page.named),
            "open_threads": queries.open_threads(casus), "BY_NUMBER": BY_NUMBER,
            "mend_at": mend_at}  # fmt: skip


@bp.route("/talks/actions/<id:action_id>/done", methods=["POST"])
@requires(Permission.TALK)
def tick(casus: Casus, action_id: int) -> ResponseReturnValue:
    action, form = of_casus(TalkAction, casus, action_id), ConfirmForm()
    talk_id = action.talk_id
    if not (form.validate() and form.save(lambda: talk_operations.tick(casus, action, form.made_from, by=current_user))):
        flash(form.form_errors[0] if form.form_errors else _("This did not come through well"), "warning")
    return _to(casus, talk_id)


@bp.route("/talks/<id:talk_id>/next.ics")
@requires(Permission.TALK)
def next_talk(casus: Casus, talk_id: int) -> Response:
    """The next talk as a calendar item that says nothing but when (security.md D.8)."""
    found = talk_queries.next_of(of_casus(SupervisionTalk, casus, talk_id))
    if found is None:
        abort(404)
    response = make_response(calendar.calendar_item(found, clock.now()))
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{calendar.FILE_NAME}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _to(casus: Casus, talk_id: int) -> ResponseReturnValue:
    return redirect(url_for("supervision.talk", ref=casus.ref, talk_id=talk_id), 303)
