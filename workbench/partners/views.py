"""The chain: who knows what, partners, and who keeps sight. Consents: consent_views."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.casus.models import Casus, Person
from workbench.casus.queries import of_casus, sub_groups
from workbench.partners import bp, consent_views, forms, labels, operations, queries
from workbench.partners.models import Partner
from workbench.web.filters import day as written
from workbench.web.filters import together

__all__ = ["bp", "consent_views"]
FIELDS = (
    "person_id",
    "name",
    "organisation",
    "role",
    "task",
    "sub_group_id",
    "ground",
    "consent_id",
    "ground_why",
    "version",
)


@bp.route("")
@requires(Permission.SEE_CASUS)
def index(casus: Casus) -> str:
    chain = queries.chain_of(casus, clock.today())
    return render_template(
        "partners/index.html", casus=casus, chain=chain, labels=labels, groups=dict(sub_groups(casus))
    )


def _offered(form: forms.PartnerForm, casus: Casus) -> forms.PartnerForm:
    chain = queries.chain_of(casus, clock.today())
    form.person_id.offer(chain.names.items())
    form.sub_group_id.offer(sub_groups(casus))
    form.consent_id.offer([
        (key, _("%(whom)s, given on %(day)s", whom=one.consent.to_whom, day=written(one.consent.given_on)))
        for key, one in chain.consents.items()
    ])  # fmt: skip
    return form


def _answers(partner: Partner) -> dict[str, Any]:
    return {name: getattr(partner, name) for name in FIELDS}


def _to_chain(casus: Casus, words: str = "") -> ResponseReturnValue:
    flash(words or _("Saved."))
    return redirect(url_for("partners.index", ref=casus.ref), 303)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def new(casus: Casus) -> ResponseReturnValue:
    form = _offered(forms.PartnerForm(), casus)
    if form.validate_on_submit() and form.save(lambda: operations.add_partner(casus, by=current_user, **form.answers)):
        return _to_chain(casus)
    return render_template("partners/form.html", casus=casus, form=form, partner=None)


@bp.route("/<id:partner_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def edit(casus: Casus, partner_id: int) -> ResponseReturnValue:
    partner = of_casus(Partner, casus, partner_id)
    form = _offered(forms.PartnerForm(data=_answers(partner)), casus)

    def stored() -> tuple[Partner, dict[str, Any]]:
        fresh = of_casus(Partner, casus, partner_id)
        return fresh, _answers(fresh)

    change = lambda: operations.change_partner(casus, partner, form.made_from, by=current_user, **form.answers)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=stored):
        return _to_chain(casus)
    return render_template("partners/form.html", casus=casus, form=form, partner=partner)


@bp.route("/<id:partner_id>/stop", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def stop(casus: Casus, partner_id: int) -> ResponseReturnValue:
    partner = of_casus(Partner, casus, partner_id)
    form = forms.StopForm(data={"ended_on": clock.today(), "version": partner.version})
    if form.validate_on_submit() and form.save(
        lambda: operations.stop(casus, partner, form.made_from, by=current_user, **form.answers)
    ):
        return _to_chain(casus)
    return render_template("partners/stop.html", casus=casus, form=form, partner=partner)


@bp.route("/tell", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def tell(casus: Casus) -> ResponseReturnValue:
    """Who was told of which version: some at once, or one by the button beside its name."""
    chain = queries.chain_of(casus, clock.today())
    active = [line.partner for line in chain.lines if line.partner.ended_on is None]
    behind = [line.partner.id for line in chain.lines if line.behind]
    form = forms.TellForm(data={"partners": behind, "number": chain.newest, "told_on": clock.today()})
    form.partners.offer([(one.id, f"{one.name} ({one.role})") for one in active])
    form.number.offer([(nr, _("version %(number)s", number=nr)) for nr in queries.newest_numbers(chain)])
    if form.validate_on_submit() and form.save(lambda: operations.tell(
        casus, [one for one in active if one.id in form.partners.data], by=current_user, number=form.answers["number"],
        told_on=form.answers["told_on"],
    )):  # fmt: skip
        return _told(casus, chain, form)
    return render_template("partners/tell.html", casus=casus, form=form, chain=chain)


def _told(casus: Casus, chain: queries.Chain, form: Any) -> ResponseReturnValue:
    """Say what was noted; and at once when something was shared on a consent that does not hold."""
    told = [line for line in chain.lines if line.partner.id in form.partners.data]
    weak = [line.partner.name for line in told if line.standing and not line.standing.holds]
    if weak:
        flash(_("Noted, but the consent for %(names)s does not hold. Ask for it before you tell more.", names=together(weak)),
              "warning")  # fmt: skip
        return redirect(url_for("partners.index", ref=casus.ref), 303)
    names = together([line.partner.name for line in told])
    return _to_chain(casus, _("Noted: %(names)s know version %(number)s.", names=names, number=form.number.data))


@bp.route("/sight", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def sight(casus: Casus) -> ResponseReturnValue:
    """Who keeps sight of the safety, from now on."""
    chain = queries.chain_of(casus, clock.today())
    form = forms.KeeperForm(data={"since": clock.today(), "version": casus.version})
    form.person_id.offer([(one.id, chain.names[one.id]) for one in chain.professionals])

    def change() -> None:
        person = of_casus(Person, casus, form.answers["person_id"])
        said = {name: form.answers[name] for name in ("since", "reason")}
        operations.hand_over_sight(casus, person, form.made_from, by=current_user, **said)

    if form.validate_on_submit() and form.save(change):
        tell = [line.partner.name for line in chain.lines if line.partner.ended_on is None]
        return _to_chain(
            casus, _("Saved. Tell everybody who takes part: %(names)s.", names=together(tell)) if tell else ""
        )
    return render_template("partners/sight.html", casus=casus, form=form, chain=chain)
