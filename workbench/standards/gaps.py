"""What stands between a standard and evidence, each with the place to mend it (design.md 1, point 1). Pure, as the rules."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext

from workbench.standards.rules import NUMBERS, Facts, reflected


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
    elif number < 3 and not reflected(facts, number):
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
        yield Gap(_l("Who keeps sight of the safety"), "partners.index")
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
