"""The pages of worries and goals: the chain, the form in three steps, opinions, numbers and bottom lines."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.casus.models import Casus
from workbench.casus.queries import names_of, of_casus
from workbench.goals import forms, labels, operations, queries, rules
from workbench.goals.models import BottomLine, DangerStatement, GoalPart, SafetyGoal
from workbench.web.fields import CleanText

bp = Blueprint("goals", __name__, url_prefix="/casus/<ref:ref>/goals")


@bp.route("/")
@requires(Permission.SEE_CASUS)
def index(casus: Casus) -> str:
    chain = queries.chain_of(casus)
    many = rules.too_many_dangers(sum(link.danger.status != "withdrawn" for link in chain.links))
    return render_template("goals/index.html", casus=casus, chain=chain, labels=labels, too_many=many)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def new(casus: Casus) -> ResponseReturnValue:
    """Three pages and a look back. Each page carries what the others hold, so that nothing is kept on the server."""
    form = forms.NewForm().offer(queries.choices_of(casus))
    asked = _step(form)
    if form.is_submitted():
        form.validate()
        asked = _next_step(form, asked)
        if asked > len(forms.STEPS) and form.save(lambda: operations.add_danger(casus, by=current_user, **_answers(form))):
            flash(_("The worry and its goal are in the plan."))
            return redirect(url_for(".index", ref=casus.ref), 303)
        asked = _first_wrong(form, asked)
    return _page_of_step(casus, form, min(asked, len(forms.STEPS)))


@bp.route("/dangers/<id:danger_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def edit_danger(casus: Casus, danger_id: int) -> ResponseReturnValue:
    danger = queries.danger_of(casus, danger_id)
    form = forms.DangerForm(data=operations.answers_of_danger(danger) | {"version": danger.version})
    forms.offer(form, queries.choices_of(casus))
    if form.validate_on_submit() and form.save(
        lambda: operations.change_danger(danger, form.made_from, by=current_user, **form.answers),
        stored=lambda: _stored_danger(casus, danger_id),
    ):
        return _back(casus)
    return render_template("goals/danger.html", casus=casus, form=form, number=danger.number)


@bp.route("/<id:goal_id>", methods=["GET"])
@requires(Permission.SEE_CASUS)
def one(casus: Casus, goal_id: int) -> str:
    return _goal_page(casus, queries.goal_of(casus, goal_id), None)


@bp.route("/<id:goal_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def edit_goal(casus: Casus, goal_id: int) -> ResponseReturnValue:
    goal = queries.goal_of(casus, goal_id)
    form = forms.GoalForm(data=operations.answers_of_goal(goal) | {"version": goal.version})
    forms.offer(form, queries.choices_of(casus))
    if form.validate_on_submit() and form.save(
        lambda: operations.change_goal(goal, form.made_from, by=current_user, **form.answers),
        stored=lambda: _stored_goal(casus, goal_id),
    ):
        flash(_("Saved."))
        return redirect(url_for(".one", ref=casus.ref, goal_id=goal_id), 303)
    return render_template("goals/goal.html", casus=casus, form=form, goal_id=goal_id, labels=labels)


@bp.route("/<id:goal_id>/status", methods=["POST"])
@requires(Permission.EDIT_PLAN)
def move_goal(casus: Casus, goal_id: int) -> ResponseReturnValue:
    goal, form = queries.goal_of(casus, goal_id), forms.GoalStatusForm()
    if form.validate_on_submit() and form.save(
        lambda: operations.move_goal(goal, form.made_from, by=current_user, **form.answers)
    ):
        flash(_("Saved."))
        return redirect(url_for(".one", ref=casus.ref, goal_id=goal_id), 303)
    return _goal_page(casus, queries.goal_of(casus, goal_id), form)


@bp.route("/dangers/<id:danger_id>/opinion", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def opinion(casus: Casus, danger_id: int) -> ResponseReturnValue:
    danger = queries.danger_of(casus, danger_id)
    people = queries.choices_of(casus)["people"]
    parents = {p.id for p in people if p.family_role in queries.PARENTS or p.authority == "yes"}
    person = next((one for one in parents if str(one) == request.args.get("person")), None)
    form = forms.OpinionForm(data={"person": person, "given_on": clock.today()} | _earlier_opinion(danger, person))
    form.person.offer([(one, name) for one, name in names_of(people).items() if one in parents])
    sentence = danger.sentence

    def stored() -> tuple[Any, dict[str, Any]]:
        said: int = form.person.data or 0
        return queries.opinion_of(danger, said), _earlier_opinion(danger, said)

    change = lambda: operations.give_opinion(danger, form.made_from, by=current_user, **form.answers)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=stored):
        return _back(casus)
    return render_template("goals/opinion.html", casus=casus, form=form, sentence=sentence)


@bp.route("/<id:goal_id>/rate", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def rate(casus: Casus, goal_id: int) -> ResponseReturnValue:
    goal = queries.goal_of(casus, goal_id)
    form = forms.NumberForm(data={"rated_on": clock.today()})
    forms.offer(form, queries.choices_of(casus))
    sentence = goal.sentence
    if form.validate_on_submit() and form.save(lambda: operations.rate(goal, by=current_user, **form.answers)):
        return _back(casus)
    return render_template("goals/rate.html", casus=casus, form=form, sentence=sentence, ends=labels.SCALE_ENDS)


@bp.route("/bottom-lines/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def new_bottom_line(casus: Casus) -> ResponseReturnValue:
    chain = queries.chain_of(casus)
    form = forms.BottomLineForm(data={"set_on": clock.today()})
    forms.offer(form, queries.choices_of(casus))
    form.danger.offer([(link.danger.id, f"{link.danger.number}. {link.danger.title}") for link in chain.links])
    if form.validate_on_submit() and form.save(lambda: operations.set_bottom_line(casus, by=current_user, **form.answers)):
        return _back(casus)
    many = len([line for line in chain.bottom_lines if line.status == "active"]) >= rules.MOST_BOTTOM_LINES
    return render_template("goals/bottom_line.html", casus=casus, form=form, too_many=many)


@bp.route("/bottom-lines/<id:line_id>/status", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def move_bottom_line(casus: Casus, line_id: int) -> ResponseReturnValue:
    line = of_casus(BottomLine, casus, line_id)
    form, text = forms.BottomLineStatusForm(data={"version": line.version}), line.text
    if form.validate_on_submit() and form.save(
        lambda: operations.move_bottom_line(line, form.made_from, by=current_user, **form.answers)
    ):
        return _back(casus)
    return render_template("goals/bottom_line_status.html", casus=casus, form=form, text=text)


def _back(casus: Casus) -> ResponseReturnValue:
    flash(_("Saved."))
    return redirect(url_for(".index", ref=casus.ref), 303)


def _step(form: Any) -> int:
    """The page this form was sent from; the first one when somebody sent something else."""
    sent = form.step.data or ""
    return int(sent) if sent in {str(nr) for nr in range(1, len(forms.STEPS) + 1)} else 1


def _next_step(form: Any, step: int) -> int:
    """Where to go from this page: back when that was asked, to the first page with something wrong, else on."""
    back = "back" in request.form
    for nr, parts in enumerate(forms.STEPS, 1):
        if nr > step or back:
            for name in _names_of(parts):
                form[name].errors = []
    return max(step - 1, 1) if back else _first_wrong(form, step + 1)


def _first_wrong(form: Any, otherwise: int) -> int:
    """The first page with something wrong."""
    pages = enumerate(forms.STEPS, 1)
    return next((nr for nr, parts in pages if any(form[name].errors for name in _names_of(parts))), otherwise)


def _names_of(parts: type) -> list[str]:
    return [name for name in vars(parts) if not name.startswith("_")]


def _sent(field: Any) -> list[Any]:
    """What was sent for a field of another page, clean where it is text."""
    return [field.data] if isinstance(field, CleanText) and field.raw_data else field.raw_data or []


def _answers(form: Any) -> dict[str, Any]:
    return {name: value for name, value in form.answers.items() if name != "step"}


def _page_of_step(casus: Casus, form: Any, step: int) -> str:
    """One page of the form, with what the other pages hold in hidden fields; the last one shows the sentences."""
    if step == len(forms.STEPS):
        form.sentence.data = form.sentence.data or operations.sentence_of_danger(casus, form.answers)
        form.goal_sentence.data = form.goal_sentence.data or operations.sentence_of_goal(casus, form.answers)
    here = _names_of(forms.STEPS[step - 1])
    for field in (form[name] for name in here):
        if not field.raw_data and not field.errors and not field.data:
            field.process(None)  # a page that was not open before begins with what is usual
    carried = [
        (name, value) for parts in forms.STEPS for name in _names_of(parts) if name not in here for value in _sent(form[name])
    ]
    many = rules.too_many_dangers(queries.number_of_dangers(casus) + 1)
    form.step.data = str(step)
    return render_template(
        "goals/new.html", casus=casus, form=form, step=step, steps=len(forms.STEPS), carried=carried, here=here, labels=labels,
        too_many=many,
    )  # fmt: skip


def _goal_page(casus: Casus, goal: SafetyGoal, form: Any) -> str:
    """A goal with its numbers and how it read before."""
    names = names_of(queries.choices_of(casus)["people"])
    form = form or forms.GoalStatusForm(data={"status": goal.status, "version": goal.version})
    return render_template(
        "goals/one.html", casus=casus, goal=goal, form=form, labels=labels, names=names, ratings=queries.ratings_of(goal),
        shows=[names[one] for one in goal.who(GoalPart.SHOWS)], sees=[names[one] for one in goal.who(GoalPart.SEES)],
        earlier=queries.earlier_of(goal), hold=rules.compose_hold(goal.hold_for, goal.hold_unit),
    )  # fmt: skip


def _earlier_opinion(danger: DangerStatement, person: int | None) -> dict[str, Any]:
    said = queries.opinion_of(danger, person) if person else None
    return {"opinion": said.opinion, "words": said.words or "", "version": said.version} if said else {}


def _stored_danger(casus: Casus, danger_id: int) -> tuple[DangerStatement, dict[str, Any]]:
    now = queries.danger_of(casus, danger_id)
    return now, operations.answers_of_danger(now)


def _stored_goal(casus: Casus, goal_id: int) -> tuple[SafetyGoal, dict[str, Any]]:
    now = queries.goal_of(casus, goal_id)
    return now, operations.answers_of_goal(now)
