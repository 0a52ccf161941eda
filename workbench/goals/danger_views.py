"""The pages of one worry: how it reads, its steps, the form that changes it, and what parents think of it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.casus.models import Casus
from workbench.casus.queries import names_of, of_casus
from workbench.goals import bp, composing, forms, history, labels, operations, queries, sentences, shown
from workbench.goals.models import DangerStatement


@bp.route("/dangers/<id:danger_id>", methods=["GET"])
@requires(Permission.SEE_CASUS)
def danger(casus: Casus, danger_id: int) -> str:
    return _danger_page(casus, of_casus(DangerStatement, casus, danger_id), None)


@bp.route("/dangers/<id:danger_id>/status", methods=["POST"])
@requires(Permission.EDIT_PLAN)
def move_danger(casus: Casus, danger_id: int) -> ResponseReturnValue:
    found = queries.danger_of(casus, danger_id)
    form = forms.danger_steps(found.status)
    if form.validate_on_submit() and form.save(
        lambda: operations.move_danger(found, form.made_from, by=current_user, **form.answers)
    ):
        flash(_("Saved."))
        return redirect(url_for(".danger", ref=casus.ref, danger_id=danger_id), 303)
    return _danger_page(casus, of_casus(DangerStatement, casus, danger_id), form)


@bp.route("/dangers/<id:danger_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def edit_danger(casus: Casus, danger_id: int) -> ResponseReturnValue:
    found, about = queries.choices_of(casus), queries.danger_of(casus, danger_id)
    stored, number = operations.answers_of_danger(about), about.number
    fresh = operations.sentence_of_danger(found["people"], stored)
    wording = sentences.wording(about.sentence, about.composed, fresh)
    form = forms.offer(forms.DangerForm(data=stored | {"version": about.version, "made": fresh}), found)
    if form.is_submitted() and form.validate() and not shown.only_looks(form):
        if shown.takes(form, "sentence") and form.save(
            lambda: operations.change_danger(about, form.made_from, by=current_user, **form.answers),
            stored=lambda: _stored_danger(casus, danger_id),
        ):
            return _back(casus)
        if form.sentence.errors:
            fresh = form.made.data = operations.sentence_of_danger(found["people"], form.answers)
    told = [one for one in found["opinions"] if one.danger_id == danger_id]
    views = shown.other_views(found, [(one.person_id, one.opinion, one.words or "") for one in told])
    return render_template(
        "goals/danger_edit.html", casus=casus, form=form, number=number, danger_id=danger_id, fresh=fresh, wording=wording,
        pieces=shown.danger_so_far(found, form), views=views,
    )  # fmt: skip


@bp.route("/dangers/<id:danger_id>/opinion", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def opinion(casus: Casus, danger_id: int) -> ResponseReturnValue:
    found = queries.danger_of(casus, danger_id)
    parents = forms.parents_in(queries.choices_of(casus)["people"])
    person = next((one for one in parents if str(one) == request.args.get("person")), None)
    form = forms.OpinionForm(data={"person": person, "given_on": clock.today()} | _earlier_opinion(found, person))
    form.person.offer(parents.items())
    sentence = found.sentence

    def stored() -> tuple[Any, dict[str, Any]]:
        said: int = form.person.data or 0
        return queries.opinion_of(found, said), _earlier_opinion(found, said)

    change = lambda: operations.give_opinion(found, form.made_from, by=current_user, **form.answers)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=stored):
        return _back(casus)
    return render_template(
        "goals/opinion.html", casus=casus, form=form, sentence=sentence, name=parents.get(person or 0)
    )


def _back(casus: Casus) -> ResponseReturnValue:
    flash(_("Saved."))
    return redirect(url_for(".index", ref=casus.ref), 303)


def _danger_page(casus: Casus, about: DangerStatement, form: Any) -> str:
    """A worry with what it rests on, what parents think and thought of it, and how it read before."""
    found = queries.choices_of(casus)
    names = names_of(found["people"])
    worried, children, examples = queries.linked_to(about)
    who = composing.worried_names(found["people"], worried)
    fresh = composing.danger(who, queries.texts_of(about))
    told = [one for one in found["opinions"] if one.danger_id == about.id and one.person_id in names]
    return render_template(
        "goals/danger.html", casus=casus, danger=about, labels=labels, names=names,
        form=form or forms.danger_steps(about.status, data={"version": about.version}),
        worried=who,
        children=composing.showing_names(found["people"], children),
        events=[(forms.event_words(one), forms.event_note(one, names)) for one in found["harm"] if one.id in examples],
        opinions=told, before=history.of_opinions(about) if told else {}, earlier=history.of_danger(about),
        unasked={one: name for one, name in forms.parents_in(found["people"]).items() if one not in {o.person_id for o in told}},
        views=shown.other_views(found, [(one.person_id, one.opinion, one.words or "") for one in told]),
        wording=sentences.wording(about.sentence, about.composed, fresh), fresh=fresh,
    )  # fmt: skip


def _earlier_opinion(about: DangerStatement, person: int | None) -> dict[str, Any]:
    said = queries.opinion_of(about, person) if person else None
    return {"opinion": said.opinion, "words": said.words or "", "version": said.version} if said else {}


def _stored_danger(casus: Casus, danger_id: int) -> tuple[DangerStatement, dict[str, Any]]:
    now = queries.danger_of(casus, danger_id)
    return now, operations.answers_of_danger(now)
