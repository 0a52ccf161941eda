"""The text checks T1-T23 (domain.md 6.6), each a pure function in one table."""

from typing import Any

from workbench.wording.findings import Context, Finding

CHECKS: tuple[Any, ...] = ()


def check(text: str, kind: str, context: Context) -> list[Finding]:
    """Every point of attention in a text of this kind ("goal", "agreement", "danger", "map", "family"), in its order."""
    return []


def checks_for(kind: str) -> tuple[str, ...]:
    """The ids of the automatic checks that look at a text of this kind."""
    return ()
