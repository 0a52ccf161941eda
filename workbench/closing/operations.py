"""Every change to the course of a casus: phase, legal ground, who, closing and reopening. The caller commits."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from workbench import audit, clock
from workbench.aftercare.queries import plan_of
from workbench.casus.models import Casus, CasusStatus, Framework, Phase
from workbench.closing import queries, rules
from workbench.closing.models import Closing, ClosingTold, FrameworkChange, PhaseChange
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.outbox import operations as outbox
from workbench.plans import operations as plans
from workbench.plans import trigger_operations as triggers
from workbench.plans.models import TriggerKind
from workbench.plans.rules import Gap
from workbench.records import expect_version

audit.declare({
    "phase changed": _l("changed the phase of the casus"),
    "casus step": _l("brought the casus a step on"),
    "framework changed": _l("changed the legal ground"),
    "casus assigned": _l("changed who works on the casus"),
    "casus closed": _l("closed the casus"),
    "casus reopened": _l("opened the casus again"),
    "retention counted again": _l("counted again how long the casus is kept"),
})


class NotYet(RuleBroken):
    """A step the casus cannot take; `gaps` say what is missing and where that is mended."""

    def __init__(self, gaps: Sequence[Gap]) -> None:
        super().__init__(" ".join(str(gap.text) for gap in gaps))
        self.gaps = tuple(gaps)


def change_phase(
    casus: Casus, version: int, *, by: Any, phase: Phase, changed_on: date, reason: str, decided_by: str, **considered: Any
) -> PhaseChange:
    """Another phase, with the day, the reason, who decided, and what was considered (domain.md 2.3).

    Aftercare asks for an agreed plan. A phase back puts the plan before people again. Raises EditConflict or RuleBroken.
    """
    expect_version(casus, version)
    _check_day(changed_on, casus.phase_since or casus.started_on, "changed_on")
    if phase is casus.phase:
        raise RuleBroken(_("The casus is in this phase already."), field="phase")
    if phase is Phase.AFTERCARE:
        _ready_for_aftercare(casus)
    back = rules.goes_back(casus.phase, phase)
    made = _enter(casus, phase, changed_on, reason, by=by, decided_by=decided_by, **considered)
    casus.status = rules.status_in(phase, casus.status)
    if back and triggers.has_plan(casus):
        triggers.raise_by_hand(casus, by=by, kind=TriggerKind.OTHER, reason=reason)
    return made


def _ready_for_aftercare(casus: Casus) -> None:
    if casus.status is CasusStatus.CONCEPT:
        raise RuleBroken(_("The work has not begun yet."), field="phase")
    for gap in rules.aftercare_gaps(casus.ref, plan_of(casus)):
        raise RuleBroken(gap.text, field="phase")


def _enter(casus: Casus, phase: Phase, day: date, reason: str, *, by: Any, **more: Any) -> PhaseChange:
    """Bring the casus into a phase; the history keeps how it came there."""
    made = PhaseChange(casus_id=casus.id, created_by_id=by.id, was=casus.phase, phase=phase, changed_on=day, **more)
    made.reason = reason
    db.session.add(made)
    audit.record("phase changed", casus, by=by, record=made, action="C", was=casus.phase.value, now=phase.value)
    casus.phase, casus.phase_since, casus.phase_reason = phase, day, reason
    return made


def _check_day(day: date, not_before: date, field: str) -> None:
    if day > clock.today():
        raise RuleBroken(_("This day is still to come."), field=field)
    if day < not_before:
        raise RuleBroken(_("This lies before the beginning."), field=field)


def step(casus: Casus, version: int, *, by: Any, status: CasusStatus) -> None:
    """Begin the work, begin to taper, or go on as before (domain.md 6.3). Raises EditConflict, RuleBroken or NotYet."""
    expect_version(casus, version)
    if not rules.may_step(casus.status, status):
        raise RuleBroken(_("The casus cannot take this step now."))
    if casus.status is CasusStatus.CONCEPT and (gaps := list(rules.active_gaps(casus))):
        raise NotYet(gaps)
    audit.record("casus step", casus, by=by, record=casus, was=casus.status.value, now=status.value)
    casus.status = status


def change_framework(
    casus: Casus, version: int, *, by: Any, framework: Framework, since: date, until: date | None, reason: str
) -> FrameworkChange:
    """Another legal ground or another term, with day and reason; what it was stays on record, because retention asks for it.

    Raises EditConflict, or RuleBroken when nothing changes or the days run backwards.
    """
    expect_version(casus, version)
    if until and until < since:
        raise RuleBroken(_("This lies before the beginning."), field="until")
    if (framework, until) == (casus.framework, casus.framework_until):
        raise RuleBroken(_("This is how it is already."), field="framework")
    made = FrameworkChange(
        casus_id=casus.id, created_by_id=by.id, was=casus.framework, was_since=casus.framework_since,
        was_until=casus.framework_until, framework=framework, since=since, until=until, reason=reason,
    )  # fmt: skip
    db.session.add(made)
    audit.record("framework changed", casus, by=by, record=made, action="C", was=casus.framework.value, now=framework.value)
    if framework is not casus.framework or casus.framework_since is None:
        casus.framework_since = since
    casus.framework, casus.framework_until = framework, until
    return made


def assign(casus: Casus, version: int, *, by: Any, worker_id: int, deputy_id: int | None, supervisor_id: int) -> None:
    """Who works on it, stands in and supervises, of the same team. Raises EditConflict, or RuleBroken for one who stands in
    for himself."""
    expect_version(casus, version)
    if deputy_id == worker_id:
        raise RuleBroken(_("Choose two different people."), field="deputy_id")
    was: dict[str, Any] = {"was_worker": casus.worker_id, "was_deputy": casus.deputy_id}
    now: dict[str, Any] = {"worker": worker_id, "deputy": deputy_id, "supervisor": supervisor_id}
    audit.record("casus assigned", casus, by=by, record=casus, **was, **now)
    casus.worker_id, casus.deputy_id, casus.supervisor_id = worker_id, deputy_id, supervisor_id


# --- closing


def close(
    casus: Casus, version: int, *, by: Any, closed_on: date, reason: str, told: Iterable[int] = (), told_others: str = "",
    without_contacts: str = "", longer_until: date | None = None, longer_why: str = "",
) -> Closing:  # fmt: skip
    """Close a casus (domain.md 6.3, B26): everything that is asked for is there or passed with a reason, and until when it is
    kept is set. Links end, mail that waits is not sent, and the plan holds no longer. Raises EditConflict, RuleBroken, or
    NotYet with what is missing.
    """
    expect_version(casus, version)
    _check_day(closed_on, casus.phase_since or casus.started_on, "closed_on")
    if longer_until and not longer_why:
        raise RuleBroken(_("Say why, in a sentence."), field="longer_why")
    _refuse_unready(casus, ["contacts"] if without_contacts else [])
    kept = queries.kept(casus, closed_on, longer=longer_until, held=False)
    made = Closing(
        casus_id=casus.id, created_by_id=by.id, closed_on=closed_on, reason=reason, told_others=told_others or None,
        without_contacts=without_contacts or None, was_status=casus.status, was_phase=casus.phase, longer_until=longer_until,
        longer_why=longer_why or None, keep_until=kept.until, keep_term=kept.term,
        told=[ClosingTold(person_id=one) for one in dict.fromkeys(told)],
    )  # fmt: skip
    db.session.add(made)
    _enter(casus, Phase.CLOSED, closed_on, reason, by=by)
    _end_what_runs(casus, by)
    audit.record("casus closed", casus, by=by, record=made, action="C", keep_until=kept.until.isoformat(), term=kept.term.value)
    casus.status, casus.closed_on, casus.close_reason, casus.keep_until = CasusStatus.CLOSED, closed_on, reason, kept.until
    return made


def _refuse_unready(casus: Casus, passed: Sequence[str]) -> None:
    gaps = rules.closing_gaps(queries.around(casus, clock.today()))
    if blocking := rules.still_blocks(gaps, passed):
        raise NotYet(blocking)


def _end_what_runs(casus: Casus, by: Any) -> None:
    """Links end by themselves: reviews listens to "casus closed" in the log."""
    plans.end_versions(casus, by=by)
    outbox.withdraw_of(casus)


def reopen(casus: Casus, version: int, *, by: Any, phase: Phase, why: str) -> None:
    """Open a closed casus again, with the reason. Its clock starts anew with the next closing, and never becomes shorter.

    Raises EditConflict, or RuleBroken when it is open.
    """
    expect_version(casus, version)
    closing = last_closing(casus)
    if casus.status is not CasusStatus.CLOSED:
        raise RuleBroken(_("The casus is open."))
    if closing is not None:
        closing.reopened_on, closing.reopened_by_id, closing.reopened_why = clock.today(), by.id, why
    audit.record("casus reopened", casus, by=by, record=casus)
    casus.status = rules.status_in(phase, CasusStatus.ACTIVE)
    _enter(casus, phase, clock.today(), why, by=by)
    casus.closed_on = casus.close_reason = casus.keep_until = None
    if triggers.has_plan(casus):
        triggers.raise_by_hand(casus, by=by, kind=TriggerKind.OTHER, reason=why)


def last_closing(casus: Casus) -> Closing | None:
    """The newest closing of a casus."""
    return db.session.scalar(select(Closing).where(Closing.casus_id == casus.id).order_by(Closing.id.desc()).limit(1))


# --- the term follows the settings of the organisation


@audit.on_changes
def count_again(changes: Sequence[Any]) -> None:
    """Another term of the house: how long closed casussen are kept is counted again, and never becomes shorter (B26)."""
    keys = {change.detail.get("setting") for change in changes if change.event == "setting changed"}
    if keys.isdisjoint(queries.TERMS.values()):
        return
    by = next(change.by for change in changes if change.event == "setting changed") or audit.SYSTEM
    for casus in db.session.scalars(select(Casus).where(Casus.status == CasusStatus.CLOSED).order_by(Casus.id)):
        keep_anew(casus, by=by)


def keep_anew(casus: Casus, *, by: Any) -> None:
    """Count again until when a closed casus is kept."""
    closing = last_closing(casus)
    if closing is None or closing.reopened_on or casus.closed_on is None:
        return
    kept = queries.kept(casus, casus.closed_on, until=closing.created_at, held=False)
    if kept.until > closing.keep_until:
        audit.record("retention counted again", casus, by=by, record=closing, keep_until=kept.until.isoformat())
        closing.keep_until, closing.keep_term, casus.keep_until = kept.until, kept.term, kept.until
