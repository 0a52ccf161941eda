"""When a standard has evidence (domain.md 3.2). Facts in, states out; nothing is judged. What is missing is in gaps.py.

The words of the rules are those of domain.md. Where they leave a choice, or states must be counted from plain columns:
- reflection (1-3): for 1 and 2 it is at most 180 days old; for 3 that it exists is enough, as 3.2 says.
- "every signal discussed" (3): one that came in within the term of the house (5 working days) does not lower the state yet; one
  that waits longer does. A discussed signal is primary evidence (3.1), so without a reflection the state is then "partly".
- working days (3) are Monday to Friday. Public holidays count as working days, as they do for the minutes: a signal does not wait
  for Easter, and counting them warns earlier, never later.
- "gezaghebbende parent" (4): who has authority, is there and is not out of contact. Opinions count on worries that stand.
- "good-enough number" (5): a goal cannot be without one (the column is never empty), so only how long it holds can be missing.
- "no open high-severity check finding" (5): no live agreement whose last check said "not done". The text checks know no
  severity above a point of attention, so they never lower a state.
- "agreement based on it" (6): on existing safety that stands on the map, or on a success that was not taken back (3.1).
- "baseline + later scale" (6): for each goal two people of family or network gave a number on two days.
- "informed of danger" (7): by their present place in the circles. In a separated network a goal is looked at for each side that
  has somebody with a task in it: people of the other side cannot stand in for them (GA6).
- "natural attendance" (7): the family and its naturally connected people, set against everybody who was there.
- "since last meeting" (8): since the meeting before the last one. A meeting looks back on what worked since the one before.
  Celebrated is: it says how, not only when.
- "role" (9): a partner cannot be saved without one. The newest plan version: the newest that was not withdrawn.
- "exactly one zicht-op-veiligheid" (9): the casus has one place for it; that person must still be there.
- "signals, who-to-call" (10): a plan cannot be saved without early signals; who calls whom can be missing.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from workbench.workdays import working_days

NUMBERS = range(1, 11)
REFLECTION_DAYS = 180
VOICE_FROM_AGE = 4


class State(StrEnum):
    """What the software computes. "Outdated" is not stored: it is a date compared when reading."""

    NO_EVIDENCE = "no_evidence"
    PARTLY = "partly"
    EVIDENCE = "evidence"
    LATER = "later"  # aftercare before the recovery phase


class Weight(StrEnum):
    PRIMARY = "primary"
    SUPPORTING = "supporting"


@dataclass(frozen=True)
class Facts:
    """Counts, dates and claims of one casus on one day. Dangers and goals go by the danger's number, people by their id."""

    today: date
    # 1-3: reflections of the casus's worker: standard → newest day; and the newest that says a need, or why there is none
    reflected_on: dict[int, date] = field(default_factory=dict)
    answered_on: dict[int, date] = field(default_factory=dict)
    learning_actions: int = 0
    signals: int = 0
    open_signals: dict[int, date] = field(default_factory=dict)  # signals that were not discussed → the day they came in
    overdue_days: int = 5  # working days
    # 4
    parents: int = 0
    opinions: int = 0
    opinions_missing: tuple[tuple[int, int], ...] = ()  # (parent, danger)
    children: int = 0  # of four years and older
    unheard: tuple[int, ...] = ()
    family_plan_offered: bool = False
    # 5
    dangers: int = 0
    without_goal: tuple[int, ...] = ()
    goals: tuple[int, ...] = ()
    without_duration: tuple[int, ...] = ()
    failing: tuple[int, ...] = ()  # numbers of agreements
    # 6
    safety_items: int = 0
    without_safety: tuple[int, ...] = ()
    built_on: int = 0
    rated_twice: dict[int, int] = field(default_factory=dict)  # goal → people who are no professionals
    # 7
    # (goal, side) → naturally connected, informed people with a task; side 0 where the network is one, or who is of no side
    helpers: dict[tuple[int, int], int] = field(default_factory=dict)
    sides: tuple[tuple[int, int], ...] = ()  # (goal, side) with somebody of family or network who has a task
    informed: int = 0
    uninformed: tuple[int, ...] = ()  # with a task, but not told of the danger
    fewest_helpers: int = 2
    meetings: int = 0
    natural_meetings: int = 0
    # 8
    successes: int = 0
    celebrated_on: date | None = None  # the newest success that was celebrated and shared
    last_meeting_on: date | None = None
    meeting_before_on: date | None = None
    # 9
    partners: int = 0
    partners_bare: tuple[int, ...] = ()
    partners_behind: tuple[int, ...] = ()
    eyes_on_safety: bool = False
    minutes_unsent: tuple[int, ...] = ()
    # 10
    aftercare_due: bool = False
    aftercare_plan: bool = False
    who_calls_whom: bool = False
    aftercare_contacts: int = 0

    @property
    def late_signals(self) -> dict[int, date]:
        """Signals that wait longer than the house allows, with the day they came in."""
        return {key: day for key, day in self.open_signals.items() if working_days(day, self.today) > self.overdue_days}

    @property
    def thin_goals(self) -> tuple[tuple[int, int], ...]:
        """(goal, side) that too few people of the network carry; side 0 where the network is one."""
        return tuple((goal, side) for goal in self.goals for side in self._sides_of(goal) if self._thin(goal, side))

    def _sides_of(self, goal: int) -> list[int]:
        return [side for one, side in self.sides if one == goal and side] or [0]

    def _thin(self, goal: int, side: int) -> bool:
        of_none = self.helpers.get((goal, 0), 0)
        return (self.helpers.get((goal, side), 0) + of_none if side else of_none) < self.fewest_helpers

    @property
    def unrated_goals(self) -> tuple[int, ...]:
        return tuple(goal for goal in self.goals if self.rated_twice.get(goal, 0) < 2)

    @property
    def fresh_success(self) -> bool:
        since = self.meeting_before_on
        return self.celebrated_on is not None and (since is None or self.celebrated_on >= since)


