"""Words for the rights of people in a file."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench.file_rights.models import AskGround, Because, Decision, ErasureKind, RequestKind, RequestState

KINDS = {
    RequestKind.ACCESS: _l("See the file"),
    RequestKind.CORRECTION: _l("Mend something"),
    RequestKind.OWN_VIEW: _l("Add an own view"),
    RequestKind.DELETION: _l("Be erased from the file"),
}
KIND_NOTES = {
    RequestKind.ACCESS: _l("A copy on paper of what the file says about somebody; every item is decided."),
    RequestKind.CORRECTION: _l("Something is not right. What stood there stays, marked as corrected."),
    RequestKind.OWN_VIEW: _l("What somebody says about it, in own words, beside what it is about."),
    RequestKind.DELETION: _l("The privacy officer decides, within three months."),
}
GROUNDS = {
    AskGround.OWN: _l("About oneself: an adult, or a young person of twelve or older"),
    AskGround.AUTHORITY: _l("A parent with authority, about a child younger than sixteen"),
    AskGround.AUTHORITY_AGREED: _l("A parent with authority, and the young person agrees"),
    AskGround.MANDATE: _l("Authorised in writing, for example a lawyer"),
}
STATES = {
    RequestState.OPEN: ("part", _l("Being prepared")),
    RequestState.READY: ("warm", _l("Waits for a second reader")),
    RequestState.RELEASED: ("warm", _l("Decided, still to be done")),
    RequestState.DONE: ("good", _l("Done")),
    RequestState.REFUSED: ("later", _l("Refused")),
    RequestState.WITHDRAWN: ("later", _l("Withdrawn")),
}
DECISIONS = {
    Decision.SHARE: _l("share"),
    Decision.PARTLY: _l("share in part"),
    Decision.WITHHOLD: _l("withhold"),
    Decision.ERASE: _l("erase"),
    Decision.KEEP: _l("keep"),
}
DECISION_KINDS = {
    Decision.SHARE: "good", Decision.PARTLY: "part", Decision.WITHHOLD: "warm", Decision.ERASE: "danger", Decision.KEEP: "info",
}  # fmt: skip
BECAUSE = {
    Because.PRIVACY: _l("privacy of somebody else"),
    Because.GOOD_CARE: _l("it would not be good care"),
    Because.SOURCE: _l("who told it is protected"),
    Because.INTEREST: _l("keeping it matters to somebody else"),
    Because.LAW: _l("a law asks to keep it"),
}
ERASURES = {
    ErasureKind.RETENTION: _l("the term was over"),
    ErasureKind.CASUS: _l("on request: the whole file"),
    ErasureKind.PERSON: _l("on request: one person"),
}
PEOPLE_WORDS: dict[str, Any] = {
    "people": _l("People"), "children": _l("Children"), "child": _l("Child"), "doers": _l("Who does it"),
    "together": _l("Together with"),
    "readers": _l("Who reads it"), "checker": _l("Who checks"), "second_checker": _l("Who checks too"), "backup": _l("Stands in"),
    "said_by": _l("Said by"), "source_person": _l("Source"), "actor_person": _l("Who did it"), "worried": _l("Who worry"),
    "disputed_by": _l("Seen differently by"), "shown_by": _l("Who shows it"), "seen_by": _l("Who sees it"),
    "told": _l("Who was told"),
    "givers": _l("Who consented"), "about": _l("About whom"), "safe_people": _l("Safe people"), "person": _l("Person"),
    "inviter": _l("Who invites"), "chair": _l("Who leads"), "minute_taker": _l("Who writes it down"), "proxy": _l("On behalf of"),
    "told_by": _l("Told by"), "caller": _l("Who calls"), "called": _l("Who is called"), "visitors": _l("Who come by"),
    "stand_ins": _l("Who stand in"), "asked": _l("Who were asked"), "from": _l("Person"), "to": _l("Person"),
    "stays_with": _l("Stays with"), "sleeps_with": _l("Sleeps with"), "wording_of": _l("Words of"), "side_of": _l("Family of"),
    "depends_on": _l("Depends on"),
}  # fmt: skip


def of_decision(found: Any) -> str:
    """A decision in words: "withhold: privacy of somebody else"."""
    words = str(DECISIONS[found.decision])
    return f"{words}: {BECAUSE[found.because]}" if found.because else words


def asker(request: Any, names: dict[int, str]) -> str:
    """Who asks, by name."""
    return names.get(request.asked_by_id) or request.asked_by_name or _("somebody")
