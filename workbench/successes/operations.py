"""Every change to successes. The caller commits."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.agreements.models import Agreement
from workbench.casus.models import Casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.records import expect_version, filled
from workbench.successes import queries, rules
from workbench.successes.models import RunSeen, Success, SuccessChild, SuccessPerson, SuccessTold
from workbench.web.filters import together

audit.declare({
    "success added": _l("wrote down a success"),
    "success changed": _l("changed a success"),
    "success withdrawn": _l("took a success back"),
    "run seen": _l("looked at a run of kept agreements"),
})


def add_success(
    casus: Casus, person_ids: list[int], *, by: Any, child_ids: Iterable[int] = (), told_ids: Iterable[int] = (), **answers: Any
) -> Success:
    """Write down a success. Raises RuleBroken for days that cannot be, and for somebody of the other part of the network."""
    children, told = list(child_ids), list(told_ids)
    _check(casus, {*person_ids, *told}, answers, bool(told))
    success = Success(
        casus_id=casus.id, created_by_id=by.id, **filled(answers),
        people=[SuccessPerson(person_id=one) for one in person_ids],
        children=[SuccessChild(person_id=one) for one in children], told=[SuccessTold(person_id=one) for one in told],
    )  # fmt: skip
    db.session.add(success)
    audit.record("success added", casus, by=by, record=success, action="C")
    return success


def change_success(
    casus: Casus, success: Success, version: int, person_ids: list[int], *, by: Any,
    child_ids: Iterable[int] = (), told_ids: Iterable[int] = (), **answers: Any,
) -> None:  # fmt: skip
    """Add how it was celebrated, or mend it. Raises EditConflict or RuleBroken."""
    expect_version(success, version)
    _still_there(success)
    children, told = list(child_ids), list(told_ids)
    _check(casus, {*person_ids, *told}, answers, bool(told))
    changed = [name for name, value in answers.items() if (getattr(success, name) or None) != (value or None)]
    for name in changed:
        setattr(success, name, answers[name] if answers[name] != "" else None)
    for name, wanted, kind in (
        ("people", person_ids, SuccessPerson), ("children", children, SuccessChild), ("told", told, SuccessTold),
    ):  # fmt: skip
        known = {one.person_id: one for one in getattr(success, name)}
        if set(known) != set(wanted):
            setattr(success, name, [known.get(one) or kind(person_id=one) for one in wanted])
            success.updated_at = clock.now()
            changed.append(name)
    audit.record("success changed", casus, by=by, record=success, fields=changed)


def withdraw_success(casus: Casus, success: Success, version: int, *, by: Any, why: str) -> None:
    """Take back what was written down by mistake. It stays in the history.

    Raises EditConflict, or RuleBroken without a reason and while an agreement that holds builds on it.
    """
    expect_version(success, version)
    _still_there(success)
    if not why:
        raise RuleBroken(_("Say in a few words why."), field="why")
    built = queries.agreements_built_on(success)
    if built:
        words = _("Agreement %(numbers)s builds on this success. Change that first.", numbers=together(built))
        raise RuleBroken(words, field="why")
    success.withdrawn_on, success.withdrawn_why = clock.today(), why
    audit.record("success withdrawn", casus, by=by, record=success)


def see_run(casus: Casus, agreement: Agreement, *, by: Any) -> None:
    """Do not ask about this run again; a new one begins with the next check."""
    seen = RunSeen(casus_id=casus.id, agreement_id=agreement.id, seen_on=clock.today(), created_by_id=by.id)
    db.session.add(seen)
    audit.record("run seen", casus, by=by, record=seen, action="C", agreement=agreement.id)


def _still_there(success: Success) -> None:
    if success.withdrawn_on:
        raise RuleBroken(_("This success was taken back already."))


def _check(casus: Casus, people: set[int], answers: dict[str, Any], told: bool) -> None:
    if told and not answers.get("shared_on"):
        answers["shared_on"] = max(answers["happened_on"], clock.today())  # told now, when no other day is given
    days = (answers["happened_on"], answers["celebrated_on"], answers.get("shared_on"))
    for field, message in rules.impossible_days(*days, clock.today()):
        raise RuleBroken(message, field=field)
    group = answers.get("sub_group_id")
    if group is not None and rules.on_another_side(queries.groups_of(casus, people), group):
        raise RuleBroken(_("Somebody of the other part of the network is among these people."), field="sub_group_id")
