"""The course of a casus: which step can follow which, and what closing asks for (domain.md 2.3, 6.3). Pure."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from workbench.casus.models import CasusStatus, Phase, YesNoUnknown
from workbench.plans.rules import Gap

ORDER = (Phase.DIRECT, Phase.STABLE, Phase.RECOVERY, Phase.AFTERCARE, Phase.CLOSED)
# Aftercare is a phase and a status at once, and is entered by the phase; closing and reopening are their own.
STEPS = {
    CasusStatus.CONCEPT: (CasusStatus.ACTIVE,),
    CasusStatus.ACTIVE: (CasusStatus.WINDING_DOWN,),
    CasusStatus.WINDING_DOWN: (CasusStatus.ACTIVE,),
}
NEEDED_PART = {"parents": _l("every parent"), "network": _l("somebody of the network"), "worker": _l("the worker")}

# The considerations about lasting safety (domain.md 2.3, N32) → the answer that asks people to think again before going on.
CONSIDERATIONS: dict[str, YesNoUnknown] = {
    "violence_stops": YesNoUnknown.NO,
    "more_serious": YesNoUnknown.YES,
    "goals_in_time": YesNoUnknown.NO,
    "plan_stuck": YesNoUnknown.YES,
    "expertise_needed": YesNoUnknown.YES,
}


def may_step(was: CasusStatus, to: CasusStatus) -> bool:
    """Whether a casus may go from one status to another by itself."""
    return to in STEPS.get(was, ())


def goes_back(was: Phase, to: Phase) -> bool:
    """Whether this phase lies before the other: it became less safe than people thought."""
    return ORDER.index(to) < ORDER.index(was)


def status_in(phase: Phase, status: CasusStatus) -> CasusStatus:
    """The status of a casus that comes into this phase."""
    if phase is Phase.AFTERCARE:
        return CasusStatus.AFTERCARE
    return CasusStatus.ACTIVE if status is CasusStatus.AFTERCARE else status


def speaks_against(change: Any) -> list[str]:
    """The considerations that were answered so that people should think again (their names)."""
    return [name for name, answer in CONSIDERATIONS.items() if getattr(change, name) is answer]


def active_gaps(casus: Any) -> Iterator[Gap]:
    """What a casus needs before the work begins: somebody who supervises, and somebody who keeps sight of the safety."""
    if casus.supervisor_id is None:
        yield Gap("supervisor", _l("Say who supervises."), "closing.assign", {"ref": casus.ref})
    if casus.eyes_on_safety_id is None:
        yield Gap("eyes", _l("Say who keeps sight of the safety."), "partners.sight", {"ref": casus.ref})


def aftercare_gaps(ref: str, plan: Any) -> Iterator[Gap]:
    """What aftercare needs: a plan for it, agreed with the family."""
    place = {"ref": ref}
    if plan is None:
        yield Gap("plan", _l("Write the aftercare plan: the first signs, and who helps first."), "aftercare.plan", place)
    elif plan.is_concept:
        yield Gap("plan", _l("Agree on the aftercare plan with the family: it is still a concept."), "aftercare.plan", place)


@dataclass(frozen=True)
class GoalNumbers:
    """The goal of a worry that holds, and who gave a number lately: person → day of the last one."""

    id: int
    number: int
    last: Mapping[int, date]


@dataclass(frozen=True)
class Around:
    """What closing asks about: everything as it is now."""

    ref: str
    plan: Any = None
    held: int = 0
    bad_news: int | None = None  # the last contact that was held, where that was a worry or it went wrong again
    looks: int = 0  # how often the plan still asks to be looked at
    needed: int = 2
    goals: Collection[GoalNumbers] = ()
    parents: Mapping[int, str] = field(default_factory=dict)  # person → name
    network: Collection[int] = ()
    workers: Collection[int] = ()
    numbers_from: date = date.min
    ageless: Mapping[int, str] = field(default_factory=dict)  # children of whom neither day of birth nor age is known
    planned: int = 0  # contacts in aftercare that were not held
    meetings: Collection[tuple[int, int]] = ()  # (id, number) of meetings to come
    signals: int = 0  # that nobody discussed


def closing_gaps(around: Around) -> list[Gap]:
    """What closing still asks for, what blocks first, each with the place to mend it (domain.md 6.3)."""
    place = {"ref": around.ref}
    found = [*aftercare_gaps(around.ref, around.plan)]
    if around.held < around.needed:
        text = _l("Hold at least %(needed)s contacts in aftercare; %(held)s were held.", needed=around.needed, held=around.held)
        found.append(Gap("contacts", text, "aftercare.index", {**place, "_anchor": "contacts"}, passable="contacts"))
    if around.bad_news is not None:
        text = _l("The last contact brought bad news: see what was done with it, and hold one that goes well.")
        place_of_it = {**place, "contact_id": around.bad_news}
        found.append(Gap("news", text, "aftercare.after", place_of_it, passable="contacts"))
    found += [gap for goal in around.goals if (gap := number_gap(goal, around)) is not None]
    for person, name in around.ageless.items():
        text = _l("Note the day of birth of %(name)s: how long the casus is kept depends on it.", name=name)
        found.append(Gap("birth", text, "casus.person", {**place, "person_id": person}))
    return [*found, *_to_think_about(around)]


def number_gap(goal: GoalNumbers, around: Around) -> Gap | None:
    """Whose last number a goal lacks: of every parent, of one of the network and of the worker; None when all are there."""
    fresh = {person for person, day in goal.last.items() if day >= around.numbers_from}
    missing = [name for person, name in around.parents.items() if person not in fresh]
    missing += [str(NEEDED_PART[part]) for part, people in (("network", around.network), ("worker", around.workers))
                if fresh.isdisjoint(people)]  # fmt: skip
    if not missing:
        return None
    text = _l("Goal %(number)s: ask for a last number of %(names)s, or let the goal go with a reason.",
              number=goal.number, names=", ".join(missing))  # fmt: skip
    return Gap("numbers", text, "goals.rate_together", {"ref": around.ref, "goal_id": goal.id})


def _to_think_about(around: Around) -> Iterator[Gap]:
    """What does not stop a closing, and should not be forgotten either."""
    place = {"ref": around.ref}
    if around.looks:
        yield Gap("looks", _l("The plan waits for a look."), "plans.index", place, blocks=False)
    if around.signals:
        yield Gap("signals", _l("A signal was not discussed yet."), "signals.index", place, blocks=False)
    for meeting, number in around.meetings:
        text = _l("Meeting %(number)s is still to come: call it off, or hold it first.", number=number)
        yield Gap("meeting", text, "meetings.one", {**place, "meeting_id": meeting}, blocks=False)
    if around.planned:
        text = _l("Contacts in aftercare are planned that nobody is reminded of after closing.")
        yield Gap("planned", text, "aftercare.index", {**place, "_anchor": "contacts"}, blocks=False)


def still_blocks(gaps: Collection[Gap], passed: Collection[str]) -> list[Gap]:
    """What blocks after somebody passed these with a reason."""
    return [gap for gap in gaps if gap.blocks and gap.passable not in {one for one in passed if one}]
