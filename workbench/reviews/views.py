"""The worker's side: who has a link, and what came in. The other pages are in files of their own, named by what they hold."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import access
from workbench.access import Permission, requires
from workbench.casus.models import Casus, Person
from workbench.casus.queries import of_casus
from workbench.reviews import (
    bp,
    entering_views,
    entries,
    handover_views,
    labels,
    link_views,
    operations,
    paper_views,
    participant_views,
    queries,
    tokens,
)
from workbench.reviews.forms import ReplyForm
from workbench.reviews.link_views import ROOM
from workbench.reviews.models import Answer

__all__ = ["bp", "entering_views", "handover_views", "link_views", "paper_views", "participant_views"]
bp.record_once(lambda _state: tokens.mask_logs())
bp.record(lambda state: state.app.jinja_env.globals.update(more_pages=entries.more_pages))


def _sees_private(casus: Casus) -> bool:
    """ "Only Sanne sees this": who would rather talk first is for those who work in the casus, not for who supervises."""
    return access.works_on(current_user, casus)


@bp.route(ROOM)
@requires(Permission.SEE_ANSWERS)
def index(casus: Casus) -> ResponseReturnValue:
    """Who has a link, and what came in on each agreement."""
    page = queries.links_page(casus, private=_sees_private(casus))
    return render_template("reviews/index.html", casus=casus, page=page, labels=labels, waits=queries.waits)


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
