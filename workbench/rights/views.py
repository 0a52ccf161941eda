"""The pages of the children's-rights check of one casus. Placing elsewhere: placement_views.py; the team: team_views.py."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.casus.forms import WhyForm
from workbench.casus.models import Casus
from workbench.casus.queries import of_casus
from workbench.rights import ROOM, bp, labels, operations, placement_views, queries, rules, shown, team_views
from workbench.rights.forms import RequestForm, SheetForm, sheet_form, stored_in
from workbench.rights.models import HousingRequest
from workbench.voices.labels import FORMS, STORIES
from workbench.voices.queries import choices_for
from workbench.web.filters import day

__all__ = ["bp", "placement_views", "team_views"]  # the pages of the other two are tied to the same blueprint
REQUEST_FIELDS = ("what", "asked_on", "asked_of", "outcome", "answer", "answered_on", "protected", "version")
SECRET = ("what", "asked_of", "answer")


@bp.context_processor
def words() -> dict[str, Any]:
    """What the templates of this room ask."""
    return {"labels": labels, "rights_rules": rules, "shown": shown}


@bp.route(ROOM)
@requires(Permission.SEE_CASUS)
def index(casus: Casus) -> str:
    return _page(casus)


@bp.route(f"{ROOM}/secret", methods=["GET", "POST"])
@requires(Permission.REVEAL_PROTECTED)
def reveal(casus: Casus) -> ResponseReturnValue:
    """The same page with the requests in which a secret place stands, after it was noted who looks, what for and why."""
    form = WhyForm()
    if form.validate_on_submit() and form.save(lambda: operations.note_reveal(casus, by=current_user, **form.answers)):
        return _page(casus, shows_secret=True)
    back = url_for("rights.index", ref=casus.ref)
    return render_template("casus/why.html", casus=casus, form=form, title=_("What is secret in these requests"), back=back)


def _page(casus: Casus, *, shows_secret: bool = False) -> str:
    room = queries.room_of(casus)
    return render_template(
        "rights/index.html", casus=casus, room=room, shows_secret=shows_secret, links=_links(casus, room)
    )


def _links(casus: Casus, room: queries.Room) -> dict[int, tuple[str, str]]:
    """Answer → (words, address) of the record in which it is found."""
    voices = {moment.id: (one, moment) for one in room.children for moment in one.voice.moments}
    stories = {story.id: story for one in room.children for story in one.voice.stories}
    found = {}
    for one in (
        answer for sheet in (room.family, *(kid.sheet for kid in room.children)) for answer in sheet.answers.values()
    ):
        key = one.record_id
        if one.record_type == "child_voice" and key in voices:
            kid, moment = voices[key]
            words = f"{FORMS[moment.form]}, {day(moment.heard_on)}"
            found[one.id] = (words, url_for("voices.child", ref=casus.ref, child_id=kid.id))
        elif one.record_type == "words_and_pictures" and key in stories:
            found[one.id] = (str(STORIES[stories[key].kind]), url_for("voices.story", ref=casus.ref, story_id=key))
        elif one.record_type == "safety_goal":
            found[one.id] = (_("The goal"), url_for("goals.one", ref=casus.ref, goal_id=key))
        elif one.record_type == "agreement":
            found[one.id] = (_("The agreement"), url_for("agreements.one", ref=casus.ref, agreement_id=key))
    return found


@bp.route(f"{ROOM}/children/<id:child_id>")
@requires(Permission.SEE_CASUS)
def child(casus: Casus, child_id: int) -> str:
    room = queries.room_of(casus)
    kid = room.kid(child_id)
    return render_template(
        "rights/sheet.html", casus=casus, room=room, kid=kid, sheet=kid.sheet, links=_links(casus, room)
    )


@bp.route(f"{ROOM}/family")
@requires(Permission.SEE_CASUS)
def family(casus: Casus) -> str:
    room = queries.room_of(casus)
    return render_template(
        "rights/sheet.html", casus=casus, room=room, kid=None, sheet=room.family, links=_links(casus, room)
    )


@bp.route(f"{ROOM}/children/<id:child_id>/answer", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def answer_child(casus: Casus, child_id: int) -> ResponseReturnValue:
    """All questions about one child on one page, with what the file shows beside each."""
    return _answer(casus, child_id)


@bp.route(f"{ROOM}/family/answer", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def answer_family(casus: Casus) -> ResponseReturnValue:
    """The three questions about the family as a whole."""
    return _answer(casus, None)


def _answer(casus: Casus, child_id: int | None) -> ResponseReturnValue:
    def stored() -> tuple[Any, dict[str, Any]]:
        found = queries.sheet_of(casus, child_id)
        return found, stored_in(found)

    room = queries.room_of(casus)
    kid = None if child_id is None else room.kid(child_id)
    sheet, answers = stored()
    form = sheet_form(child_id, _records(casus, kid), data=answers)
    change = lambda: operations.answer(casus, sheet, form.made_from, form.given, by=current_user)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=stored):
        flash(_("Saved."))
        return redirect(url_for(".index", ref=casus.ref), 303)
    return render_template(
        "rights/answer.html", casus=casus, form=form, room=room, kid=kid, facts=_facts(form, room, kid)
    )


def _facts(form: SheetForm, room: queries.Room, kid: queries.Kid | None) -> dict[int, list[shown.Fact]]:
    return {number: shown.facts(room, number, kid) for number in form.numbers}


def _records(casus: Casus, kid: queries.Kid | None) -> list[tuple[str, str]]:
    """What an answer can be found in: what this child said and was told, and the goals and agreements of the family."""
    found = []
    if kid is not None:
        found += [(f"child_voice:{one.id}", f"{FORMS[one.form]}, {day(one.heard_on)}") for one in kid.voice.moments]
        found += [(f"words_and_pictures:{one.id}", str(STORIES[one.kind])) for one in kid.voice.stories]
    choices = choices_for(casus)
    found += [(f"safety_goal:{key}", words) for key, words in choices.goals]
    return found + [(f"agreement:{key}", words) for key, words in choices.agreements]


# --- what was asked for the whole family


@bp.route(f"{ROOM}/requests/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def add_request(casus: Casus) -> ResponseReturnValue:
    form = RequestForm(data={"asked_on": clock.today()})
    if form.validate_on_submit() and form.save(lambda: operations.add_request(casus, by=current_user, **form.answers)):
        return _to_requests(casus)
    return render_template("rights/request.html", casus=casus, form=form, request_shown=None)


@bp.route(f"{ROOM}/requests/<id:request_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def change_request(casus: Casus, request_id: int) -> ResponseReturnValue:
    def stored() -> tuple[HousingRequest, dict[str, Any]]:
        found = of_casus(HousingRequest, casus, request_id)
        answers = {name: getattr(found, name) for name in REQUEST_FIELDS}
        return found, answers | (dict.fromkeys(SECRET, "") if found.protected else {})  # shown apart, and that is noted

    request, answers = stored()
    form = RequestForm(data=answers)
    change = lambda: operations.change_request(casus, request, form.made_from, by=current_user, **form.answers)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=stored):
        return _to_requests(casus)
    return render_template("rights/request.html", casus=casus, form=form, request_shown=request)


def _to_requests(casus: Casus) -> ResponseReturnValue:
    flash(_("Saved."))
    return redirect(url_for(".index", ref=casus.ref, _anchor="requests"), 303)
