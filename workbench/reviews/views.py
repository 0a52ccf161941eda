"""The worker's side: who has a link, what came in, answers on paper. The participants' pages: participant_views."""

from typing import Any

import segno
from click import echo
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import access
from workbench.access import Permission, requires
from workbench.casus.models import Casus, Person
from workbench.casus.queries import of_casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.reviews import bp, labels, operations, participant_views, queries, temporary_pages, tokens
from workbench.reviews.forms import PaperForm, ReplyForm
from workbench.reviews.models import Answer, Invitation, Via

__all__ = ["bp", "participant_views", "temporary_pages"]
ROOM = "/casus/<ref:ref>/links"
bp.record_once(lambda _state: tokens.mask_logs())


def _sees_private(casus: Casus) -> bool:
    """ "Only Sanne sees this": who would rather talk first is for those who work in the casus, not for who supervises."""
    return access.works_on(current_user, casus)


@bp.route(ROOM)
@requires(Permission.SEE_ANSWERS)
def index(casus: Casus) -> ResponseReturnValue:
    """Who has a link, and what came in on each agreement."""
    page = queries.links_page(casus, private=_sees_private(casus))
    return render_template("reviews/index.html", casus=casus, page=page, labels=labels, waits=queries.waits)


@bp.post(f"{ROOM}/<id:person_id>/new")
@requires(Permission.INVITE)
def new(casus: Casus, person_id: int) -> ResponseReturnValue:
    """Make a link. Its address and code are on this page only, once: neither is kept."""
    person, version = of_casus(Person, casus, person_id), queries.newest_version(casus)
    try:
        if version is None:
            raise RuleBroken(_("Make a version of the plan first: people answer a text that does not move."))
        invitation, token, code = operations.invite(casus, person, version, by=current_user)
    except RuleBroken as error:
        return _refused(casus, error)
    db.session.commit()
    link = url_for(".welcome", token=token, _external=True)
    picture = segno.make(link, error="m").svg_data_uri(scale=5, border=2)
    return render_template(
        "reviews/link.html", casus=casus, person=person, invitation=invitation, link=link, code=code, picture=picture
    )


def _refused(casus: Casus, error: RuleBroken) -> ResponseReturnValue:
    db.session.rollback()
    flash(str(error.message), "warning")
    return redirect(url_for(".index", ref=casus.ref), 303)


@bp.post(f"{ROOM}/<id:invitation_id>/withdraw")
@requires(Permission.REVOKE_LINK)
def withdraw(casus: Casus, invitation_id: int) -> ResponseReturnValue:
    """End a link at once, also where it is open now."""
    operations.revoke(of_casus(Invitation, casus, invitation_id), "worker", casus=casus, by=current_user)
    db.session.commit()
    flash(_("The link no longer works."))
    return redirect(url_for(".index", ref=casus.ref), 303)


@bp.route(f"{ROOM}/<id:person_id>/paper", methods=["GET", "POST"])
@requires(Permission.INVITE)
def paper(casus: Casus, person_id: int) -> ResponseReturnValue:
    """Type in what somebody answered on paper or aloud, one agreement after another."""
    person, version = of_casus(Person, casus, person_id), queries.newest_version(casus)
    try:
        if version is None:
            raise RuleBroken(_("Make a version of the plan first: people answer a text that does not move."))
        own = queries.own_plan(version, person.id, queries.answered_texts(casus.id, person.id))
    except RuleBroken as error:
        return _refused(casus, error)
    nr = request.args.get("nr", type=int) or own.next_nr or 1
    if not 1 <= nr <= len(own.agreements):
        return _refused(
            casus, RuleBroken(_("%(name)s has no part in an agreement of this version yet.", name=person.name))
        )
    shown = own.agreements[nr - 1]
    form = PaperForm(data={"text_sha256": shown.text_sha256} if request.method == "GET" else None)
    if form.validate_on_submit() and form.save(lambda: _keep(casus, person, version, shown, form)):
        flash(_("The answer of %(name)s is kept.", name=person.name))
        more = (
            {"endpoint": ".paper", "person_id": person.id, "nr": nr + 1}
            if nr < len(own.agreements)
            else {"endpoint": ".index"}
        )
        return redirect(url_for(ref=casus.ref, **more), 303)
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


@bp.route(f"{ROOM}/answers/<id:answer_id>", methods=["GET", "POST"])
@requires(Permission.INVITE)
def reply(casus: Casus, answer_id: int) -> ResponseReturnValue:
    """Note what was done with an answer."""
    given = of_casus(Answer, casus, answer_id)
    person, agreement = (
        of_casus(Person, casus, given.person_id),
        of_casus(operations.Agreement, casus, given.agreement_id),
    )
    form = ReplyForm(data={"reply": given.reply})
    if form.validate_on_submit() and form.save(
        lambda: operations.handle(given, form.reply.data, casus=casus, by=current_user)
    ):
        flash(_("Kept. This answer is handled."))
        return redirect(url_for(".index", ref=casus.ref), 303)
    return render_template(
        "reviews/reply.html", casus=casus, given=given, person=person, agreement=agreement, form=form, labels=labels
    )


@bp.cli.command("stop")
def stop() -> None:
    """End every personal link of the organisation at once."""
    from workbench.audit import SYSTEM

    many = operations.revoke_everywhere(by=SYSTEM)
    db.session.commit()
    echo(f"{many} links ended")
