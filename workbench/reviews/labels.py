"""The words for answers and links, for the people who work here. Participants read the words in their own pages."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench.casus.models import ContactKind, ContactPoint
from workbench.reviews.models import Handling, Outcome, Via
from workbench.reviews.rules import LinkState

OUTCOMES: dict[Outcome, Any] = {
    Outcome.AGREE: _l("Agrees"),
    Outcome.AGREE_BUT: _l("Agrees, but…"),
    Outcome.DISAGREE: _l("Does not agree"),
    Outcome.NOT_UNDERSTOOD: _l("Does not understand it"),
    Outcome.TALK_FIRST: _l("Would rather talk first"),
}
OUTCOME_KINDS = {
    Outcome.AGREE: "good", Outcome.AGREE_BUT: "warm", Outcome.DISAGREE: "warm", Outcome.NOT_UNDERSTOOD: "warm",
    Outcome.TALK_FIRST: "warm",
}  # fmt: skip
HOW: dict[Handling, Any] = {
    Handling.TALKED: _l("We talked about it and it is settled"),
    Handling.EXPLAINED: _l("I explained it"),
    Handling.CHANGED: _l("The text was changed"),
    Handling.KEPT: _l("The agreement stays as it is; the objection stands"),
}
STATES: dict[LinkState, tuple[str, Any]] = {
    LinkState.OPEN: ("none", _l("Given, not used yet")),
    LinkState.USED: ("good", _l("Used")),
    LinkState.WAITING: ("warm", _l("Five wrong codes; waits 15 minutes")),
    LinkState.LOCKED: ("danger", _l("Locked after ten wrong codes")),
    LinkState.EXPIRED: ("old", _l("The time is over")),
    LinkState.REVOKED: ("later", _l("Withdrawn")),
}
VIA: dict[Via, Any] = {
    Via.LINK: _l("by link"), Via.PAPER: _l("on paper"), Via.HANDOVER: _l("on the worker’s tablet"),
    Via.TABLE: _l("in the meeting"),
}  # fmt: skip
ODD: dict[str, Any] = {
    "locked": _l("Ten wrong codes. Somebody else may be trying. Talk about it."),
    "unsafe": _l("Closed by this person: it was not safe. Call, in a safe way."),
}
WHY: dict[str, Any] = {
    "worker": _l("by a colleague"),
    "new link": _l("because a new link was made"),
    "unsafe": _l("by this person: it is not safe"),
    "person ended": _l("because this person no longer takes part"),
    "contact changed": _l("because contact data changed"),
    "protection": _l("because something in this casus became secret"),
    "casus closed": _l("because the casus was closed"),
    "version withdrawn": _l("because the plan was withdrawn"),
    "stop": _l("because all links were stopped"),
}


def masked(point: ContactPoint) -> str:
    """A number or address as far as one needs it to choose: the end of a number, the first letter and the house of a mail."""
    if point.kind is ContactKind.EMAIL:
        name, _at, house = point.value.partition("@")
        return _("mailbox %(address)s", address=f"{name[:1]}…@{house}")
    return _("telephone that ends in %(digits)s", digits="".join(sign for sign in point.value if sign.isdigit())[-2:])
