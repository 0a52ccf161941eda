"""What holds for a temporary plan (domain.md 1.8, 6.4 B3, B5, B10, 8.7): made at ten in the evening, and safe to read. Pure.

A place is the most dangerous thing in such a plan. So where somebody is tonight is said by a choice, at home or with a person
of the casus, and of somebody with a secret address not even that: only "at a safe place".
"""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from workbench.plans.models import Service, Stay
from workbench.plans.rules import TEMPORARY_DAYS, Days, Gap, date_gaps

WARNING_DAYS = 3  # a setting of the organisation
REVIEW_DAYS = 7  # domain.md 2.5, a setting too
Broken = Iterator[tuple[str, Any]]


class Line(NamedTuple):
    """Where one person is and sleeps."""

    person: int
    stays: Stay | None = None
    stays_with: int | None = None
    sleeps: Stay | None = None
    sleeps_with: int | None = None
    note: str = ""

    @property
    def says_something(self) -> bool:
        return bool(self.stays or self.sleeps or self.note)

    @property
    def people(self) -> set[int]:
        """Everybody in this line."""
        return {one for one in (self.person, self.stays_with, self.sleeps_with) if one is not None}


class Call(NamedTuple):
    """Who calls whom, or which service, at which signal."""

    caller: int | None
    called: int | None = None
    service: Service | None = None
    signal: str = ""

    @property
    def says_something(self) -> bool:
        return bool(self.caller or self.called or self.service or self.signal)


def line_faults(line: Line, secret: Collection[int]) -> Broken:
    """Yield (part of the line, message) for a place of somebody with a secret address, or a choice that cannot be.

    `secret` are the people with a secret address.
    """
    for part, where, other in (("stays", line.stays, line.stays_with), ("sleeps", line.sleeps, line.sleeps_with)):
        if where is Stay.HOME and line.person in secret:
            yield part, _l("The address is secret. Choose “at a safe place”, or with whom.")
        if where is Stay.WITH and other == line.person:
            yield part, _l("Choose somebody else.")
    if line.note and line.people & set(secret):
        yield "note", _l("The address is secret, so no words stand here. Leave this empty.")


def call_faults(call: Call) -> Broken:
    """Yield (part, message) for a row that names only one of the two."""
    if call.says_something and call.caller is None:
        yield "caller", _l("Choose who calls.")
    if call.says_something and call.called is None and call.service is None:
        yield "called", _l("Choose who is called.")
    if call.caller is not None and call.caller == call.called:
        yield "called", _l("Choose somebody else.")


def longest(starts_on: date, days: int = TEMPORARY_DAYS) -> date:
    """The last day a temporary plan may hold (B10)."""
    return starts_on + timedelta(days=days)


def usual_days(day: date, longest_days: int = TEMPORARY_DAYS, review_days: int = REVIEW_DAYS) -> tuple[date, date]:
    """(last day, day to look again) that a form offers: together again after a week, the end a week later."""
    last = longest(day, longest_days)
    return last, min(last, day + timedelta(days=review_days))


def gaps(body: dict[str, Any], ref: str, days: Days, most: int = TEMPORARY_DAYS) -> list[Gap]:
    """What a temporary plan misses. Only its last day, a doer and a plan B block (domain.md 6.4 B3, B5, B10)."""
    found = body.get("temporary") or {}
    place = {"ref": ref}

    def gap(rule: str, text: Any, anchor: str, blocks: bool = True) -> Gap:
        return Gap(rule, text, "plans.temporary", {**place, "_anchor": anchor}, blocks)

    missing = [
        gap("B10" if field != "evaluate_on" else "B11", text, field, blocks=field != "evaluate_on")
        for field, text in date_gaps("temporary", days, most)
    ]
    if not found.get("calls") and not any(is_done(one) for one in body["agreements"]):
        missing.append(gap("B3", _l("Nobody does anything yet: say who calls whom."), "caller_1"))
    if not body["plan"]["what_if_unsafe"] and not any(one["what_if"] for one in body["agreements"]):
        missing.append(gap("B5", _l("There is no plan B yet: what do you do if it does not work?"), "what_if_unsafe"))
    if not found.get("reason"):
        missing.append(gap("8.7", _l("Say why this plan is needed now."), "reason", blocks=False))
    return missing


def is_done(agreement: dict[str, Any]) -> bool:
    """Whether somebody does this agreement."""
    return any(link["part"] == "doer" for link in agreement["people"])


def is_over(last_day: date | None, today: date) -> bool:
    """Whether a last day has passed."""
    return last_day is not None and last_day < today


def ends_soon(last_day: date | None, today: date, days: int = WARNING_DAYS) -> bool:
    """Whether people have to be warned that a temporary plan stops."""
    return last_day is not None and today <= last_day <= today + timedelta(days=days)


def named(body: dict[str, Any]) -> set[int]:
    """Everybody who stands by name in a temporary plan."""
    found = body.get("temporary")
    if not found:
        return set()
    people = {one[part] for one in found["tonight"] for part in ("person", "stays_with", "sleeps_with")}
    people |= {one[part] for one in found["calls"] for part in ("caller", "called")} | set(found["visitors"])
    return {one for one in people if one is not None}
