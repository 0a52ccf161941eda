"""Answers on paper: the form to print, and typing in what was written on it (security.md D.4)."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench.access import Permission, requires
from workbench.accounts.queries import organisation
from workbench.casus.models import Casus, Person
from workbench.casus.queries import of_casus
from workbench.errors import RuleBroken
from workbench.plans.models import PlanVersion
from workbench.plans.projection import Leaking
from workbench.reviews import bp, operations, queries
from workbench.reviews.forms import ASKED, PaperForm
from workbench.reviews.link_views import ROOM, no_version, refused
from workbench.reviews.models import Via
from workbench.reviews.queries import OwnPlan


def _own(casus: Casus, person: Person) -> tuple[PlanVersion, OwnPlan]:
    """What this person would read on the own phone: the paper says exactly that. RuleBroken when there is nothing."""
    version = queries.newest_version(casus)
    if version is None:
        raise no_version()
    own = queries.own_plan(version, person.id, queries.answered_texts(casus.id, person.id))
    if not own.agreements:
        raise RuleBroken(_("%(name)s has no part in an agreement of this version yet.", name=person.name))
    return version, own


@bp.get(f"{ROOM}/<id:person_id>/form")
@requires(Permission.INVITE)
def paper_form(casus: Casus, person_id: int) -> ResponseReturnValue:
    """A form to print for one person: the own agreements, boxes for the five answers, room for words, signatures."""
    person = of_casus(Person, casus, person_id)
    try:
        version, own = _own(casus, person)
    except Leaking:
        return refused(casus, RuleBroken(_("Something in the plan may not reach this person. Look at the version of the plan.")))
    except RuleBroken as error:
        return refused(casus, error)
    return render_template(
        "reviews/paper_form.html", casus=casus, person=person, own=own, version=version, asked=ASKED, house=organisation()
    )


@bp.route(f"{ROOM}/<id:person_id>/paper", methods=["GET", "POST"])
@requires(Permission.INVITE)
def paper(casus: Casus, person_id: int) -> ResponseReturnValue:
    """Type in what somebody answered on paper or aloud, one agreement after another."""
    person = of_casus(Person, casus, person_id)
    try:
        version, own = _own(casus, person)
    except RuleBroken as error:
        return refused(casus, error)
    nr = min(max(request.args.get("nr", type=int) or own.next_nr or 1, 1), len(own.agreements))
    shown = own.agreements[nr - 1]
    form = PaperForm(data={"text_sha256": shown.text_sha256} if request.method == "GET" else None)
    if form.validate_on_submit() and form.save(lambda: _keep(casus, person, version, shown, form)):
        flash(_("The answer of %(name)s is kept.", name=person.name))
        if nr < len(own.agreements):
            return redirect(url_for(".paper", ref=casus.ref, person_id=person.id, nr=nr + 1), 303)
        return redirect(url_for(".index", ref=casus.ref), 303)
    return render_template(
        "reviews/paper.html", casus=casus, person=person, agreement=shown, nr=nr, of=len(own.agreements), form=form
    )


def _keep(casus: Casus, person: Person, version: Any, shown: Any, form: PaperForm) -> None:
    if form.text_sha256.data != shown.text_sha256:
        form.text_sha256.data = shown.text_sha256
        raise RuleBroken(
            _("This agreement changed meanwhile. Read it again: does the answer still hold?"), field="outcome"
        )
    operations.answer(
        casus, shown.id, form.outcome.data, form.change.data, person_id=person.id, version=version, text_sha256=shown.text_sha256,
        by=current_user, via=Via.PAPER,
    )  # fmt: skip
