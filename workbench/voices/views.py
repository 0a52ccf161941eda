"""The pages of the child's voice: what each child said, and what was done with it. Stories are in story_views.py."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from workbench import clock
from workbench.access import Permission, requires
from workbench.casus.models import Casus
from workbench.casus.queries import of_casus
from workbench.extensions import db
from workbench.voices import drawings, houses, labels, operations, queries, rules
from workbench.voices.forms import (
    DrawingForm,
    HeardForm,
    MomentForm,
    NotHeardForm,
    PaperForm,
    ToldBackForm,
    WithdrawForm,
    WordsForm,
    parts_of,
)
from workbench.voices.models import ChildPaper, ChildVoice, EarlierWords, NotHeard, OnPaper, VoiceForm, VoiceItem
from workbench.web.forms import ConfirmForm
from workbench.web.uploads import takes_a_file

bp = Blueprint("voices", __name__, url_prefix="/casus/<ref:ref>/voices")


@bp.app_context_processor
def words_of_voices() -> dict[str, Any]:
    """What the templates of this room ask: labels, the parts of a form, the drawn forms."""
    return {"voice_labels": labels, "voice_rules": rules, "voice_parts": houses.parts_of}


@bp.route("/")
@requires(Permission.SEE_CASUS)
def index(casus: Casus) -> str:
    return render_template("voices/index.html", casus=casus, children=queries.voices_of(casus).children)


@bp.route("/children/<id:child_id>")
@requires(Permission.SEE_CASUS)
def child(casus: Casus, child_id: int) -> str:
    return render_template("voices/child.html", casus=casus, child=queries.voices_of(casus).child(child_id))


@bp.route("/children/<id:child_id>/not-heard", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def not_heard(casus: Casus, child_id: int) -> ResponseReturnValue:
    """Why this child was not heard yet."""
    name = _name_of(casus, child_id)
    reason = db.session.scalar(select(NotHeard).filter_by(casus_id=casus.id, child_id=child_id))
    form = NotHeardForm(data={"why": reason.why if reason else "", "version": reason.version if reason else 0})
    if form.validate_on_submit() and form.save(
        lambda: operations.say_why_not_heard(
            casus, reason, form.made_from, by=current_user, child=child_id, **form.answers
        )
    ):
        return _to_child(casus, child_id)
    return render_template("voices/not_heard.html", casus=casus, form=form, name=name, child_id=child_id)


@bp.route("/children/<id:child_id>/paper", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def paper(casus: Casus, child_id: int) -> ResponseReturnValue:
    """What it is safe to give this child on paper."""
    name = _name_of(casus, child_id)
    row = db.session.scalar(select(ChildPaper).filter_by(casus_id=casus.id, child_id=child_id))
    form = PaperForm(data=_on_paper(row) | {"version": row.version if row else 0})
    if form.validate_on_submit() and form.save(
        lambda: operations.choose_paper(casus, row, form.made_from, by=current_user, child=child_id, **form.answers)
    ):
        return _to_child(casus, child_id, "paper")
    return render_template("voices/paper.html", casus=casus, form=form, name=name, child_id=child_id)


@bp.route("/choose")
@requires(Permission.EDIT_PLAN)
def choose(casus: Casus) -> str:
    """In which way this child is heard: each form with when it suits."""
    return render_template("voices/choose.html", casus=casus, child=_child_asked(casus))


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def new(casus: Casus) -> ResponseReturnValue:
    chosen = next((one for one in VoiceForm if one.value == request.args.get("form")), None)
    start = {"child": _child_asked(casus), "form": chosen, "heard_on": clock.today(), "heard_by": current_user.name}
    form = HeardForm(data=start)
    form.child.offer(queries.children_to_choose(casus))
    more = "more" in request.form
    if more:
        form.lines.one_more()
    form.offer_parts()
    if not more and form.validate_on_submit():
        made: list[ChildVoice] = []
        if form.save(lambda: made.append(operations.hear(casus, by=current_user, **form.answers))):
            return _to_child(casus, made[0].child_id, f"voice-{made[0].id}")
    return render_template("voices/heard.html", casus=casus, form=form)


@bp.route("/<id:voice_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def edit(casus: Casus, voice_id: int) -> ResponseReturnValue:
    """When and how the child was heard."""
    voice = of_casus(ChildVoice, casus, voice_id)
    form = MomentForm(data=_moment(voice) | {"version": voice.version})
    if form.validate_on_submit() and form.save(
        lambda: operations.change_moment(voice, form.made_from, by=current_user, **form.answers),
        stored=lambda: stored(ChildVoice, casus, voice_id, _moment),
    ):
        return _to_child(casus, voice.child_id, f"voice-{voice_id}")
    return render_template("voices/moment.html", casus=casus, form=form, voice=voice)


@bp.route("/<id:voice_id>/told-back", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def told_back(casus: Casus, voice_id: int) -> ResponseReturnValue:
    voice = of_casus(ChildVoice, casus, voice_id)
    form = ToldBackForm(data=_told(voice) | {"version": voice.version})
    if form.validate_on_submit() and form.save(
        lambda: operations.tell_back(voice, form.made_from, by=current_user, **form.answers),
        stored=lambda: stored(ChildVoice, casus, voice_id, _told),
    ):
        return _to_child(casus, voice.child_id, f"voice-{voice_id}")
    return render_template("voices/told_back.html", casus=casus, form=form, voice=voice)


# --- one thing a child said


@bp.route("/<id:voice_id>/words", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def add_words(casus: Casus, voice_id: int) -> ResponseReturnValue:
    """One more thing the child said on that moment."""
    voice = of_casus(ChildVoice, casus, voice_id)
    form = WordsForm()
    _offer(form, voice, queries.choices_for(casus))
    answers = {name: value for name, value in form.answers.items() if name != "why"}
    if form.validate_on_submit() and form.save(lambda: operations.add_words(voice, by=current_user, **answers)):
        return _to_child(casus, voice.child_id, f"voice-{voice_id}")
    return render_template("voices/words.html", casus=casus, form=form, voice=voice, item=None)


@bp.route("/items/<id:item_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def correct(casus: Casus, item_id: int) -> ResponseReturnValue:
    """Correct what was written down, say what was done with it and whether it may be shared."""
    item, voice = queries.item_and_moment(casus, item_id)
    choices = queries.choices_for(casus, item_id)
    form = WordsForm(data=_said(item, choices) | {"version": item.version})
    _offer(form, voice, choices, rules.part_key(item.part))
    if form.validate_on_submit() and form.save(
        lambda: operations.correct_words(item, voice.form, form.made_from, by=current_user, **form.answers),
        stored=lambda: stored(VoiceItem, casus, item_id, lambda now: _said(now, queries.choices_for(casus, item_id))),
    ):
        return _to_child(casus, voice.child_id, f"item-{item_id}")
    return render_template("voices/words.html", casus=casus, form=form, voice=voice, item=item)


@bp.route("/items/<id:item_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def withdraw(casus: Casus, item_id: int) -> ResponseReturnValue:
    """These words no longer count."""
    item, voice = queries.item_and_moment(casus, item_id)
    form = WithdrawForm(data={"version": item.version})
    if form.validate_on_submit() and form.save(
        lambda: operations.withdraw_words(item, form.made_from, by=current_user, **form.answers)
    ):
        return _to_child(casus, voice.child_id, f"item-{item_id}")
    return render_template(
        "voices/withdraw.html", casus=casus, form=form, words=item.words, back=_child_page(casus, voice.child_id)
    )


@bp.route("/items/<id:item_id>/put-back", methods=["POST"])
@requires(Permission.EDIT_PLAN)
def put_back(casus: Casus, item_id: int) -> ResponseReturnValue:
    item, voice = queries.item_and_moment(casus, item_id)
    press(lambda version: operations.put_words_back(item, version, by=current_user))
    return redirect(_child_page(casus, voice.child_id, f"item-{item_id}"), 303)


@bp.route("/items/<id:item_id>/drawing", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
@takes_a_file
def item_drawing(casus: Casus, item_id: int) -> ResponseReturnValue:
    """A drawing beside these words."""
    item, voice = queries.item_and_moment(casus, item_id)
    form = DrawingForm(data={"alt": item.alt or "", "version": item.version})
    if form.validate_on_submit() and form.save(
        lambda: operations.add_drawing(item, form.made_from, by=current_user, **form.answers)
    ):
        return _to_child(casus, voice.child_id, f"item-{item_id}")
    return render_template(
        "voices/drawing.html", casus=casus, form=form, words=item.words, back=_child_page(casus, voice.child_id),
        picture=url_for(".item_picture", ref=casus.ref, item_id=item_id) if queries.has_picture(VoiceItem, item_id) else None,
        remove=url_for(".remove_item_drawing", ref=casus.ref, item_id=item_id),
    )  # fmt: skip


@bp.route("/items/<id:item_id>/drawing/remove", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def remove_item_drawing(casus: Casus, item_id: int) -> ResponseReturnValue:
    item, voice = queries.item_and_moment(casus, item_id)
    form = WithdrawForm(data={"version": item.version})
    if form.validate_on_submit() and form.save(
        lambda: operations.remove_drawing(item, form.made_from, by=current_user, **form.answers)
    ):
        return _to_child(casus, voice.child_id, f"item-{item_id}")
    back = _child_page(casus, voice.child_id)
    return render_template(
        "voices/withdraw.html", casus=casus, form=form, words=item.alt or "", back=back, drawing=True
    )


@bp.route("/items/<id:item_id>/picture")
@requires(Permission.SEE_CASUS)
def item_picture(casus: Casus, item_id: int) -> ResponseReturnValue:
    return picture_answer(queries.picture_of(VoiceItem, casus, item_id))


@bp.route("/earlier/<id:earlier_words_id>/picture")
@requires(Permission.SEE_CASUS)
def earlier_picture(casus: Casus, earlier_words_id: int) -> ResponseReturnValue:
    return picture_answer(queries.picture_of(EarlierWords, casus, earlier_words_id))


# --- what the pages of stories use too


def picture_answer(stored: bytes) -> Response:
    """A drawing as it is: of a type we say ourselves, that does nothing, and is kept nowhere (security.md B.1)."""
    kind = drawings.type_of(stored)
    answer = Response(stored, mimetype=kind)
    answer.headers["Content-Disposition"] = f'inline; filename="tekening.{kind.partition("/")[2]}"'
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    return answer


def press(change: Callable[[int], Any]) -> None:
    """A button that changes one thing at once; what went wrong is said above the page one comes back to."""
    form = ConfirmForm()
    if form.validate_on_submit() and form.save(lambda: change(form.made_from)):
        flash(_("Saved."))
    else:
        for message in form.form_errors or [_("Something is missing")]:
            flash(str(message), "warning")


def _name_of(casus: Casus, child_id: int) -> str:
    return dict(queries.children_to_choose(casus)).get(child_id) or abort(404)


def _child_asked(casus: Casus) -> int | None:
    """The child in the address, when it is one of this casus."""
    asked = request.args.get("child")
    known = queries.children_to_choose(casus) if asked else []
    return next((child for child, _name in known if str(child) == asked), None)


def _offer(form: WordsForm, voice: ChildVoice, choices: queries.Choices, part: str | None = None) -> None:
    """The parts of this way of asking, and the goals and agreements of the casus.

    A part in words of its own, from before there was a list, stays until somebody chooses another.
    """
    options = parts_of(voice.form)
    own = [(part, part)] if part and part not in dict(options) else []
    form.part.offer([*options, *own])
    form.goals.offer(choices.goals)
    form.agreements.offer(choices.agreements)


def _moment(voice: ChildVoice) -> dict[str, Any]:
    return {
        "heard_on": voice.heard_on, "heard_by": voice.heard_by, "why_form": voice.why_form or "", "path": voice.path,
        "parents_consent": voice.parents_consent or "",
    }  # fmt: skip


def _on_paper(row: ChildPaper | None) -> dict[str, Any]:
    return {"takes": row.takes, "why": row.why} if row else {"takes": OnPaper.ALL, "why": ""}


def _told(voice: ChildVoice) -> dict[str, Any]:
    return {
        "done_with_it": voice.done_with_it or "", "told_back_on": voice.told_back_on, "told_back_how": voice.told_back_how or "",
    }  # fmt: skip


def _said(item: VoiceItem, choices: queries.Choices) -> dict[str, Any]:
    """What the form about these words holds now."""
    return {
        "words": item.words, "part": rules.part_key(item.part), "may_share": item.may_share,
        "done_with_it": item.done_with_it or "", "goals": choices.chosen_goals,
        "agreements": choices.chosen_agreements,
    }  # fmt: skip


def stored(
    kind: Any, casus: Casus, record_id: int, answers: Callable[[Any], dict[str, Any]]
) -> tuple[Any, dict[str, Any]]:
    """A record with its answers as they are in the database now, for the page that shows both texts."""
    now = of_casus(kind, casus, record_id)
    return now, answers(now)


def _child_page(casus: Casus, child_id: int, anchor: str | None = None) -> str:
    return url_for("voices.child", ref=casus.ref, child_id=child_id, _anchor=anchor)


def _to_child(casus: Casus, child_id: int, anchor: str | None = None) -> ResponseReturnValue:
    flash(_("Saved."))
    return redirect(_child_page(casus, child_id, anchor), 303)


from workbench.voices import story_views  # noqa: E402, F401 - the other pages of the same room
