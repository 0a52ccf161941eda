"""What the page of one version shows, out of what was loaded for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from workbench import clock
from workbench.plans import approving, operations, setting_rules
from workbench.plans.answers import Given
from workbench.plans.models import PlanApproval, PlanStatus, PlanVersion
from workbench.plans.projection import Leaking
from workbench.plans.rules import Gap
from workbench.plans.words import KIND, PASSED, STATUS, STEP


def status_of(version: Any) -> tuple[str, Any]:
    """Kind and word of a version's status; a plan whose last day is over says so by itself, and one that was taken back too."""
    if version.withdrawn_at is not None:
        return STATUS["withdrawn"]
    over = operations.is_over(version, clock.today())
    return STATUS["expired" if over else version.status.value]


@dataclass
class VersionPage:
    """A version with everything around it; the template asks, and decides nothing."""

    version: PlanVersion
    day: date
    gaps: Sequence[Gap]
    objections: Sequence[Given]
    given: Sequence[Given]
    approvals: Sequence[PlanApproval]
    approval_asked: bool
    leaking: Sequence[Leaking]
    lines: Sequence[Any]
    colleagues: Mapping[int, str]

    @property
    def is_open(self) -> bool:
        """Whether it can still be set."""
        return self.version.status in setting_rules.OPEN

    @property
    def kind(self) -> Any:
        """Temporary or final, in words."""
        return KIND[self.version.kind.value]

    @property
    def is_true(self) -> bool:
        """Whether the frozen text is what it was."""
        return operations.verify(self.version)

    @property
    def steps(self) -> list[tuple[Any, Any, str]]:
        """(word, what it means, "done", "now" or "later") of the path a version goes; empty for one that left it."""
        now = setting_rules.step_on(self.version.status, self.version.starts_on, self.version.ends_on, self.day)
        if now not in setting_rules.PATH:
            return []
        at = setting_rules.PATH.index(now)
        places = ("done" if place < at else "now" if place == at else "later" for place in range(len(setting_rules.PATH)))
        return [(*STEP[one.value], place) for one, place in zip(setting_rules.PATH, places, strict=True)]

    @cached_property
    def exceptions(self) -> tuple[setting_rules.Passed, ...]:
        """What the plan goes on without, with the reason."""
        return setting_rules.exceptions_of(self.version.set_with)

    @property
    def blocking(self) -> list[Gap]:
        """What keeps this version from being set."""
        return setting_rules.still_blocks(self.gaps, self.exceptions)

    @property
    def passed(self) -> list[tuple[str, str, str]]:
        """(name of the rule, what it is about, the reason) of everything that was passed."""
        names = {one["id"]: one["name"] for one in self.version.body["people"]}
        said = (str(PASSED[one.rule]) % {"name": names.get(one.child or 0, "")} for one in self.exceptions)
        return [(one.name, words, one.reason) for one, words in zip(self.exceptions, said, strict=True)]

    @property
    def warnings(self) -> list[Gap]:
        """Points to think about; the plan can be set without them."""
        return [gap for gap in self.gaps if not gap.blocks]

    @property
    def done(self) -> list[setting_rules.Asked]:
        """What is in order."""
        return setting_rules.done(self.gaps, self.version.kind.value, self.version.body["casus"]["separate"])

    @property
    def people(self) -> dict[int, str]:
        """Person → name, as this version knows them."""
        return {one["id"]: one["name"] for one in self.version.body["people"]}

    @property
    def agreements(self) -> dict[int, str]:
        """Agreement → what colleagues call it."""
        return {one["id"]: one["label"] or str(one["number"]) for one in self.version.body["agreements"]}

    @property
    def waiting_answers(self) -> int:
        """Answers that are no objection and still wait for the worker: a wish, or a question."""
        return sum(one.is_open and one.outcome in ("agree_but", "not_understood") for one in self.given)

    @property
    def approval_pending(self) -> PlanApproval | None:
        """The question the supervisor has not answered yet."""
        return approving.pending(self.approvals)

    @property
    def is_approved(self) -> bool:
        """Whether the supervisor approved exactly this text."""
        return approving.is_approved(self.version, self.approvals)

    @property
    def sent_back(self) -> PlanApproval | None:
        """The last decision, where that was no."""
        decided = [one for one in self.approvals if one.decided_at is not None]
        return decided[0] if decided and not decided[0].approved else None

    @property
    def may_be_set(self) -> bool:
        """Whether nothing but an objection stands between this version and being set."""
        return self.is_open and self.is_true and not self.blocking and (self.is_approved or not self.approval_asked)

    @property
    def before(self) -> Any:
        """The line of the version that held before this one."""
        earlier = (one for one in self.lines if one.number < self.version.number and one.set_at is not None)
        return next(earlier, None)

    @property
    def is_running(self) -> bool:
        """Whether this is a plan that holds."""
        return self.version.status in (PlanStatus.SET, PlanStatus.RUNNING)

    def colleague(self, user_id: int | None) -> str:
        """The name of a colleague who did something with this version."""
        return self.colleagues.get(user_id or 0, "")
