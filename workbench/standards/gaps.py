"""What stands between a standard and evidence, each with the very place to mend it (design.md 1, point 1). Pure, as the rules."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l

from workbench.standards.rules import NUMBERS, Facts, Places, reflected
from workbench.web.filters import day as long_day


@dataclass(frozen=True)
class Gap:
    """One thing that is missing, in words, and the page where it can be put right (without the casus's reference)."""

    words: Any
    endpoint: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Missing:
    """What the words need: the facts, the ids behind their numbers, and what people, partners and sides are called."""

    facts: Facts
    places: Places
    named: Callable[[str, int], str]  # ("person", "partner" or "side", id) → name


def missing(facts: Facts, places: Places, named: Callable[[str, int], str]) -> dict[int, list[Gap]]:
    """For each standard what stands between its state and evidence."""
    known = Missing(facts, places, named)
    return {number: list(GAPS[number](known)) for number in NUMBERS}


def _reflection_gaps(known: Missing, number: int) -> Iterator[Gap]:
    facts, place = known.facts, ("standards.add_reflection", {"standard": number})
    if number not in facts.reflected_on:
        yield Gap(_l("A reflection of the worker on this standard"), *place)
    elif number < 3 and number not in facts.answered_on:
        yield Gap(_l("What the worker needs, or why nothing is needed"), *place)
    elif number < 3 and not reflected(facts, number):
        yield Gap(_l("A reflection of the last 180 days"), *place)


def _knowledge(known: Missing) -> Iterator[Gap]:
    yield from _reflection_gaps(known, 1)


def _skills(known: Missing) -> Iterator[Gap]:
    yield from _reflection_gaps(known, 2)
    if not known.facts.learning_actions:
        yield Gap(_l("A learning action with a date"), "standards.add_learning_action", {"standard": 2})


def _openness(known: Missing) -> Iterator[Gap]:
    yield from _reflection_gaps(known, 3)
    for signal, day in known.facts.late_signals.items():
        words = _l("The signal of %(day)s waits too long to be discussed", day=long_day(day))
        yield Gap(words, "signals.edit", {"signal_id": signal, "_anchor": "discussed_on"})


def _partnership(known: Missing) -> Iterator[Gap]:
    facts = known.facts
    if not facts.dangers:
        yield Gap(_l("A danger statement to have an opinion on"), "goals.new")
    for parent, danger in facts.opinions_missing:
        words = _l("What %(name)s thinks of worry %(number)s", name=known.named("person", parent), number=danger)
        yield Gap(words, "goals.opinion", {"danger_id": known.places.dangers[danger], "person": parent})
    for child in facts.unheard:
        yield Gap(_l("The voice of %(name)s", name=known.named("person", child)), "voices.choose", {"child": child})
    if not facts.family_plan_offered:
        yield Gap(_l("Whether a family group plan was offered"), "casus.family_plan")


def _wanted_change(known: Missing) -> Iterator[Gap]:
    facts, places = known.facts, known.places
    if not facts.dangers:
        yield Gap(_l("A danger statement"), "goals.new")
    for danger in facts.without_goal:
        yield Gap(_l("The goal with worry %(number)s", number=danger), *_goal_to_make(places, danger))
    for goal in facts.without_duration:
        at = {"goal_id": places.goals[goal], "_anchor": "hold_for"}
        yield Gap(_l("How long goal %(number)s must hold", number=goal), "goals.edit_goal", at)
    for agreement in facts.failing:
        words = _l("Agreement %(number)s did not work at the last check", number=agreement)
        yield Gap(words, "agreements.edit", {"agreement_id": places.agreements[agreement]})


def _goal_to_make(places: Places, danger: int) -> tuple[str, dict[str, Any]]:
    """A new goal; or the one that was let go, to take it up again: a worry has one goal."""
    if danger in places.goals:
        return "goals.one", {"goal_id": places.goals[danger], "_anchor": "status-card"}
    return "goals.new_goal", {"danger_id": places.dangers[danger]}


def _building_on_safety(known: Missing) -> Iterator[Gap]:
    facts, places = known.facts, known.places
    if not facts.dangers:
        yield Gap(_l("A danger statement to find safety with"), "goals.new")
    for danger in facts.without_safety:
        words = _l("A time when it stayed safe in spite of worry %(number)s", number=danger)
        yield Gap(words, "mapping.new", {"kind": "existing_safety", "danger": places.dangers[danger]})
    if not facts.built_on:
        yield Gap(_l("An agreement that builds on what worked before"), "agreements.new")
    for goal in facts.unrated_goals:
        words = _l("A first and a later number of two people around the family, for goal %(number)s", number=goal)
        yield Gap(words, "goals.rate_together", {"goal_id": places.goals[goal]})


def _network(known: Missing) -> Iterator[Gap]:
    facts = known.facts
    if not facts.goals:
        yield Gap(_l("A goal the network can help with"), "goals.new")
    for goal, side in facts.thin_goals:
        yield Gap(_too_few(known, goal, side), "agreements.new", {"goal": known.places.goals[goal]})
    if facts.thin_goals:
        for person in facts.uninformed:
            words = _l("%(name)s has a task and does not know the danger yet", name=known.named("person", person))
            yield Gap(words, "network.place", {"person": person})
    if not facts.natural_meetings:
        yield Gap(
            _l("A meeting where at least half of the people come from the family and its network"), "meetings.new"
        )


def _too_few(known: Missing, goal: int, side: int) -> Any:
    if not side:
        return _l("Enough people from the network with a task for goal %(number)s", number=goal)
    name = known.named("side", side)
    return _l("Enough people of %(side)s with a task for goal %(number)s", side=name, number=goal)


def _successes(known: Missing) -> Iterator[Gap]:
    facts = known.facts
    if not facts.successes:
        yield Gap(_l("A success"), "successes.new")
    elif facts.celebrated_on is None:
        words = _l("How a success was celebrated, and that it was shared with the family")
        yield Gap(words, "successes.edit", {"success_id": known.places.success})
    elif not facts.fresh_success:
        yield Gap(_l("A fresh success, since the meeting before the last one"), "successes.new")


def _chain(known: Missing) -> Iterator[Gap]:
    facts = known.facts
    if not facts.partners:
        yield Gap(_l("The professionals who help this family"), "partners.new")
    for partner in facts.partners_bare:
        words = _l("Organisation, role or ground of %(name)s", name=known.named("partner", partner))
        yield Gap(words, "partners.edit", {"partner_id": partner})
    for partner in facts.partners_behind:
        words = _l("%(name)s does not know the newest plan", name=known.named("partner", partner))
        yield Gap(words, "partners.tell")
    if not facts.eyes_on_safety:
        yield Gap(_l("Who keeps sight of the safety"), "partners.sight")
    for meeting in facts.minutes_unsent:
        words = _l("The minutes of meeting %(number)s were not sent", number=meeting)
        yield Gap(words, "meetings.send", {"meeting_id": known.places.meetings[meeting]})


def _aftercare(known: Missing) -> Iterator[Gap]:
    facts = known.facts
    if not facts.aftercare_due:
        return
    if not facts.aftercare_plan:
        yield Gap(_l("An aftercare plan: early signals, and who calls whom"), "aftercare.plan")
    elif not facts.who_calls_whom:
        yield Gap(_l("Who calls whom when an early signal shows"), "aftercare.add_call")
    if facts.aftercare_contacts < 2:
        yield Gap(_l("Two dated contacts after closing"), "aftercare.add_contact")


GAPS: dict[int, Callable[[Missing], Iterator[Gap]]] = dict(enumerate(
    (_knowledge, _skills, _openness, _partnership, _wanted_change, _building_on_safety, _network, _successes, _chain,
     _aftercare), 1))  # fmt: skip
