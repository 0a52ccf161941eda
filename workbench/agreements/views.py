"""The pages of agreements: the list per goal, one of them, and the forms."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.agreements import assent, examples, labels, operations, queries, rhythm, rules, telling
from workbench.agreements.assent import Stance
from workbench.agreements.forms import AgreementForm, ChangeForm, EndForm, StatusForm, WhoForm, meeting_words
from workbench.agreements.models import Agreement, AgreementNotice, Part
from workbench.casus.models import Casus
from workbench.casus.queries import names_of
from workbench.web.filters import together
from workbench.web.forms import ConfirmForm

bp = Blueprint("agreements", __name__, url_prefix="/casus/<ref:ref>/agreements")


@bp.app_template_global("goal_balance")
def goal_balance(casus: Casus, goal_id: int) -> queries.GoalLines | None:
    """Who carries a goal, for the page of a goal below this subject; one statement."""
    return queries.chain_of(casus).of_goal(goal_id)


bp.add_app_template_global(labels.balance_words, "balance_words")


@bp.route("/")
@requires(Permission.SEE_CASUS)
def index(casus: Casus) -> str:
    return render_template("agreements/index.html", casus=casus, chain=queries.chain_of(casus), labels=labels)


@bp.route("/examples")
@requires(Permission.EDIT_PLAN)
def choose_example(casus: Casus) -> str:
    """The examples per situation, and who is meant in them."""
    form = WhoForm(formdata=None).offer(queries.choices_of(casus))
    found = examples.per_situation(examples.offered())
    return render_template(
        "agreements/examples.html", casus=casus, form=form, found=found, labels=labels, rhythm=rhythm,
        goal=request.args.get("goal", type=int),
    )  # fmt: skip


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def new(casus: Casus) -> ResponseReturnValue:
    choices = queries.choices_of(casus)
    if not choices["goals"]:
        return render_template("agreements/no_goal.html", casus=casus)
    data, example = _starts_with(choices)
    form = AgreementForm(data=data).offer(choices)
    if form.validate_on_submit():
        made: list[Agreement] = []
        if form.save(lambda: made.append(operations.add_agreement(casus, by=current_user, **form.answers))):
            flash(_("The agreement is in the plan, as a proposal."))
            return redirect(url_for(".one", ref=casus.ref, agreement_id=made[0].id), 303)
    return render_template(
        "agreements/form.html", casus=casus, form=form, agreement=None, labels=labels, example=example
    )


@bp.route("/<id:agreement_id>")
@requires(Permission.SEE_CASUS)
def one(casus: Casus, agreement_id: int) -> str:
    return _page(casus, queries.agreement_of(casus, agreement_id), None)


@bp.route("/<id:agreement_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def edit(casus: Casus, agreement_id: int) -> ResponseReturnValue:
    agreement, choices = queries.agreement_of(casus, agreement_id), queries.choices_of(casus)
    form = ChangeForm(data=operations.answers_of(agreement) | {"version": agreement.version}).offer(choices)
    hear: list[AgreementNotice] = []
    if form.validate_on_submit() and form.save(
        lambda: hear.extend(operations.change_agreement(agreement, form.made_from, by=current_user, **form.answers)),
        stored=lambda: _stored(casus, agreement_id),
    ):
        flash(" ".join(filter(None, (_("Saved."), labels.heard(hear, form.names)))))
        return redirect(url_for(".one", ref=casus.ref, agreement_id=agreement_id), 303)
    return render_template(
        "agreements/form.html", casus=casus, form=form, agreement=agreement, labels=labels, example=None
    )


@bp.route("/<id:agreement_id>/status", methods=["POST"])
@requires(Permission.EDIT_PLAN)
def move(casus: Casus, agreement_id: int) -> ResponseReturnValue:
    agreement = queries.agreement_of(casus, agreement_id)
    form = StatusForm().offer(agreement.status)
    if form.validate_on_submit() and form.save(
        lambda: operations.move_agreement(agreement, form.made_from, by=current_user, **form.answers)
    ):
        flash(_("Saved."))
        return redirect(url_for(".one", ref=casus.ref, agreement_id=agreement_id), 303)
    return _page(casus, queries.agreement_of(casus, agreement_id), form)


@bp.route("/<id:agreement_id>/end", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def end(casus: Casus, agreement_id: int) -> ResponseReturnValue:
    agreement = queries.agreement_of(casus, agreement_id)
    form = EndForm(data={"version": agreement.version})
    if form.validate_on_submit() and form.save(
        lambda: operations.end_agreement(agreement, form.made_from, by=current_user, **form.answers)
    ):
        flash(_("The agreement has ended. It stays in the history of the plan."))
        return redirect(url_for(".index", ref=casus.ref), 303)
    return render_template("agreements/end.html", casus=casus, form=form, agreement=agreement)


@bp.route("/<id:agreement_id>/told/<id:notice_id>", methods=["POST"])
@requires(Permission.EDIT_PLAN)
def told(casus: Casus, agreement_id: int, notice_id: int) -> ResponseReturnValue:
    """Somebody who had agreed was told in person that it is talked about again."""
    agreement, form = queries.agreement_of(casus, agreement_id), ConfirmForm()
    notice = queries.notice_of(casus, agreement, notice_id)
    if form.validate_on_submit() and form.save(
        lambda: telling.note_told(casus, notice, form.made_from, by=current_user)
    ):
        flash(_("Noted."))
    else:
        flash(" ".join(str(one) for one in form.form_errors), "warning")
    return redirect(url_for(".one", ref=casus.ref, agreement_id=agreement_id), 303)


def _page(casus: Casus, agreement: Agreement, form: StatusForm | None) -> str:
    """One agreement: how it reads, who says yes, who has to hear of a change, what happened with it."""
    choices = queries.choices_of(casus)
    names = names_of(choices["people"])
    called = partial(_called, names)
    doers = [names[one] for one in agreement.who(Part.DOER) if one in names]
    form = form or StatusForm(data={"version": agreement.version}).offer(agreement.status)
    return render_template(
        "agreements/one.html", casus=casus, agreement=agreement, form=form, labels=labels, rules=rules, Part=Part,
        called=called, known=_by_id(choices), labels_of=_labels_of, state=labels.state_of(agreement, clock.today()),
        story=queries.story_of(agreement, called(agreement.who(Part.DOER))), meeting_words=meeting_words,
        said=_said(agreement, choices, doers), question=queries.checked_by_its_doers(agreement, names),
        next_on=rhythm.next_on(agreement, clock.today()), Stance=Stance,
    )  # fmt: skip


def _said(agreement: Agreement, choices: dict[str, list[Any]], doers: list[str]) -> list[tuple[int, Stance]]:
    """(person, what he or she said) of everybody whose own yes is asked, and of who said something all the same."""
    given = assent.stances(agreement, doers)
    people = {one.id: one for one in choices["people"]}
    asked = [one for one in assent.with_a_part(agreement) if one in people and _is_asked(people[one])]
    return [(one, given.get(one, Stance.NOT_YET)) for one in dict.fromkeys([*asked, *given])]


def _is_asked(person: Any) -> bool:
    """Colleagues and children are talked with; their yes is not waited for on this page."""
    return not person.user_id and person.family_role != "child"


def _by_id(choices: dict[str, list[Any]]) -> dict[str, dict[int, Any]]:
    return {name: {row.id: row for row in rows} for name, rows in choices.items()}


def _called(names: dict[int, str], ids: Iterable[int | None]) -> str:
    return together([names[one] for one in ids if one in names])


def _labels_of(fields: Iterable[str]) -> list[str]:
    """The words of these fields on the form."""
    form = AgreementForm(formdata=None)
    return [form[name].label.text for name in fields if name in form]


def _starts_with(choices: dict[str, list[Any]]) -> tuple[dict[str, Any], examples.Standing | None]:
    """What a new form begins with: the goal in the address when it is one of this casus, today, and the example asked for."""
    goals, people = {row.id for row in choices["goals"]}, names_of(choices["people"])
    asked = request.args.get("goal", type=int)
    goal = asked if asked in goals else next(iter(goals)) if len(goals) == 1 else None
    begun: dict[str, Any] = {"goal": goal, "starts_on": clock.today()}
    wanted = request.args.get("example", "")
    example = examples.find(examples.offered(), wanted) if wanted else None
    if example is None:
        return begun, None
    for role in ("doers", "children"):
        begun[role] = [one for one in request.args.getlist(role, type=int) if one in people]
    for role in ("checker", "backup"):
        begun[role] = one if (one := request.args.get(role, type=int)) in people else None
    return examples.filled(begun | examples.beginning(example.example, clock.today()), people), example


def _stored(casus: Casus, agreement_id: int) -> tuple[Agreement, dict[str, Any]]:
    now = queries.agreement_of(casus, agreement_id)
    return now, operations.answers_of(now)
