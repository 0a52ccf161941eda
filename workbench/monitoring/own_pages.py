"""What a participant keeps an eye on, and writes down, by the personal link (domain.md 6.5, security.md D.5 and D.6).

Everything that is shown comes out of the projection of the version the link shows. Nothing that was noted is shown back: not
to who wrote it, and not to anybody else with a link.
"""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.access import by_invitation
from workbench.extensions import db
from workbench.monitoring import labels, operations
from workbench.monitoring.forms import OwnCheckForm, OwnLineForm
from workbench.plans.plan_view import AgreementView
from workbench.plans.projection import Leaking
from workbench.reviews import participant_views, rules
from workbench.reviews.entries import Entry, more
from workbench.reviews.queries import OwnPlan, own_plan
from workbench.reviews.sessions import Participant

bp = Blueprint("own_pages", __name__)
bp.register_error_handler(Leaking, participant_views.not_now)
A_PAGE = 3  # agreements on one page: it stays small, and nobody scrolls past one
SHORT = 90  # of an agreement in a list to choose from


def keeps_an_eye(participant: Participant) -> Entry | None:
    """For who looks whether some agreement happens."""
    if rules.checks_any(participant.version.body, participant.person_id):
        return Entry(_l("What you keep an eye on"), "own_pages.checks")
    return None


def writes_down(_participant: Participant) -> Entry | None:
    """For everybody with a link."""
    return Entry(_l("Write something down"), "own_pages.diary")


more += [keeps_an_eye, writes_down]


def _own(participant: Participant) -> OwnPlan:
    return own_plan(participant.version, participant.person_id)


def _note_reading(participant: Participant, shown: list[int]) -> None:
    page, version = request.endpoint or "", participant.version.id
    audit.record_read(participant.casus, by=participant.actor, page=page, plan_version=version, agreements=shown)


@bp.get("/o/opletten")
@by_invitation
def checks(participant: Participant) -> ResponseReturnValue:
    """The agreements this person looks after, a few on a page, each with its answers of one tap."""
    own = _own(participant)
    mine = [one for one in own.agreements if one.i_check]
    if not mine:
        return redirect(url_for("reviews.agreements"), 303)
    pages = [mine[at : at + A_PAGE] for at in range(0, len(mine), A_PAGE)]
    nr = min(max(request.args.get("page", 1, type=int), 1), len(pages))
    _note_reading(participant, [one.id for one in pages[nr - 1]])
    return render_template(
        "monitoring/own_checks.html", shown=pages[nr - 1], view=own.view, taps=labels.TAPS, phone=participant.phone, nr=nr,
        pages=len(pages), changed=None, form=OwnCheckForm(formdata=None),
    )  # fmt: skip


@bp.post("/o/opletten/<id:agreement_id>")
@by_invitation
def note_check(participant: Participant, agreement_id: int) -> ResponseReturnValue:
    """Keep what somebody saw, bound to the text that was on the page; when that changed meanwhile, ask again."""
    form, own = OwnCheckForm(), _own(participant)
    found = own.find(agreement_id)
    mine = found if found is not None and found.i_check else None
    if mine is None or form.text_sha256.data != mine.text_sha256:
        return _again(participant, own, mine, form, 409)
    if form.validate_on_submit() and form.save(lambda: _keep(participant, agreement_id, form)):
        return redirect(url_for(".noted"), 303)
    return _again(participant, own, mine, form, 200)


def _keep(participant: Participant, agreement_id: int, form: OwnCheckForm) -> None:
    operations.note_own_check(
        participant.casus, agreement_id, form.outcome.data, form.seen.data, by=participant.actor,
        text_sha256=form.text_sha256.data or "",
    )  # fmt: skip


def _again(
    participant: Participant, own: OwnPlan, now: AgreementView | None, form: OwnCheckForm, code: int
) -> ResponseReturnValue:
    """This one agreement as it reads now, with what was typed; without it when it is no longer this person's."""
    page = render_template(
        "monitoring/own_checks.html", shown=[now] if now else [], view=own.view, taps=labels.TAPS, phone=participant.phone,
        nr=1, pages=1, changed=code == 409, form=form,
    )  # fmt: skip
    db.session.rollback()
    return page, code


@bp.route("/o/dagboek", methods=["GET", "POST"])
@by_invitation
def diary(participant: Participant) -> ResponseReturnValue:
    """A line in the diary: what happened, about which own agreement, and whether it went well."""
    own = _own(participant)
    form = OwnLineForm(data={"written_on": clock.today()})
    form.agreement_id.offer([(one.id, _short(one.text)) for one in own.agreements])
    if form.validate_on_submit() and form.save(
        lambda: operations.note_own_line(participant.casus, by=participant.actor, **form.answers)
    ):
        return redirect(url_for(".noted"), 303)
    if request.method == "GET":
        _note_reading(participant, [one.id for one in own.agreements])
    return render_template("monitoring/own_diary.html", form=form, view=own.view, phone=participant.phone)


def _short(text: str) -> str:
    return text if len(text) <= SHORT else text[: SHORT - 1].rsplit(" ", 1)[0] + "…"


@bp.get("/o/genoteerd")
@by_invitation
def noted(participant: Participant) -> ResponseReturnValue:
    """After everything that is noted the same page; it does not show what that was."""
    _note_reading(participant, [])
    own = _own(participant)
    return render_template("monitoring/own_noted.html", view=own.view, phone=participant.phone)
