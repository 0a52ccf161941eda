"""The pages of the standards: of one casus, of the team, and a worker's own reflections."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import audit, clock
from workbench.access import Permission, allows, requires
from workbench.casus.models import Casus, Phase
from workbench.casus.queries import of_casus
from workbench.extensions import db
from workbench.standards import approach, gaps, labels, links, operations, period, pieces, queries, team, team_queries
from workbench.standards.catalogue import BY_NUMBER, STANDARDS, Standard
from workbench.standards.forms import (
    AnswerForm,
    ByHandForm,
    JudgementForm,
    LearningActionForm,
    QuestionForm,
    ReflectionForm,
)
from workbench.standards.models import Evidence, LearningAction, Question, ReflectionVisibility

bp = Blueprint("standards", __name__)
ROOM = "/casus/<ref:ref>/standards"


@bp.context_processor
def words() -> dict[str, Any]:
    """What the templates of this room call things."""
    return {"labels": labels, "address_of": links.address_of, "mend_at": links.address}


def _standard(number: int) -> Standard:
    return BY_NUMBER[number] if number in BY_NUMBER else abort(404)


def _back(casus: Casus, number: int) -> ResponseReturnValue:
    return redirect(url_for(".index", ref=casus.ref, _anchor=f"standard-{number}"), 303)


# --- one casus


@bp.route(f"{ROOM}/")
@requires(Permission.SEE_CASUS)
def index(casus: Casus) -> str:
    page = queries.page_of(casus)
    return render_template(
        "standards/index.html", casus=casus, page=page, standards=STANDARDS, gaps=gaps.missing(page.facts, page.named),
        reflections=queries.reflections_on(casus, _given_to_reader(casus)), BY_NUMBER=BY_NUMBER,
        approach=approach.ELEMENTS,
    )  # fmt: skip


def _given_to_reader(casus: Casus) -> list[ReflectionVisibility]:
    """Which reflections this reader may read: "my team" for the team, "my supervisor" for who guides it; "only me" never."""
    if current_user.team_id != casus.team_id:
        return []
    guides = allows(current_user, Permission.JUDGE, casus)
    return [ReflectionVisibility.TEAM, *([ReflectionVisibility.SUPERVISOR] if guides else [])]


@bp.route(f"{ROOM}/<id:number>/evidence", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def add_evidence(casus: Casus, number: int) -> ResponseReturnValue:
    standard, form = _standard(number), ByHandForm()
    records = {f"{piece.record_type}:{piece.record_id}": piece for piece in pieces.records_of(casus)}
    form.record.offer([(key, labels.title_of(piece)) for key, piece in records.items()])
    if form.validate_on_submit():
        chosen = records[str(form.record.data)]
        answers = form.answers | {"record": (chosen.record_type, chosen.record_id)}
        if form.save(lambda: operations.add_evidence_by_hand(casus, number, by=current_user, **answers)):
            flash(_("The evidence is added, with your reason."))
            return _back(casus, number)
    return render_template("standards/evidence.html", casus=casus, form=form, standard=standard)


@bp.route(f"{ROOM}/evidence/<id:evidence_id>/take-back", methods=["POST"])
@requires(Permission.EDIT_PLAN)
def take_back(casus: Casus, evidence_id: int) -> ResponseReturnValue:
    evidence = of_casus(Evidence, casus, evidence_id)
    if evidence.by_rule:
        abort(404)
    operations.take_back_evidence(casus, evidence, by=current_user)
    db.session.commit()
    flash(_("The evidence is taken back."))
    return _back(casus, evidence.standard)


@bp.route(f"{ROOM}/<id:number>/judge", methods=["GET", "POST"])
@requires(Permission.JUDGE)
def judge(casus: Casus, number: int) -> ResponseReturnValue:
    standard, form = _standard(number), JudgementForm()
    if form.validate_on_submit() and form.save(lambda: operations.judge(casus, number, by=current_user, **form.answers)):
        flash(_("Your judgement is saved."))
        return _back(casus, number)
    page = queries.page_of(casus, number)
    return render_template("standards/judge.html", casus=casus, form=form, standard=standard, page=page,
                           gaps=gaps.missing(page.facts, page.named)[number])


@bp.route(f"{ROOM}/<id:number>/ask", methods=["GET", "POST"])
@requires(Permission.COMMENT)
def ask(casus: Casus, number: int) -> ResponseReturnValue:
    standard, form = _standard(number), QuestionForm()
    if form.validate_on_submit() and form.save(lambda: operations.ask_question(casus, number, by=current_user, **form.answers)):
        flash(_("Your question is asked. The worker sees it on Today and with this standard."))
        if "team" in request.args and allows(current_user, Permission.SEE_TEAM):
            return redirect(url_for(".team", open=f"{casus.ref}-{number}", _anchor="cell"), 303)
        return _back(casus, number)
    return render_template("standards/ask.html", casus=casus, form=form, standard=standard)


@bp.route(f"{ROOM}/questions/<id:question_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def answer(casus: Casus, question_id: int) -> ResponseReturnValue:
    question = of_casus(Question, casus, question_id)
    form = AnswerForm(data={"version": question.version, "answer": question.answer})
    if form.validate_on_submit() and form.save(
        lambda: operations.answer_question(casus, question, form.made_from, by=current_user, **form.answers),
        stored=lambda: _stored(casus, question_id),
    ):
        flash(_("Your answer is saved."))
        return _back(casus, question.standard)
    return render_template("standards/answer.html", casus=casus, form=form, question=question,
                           standard=BY_NUMBER[question.standard])


def _stored(casus: Casus, question_id: int) -> tuple[Question, dict[str, Any]]:
    question = of_casus(Question, casus, question_id)
    return question, {"answer": question.answer}


# --- the team


@bp.route("/team/", endpoint="team")
@requires(Permission.SEE_TEAM)
def team_page() -> str:
    overview = team_queries.team_overview(current_user.team_id)
    chosen = team.Choice.of(request.args)
    rows = chosen.rows(overview.rows)
    opened = chosen.opened(rows)
    asked = chosen.asked()
    return render_template(
        "standards/team.html", team=overview, rows=rows, chosen=chosen, lessons=team.lessons(overview.rows),
        columns=chosen.columns(), tally=team.tally(rows), workers=team.workers(overview.rows), phases=team.PHASES,
        short_phases={phase: str(team.SHORT_PHASES.get(phase, "")) for phase in Phase}, shows=team.SHOWS, sorts=team.SORTS,
        elements=team.elements(overview.rows), all=len(overview.rows), standards=STANDARDS,
        opened=_opened(*opened) if opened else None,
        cell_url=url_for(".team", **asked) + ("&" if asked else "?") + "open=", casus_url=f"{request.script_root}/casus/",
    )  # fmt: skip


@bp.route("/team/period")
@requires(Permission.SEE_TEAM)
def team_period() -> str:
    """How the standards of the team stood on two days."""
    asked = period.Period.of(request.args, clock.today())
    found = team_queries.team_over(current_user.team_id, asked)
    return render_template(
        "standards/period.html", team=found, period=asked, rows=[row for row in found.rows if row.changed],
        known=any(row.is_known for row in found.rows), sums=period.sums(found.rows), standards=STANDARDS, typed=request.args,
    )  # fmt: skip


def _opened(row: team_queries.Row, number: int) -> dict[str, Any] | None:
    """The evidence behind one cell. It is the family's, so the look is logged before anything is shown."""
    casus = db.session.get(Casus, row.casus_id)
    if casus is None or not allows(current_user, Permission.SEE_CASUS, casus):
        return None
    audit.record_read(casus, by=current_user, page="standards.team", standard=number)
    page = queries.page_of(casus, number)
    return {"casus": casus, "row": row, "standard": BY_NUMBER[number], "page": page, "form": QuestionForm(formdata=None),
            "gaps": gaps.missing(page.facts, page.named)[number]}


