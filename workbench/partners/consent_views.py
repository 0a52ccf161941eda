"""The pages of consents: new, change, take back."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.casus.models import Casus
from workbench.casus.queries import of_casus, people_of
from workbench.partners import bp, forms, queries
from workbench.partners import consent_operations as operations
from workbench.partners.models import Consent, Partner


def _offered(form: forms.ConsentForm, casus: Casus) -> forms.ConsentForm:
    people = [(one.id, one.name) for one in queries.family_of(people_of(casus))]
    form.about.offer(people)
    form.givers.offer(people)
    return form


def _answers(consent: Consent) -> dict[str, Any]:
    return {
        "about": [one.person_id for one in consent.about], "givers": [one.person_id for one in consent.givers],
        "what_for": consent.what_for, "to_whom": consent.to_whom, "given_on": consent.given_on, "until": consent.until,
        "way": "yes" if consent.in_writing else "no", "version": consent.version,
    }  # fmt: skip


def _said(form: forms.ConsentForm) -> dict[str, Any]:
    """The answers as the operation takes them."""
    said = form.answers
    return {**{name: value for name, value in said.items() if name != "way"}, "in_writing": said["way"] == "yes"}


def _to_consents(casus: Casus) -> ResponseReturnValue:
    flash(_("Saved."))
    return redirect(url_for("partners.index", ref=casus.ref, _anchor="consents"), 303)


@bp.route("/consents/new", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def new_consent(casus: Casus) -> ResponseReturnValue:
    """A consent; with ?partner= it becomes the ground of that partner."""
    partner_id = request.args.get("partner", type=int)
    partner = of_casus(Partner, casus, partner_id) if partner_id else None
    start = {"given_on": clock.today(), "to_whom": partner.name if partner else "", "way": "no"}
    form = _offered(forms.ConsentForm(data=start), casus)
    if form.validate_on_submit() and form.save(
        lambda: operations.add_consent(casus, by=current_user, partner=partner, **_said(form))
    ):
        return _to_consents(casus)
    return render_template("partners/consent.html", casus=casus, form=form, consent=None, partner=partner)


@bp.route("/consents/<id:consent_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def consent(casus: Casus, consent_id: int) -> ResponseReturnValue:
    there = queries.consent_of(casus, consent_id)
    form = _offered(forms.ConsentForm(data=_answers(there)), casus)

    def stored() -> tuple[Consent, dict[str, Any]]:
        fresh = queries.consent_of(casus, consent_id)
        return fresh, _answers(fresh)

    change = lambda: operations.change_consent(casus, there, form.made_from, by=current_user, **_said(form))  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=stored):
        return _to_consents(casus)
    return render_template("partners/consent.html", casus=casus, form=form, consent=there, partner=None)


@bp.route("/consents/<id:consent_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def withdraw_consent(casus: Casus, consent_id: int) -> ResponseReturnValue:
    there = of_casus(Consent, casus, consent_id)
    form = forms.WithdrawConsentForm(data={"withdrawn_on": clock.today(), "version": there.version})
    if form.validate_on_submit() and form.save(
        lambda: operations.withdraw_consent(casus, there, form.made_from, by=current_user, **form.answers)
    ):
        return _to_consents(casus)
    return render_template("partners/consent_withdraw.html", casus=casus, form=form, consent=there)
