"""Who may ask what about a file, before which day, and what still waits for a decision. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l

from workbench.casus.models import Authority
from workbench.file_rights.models import AskGround, Because, Decision, RequestKind, RequestState

OWN_RIGHT, ALONE = 12, 16  # from this age a young person asks; from this age a parent asks only with the young person
DELETION_MONTHS = 3  # Jeugdwet 7.3.9: decide and destroy within three months
NOTICE_DAYS = 90  # this long before its term is over a file stands in the list
OPEN = (RequestState.OPEN, RequestState.READY, RequestState.RELEASED)
OF_ACCESS = (Decision.SHARE, Decision.PARTLY, Decision.WITHHOLD)
OF_DELETION = (Decision.ERASE, Decision.KEEP)
REASONS = {
    Decision.PARTLY: (Because.PRIVACY, Because.GOOD_CARE, Because.SOURCE),
    Decision.WITHHOLD: (Because.PRIVACY, Because.GOOD_CARE, Because.SOURCE),
    Decision.KEEP: (Because.INTEREST, Because.LAW),
}


def due_on(kind: RequestKind, received_on: date, access_days: int) -> date:
    """Before which day a request is answered."""
    if kind is RequestKind.DELETION:
        return months_after(received_on, DELETION_MONTHS)
    return received_on + timedelta(days=access_days)


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last day of the month where there is none, so that nothing is late."""
    count = day.month - 1 + months
    year, month = day.year + count // 12, count % 12 + 1
    next_month = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day.day - 1), next_month - timedelta(days=1))


def why_not(ground: AskGround, age: int | None, authority: Authority | None) -> Iterator[tuple[str, Any]]:
    """(field, why) for each reason this person cannot ask on this ground.

    `age` is that of whom the file is about, where that is a child; None for an adult. `authority` is that of who asks.
    Having authority opens nothing by itself: every item is decided.
    """
    if ground is AskGround.OWN and age is not None and age < OWN_RIGHT:
        yield "ground", _l("Below twelve somebody with authority asks.")
    if ground is AskGround.AUTHORITY and (age is None or age >= ALONE):
        yield "ground", _l("From sixteen on a parent asks only when the young person agrees, and for an adult not at all.")
    if ground is AskGround.AUTHORITY_AGREED and age is None:
        yield "ground", _l("An adult asks, or somebody who was authorised in writing.")
    if ground in (AskGround.AUTHORITY, AskGround.AUTHORITY_AGREED) and authority is not Authority.YES:
        yield (
            "asked_by_id",
            _l("It is not noted that this person has authority. Note that with the person first, or choose another ground."),
        )


def fault_in(decision: Decision, because: Because | None, shared_text: str) -> tuple[str, Any] | None:
    """(field, what is missing) of a decision on one item; None when it is whole."""
    if decision in REASONS and because not in REASONS[decision]:
        return "because", _l("Say on which ground.")
    if decision is Decision.PARTLY and not shared_text.strip():
        return "shared_text", _l("Write down what can be shared.")
    return None


def undecided(items: Iterable[Any], decided: Mapping[tuple[str, int], Any]) -> list[Any]:
    """The items nobody decided on as they read now."""
    return [
        item for item in items
        if (found := decided.get((item.table, item.id))) is None or found.read_as != item.read_as
    ]  # fmt: skip
