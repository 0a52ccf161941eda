"""The pages of the child's voice: what each child said, what was done with it, words and pictures."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.casus.models import Casus
from workbench.casus.queries import of_casus
from workbench.voices import labels, operations, queries
from workbench.voices.forms import HeardForm, StoryForm, ToldBackForm
from workbench.voices.models import ChildVoice

bp = Blueprint("voices", __name__, url_prefix="/casus/<ref:ref>/voices")


@bp.route("/")
@requires(Permission.SEE_CASUS)
def index(casus: Casus) -> str:
    return render_template("voices/index.html", casus=casus, children=queries.children_of(casus), labels=labels)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def new(casus: Casus) -> ResponseReturnValue:
    form = HeardForm(data=_starts_with(casus) | {"heard_on": clock.today(), "heard_by": current_user.name})
    form.child.offer(queries.children_to_choose(casus))
    if _one_more(form):
        pass
    elif form.validate_on_submit() and form.save(lambda: operations.hear(casus, by=current_user, **form.answers)):
        return _back(casus)
    return render_template("voices/heard.html", casus=casus, form=form)


@bp.route("/<id:voice_id>/told-back", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def told_back(casus: Casus, voice_id: int) -> ResponseReturnValue:
    voice = of_casus(ChildVoice, casus, voice_id)
    form = ToldBackForm(data=_told(voice) | {"version": voice.version})
    if form.validate_on_submit() and form.save(
        lambda: operations.tell_back(voice, form.made_from, by=current_user, **form.answers),
        stored=lambda: _stored(casus, voice_id),
    ):
        return _back(casus)
    return render_template("voices/told_back.html", casus=casus, form=form)


@bp.route("/stories/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def new_story(casus: Casus) -> ResponseReturnValue:
    form = StoryForm(data=_starts_with(casus))
    form.child.offer(queries.children_to_choose(casus))
    if _one_more(form):
        pass
    elif form.validate_on_submit() and form.save(lambda: operations.write_story(casus, by=current_user, **form.answers)):
        return _back(casus)
    return render_template("voices/story.html", casus=casus, form=form)


def _one_more(form: Any) -> bool:
    """Whether the button for one more line was pressed; then it is there."""
    if "more" not in request.form:
        return False
    form.lines.one_more()
    return True


def _starts_with(casus: Casus) -> dict[str, Any]:
    """The child in the address, when it is one of this casus."""
    asked = request.args.get("child")
    known = queries.children_to_choose(casus) if asked else []
    return {"child": next((child for child, _name in known if str(child) == asked), None)}


def _told(voice: ChildVoice) -> dict[str, Any]:
    return {"done_with_it": voice.done_with_it or "", "told_back_on": voice.told_back_on}


def _stored(casus: Casus, voice_id: int) -> tuple[ChildVoice, dict[str, Any]]:
    now = of_casus(ChildVoice, casus, voice_id)
    return now, _told(now)


def _back(casus: Casus) -> ResponseReturnValue:
    flash(_("Saved."))
    return redirect(url_for(".index", ref=casus.ref), 303)
