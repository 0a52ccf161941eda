"""Successes: they come first everywhere."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workbench import clock
from workbench.access import Permission, requires
from workbench.agreements.models import Agreement
from workbench.casus.models import Casus
from workbench.casus.queries import of_casus, people_of
from workbench.extensions import db
from workbench.successes import operations, queries
from workbench.successes.forms import SuccessForm
from workbench.successes.models import Success

bp = Blueprint("successes", __name__, url_prefix="/casus/<ref:ref>/successes")
FIELDS = (
    "happened_on",
    "what",
    "how",
    "for_child",
    "celebrated",
    "celebrated_on",
    "shared_with_family",
    "agreement_id",
    "version",
)


@bp.route("")
@requires(Permission.SEE_CASUS)
def index(casus: Casus) -> str:
    names = {person.id: person.name for person in people_of(casus)}
    return render_template("successes/index.html", casus=casus, successes=queries.successes_of(casus), names=names)


def _offered(form: SuccessForm, casus: Casus) -> SuccessForm:
    form.person_ids.offer([(person.id, person.name) for person in people_of(casus)])
    agreements = (
        select(Agreement.id, Agreement.number, Agreement.what)
        .where(Agreement.casus_id == casus.id)
        .order_by(Agreement.number)
    )
    form.agreement_id.offer([(row.id, f"{row.number}. {row.what}") for row in db.session.execute(agreements)])
    return form


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def new(casus: Casus) -> ResponseReturnValue:
    form = _offered(SuccessForm(data={"happened_on": clock.today()}), casus)
    if form.validate_on_submit() and form.save(lambda: operations.add_success(casus, by=current_user, **form.answers)):
        flash(_("Written down. Tell them too."))
        return redirect(url_for("successes.index", ref=casus.ref), 303)
    return render_template("successes/form.html", casus=casus, form=form, success=None)


@bp.route("/<id:success_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def edit(casus: Casus, success_id: int) -> ResponseReturnValue:
    def stored() -> tuple[Success, dict[str, Any]]:
        found = of_casus(Success, casus, success_id, selectinload(Success.people))
        return found, {name: getattr(found, name) for name in FIELDS} | {
            "person_ids": [one.person_id for one in found.people]
        }

    success, answers = stored()
    form = _offered(SuccessForm(data=answers), casus)
    change = lambda: operations.change_success(casus, success, form.made_from, by=current_user, **form.answers)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=stored):
        flash(_("Saved."))
        return redirect(url_for("successes.index", ref=casus.ref), 303)
    return render_template("successes/form.html", casus=casus, form=form, success=success)
