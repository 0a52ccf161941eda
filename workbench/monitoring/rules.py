"""What following a plan asks (domain.md 2.9, 5 rows 2 and 7, 6.1). No database and no Flask in this file."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from workbench.agreements.rules import IN_USE

HURDLES = ("partly", "not_done")  # outcomes after which something has to be decided


class Waits(StrEnum):
    """What a check that was not kept still waits for."""

    DECISION = "decision"
    CHANGE = "change"
    TALK = "talk"


def waits_for(check: Any, agreement_status: Any) -> Waits | None:
    """What still has to be done after an agreement was not kept; None when nothing is open.

    To adapt is done when the agreement is no longer being changed, to discuss when it was discussed, and nothing is done
    with its reason. An agreement that is over asks for nothing.
    """
    if check.outcome not in HURDLES or agreement_status in ("ended", "not_feasible"):
        return None
    if check.decision is None:
        return Waits.DECISION
    if check.decision == "adapt":
        return Waits.CHANGE if agreement_status == "adapting" else None
    return Waits.TALK if check.decision == "discuss" and check.handled_on is None else None


def decision_gaps(decision: Any, why: str) -> Iterator[tuple[str, Any]]:
    """Yield (field, message) where a decision says too little: leaving it as it is needs a reason."""
    if decision == "nothing" and not why:
        yield "decision_why", _l("Write in a few words why nothing has to change.")


def rehearsal_gaps(agreements: Collection[Any], changed: Any) -> Iterator[tuple[str, Any]]:
    """Yield (field, message): what changes by a rehearsal was rehearsed."""
    if changed is not None and changed not in agreements:
        yield "changed_agreement_id", _l("Choose one of the agreements you rehearsed.")


def silent_plan_days(heard: Iterable[date | None], today: date, most: int) -> int:
    """For how many days nothing was heard of a whole plan, when that is more than `most` (domain.md 5 row 2); else 0.

    `heard` are the days of the last check, line in the diary, rehearsal and meeting, and that on which its first agreement
    began; a plan that has not begun cannot be silent.
    """
    days = [(today - day).days for day in heard if day is not None and day <= today]
    return min(days) if days and min(days) > most else 0


def to_rehearse(agreement: Any) -> bool:
    """Whether to ask for a rehearsal: direct safety, or still being tried out, and never rehearsed (domain.md 1.9.9)."""
    asks = agreement.phase == "direct" or agreement.status == "trying"
    return asks and agreement.status in IN_USE and agreement.rehearsed_on is None


def suggestions(agreement: Any, doers: str, backup: str) -> Iterator[tuple[str, Any]]:
    """(key, scenario) of what could be tried with this agreement; "a bad day" always, the others where it says enough."""
    names = doers or _l("whoever does this")
    yield "bad_day", _l(
        "A bad day for %(names)s: slept badly, the phone is flat, nobody answers at once. Who does what then?", names=names
    )
    if agreement.what_if:
        yield "plan_b", _l("It does not work the first time. Try plan B: %(what)s", what=agreement.what_if)
    if backup:
        yield "stand_in", _l("%(names)s cannot come. %(backup)s stands in.", names=names, backup=backup)
    if agreement.trigger:
        yield "trigger", _l("It begins: %(what)s Act it out until somebody is there.", what=agreement.trigger)
