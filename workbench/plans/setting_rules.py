"""Setting a plan: the steps of a version, which rule can be passed with a reason, and what each rule asks. Pure.

Sources: domain.md 6.3 (Plan, Review), 6.4, 1.8; security.md D.3.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from workbench.plans.models import PlanStatus as S
from workbench.plans.rules import Gap

# From each step, where a version may go. Nothing goes back: a frozen text that has to change is a new version.
# A concept or a version under discussion that is withdrawn has expired, with who and why (`withdrawn_why`).
STEPS: dict[S, frozenset[S]] = {
    S.CONCEPT: frozenset({S.IN_REVIEW, S.SET, S.EXPIRED}),
    S.IN_REVIEW: frozenset({S.SET, S.EXPIRED}),
    S.SET: frozenset({S.RUNNING, S.EXPIRED, S.REPLACED}),
    S.RUNNING: frozenset({S.EXPIRED, S.REPLACED}),
    S.EXPIRED: frozenset(),
    S.REPLACED: frozenset(),
}
OPEN = (S.CONCEPT, S.IN_REVIEW)  # not set yet
PATH = (S.CONCEPT, S.IN_REVIEW, S.SET, S.RUNNING)
# Setting plan.approval → kinds of plan. A temporary plan never waits: it is made at ten in the evening (domain.md 8.7).
APPROVAL = {"no": (), "final": ("final",)}


def may_step(was: S, to: S) -> bool:
    """Whether a version may go from one step to another."""
    return to in STEPS[was]


def step_on(status: S, starts_on: date, ends_on: date | None, day: date) -> S:
    """The step of a version on a day. Running and expired follow from its days: no clock has to run for them (1.8)."""
    if status in (S.SET, S.RUNNING):
        if ends_on is not None and ends_on < day:
            return S.EXPIRED
        return S.RUNNING if starts_on <= day else S.SET
    return status


class Asked(NamedTuple):
    """What a rule asks, said as done, and the room in which it is done. `only` limits it to one kind of plan."""

    rule: str
    words: Any
    endpoint: str
    only: str = ""


ASKED: tuple[Asked, ...] = (
    Asked("B1", _l("Each worry has a goal, and each goal an agreement"), "goals.index", "final"),
    Asked("B2", _l("Each bottom line is covered by an agreement"), "agreements.index", "final"),
    Asked("B3", _l("Somebody does each agreement"), "agreements.index"),
    Asked("B4", _l("Somebody else keeps an eye on each agreement"), "agreements.index"),
    Asked("B5", _l("Direct safety has a plan B and somebody who stands in"), "agreements.index"),
    Asked("B6", _l("Family or network does something for each goal"), "agreements.index", "final"),
    Asked("B7", _l("Each child has a safe person and was asked"), "casus.family", "final"),
    Asked("B7", _l("Each child has a safe person"), "casus.family", "temporary"),
    Asked("B8", _l("There are no more than three worries"), "goals.index", "final"),
    Asked("B10", _l("The first and the last day are right"), "plans.freeze"),
    Asked("B11", _l("The day to look at the plan again is chosen"), "plans.freeze"),
    Asked("B13", _l("Whoever has a part in an agreement may read it"), "agreements.index"),
    Asked("B17", _l("Partners know the plan that holds"), "partners.index", "final"),
    Asked("B18", _l("Each agreement was looked at in time"), "monitoring.index", "final"),
    Asked("B19", _l("There is a success since the last meeting"), "successes.index", "final"),
    Asked("now", _l("The agreements still read as in this version"), "agreements.index", "final"),
    Asked("B27", _l("Everybody may read what stands in his or her plan"), "agreements.index"),
)


class Passed(NamedTuple):
    """A rule that was passed with a reason; `child` where it is about one child."""

    rule: str
    child: int | None
    reason: str

    @property
    def name(self) -> str:
        """The name a gap has for it (Gap.passable)."""
        return self.rule if self.child is None else f"{self.rule}-{self.child}"


def exceptions_of(set_with: Mapping[str, Any] | None) -> tuple[Passed, ...]:
    """What was passed with a reason, as it is kept with a version."""
    return tuple(
        Passed(one["rule"], one.get("child"), one["reason"]) for one in (set_with or {}).get("exceptions", ())
    )


def with_exception(set_with: Mapping[str, Any] | None, name: str, reason: str) -> dict[str, Any]:
    """The same with this one; without a reason it is taken off."""
    rule, _dash, child = name.partition("-")
    others: list[dict[str, Any]] = list((set_with or {}).get("exceptions", ()))
    kept = [one for one in others if f"{one['rule']}-{one.get('child', '')}".rstrip("-") != name]
    if reason:
        kept.append({"rule": rule, **({"child": int(child)} if child else {}), "reason": reason})
    return {**(set_with or {}), "exceptions": kept}


def still_blocks(gaps: Iterable[Gap], exceptions: Iterable[Passed]) -> list[Gap]:
    """The gaps that keep a version from being set: those that block and were not passed with a reason."""
    names = {one.name for one in exceptions}
    return [gap for gap in gaps if gap.blocks and not (gap.passable and gap.passable in names)]


def done(gaps: Iterable[Gap], kind: str, separate: bool) -> list[Asked]:
    """What is in order already: the rules of this kind of plan that name nothing that is missing."""
    missing = {gap.rule for gap in gaps}
    asked = (one for one in ASKED if one.only in ("", kind) and (separate or one.rule != "B13"))
    return [one for one in asked if one.rule not in missing]
