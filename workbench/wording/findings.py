"""What the coach knows about a text, and what it says: a point of attention, never an approval (domain.md 6.6)."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

KINDS = ("goal", "agreement", "danger", "map", "family")


@dataclass(frozen=True)
class Context:
    """Who belongs to the casus: what they are called in the plan, who does this, from whom the danger comes, ages in years.

    `also_dangerous` are more people from whom danger comes, `at_risk` those for whom it is one.
    """

    people: list[str]
    doers: list[str] = field(default_factory=list)
    dangerous: str | None = None
    ages: dict[str, int] = field(default_factory=dict)
    also_dangerous: tuple[str, ...] = ()
    at_risk: frozenset[str] = frozenset()


class Finding(NamedTuple):
    """One point of attention: which check, which words (text[start:end]), why, and a question or a suggestion made by rule."""

    id: str  # T1 … T23
    severity: str  # "let_op" (may be dismissed with a reason) or "vraag" (something to talk about)
    message: Any
    start: int
    end: int
    suggestion: Any
