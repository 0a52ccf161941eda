"""The participants' pages, under /o: the agreements and their answers (security.md D.5). The door: entering_views."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workbench import audit
from workbench.access import by_invitation
from workbench.extensions import db
from workbench.plans.projection import Leaking
from workbench.reviews import answering, bp, languages, queries, sessions
from workbench.reviews.guest_forms import AnswerForm
from workbench.reviews.queries import OwnPlan
from workbench.reviews.sessions import Participant
from workbench.web import own_page

bp.after_app_request(languages.remember)
bp.record_once(lambda state: state.app.jinja_env.globals.update(languages.FOR_TEMPLATES))


@bp.errorhandler(Leaking)
def not_now(_leaking: Leaking) -> ResponseReturnValue:
    """Something in the plan may not reach this person. The page says only that; the worker reads where on the version's page."""
    db.session.rollback()
    text = _("Your agreements cannot be shown right now. You did nothing wrong. Call your contact, who can mend it.")
    return render_template("errors/guest.html", text=text), 409


@bp.get("/o/afspraken")
@by_invitation
def agreements(participant: Participant) -> ResponseReturnValue:
    """One agreement: the one that was asked for, else the first without an answer, beneath what else there is to do."""
    own, asked = _own(participant), request.args.get("nr", type=int)
    if own.view.temporary is not None and not own.answered and asked is None:  # what holds tonight comes first
        return redirect(url_for(".temporary"), 303)
    nr = asked or own.next_nr
    if nr is None or not own.agreements:
        return redirect(url_for(".done"), 303)
    nr = min(max(nr, 1), len(own.agreements))
    form = AnswerForm(formdata=None, data={"text_sha256": own.agreements[nr - 1].text_sha256})
    return _agreement_page(participant, own, nr, form, own_page.entries(participant, own.view) if asked is None else [])


def _own(participant: Participant) -> OwnPlan:
    return queries.own_page(participant.version, participant.person_id)


def _agreement_page(participant: Participant, own: OwnPlan, nr: int, form: AnswerForm, above: Any = ()) -> str:
    shown = own.agreements[nr - 1]
    if request.method == "GET":
        _note_reading(participant, [shown.id])
    return render_template(
        "reviews/agreement.html", agreement=shown, nr=nr, own=own, view=own.view, form=form, phone=participant.phone,
        above=above, changes=own.changes(shown),
    )  # fmt: skip


def _note_reading(participant: Participant, shown: list[int]) -> None:
    page, version = request.endpoint or "", participant.version.id
    audit.record_read(participant.casus, by=participant.actor, page=page, plan_version=version, agreements=shown)


@bp.post("/o/afspraken/<id:agreement_id>")
@by_invitation
def answer(participant: Participant, agreement_id: int) -> ResponseReturnValue:
    """Keep an answer, bound to the text that was on the page; when that changed meanwhile, show both and ask again."""
    form, own = AnswerForm(), _own(participant)
    shown = own.find(agreement_id)
    if shown is None or form.text_sha256.data != shown.text_sha256:
        return _changed_page(participant, own, agreement_id, form)
    if form.validate_on_submit() and form.save(lambda: _keep(participant, agreement_id, form)):
        return redirect(url_for(".thanks"), 303)
    return _agreement_page(participant, own, own.agreements.index(shown) + 1, form)


def _keep(participant: Participant, agreement_id: int, form: AnswerForm) -> None:
    answering.answer(
        participant.casus, agreement_id, form.outcome.data, form.words, person_id=participant.person_id,
        version=participant.version, text_sha256=form.text_sha256.data, by=participant.actor,
        invitation_id=participant.invitation.id, via=participant.via, recorded_by_id=participant.session.handed_by_id,
    )  # fmt: skip


def _changed_page(participant: Participant, own: OwnPlan, agreement_id: int, form: AnswerForm) -> ResponseReturnValue:
    """Old and new text, with what was typed; the form goes on from the new text."""
    before = queries.text_read_before(participant, agreement_id, form.text_sha256.data or "")
    now = own.find(agreement_id)
    form.text_sha256.data = now.text_sha256 if now else ""
    page = render_template(
        "reviews/changed.html", before=before, now=now, form=form, view=own.view, phone=participant.phone
    )
    db.session.rollback()
    return page, 409


@bp.get("/o/bedankt")
@by_invitation
def thanks(participant: Participant) -> ResponseReturnValue:
    """After every answer the same page; it does not show the answer."""
    own = _own(participant)
    _note_reading(participant, [])
    if own.next_nr is None:
        return redirect(url_for(".done"), 303)
    return render_template("reviews/thanks.html", own=own)


@bp.get("/o/overzicht")
@by_invitation
def overview(participant: Participant) -> ResponseReturnValue:
    """All one's agreements, each with whether it has an answer; never which answer (security.md D.6)."""
    own = _own(participant)
    _note_reading(participant, [one.id for one in own.agreements])
    return render_template("reviews/overview.html", own=own, view=own.view, phone=participant.phone)


@bp.route("/o/klaar", methods=["GET", "POST"])
@by_invitation
def done(participant: Participant) -> ResponseReturnValue:
    """Everything has an answer. Closing ends the session of this browser."""
    if request.method == "POST":
        if participant.session.handed_by_id is not None:  # the worker's tablet: its own way out
            return redirect(url_for(".give_back"), 303)
        return sessions.away(sessions.end)
    own = _own(participant)
    if own.next_nr is not None:  # never thank somebody for answers that were not given
        return redirect(url_for(".agreements"), 303)
    _note_reading(participant, [])
    above = own_page.entries(participant, own.view)
    return render_template("reviews/done.html", own=own, view=own.view, phone=participant.phone, above=above)