# --- a worker's own reflections


@bp.route("/reflections/")
@requires(Permission.REFLECT)
def reflections() -> str:
    return render_template(
        "standards/reflections.html", reflections=queries.reflections_of(current_user), standards=STANDARDS,
        actions=queries.learning_actions_of(current_user), BY_NUMBER=BY_NUMBER,
    )  # fmt: skip


@bp.route("/reflections/new", methods=["GET", "POST"])
@requires(Permission.REFLECT)
def add_reflection() -> ResponseReturnValue:
    asked = request.args.get("standard", type=int)
    form = ReflectionForm(data={"standard": asked if asked in BY_NUMBER else None, "visibility": ReflectionVisibility.ONLY_ME})
    form.casus.offer(queries.casussen_of(current_user))
    if form.validate_on_submit():
        answers = form.answers | {"casus": db.session.get(Casus, form.casus.data) if form.casus.data else None}
        if form.save(lambda: operations.add_reflection(by=current_user, **answers)):
            flash(_("Your reflection is saved."))
            return redirect(url_for(".reflections"), 303)
    return render_template("standards/reflection.html", form=form, BY_NUMBER=BY_NUMBER, asked=asked)


@bp.route("/reflections/actions/new", methods=["GET", "POST"])
@requires(Permission.REFLECT)
def add_learning_action() -> ResponseReturnValue:
    asked = request.args.get("standard", type=int)
    form = LearningActionForm(data={"standard": asked if asked in BY_NUMBER else None, "planned_on": clock.today()})
    if form.validate_on_submit() and form.save(lambda: operations.add_learning_action(by=current_user, **form.answers)):
        flash(_("Your learning action is saved."))
        return redirect(url_for(".reflections"), 303)
    return render_template("standards/learning_action.html", form=form)


@bp.route("/reflections/actions/<id:action_id>/done", methods=["POST"])
@requires(Permission.REFLECT)
def finish_learning_action(action_id: int) -> ResponseReturnValue:
    action = db.session.get(LearningAction, action_id)
    if action is None or action.worker_id != current_user.id:
        abort(404)
    operations.finish_learning_action(action, by=current_user)
    db.session.commit()
    flash(_("Well done."))
    return redirect(url_for(".reflections"), 303)
