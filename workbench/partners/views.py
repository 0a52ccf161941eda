"""Partners in the chain, and who was told of which plan version."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench.access import Permission, requires
from workbench.casus.models import Casus
from workbench.casus.queries import of_casus, people_of
from workbench.partners import operations, queries, rules
from workbench.partners.forms import GROUNDS, PartnerForm
from workbench.partners.models import Partner

bp = Blueprint("partners", __name__, url_prefix="/casus/<ref:ref>/partners")
FIELDS = ("person_id", "name", "organisation", "role", "task", "ground", "informed_on", "informed_version", "ended_on", "version")


@bp.route("")
@requires(Permission.SEE_CASUS)
def index(casus: Casus) -> str:
    partners = [(partner, version, rules.is_behind(partner, version)) for partner, version in queries.partners_of(casus)]
    return render_template("partners/index.html", casus=casus, partners=partners, grounds=GROUNDS)


def _offered(form: PartnerForm, casus: Casus) -> PartnerForm:
    form.person_id.offer([(person.id, person.name) for person in people_of(casus)])
    return form


def _answers(partner: Partner) -> dict[str, Any]:
    return {name: getattr(partner, name) for name in FIELDS}


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def new(casus: Casus) -> ResponseReturnValue:
    form = _offered(PartnerForm(), casus)
    if form.validate_on_submit() and form.save(lambda: operations.add_partner(casus, by=current_user, **form.answers)):
        flash(_("Saved."))
        return redirect(url_for("partners.index", ref=casus.ref), 303)
    return render_template("partners/form.html", casus=casus, form=form, partner=None)


@bp.route("/<id:partner_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def edit(casus: Casus, partner_id: int) -> ResponseReturnValue:
    partner = of_casus(Partner, casus, partner_id)
    form = _offered(PartnerForm(data=_answers(partner)), casus)

    def stored() -> tuple[Partner, dict[str, Any]]:
        fresh = of_casus(Partner, casus, partner_id)
        return fresh, _answers(fresh)

    change = lambda: operations.change_partner(casus, partner, form.made_from, by=current_user, **form.answers)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=stored):
        flash(_("Saved."))
        return redirect(url_for("partners.index", ref=casus.ref), 303)
    return render_template("partners/form.html", casus=casus, form=form, partner=partner)
