"""Asking for a step of two people, deciding it as the second one, and taking it back. The caller commits."""

from typing import Any

from flask import current_app
from flask_babel import gettext as _

from workbench import audit, clock
from workbench.accounts import notices
from workbench.accounts.models import User
from workbench.casus.models import Casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.outbox import operations as outbox
from workbench.records import expect_version
from workbench.second_look import queries, rules
from workbench.second_look.kinds import KINDS
from workbench.second_look.models import LookState, SecondLook, Step
from workbench.two_people import refuse_the_same


def ask(
    step: Step, what: dict[str, Any], reason: str, *, by: User, casus: Casus | None = None, about_id: int | None = None,
    team_id: int | None = None,
) -> SecondLook:  # fmt: skip
    """Ask for a step that another person has to decide. That person gets a mail without content.

    Raises RuleBroken when the reason says nothing, when the same waits already, or when there is nobody who may decide.
    """
    if not rules.says_why(reason):
        raise RuleBroken(_("Say in a sentence why this is needed."), field="reason")
    if queries.is_asked(step, casus.id if casus else None, about_id, what.get("key", "")):
        raise RuleBroken(_("This was asked already, and waits for the second person."))
    now = clock.now()
    look = SecondLook(
        step=step, casus_id=casus.id if casus else None, about_id=about_id, team_id=team_id, what=what, reason=reason,
        asked_by_id=by.id, asked_at=now, until=now + KINDS[step].waits, state=LookState.ASKED,
    )  # fmt: skip
    second = queries.second_people(look, casus)
    if not second:
        raise RuleBroken(KINDS[step].nobody)
    db.session.add(look)
    db.session.flush()
    audit.record("second look asked", casus, by=by, record=look, action="C", step=step.value)
    if step is Step.FACTOR:  # who did not ask for this hears of it before it is done
        notices.tell(db.session.get_one(User, about_id), "factor-asked", str(look.id))
    if current_app.config["MAIL_URL"]:
        for one in second:
            outbox.tell_colleague(one, f"second:{look.id}:{one.id}")
    return look


def decide(
    look: SecondLook, version: int, *, by: User, agrees: bool, remark: str = "", **answers: Any
) -> None:
    """Agree, and then it is done in this transaction; or refuse, with why. Raises RuleBroken or EditConflict."""
    expect_version(look, version)
    refuse_the_same(look.asked_by_id, by)
    if not look.is_open or not queries.may_decide(by, look):
        raise RuleBroken(_("This no longer waits for you."))
    if not agrees and not remark:
        raise RuleBroken(_("Say why, in a sentence."), field="remark")
    casus = db.session.get_one(Casus, look.casus_id) if look.casus_id else None
    if agrees:
        KINDS[look.step].does(look, casus, by, answers)
    look.state = LookState.DONE if agrees else LookState.REFUSED
    look.decided_by_id, look.decided_at, look.remark = by.id, clock.now(), remark or None
    said = "second look agreed" if agrees else "second look refused"
    audit.record(said, casus, by=by, record=look, step=look.step.value, asked_by=look.asked_by_id)


def withdraw(look: SecondLook, *, by: User) -> None:
    """Who asked takes it back."""
    if look.asked_by_id != by.id or not look.is_open:
        raise RuleBroken(_("This can no longer be taken back."))
    look.state, look.decided_at = LookState.WITHDRAWN, clock.now()
    casus = db.session.get_one(Casus, look.casus_id) if look.casus_id else None
    audit.record("second look withdrawn", casus, by=by, record=look, step=look.step.value)
