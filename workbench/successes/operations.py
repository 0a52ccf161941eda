"""Every change to successes. The caller commits."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.casus.models import Casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.records import expect_version, filled
from workbench.successes.models import Success, SuccessPerson

audit.declare({"success added": _l("wrote down a success"), "success changed": _l("changed a success")})


def _check(happened_on: date, celebrated_on: date | None) -> None:
    if happened_on > clock.today():
        raise RuleBroken(_("This day is still to come."), field="happened_on")
    if celebrated_on and celebrated_on < happened_on:
        raise RuleBroken(_("You celebrate it after it happened."), field="celebrated_on")


def add_success(casus: Casus, person_ids: list[int], *, by: Any, **answers: Any) -> Success:
    """Write down a success. Raises RuleBroken for days that cannot be."""
    _check(answers["happened_on"], answers["celebrated_on"])
    success = Success(
        casus_id=casus.id,
        created_by_id=by.id,
        people=[SuccessPerson(person_id=p) for p in person_ids],
        **filled(answers),
    )
    db.session.add(success)
    audit.record("success added", casus, by=by, record=success, action="C")
    return success


def change_success(
    casus: Casus, success: Success, version: int, person_ids: list[int], *, by: Any, **answers: Any
) -> None:
    """Add how it was celebrated, or mend it. Raises EditConflict or RuleBroken."""
    expect_version(success, version)
    _check(answers["happened_on"], answers["celebrated_on"])
    changed = [name for name, value in answers.items() if (getattr(success, name) or None) != (value or None)]
    for name in changed:
        setattr(success, name, answers[name] if answers[name] != "" else None)
    known = {one.person_id: one for one in success.people}
    if set(known) != set(person_ids):
        success.people = [known.get(p) or SuccessPerson(person_id=p) for p in person_ids]
        success.updated_at = clock.now()
    audit.record("success changed", casus, by=by, record=success, fields=changed)
