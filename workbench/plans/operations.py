"""Every change to plans: the living plan's own texts, freezing a version, and setting it. The caller commits."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, func, select, update

from workbench import audit, clock
from workbench.accounts.settings import setting
from workbench.casus.models import Casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.plans import queries, rules, temporary_rules
from workbench.plans.models import (
    Plan,
    PlanKind,
    PlanPart,
    PlanPerson,
    PlanStatus,
    PlanVersion,
    Situation,
    SpecialSituation,
)
from workbench.plans.snapshot import snapshot
from workbench.plans.temporary_part import people_with
from workbench.records import expect_version

audit.declare({
    "plan written": _l("changed the texts of the plan"),
    "plan version made": _l("made a version of the plan"),
    "plan version in review": _l("put a version of the plan before the people it is about"),
    "plan version set": _l("set a version of the plan"),
})  # fmt: skip


class Incomplete(RuleBroken):
    """A version that cannot be set yet; `gaps` are what is missing."""

    def __init__(self, gaps: Sequence[rules.Gap]) -> None:
        super().__init__(_("This plan cannot be set yet. Look at what is still missing."))
        self.gaps = tuple(gaps)


TEXTS = (
    "what_if_unsafe", "diary", "rehearsing", "evaluate_who", "adapt_by_age", "explained_to_child", "duration", "stand_in_how",
    "other_children",
)  # fmt: skip


def write(
    casus: Casus, *, by: Any, version: int, texts: Mapping[str, Any], situations: Mapping[Situation, str] | None = None,
    stand_ins: Sequence[int] | None = None,
) -> Plan:  # fmt: skip
    """Save the texts of the living plan; `version` is that of the plan the form was made from (0: none yet).

    Among the texts can be `evaluate_on`, the day people look again. `stand_ins` are who takes over when the main carer is
    ill, tense or away; None leaves them as they are.
    """
    plan = queries.living_plan(casus, PlanKind.FINAL)
    if plan is None:
        plan = Plan(casus_id=casus.id, kind=PlanKind.FINAL, created_by_id=by.id, version=1)
        if version:
            raise RuleBroken(_("This plan is gone. Open the page again."))
        db.session.add(plan)
    else:
        expect_version(plan, version)
    changed = [name for name, text in texts.items() if (getattr(plan, name) or "") != text]
    for name in changed:
        setattr(plan, name, texts[name] or None)
    plan.updated_at = clock.now()  # also when only a situation changed: the form is one
    db.session.flush()
    told = _write_situations(casus, situations or {}, by)
    told += _write_stand_ins(plan, stand_ins)
    audit.record("plan written", casus, by=by, record=plan, fields=[*changed, *told])
    return plan


def _write_stand_ins(plan: Plan, people: Sequence[int] | None) -> list[str]:
    """Save who stands in; returns what changed, for the log."""
    if people is None or set(people) == set(people_with(PlanPart.STAND_IN, plan.id)):
        return []
    of_plan = (PlanPerson.plan_id == plan.id, PlanPerson.part == PlanPart.STAND_IN)
    db.session.execute(delete(PlanPerson).where(*of_plan))
    part = {"casus_id": plan.casus_id, "plan_id": plan.id, "part": PlanPart.STAND_IN}
    db.session.add_all(PlanPerson(person_id=one, **part) for one in dict.fromkeys(people))
    return ["stand_ins"]


def _write_situations(casus: Casus, texts: Mapping[Situation, str], by: Any) -> list[str]:
    """Save what was agreed for everybody in special situations; texts of one sub-group stay as they are."""
    kept = {one.situation: one for one in queries.situations(casus) if one.sub_group_id is None}
    changed = []
    for situation, text in texts.items():
        row = kept.get(situation)
        if (row.text if row else "") == text:
            continue
        changed.append(situation.value)
        if row is None:
            db.session.add(SpecialSituation(casus_id=casus.id, created_by_id=by.id, situation=situation, text=text))
        elif text:
            row.text = text
        else:
            db.session.delete(row)
    return changed


def freeze(
    casus: Casus,
    *,
    by: Any,
    kind: PlanKind,
    starts_on: date,
    ends_on: date | None = None,
    evaluate_on: date | None = None,
    meeting_id: int | None = None,
    at: datetime | None = None,
) -> PlanVersion:
    """Write the plan down as it is now and never change it again: a concept, with its number and fingerprint.

    A temporary plan has to stop within the term of the house (B10). `at` is the moment for a version of the past, from a
    casus file.
    """
    days = rules.Days(starts_on, ends_on, evaluate_on)
    for field, advice in rules.date_gaps(kind.value, days, setting("plan.interim_days")):
        if field != "evaluate_on":
            raise RuleBroken(advice, field=field)
    if evaluate_on is not None and evaluate_on < starts_on:
        raise RuleBroken(_("The day you look again lies before the first day."), field="evaluate_on")
    moment = at or clock.now()
    body = snapshot(casus, kind, clock.dutch_time(moment).date())
    last = db.session.scalar(select(func.max(PlanVersion.number)).where(PlanVersion.casus_id == casus.id)) or 0
    version = PlanVersion(
        casus_id=casus.id, number=last + 1, kind=kind, status=PlanStatus.CONCEPT, starts_on=starts_on, ends_on=ends_on,
        evaluate_on=evaluate_on, meeting_id=meeting_id, body=body, sha256=rules.sha256(body), frozen_at=moment,
        frozen_by_id=by.id,
    )  # fmt: skip
    db.session.add(version)
    db.session.flush()
    audit.record("plan version made", casus, by=by, record=version, action="C", number=version.number, sha256=version.sha256)
    return version


def put_in_review(casus: Casus, version: PlanVersion, *, by: Any) -> None:
    """The people it is about are asked what they think of this version."""
    if version.status is PlanStatus.CONCEPT:
        audit.record("plan version in review", casus, by=by, record=version, number=version.number)
        version.status = PlanStatus.IN_REVIEW


def set_version(casus: Casus, version: PlanVersion, *, by: Any, despite: str = "") -> None:
    """Make a version the plan that holds. Refused with the list of what is missing, or while an objection is open.

    With an open objection it can be set all the same, with the reason, which then stands in the plan (domain.md 6.3).
    """
    if version.status not in (PlanStatus.CONCEPT, PlanStatus.IN_REVIEW):
        raise RuleBroken(_("This version has been set before."))
    found = [gap for gap in gaps_of(casus, version) if gap.blocks]
    if found:
        raise Incomplete(found)
    if queries.open_objections(version) and not despite:
        raise RuleBroken(_("Somebody objects. Talk first, or say why you set the plan all the same."), field="despite")
    audit.record("plan version set", casus, by=by, record=version, number=version.number, despite=bool(despite))
    holds = PlanVersion.status.in_(queries.IN_FORCE) & (PlanVersion.casus_id == casus.id)
    if version.kind is PlanKind.TEMPORARY:  # a final plan goes on beside it: its links, its agreements
        holds &= PlanVersion.kind == PlanKind.TEMPORARY
    db.session.execute(update(PlanVersion).where(holds).values(status=PlanStatus.REPLACED))
    version.status, version.set_at, version.set_by_id = PlanStatus.SET, clock.now(), by.id
    version.set_despite = despite or None


def gaps_of(casus: Casus, version: PlanVersion) -> list[rules.Gap]:
    """What this version misses, its days among them."""
    weeks = rules.evaluation_weeks(
        casus.started_on, version.starts_on, setting("plan.evaluation_weeks"), setting("plan.evaluation_later_weeks")
    )
    days = rules.Days(version.starts_on, version.ends_on, version.evaluate_on)
    if version.kind is PlanKind.TEMPORARY:
        return temporary_rules.gaps(version.body, casus.ref, days, setting("plan.interim_days"))
    dates = rules.date_gaps(version.kind.value, days, setting("plan.interim_days"), weeks)
    again = {"ref": casus.ref}
    return [
        *rules.gaps(version.body, casus.ref),
        *(rules.Gap("B11" if field == "evaluate_on" else "B10", text, "plans.freeze", again) for field, text in dates),
    ]


def verify(version: PlanVersion) -> bool:
    """Whether the frozen text is still exactly what it was."""
    return rules.sha256(version.body) == version.sha256


def is_over(version: Any, day: date) -> bool:
    """A plan with a last day stops by itself, visibly: no clock has to run for it."""
    return version.ends_on is not None and version.ends_on < day


def usual_days(casus: Casus, day: date) -> tuple[date, date]:
    """The first day and the day to look again that a form offers."""
    weeks = rules.evaluation_weeks(
        casus.started_on, day, setting("plan.evaluation_weeks"), setting("plan.evaluation_later_weeks")
    )
    return day, day + timedelta(weeks=weeks)