@dataclass(frozen=True)
class Places:
    """The ids behind the numbers of Facts: where something can be put right."""

    dangers: dict[int, int] = field(default_factory=dict)  # number → id, of every worry
    goals: dict[int, int] = field(default_factory=dict)  # the number of the worry → the goal with it, also one that was let go
    agreements: dict[int, int] = field(default_factory=dict)
    meetings: dict[int, int] = field(default_factory=dict)  # held, and their minutes not sent
    success: int | None = None  # the newest


def graded(*parts: bool, started: bool) -> State:
    """Evidence when every part is there; partly when something is."""
    if all(parts):
        return State.EVIDENCE
    return State.PARTLY if started else State.NO_EVIDENCE


# --- one function for each standard


def knowledge(facts: Facts) -> State:
    return graded(reflected(facts, 1), started=1 in facts.reflected_on)


def skills(facts: Facts) -> State:
    return graded(reflected(facts, 2), facts.learning_actions > 0,
                  started=2 in facts.reflected_on or facts.learning_actions > 0)


def openness(facts: Facts) -> State:
    discussed = facts.signals - len(facts.open_signals)
    return graded(3 in facts.reflected_on, not facts.late_signals, started=3 in facts.reflected_on or discussed > 0)


def partnership(facts: Facts) -> State:
    heard = facts.children - len(facts.unheard)
    return graded(facts.dangers > 0, not facts.opinions_missing, not facts.unheard, facts.family_plan_offered,
                  started=facts.opinions > 0 or heard > 0 or facts.family_plan_offered)


def wanted_change(facts: Facts) -> State:
    return graded(facts.dangers > 0, not facts.without_goal, not facts.without_duration, not facts.failing,
                  started=facts.dangers > 0)


def building_on_safety(facts: Facts) -> State:
    return graded(facts.dangers > 0, not facts.without_safety, facts.built_on > 0, not facts.unrated_goals, bool(facts.goals),
                  started=facts.safety_items > 0 or facts.built_on > 0 or any(facts.rated_twice.values()))


def network(facts: Facts) -> State:
    return graded(bool(facts.goals), not facts.thin_goals, facts.natural_meetings > 0,
                  started=facts.informed > 0 or facts.meetings > 0 or any(facts.helpers.values()))


def successes(facts: Facts) -> State:
    return graded(facts.fresh_success, started=facts.successes > 0)


def chain(facts: Facts) -> State:
    return graded(facts.partners > 0, not facts.partners_bare, not facts.partners_behind, facts.eyes_on_safety,
                  not facts.minutes_unsent, started=facts.partners > 0 or facts.eyes_on_safety)


def aftercare(facts: Facts) -> State:
    if not facts.aftercare_due:
        return State.LATER
    return graded(facts.aftercare_plan, facts.who_calls_whom, facts.aftercare_contacts >= 2,
                  started=facts.aftercare_plan or facts.aftercare_contacts > 0)


def reflected(facts: Facts, number: int) -> bool:
    """A reflection that says what is needed, or why nothing is, and is fresh enough."""
    newest = facts.answered_on.get(number)
    return newest is not None and (facts.today - newest).days <= REFLECTION_DAYS


# --- reading: what a stored state says today


class Shown(StrEnum):
    """What a page says of a standard: the stored state, or that its evidence is old. The words of components/charts.html."""

    EVIDENCE = "evidence"
    PART = "part"
    NONE = "none"
    OLD = "old"
    LATER = "later"


SHOWN = {State.EVIDENCE: Shown.EVIDENCE, State.PARTLY: Shown.PART, State.NO_EVIDENCE: Shown.NONE, State.LATER: Shown.LATER}


def shown(number: int, state: State, newest: date | None, last_meeting: date | None, fresh_from: date) -> Shown:
    """The state as it reads today. Evidence of before `fresh_from` is outdated; not for 8 while no meeting was held since."""
    if newest is None or newest >= fresh_from or state not in (State.EVIDENCE, State.PARTLY):
        return SHOWN[state]
    if number == 8 and (last_meeting is None or last_meeting <= newest):
        return SHOWN[state]
    return Shown.OLD
