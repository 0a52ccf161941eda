"""The participants' pages, under /o: the code, the agreements, leaving (security.md D.5). Looking changes nothing."""

from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import OperationalError

from workbench import audit
from workbench.access import by_invitation, public
from workbench.accounts.settings import SETTINGS
from workbench.extensions import csrf, db, limiter
from workbench.plans.projection import Leaking
from workbench.reviews import bp, operations, queries, sessions
from workbench.reviews.forms import AnswerForm, CodeForm
from workbench.reviews.queries import OwnPlan
from workbench.reviews.sessions import EXIT, Participant

LOOKING = "whoever has a link may see the page that asks for the code; it is the same for every link and says nothing"


@bp.get("/o/<token>")
@public(LOOKING)
def welcome(token: str) -> ResponseReturnValue:
    """The page of a link: the same for a valid, expired, withdrawn, locked or unknown one."""
    if request.method == "GET":
        sessions.note_opened(token)
    return _code_page(token, CodeForm(formdata=None))


def _code_page(token: str, form: CodeForm, mistake: str = "") -> str:
    sessions.exit_url()
    return render_template("reviews/code.html", token=token, form=form, mistake=mistake, phone=sessions.phone())


def _too_often(_limit: Any) -> Response:
    sessions.exit_url()
    return make_response(render_template("reviews/too_often.html", phone=sessions.phone()), 429)


@bp.post("/o/<token>/code")
@public("the code is what lets somebody in")
@limiter.limit("60 per 10 minutes", on_breach=_too_often)
def check_code(token: str) -> ResponseReturnValue:
    """Right: a session, and on to the agreements, so that the token leaves the address bar. Wrong: one text for all."""
    form = CodeForm()
    if not form.validate_on_submit():
        return _code_page(token, form, " ".join(form.code.errors))
    opened = sessions.enter(token, form.code.data)
    if opened is None:
        return _code_page(token, CodeForm(formdata=None), _("This link or code is not right, or it has expired."))
    return sessions.put_in_cookie(make_response(redirect(url_for(".agreements"), 303)), opened)


@bp.errorhandler(Leaking)
def not_now(_leaking: Leaking) -> ResponseReturnValue:
    """Something in the plan may not reach this person. The page says only that; the worker reads where on the version's page."""
    db.session.rollback()
    text = _("Your agreements cannot be shown right now. You did nothing wrong. Call your contact, who can mend it.")
    return render_template("errors/guest.html", text=text), 409


@bp.get("/o/afspraken")
@by_invitation
def agreements(participant: Participant) -> ResponseReturnValue:
    """One agreement: the one that was asked for, else the first without an answer."""
    own = _own(participant)
    if own.view.temporary is not None and not own.answered and "nr" not in request.args:  # what holds tonight comes first
        return redirect(url_for(".temporary"), 303)
    nr = request.args.get("nr", type=int) or own.next_nr
    if nr is None or not own.agreements:
        return redirect(url_for(".done"), 303)
    nr = min(max(nr, 1), len(own.agreements))
    form = AnswerForm(formdata=None, data={"text_sha256": own.agreements[nr - 1].text_sha256})
    return _agreement_page(participant, own, nr, form)


def _own(participant: Participant) -> OwnPlan:
    answered = queries.answered_texts(participant.casus.id, participant.person_id)
    return queries.own_plan(participant.version, participant.person_id, answered)


def _agreement_page(participant: Participant, own: OwnPlan, nr: int, form: AnswerForm) -> str:
    shown = own.agreements[nr - 1]
    if request.method == "GET":
        _note_reading(participant, [shown.id])
    return render_template(
        "reviews/agreement.html", agreement=shown, nr=nr, of=len(own.agreements), view=own.view, form=form,
        phone=participant.phone, again=shown.id in own.answered,
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
    operations.answer(
        participant.casus, agreement_id, form.outcome.data, form.words, person_id=participant.person_id,
        version=participant.version, text_sha256=form.text_sha256.data, by=participant.actor,
        invitation_id=participant.invitation.id,
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


@bp.route("/o/klaar", methods=["GET", "POST"])
@by_invitation
def done(participant: Participant) -> ResponseReturnValue:
    """Everything has an answer. Closing ends the session of this browser."""
    if request.method == "POST":
        sessions.end()
        return sessions.forget(make_response(redirect(url_for(".closed"), 303)))
    own = _own(participant)
    if own.next_nr is not None:  # never thank somebody for answers that were not given
        return redirect(url_for(".agreements"), 303)
    _note_reading(participant, [])
    return render_template("reviews/done.html", own=own, view=own.view, phone=participant.phone)


@bp.post("/o/sluit")
@by_invitation
def close_link(participant: Participant) -> ResponseReturnValue:
    """ "This is not safe, close my link": it ends at once, in every browser, and the worker sees why."""
    operations.revoke(participant.invitation, "unsafe", casus=participant.casus, by=participant.actor)
    db.session.commit()
    return sessions.forget(make_response(redirect(url_for(".closed"), 303)))


@bp.get("/o/gesloten")
@public("the end: it knows nobody any more")
def closed() -> ResponseReturnValue:
    """Where somebody lands who closed the page or the link."""
    sessions.exit_url()
    return render_template("reviews/ended.html", phone=sessions.phone())


@bp.post("/o/weg")
@csrf.exempt  # whoever must leave is never held up; SameSite keeps other sites from ending a session
@public("leaving works without a session too")
def leave() -> ResponseReturnValue:
    """Away at once: ends the session, asks the browser to forget, and goes to an ordinary page of somebody else."""
    try:
        sessions.end()
        away = sessions.exit_url()
    except OperationalError:  # the database is away; this person must be, too
        away = SETTINGS[EXIT].default
    return sessions.forget(make_response(redirect(away, 303)))
