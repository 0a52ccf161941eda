"""Whether the stored evidence and coverage are what a new count would give (design.md 3.9). It only reads, a casus at a time.

What the mere passing of a day changes (a signal that waits too long, a child that becomes four, a reflection that grows old) is
no fault: a stored state may be right for any day since the last whole count, with the terms of the house of those days.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from workbench import clock
from workbench.accounts.models import Setting
from workbench.accounts.settings import SETTINGS
from workbench.extensions import db
from workbench.standards.catalogue import STANDARDS, Standard
from workbench.standards.coverage import Link, Stored, asked_of, rightful_from, stored_from
from workbench.standards.facts import facts_from
from workbench.standards.queries import casussen
from workbench.standards.rules import Facts, State

TERMS = {"signals.overdue_days": "overdue_days", "network.fewest_members": "fewest_helpers"}
Terms = dict[str, list[tuple[date, int]]]


def differences() -> Iterator[str]:
    """A line for each casus and standard whose stored evidence or state is not what a new count gives."""
    terms, today = _terms(), clock.today()
    for casus_id, ref in casussen(also_closed=True):
        for fault in _of_casus(casus_id, terms, today):
            yield f"casus {ref}, {fault}"


def _of_casus(casus_id: int, terms: Terms, today: date) -> Iterator[str]:
    rows = asked_of(casus_id, None)
    if not rows:  # it went while we looked
        return
    row, stored = rows[0], stored_from(rows[0].stored)
    yield from _evidence(rightful_from(row.rightful, date.max), stored, row.had_counted_on or today, today)
    if row.had_casus_id is None:
        yield "coverage: it was never counted"
        return
    if row.had_team_id != row.team or row.had_last_meeting_on != facts_from(rows, today).last_meeting_on:
        yield "coverage: the team or the day of the last meeting is another"
    counted = _Counted(rows, row.had_counted_on, today, terms)
    for standard in STANDARDS:
        yield from _state(standard, row, stored, counted)


def _evidence(rightful: list[Link], stored: list[Stored], since: date, today: date) -> Iterator[str]:
    wanted, there = {link[:3]: link for link in rightful}, {row[1:4]: row for row in stored}
    for key in wanted.keys() - there.keys():
        yield f"standard {key[0]}: {key[1]} {key[2]} gives evidence and does not count"
    for key, row in there.items():
        if not row.by_rule:
            continue
        if key not in wanted:
            yield f"standard {key[0]}: {key[1]} {key[2]} counts and gives no evidence"
        elif row.weight is not wanted[key].weight or not _right_day(row.held_on, wanted[key].held_on, since, today):
            yield f"standard {key[0]}: {key[1]} {key[2]} counts with another weight or day"


def _right_day(stored: date, own: date, since: date, today: date) -> bool:
    """The record's own day; or, for a day that lay ahead when it was counted, the day of that count."""
    return stored == own or (since <= stored < own and stored <= today)


def _state(standard: Standard, row: Any, stored: list[Stored], counted: "_Counted") -> Iterator[str]:
    number = standard.number
    state: State = getattr(row, f"had_state_{number}")
    if not counted.may_be(standard.rule, state):
        now = standard.rule(counted.today_s)
        yield f"standard {number}: stored as {state.value}, a new count gives {now.value}"
    newest = max((one.held_on for one in stored if one.standard == number), default=None)
    if getattr(row, f"had_newest_{number}_on") != newest:
        yield f"standard {number}: the day of the newest evidence is another"


@dataclass
class _Counted:
    """The facts of one casus as a count on any day since the last whole one may have seen them."""

    rows: list[Any]
    since: date
    today: date
    terms: Terms

    def __post_init__(self) -> None:
        self.today_s = facts_from(self.rows, self.today)

    def may_be(self, rule: Callable[[Facts], State], state: State) -> bool:
        """Whether this state was right today or on a day since the last whole count."""
        return rule(self.today_s) is state or any(rule(facts) is state for facts in self._before())

    def _before(self) -> Iterator[Facts]:
        late, fewest = (_values(self.terms[key], key, self.since) for key in TERMS)
        for back in range((self.today - self.since).days + 1):
            facts = facts_from(self.rows, self.today - timedelta(days=back))
            for one in late:
                for other in fewest:
                    yield replace(facts, overdue_days=one, fewest_helpers=other)


def _terms() -> Terms:
    """Every value the two terms had that states hang on, oldest first."""
    asked = select(Setting.key, Setting.holds_from, Setting.value).where(Setting.key.in_(TERMS))
    found: Terms = {key: [] for key in TERMS}
    for key, holds_from, value in db.session.execute(asked.order_by(Setting.holds_from, Setting.id)):
        found[key].append((holds_from, int(value)))
    return found


def _values(rows: list[tuple[date, int]], key: str, since: date) -> set[int]:
    """What a term was when the last whole count was made, and each value it got from that day on."""
    before = [value for holds_from, value in rows if holds_from < since]
    return {
        before[-1] if before else SETTINGS[key].default,
        *(value for holds_from, value in rows if holds_from >= since),
    }
