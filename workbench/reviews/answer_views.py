"""What came in, for the worker: what waits, a reply, a wording taken over as the new text, and the history of an agreement."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import abort

from workbench import access
from workbench.access import Permission, requires
from workbench.agreements.models import Agreement, Part
from workbench.agreements.operations import answers_of
from workbench.agreements.queries import agreement_of
from workbench.casus.models import Casus, Person
from workbench.casus.queries import of_casus, people_of
from workbench.extensions import db
from workbench.plans.operations import put_in_review
from workbench.reviews import answering, bp, incoming, labels, rules
from workbench.reviews.forms import ReplyForm, TakeOverForm
from workbench.reviews.models import Answer, Handling, Outcome
from workbench.web.differences import marked

ROOM = "/casus/<ref:ref>/links"


def sees_private(casus: Casus) -> bool:
    """ "Only Sanne sees this": who would rather talk first is for those who work in the casus, not for who supervises."""
    return access.works_on(current_user, casus)


@bp.route(f"{ROOM}/answers")
@requires(Permission.SEE_ANSWERS)
def answers(casus: Casus) -> ResponseReturnValue:
    """What waits first, then each agreement, then each person."""
    page = incoming.answers_page(casus, private=sees_private(casus))
    return render_template("reviews/answers.html", casus=casus, page=page, labels=labels, Outcome=Outcome)


@bp.post(f"{ROOM}/answers/ask")
@requires(Permission.INVITE)
def ask(casus: Casus) -> ResponseReturnValue:
    """Put the newer version before the people: every link that works shows it from now on."""
    version = incoming.waiting_version(casus)
    if version is not None:
        put_in_review(casus, version, by=current_user)
        db.session.commit()
        flash(_("Everybody with a link that works reads version %(number)s now.", number=version.number))
    return redirect(url_for(".answers", ref=casus.ref), 303)


@bp.route(f"{ROOM}/answers/<id:answer_id>", methods=["GET", "POST"])
@requires(Permission.INVITE)
def reply(casus: Casus, answer_id: int) -> ResponseReturnValue:
    """Note what was done with an answer, and write back what this person reads at the agreement."""
    given = of_casus(Answer, casus, answer_id)
    person, agreement = of_casus(Person, casus, given.person_id), of_casus(Agreement, casus, given.agreement_id)
    form = ReplyForm(data={**_noted(given), "version": given.version}).about(given.outcome)
    if form.validate_on_submit() and form.save(lambda: _handle(casus, given, form), stored=lambda: _noted_now(casus, given)):
        flash(_said_of(form.how.data))
        return redirect(url_for(".answers", ref=casus.ref), 303)
    return render_template(
        "reviews/reply.html", casus=casus, given=given, person=person, agreement=agreement, form=form, labels=labels,
        proposes=given.outcome in answering.OBJECTIONS and given.words and agreement.is_live,
    )  # fmt: skip


def _handle(casus: Casus, given: Answer, form: ReplyForm) -> None:
    told = form.told.data if form.told else ""
    answering.handle(given, form.reply.data, casus=casus, by=current_user, how=form.how.data, told=told,
                     version=form.made_from)  # fmt: skip


def _noted(given: Answer) -> dict[str, Any]:
    return {"reply": given.reply or "", "told": given.told or "", "how": given.handled_how}


def _noted_now(casus: Casus, given: Answer) -> tuple[Answer, dict[str, Any]]:
    now = of_casus(Answer, casus, given.id)
    return now, _noted(now)


def _said_of(how: Any) -> str:
    if how is Handling.KEPT:
        return _("Kept. The objection stands: when you set the plan, you say why you do so all the same.")
    return _("Kept. This answer is handled.")


@bp.route(f"{ROOM}/answers/<id:answer_id>/take-over", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def take_over(casus: Casus, answer_id: int) -> ResponseReturnValue:
    """Make somebody's wording the text: old and new side by side, who is asked again, and then one button."""
    given = of_casus(Answer, casus, answer_id)
    if given.outcome not in answering.OBJECTIONS or not given.words:
        abort(404)
    person, agreement = of_casus(Person, casus, given.person_id), agreement_of(casus, given.agreement_id)
    if not agreement.is_live:
        abort(404)
    what = _starts_with(casus, agreement, given.words)
    form = TakeOverForm(data={"what": what, "when": agreement.when, "version": agreement.version})
    if form.validate_on_submit() and form.save(
        lambda: answering.take_over(given, agreement, form.made_from, casus=casus, by=current_user, **form.answers),
        stored=lambda: _stored(casus, given.agreement_id),
    ):
        flash(_("The new text stands in the plan. Make a new version, so that everybody can read and answer it."))
        return redirect(url_for(".answers", ref=casus.ref), 303)
    before, after = marked(agreement.what, form.what.data)
    return render_template(
        "reviews/take_over.html", casus=casus, given=given, person=person, agreement=agreement, form=form, before=before,
        after=after, again=incoming.agreed_by(casus, agreement.id),
    )  # fmt: skip


def _starts_with(casus: Casus, agreement: Agreement, words: str) -> str:
    """The words themselves where they say who does it; else the text as it is, to change by what was said."""
    doers = set(agreement.who(Part.DOER))
    names = [person.name for person in people_of(casus) if person.id in doers]
    return words if any(rules.names(name, words) for name in names) else agreement.what


def _stored(casus: Casus, agreement_id: int) -> tuple[Agreement, dict[str, Any]]:
    now = agreement_of(casus, agreement_id)
    return now, answers_of(now)


@bp.route(f"{ROOM}/answers/of/<id:agreement_id>")
@requires(Permission.SEE_ANSWERS)
def history(casus: Casus, agreement_id: int) -> ResponseReturnValue:
    """Every answer an agreement ever had, to which text, and what was done with it."""
    agreement = of_casus(Agreement, casus, agreement_id)
    found = incoming.history(casus, agreement, private=sees_private(casus))
    return render_template("reviews/history.html", casus=casus, agreement=agreement, history=found, labels=labels)
