"""The pages of the reporting code: begin, one step after another, the report, and the end."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.accounts.settings import setting
from workbench.casus.models import Casus
from workbench.casus.queries import of_casus, people_of
from workbench.signals import bp, forms, labels, queries, rules
from workbench.signals import meldcode_operations as operations
from workbench.signals.models import Meldcode, MeldcodeStep
from workbench.web.filters import day as written
from workbench.workdays import working_days_after

KEPT = ("done_on", "by_whom", "with_whom", "expert", "outcome", "order_why", "decision", "decision_why", "version")


@bp.route("/meldcode/new", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def start(casus: Casus) -> ResponseReturnValue:
    form = forms.StartForm(data={"started_on": clock.today()})
    open_ones = [one for one in queries.signals_of(casus) if not one.withdrawn_on]
    form.signals.offer([(one.id, f"{written(one.received_on)}: {one.content[:120]}") for one in open_ones])
    made: list[Meldcode] = []
    if form.validate_on_submit() and form.save(
        lambda: made.append(operations.start(casus, by=current_user, **form.answers))
    ):
        return _to(casus, made[0].id)
    return render_template("signals/start.html", casus=casus, form=form, signals=open_ones)


@bp.route("/meldcode/<id:meldcode_id>")
@requires(Permission.SEE_CASUS)
def meldcode(casus: Casus, meldcode_id: int) -> str:
    shown = queries.followed(casus, meldcode_id)
    reported = shown.meldcode.reported_on
    terms = {
        "days": setting("vt.assessment_days"), "weeks": setting("vt.investigation_weeks"),
        "before": working_days_after(reported, setting("vt.assessment_days")) if reported else None,
    }  # fmt: skip
    names = {person.id: person.name for person in people_of(casus)}
    return render_template(
        "signals/meldcode.html", casus=casus, shown=shown, labels=labels, names=names, terms=terms,
        advice=_advice(shown.steps.get(5)),
    )  # fmt: skip


def _advice(step: MeldcodeStep | None) -> Any:
    return rules.advice({one.nr: one.answer for one in step.weighed}) if step else None


@bp.route("/meldcode/<id:meldcode_id>/<id:nr>", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def step(casus: Casus, meldcode_id: int, nr: int) -> ResponseReturnValue:
    """One step, to note or to mend."""
    if nr not in rules.STEPS:
        abort(404)
    shown = queries.followed(casus, meldcode_id)
    people = queries.to_talk_with(people_of(casus)) if nr == 3 else []
    there = shown.steps.get(nr)
    form = forms.step_form(nr, people, _kept(there))
    taken = [number for number in shown.steps if number != nr]

    def stored() -> tuple[Any, dict[str, Any]]:
        now = queries.followed(casus, meldcode_id).steps[nr]
        return now, _kept(now)

    def change() -> None:
        parts = _parts(form, nr, people)
        if there is None:
            operations.note_step(casus, shown.meldcode, nr, taken, by=current_user, **parts)
        else:
            operations.change_step(casus, shown.meldcode, there, form.made_from, taken, by=current_user, **parts)

    if form.validate_on_submit() and form.save(change, stored=stored):
        return _to(casus, meldcode_id, f"step-{nr}")
    return render_template(
        "signals/step.html", casus=casus, form=form, nr=nr, shown=shown, people=people, labels=labels,
        skipped=rules.steps_skipped(nr, taken), advice=_advised(form) if nr == 5 else None,
    )  # fmt: skip


def _kept(step: MeldcodeStep | None) -> dict[str, Any]:
    """What the form of a step holds: what was noted, or today and the name of who notes it."""
    if step is None:
        return {"done_on": clock.today(), "by_whom": current_user.name}
    found = {name: getattr(step, name) for name in KEPT}
    for talk in step.talks:
        found |= {f"talk_{talk.person_id}": talk.talked_on, f"why_{talk.person_id}": talk.why_not}
    for one in step.weighed:
        found |= {f"answer_{one.nr}": "yes" if one.answer else "no", f"words_{one.nr}": one.words}
    return found


def _parts(form: Any, nr: int, people: list[Any]) -> dict[str, Any]:
    """The answers of the form as the operation takes them: talks and considerations apart."""
    said = form.answers
    found: dict[str, Any] = {name: said[name] for name in KEPT if name in said}
    if nr == 3:
        found["talks"] = {one.id: (said[f"talk_{one.id}"], said[f"why_{one.id}"]) for one in people}
    if nr == 5:
        found["weighed"] = {number: (_answer(said, number), said[f"words_{number}"]) for number in rules.CONSIDERATIONS}
    return found


def _answer(said: dict[str, Any], number: int) -> bool | None:
    return {"yes": True, "no": False}.get(said[f"answer_{number}"])


def _advised(form: Any) -> Any:
    """What the answers in the form advise so far."""
    return rules.advice({number: _answer(form.answers, number) for number in rules.CONSIDERATIONS})


@bp.route("/meldcode/<id:meldcode_id>/report", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def report(casus: Casus, meldcode_id: int) -> ResponseReturnValue:
    there = of_casus(Meldcode, casus, meldcode_id)
    names = ("reported_on", "receipt_on", "answered_on", "answer", "version")
    form = forms.ReportForm(data={name: getattr(there, name) for name in names})

    def stored() -> tuple[Any, dict[str, Any]]:
        now = of_casus(Meldcode, casus, meldcode_id)
        return now, {name: getattr(now, name) for name in names}

    change = lambda: operations.note_report(casus, there, form.made_from, by=current_user, **form.answers)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=stored):
        return _to(casus, meldcode_id, "report")
    return render_template(
        "signals/report.html", casus=casus, form=form, meldcode=there, days=setting("vt.assessment_days"),
        weeks=setting("vt.investigation_weeks"),
    )  # fmt: skip


@bp.route("/meldcode/<id:meldcode_id>/close", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def close(casus: Casus, meldcode_id: int) -> ResponseReturnValue:
    shown = queries.followed(casus, meldcode_id)
    there = shown.meldcode
    form = forms.CloseForm(
        data={"closed_on": there.closed_on or clock.today(), "following": there.following, "version": there.version}
    )
    if form.validate_on_submit() and form.save(
        lambda: operations.close(casus, there, form.made_from, shown.decision, by=current_user, **form.answers)
    ):
        return _to(casus, meldcode_id)
    return render_template("signals/close.html", casus=casus, form=form, meldcode=there)


def _to(casus: Casus, meldcode_id: int, anchor: str | None = None) -> ResponseReturnValue:
    flash(_("Saved."))
    return redirect(url_for("signals.meldcode", ref=casus.ref, meldcode_id=meldcode_id, _anchor=anchor), 303)
