"""How the words of an agreement read on a page."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench.agreements import rhythm, rules
from workbench.agreements.assent import Stance
from workbench.agreements.models import AgreementKind, AgreementStatus, Audience, ExampleStep, NoticeWay, Repeats
from workbench.casus.models import Phase
from workbench.web.filters import clock_time, together

KINDS = {
    AgreementKind.BEHAVIOUR: _l("What the family does"),
    AgreementKind.NETWORK: _l("What the network does"),
    AgreementKind.SERVICE: _l("Help from a service"),
}
PHASES = {
    Phase.DIRECT: _l("Directly safe"),
    Phase.STABLE: _l("Stable safety"),
    Phase.RECOVERY: _l("Recovery"),
}
AUDIENCES = {
    Audience.EVERYONE: _l("Everybody who gets the plan"),
    Audience.SUB_GROUP: _l("Only one part of the network"),
    Audience.CHOSEN: _l("Only the people chosen here"),
}
AUDIENCE_NOTES = {
    Audience.CHOSEN: _l("Who does it and who looks whether it happens always read it."),
}
STATUSES = {
    AgreementStatus.PROPOSED: ("none", _l("Proposal"), "circle-dashed"),
    AgreementStatus.IN_REVIEW: ("info", _l("Waiting for answers"), "message-circle"),
    AgreementStatus.AGREED: ("good", _l("Agreed"), "handshake"),
    AgreementStatus.TRYING: ("trial", _l("Trying out"), "sprout"),
    AgreementStatus.ACTIVE: ("good", _l("In use"), "circle-check"),
    AgreementStatus.ADAPTING: ("warm", _l("Being changed"), "pencil"),
    AgreementStatus.ENDED: ("none", _l("Ended"), "circle-minus"),
    AgreementStatus.NOT_FEASIBLE: ("none", _l("Turned out not to be feasible"), "circle-x"),
}
OUTCOMES = {
    "done": ("good", _l("It worked"), "circle-check"),
    "partly": ("part", _l("Worked in part"), "contrast"),
    "not_done": ("warm", _l("Did not work"), "circle-alert"),
    "did_not_occur": ("none", _l("Did not come up"), "circle-minus"),
    "unknown": ("none", _l("Not known"), "circle-help"),
}
SILENT = ("warm", _l("Silent"), "bell")
BEING_SETTLED = (AgreementStatus.PROPOSED, AgreementStatus.IN_REVIEW, AgreementStatus.ADAPTING)


def state_of(agreement: Any, today: Any) -> tuple[str, Any, str]:
    """(kind, word, icon) of what matters most now: over, still being settled, silent, the latest check, else the status."""
    if agreement.status in rules.OVER or agreement.status in BEING_SETTLED:
        return STATUSES[agreement.status]
    if rules.silent(agreement, today):
        return SILENT
    return OUTCOMES.get(agreement.last_outcome) or STATUSES[agreement.status]


def runs_well(agreement: Any, today: Any) -> bool:
    """Whether a phone may fold it: nothing to do about it now."""
    return state_of(agreement, today)[0] == "good"


# --- when and how often

REPEATS = {
    Repeats.TRIGGER: _l("Each time something happens"),
    Repeats.WEEKLY: _l("On fixed days of the week"),
    Repeats.MONTHLY: _l("Once a month"),
    Repeats.ONCE: _l("Once"),
}
REPEAT_NOTES = {
    Repeats.MONTHLY: _l("On the day of the month on which it begins."),
    Repeats.ONCE: _l("On the day on which it begins."),
}
WEEKDAYS = {
    1: _l("Monday"), 2: _l("Tuesday"), 3: _l("Wednesday"), 4: _l("Thursday"), 5: _l("Friday"), 6: _l("Saturday"), 7: _l("Sunday"),
}  # fmt: skip
EVERY_DAY, SCHOOL_DAYS = list(rhythm.WEEK), [1, 2, 3, 4, 5]


def rhythm_words(agreement: Any) -> str:
    """The rule in words: “every Friday and Saturday at 20.30”; empty where there is none."""
    said = _rule_words(agreement)
    if said and agreement.repeat_at and agreement.repeats is not Repeats.TRIGGER:
        return _("%(days)s at %(time)s", days=said, time=clock_time(agreement.repeat_at))
    return said


def _rule_words(agreement: Any) -> str:
    if agreement.repeats is None:
        return ""
    days = rhythm.days_of(agreement.repeat_days)
    if agreement.repeats is not Repeats.WEEKLY or not days:
        return str(REPEATS[agreement.repeats])
    if days == EVERY_DAY:
        said = _("every day")
    elif days == SCHOOL_DAYS:
        said = _("Monday to Friday")
    else:
        said = _("every %(days)s", days=together([_day_name(one) for one in days]))
    every = agreement.repeat_every or 1
    return said if every == 1 else _("%(days)s, once in %(weeks)s weeks", days=said, weeks=every)


def _day_name(number: int) -> str:
    """In a sentence; days of the week have no capital in Dutch."""
    name = str(WEEKDAYS[number])
    return name.lower() if str(get_locale()).startswith("nl") else name


# --- who says yes, who has to hear

STANCES = {
    Stance.YES: ("good", _l("said yes"), "circle-check"),
    Stance.EARLIER: ("warm", _l("said yes to the text before this one"), "history"),
    Stance.OBJECTS: ("warm", _l("wants it otherwise"), "message-circle"),
    Stance.NOT_YET: ("none", _l("no answer yet"), "circle-dashed"),
}


def heard(notices: Sequence[Any], names: Mapping[int, str]) -> str:
    """What a worker reads right after a change: who had said yes, and how each of them hears of it."""
    by_way: dict[Any, list[str]] = {}
    for one in notices:
        by_way.setdefault(one.way, []).append(names.get(one.person_id, ""))
    everybody = [names.get(one.person_id, "") for one in notices]
    said = [_("%(names)s had said yes.", names=together(everybody))] if notices else []
    if by_mail := by_way.get(NoticeWay.MAIL):
        said.append(_("A message without content goes to %(names)s.", names=together(by_mail)))
    if in_person := by_way.get(NoticeWay.IN_PERSON):
        said.append(_("Tell it to %(names)s yourself: there is no address for mail.", names=together(in_person)))
    return " ".join(said)


# --- who carries a goal


def balance_words(own: Sequence[str], professionals: Sequence[str]) -> list[str]:
    """Who does something for a goal, family and network beside professionals; in names, never a figure."""
    said = []
    if own:
        said.append(_("Family and network: %(names)s.", names=together(own)))
    elif professionals:
        said.append(_("Family and network: nobody yet."))
    if professionals:
        said.append(_("Professionals: %(names)s.", names=together(professionals)))
    elif own:
        said.append(_("Professionals: nobody."))
    return said


# --- examples

EXAMPLE_STEPS = {
    ExampleStep.WRITE: _l("written"), ExampleStep.HIDE: _l("hidden"), ExampleStep.SHOW: _l("offered again"),
    ExampleStep.RESET: _l("put back as it came"),
}  # fmt: skip


def relative(days: int | None) -> str:
    """A day counted from the day on which somebody begins: “+0 days”, “no end”."""
    if days is None:
        return _("no end")
    return _("the day itself") if days == 0 else ngettext("after one day", "after %(num)s days", days)


def open_marks(marks: Iterable[str]) -> str:
    """What is said of brackets that nobody filled in."""
    return _("Say who is meant by %(marks)s: choose somebody below or above, or write the name.", marks=together(list(marks)))
