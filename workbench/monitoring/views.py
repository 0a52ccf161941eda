"""Following the plan: checks per agreement, rehearsals and the safety diary."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from workbench import clock
from workbench.access import Permission, requires
from workbench.agreements.models import Agreement
from workbench.casus.models import Casus
from workbench.casus.queries import of_casus, people_of
from workbench.extensions import db
from workbench.monitoring import labels, operations, queries
from workbench.monitoring.forms import CheckForm, DiaryForm, RehearsalForm

bp = Blueprint("monitoring", __name__, url_prefix="/casus/<ref:ref>/monitoring")


@bp.route("")
@requires(Permission.SEE_CASUS)
def index(casus: Casus) -> str:
    checks: dict[int, list[Any]] = {}
    for check in queries.checks_of(casus):
        checks.setdefault(check.agreement_id, []).append(check)
    agreements = queries.live_agreements(casus)
    return render_template(
        "monitoring/index.html", casus=casus, agreements=agreements, checks=checks, labels=labels, day=clock.today(),
        names={p.id: p.name for p in people_of(casus)}, numbers={a.id: a.number for a in agreements},
        rehearsals=queries.rehearsals_of(casus), diary=queries.diary_of(casus),
    )  # fmt: skip


def _back(casus: Casus, anchor: str | None = None) -> ResponseReturnValue:
    flash(_("Saved."))
    return redirect(url_for("monitoring.index", ref=casus.ref, _anchor=anchor), 303)


@bp.route("/agreements/<id:agreement_id>/check", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def check(casus: Casus, agreement_id: int) -> ResponseReturnValue:
    agreement = of_casus(Agreement, casus, agreement_id)
    form = CheckForm(data={"checked_on": clock.today(), "person_id": agreement.checker_id})
    form.person_id.offer([(person.id, person.name) for person in people_of(casus)])
    if form.validate_on_submit() and form.save(lambda: operations.add_check(casus, agreement, by=current_user, **form.answers)):
        return _back(casus, f"agreement-{agreement.id}")
    return render_template("monitoring/check.html", casus=casus, form=form, agreement=agreement)


@bp.route("/rehearsals/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def rehearse(casus: Casus) -> ResponseReturnValue:
    form = RehearsalForm(data={"rehearsed_on": clock.today()})
    form.agreement_ids.offer([(a.id, f"{a.number}. {a.what}") for a in queries.live_agreements(casus)])
    form.person_ids.offer([(person.id, person.name) for person in people_of(casus)])

    def change() -> None:
        answers = form.answers
        ids = answers.pop("agreement_ids")
        agreements = list(db.session.scalars(select(Agreement).where(Agreement.casus_id == casus.id, Agreement.id.in_(ids))))
        operations.add_rehearsal(casus, agreements, by=current_user, **answers)

    if form.validate_on_submit() and form.save(change):
        return _back(casus, "rehearsals")
    return render_template("monitoring/rehearsal.html", casus=casus, form=form)


@bp.route("/diary/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def write_diary(casus: Casus) -> ResponseReturnValue:
    people = people_of(casus)
    form = DiaryForm(data={"written_on": clock.today()})
    form.person_id.offer([(person.id, person.name) for person in people])
    form.child_id.offer([(person.id, person.name) for person in people if person.family_role == "child"])
    form.agreement_id.offer([(a.id, f"{a.number}. {a.what}") for a in queries.live_agreements(casus)])
    if form.validate_on_submit() and form.save(lambda: operations.add_diary_line(casus, by=current_user, **form.answers)):
        return _back(casus, "diary")
    return render_template("monitoring/diary.html", casus=casus, form=form)
