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
from workbench.agreements import labels, operations, queries
from workbench.agreements.forms import AgreementForm, EndForm, StatusForm
from workbench.agreements.models import Agreement, Part
from workbench.casus.models import Casus
from workbench.casus.queries import names_of
from workbench.web.filters import together

bp = Blueprint("agreements", __name__, url_prefix="/casus/<ref:ref>/agreements")


@bp.route("/")
@requires(Permission.SEE_CASUS)
def index(casus: Casus) -> str:
    return render_template("agreements/index.html", casus=casus, chain=queries.chain_of(casus), labels=labels)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def new(casus: Casus) -> ResponseReturnValue:
    asked = request.args.get("goal", type=int)
    choices = queries.choices_of(casus)
    if not choices["goals"]:
        return render_template("agreements/no_goal.html", casus=casus)
    form = AgreementForm(data=_starts_with(choices, asked)).offer(choices)
    if form.validate_on_submit():
        made: list[Agreement] = []
        if form.save(lambda: made.append(operations.add_agreement(casus, by=current_user, **form.answers))):
            flash(_("The agreement is in the plan, as a proposal."))
            return redirect(url_for(".one", ref=casus.ref, agreement_id=made[0].id), 303)
    return render_template("agreements/form.html", casus=casus, form=form, agreement=None, labels=labels)


@bp.route("/<id:agreement_id>")
@requires(Permission.SEE_CASUS)
def one(casus: Casus, agreement_id: int) -> str:
    return _page(casus, queries.agreement_of(casus, agreement_id), None)


@bp.route("/<id:agreement_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def edit(casus: Casus, agreement_id: int) -> ResponseReturnValue:
    agreement = queries.agreement_of(casus, agreement_id)
    form = AgreementForm(data=operations.answers_of(agreement) | {"version": agreement.version})
    form.offer(queries.choices_of(casus))
    if form.validate_on_submit() and form.save(
        lambda: operations.change_agreement(agreement, form.made_from, by=current_user, **form.answers),
        stored=lambda: _stored(casus, agreement_id),
    ):
        flash(_("Saved."))
        return redirect(url_for(".one", ref=casus.ref, agreement_id=agreement_id), 303)
    return render_template("agreements/form.html", casus=casus, form=form, agreement=agreement, labels=labels)


@bp.route("/<id:agreement_id>/status", methods=["POST"])
@requires(Permission.EDIT_PLAN)
def move(casus: Casus, agreement_id: int) -> ResponseReturnValue:
    agreement = queries.agreement_of(casus, agreement_id)
    form = StatusForm()
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


def _page(casus: Casus, agreement: Agreement, form: StatusForm | None) -> str:
    """One agreement with its history."""
    choices = queries.choices_of(casus)
    form = form or StatusForm(data={"status": agreement.status, "version": agreement.version})
    return render_template(
        "agreements/one.html", casus=casus, agreement=agreement, form=form, labels=labels, Part=Part,
        called=partial(_called, names_of(choices["people"])), known=_by_id(choices), labels_of=_labels_of,
        state=labels.state_of(agreement, clock.today()), history=queries.history_of(agreement),
    )  # fmt: skip


def _by_id(choices: dict[str, list[Any]]) -> dict[str, dict[int, Any]]:
    return {name: {row.id: row for row in rows} for name, rows in choices.items()}


def _called(names: dict[int, str], ids: Iterable[int | None]) -> str:
    return together([names[one] for one in ids if one in names])


def _labels_of(fields: Iterable[str]) -> list[str]:
    """The words of these fields on the form."""
    form = AgreementForm(formdata=None)
    return [form[name].label.text for name in fields if name in form]


def _starts_with(choices: dict[str, list[Any]], goal: int | None) -> dict[str, Any]:
    """The goal in the address, when it is one of this casus, and today."""
    known = {row.id for row in choices["goals"]}
    return {"goal": goal if goal in known else None, "starts_on": clock.today()}


def _stored(casus: Casus, agreement_id: int) -> tuple[Agreement, dict[str, Any]]:
    now = queries.agreement_of(casus, agreement_id)
    return now, operations.answers_of(now)
