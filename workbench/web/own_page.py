"""What other subjects put on a participant's first page, above the agreements.

A subject appends a callable to `above` that takes (participant, view: PlanView) and gives a piece of page, or "" for nothing.
It reads only from the view, or from what it is sure this person may see; the whole page is at most 15 KB and four statements.
Successes come first: `above.insert(0, …)`.
"""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

above: list[Callable[[Any, Any], Markup | str]] = []


def entries(participant: Any, view: Any) -> list[Markup | str]:
    """What stands above this person's agreements now."""
    return [made for entry in above if (made := entry(participant, view))]
