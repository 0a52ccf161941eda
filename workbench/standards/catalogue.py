"""The ten standards (domain.md 3, after Summer Koster, 9 November 2021). Adding one is adding a function and a row.

The questions are a reconstruction of those in the brochure, not its wording.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from workbench.standards import rules
from workbench.standards.rules import Facts, State


@dataclass(frozen=True)
class Standard:
    """One standard. `gap` and `good` are what a team may learn from it, with how many plans of how many it is about."""

    number: int
    key: str
    title: Any
    short: Any  # at the head of a narrow column
    theme: Any
    question: Any
    rule: Callable[[Facts], State]
    gap: Any
    idea: Any
    good: Any


STANDARDS: tuple[Standard, ...] = (
    Standard(1, "knowledge", _l("Knowledge"), lazy_pgettext("column", "Knowledge"),
             _l("Enough knowledge to see unsafety and to improve it"),
             _l("What do I not know yet about signals and approach that I need here?"), rules.knowledge,
             _l("%(where)s there is no fresh reflection on knowledge"),
             _l("Which question about signals comes back? Invite somebody who knows."),
             _l("%(where)s the worker knows what he or she still wants to know")),
    Standard(2, "skills", _l("Skills"), lazy_pgettext("column", "Skills"),
             _l("The skills to see unsafety and to work on safety"),
             _l("Which conversation do I find hard, and how do I practise it?"), rules.skills,
             _l("%(where)s there is no learning action on skills"),
             _l("Choose one hard conversation and practise it together."),
             _l("%(where)s somebody practises a hard conversation")),
    Standard(3, "openness", _l("Openness"), lazy_pgettext("column", "Openness"),
             _l("Open to receive signals, to discuss them and to act on them"),
             _l("Which signal did I leave or put off, and why?"), rules.openness,
             _l("%(where)s openness to signals is not shown"),
             _l("What makes it hard to raise a signal? Keep time for it this week."),
             _l("%(where)s every signal was discussed in time")),
    Standard(4, "partnership", _l("Partnership"), lazy_pgettext("column", "Partnership"),
             _l("Partnership with families"),
             _l("What shows that parents and child decide with us?"), rules.partnership,
             _l("%(where)s the voice of a parent or child is missing"),
             _l("Who was not asked yet? Start with that conversation."),
             _l("%(where)s every parent and child was heard")),
    Standard(5, "wanted_change", _l("Wanted change"), lazy_pgettext("column", "Wanted change"),
             _l("Clear on the concrete change that ends the unsafety"),
             _l("Does everybody in the family know what must be different, and when it is good enough?"), rules.wanted_change,
             _l("%(where)s the wanted change is not clear yet"),
             _l("Read a goal aloud to each other: would the family understand it?"),
             _l("%(where)s the family knows when it is good enough")),
    Standard(6, "building_on_safety", _l("Building on safety"), lazy_pgettext("column", "Building on safety"),
             _l("Sight of what is safe, and building on it"),
             _l("When was there danger and did it stay safe? Who did what?"), rules.building_on_safety,
             _l("%(where)s nothing builds on what was safe before"),
             _l("Ask in the next talk: when did it go well, and who did what?"),
             _l("%(where)s the agreements build on what was safe before")),
    Standard(7, "network", _l("Network"), lazy_pgettext("column", "Network"),
             _l("Help the family to use its network"),
             _l("Who knows it already, who does not yet, who does what?"), rules.network,
             _l("%(where)s the network is thin for one goal or more"),
             _l("Draw the circles again with the family: who may come nearer?"),
             _l("%(where)s the network carries every goal")),
    Standard(8, "successes", _l("Celebrating successes"), lazy_pgettext("column", "Celebrating successes"),
             _l("Celebrate successes"),
             _l("What worked, and how did I celebrate it with the family?"), rules.successes,
             _l("%(where)s there is no fresh success"),
             _l("Begin the next meeting with what works, and write it down."),
             _l("%(where)s a success was celebrated with the family")),
    Standard(9, "chain", _l("Working in the chain"), lazy_pgettext("column", "Working in the chain"),
             _l("Work as one with partners, everybody well informed"),
             _l("Do all professionals know what was agreed and who keeps sight?"), rules.chain,
             _l("%(where)s not every partner knows the newest plan"),
             _l("Who sends the newest plan on, and when? Agree on one moment."),
             _l("%(where)s every partner is up to date")),
    Standard(10, "aftercare", _l("Aftercare"), lazy_pgettext("column", "Aftercare"),
             _l("An eye for what is needed afterwards"),
             _l("What does the family need when I am gone?"), rules.aftercare,
             _l("%(where)s in recovery the aftercare is missing"),
             _l("Whom does the family call when we are gone? A subject for the team day."),
             _l("%(where)s in recovery the aftercare is ready")),
)  # fmt: skip

BY_NUMBER: dict[int, Standard] = {standard.number: standard for standard in STANDARDS}


def states(facts: Facts) -> dict[int, State]:
    """The ten states of one casus."""
    return {standard.number: standard.rule(facts) for standard in STANDARDS}
