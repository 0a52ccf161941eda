"""What can go wrong on purpose. Each error knows what a page needs to say so clearly."""

from typing import Any


class RuleBroken(Exception):
    """A rule of the method says no. Shown beside the field it names; what was typed stays."""

    def __init__(self, message: Any, field: str | None = None) -> None:
        super().__init__(str(message))
        self.message, self.field = message, field


class EditConflict(Exception):
    """Somebody else saved this record after this person opened it; both texts are shown, nothing is overwritten."""

    def __init__(self, record: Any) -> None:
        super().__init__(type(record).__name__)
        self.record = record


class LogUnavailable(Exception):
    """The log could not be written, so there is no page (design.md 3.3)."""
