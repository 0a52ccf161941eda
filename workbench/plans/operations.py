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
from workbench.plans import answers, approving, missing, queries, rules, setting_rules
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
    "plan version withdrawn": _l("withdrew a version of the plan"),
    "plan rule passed": _l("wrote down why the plan goes on without something"),
    "plan version ended": _l("ended a version of the plan, because the casus closed"),
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
    """The people it is about are asked what they think of this version. Once it is, or is set, nothing more has to be done.

    Refused for a version that no longer holds.
    """
    if version.status in (PlanStatus.IN_REVIEW, *queries.IN_FORCE):
        return
    _step(version, PlanStatus.IN_REVIEW)
    audit.record("plan version in review", casus, by=by, record=version, number=version.number)
    version.status = PlanStatus.IN_REVIEW


def pass_rule(casus: Casus, version: PlanVersion, name: str, reason: str, *, by: Any) -> None:
    """Note why the plan goes on without something that blocks; without a reason that is taken back.

    Only what domain.md lets somebody pass has a `passable` name: a child that was not asked (B7: "or reason") and a day to look
    again later than the term (2.5: no term is enforced as law). It is kept with the version and stands in the plan.
    """
    _not_set(version)
    if name not in {gap.passable for gap in gaps_of(casus, version) if gap.passable}:
        raise RuleBroken(_("This cannot be passed with a reason. Mend it and make a new version."))
    audit.record("plan rule passed", casus, by=by, record=version, number=version.number, rule=name, passed=bool(reason))
    version.set_with = setting_rules.with_exception(version.set_with, name, reason)


def withdraw_version(casus: Casus, version: PlanVersion, *, by: Any, why: str) -> None:
    """Take back a version that was put before people by mistake, with the reason. It stays on record and no longer holds.

    A version that is set is replaced by a new one instead: without it nothing would hold. Its personal links end with this
    (security.md D.3): reviews listens for "plan version withdrawn" in the log of the transaction.
    """
    if version.status not in setting_rules.OPEN:
        raise RuleBroken(_("Only a version that is not set yet can be withdrawn. Make a new version instead."))
    if not why:
        raise RuleBroken(_("Write down why this version is withdrawn."), field="why")
    _step(version, PlanStatus.EXPIRED)
    audit.record("plan version withdrawn", casus, by=by, record=version, number=version.number)
    version.status = PlanStatus.EXPIRED
    version.withdrawn_at, version.withdrawn_by_id, version.withdrawn_why = clock.now(), by.id, why


def set_version(casus: Casus, version: PlanVersion, *, by: Any, despite: str = "") -> None:
    """Make a version the plan that holds. Refused with the list of what is missing, while an objection is open, or when the
    organisation wants an approval that is not there.

    With an open objection it can be set all the same, with the reason, which then stands in the plan with the objection
    (domain.md 6.3). A final plan takes the place of every plan that held; a temporary one only of a temporary one, so that the
    final plan still holds when the temporary one stops by itself (1.8).
    """
    _not_set(version)
    _step(version, PlanStatus.SET)
    if not verify(version):
        raise RuleBroken(_("This version is not what it was when it was made. Do not use it."))
    _still_in_time(casus, version)
    blocking = setting_rules.still_blocks(gaps_of(casus, version), setting_rules.exceptions_of(version.set_with))
    if blocking:
        raise Incomplete(blocking)
    objections = answers.objections_to(version)
    if objections and not despite:
        raise RuleBroken(_("Somebody objects. Talk first, or say why you set the plan all the same."), field="despite")
    if approving.is_asked(version) and not approving.is_approved(version, approving.approvals_of(version)):
        raise RuleBroken(_("Ask the supervisor first to approve this version."))
    audit.record("plan version set", casus, by=by, record=version, number=version.number, despite=bool(despite and objections),
                 objections=len(objections))  # fmt: skip
    _replace_others(casus, version)
    version.status, version.set_at, version.set_by_id = PlanStatus.SET, clock.now(), by.id
    version.set_despite = despite if objections and despite else None
    version.set_with = {**(version.set_with or {}), "objections": answers.as_kept(objections)}


def end_versions(casus: Casus, *, by: Any) -> None:
    """The casus closes: what holds or is under discussion holds no longer (domain.md 6.3, Plan). It stays on record."""
    alive = (*setting_rules.OPEN, *queries.IN_FORCE)
    asked = select(PlanVersion).where(PlanVersion.casus_id == casus.id, PlanVersion.status.in_(alive))
    for version in db.session.scalars(asked.order_by(PlanVersion.number)):
        _step(version, PlanStatus.EXPIRED)
        audit.record("plan version ended", casus, by=by, record=version, number=version.number)
        version.status = PlanStatus.EXPIRED


def _step(version: PlanVersion, to: PlanStatus) -> None:
    """Refuse a step that a version cannot take (domain.md 6.3; setting_rules.STEPS)."""
    if not setting_rules.may_step(version.status, to):
        raise RuleBroken(_("This version no longer holds. Make a new version."))


def _not_set(version: PlanVersion) -> None:
    if version.set_at is not None or version.status in queries.IN_FORCE:
        raise RuleBroken(_("This version has been set before."))


def _still_in_time(casus: Casus, version: PlanVersion) -> None:
    """A version whose last day is over, or that is older than the one that holds, is not brought back."""
    if is_over(version, clock.today()):
        raise RuleBroken(_("The last day of this version is over. Make a new version."))
    newer = select(PlanVersion.id).where(
        PlanVersion.casus_id == casus.id, PlanVersion.kind == version.kind, PlanVersion.number > version.number,
        PlanVersion.status.in_(queries.IN_FORCE),
    )  # fmt: skip
    if db.session.scalar(newer.limit(1)) is not None:
        raise RuleBroken(_("A newer version holds already. Make a new version."))


def _replace_others(casus: Casus, version: PlanVersion) -> None:
    """The plan that held makes way, and the version remembers which that was."""
    kinds = tuple(PlanKind) if version.kind is PlanKind.FINAL else (PlanKind.TEMPORARY,)
    holds = PlanVersion.status.in_(queries.IN_FORCE) & (PlanVersion.casus_id == casus.id) & PlanVersion.kind.in_(kinds)
    held = select(PlanVersion.id).where(holds, PlanVersion.kind == version.kind).order_by(PlanVersion.number.desc())
    version.replaces_id = db.session.scalar(held.limit(1))
    db.session.execute(update(PlanVersion).where(holds).values(status=PlanStatus.REPLACED))


def gaps_of(casus: Casus, version: PlanVersion, leaking: list[Any] | None = None) -> list[rules.Gap]:
    """What this version misses, its days among them; what blocks comes first. See missing.gaps_of."""
    return missing.gaps_of(casus, version, clock.today(), leaking)


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
