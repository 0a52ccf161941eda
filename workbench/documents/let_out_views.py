"""Letting one paper out in an acute crisis: the worker asks, a second person decides on a page of its own (ADR 0025)."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from workbench.access import Permission, allows, requires
from workbench.accounts.proof import needs_fresh_proof
from workbench.casus.models import Casus
from workbench.casus.queries import of_casus
from workbench.documents import looking
from workbench.documents.forms import AskForm, DecideForm
from workbench.documents.views import titles
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.plans import letting_out
from workbench.plans import queries as plans
from workbench.plans.letting_out import HOURS
from workbench.plans.models import LetOut, PlanVersion

bp = Blueprint("let_out", __name__, url_prefix="/casus/<ref:ref>/documents/let-out")


@bp.route("/", methods=["GET", "POST"])
@requires(Permission.EXPORT_DOCUMENT)
def ask(casus: Casus) -> Any:
    """Ask it, with why. The page shows exactly the sentences that would go out."""
    kind, reader, version = asked_for(casus)
    try:
        hits = looking.hits_in_paper(version, reader)
    except RuleBroken:
        abort(404)
    back, here = (url_for(where, ref=casus.ref, document=kind, reader=reader, plan=version.number)
                  for where in ("documents.index", "let_out.ask"))  # fmt: skip
    if not hits or not all(one.may_pass for one in hits):
        return redirect(back, 303)
    form = AskForm()

    def put() -> None:
        letting_out.ask(casus, version, reader, kind, reason=form.reason.data, hits=hits, by=current_user)

    if form.validate_on_submit() and form.save(put):
        flash(_("A second person is asked to let it out. It stands in the list of what asks for your supervisor."))
        return redirect(back, 303)
    return render_template("documents/let_out_ask.html", casus=casus, form=form, title=titles()[kind], hits=hits, back=back,
                           here=here, reader=name_of(version, reader), number=version.number, hours=HOURS)  # fmt: skip


@bp.route("/<id:asked_id>", methods=["GET", "POST"])
@requires(Permission.EXPORT_DOCUMENT)
def decide(casus: Casus, asked_id: int) -> Any:
    """What was asked and decided; who may decide it, and is not who asked, says again who he or she is and does."""
    asked, decides = of_casus(LetOut, casus, asked_id), allows(current_user, Permission.LET_OUT, casus)
    if request.method == "POST" and not decides:
        abort(403)
    if decides and (page := needs_fresh_proof()):
        return page
    version = db.session.get_one(PlanVersion, asked.plan_version_id)
    form = DecideForm()
    if form.validate_on_submit() and form.save(
        lambda: letting_out.decide(casus, asked, by=current_user, granted=form.granted.data == "yes", words=form.words.data)
    ):
        may = form.granted.data == "yes"
        flash(_("It may go out once, within %(hours)s hours.", hours=HOURS) if may else _("It stays in."))
        return redirect(url_for("documents.index", ref=casus.ref), 303)
    return render_template(
        "documents/let_out.html", casus=casus, form=form, asked=asked, title=titles().get(asked.kind, asked.kind), hours=HOURS,
        reader=name_of(version, asked.reader_id), number=version.number, people=letting_out.people_of(asked),
        decides=decides, mine=asked.asked_by_id == current_user.id,
    )  # fmt: skip


def asked_for(casus: Casus) -> tuple[str, int, PlanVersion]:
    """The document, reader and version of the address; 404 for what there is not."""
    kind, reader, plan = (request.args.get(name, "") for name in ("document", "reader", "plan"))
    if kind not in titles() or not all(one.isascii() and one.isdigit() and len(one) < 10 for one in (reader, plan)):
        abort(404)
    version = plans.version_of(casus, int(plan)) or abort(404)
    return kind, int(reader), version


def name_of(version: PlanVersion, reader: int) -> str:
    """The reader's name, as this version has it."""
    return next((one["full_name"] for one in version.body["people"] if one["id"] == reader), "")
