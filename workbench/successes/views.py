"""Successes: they come first everywhere."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.agreements.models import Agreement
from workbench.casus.models import Casus
from workbench.casus.queries import of_casus, people_of
from workbench.successes import operations, queries
from workbench.successes.forms import SuccessForm, WithdrawForm
from workbench.successes.models import Success
from workbench.web.forms import ConfirmForm

bp = Blueprint("successes", __name__, url_prefix="/casus/<ref:ref>/successes")
FIELDS = (
    "happened_on", "what", "how", "different", "who_noticed", "for_child", "what_else", "celebrated", "celebrated_on",
    "shared_with_family", "shared_with", "shared_on", "agreement_id", "diary_line_id", "sub_group_id", "version",
)  # fmt: skip


@bp.route("")
@requires(Permission.SEE_CASUS)
def index(casus: Casus) -> str:
    return render_template(
        "successes/index.html", casus=casus, successes=queries.successes_of(casus),
        names={person.id: person.name for person in people_of(casus)}, runs=queries.kept_runs(Casus.id == casus.id),
        form=ConfirmForm(formdata=None),
    )  # fmt: skip


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def new(casus: Casus) -> ResponseReturnValue:
    """A success; `?agreement=` or `?line=` (ids of this casus) is where it comes from, and gives the form a start."""
    found = queries.offered(casus)
    form = SuccessForm(data={"happened_on": clock.today()} | _start(found))
    form.offer(people_of(casus), found)
    if form.validate_on_submit() and form.save(lambda: operations.add_success(casus, by=current_user, **form.answers)):
        flash(_("Written down. Tell them too."))
        return redirect(url_for("successes.index", ref=casus.ref), 303)
    return render_template("successes/form.html", casus=casus, form=form, success=None)


def _start(found: dict[str, list[Any]]) -> dict[str, Any]:
    """What is known already of the line or agreement somebody comes from; 404 for one of another family."""
    line = _asked_for("line", found["lines"])
    agreement = _asked_for("agreement", found["agreements"])
    about = agreement.id if agreement else line.agreement_id if line else None
    start: dict[str, Any] = {"agreement_id": about}
    if line:
        start |= {"what": line.text, "happened_on": line.written_on, "diary_line_id": line.id,
                  "child_ids": [line.child_id] if line.child_id else []}  # fmt: skip
    if about:
        start["person_ids"] = [one.person_id for one in found["doers"] if one.agreement_id == about]
    return start


def _asked_for(name: str, rows: list[Any]) -> Any:
    if name not in request.args:
        return None
    asked = request.args.get(name, type=int)
    return next((row for row in rows if row.id == asked), None) or abort(404)


@bp.route("/<id:success_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def edit(casus: Casus, success_id: int) -> ResponseReturnValue:
    def stored() -> tuple[Success, dict[str, Any]]:
        found = of_casus(Success, casus, success_id, *queries.ALL)
        lists: dict[str, Any] = {"person_ids": found.people, "child_ids": found.children, "told_ids": found.told}
        return found, {name: getattr(found, name) for name in FIELDS} | {
            name: [one.person_id for one in rows] for name, rows in lists.items()
        }

    success, answers = stored()
    if success.withdrawn_on:
        abort(404)
    form = SuccessForm(data=answers)
    form.offer(people_of(casus), queries.offered(casus))
    change = lambda: operations.change_success(casus, success, form.made_from, by=current_user, **form.answers)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=stored):
        flash(_("Saved."))
        return redirect(url_for("successes.index", ref=casus.ref), 303)
    return render_template("successes/form.html", casus=casus, form=form, success=success)


@bp.route("/<id:success_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def withdraw(casus: Casus, success_id: int) -> ResponseReturnValue:
    def stored() -> tuple[Success, dict[str, Any]]:
        found = of_casus(Success, casus, success_id)
        return found, {"why": found.withdrawn_why, "version": found.version}

    success, answers = stored()
    if success.withdrawn_on and request.method == "GET":
        abort(404)
    form = WithdrawForm(data=answers)
    change = lambda: operations.withdraw_success(casus, success, form.made_from, by=current_user, why=form.why.data)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=stored):
        flash(_("Taken back. It counts nowhere any more."))
        return redirect(url_for("successes.index", ref=casus.ref), 303)
    return render_template("successes/withdraw.html", casus=casus, form=form, success=success)


@bp.post("/runs/<id:agreement_id>/seen")
@requires(Permission.EDIT_PLAN)
def see_run(casus: Casus, agreement_id: int) -> ResponseReturnValue:
    agreement, form = of_casus(Agreement, casus, agreement_id), ConfirmForm()
    if form.validate_on_submit() and form.save(lambda: operations.see_run(casus, agreement, by=current_user)):
        flash(_("This is not asked again, unless it goes well again for as long."))
    return redirect(url_for("successes.index", ref=casus.ref), 303)
