"""The pages of worries and goals: the chain, the form in three steps, a goal. The others: danger_views, rating_views and
bottom_line_views."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.accounts.settings import setting
from workbench.casus.models import Casus
from workbench.casus.queries import names_of, of_casus
from workbench.goals import (
    bottom_line_views,
    bp,
    composing,
    danger_views,
    forms,
    history,
    labels,
    operations,
    queries,
    rating_views,
    rules,
    sentences,
    shown,
)
from workbench.goals.models import DangerStatement, GoalPart, SafetyGoal
from workbench.web.fields import CleanText

__all__ = ["bottom_line_views", "bp", "danger_views", "rating_views"]


@bp.route("/")
@requires(Permission.SEE_CASUS)
def index(casus: Casus) -> str:
    chain = queries.chain_of(casus)
    most = setting("goals.most_dangers")
    return render_template(
        "goals/index.html", casus=casus, chain=chain, labels=labels, most=most, rules=rules,
        too_many=rules.too_many_dangers(len(chain.links), most),
        too_many_lines=rules.too_many_bottom_lines(chain.active_lines, setting("goals.most_bottom_lines")),
    )  # fmt: skip


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def new(casus: Casus) -> ResponseReturnValue:
    """Three pages and a look back. Each page carries what the others hold, so that nothing is kept on the server."""
    found = queries.choices_of(casus)
    form = forms.new_form(found, setting("goals.good_enough"))
    asked = _step(form)
    if form.is_submitted():
        form.validate()
        form.has_views()
        asked = asked if shown.only_looks(form) else _next_step(form, asked)
        if asked > len(form.pages) and form.save(
            lambda: operations.add_danger(casus, by=current_user, **_answers(form))
        ):
            flash(_("The worry and its goal are in the plan."))
            return redirect(url_for(".index", ref=casus.ref), 303)
        asked = _first_wrong(form, asked)
    return _page_of_step(casus, form, found, min(asked, len(form.pages)))


@bp.route("/compose", methods=["POST"])
@requires(Permission.EDIT_PLAN)
def compose(casus: Casus) -> str:
    """The sentence as far as it is filled in, while somebody types. Nothing is kept."""
    found = queries.choices_of(casus)
    form = forms.new_form(found, rules.HIGHEST)
    form.validate()
    if request.args.get("part") == "goal":
        return render_template("goals/composed.html", pieces=shown.goal_so_far(found, form), views=())
    told = [one for one in found["opinions"] if str(one.danger_id) == request.args.get("danger")]
    given = [(one.person_id, one.opinion, one.words or "") for one in told] or form.views
    return render_template(
        "goals/composed.html", pieces=shown.danger_so_far(found, form), views=shown.other_views(found, given)
    )


@bp.route("/dangers/<id:danger_id>/goal", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def new_goal(casus: Casus, danger_id: int) -> ResponseReturnValue:
    """The goal of a worry that came without one."""
    about, found = of_casus(DangerStatement, casus, danger_id), queries.choices_of(casus)
    form = forms.offer(forms.NewGoalForm(), found)
    if not form.is_submitted():
        form.good_enough.data = setting("goals.good_enough")
    sentence = about.sentence
    sent = form.is_submitted() and form.validate() and not shown.only_looks(form)
    if sent and form.save(lambda: operations.add_goal(about, by=current_user, **form.answers)):
        flash(_("Saved."))
        return redirect(url_for(".index", ref=casus.ref), 303)
    return render_template(
        "goals/goal_new.html",
        casus=casus,
        form=form,
        sentence=sentence,
        labels=labels,
        pieces=shown.goal_so_far(found, form),
    )


@bp.route("/<id:goal_id>", methods=["GET"])
@requires(Permission.SEE_CASUS)
def one(casus: Casus, goal_id: int) -> str:
    return _goal_page(casus, queries.goal_of(casus, goal_id), None)


@bp.route("/<id:goal_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def edit_goal(casus: Casus, goal_id: int) -> ResponseReturnValue:
    found, goal = queries.choices_of(casus), queries.goal_of(casus, goal_id)
    stored = operations.answers_of_goal(goal)
    fresh = operations.sentence_of_goal(found["people"], stored)
    wording = sentences.wording(goal.sentence, goal.composed, fresh)
    form = forms.offer(forms.GoalForm(data=stored | {"version": goal.version, "made": fresh}), found)
    if form.is_submitted() and form.validate() and not shown.only_looks(form):
        if shown.takes(form, "goal_sentence") and form.save(
            lambda: operations.change_goal(goal, form.made_from, by=current_user, **form.answers),
            stored=lambda: _stored_goal(casus, goal_id),
        ):
            flash(_("Saved."))
            return redirect(url_for(".one", ref=casus.ref, goal_id=goal_id), 303)
        if form.goal_sentence.errors:
            fresh = form.made.data = operations.sentence_of_goal(found["people"], form.answers)
    return render_template(
        "goals/goal.html", casus=casus, form=form, goal_id=goal_id, labels=labels, fresh=fresh, wording=wording,
        pieces=shown.goal_so_far(found, form),
    )  # fmt: skip


@bp.route("/<id:goal_id>/status", methods=["POST"])
@requires(Permission.EDIT_PLAN)
def move_goal(casus: Casus, goal_id: int) -> ResponseReturnValue:
    goal = queries.goal_of(casus, goal_id)
    form = forms.goal_steps(goal.status)
    if form.validate_on_submit() and form.save(
        lambda: operations.move_goal(goal, form.made_from, by=current_user, **form.answers)
    ):
        flash(_("Saved."))
        return redirect(url_for(".one", ref=casus.ref, goal_id=goal_id), 303)
    return _goal_page(casus, queries.goal_of(casus, goal_id), form)


def _step(form: Any) -> int:
    """The page this form was sent from; the first one when somebody sent something else."""
    sent = form.step.data or ""
    return int(sent) if sent in {str(nr) for nr in range(1, len(form.pages) + 1)} else 1


def _next_step(form: Any, step: int) -> int:
    """Where to go from this page: back when that was asked, to the first page with something wrong, else on."""
    back = "back" in request.form
    for nr, names in enumerate(form.pages, 1):
        if nr > step or back:
            for name in names:
                form[name].errors = []
    return max(step - 1, 1) if back else _first_wrong(form, step + 1)


def _first_wrong(form: Any, otherwise: int) -> int:
    """The first page with something wrong."""
    pages = enumerate(form.pages, 1)
    return next((nr for nr, names in pages if any(form[name].errors for name in names)), otherwise)


def _sent(field: Any) -> list[Any]:
    """What was sent for a field of another page, clean where it is text."""
    return [field.data] if isinstance(field, CleanText) and field.raw_data else field.raw_data or []


def _answers(form: Any) -> dict[str, Any]:
    """What operations.add_danger asks; a sentence that nobody rewrote is left to its parts."""
    names = ("sentence", "made"), ("goal_sentence", "goal_made")
    own = {name: "" if form[name].data == (form[made].data or "") else form[name].data for name, made in names}
    left_out = {"step", "made", "goal_made", *form.pages[0][len(forms.names_in(forms.WorryParts)) :]}
    answers = {name: value for name, value in form.answers.items() if name not in left_out}
    return {**answers, **own, "opinions": form.views}


def _page_of_step(casus: Casus, form: Any, found: dict[str, list[Any]], step: int) -> str:
    """One page of the form, with what the other pages hold in hidden fields; the last one shows the sentences."""
    behind = _show_sentences(form, found) if step == len(form.pages) else {}
    here = form.pages[step - 1]
    for field in (form[name] for name in here):
        if not field.raw_data and not field.errors and not field.data:
            field.process(None)  # a page that was not open before begins with what is usual
    carried = [
        (name, value) for names in form.pages for name in names if name not in here for value in _sent(form[name])
    ]
    live = sum(row.status != "withdrawn" for row in found["dangers"])
    form.step.data = str(step)
    return render_template(
        "goals/new.html", casus=casus, form=form, step=step, steps=len(form.pages), carried=carried, labels=labels,
        too_many=rules.too_many_dangers(live + 1, setting("goals.most_dangers")), most=setting("goals.most_dangers"),
        behind=behind, views=shown.other_views(found, form.views),
        pieces=shown.danger_so_far(found, form) if step == 1 else shown.goal_so_far(found, form),
    )  # fmt: skip


def _show_sentences(form: Any, found: dict[str, list[Any]]) -> dict[str, str]:
    """Fill in the sentences the parts make. Returns those beside which a rewritten one fell behind, by field."""
    people, behind = found["people"], {}
    for name, made, fresh in (
        ("sentence", "made", operations.sentence_of_danger(people, form.answers)),
        ("goal_sentence", "goal_made", operations.sentence_of_goal(people, form.answers)),
    ):
        if not form[name].data or form[name].data == form[made].data:
            form[name].data = fresh
        elif form[made].data != fresh:
            behind[name] = fresh
        form[made].data = fresh
    return behind


def _goal_page(casus: Casus, goal: SafetyGoal, form: Any) -> str:
    """A goal with what is still missing, its numbers and how it read before."""
    found, ratings = queries.choices_of(casus), queries.ratings_of(goal)
    names, people = names_of(found["people"]), found["people"]
    said, lines = queries.who_says_what(casus, people, ratings), queries.lines_of(ratings, names)
    latest = [(name, numbers[-1][1]) for name, numbers in lines]
    return render_template(
        "goals/one.html", casus=casus, goal=goal, labels=labels, names=names, ratings=ratings, rules=rules,
        form=form or forms.goal_steps(goal.status, data={"version": goal.version}),
        shows=composing.showing_names(people, goal.who(GoalPart.SHOWS)),
        sees=composing.seeing_names(people, goal.who(GoalPart.SEES)),
        earlier=history.of_goal(goal), corrected=history.of_ratings(goal) if ratings else {},
        hold=sentences.compose_hold(goal.hold_for, goal.hold_unit),
        about=next((row for row in found["dangers"] if row.id == goal.danger_id), None),
        conditions=rules.reached_conditions(goal, **said, today=clock.today()), latest=said["latest"],
        gaps=list(rules.smart_gaps(goal, [names[p.id] for p in people if p.family_role == "child"])),
        lines=lines, limits=rules.spread(number for _name, number in latest), apart=rules.furthest_apart(latest),
        today=clock.today(),
    )  # fmt: skip


def _stored_goal(casus: Casus, goal_id: int) -> tuple[SafetyGoal, dict[str, Any]]:
    now = queries.goal_of(casus, goal_id)
    return now, operations.answers_of_goal(now)
