"""The catalogue of events: a fixed word for each, and how it reads on the log page after the actor's name."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

EVENTS: dict[str, LazyString] = {}


def declare(events: dict[str, LazyString]) -> None:
    """Add a subject's events. An event that is recorded but not declared is a programming error."""
    EVENTS.update(events)


declare({
    "page read": _l("read a page"),
    "access refused": _l("was refused a page"),
    "searched": _l("searched"),
    "log sealed": _l("sealed the log of the day"),
})
