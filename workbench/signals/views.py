"""Signals of unsafety, and the steps of the reporting code."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.casus.models import Casus
from workbench.casus.queries import of_casus, people_of
from workbench.signals import operations, queries
from workbench.signals.forms import STEPS, SignalForm
from workbench.signals.models import Signal

bp = Blueprint("signals", __name__, url_prefix="/casus/<ref:ref>/signals")
FIELDS = (
    "received_on",
    "source_id",
    "source",
    "content",
    "discussed_on",
    "discussed_with",
    "action",
    "meldcode_step",
    "outcome",
    "version",
)


@bp.route("")
@requires(Permission.SEE_CASUS)
def index(casus: Casus) -> str:
    names = {person.id: person.name for person in people_of(casus)}
    return render_template(
        "signals/index.html", casus=casus, signals=queries.signals_of(casus), names=names, steps=STEPS
    )


def _offered(form: SignalForm, casus: Casus) -> SignalForm:
    form.source_id.offer([(person.id, person.name) for person in people_of(casus)])
    return form


def _answers(signal: Signal) -> dict[str, Any]:
    return {name: getattr(signal, name) for name in FIELDS}


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def new(casus: Casus) -> ResponseReturnValue:
    form = _offered(SignalForm(data={"received_on": clock.today()}), casus)
    if form.validate_on_submit() and form.save(lambda: operations.add_signal(casus, by=current_user, **form.answers)):
        flash(_("Saved."))
        return redirect(url_for("signals.index", ref=casus.ref), 303)
    return render_template("signals/form.html", casus=casus, form=form, signal=None)


@bp.route("/<id:signal_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def edit(casus: Casus, signal_id: int) -> ResponseReturnValue:
    signal = of_casus(Signal, casus, signal_id)
    form = _offered(SignalForm(data=_answers(signal)), casus)

    def stored() -> tuple[Signal, dict[str, Any]]:
        fresh = of_casus(Signal, casus, signal_id)
        return fresh, _answers(fresh)

    change = lambda: operations.change_signal(casus, signal, form.made_from, by=current_user, **form.answers)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=stored):
        flash(_("Saved."))
        return redirect(url_for("signals.index", ref=casus.ref), 303)
    return render_template("signals/form.html", casus=casus, form=form, signal=signal)
