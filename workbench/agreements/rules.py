"""What the method asks of an agreement (domain.md 6.4). No database and no Flask in this file."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from workbench.agreements.models import AgreementStatus as Status

SILENT_AFTER = 1.5  # B18: so many times the agreed number of days without a check
WHO_WHAT_WHEN = {"doers", "what", "when"}  # a change of one of these asks everybody again (domain.md 6.3)
OVER = ("ended", "not_feasible")
IN_USE = ("agreed", "trying", "active")  # people live by it now: only then is it quiet when nobody is heard of
# The steps an agreement may take (domain.md 6.3); it ends, with a reason, from every one of them. A change of who, what or when
# and an objection bring it back to where people are asked.
NEXT: dict[Status, tuple[Status, ...]] = {
    Status.PROPOSED: (Status.IN_REVIEW, Status.AGREED),
    Status.IN_REVIEW: (Status.AGREED, Status.PROPOSED),
    Status.AGREED: (Status.TRYING, Status.ACTIVE, Status.ADAPTING),
    Status.TRYING: (Status.ACTIVE, Status.ADAPTING),
    Status.ACTIVE: (Status.TRYING, Status.ADAPTING),
    Status.ADAPTING: (Status.IN_REVIEW, Status.TRYING, Status.ACTIVE),
    Status.ENDED: (),
    Status.NOT_FEASIBLE: (),
}


def broken(
    *, doers: Collection[int], checkers: Iterable[int | None], phase: Any, what_if: str, backup: int | None
) -> Iterator[tuple[str, Any]]:
    """Yield (field, message) for each of B3, B4 and B5 that an agreement breaks."""
    if not doers:
        yield "doers", _l("Say who does this: at least one person by name.")
    for field, checker in zip(("checker", "second_checker"), checkers, strict=True):
        if checker in doers:
            yield field, _l("Somebody who does it cannot also look whether it happens. Choose somebody else.")
    if phase == "direct" and not what_if:
        yield "what_if", _l("For direct safety there has to be a plan B: what happens if this does not work?")
    if phase == "direct" and not backup:
        yield "backup", _l("For direct safety there has to be somebody who stands in.")


def audience_gaps(audience: Any, sub_group: int | None, readers: Collection[int]) -> Iterator[tuple[str, Any]]:
    """Yield (field, message) where it is not clear who may read the agreement."""
    if audience == "sub_group" and sub_group is None:
        yield "sub_group", _l("Choose which part of the network may read this.")
    if audience == "chosen" and not readers:
        yield "readers", _l("Choose who may read this.")


def asks_again(changed: Iterable[str]) -> bool:
    """Whether people have to be asked anew after a change of these fields (domain.md 6.3)."""
    return not WHO_WHAT_WHEN.isdisjoint(changed)


def with_a_part(doers: Iterable[int], together: Iterable[int], *others: int | None) -> list[int]:
    """Who has to say yes before it is agreed: who does it, who helps, who looks and who stands in, each once."""
    return list(dict.fromkeys([*doers, *together, *(one for one in others if one is not None)]))


def asks_for_rehearsal(agreement: Any) -> bool:
    """A direct agreement that people count on and nobody tried out, and nobody said why not (domain.md 5, row 7)."""
    waiting = agreement.rehearsed_on is None and not agreement.status_why
    return agreement.phase == "direct" and agreement.status in IN_USE and waiting


def asks_what_worked(agreement: Any) -> bool:
    """It builds on nothing that worked before, and nobody said why (domain.md 1.9, 5 row 1)."""
    based = agreement.based_on_item_id or agreement.based_on_success_id or agreement.nothing_before
    return not based and agreement.status not in OVER


def silent(agreement: Any, today: date) -> bool:
    """B18: no check for longer than one and a half times what was agreed. What has not begun cannot be silent."""
    return silent_since(agreement, today) is not None


def silent_since(agreement: Any, today: date) -> date | None:
    """The day from which nothing was heard of this agreement for too long; None when there is nothing wrong."""
    last = agreement.last_check_on or agreement.starts_on
    if agreement.status not in IN_USE or not quiet_days(last, agreement.check_every_days, today):
        return None
    return last


def silent_days(agreement: Any, today: date) -> int:
    """For how many days nothing was heard of an agreement, when that is too long (B18); else 0."""
    since = silent_since(agreement, today)
    return (today - since).days if since else 0


def quiet_days(since: date | None, every_days: int | None, today: date) -> int:
    """Days since the last check or the beginning, when that is more than one and a half times the rhythm (B18); else 0.

    This is the only place that computes B18: pages, Vandaag and reminders all ask here.
    """
    if since is None or not every_days:
        return 0
    days = (today - since).days
    return days if days > every_days * SILENT_AFTER else 0


def uncovered(bottom_lines: Iterable[int], covered: Collection[int]) -> list[int]:
    """B2: the bottom lines that no agreement covers."""
    return [line for line in bottom_lines if line not in covered]


def without_family_or_network(agreements: Iterable[Any], professionals: Collection[int]) -> bool:
    """B6: a goal that rests only on professionals or services: the family or network has to do something itself."""
    live = [agreement for agreement in agreements if agreement.status not in OVER]
    own = [one for one in live if one.kind != "service" and not set(one.doers) <= set(professionals)]
    return bool(live) and not own


class Balance(NamedTuple):
    """Who does something for a goal: family and network, and professionals; in the order of its agreements."""

    own: list[int]
    professionals: list[int]


def balance(agreements: Iterable[Any], professionals: Collection[int]) -> Balance:
    """Who carries a goal, in names and never in figures (domain.md 5 row 5, T14). Only what lives counts."""
    doers = dict.fromkeys(one for agreement in agreements if agreement.status not in OVER for one in agreement.doers)
    return Balance(
        [one for one in doers if one not in professionals], [one for one in doers if one in professionals]
    )
