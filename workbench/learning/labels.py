"""How the room of learning meetings calls things."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench.learning import exercises, statements
from workbench.learning.models import LearningPoint, SeenBy
from workbench.learning.rules import MeetingState, PointKind, Position

POSITIONS: dict[Position, Any] = {
    Position.AGREE: _l("Agree"), Position.RATHER_AGREE: _l("Rather agree"), Position.RATHER_DISAGREE: _l("Rather disagree"),
    Position.DISAGREE: _l("Disagree"), Position.UNKNOWN: _l("I do not know"),
}  # fmt: skip
KINDS: dict[PointKind, tuple[str, Any]] = {
    PointKind.ACTIONS: ("list-checks", _l("Actions")), PointKind.LESSON: ("lightbulb", _l("From our plans")),
    PointKind.STATEMENT: ("messages-square", _l("Statement")), PointKind.EXERCISE: ("sprout", _l("Exercise")),
    PointKind.OWN_CASUS: ("hand-helping", _l("Situation of a colleague")), PointKind.OTHER: ("circle-dot", _l("Other")),
    PointKind.CLOSING: ("flag", _l("At the end")),
}  # fmt: skip
STATES: dict[MeetingState, tuple[str, Any]] = {
    MeetingState.PLANNED: ("info", _l("Planned")), MeetingState.HELD: ("good", _l("Held")),
    MeetingState.CANCELLED: ("later", _l("Called off")),
}  # fmt: skip
SEEN_BY: dict[SeenBy, Any] = {SeenBy.ONLY_ME: _l("Only me"), SeenBy.TEAM: _l("My team")}
FIXED: dict[PointKind, tuple[Any, Any]] = {
    PointKind.ACTIONS: (
        _l("What came of what we agreed?"),
        _l("Go through the open actions. What was done, what did it bring?"),
    ),
    PointKind.CLOSING: (
        _l("What does each of us take away?"),
        _l(
            "Everybody writes down one thing, for himself or herself or for the team. Does it become an action? Then with a day."
        ),
    ),
}


def title_of(point: LearningPoint, offered_by: str = "") -> str:
    """What a point of the agenda is called. A situation carries the name of who offers it, never that of a family."""
    if point.kind in FIXED:
        return str(FIXED[point.kind][0])
    if point.kind is PointKind.STATEMENT and point.key in statements.BY_KEY:
        return str(statements.BY_KEY[point.key].words)
    if point.kind is PointKind.EXERCISE and point.key in exercises.BY_KEY:
        return str(exercises.BY_KEY[point.key].title)
    if point.kind is PointKind.OWN_CASUS and offered_by:
        return _("%(name)s: %(question)s", name=offered_by, question=point.title or "")
    return point.title or ""


def text_of(point: LearningPoint) -> str:
    """What stands below the title: why it matters, or how to go about it."""
    if point.kind in FIXED:
        return str(FIXED[point.kind][1])
    if point.kind is PointKind.STATEMENT and point.key in statements.BY_KEY:
        return str(statements.BY_KEY[point.key].why)
    if point.kind is PointKind.EXERCISE and point.key in exercises.BY_KEY:
        return str(exercises.BY_KEY[point.key].aim)
    return point.text or ""


def sources_of(keys: tuple[str, ...]) -> str:
    """Where it comes from, in words."""
    return "; ".join(str(statements.SOURCES[key]) for key in keys)
