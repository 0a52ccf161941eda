"""How the approach is applied: which of its elements a casus shows, from its records and never ticked (domain.md 1.13).

No element stands alone: a map without a network, or a plan nobody tried, is not the approach. So there is no total, only what
is there and what is not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from workbench.standards.rules import Facts


@dataclass(frozen=True)
class Signs:
    """What the facts of the standards do not tell: whether there is a map, a plan that was set, and something tried."""

    map_items: int = 0
    plans: int = 0
    tried: int = 0


@dataclass(frozen=True)
class Element:
    """One element of the approach: what it is called, when a casus shows it, and the room where it is made."""

    key: str
    title: Any
    shows: Any
    rule: Callable[[Facts, Signs], bool]
    endpoint: str


def mapped(facts: Facts, signs: Signs) -> bool:
    return signs.map_items > 0


def named_danger(facts: Facts, signs: Signs) -> bool:
    return facts.dangers > 0


def heard_each_child(facts: Facts, signs: Signs) -> bool:
    return facts.children > 0 and not facts.unheard


def has_network(facts: Facts, signs: Signs) -> bool:
    return facts.informed > 0


def has_plan(facts: Facts, signs: Signs) -> bool:
    return signs.plans > 0


def tried_out(facts: Facts, signs: Signs) -> bool:
    return signs.tried > 0


ELEMENTS: tuple[Element, ...] = (
    Element("map", lazy_pgettext("approach", "Map"), _l("something stands on the map"), mapped, "mapping.index"),
    Element("danger", lazy_pgettext("approach", "Worries"), _l("a worry is put into words"), named_danger, "goals.index"),
    Element("children", lazy_pgettext("approach", "Each child"), _l("each child of four years and older was heard"),
            heard_each_child, "voices.index"),
    Element("network", lazy_pgettext("approach", "Network"), _l("somebody of the network knows the worry"), has_network,
            "network.index"),
    Element("plan", lazy_pgettext("approach", "Plan"), _l("a plan was set"), has_plan, "plans.index"),
    Element("tried", lazy_pgettext("approach", "Tried out"), _l("an agreement was rehearsed or checked"), tried_out,
            "monitoring.index"),
)  # fmt: skip
KEYS = {element.key for element in ELEMENTS}


def shown_by(facts: Facts, signs: Signs) -> str:
    """The keys of the elements a casus shows, in their order, as its row keeps them."""
    return ",".join(element.key for element in ELEMENTS if element.rule(facts, signs))
