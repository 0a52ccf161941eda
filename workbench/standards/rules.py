"""When a standard has evidence (domain.md 3.2). Facts in, states out; nothing is judged. What is missing is in gaps.py.

The words of the rules are those of domain.md. Three places needed a choice, because states are counted from plain columns:
- "no open high-severity check finding" (5): no live agreement whose last check said "not done". The text checks know no
  severity above a point of attention, so they never lower a state.
- "since last meeting" (8): since the meeting before the last one. A meeting looks back on what worked since the one before.
- "natural attendance" (7): the family and its naturally connected people, set against everybody who was there.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

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
    open_signals: tuple[date, ...] = ()  # the days on which signals came in that were not discussed
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
    helpers: dict[int, int] = field(default_factory=dict)  # goal → naturally connected, informed people with a task
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
    aftercare_contacts: int = 0

    @property
    def late_signals(self) -> int:
        """Signals that wait longer than the house allows."""
        return sum(working_days(received, self.today) > self.overdue_days for received in self.open_signals)

    @property
    def thin_goals(self) -> tuple[int, ...]:
        return tuple(goal for goal in self.goals if self.helpers.get(goal, 0) < self.fewest_helpers)

    @property
    def unrated_goals(self) -> tuple[int, ...]:
        return tuple(goal for goal in self.goals if self.rated_twice.get(goal, 0) < 2)

    @property
    def fresh_success(self) -> bool:
        since = self.meeting_before_on
        return self.celebrated_on is not None and (since is None or self.celebrated_on >= since)


def working_days(start: date, end: date) -> int:
    """Working days after `start` up to and including `end`; holidays are not left out."""
    return sum((start + timedelta(days=day)).weekday() < 5 for day in range(1, (end - start).days + 1))


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
    return graded(facts.aftercare_plan, facts.aftercare_contacts >= 2,
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
