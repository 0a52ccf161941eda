"""The coach beside a field, points that are left with a reason; and, for the administrator, the word lists."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench.access import Permission, requires
from workbench.casus.models import Casus
from workbench.coach import beside, lists, operations, queries
from workbench.coach.beside import Beside
from workbench.coach.forms import AddWordForm, RemoveWordForm
from workbench.coach.models import WordChange, WordListChange
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.web.fields import Coach
from workbench.web.text import clean
from workbench.wording.findings import KINDS

bp = Blueprint("coach", __name__)
LONGEST = 20_000  # characters of one text; more than any field takes
bp.add_app_template_global(beside.coach_of, "coach_of")
bp.add_app_template_global(beside.reads_along, "coach_reads_along")
bp.add_app_template_global(beside.looked_at, "coach_looked_at")
bp.add_app_template_global(beside.said, "coach_said")


@bp.url_value_preprocessor
def asking_changes_nothing(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """While somebody types, the coach is asked with POST so that the text is in no address; it needs no lock for that."""
    g.only_looks = endpoint == "coach.read"


# --- beside a field


@bp.route("/casus/<ref:ref>/coach/", methods=["POST"])
@requires(Permission.EDIT_PLAN)
def read(casus: Casus) -> str:
    """What is said of a text as it is being typed. Nothing is stored and the text is in no log."""
    return _answer(_asked(casus))


@bp.route("/casus/<ref:ref>/coach/leave", methods=["POST"])
@requires(Permission.EDIT_PLAN)
def leave(casus: Casus) -> ResponseReturnValue:
    """Leave a point as it is, with a reason. The whole form came along and goes back as it was."""
    about, (name, _leave, key) = _asked(casus), request.form.get("_coach", "").partition(":leave:")
    point = beside.point_in(about.reading, key) if about.reading and name == about.name else None
    if point is None:
        return _back(about, why=_("This text was changed meanwhile. Look at the points again."))
    try:
        operations.leave(
            casus, point, about.query["kind"], clean(request.form.get(f"_reason:{name}:{key}", "")), by=current_user
        )
        db.session.commit()
    except RuleBroken as error:
        db.session.rollback()
        return _back(about, told=key, why=str(error))
    return _back(about)


@bp.route("/casus/<ref:ref>/coach/<id:dismissal_id>/again", methods=["POST"])
@requires(Permission.EDIT_PLAN)
def again(casus: Casus, dismissal_id: int) -> ResponseReturnValue:
    """Have a point shown again that was left."""
    operations.show_again(casus, queries.dismissal_of(casus, dismissal_id), by=current_user)
    db.session.commit()
    return _back(_asked(casus))


def _asked(casus: Casus) -> Beside:
    """The field this is about, and what is said of its text."""
    name, kind = request.args.get("field", ""), request.args.get("kind", "")
    if kind not in KINDS or request.args.get("reader") not in beside.TARGETS:
        abort(400)
    how = Coach(kind, tuple(request.args.get("without", "").split()), request.args["reader"])
    text = clean(request.form.get(name, ""))
    if len(text) > LONGEST:
        abort(413)
    doers = [one for names in beside.DOERS for one in request.form.getlist(names)]
    reading = beside.read(casus, text, how, doers) if text else None
    query = {**beside.query_of(name, how), "place": request.args.get("place", "")}
    return Beside(name, query, beside.DOERS, reading)


def _answer(about: Beside) -> str:
    return render_template("coach/answer.html", about=about)


def _back(about: Beside, told: str = "", why: str = "") -> ResponseReturnValue:
    """To where it came from: beside the field, or the whole form with everything that was typed (the browser sends it on)."""
    if "HX-Request" in request.headers:
        return _answer(replace(_asked(g.casus), told=told, just_now=True))
    place = about.query["place"]
    if not place.startswith(f"/casus/{g.casus.ref}/"):
        abort(400)
    flash(
        why or _("The coach remembers this. Your text is as you typed it, and not saved yet."),
        "warning" if why else "coach",
    )
    return redirect(f"{place}#coach-{about.name}", 307)


# --- word lists


@bp.route("/settings/words/")
@requires(Permission.MANAGE_SETTINGS)
def words() -> str:
    """Every list with what it is for, and where a word stands."""
    found, searched = queries.word_lists(), request.args.get("q", "").strip()[: operations.LONGEST_WORD]
    own = queries.standing(queries.changes())
    shown = [
        (name, lists.about(name), len(lists.entries(found, name)), sum(one.list_name == name for one in own),
         lists.matching(lists.entries(found, name), searched) if searched else [])
        for name in lists.names(found)
    ]  # fmt: skip
    return render_template("coach/words.html", lists=shown, searched=searched)


@bp.route("/settings/words/<list_name>", methods=["GET", "POST"])
@requires(Permission.MANAGE_SETTINGS)
def word_list(list_name: str) -> ResponseReturnValue:
    """One list: our words, the organisation's own ones and those it took off; and a form for another one."""
    _known(list_name)
    form = AddWordForm().for_list(list_name)
    if form.validate_on_submit() and form.save(lambda: operations.add_word(list_name, **form.answers, by=current_user)):
        flash(_("The word is on the list. The coach knows it from now on."), "success")
        return redirect(url_for(".word_list", list_name=list_name), 303)
    rows, searched = queries.changes(list_name), request.args.get("q", "").strip()
    own = queries.standing(rows)
    off = {one.entry for one in own if one.change is WordChange.REMOVE}
    return render_template(
        "coach/word_list.html", form=form, name=list_name, about=lists.about(list_name), lists=lists, searched=searched, off=off,
        ours=lists.matching(lists.shipped(list_name), searched), added=[one for one in own if one.change is WordChange.ADD],
        removed=[one for one in own if one.change is WordChange.REMOVE], rows=rows, who=queries.names_of_staff(),
    )  # fmt: skip


@bp.route("/settings/words/<list_name>/remove", methods=["GET", "POST"])
@requires(Permission.MANAGE_SETTINGS)
def remove_word(list_name: str) -> ResponseReturnValue:
    """Take a word of ours off a list, with the reason."""
    _known(list_name)
    entry = request.args.get("word", "")
    if entry not in lists.shipped(list_name):
        abort(404)
    form = RemoveWordForm()
    if form.validate_on_submit() and form.save(
        lambda: operations.remove_word(list_name, entry, **form.answers, by=current_user)
    ):
        flash(_("The word is off the list from now on."), "success")
        return redirect(url_for(".word_list", list_name=list_name), 303)
    about = lists.about(list_name)
    return render_template("coach/remove_word.html", form=form, name=list_name, about=about, entry=entry, lists=lists)


@bp.route("/settings/words/changes/<id:change_id>/undo", methods=["POST"])
@requires(Permission.MANAGE_SETTINGS)
def undo(change_id: int) -> ResponseReturnValue:
    """Take back an addition or a removal."""
    row = db.session.get(WordListChange, change_id)
    if row is None or row.change is WordChange.UNDO:
        abort(404)
    operations.undo(row, by=current_user)
    db.session.commit()
    flash(_("Undone."), "success")
    return redirect(url_for(".word_list", list_name=row.list_name), 303)


def _known(list_name: str) -> None:
    if list_name not in lists.names(queries.word_lists()):
        abort(404)
