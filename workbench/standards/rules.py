"""When a standard has evidence, and what is missing (domain.md 3.2). Facts in, states and sentences out; nothing is judged.

The words of the rules are those of domain.md. Three places needed a choice, because states are counted from plain columns:
- "no open high-severity check finding" (5): no live agreement whose last check said "not done". The text checks know no
  severity above a point of attention, so they never lower a state.
- "since last meeting" (8): since the meeting before the last one. A meeting looks back on what worked since the one before.
- "natural attendance" (7): the family and its naturally connected people, set against everybody who was there.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext

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
    return graded(_reflected(facts, 1), started=1 in facts.reflected_on)


def skills(facts: Facts) -> State:
    return graded(_reflected(facts, 2), facts.learning_actions > 0,
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


def _reflected(facts: Facts, number: int) -> bool:
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


# --- what is missing, each with the place to mend it


@dataclass(frozen=True)
class Gap:
    """One thing that is missing, in words, and the page where it can be put right (without the casus's reference)."""

    words: Any
    endpoint: str
    values: dict[str, Any] = field(default_factory=dict)


Named = Callable[[str, int], str]  # ("person" or "partner", id) → name


def missing(facts: Facts, named: Named) -> dict[int, list[Gap]]:
    """For each standard what stands between its state and evidence."""
    return {number: list(GAPS[number](facts, named)) for number in NUMBERS}


def _reflection_gaps(facts: Facts, number: int) -> Iterator[Gap]:
    place = ("standards.add_reflection", {"standard": number})
    if number not in facts.reflected_on:
        yield Gap(_l("A reflection of the worker on this standard"), *place)
    elif number < 3 and number not in facts.answered_on:
        yield Gap(_l("What the worker needs, or why nothing is needed"), *place)
    elif number < 3 and not _reflected(facts, number):
        yield Gap(_l("A reflection of the last 180 days"), *place)


def _knowledge(facts: Facts, named: Named) -> Iterator[Gap]:
    yield from _reflection_gaps(facts, 1)


def _skills(facts: Facts, named: Named) -> Iterator[Gap]:
    yield from _reflection_gaps(facts, 2)
    if not facts.learning_actions:
        yield Gap(_l("A learning action with a date"), "standards.add_learning_action", {"standard": 2})


def _openness(facts: Facts, named: Named) -> Iterator[Gap]:
    yield from _reflection_gaps(facts, 3)
    if facts.late_signals:
        yield Gap(lazy_ngettext("%(num)s signal waits too long to be discussed", "%(num)s signals wait too long to be discussed",
                                facts.late_signals), "signals.index")


def _partnership(facts: Facts, named: Named) -> Iterator[Gap]:
    if not facts.dangers:
        yield Gap(_l("A danger statement to have an opinion on"), "goals.index")
    for parent, danger in facts.opinions_missing:
        yield Gap(_l("What %(name)s thinks of worry %(number)s", name=named("person", parent), number=danger), "goals.index")
    for child in facts.unheard:
        yield Gap(_l("The voice of %(name)s", name=named("person", child)), "voices.index")
    if not facts.family_plan_offered:
        yield Gap(_l("Whether a family group plan was offered"), "casus.family")


def _wanted_change(facts: Facts, named: Named) -> Iterator[Gap]:
    if not facts.dangers:
        yield Gap(_l("A danger statement"), "goals.index")
    for danger in facts.without_goal:
        yield Gap(_l("The goal with worry %(number)s", number=danger), "goals.index")
    for goal in facts.without_duration:
        yield Gap(_l("How long goal %(number)s must hold", number=goal), "goals.index")
    for agreement in facts.failing:
        yield Gap(_l("Agreement %(number)s did not work at the last check", number=agreement), "monitoring.index")


def _building_on_safety(facts: Facts, named: Named) -> Iterator[Gap]:
    if not facts.dangers:
        yield Gap(_l("A danger statement to find safety with"), "goals.index")
    for danger in facts.without_safety:
        yield Gap(_l("A time when it stayed safe in spite of worry %(number)s", number=danger), "mapping.index")
    if not facts.built_on:
        yield Gap(_l("An agreement that builds on what worked before"), "agreements.index")
    for goal in facts.unrated_goals:
        yield Gap(_l("A first and a later number of two people around the family, for goal %(number)s", number=goal),
                  "meetings.index")


def _network(facts: Facts, named: Named) -> Iterator[Gap]:
    if not facts.goals:
        yield Gap(_l("A goal the network can help with"), "goals.index")
    for goal in facts.thin_goals:
        yield Gap(_l("Enough people from the network with a task for goal %(number)s", number=goal), "agreements.index")
    if facts.thin_goals:
        for person in facts.uninformed:
            yield Gap(_l("%(name)s has a task and does not know the danger yet", name=named("person", person)), "network.index")
    if not facts.natural_meetings:
        yield Gap(_l("A meeting where at least half of the people come from the family and its network"), "meetings.index")


def _successes(facts: Facts, named: Named) -> Iterator[Gap]:
    if not facts.successes:
        yield Gap(_l("A success"), "successes.index")
    elif facts.celebrated_on is None:
        yield Gap(_l("How a success was celebrated, and that it was shared with the family"), "successes.index")
    elif not facts.fresh_success:
        yield Gap(_l("A fresh success, since the meeting before the last one"), "successes.index")


def _chain(facts: Facts, named: Named) -> Iterator[Gap]:
    if not facts.partners:
        yield Gap(_l("The professionals who help this family"), "partners.index")
    for partner in facts.partners_bare:
        yield Gap(_l("Organisation, role or ground of %(name)s", name=named("partner", partner)), "partners.index")
    for partner in facts.partners_behind:
        yield Gap(_l("%(name)s does not know the newest plan", name=named("partner", partner)), "partners.index")
    if not facts.eyes_on_safety:
        yield Gap(_l("Who keeps sight of the safety"), "casus.family")
    for meeting in facts.minutes_unsent:
        yield Gap(_l("The minutes of meeting %(number)s were not sent", number=meeting), "meetings.index")


def _aftercare(facts: Facts, named: Named) -> Iterator[Gap]:
    if not facts.aftercare_due:
        return
    if not facts.aftercare_plan:
        yield Gap(_l("An aftercare plan: early signals, and who calls whom"), "aftercare.index")
    if facts.aftercare_contacts < 2:
        yield Gap(_l("Two dated contacts after closing"), "aftercare.index")


GAPS: dict[int, Callable[[Facts, Named], Iterator[Gap]]] = dict(enumerate(
    (_knowledge, _skills, _openness, _partnership, _wanted_change, _building_on_safety, _network, _successes, _chain,
     _aftercare), 1))  # fmt: skip
