"""Signals of unsafety: facts first, and what was done with them. The steps of the reporting code: meldcode_views."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock, workdays
from workbench.access import Permission, requires
from workbench.accounts.settings import setting
from workbench.casus.models import Casus
from workbench.casus.queries import of_casus, people_of
from workbench.signals import bp, labels, meldcode_views, operations, queries
from workbench.signals.forms import SignalForm, WithdrawSignalForm
from workbench.signals.models import Signal

__all__ = ["bp", "meldcode_views"]
FIELDS = (
    "received_on",
    "source_id",
    "source",
    "content",
    "discussed_on",
    "discussed_with",
    "action",
    "outcome",
    "version",
)


@bp.route("")
@requires(Permission.SEE_CASUS)
def index(casus: Casus) -> str:
    names = {person.id: person.name for person in people_of(casus)}
    return render_template(
        "signals/index.html", casus=casus, signals=queries.signals_of(casus), names=names, day=clock.today(), workdays=workdays,
        overdue=setting("signals.overdue_days"), followed=queries.followed_in(casus), labels=labels,
    )  # fmt: skip


def _offered(form: SignalForm, casus: Casus) -> SignalForm:
    form.source_id.offer([(person.id, person.name) for person in people_of(casus)])
    return form


def _answers(signal: Signal) -> dict[str, Any]:
    return {name: getattr(signal, name) for name in FIELDS}


def _saved(casus: Casus) -> ResponseReturnValue:
    flash(_("Saved."))
    return redirect(url_for("signals.index", ref=casus.ref), 303)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def new(casus: Casus) -> ResponseReturnValue:
    form = _offered(SignalForm(data={"received_on": clock.today()}), casus)
    if form.validate_on_submit() and form.save(lambda: operations.add_signal(casus, by=current_user, **form.answers)):
        return _saved(casus)
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
        return _saved(casus)
    return render_template("signals/form.html", casus=casus, form=form, signal=signal)


@bp.route("/<id:signal_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def withdraw(casus: Casus, signal_id: int) -> ResponseReturnValue:
    signal = of_casus(Signal, casus, signal_id)
    form = WithdrawSignalForm(data={"version": signal.version})
    if form.validate_on_submit() and form.save(
        lambda: operations.withdraw_signal(casus, signal, form.made_from, by=current_user, **form.answers)
    ):
        return _saved(casus)
    return render_template("signals/withdraw.html", casus=casus, form=form, signal=signal)
