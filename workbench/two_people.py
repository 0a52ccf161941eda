"""Steps that need two people: one asks, another one decides (security.md C.2, cells with a 2)."""

from typing import Any

from flask_babel import gettext as _

from workbench.errors import RuleBroken


def refuse_the_same(asked_by_id: int | None, by: Any) -> None:
    """Raise RuleBroken when `by`, who is about to decide, is the person who asked."""
    if asked_by_id is None or getattr(by, "id", None) == asked_by_id:
        raise RuleBroken(_("Two people look at this. You asked for it, so somebody else decides."))
