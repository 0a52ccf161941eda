"""The worker's side of links: making, giving and ending them; and, for who looks after the organisation, stopping all."""

from typing import Any

import segno
from click import echo
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.accounts.proof import ProofForm
from workbench.audit import SYSTEM
from workbench.casus.models import Casus, ContactPoint, Person
from workbench.casus.queries import of_casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.outbox import quick
from workbench.reviews import alarms, bp, links, queries
from workbench.reviews.forms import GiveForm
from workbench.reviews.models import Channel, Invitation

ROOM = "/casus/<ref:ref>/links"


def no_version() -> RuleBroken:
    """Nothing to answer yet."""
    return RuleBroken(_("Make a version of the plan first: people answer a text that does not move."))


def refused(casus: Casus, error: RuleBroken) -> ResponseReturnValue:
    """Back to the page of links with what the rule says."""
    db.session.rollback()
    flash(str(error.message), "warning")
    return redirect(url_for(".index", ref=casus.ref), 303)


@bp.post(f"{ROOM}/<id:person_id>/new")
@requires(Permission.INVITE)
def new(casus: Casus, person_id: int) -> ResponseReturnValue:
    """Make a link the usual way: a picture to scan and a card. Address and code are on this page only, once."""
    person, version = of_casus(Person, casus, person_id), queries.newest_version(casus)
    try:
        if version is None:
            raise no_version()
        invitation, token, code = links.invite(casus, person, version, by=current_user)
    except RuleBroken as error:
        return refused(casus, error)
    db.session.commit()
    return _shown(casus, person, invitation, token, code)


def _shown(casus: Casus, person: Person, invitation: Invitation, token: str, code: str) -> ResponseReturnValue:
    """Both halves, or what there is of them, on the one page that ever shows them."""
    link = "" if invitation.channel_link is Channel.EMAIL else url_for(".welcome", token=token, _external=True)
    picture = segno.make(link, error="m").svg_data_uri(scale=5, border=2) if link else ""
    return render_template(
        "reviews/link.html", casus=casus, person=person, invitation=invitation, link=link, code=code, picture=picture
    )


@bp.route(f"{ROOM}/<id:person_id>/give", methods=["GET", "POST"])
@requires(Permission.INVITE)
def give(casus: Casus, person_id: int) -> ResponseReturnValue:
    """Choose how the link goes, how its code goes, and how long it works."""
    person, version = of_casus(Person, casus, person_id), queries.newest_version(casus)
    if version is None:
        return refused(casus, no_version())
    points = queries.contact_points_of(person)
    form, made = GiveForm(points), []
    if form.validate_on_submit() and form.save(lambda: made.append(_give(casus, person, version, form, points))):
        quick.ring()
        return _shown(casus, person, *made[0])
    return render_template("reviews/give.html", casus=casus, person=person, form=form, points=points)


def _give(casus: Casus, person: Person, version: Any, form: GiveForm, points: list[ContactPoint]) -> tuple[Invitation, str, str]:
    chosen: dict[Any, ContactPoint] = {point.id: point for point in points}
    ways: Any = form.channel_link.data, form.channel_code.data
    link_point = chosen.get(form.link_point.data) if form.channel_link.data is Channel.EMAIL else None
    code_point = chosen.get(form.code_point.data) if form.sends_code else None
    invitation, token, code = links.invite(
        casus, person, version, by=current_user, channel_link=ways[0], channel_code=ways[1],
        link_point=link_point, code_point=code_point, life=form.how_long, until=form.until.data,
    )  # fmt: skip
    if link_point is not None:
        db.session.flush()
        address = url_for(".welcome", token=token, _external=True)
        links.send_link(invitation, casus, link_point, address, by=current_user)
    return invitation, token, code


@bp.post(f"{ROOM}/<id:invitation_id>/withdraw")
@requires(Permission.REVOKE_LINK)
def withdraw(casus: Casus, invitation_id: int) -> ResponseReturnValue:
    """End a link at once, also where it is open now."""
    links.revoke(of_casus(Invitation, casus, invitation_id), "worker", casus=casus, by=current_user)
    db.session.commit()
    flash(_("The link no longer works."))
    return redirect(url_for(".index", ref=casus.ref), 303)


@bp.post(f"{ROOM}/<id:invitation_id>/looked")
@requires(Permission.INVITE)
def looked(casus: Casus, invitation_id: int) -> ResponseReturnValue:
    """What was odd about a link has been looked at: it is right, or was talked about."""
    links.look_at(of_casus(Invitation, casus, invitation_id), casus=casus, by=current_user)
    db.session.commit()
    flash(_("Noted. You are told again when it happens again."))
    return redirect(url_for(".index", ref=casus.ref), 303)


# --- for the whole organisation


@bp.route("/links", methods=["GET", "POST"])
@requires(Permission.STOP_LINKS)
def everywhere() -> ResponseReturnValue:
    """What is odd about links, without names; and the emergency stop, with the own second factor anew."""
    form = ProofForm(current_user._get_current_object())
    if form.validate_on_submit():
        many = links.revoke_everywhere(by=current_user)
        db.session.commit()
        flash(ngettext("%(num)s link has been stopped.", "%(num)s links have been stopped.", many))
        return redirect(url_for(".everywhere"), 303)
    now = clock.now()
    return render_template("reviews/everywhere.html", form=form, house=queries.house(now), alarms=alarms.alarms(now))


@bp.cli.command("stop")
def stop() -> None:
    """End every personal link of the organisation at once."""
    many = links.revoke_everywhere(by=SYSTEM)
    db.session.commit()
    echo(f"{many} links ended")
