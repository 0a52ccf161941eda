"""Every change to a temporary plan: write it, finish it, stop it, let it run out, take it over. The caller commits."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select

from workbench import audit, clock
from workbench.accounts.settings import setting
from workbench.casus.models import Casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.plans import operations, queries, temporary_queries, temporary_rules
from workbench.plans.models import Plan, PlanCall, PlanKind, PlanPart, PlanPerson, PlanStatus, PlanVersion, Tonight
from workbench.plans.temporary_rules import Call, Line
from workbench.records import expect_version
from workbench.wording.leaks import find_contact_details, find_leaks

audit.declare({
    "temporary plan written": _l("wrote the temporary plan"),
    "temporary plan ended": _l("ended the temporary plan"),
    "temporary plan expired": _l("the temporary plan ran out"),
})  # fmt: skip

TEXTS = ("reason", "safe_because", "signals", "visiting", "what_if_unsafe", "evaluate_who")
DAYS = ("starts_on", "ends_on", "evaluate_on")


def write(
    casus: Casus,
    *,
    by: Any,
    version: int,
    texts: Mapping[str, str],
    days: Mapping[str, date | None],
    sub_group: int | None = None,
    visitors: Sequence[int] = (),
    tonight: Sequence[Line] = (),
    calls: Sequence[Call] = (),
) -> Plan:
    """Save the temporary plan as far as it goes. `version` is that of the plan the form was made from (0: none yet).

    Raises RuleBroken where a text holds an address, a number or a secret, or a line the place of somebody whose address is
    secret: this goes on paper tonight, and there is no time to look at it twice.
    """
    terms, secret = queries.terms_and_secret_people(casus.id)
    _keep_lines_safe(tonight, calls, secret)
    _keep_texts_safe(texts, tonight, calls, [term for term, group in terms if group is None or group != sub_group])
    plan = queries.living_plan(casus, PlanKind.TEMPORARY)
    if plan is None:
        if version:
            raise RuleBroken(_("This plan is gone. Open the page again."))
        plan = Plan(casus_id=casus.id, kind=PlanKind.TEMPORARY, created_by_id=getattr(by, "id", None))
        db.session.add(plan)
    else:
        expect_version(plan, version)
    for name in TEXTS:
        setattr(plan, name, texts.get(name) or None)
    for name in DAYS:
        setattr(plan, name, days.get(name))
    plan.sub_group_id = sub_group
    plan.updated_at = clock.now()  # also when only a row changed: the form is one
    db.session.flush()
    _write_rows(plan, visitors, tonight, calls)
    audit.record("temporary plan written", casus, by=by, record=plan, lines=len(tonight), calls=len(calls))
    return plan


def _keep_lines_safe(tonight: Sequence[Line], calls: Sequence[Call], secret: frozenset[int]) -> None:
    for line in tonight:
        for part, message in temporary_rules.line_faults(line, secret):
            raise RuleBroken(message, field=f"{part}_{line.person}")
    for nr, call in enumerate(calls, 1):
        for part, message in temporary_rules.call_faults(call):
            raise RuleBroken(message, field=f"{part}_{nr}")


def _keep_texts_safe(texts: Mapping[str, str], tonight: Sequence[Line], calls: Sequence[Call], terms: Sequence[Any]) -> None:
    """GA2 and GA4 at the moment of typing, field by field."""
    said = [*texts.items(), *((f"note_{line.person}", line.note) for line in tonight)]
    said += [(f"signal_{nr}", call.signal) for nr, call in enumerate(calls, 1)]
    for name, words in said:
        if words and (find_contact_details(words) or find_leaks(words, terms)):
            message = _("An address, a number, a place or a secret word stands here. Leave it out: paper can end up anywhere.")
            raise RuleBroken(message, field=name)


def _write_rows(plan: Plan, visitors: Sequence[int], tonight: Sequence[Line], calls: Sequence[Call]) -> None:
    """The rows of a temporary plan are written anew with each save; what was taken over already stays known."""
    of = {"casus_id": plan.casus_id, "plan_id": plan.id}
    taken: dict[Any, int | None] = {
        (one.caller_id, one.called_id, one.service, one.signal or ""): one.agreement_id
        for one in db.session.scalars(select(PlanCall).where(PlanCall.plan_id == plan.id))
    }
    for model in (Tonight, PlanCall):
        db.session.execute(delete(model).where(model.plan_id == plan.id))
    db.session.execute(delete(PlanPerson).where(PlanPerson.plan_id == plan.id, PlanPerson.part == PlanPart.VISITOR))
    db.session.add_all(PlanPerson(**of, person_id=one, part=PlanPart.VISITOR) for one in dict.fromkeys(visitors))
    db.session.add_all(
        Tonight(
            **of, order=nr, person_id=one.person, stays=one.stays, stays_with_id=one.stays_with, sleeps=one.sleeps,
            sleeps_with_id=one.sleeps_with, note=one.note or None,
        )
        for nr, one in enumerate((one for one in tonight if one.says_something), 1)
    )  # fmt: skip
    db.session.add_all(
        PlanCall(
            **of, order=nr, caller_id=one.caller, called_id=one.called, service=one.service, signal=one.signal or None,
            agreement_id=taken.get((one.caller, one.called, one.service, one.signal)),
        )
        for nr, one in enumerate((one for one in calls if one.says_something), 1)
    )  # fmt: skip
    db.session.flush()


def finish(casus: Casus, *, by: Any, meeting_id: int | None = None) -> PlanVersion:
    """Freeze the temporary plan and let it hold from now on, in one go; an earlier temporary plan is replaced.

    Raises RuleBroken beside the field for what blocks: its last day, somebody who does something, a plan B (B3, B5, B10).
    """
    plan = queries.living_plan(casus, PlanKind.TEMPORARY)
    if plan is None:
        raise RuleBroken(_("There is no temporary plan yet."))
    rows = temporary_queries.written(casus, plan)
    if not any(call.caller for call in rows.calls):
        raise RuleBroken(_("Choose who calls whom: at least one row."), field="caller_1")
    if not plan.what_if_unsafe:
        raise RuleBroken(_("Write down what you do if it does not work."), field="what_if_unsafe")
    if temporary_rules.is_over(plan.ends_on, clock.today()):
        raise RuleBroken(_("This day has passed. Choose the last day of this plan."), field="ends_on")
    version = operations.freeze(
        casus, by=by, kind=PlanKind.TEMPORARY, starts_on=plan.starts_on or clock.today(), ends_on=plan.ends_on,
        evaluate_on=plan.evaluate_on, meeting_id=meeting_id,
    )  # fmt: skip
    operations.set_version(casus, version, by=by)
    return version


def end(casus: Casus, version: PlanVersion, *, by: Any) -> None:
    """A temporary plan that is no longer needed stops, or one that ran out is put away: people have seen that it is over."""
    if version.kind is not PlanKind.TEMPORARY or version.status not in temporary_queries.ASKS:
        raise RuleBroken(_("This temporary plan has been put away before."))
    audit.record("temporary plan ended", casus, by=by, record=version, number=version.number, was=version.status.value)
    version.status = PlanStatus.REPLACED


def expire(today: date) -> int:
    """Give every temporary plan whose last day has passed the status that says so, each noted in its log. Returns how many.

    Pages do not wait for this: they compare the last day with today. It is for the log, and for who looks in the database.
    """
    over = select(PlanVersion, Casus).join(Casus, Casus.id == PlanVersion.casus_id).where(
        PlanVersion.kind == PlanKind.TEMPORARY, PlanVersion.status.in_(queries.IN_FORCE), PlanVersion.ends_on < today
    )  # fmt: skip
    found = db.session.execute(over).all()
    for version, casus in found:
        audit.record("temporary plan expired", casus, by=audit.SYSTEM, record=version, number=version.number)
        version.status = PlanStatus.EXPIRED
    return len(found)


def longest_days() -> int:
    """The most days a temporary plan may hold: a setting (B10)."""
    return int(setting("plan.interim_days"))
