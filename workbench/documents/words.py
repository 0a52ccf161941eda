"""How choices, days and names are said on paper: names instead of roles, whole words instead of codes."""

from datetime import date

from flask_babel import format_date
from flask_babel import lazy_gettext as _l

from workbench.documents.word import Run
from workbench.plans.plan_view import CallView
from workbench.plans.words import SITUATION
from workbench.web.filters import day as on
from workbench.web.filters import together

__all__ = ["SITUATION", "on", "together"]

EMERGENCY, SAFE_AT_HOME, CHILD_LINE = "112", "0800-2000", "0800-0432"  # public; numbers of people never stand on paper

STATUS = {
    "concept": (_l("CONCEPT"), "Label concept"),
    "in_review": (_l("UNDER DISCUSSION"), "Label ter bespreking"),
    "set": (_l("SET"), "Label vastgesteld"),
    "running": (_l("SET"), "Label vastgesteld"),
    "expired": (_l("NO LONGER VALID"), "Label concept"),
    "replaced": (_l("NO LONGER VALID"), "Label concept"),
}
AGREEMENT_STATE = {
    "proposed": _l("proposal"),
    "in_review": _l("under discussion"),
    "agreed": _l("agreed"),
    "trying": _l("we are trying this out"),
    "active": _l("running"),
    "adapting": _l("we are changing this"),
}
OPINION = {
    "agree": _l("%(name)s agrees"),
    "partly": _l("%(name)s sees this partly so"),
    "disagree": _l("%(name)s sees this differently"),
}
GROUND = {
    "safe_at_home": _l("a condition of Veilig Thuis"),
    "court": _l("a decision of the judge of the children’s court"),
    "institution": _l("a condition of the organisation"),
    "discussed": _l("discussed with the family"),
}
CHECK = {
    "done": _l("It worked."),
    "partly": _l("It worked partly."),
    "not_done": _l("It did not work."),
    "did_not_occur": _l("It was not needed."),
    "unknown": _l("Not known."),
}
ANSWER = {
    "agree": _l("yes"),
    "agree_but": _l("yes, but"),
    "disagree": _l("no"),
    "not_understood": _l("has a question"),
}
ANSWERED_BY = {"link": _l("digital"), "paper": _l("on paper"), "handover": _l("said"), "table": _l("said")}


def short_day(day: date, few: bool) -> str:
    """A day under a picture, as short as the room asks."""
    return format_date(day, "d MMM").rstrip(".") if few else format_date(day, "d/M")


def label(status: str) -> Run:
    """The status as a word on a coloured ground; the word carries the meaning."""
    words, style = STATUS[status]
    return Run(str(words), style)


def called(call: CallView, worker: str) -> str:
    """Who is called, in words."""
    services = {"emergency": EMERGENCY, "safe_at_home": f"Veilig Thuis ({SAFE_AT_HOME})", "worker": worker}
    return call.called or services.get(call.service, "")
