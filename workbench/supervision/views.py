"""Questions and compliments to the worker: asked beside a record, answered there, ended by who asked."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench.access import Permission, allows, requires
from workbench.casus.models import Casus
from workbench.casus.queries import of_casus
from workbench.standards.catalogue import BY_NUMBER
from workbench.standards.models import AskKind, Question
from workbench.supervision import about, beside, bp, operations, queries, talk_views
from workbench.supervision.forms import AskForm, ReplyForm
from workbench.web.forms import ConfirmForm

__all__ = ["bp", "talk_views"]
RECORD, TEAM = "record", "team"  # where somebody came from, and goes back to


@bp.route("/questions/")
@requires(Permission.SEE_CASUS)
def threads(casus: Casus) -> str:
    """Everything that was asked and praised in this casus, what is open first."""
    return render_template("supervision/threads.html", casus=casus, threads=queries.threads_of(casus),
                           name_of=_kind_of, page_of=_page_of(casus))  # fmt: skip


@bp.route("/<id:number>/ask", methods=["GET", "POST"])
@requires(Permission.ASK)
def ask_of_standard(casus: Casus, number: int) -> ResponseReturnValue:
    if number not in BY_NUMBER:
        abort(404)
    return _ask(casus, (about.STANDARD, number), about.name_of_standard(number))


@bp.route("/ask/<record_type>/<id:number>", methods=["GET", "POST"])
@requires(Permission.ASK)
def ask(casus: Casus, record_type: str, number: int) -> ResponseReturnValue:
    record = about.record_of(casus, record_type, number)
    return _ask(casus, (record_type, number), about.name_of(record_type, record))


def _ask(casus: Casus, what: tuple[str, int], name: str) -> ResponseReturnValue:
    form, made = AskForm(), []
    if form.validate_on_submit() and form.save(
        lambda: made.append(operations.ask(casus, by=current_user, about=what, **form.answers))
    ):
        asked = form.kind.data is AskKind.QUESTION
        flash(_("Your question is asked. The worker sees it on Today and here.") if asked
              else _("Your compliment is given. The worker sees it on Today and here."))  # fmt: skip
        return _back(casus, made[0])
    return render_template("supervision/ask.html", casus=casus, form=form, name=name, cancel=_page(casus, what))


@bp.route("/questions/<id:question_id>", methods=["GET", "POST"])
@requires(Permission.COMMENT)
def thread(casus: Casus, question_id: int) -> ResponseReturnValue:
    """One thread by itself: where it leads from Vandaag, and where a reply that could not be saved stands."""
    question, form = of_casus(Question, casus, question_id), ReplyForm()
    if not form.is_submitted():
        form.version.data = question.version
    if form.validate_on_submit() and form.save(
        lambda: operations.reply(casus, question, form.made_from, by=current_user, **form.answers),
        stored=lambda: _stored(casus, question_id),
    ):
        flash(_("Your words are saved."))
        return _back(casus, question)
    found = queries.thread_of(casus, question)
    return render_template("supervision/thread.html", casus=casus, form=form, thread=found, name=_full_name(casus, question),
                           address=_page_of(casus)(found), may_end=beside.may_end(casus, found))  # fmt: skip


def _stored(casus: Casus, question_id: int) -> tuple[Question, dict[str, Any]]:
    """The thread as it is now, and the last thing that was said in it by somebody else."""
    question = of_casus(Question, casus, question_id)
    said = queries.thread_of(casus, question).said
    return question, {"text": said[-1].text if said else question.text}


@bp.route("/questions/<id:question_id>/close", methods=["POST"])
@requires(Permission.ASK)
def close(casus: Casus, question_id: int) -> ResponseReturnValue:
    question, form = of_casus(Question, casus, question_id), ConfirmForm()
    if form.validate() and form.save(lambda: operations.close(casus, question, form.made_from, by=current_user)):
        flash(_("The question is ended."))
    else:
        flash(form.form_errors[0] if form.form_errors else _("This did not come through well"), "warning")
        return redirect(url_for(".thread", ref=casus.ref, question_id=question_id), 303)
    return _back(casus, question)


# --- where things are


def _back(casus: Casus, question: Question) -> ResponseReturnValue:
    """To the record, when it was asked or answered there; to the team's cell; else to the thread."""
    came_from = request.args.get("on")
    if came_from == TEAM and question.standard is not None and allows(current_user, Permission.SEE_TEAM):
        return redirect(url_for("standards.team", open=f"{casus.ref}-{question.standard}", _anchor="cell"), 303)
    if came_from == RECORD:
        return redirect(_page(casus, _what(question), f"question-{question.id}"), 303)
    return redirect(url_for(".thread", ref=casus.ref, question_id=question.id), 303)


def _what(question: Question) -> tuple[str, int]:
    if question.standard is not None:
        return about.STANDARD, question.standard
    return str(question.record_type), question.record_id or 0


def _page(casus: Casus, what: tuple[str, int], anchor: str = "") -> str:
    kind, number = what
    if kind == about.STANDARD:
        return about.page_of(casus, number, None, None, anchor)
    return about.page_of(casus, None, kind, number, anchor)


def _page_of(casus: Casus) -> Any:
    return lambda thread: _page(casus, thread.about, f"question-{thread.question.id}")


def _kind_of(thread: queries.Thread) -> str:
    return about.name_of_kind(thread.question.standard, thread.question.record_type)


def _full_name(casus: Casus, question: Question) -> str:
    if question.standard is not None:
        return about.name_of_standard(question.standard)
    kind, number = _what(question)
    return about.name_of(kind, about.record_of(casus, kind, number))
