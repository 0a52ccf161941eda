"""The pages of words and pictures: a story in panels, who approved it, to whom it was told."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.casus.models import Casus
from workbench.casus.queries import of_casus
from workbench.voices import operations, pictograms, queries, stories
from workbench.voices.forms import ApproveForm, DrawingForm, PanelForm, StoryForm, TellForm, WithdrawForm
from workbench.voices.models import Panel, WordsAndPictures
from workbench.voices.views import _child_asked, bp, picture_answer, press, stored
from workbench.web.uploads import takes_a_file


@bp.app_context_processor
def words_of_stories() -> dict[str, Any]:
    return {"pictograms": pictograms}


@bp.route("/stories/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def new_story(casus: Casus) -> ResponseReturnValue:
    form = StoryForm(data={"child": _child_asked(casus)})
    form.child.offer(queries.children_to_choose(casus))
    if "more" in request.form:
        form.lines.one_more()
    elif form.validate_on_submit():
        made: list[WordsAndPictures] = []
        if form.save(lambda: made.append(stories.write_story(casus, by=current_user, **form.answers))):
            return _to_story(casus, made[0].id)
    return render_template("voices/new_story.html", casus=casus, form=form)


@bp.route("/stories/<id:story_id>")
@requires(Permission.SEE_CASUS)
def story(casus: Casus, story_id: int) -> str:
    child, found = queries.voices_of(casus).story(story_id)
    return render_template("voices/story.html", casus=casus, child=child, story=found)


@bp.route("/stories/<id:story_id>/tell", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def tell(casus: Casus, story_id: int) -> ResponseReturnValue:
    """To whom it was told, by whom, when, and who was there."""
    found = of_casus(WordsAndPictures, casus, story_id)
    form = TellForm(data=_told(found) | {"version": found.version})
    if form.validate_on_submit() and form.save(
        lambda: stories.tell(found, form.made_from, by=current_user, **form.answers),
        stored=lambda: stored(WordsAndPictures, casus, story_id, _told),
    ):
        return _to_story(casus, story_id)
    return render_template("voices/tell.html", casus=casus, form=form, back=_story_page(casus, story_id))


@bp.route("/stories/<id:story_id>/approve", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def approve(casus: Casus, story_id: int) -> ResponseReturnValue:
    """A parent stands behind the story as it is now."""
    found = of_casus(WordsAndPictures, casus, story_id)
    form = ApproveForm(data={"version": found.version, "approved_on": clock.today()})
    form.parent.offer(queries.parents_to_choose(casus))
    if form.validate_on_submit() and form.save(
        lambda: stories.approve(found, form.made_from, by=current_user, **form.answers)
    ):
        return _to_story(casus, story_id)
    return render_template("voices/approve.html", casus=casus, form=form, back=_story_page(casus, story_id))


@bp.route("/stories/<id:story_id>/panel", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def add_panel(casus: Casus, story_id: int) -> ResponseReturnValue:
    found = of_casus(WordsAndPictures, casus, story_id)
    form = PanelForm()
    if form.validate_on_submit() and form.save(
        lambda: stories.add_panel(found, by=current_user, words=form.words.data, pictogram=form.pictogram.data)
    ):
        return _to_story(casus, story_id)
    return render_template("voices/panel.html", casus=casus, form=form, panel=None, back=_story_page(casus, story_id))


@bp.route("/panels/<id:panel_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def edit_panel(casus: Casus, panel_id: int) -> ResponseReturnValue:
    panel = of_casus(Panel, casus, panel_id)
    form = PanelForm(data=_panel(panel) | {"version": panel.version})
    if form.validate_on_submit() and form.save(
        lambda: stories.change_panel(panel, form.made_from, by=current_user, **form.answers),
        stored=lambda: stored(Panel, casus, panel_id, _panel),
    ):
        return _to_story(casus, panel.story_id, panel_id)
    back = _story_page(casus, panel.story_id, panel_id)
    return render_template("voices/panel.html", casus=casus, form=form, panel=panel, back=back)


@bp.route("/panels/<id:panel_id>/move", methods=["POST"])
@requires(Permission.EDIT_PLAN)
def move_panel(casus: Casus, panel_id: int) -> ResponseReturnValue:
    """One place earlier or later, with a button."""
    panel = of_casus(Panel, casus, panel_id)
    press(lambda version: stories.move_panel(panel, version, by=current_user, up=request.form.get("way") == "up"))
    return redirect(_story_page(casus, panel.story_id, panel_id), 303)


@bp.route("/panels/<id:panel_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def withdraw_panel(casus: Casus, panel_id: int) -> ResponseReturnValue:
    panel = of_casus(Panel, casus, panel_id)
    form = WithdrawForm(data={"version": panel.version})
    if form.validate_on_submit() and form.save(
        lambda: stories.withdraw_panel(panel, form.made_from, by=current_user, **form.answers)
    ):
        return _to_story(casus, panel.story_id)
    back = _story_page(casus, panel.story_id, panel_id)
    return render_template("voices/withdraw.html", casus=casus, form=form, words=panel.words, back=back, panel=True)


@bp.route("/panels/<id:panel_id>/put-back", methods=["POST"])
@requires(Permission.EDIT_PLAN)
def put_panel_back(casus: Casus, panel_id: int) -> ResponseReturnValue:
    panel = of_casus(Panel, casus, panel_id)
    press(lambda version: stories.put_panel_back(panel, version, by=current_user))
    return redirect(_story_page(casus, panel.story_id, panel_id), 303)


@bp.route("/panels/<id:panel_id>/drawing", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
@takes_a_file
def panel_drawing(casus: Casus, panel_id: int) -> ResponseReturnValue:
    """A drawing on this panel."""
    panel = of_casus(Panel, casus, panel_id)
    form = DrawingForm(data={"alt": panel.alt or "", "version": panel.version})
    if form.validate_on_submit() and form.save(lambda: _draw(panel, form)):
        return _to_story(casus, panel.story_id, panel_id)
    return render_template(
        "voices/drawing.html", casus=casus, form=form, words=panel.words, back=_story_page(casus, panel.story_id, panel_id),
        picture=url_for(".panel_picture", ref=casus.ref, panel_id=panel_id) if queries.has_picture(Panel, panel_id) else None,
        remove=url_for(".remove_panel_drawing", ref=casus.ref, panel_id=panel_id),
    )  # fmt: skip


def _draw(panel: Panel, form: DrawingForm) -> None:
    operations.add_drawing(panel, form.made_from, by=current_user, **form.answers)
    stories.picture_changed(panel)


@bp.route("/panels/<id:panel_id>/drawing/remove", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def remove_panel_drawing(casus: Casus, panel_id: int) -> ResponseReturnValue:
    panel = of_casus(Panel, casus, panel_id)
    form = WithdrawForm(data={"version": panel.version})
    if form.validate_on_submit() and form.save(lambda: _erase(panel, form)):
        return _to_story(casus, panel.story_id, panel_id)
    back = _story_page(casus, panel.story_id, panel_id)
    return render_template(
        "voices/withdraw.html", casus=casus, form=form, words=panel.alt or "", back=back, drawing=True
    )


def _erase(panel: Panel, form: WithdrawForm) -> None:
    operations.remove_drawing(panel, form.made_from, by=current_user, **form.answers)
    stories.picture_changed(panel)


@bp.route("/panels/<id:panel_id>/picture")
@requires(Permission.SEE_CASUS)
def panel_picture(casus: Casus, panel_id: int) -> ResponseReturnValue:
    return picture_answer(queries.picture_of(Panel, casus, panel_id))


def _told(story: WordsAndPictures) -> dict[str, Any]:
    return {
        "told_by": story.told_by or "", "told_on": story.told_on, "present": story.present or "",
        "do_not_hand_out": story.do_not_hand_out,
    }  # fmt: skip


def _panel(panel: Panel) -> dict[str, Any]:
    return {"words": panel.words, "pictogram": panel.pictogram, "why": ""}


def _story_page(casus: Casus, story_id: int, panel_id: int | None = None) -> str:
    return url_for("voices.story", ref=casus.ref, story_id=story_id, _anchor=f"panel-{panel_id}" if panel_id else None)


def _to_story(casus: Casus, story_id: int, panel_id: int | None = None) -> ResponseReturnValue:
    flash(_("Saved."))
    return redirect(_story_page(casus, story_id, panel_id), 303)
