"""The file analysis over the casussen of a team: counts only, no name, nothing that leads to a casus (domain.md 4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import distinct, func, or_, select

from workbench.casus.models import Casus, FamilyRole, Framework, Person, Phase
from workbench.extensions import db
from workbench.rights import rules
from workbench.rights.models import PlacementThought, Reply, RightsAnswer

CONSIDERED = ("now", "ever", "never")


@dataclass(frozen=True)
class Choice:
    """Which casussen are counted. Anything that is not a choice is no choice."""

    phase: Phase | None = None
    framework: Framework | None = None
    considered: str = ""
    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Choice":
        """The choice in an address; a day that cannot be read counts as none."""
        considered = asked.get("considered", "")
        return cls(
            next((one for one in Phase if one.value == asked.get("phase")), None),
            next((one for one in Framework if one.value == asked.get("framework")), None),
            considered if considered in CONSIDERED else "", _day(asked.get("since", "")), _day(asked.get("until", "")),
        )  # fmt: skip

    @property
    def asked(self) -> dict[str, str]:
        """As it stands in an address."""
        found = {name: getattr(self, name) for name in ("phase", "framework", "considered", "since", "until")}
        return {name: str(getattr(one, "value", one)) for name, one in found.items() if one}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(frozen=True)
class Analysis:
    """How many casussen and children are counted, and per question how often each answer was given (None: not answered)."""

    casussen: int
    children: int
    counts: dict[int, dict[Reply | None, int]]

    @property
    def may_leave(self) -> bool:
        """A group smaller than ten leaves the team in no form (security.md G.4)."""
        return self.casussen >= rules.FEWEST

    def fit_to_leave(self, number: int) -> dict[Reply | None, int | None]:
        return rules.fit_to_leave(self.counts[number])


def analysis(team_id: int, choice: Choice) -> Analysis:
    """The counts over the casussen of a team that fit a choice; two statements whatever the number of casussen."""
    totals = select(func.count(distinct(Casus.id)), func.count(distinct(Person.id))).select_from(Casus).outerjoin(
        Person, (Person.casus_id == Casus.id) & (Person.family_role == FamilyRole.CHILD) & Person.ended_on.is_(None)
    )  # fmt: skip
    casussen, children = db.session.execute(_chosen(totals, team_id, choice)).one()
    given = (
        select(RightsAnswer.question, RightsAnswer.answer, func.count(RightsAnswer.id))
        .join(Casus, Casus.id == RightsAnswer.casus_id).outerjoin(Person, Person.id == RightsAnswer.child_id)
        .where(RightsAnswer.answer.is_not(None), Person.ended_on.is_(None))
        .group_by(RightsAnswer.question, RightsAnswer.answer)
    )  # fmt: skip
    counts: dict[int, dict[Reply | None, int]] = {number: dict.fromkeys(Reply, 0) for number in rules.ALL}
    for number, reply, count in db.session.execute(_chosen(given, team_id, choice)):
        counts[number][reply] = count
    for number, row in counts.items():
        row[None] = (casussen if number in rules.OF_THE_FAMILY else children) - sum(row.values())
    return Analysis(casussen, children, counts)


def _chosen(asked: Any, team_id: int, choice: Choice) -> Any:
    return asked.where(Casus.team_id == team_id, *_limits(choice))


def _limits(choice: Choice) -> list[Any]:
    """A casus counts in a period when it ran on some day of it."""
    thought = select(PlacementThought.id).where(PlacementThought.casus_id == Casus.id).exists()
    found: list[Any] = []
    if choice.phase:
        found.append(Casus.phase == choice.phase)
    if choice.framework:
        found.append(Casus.framework == choice.framework)
    if choice.considered == "now":
        found.append(Casus.placement_considered)
    elif choice.considered == "ever":
        found.append(or_(Casus.placement_considered, thought))
    elif choice.considered == "never":
        found += [~Casus.placement_considered, ~thought]
    if choice.since:
        found.append(or_(Casus.closed_on.is_(None), Casus.closed_on >= choice.since))
    if choice.until:
        found.append(Casus.started_on <= choice.until)
    return found
