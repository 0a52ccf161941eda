"""Every change to signals. The caller commits."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.casus.models import Casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.records import expect_version, filled
from workbench.signals.models import Signal

audit.declare({
    "signal added": _l("noted a signal"), "signal changed": _l("changed a signal"),
    "signal withdrawn": _l("withdrew a signal"),
})  # fmt: skip


def _check(answers: dict[str, Any]) -> None:
    if answers["received_on"] > clock.today():
        raise RuleBroken(_("This day is still to come."), field="received_on")
    if answers["discussed_on"] and answers["discussed_on"] < answers["received_on"]:
        raise RuleBroken(_("This lies before the day you heard of it."), field="discussed_on")
    if answers["discussed_on"] and answers["discussed_on"] > clock.today():
        raise RuleBroken(_("This day is still to come."), field="discussed_on")


def add_signal(casus: Casus, *, by: Any, **answers: Any) -> Signal:
    """Note a signal. Raises RuleBroken for days that cannot be."""
    _check(answers)
    signal = Signal(casus_id=casus.id, created_by_id=by.id, **filled(answers))
    db.session.add(signal)
    audit.record("signal added", casus, by=by, record=signal, action="C")
    return signal


def change_signal(casus: Casus, signal: Signal, version: int, *, by: Any, **answers: Any) -> None:
    """Add what was discussed and done, or mend what was noted. Raises EditConflict or RuleBroken."""
    expect_version(signal, version)
    if signal.withdrawn_on:
        raise RuleBroken(_("This was withdrawn already."))
    _check(answers)
    changed = [name for name, value in answers.items() if (getattr(signal, name) or None) != (value or None)]
    for name in changed:
        setattr(signal, name, answers[name] or None)
    audit.record("signal changed", casus, by=by, record=signal, fields=changed)


def withdraw_signal(casus: Casus, signal: Signal, version: int, *, by: Any, why: str) -> None:
    """Take a signal back with the reason; it stays readable. Raises EditConflict or RuleBroken."""
    expect_version(signal, version)
    if signal.withdrawn_on:
        raise RuleBroken(_("This was withdrawn already."))
    if not why:
        raise RuleBroken(_("Write down why this is withdrawn."), field="why")
    signal.withdrawn_on, signal.withdrawn_why = clock.today(), why
    audit.record("signal withdrawn", casus, by=by, record=signal)
